//! The files of the rules: read entry by entry, so that one fault does not hide the next, each with its line.

use super::entry::{Bodies, Codes, FileEntry, Piece, RawRule, id_of, pieces, rule};
use super::fault::{Fault, Flaw};
use super::file::FileRule;
use super::own::{begins_then, told};
use super::rule::Rule;
use super::ruleset::Policy;
use super::vocabulary::Body;

/// The file of the ages of retirement.
const AGES: &str = "policy/retirement.toml";

/// The files that come with the program.
const FILES: [(&str, &str); 11] = [
    ("policy/posts.toml", include_str!("../../data/policy/posts.toml")),
    ("policy/planning.toml", include_str!("../../data/policy/planning.toml")),
    ("policy/order.toml", include_str!("../../data/policy/order.toml")),
    ("policy/people.toml", include_str!("../../data/policy/people.toml")),
    ("policy/standards.toml", include_str!("../../data/policy/standards.toml")),
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

    /// The rules with a user's own file laid over them: what it says of a rule of the same name holds from its day on.
    ///
    /// # Errors
    /// Every fault of the file, in the order of its lines; nothing of it holds then.
    pub fn with_file(&self, name: &str, text: &str, codes: Codes<'_>) -> Result<Policy, Vec<Fault>> {
        let (alone, mut faults) = Policy::check(name, text, codes.title, codes.reason);
        let fault = |rule: Option<String>, marker: &str, flaw| {
            let line = text.lines().position(|line| line.contains(marker)).map_or(1, |at| at + 1);
            Fault { file: name.to_owned(), line, rule, flaw }
        };
        let mut policy = self.clone();
        let mut laid = Vec::new();
        for rule in alone.rules {
            laid.push(policy.lay(rule));
        }
        for (id, flaw) in laid.into_iter().filter_map(|own| policy.collision(own)) {
            let marker = format!("\"{id}\"");
            faults.push(fault(Some(id), &marker, flaw));
        }
        for reference in &alone.tables.references {
            if let Err(flaw) = begins_then(reference, codes) {
                faults.push(fault(None, &reference.month.0.iso(), flaw));
            }
        }
        if !faults.is_empty() {
            faults.sort_by_key(|f| f.line);
            return Err(faults);
        }
        policy.tables.lay(alone.tables);
        policy.hash = self.hash ^ crc32fast::hash(text.as_bytes());
        Ok(policy)
    }

    /// The rules, months of reference and steps that a file gives, each as a ruling would keep it.
    ///
    /// # Errors
    /// Every fault of the file by itself.
    pub fn rules_of_file(name: &str, text: &str) -> Result<Vec<FileRule>, Vec<Fault>> {
        let (_, mut faults) = Policy::check(name, text, &|_| true, &|_| true);
        let mut rules = Vec::new();
        for piece in pieces(text) {
            let Ok(entry) = toml::from_str::<FileEntry>(piece.text) else { continue };
            if let Some(table) = entry.not_kept() {
                faults.push(Fault { file: name.to_owned(), line: piece.line, rule: None, flaw: Flaw::NotKept(table) });
            }
            rules.extend(FileRule::of(entry));
        }
        faults.sort_by_key(|f| f.line);
        if faults.is_empty() { Ok(rules) } else { Err(faults) }
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

/// Line, rule, flaw.
type Located = (usize, Option<String>, Flaw);

fn add_entry(policy: &mut Policy, entry: FileEntry, piece: &Piece<'_>) -> Vec<Located> {
    let mut found = Vec::new();
    policy.tables.sectors.extend(entry.sector);
    policy.tables.steps.extend(entry.step);
    policy.tables.order.extend(entry.rank, entry.approval, entry.object);
    for reference in entry.reference {
        if reference.is_of_its_term() {
            policy.tables.references.push(reference);
        } else {
            found.push((piece.line_of("month"), None, reference.not_of_term()));
        }
    }
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
    if let Some(Bodies { committee, standing, inspection }) = entry.bodies {
        policy.tables.bodies.extend(committee.into_iter().map(|t| (t, Body::Committee)));
        policy.tables.bodies.extend(standing.into_iter().map(|t| (t, Body::StandingCommittee)));
        policy.tables.bodies.extend(inspection.into_iter().map(|t| (t, Body::InspectionCommittee)));
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
    let given = if raw.with.is_some() { "with" } else { "kind" };
    // parameters that are not given are missed where the kind stands
    let at = |(field, flaw)| (piece.line_of(if field == "with" { given } else { field }), flaw);
    let rule = rule(raw).map_err(at)?;
    if policy.rules.iter().any(|other| other.id == rule.id && other.meets(&rule)) {
        return Err(at(("id", Flaw::Twice(rule.id.to_string()))));
    }
    match policy.rules.iter().find(|other| other.overlaps(&rule)) {
        Some(other) => {
            let other = told(&other.id, other.from.0, other.until.map(|day| day.0));
            Err(at(("from", Flaw::Overlaps(other))))
        }
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
        let titles = rule.applies.titles.iter().chain(&rule.except).map(String::as_str).chain(rule.kind.titles());
        codes.extend(titles.filter(|t| !known(t)).map(|t| (id.clone(), t.to_owned())));
        let reasons = rule.removal.iter().map(String::as_str).chain(rule.kind.reasons());
        codes.extend(reasons.filter(|r| !reason(r)).map(|r| (id.clone(), r.to_owned())));
    }
    let tables = &policy.tables;
    let others = tables.armed.iter().chain(tables.bodies.iter().map(|(t, _)| t));
    let others = others.chain(tables.sectors.iter().flat_map(|s| &s.titles)).chain(tables.order.codes());
    let others = others.chain(tables.references.iter().flat_map(|r| &r.titles)).filter(|t| !known(t));
    codes.extend(others.map(|t| (None, t.clone())));
    let line = |code: &str| text.lines().position(|l| l.contains(&format!("\"{code}\""))).map_or(1, |at| at + 1);
    let fault = |(rule, code): (Option<String>, String)| {
        let line = line(&code);
        Fault { file: name.to_owned(), line, rule, flaw: Flaw::NoSuch(code) }
    };
    codes.into_iter().map(fault).collect()
}
