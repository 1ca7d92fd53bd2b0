//! The entries of a file of rules: what each gives, and the rule that it makes, by itself.

use super::fault::{self, Flaw};
use super::kinds::{ParseError, RuleKind};
use super::order::{Approval, PlannedFrom, Rank};
use super::rule::{Applies, Rule, ShortName};
use super::tables::{Leaving, Reference, Sector, Step};
use super::vocabulary::{Body, Strength, Sureness};
use crate::domain::{Day, IsoDay, Schedule, TermId};
use serde::Deserialize;
use std::sync::Arc;

/// What the codes in a rule mean: asked of the catalogue.
#[derive(Clone, Copy)]
pub struct Codes<'a> {
    /// Whether there is a title of a code.
    pub title: &'a dyn Fn(&str) -> bool,
    /// Whether there is a reason of a code for leaving a pool.
    pub reason: &'a dyn Fn(&str) -> bool,
    /// First days of a term, of the party and of the state.
    pub term: &'a dyn Fn(TermId) -> Option<(Day, Day)>,
}

/// A rule as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub(super) id: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) with: Option<toml::Table>,
    #[serde(default)]
    pub(super) applies: Applies,
    pub(super) from: IsoDay,
    #[serde(default)]
    pub(super) until: Option<IsoDay>,
    pub(super) strength: Strength,
    pub(super) sureness: Sureness,
    #[serde(default)]
    pub(super) off: bool,
    #[serde(default)]
    pub(super) except: Vec<String>,
    #[serde(default)]
    pub(super) removal: Option<String>,
    pub(super) source: String,
    pub(super) vi: String,
    pub(super) en: String,
    #[serde(default)]
    pub(super) short: Option<ShortName>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Armed {
    /// The paper on which it rests, as it is cited.
    #[serde(default)]
    pub(super) basis: String,
    pub(super) titles: Vec<String>,
}

/// Which titles are seats of committees, of standing committees and of inspection committees.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub(super) struct Bodies {
    pub(super) committee: Vec<String>,
    pub(super) standing: Vec<String>,
    pub(super) inspection: Vec<String>,
}

/// One entry of a file: whichever of these it is.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FileEntry {
    pub(super) rule: Vec<RawRule>,
    pub(super) sector: Vec<Sector>,
    pub(super) step: Vec<Step>,
    pub(super) reference: Vec<Reference>,
    pub(super) retirement: Option<Schedule>,
    pub(super) armed: Option<Armed>,
    pub(super) bodies: Option<Bodies>,
    pub(super) rank: Vec<Rank>,
    pub(super) approval: Vec<Approval>,
    pub(super) object: Vec<PlannedFrom>,
    pub(super) leaving: Option<Leaving>,
}

impl FileEntry {
    /// The table that it gives and that no ruling of the store can hold.
    pub(super) fn not_kept(&self) -> Option<&'static str> {
        let tables = [
            ("sector", !self.sector.is_empty()),
            ("retirement", self.retirement.is_some()),
            ("armed", self.armed.is_some()),
            ("bodies", self.bodies.is_some()),
            ("rank", !self.rank.is_empty()),
            ("approval", !self.approval.is_empty()),
            ("object", !self.object.is_empty()),
            ("leaving", self.leaving.is_some()),
        ];
        tables.into_iter().find(|(_, given)| *given).map(|(table, _)| table)
    }
}

/// A stretch of a file from one header to the next.
pub(super) struct Piece<'a> {
    /// Line of its first line, counted from one.
    pub(super) line: usize,
    pub(super) text: &'a str,
}

impl Piece<'_> {
    /// Line on which a field is given, else the piece's own.
    pub(super) fn line_of(&self, field: &str) -> usize {
        let given = |line: &str| line.trim_start().strip_prefix(field).is_some_and(|l| l.trim_start().starts_with('='));
        self.text.lines().position(given).map_or(self.line, |at| self.line + at)
    }
}

/// `[name]` or `[[name]]` alone on its line.
pub(super) fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.trim_start_matches('[').trim_end_matches(']');
    line.starts_with('[')
        && line.ends_with(']')
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
}

pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
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

/// The id that a piece gives, where it can still be read.
pub(super) fn id_of(text: &str) -> Option<String> {
    let line = text.lines().find_map(|l| l.trim_start().strip_prefix("id")?.trim_start().strip_prefix('='))?;
    line.split('"').nth(1).map(str::to_owned)
}

/// The rule that an entry gives, by itself.
///
/// # Errors
/// What is wrong with it, and in which field.
pub(super) fn rule(raw: RawRule) -> Result<Rule, (&'static str, Flaw)> {
    let with = raw.with.unwrap_or_default();
    fault::sensible(&with).map_err(|flaw| ("with", flaw))?;
    let kind = RuleKind::parse(&raw.kind, with).map_err(|error| match error {
        ParseError::Kind(said) => ("kind", Flaw::Form(said)),
        ParseError::Parameters(said) => ("with", Flaw::Form(said)),
    })?;
    kind.validate().map_err(|flaw| ("with", flaw))?;
    if raw.until.is_some_and(|until| until < raw.from) {
        return Err(("until", Flaw::EndsFirst));
    }
    for (field, text) in [("id", &raw.id), ("source", &raw.source), ("vi", &raw.vi), ("en", &raw.en)] {
        if text.trim().is_empty() {
            return Err((field, Flaw::Empty(field)));
        }
    }
    if raw.short.as_ref().is_some_and(|short| short.vi.trim().is_empty() || short.en.trim().is_empty()) {
        return Err(("short", Flaw::Empty("short")));
    }
    if kind.composition().is_some() && raw.applies.to.contains(&Body::Other) {
        return Err(("applies", Flaw::SingleTitle));
    }
    if !raw.applies.objects.is_empty() && (kind.judges().candidate.is_none() || !raw.applies.moves.is_empty()) {
        return Err(("applies", Flaw::NotOfPeople));
    }
    Ok(Rule {
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
        own: 0,
    })
}

/// The first code in a rule that the catalogue does not have.
pub(super) fn unknown_code(rule: &Rule, codes: Codes<'_>) -> Option<String> {
    let title = rule.applies.titles.iter().chain(&rule.except).find(|code| !(codes.title)(code)).cloned();
    let mut reasons = rule.removal.iter().map(String::as_str).chain(rule.kind.reasons());
    title.or_else(|| reasons.find(|code| !(codes.reason)(code)).map(str::to_owned))
}
