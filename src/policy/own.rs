//! What an office decides of the rules, laid over those of the program: for the days of which it speaks a version of its
//! own holds in the place of what the program says. Of a file as of a ruling of the store it is asked the same, here.

use super::entry::{self, Codes, RawRule};
use super::fault::Flaw;
use super::rule::{Rule, ShortName};
use super::ruleset::Policy;
use super::tables::{Reference, Step};
use crate::domain::{Day, IsoDay, RuleText, Ruling, RulingId};

/// A ruling that does not hold, because it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingFault {
    pub ruling: RulingId,
    /// The rule it speaks of.
    pub rule: String,
    pub flaw: Flaw,
}

impl Policy {
    /// The rules with what the office decided of them. What cannot hold is left out, and told.
    #[must_use]
    pub fn with_rulings(&self, rulings: &[&Ruling], codes: Codes<'_>) -> (Policy, Vec<RulingFault>) {
        let mut policy = self.clone();
        let (mut faults, mut laid) = (Vec::new(), Vec::new());
        let mut rulings = rulings.to_vec();
        rulings.sort_by_key(|r| (r.span.from, r.id));
        for (at, ruling) in rulings.iter().enumerate() {
            let mut fault = |flaw| faults.push(RulingFault { ruling: ruling.id, rule: ruling.rule.clone(), flaw });
            let twice = rulings.iter().take(at).find(|r| r.rule == ruling.rule && r.span.overlaps(ruling.span));
            if let Some(other) = twice {
                fault(Flaw::Overlaps(told(
                    &other.rule,
                    other.span.from,
                    other.span.ends().then(|| other.span.to.prev()),
                )));
                continue;
            }
            match policy.lay_ruling(ruling, self, codes) {
                Ok(Some(own)) => laid.push((ruling.id, own)),
                Ok(None) => {}
                Err(flaw) => fault(flaw),
            }
        }
        for (id, own) in laid {
            if let Some((rule, flaw)) = policy.collision(own) {
                faults.push(RulingFault { ruling: id, rule, flaw });
            }
        }
        if !faults.is_empty() {
            // what cannot hold leaves everything as if it had not been said
            let holds = |r: &&&Ruling| faults.iter().all(|fault| fault.ruling != r.id);
            let sound: Vec<&Ruling> = rulings.iter().filter(holds).copied().collect();
            let (policy, more) = self.with_rulings(&sound, codes);
            faults.extend(more);
            return (policy, faults);
        }
        policy.hash = self.hash ^ crc32fast::hash(format!("{rulings:?}").as_bytes());
        (policy, faults)
    }

    /// Lays one ruling over the rules; the number of the version that it made, where it made one.
    fn lay_ruling(&mut self, ruling: &Ruling, base: &Policy, codes: Codes<'_>) -> Result<Option<u16>, Flaw> {
        for (field, text) in [("id", &ruling.rule), ("decision", &ruling.paper.number), ("by", &ruling.paper.by)] {
            if text.trim().is_empty() {
                return Err(Flaw::Empty(field));
            }
        }
        if ruling.span.from >= ruling.span.to {
            return Err(Flaw::EndsFirst);
        }
        let Some(says) = &ruling.says else {
            let known = base.rule(&ruling.rule).or_else(|| self.rule(&ruling.rule));
            let rule = known.cloned().ok_or_else(|| Flaw::NoSuch(ruling.rule.clone()))?;
            let (from, until) = days(ruling);
            return Ok(Some(self.lay(Rule { off: true, from, until, source: source(ruling), ..rule })));
        };
        match says.kind.as_str() {
            "reference" => {
                let mut table = table(&says.with)?;
                table.insert("source".to_owned(), source(ruling).into());
                let reference: Reference = table.try_into().map_err(form)?;
                begins_then(&reference, codes)?;
                self.tables.references.push(reference);
                Ok(None)
            }
            "step" => {
                let mut table = table(&says.with)?;
                table.insert("source".to_owned(), source(ruling).into());
                table.insert("vi".to_owned(), says.vi.clone().into());
                table.insert("en".to_owned(), says.en.clone().into());
                let step: Step = table.try_into().map_err(form)?;
                super::fault::share(step.passes)?;
                self.tables.put_step(step);
                Ok(None)
            }
            _ => {
                let rule = entry::rule(raw(ruling, says)?).map_err(|(_, flaw)| flaw)?;
                entry::unknown_code(&rule, codes).map_or(Ok(()), |code| Err(Flaw::NoSuch(code)))?;
                Ok(Some(self.lay(rule)))
            }
        }
    }

