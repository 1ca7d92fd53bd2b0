//! What a rule found, as it is printed.

use super::naming;
use crate::app::words::Words;
use crate::app::words::{findings, terms};
use crate::domain::{Day, Role, Subject};
use crate::policy::{Amount, Finding, Out, Scope, Strength, Verdict};
use crate::register::View;
use serde::Serialize;
use serde_json::Value;

/// What a rule found, with the words that the rule itself has.
#[derive(Debug, Serialize)]
pub struct PrintedFinding {
    rule: String,
    verdict: Verdict,
    strength: Strength,
    subject: String,
    name: String,
    /// The post or the unit in whose pool or list it was found.
    scope: Option<String>,
    /// The term of that pool or list.
    term: Option<String>,
    /// The period whose grades it speaks of.
    period: Option<String>,
    /// The group of like posts: `head`, `deputy`, `member`.
    group: Option<Role>,
    measured: Value,
    limit: Value,
    estimated: bool,
    /// The day from which on months are counted.
    counted_from: Option<String>,
    /// On what the person's own retirement rests, where months are counted to it.
    retirement: Option<String>,
    /// Whether the number is the office's own.
    own: bool,
    source: Option<String>,
    effective: Option<String>,
    /// Day whose rules judged.
    judged: String,
    /// Measured and limit as people read them.
    #[serde(skip)]
    law: String,
    #[serde(skip)]
    numbers: (String, String),
    /// From when on months are counted, as people read it.
    #[serde(skip)]
    counted: String,
    /// The pool in which somebody is spoken of, as people call it.
    #[serde(skip)]
    place: Option<String>,
    #[serde(skip)]
    says: (String, String),
}

impl PrintedFinding {
    pub fn new(view: &View, finding: &Finding, words: &Words) -> PrintedFinding {
        let rule = view.policy().rule_of(finding);
        let limit = match (json(view, finding.limit.least), json(view, finding.limit.most)) {
            (least, Value::Null) => least,
            (Value::Null, most) => most,
            (least, most) => serde_json::json!({ "least": least, "most": most }),
        };
        PrintedFinding {
            rule: finding.rule.to_string(),
            verdict: finding.verdict,
            strength: finding.strength,
            subject: naming::id(finding.subject),
            name: naming::name(view, finding.subject),
            scope: match finding.scope {
                Scope::Whole | Scope::Graded(..) => None,
                Scope::Pool(post, _) | Scope::Post(post) => Some(post.to_string()),
                Scope::List(list, _) => Some(list.unit.to_string()),
            },
            term: match finding.scope {
                Scope::Whole | Scope::Post(_) | Scope::Graded(..) => None,
                Scope::Pool(_, term) | Scope::List(_, term) => view.term(term).map(|t| t.id.clone()),
            },
            period: if let Scope::Graded(period, _) = finding.scope { Some(period.to_string()) } else { None },
            group: if let Scope::Graded(_, role) = finding.scope { role } else { None },
            measured: json(view, finding.measured),
            limit,
            estimated: finding.estimated,
            counted_from: finding.from.map(Day::iso),
            retirement: Some(findings::retirement(words, view, finding)).filter(|said| !said.is_empty()),
            own: finding.is_own(),
            source: rule.map(|r| r.source.clone()),
            effective: rule.map(|r| r.from.0.iso()),
            judged: finding.judged.iso(),
            law: finding.judged.to_string(),
            numbers: (findings::measured(words, view, finding, rule), findings::limit(words, view, finding, rule)),
            counted: findings::counted_from(words, finding),
            place: match (finding.subject, finding.scope) {
                (Subject::Cadre(_), Scope::Pool(post, _) | Scope::Post(post)) => {
                    Some(naming::name(view, Subject::Post(post)))
                }
                (_, Scope::Graded(period, role)) => Some(findings::graded(words, period, role)),
                _ => None,
            },
            says: rule.map(|r| (r.vi.clone(), r.en.clone())).unwrap_or_default(),
        }
    }

    /// Those of several that are not met.
    pub fn unmet(view: &View, findings: &[Finding], words: &Words) -> Vec<PrintedFinding> {
        let unmet = findings.iter().filter(|f| f.verdict != Verdict::Met);
        unmet.map(|f| PrintedFinding::new(view, f, words)).collect()
    }

