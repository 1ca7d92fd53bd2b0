//! The files of the rules: read entry by entry, so that one fault does not hide the next, each with its line.

use super::rule::{Applies, Body, Kind, Ratio, Rule, Strength, Sureness};
use super::{Policy, Sector, Step};
use crate::domain::{IsoDay, Schedule};
use serde::Deserialize;
use std::sync::Arc;

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Not of the form that is asked: what the reader of the form says.
    #[error("{0}")]
    Form(String),
    /// Two entries of one name.
    #[error("{0} stands twice")]
    Twice(String),
    /// The last day of effect before the first.
    #[error("ends before it begins")]
    EndsFirst,
    /// The least above the most, or a share above the whole.
    #[error("the least is above the most")]
    LeastAboveMost,
    /// A ratio or a number that cannot be measured against.
    #[error("not a number to measure against: {0}")]
    NoNumber(String),
    /// Something that must be said is left empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// Two rules of one kind that speak of the same on the same day.
    #[error("says the same as {0}, and is in force with it")]
    Overlaps(String),
    /// A code that the catalogue does not have.
    #[error("the catalogue has no {0}")]
    NoSuch(String),
    /// Composition is judged of a list, never of a single title's two or three people.
    #[error("composition is judged of a list, not of a single title")]
    SingleTitle,
}

/// A fault of a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {flaw}")]
pub struct Fault {
    /// Which file.
    pub file: String,
    /// Line, counted from one.
    pub line: usize,
    /// Rule that it is in, where that can be read.
    pub rule: Option<String>,
    /// What is wrong.
    pub flaw: Flaw,
}

/// A rule as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    kind: String,
    #[serde(default)]
    with: Option<toml::Table>,
    #[serde(default)]
    applies: Applies,
    from: IsoDay,
    #[serde(default)]
    until: Option<IsoDay>,
    strength: Strength,
    sureness: Sureness,
    #[serde(default)]
    off: bool,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    removal: Option<String>,
    source: String,
    vi: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Titles {
    titles: Vec<String>,
}

/// A titles' list of the bodies: which titles are seats of committees and of standing committees.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    committee: Vec<String>,
    standing: Vec<String>,
}

/// One entry of a file: whichever of these it is.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Entry {
    rule: Vec<Raw>,
    sector: Vec<Sector>,
    step: Vec<Step>,
    reference: Vec<super::Reference>,
    retirement: Option<Schedule>,
    armed: Option<Titles>,
    bodies: Option<Bodies>,
}

/// A stretch of a file from one header to the next.
struct Piece<'a> {
    /// Line of its first line, counted from one.
    line: usize,
    text: &'a str,
}

impl Piece<'_> {
    /// Line on which a field is given, else the piece's own.
    fn line_of(&self, field: &str) -> usize {
        let given = |line: &str| line.trim_start().strip_prefix(field).is_some_and(|l| l.trim_start().starts_with('='));
        self.text.lines().position(given).map_or(self.line, |at| self.line + at)
    }
}

/// `[name]` or `[[name]]` alone on its line.
fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.trim_start_matches('[').trim_end_matches(']');
    line.starts_with('[')
        && line.ends_with(']')
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut begins = vec![(1, 0)];
    let mut at = 0;
    for (line, text) in (1..).zip(text.split_inclusive('\n')) {
        if is_header(text) {
            begins.push((line, at));
        }
        at += text.len();
    }
    let ends = begins.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
    let piece = |((line, from), to): (&(usize, usize), usize)| Piece {
        line: *line,
        text: text.get(*from..to).unwrap_or_default(),
    };
    begins.iter().zip(ends.collect::<Vec<_>>()).map(piece).collect()
}

/// Reads a file into a policy; what is faulty is left out and told.
pub(super) fn file(policy: &mut Policy, name: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for piece in pieces(text) {
        let fault = |line, rule, flaw| Fault { file: name.to_owned(), line, rule, flaw };
        match toml::from_str::<Entry>(piece.text) {
            Ok(entry) => {
                for (line, rule, flaw) in take(policy, entry, &piece) {
                    faults.push(fault(line, rule, flaw));
                }
            }
            Err(e) => {
                let before = e.span().and_then(|s| piece.text.get(..s.start)).unwrap_or_default();
                let line = piece.line + before.matches('\n').count();
                faults.push(fault(line, id_of(piece.text), Flaw::Form(e.message().to_owned())));
            }
        }
    }
    faults
}