    /// Puts a version of a rule in the place of what else is said of it on its days; the number of the version.
    pub(super) fn lay(&mut self, mut rule: Rule) -> u16 {
        rule.own = self.rules.iter().map(|r| r.own).max().unwrap_or(0) + 1;
        let own = rule.own;
        let at = self.rules.iter().position(|r| r.id == rule.id).unwrap_or(self.rules.len());
        let (others, rest): (Vec<Rule>, Vec<Rule>) =
            std::mem::take(&mut self.rules).into_iter().partition(|r| r.id == rule.id);
        let mut versions: Vec<Rule> = others.into_iter().flat_map(|other| outside(other, &rule)).collect();
        versions.push(rule);
        versions.sort_by_key(|r| r.from);
        self.rules = rest;
        self.rules.splice(at..at, versions);
        own
    }

    /// The rule of another name that says otherwise of the same as a version does, on the same days.
    pub(super) fn collision(&self, own: u16) -> Option<(String, Flaw)> {
        let rule = self.rules.iter().find(|r| r.own == own)?;
        let other = self.rules.iter().find(|other| other.id != rule.id && rule.collides_with(other))?;
        Some((rule.id.to_string(), Flaw::Overlaps(told(&other.id, other.from.0, other.until.map(|d| d.0)))))
    }
}

/// A rule with its days, as a fault names it.
pub(super) fn told(rule: &str, from: Day, until: Option<Day>) -> String {
    format!("{rule} ({from} – {})", until.map(|day| day.to_string()).unwrap_or_default())
}

/// What is left of a rule before and after another's days.
fn outside(rule: Rule, cut: &Rule) -> Vec<Rule> {
    if !rule.meets(cut) {
        return vec![rule];
    }
    let before = (rule.from < cut.from).then(|| Rule { until: Some(IsoDay(cut.from.0.prev())), ..rule.clone() });
    let next = cut.until.map(|until| IsoDay(until.0.next()));
    let after = next.filter(|next| rule.until.is_none_or(|until| *next <= until)).map(|from| Rule { from, ..rule });
    before.into_iter().chain(after).collect()
}

/// A month of reference is of a term that there is, and lies in the years in which that begins.
pub(super) fn begins_then(reference: &Reference, codes: Codes<'_>) -> Result<(), Flaw> {
    (codes.term)(reference.term).ok_or_else(|| Flaw::NoSuch(reference.term.0.to_string()))?;
    if let Some(code) = reference.titles.iter().find(|code| !(codes.title)(code)) {
        return Err(Flaw::NoSuch(code.clone()));
    }
    if reference.is_of_its_term() { Ok(()) } else { Err(reference.not_of_term()) }
}

fn form(error: toml::de::Error) -> Flaw {
    Flaw::Form(error.message().to_owned())
}

/// Names and values as a table of a file.
fn table(pairs: &[(String, String)]) -> Result<toml::Table, Flaw> {
    let lines: String = pairs.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    toml::from_str(&lines).map_err(form)
}

fn days(ruling: &Ruling) -> (IsoDay, Option<IsoDay>) {
    (IsoDay(ruling.span.from), ruling.span.ends().then(|| IsoDay(ruling.span.to.prev())))
}

fn source(ruling: &Ruling) -> String {
    ruling.paper.to_string()
}

/// A ruling as a file would have it.
fn raw(ruling: &Ruling, says: &RuleText) -> Result<RawRule, Flaw> {
    let (from, until) = days(ruling);
    let word = |text: &str| toml::Value::String(text.to_owned());
    Ok(RawRule {
        id: ruling.rule.clone(),
        kind: says.kind.clone(),
        with: Some(table(&says.with)?),
        applies: table(&says.applies)?.try_into().map_err(form)?,
        from,
        until,
        strength: word(&says.strength).try_into().map_err(form)?,
        sureness: word(&says.sureness).try_into().map_err(form)?,
        off: false,
        except: says.except.clone(),
        removal: says.removal.clone(),
        source: source(ruling),
        vi: says.vi.clone(),
        en: says.en.clone(),
        short: says.short.clone().map(|(vi, en)| ShortName { vi, en }),
    })
}

impl RuleText {
    /// What a rule says, as a ruling keeps it.
    #[must_use]
    pub fn of(rule: &Rule) -> RuleText {
        let kind = toml::Table::try_from(&rule.kind).unwrap_or_default();
        let with = kind.get("with").and_then(toml::Value::as_table).map(pairs).unwrap_or_default();
        let applies = toml::Table::try_from(&rule.applies).unwrap_or_default();
        let word = |value: Result<toml::Value, toml::ser::Error>| {
            value.ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
        };
        RuleText {
            kind: rule.kind.id().to_owned(),
            with,
            applies: pairs(&applies),
            except: rule.except.clone(),
            strength: word(toml::Value::try_from(rule.strength)),
            sureness: word(toml::Value::try_from(rule.sureness)),
            removal: rule.removal.clone(),
            vi: rule.vi.clone(),
            en: rule.en.clone(),
            short: rule.short.clone().map(|short| (short.vi, short.en)),
        }
    }
}

/// A table as names and values of a file.
pub(super) fn pairs(table: &toml::Table) -> Vec<(String, String)> {
    table.iter().map(|(name, value)| (name.clone(), value.to_string())).collect()
}