    /// Several, whatever they came to.
    pub fn all(view: &View, findings: &[Finding], words: &Words) -> Vec<PrintedFinding> {
        findings.iter().map(|f| PrintedFinding::new(view, f, words)).collect()
    }

    /// The sentences of several, indented, a line each.
    pub fn lines(findings: &[PrintedFinding], words: &Words) -> String {
        findings.iter().map(|finding| format!("  {}\n", finding.sentence(words))).collect()
    }

    /// For people: whom it speaks of, what the rule says, and where it stands.
    pub fn sentence(&self, words: &Words) -> String {
        let mark = findings::mark(self.verdict);
        let says = words.pick(&self.says.0, &self.says.1);
        let source = self.source.as_deref().unwrap_or_default();
        let (measured, limit) = &self.numbers;
        let also = [limit, &self.counted].into_iter().chain(&self.retirement).filter(|text| !text.is_empty());
        let numbers = std::iter::once(measured).chain(also).cloned().collect::<Vec<_>>().join("; ");
        let law = words.fill("cli.finding.law", &[&self.law]);
        let verdict = match self.verdict {
            Verdict::Special => format!("{}; ", words.get(findings::verdict(self.verdict))),
            _ => String::new(),
        };
        let own = if self.own { format!(" {}", words.get("finding.own")) } else { String::new() };
        // of a pool the sentence stands under it; of a period nothing else says which
        let about = match (&self.period, &self.place) {
            (Some(_), Some(place)) => format!("{} ({place})", self.name),
            _ => self.name.clone(),
        };
        format!("{mark} {about}: {says} [{verdict}{numbers}] ({source}; {law}){own}")
    }

    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Mark, name, what was measured, limit, what the rule says.
    pub fn cells(&self, words: &Words) -> Vec<String> {
        let (measured, limit) = self.numbers.clone();
        let own = if self.own { format!(" {}", words.get("finding.own")) } else { String::new() };
        let says = format!("{}{own}", words.pick(&self.says.0, &self.says.1));
        let about = self.place.as_ref().map_or_else(|| self.name.clone(), |place| format!("{} ({place})", self.name));
        vec![findings::mark(self.verdict).to_owned(), about, measured, limit, says]
    }
}

/// A number as a number, a ratio unrounded, anything else by its name.
fn json(view: &View, amount: Amount) -> Value {
    match amount {
        Amount::None => Value::Null,
        Amount::Count(n) | Amount::Months(n) | Amount::Years(n) => n.into(),
        Amount::Rank(rank) => rank.into(),
        Amount::Ratio(_, 0) => Value::Null,
        #[allow(clippy::cast_precision_loss, reason = "people and seats are far below what a float holds exactly")]
        Amount::Ratio(part, whole) => (part as f64 / whole as f64).into(),
        Amount::Day(day) => day.iso().into(),
        Amount::Cadre(cadre) => cadre.to_string().into(),
        Amount::Grade(g) => named(terms::grade(g)),
        Amount::Outcome(o) => named(terms::outcome(o)),
        Amount::Measure(m) => named(terms::measure(m)),
        Amount::Status(s) => named(terms::status(s)),
        Amount::Title(title) => view.catalogue.title(title).map_or(Value::Null, |t| t.code.clone().into()),
        Amount::Object(object, from) => {
            let from = from.and_then(|id| view.catalogue.title(id)).map(|t| t.code.clone());
            serde_json::json!({ "object": object, "from": from })
        }
        Amount::Theory(t) => named(terms::theory(t)),
        Amount::Education(e) => named(terms::education(e)),
        Amount::Management(m) => named(terms::management(m)),
    }
}

/// The name of a value: the last part of its key.
fn named(key: &str) -> Value {
    key.rsplit('.').next().unwrap_or(key).into()
}

/// Whether who must leave a pool is out at once or at the next review, and from which day, or in which quarter.
pub fn out(out: Out) -> (&'static str, String) {
    match out {
        Out::AtOnce(day) => ("at-once", day.iso()),
        Out::AtReview(review) => ("review", review.to_string()),
    }
}