/// The id that a piece gives, where it can still be read.
fn id_of(text: &str) -> Option<String> {
    let line = text.lines().find_map(|l| l.trim_start().strip_prefix("id")?.trim_start().strip_prefix('='))?;
    line.split('"').nth(1).map(str::to_owned)
}

type Found = (usize, Option<String>, Flaw);

fn take(policy: &mut Policy, entry: Entry, piece: &Piece<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    policy.sectors.extend(entry.sector);
    policy.steps.extend(entry.step);
    policy.references.extend(entry.reference);
    if let Some(schedule) = entry.retirement {
        for (steps, name) in [(&schedule.men, "men"), (&schedule.women, "women")] {
            if !steps.is_sorted_by_key(|s| s.from) || steps.is_empty() {
                found.push((piece.line_of(name), None, Flaw::NoNumber(name.to_owned())));
            }
        }
        policy.schedule = schedule;
    }
    policy.armed.extend(entry.armed.into_iter().flat_map(|a| a.titles));
    if let Some(Bodies { committee, standing }) = entry.bodies {
        policy.bodies.extend(committee.into_iter().map(|t| (t, Body::Committee)));
        policy.bodies.extend(standing.into_iter().map(|t| (t, Body::StandingCommittee)));
    }
    for raw in entry.rule {
        let id = Some(raw.id.clone());
        match rule(policy, raw, piece) {
            Ok(rule) => policy.rules.push(rule),
            Err((line, flaw)) => found.push((line, id, flaw)),
        }
    }
    found
}

fn rule(policy: &Policy, raw: Raw, piece: &Piece<'_>) -> Result<Rule, (usize, Flaw)> {
    let at = |field: &str, flaw| (piece.line_of(field), flaw);
    let mut table = toml::Table::new();
    let given = if raw.with.is_some() { "with" } else { "kind" };
    table.insert("kind".to_owned(), toml::Value::String(raw.kind));
    if let Some(with) = raw.with {
        table.insert("with".to_owned(), toml::Value::Table(with));
    }
    let kind: Kind = table.try_into().map_err(|e: toml::de::Error| {
        let field = if e.message().starts_with("unknown variant") { "kind" } else { given };
        at(field, Flaw::Form(e.message().to_owned()))
    })?;
    numbers(&kind).map_err(|flaw| at("with", flaw))?;
    if policy.rules.iter().any(|r| *r.id == *raw.id) {
        return Err(at("id", Flaw::Twice(raw.id)));
    }
    if raw.until.is_some_and(|until| until < raw.from) {
        return Err(at("until", Flaw::EndsFirst));
    }
    for (field, text) in [("id", &raw.id), ("source", &raw.source), ("vi", &raw.vi), ("en", &raw.en)] {
        if text.trim().is_empty() {
            return Err(at(field, Flaw::Empty(field)));
        }
    }
    let composition =
        matches!(kind, Kind::Coefficient { .. } | Kind::Share { .. } | Kind::AtLeast { .. } | Kind::AgeBands { .. });
    if composition && raw.applies.to.contains(&Body::Other) {
        return Err(at("applies", Flaw::SingleTitle));
    }
    let rule = Rule {
        id: Arc::from(raw.id),
        kind,
        applies: raw.applies,
        from: raw.from,
        until: raw.until,
        strength: raw.strength,
        sureness: raw.sureness,
        off: raw.off,
        except: raw.except,
        removal: raw.removal,
        source: raw.source,
        vi: raw.vi,
        en: raw.en,
    };
    match policy.rules.iter().find(|other| same(other, &rule)) {
        Some(other) => Err(at("from", Flaw::Overlaps(other.id.to_string()))),
        None => Ok(rule),
    }
}

