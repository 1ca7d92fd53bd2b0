//! What an edit came to: taken, refused or tried out, with what the rules say.

use super::Asked;
use super::fail::{Failure, Status};
use super::names;
use super::out::Answer;
use crate::app::session::host::Host;
use crate::app::words::Words;
use crate::app::words::{findings, terms};
use crate::domain::{Edit, Override, Revision, Source, Subject};
use crate::policy::{Amount, Finding, Scope, Strength, Verdict};
use crate::register::View;
use crate::register::handle::{CommitError, Proposal, Register};
use crate::register::trial::{self, Trial};
use serde::Serialize;
use serde_json::Value;

/// What a rule found, with the words that the rule itself has.
#[derive(Debug, Serialize)]
pub struct Found {
    rule: String,
    verdict: Verdict,
    strength: Strength,
    subject: String,
    name: String,
    /// The post or the unit in whose pool or list it was found.
    scope: Option<String>,
    /// The term of that pool or list.
    term: Option<String>,
    measured: serde_json::Value,
    limit: serde_json::Value,
    estimated: bool,
    source: Option<String>,
    effective: Option<String>,
    /// Measured and limit as people read them.
    #[serde(skip)]
    numbers: (String, String),
    /// The pool in which somebody is spoken of, as people call it.
    #[serde(skip)]
    place: Option<String>,
    #[serde(skip)]
    says: (String, String),
}

impl Found {
    /// For people: whom it speaks of, what the rule says, and where it stands.
    #[must_use]
    pub fn sentence(&self, words: &Words) -> String {
        let mark = findings::mark(self.verdict);
        let says = words.pick(&self.says.0, &self.says.1);
        let source = self.source.as_deref().unwrap_or_default();
        let (measured, limit) = &self.numbers;
        let numbers = if limit.is_empty() { measured.clone() } else { format!("{measured}; {limit}") };
        format!("{mark} {}: {says} [{numbers}] ({source})", self.name)
    }

    /// What it came to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Mark, name, what was measured, limit, what the rule says.
    #[must_use]
    pub fn cells(&self, words: &Words) -> Vec<String> {
        let (measured, limit) = self.numbers.clone();
        let says = words.pick(&self.says.0, &self.says.1).to_owned();
        let about = self.place.as_ref().map_or_else(|| self.name.clone(), |place| format!("{} ({place})", self.name));
        vec![findings::mark(self.verdict).to_owned(), about, measured, limit, says]
    }
}

/// A finding as it is printed.
#[must_use]
pub fn found_by(register: &Register, view: &View, finding: &Finding, words: &Words) -> Found {
    let rule = register.policy().rule(&finding.rule);
    let limit = match (json(finding.limit.least), json(finding.limit.most)) {
        (least, Value::Null) => least,
        (Value::Null, most) => most,
        (least, most) => serde_json::json!({ "least": least, "most": most }),
    };
    Found {
        rule: finding.rule.to_string(),
        verdict: finding.verdict,
        strength: finding.strength,
        subject: names::id(finding.subject),
        name: names::name(view, finding.subject),
        scope: match finding.scope {
            Scope::Whole => None,
            Scope::Pool(post, _) => Some(post.to_string()),
            Scope::List(list, _) => Some(list.unit.to_string()),
        },
        term: match finding.scope {
            Scope::Whole => None,
            Scope::Pool(_, term) | Scope::List(_, term) => view.term(term).map(|t| t.id.clone()),
        },
        measured: json(finding.measured),
        limit,
        estimated: finding.estimated,
        source: rule.map(|r| r.source.clone()),
        effective: rule.map(|r| r.from.0.iso()),
        numbers: (findings::measured(words, view, finding, rule), findings::limit(words, view, finding, rule)),
        place: match (finding.subject, finding.scope) {
            (Subject::Cadre(_), Scope::Pool(post, _)) => Some(names::name(view, Subject::Post(post))),
            _ => None,
        },
        says: rule.map(|r| (r.vi.clone(), r.en.clone())).unwrap_or_default(),
    }
}

/// A number as a number, a ratio unrounded, anything else by its name.
fn json(amount: Amount) -> Value {
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
        Amount::Theory(t) => named(terms::theory(t)),
        Amount::Education(e) => named(terms::education(e)),
        Amount::Management(m) => named(terms::management(m)),
    }
}

/// The name of a value: the last part of its key.
fn named(key: &str) -> Value {
    key.rsplit('.').next().unwrap_or(key).into()
}

/// What an edit came to.
#[derive(Debug, Serialize)]
struct Done {
    revision: Option<Revision>,
    findings: Vec<Found>,
}

/// What would be said of edits, without writing them.
/// # Errors
/// What is wrong with them whatever the rules say.
pub fn try_out(asked: &Asked, register: &Register, view: &View, edits: Vec<Edit>) -> Result<Answer, Failure> {
    let trial = trial::try_out(view, register.policy(), &edits, asked.host.today());
    let Trial { after, findings } = trial.map_err(|problem| Failure::problem(&problem))?;
    let stopped = findings.iter().any(crate::policy::stops);
    let done = Done { revision: None, findings: all(register, &after, &findings, &asked.words) };
    let answer = Answer::of(asked.form, &done, |done| {
        let key = if stopped { "cli.edit.would-be-refused" } else { "cli.edit.would-be-taken" };
        plain(done, &asked.words, asked.words.get(key))
    });
    Ok(answer.with(if stopped { Status::Refused } else { Status::Done }))
}

/// Commits edits and says what came of it.
///
/// # Errors
/// Why they were not taken; nothing has changed then.
pub fn commit(
    asked: &Asked,
    register: &Register,
    view: &View,
    edits: Vec<Edit>,
    intent: &str,
    exception: Option<Override>,
) -> Result<Answer, Failure> {
    let proposal = Proposal {
        edits,
        author: asked.host.author(),
        source: Source::Cli,
        intent: intent.to_owned(),
        exception,
        at: asked.host.now(),
    };
    match register.commit(proposal) {
        Ok(revision) => {
            let done = Done { revision: Some(revision), findings: Vec::new() };
            let said = asked.words.fill("cli.edit.done", &[revision.to_string()]);
            Ok(Answer::of(asked.form, &done, |done| plain(done, &asked.words, &said)))
        }
        Err(CommitError::Refused(findings)) => {
            let done = Done { revision: None, findings: all(register, view, &findings, &asked.words) };
            let said = asked.words.get("cli.edit.refused").to_owned();
            Ok(Answer::of(asked.form, &done, |done| plain(done, &asked.words, &said)).with(Status::Refused))
        }
        Err(error) => Err(Failure::commit(&error, view, &asked.dir)),
    }
}

fn all(register: &Register, view: &View, findings: &[Finding], words: &Words) -> Vec<Found> {
    findings.iter().map(|f| found_by(register, view, f, words)).collect()
}

fn plain(done: &Done, words: &Words, said: &str) -> String {
    let mut out = format!("{said}\n");
    for found in &done.findings {
        out.push_str(&format!("  {}\n", found.sentence(words)));
    }
    out
}
