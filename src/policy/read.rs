//! The files of the rules: read entry by entry, so that one fault does not hide the next, each with its line.

use super::fault::{Fault, Flaw};
use super::kinds::{ParseError, RuleKind};
use super::rule::{Applies, Rule, ShortName};
use super::ruleset::Policy;
use super::tables::{Leaving, Reference, Sector, Step};
use super::vocabulary::{Body, Strength, Sureness};
use crate::domain::{IsoDay, Schedule};
use serde::Deserialize;
use std::sync::Arc;

/// The file of the ages of retirement.
const AGES: &str = "policy/retirement.toml";

/// The files that come with the program.
const FILES: [(&str, &str); 9] = [
    ("policy/posts.toml", include_str!("../../data/policy/posts.toml")),
    ("policy/planning.toml", include_str!("../../data/policy/planning.toml")),
    ("policy/people.toml", include_str!("../../data/policy/people.toml")),
    ("policy/appointment.toml", include_str!("../../data/policy/appointment.toml")),
    ("policy/rotation.toml", include_str!("../../data/policy/rotation.toml")),
    (AGES, include_str!("../../data/policy/retirement.toml")),
    ("policy/calendar.toml", include_str!("../../data/policy/calendar.toml")),
    ("policy/local/bac-giang.toml", include_str!("../../data/policy/local/bac-giang.toml")),
    ("policy/local/lang-son.toml", include_str!("../../data/policy/local/lang-son.toml")),
];

impl Policy {
    /// The rules that come with the program.
    ///
    /// # Errors
    /// The first fault; the tests see to it that there is none.
    pub fn embedded() -> Result<Policy, Fault> {
        Policy::read(&FILES)
    }

    /// The ages of retirement alone, of the same data.
    ///
    /// # Errors
    /// The first fault; the tests see to it that there is none.
    pub fn of_ages() -> Result<Policy, Fault> {
        let ages: Vec<_> = FILES.into_iter().filter(|(name, _)| *name == AGES).collect();
        Policy::read(&ages)
    }

    /// Rules from files' texts.
    ///
    /// # Errors
    /// The first fault, with file, line and reason.
    pub fn read(files: &[(&str, &str)]) -> Result<Policy, Fault> {
        let mut policy = Policy::default();
        let mut hash = crc32fast::Hasher::new();
        for (name, text) in files {
            if let Some(fault) = parse_file(&mut policy, name, text).into_iter().next() {
                return Err(fault);
            }
            hash.update(text.as_bytes());
        }
        policy.hash = hash.finalize();
        Ok(policy)
    }

    /// The rules that come with the program and a user's own files after them, each with its name.
    ///
    /// `known` and `reason` are those of [`Policy::check`].
    ///
    /// # Errors
    /// The first fault of the user's files.
    pub fn with_own(
        own: &[(String, String)],
        known: &dyn Fn(&str) -> bool,
        reason: &dyn Fn(&str) -> bool,
    ) -> Result<Policy, Fault> {
        let own = || own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        for (name, text) in own() {
            let mut alone = Policy::default();
            parse_file(&mut alone, name, text);
            if let Some(fault) = unknown_codes(&alone, name, text, known, reason).into_iter().next() {
                return Err(fault);
            }
        }
        let files: Vec<(&str, &str)> = FILES.into_iter().chain(own()).collect();
        Policy::read(&files)
    }

    /// Every fault of a file by itself, in the order of its lines.
    ///
    /// `known` says whether the catalogue has a title of a code; `reason`, whether it has a reason for leaving a pool.
    #[must_use]
    pub fn check(
        name: &str,
        text: &str,
        known: &dyn Fn(&str) -> bool,
        reason: &dyn Fn(&str) -> bool,
    ) -> (Policy, Vec<Fault>) {
        let mut policy = Policy::default();
        let mut faults = parse_file(&mut policy, name, text);
        faults.extend(unknown_codes(&policy, name, text, known, reason));
        faults.sort_by_key(|f| f.line);
        (policy, faults)
    }
}

/// A rule as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
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
    #[serde(default)]
    short: Option<ShortName>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Armed {
    /// The paper on which it rests, as it is cited.
    #[serde(default)]
    basis: String,
    titles: Vec<String>,
}

/// Which titles are seats of committees and of standing committees.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    committee: Vec<String>,
    standing: Vec<String>,
}