/// Whether two rules give one number two values on one day.
fn same(a: &Rule, b: &Rule) -> bool {
    let alike = match (&a.kind, &b.kind) {
        (Kind::Coefficient { .. }, Kind::Coefficient { .. })
        | (Kind::PeopleATitle { .. }, Kind::PeopleATitle { .. })
        | (Kind::TitlesAPerson { .. }, Kind::TitlesAPerson { .. })
        | (Kind::YoungAge { .. }, Kind::YoungAge { .. })
        | (Kind::AgeBands { .. }, Kind::AgeBands { .. }) => true,
        (Kind::Share { of: x, among: p, .. }, Kind::Share { of: y, among: q, .. }) => x == y && p == q,
        (Kind::AtLeast { of: x, .. }, Kind::AtLeast { of: y, .. }) => x == y,
        (Kind::WorkingAge { whom: x, .. }, Kind::WorkingAge { whom: y, .. }) => x == y && a.strength == b.strength,
        _ => false,
    };
    let overlap = a.until.is_none_or(|d| b.from <= d) && b.until.is_none_or(|d| a.from <= d);
    alike && overlap && a.applies == b.applies && !a.off && !b.off
}

/// Whether the numbers can be measured against.
fn numbers(kind: &Kind) -> Result<(), Flaw> {
    let sound =
        |r: &Ratio| if r.0 >= 0 && r.1 > 0 { Ok(()) } else { Err(Flaw::NoNumber(format!("{} / {}", r.0, r.1))) };
    let share = |r: &Ratio| sound(r).and(if r.0 <= r.1 { Ok(()) } else { Err(Flaw::LeastAboveMost) });
    let positive = |n: i64| if n > 0 { Ok(()) } else { Err(Flaw::NoNumber(n.to_string())) };
    match kind {
        Kind::Coefficient { least, most } => {
            sound(least)?;
            sound(most)?;
            if least.0 * most.1 <= most.0 * least.1 { Ok(()) } else { Err(Flaw::LeastAboveMost) }
        }
        Kind::PeopleATitle { least, most, .. } => {
            positive(*most)?;
            if least <= most { Ok(()) } else { Err(Flaw::LeastAboveMost) }
        }
        Kind::Share { least, .. } | Kind::LowVotes { share: least, .. } => share(least),
        Kind::AtLeast { people: n, .. }
        | Kind::TitlesAPerson { most: n }
        | Kind::AppointmentAge { months: n }
        | Kind::Tenure { months: n }
        | Kind::ServiceLeft { months: n, .. } => positive(*n),
        Kind::MonthsAway { least, notice } => {
            positive(*least)?;
            if notice <= least { Ok(()) } else { Err(Flaw::LeastAboveMost) }
        }
        Kind::WorkingAge { months, of_term, .. } => match of_term {
            Some(part) => share(part),
            None => positive(*months),
        },
        Kind::AgeBands { edges } if !edges.is_sorted() || edges.is_empty() => Err(Flaw::NoNumber(format!("{edges:?}"))),
        _ => Ok(()),
    }
}

/// Codes that the catalogue does not have.
pub(super) fn unknown(
    policy: &Policy,
    name: &str,
    text: &str,
    known: &dyn Fn(&str) -> bool,
    reason: &dyn Fn(&str) -> bool,
) -> Vec<Fault> {
    let mut codes: Vec<(Option<String>, String)> = Vec::new();
    for rule in &policy.rules {
        let id = Some(rule.id.to_string());
        let titles = rule.applies.titles.iter().chain(&rule.except).filter(|t| !known(t));
        codes.extend(titles.map(|t| (id.clone(), t.clone())));
        let denied = if let Kind::Conclusion { denied } = &rule.kind { Some(denied) } else { None };
        let ended = if let Kind::Serving { reasons } = &rule.kind { reasons.as_slice() } else { &[] };
        let reasons = rule.removal.iter().chain(denied).chain(ended.iter().map(|(_, code)| code));
        codes.extend(reasons.filter(|r| !reason(r)).map(|r| (id.clone(), r.clone())));
    }
    let others = policy.armed.iter().chain(policy.bodies.iter().map(|(t, _)| t));
    let others = others.chain(policy.sectors.iter().flat_map(|s| &s.titles)).filter(|t| !known(t));
    codes.extend(others.map(|t| (None, t.clone())));
    let line = |code: &str| text.lines().position(|l| l.contains(&format!("\"{code}\""))).map_or(1, |at| at + 1);
    let fault = |(rule, code): (Option<String>, String)| {
        let line = line(&code);
        Fault { file: name.to_owned(), line, rule, flaw: Flaw::NoSuch(code) }
    };
    codes.into_iter().map(fault).collect()
}