/// One entry of a file: whichever of these it is.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FileEntry {
    rule: Vec<RawRule>,
    sector: Vec<Sector>,
    step: Vec<Step>,
    reference: Vec<Reference>,
    retirement: Option<Schedule>,
    armed: Option<Armed>,
    bodies: Option<Bodies>,
    leaving: Option<Leaving>,
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
fn parse_file(policy: &mut Policy, name: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for piece in pieces(text) {
        let fault = |line, rule, flaw| Fault { file: name.to_owned(), line, rule, flaw };
        match toml::from_str::<FileEntry>(piece.text) {
            Ok(entry) => {
                for (line, rule, flaw) in add_entry(policy, entry, &piece) {
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

/// Line, rule, flaw.
type Located = (usize, Option<String>, Flaw);

fn add_entry(policy: &mut Policy, entry: FileEntry, piece: &Piece<'_>) -> Vec<Located> {
    let mut found = Vec::new();
    policy.tables.sectors.extend(entry.sector);
    policy.tables.steps.extend(entry.step);
    policy.tables.references.extend(entry.reference);
    if let Some(schedule) = entry.retirement {
        for (steps, name) in [(&schedule.men, "men"), (&schedule.women, "women")] {
            if !steps.is_sorted_by_key(|s| s.from) || steps.is_empty() {
                found.push((piece.line_of(name), None, Flaw::NoNumber(name.to_owned())));
            }
        }
        policy.tables.schedule = schedule;
    }
    if let Some(armed) = entry.armed {
        policy.tables.armed.extend(armed.titles);
        policy.tables.armed_basis = armed.basis;
    }
    if entry.leaving.is_some() {
        policy.tables.leaving = entry.leaving;
    }
    if let Some(Bodies { committee, standing }) = entry.bodies {
        policy.tables.bodies.extend(committee.into_iter().map(|t| (t, Body::Committee)));
        policy.tables.bodies.extend(standing.into_iter().map(|t| (t, Body::StandingCommittee)));
    }
    for raw in entry.rule {
        let id = Some(raw.id.clone());
        match parse_rule(policy, raw, piece) {
            Ok(rule) => policy.rules.push(rule),
            Err((line, flaw)) => found.push((line, id, flaw)),
        }
    }
    found
}

fn parse_rule(policy: &Policy, raw: RawRule, piece: &Piece<'_>) -> Result<Rule, (usize, Flaw)> {
    let at = |field: &str, flaw| (piece.line_of(field), flaw);
    let given = if raw.with.is_some() { "with" } else { "kind" };
    let kind = RuleKind::parse(&raw.kind, raw.with.unwrap_or_default()).map_err(|error| match error {
        ParseError::Kind(said) => at("kind", Flaw::Form(said)),
        ParseError::Parameters(said) => at(given, Flaw::Form(said)),
    })?;
    kind.validate().map_err(|flaw| at("with", flaw))?;
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
    if raw.short.as_ref().is_some_and(|short| short.vi.trim().is_empty() || short.en.trim().is_empty()) {
        return Err(at("short", Flaw::Empty("short")));
    }
    if kind.composition().is_some() && raw.applies.to.contains(&Body::Other) {
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
        short: raw.short,
    };
    match policy.rules.iter().find(|other| other.overlaps(&rule)) {
        Some(other) => Err(at("from", Flaw::Overlaps(other.id.to_string()))),
        None => Ok(rule),
    }
}

/// Codes that the catalogue does not have.
fn unknown_codes(
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
        let reasons = rule.removal.iter().map(String::as_str).chain(rule.kind.reasons());
        codes.extend(reasons.filter(|r| !reason(r)).map(|r| (id.clone(), r.to_owned())));
    }
    let tables = &policy.tables;
    let others = tables.armed.iter().chain(tables.bodies.iter().map(|(t, _)| t));
    let others = others.chain(tables.sectors.iter().flat_map(|s| &s.titles)).filter(|t| !known(t));
    codes.extend(others.map(|t| (None, t.clone())));
    let line = |code: &str| text.lines().position(|l| l.contains(&format!("\"{code}\""))).map_or(1, |at| at + 1);
    let fault = |(rule, code): (Option<String>, String)| {
        let line = line(&code);
        Fault { file: name.to_owned(), line, rule, flaw: Flaw::NoSuch(code) }
    };
    codes.into_iter().map(fault).collect()
}
