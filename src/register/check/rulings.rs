//! What must hold of what the office decides of rules: each ruling by itself, and all rules together.

use super::common::span;
use crate::domain::{Edit, Record, RecordKind, Ruling};
use crate::register::problem::{LONGEST_TEXT, Problem};
use crate::register::snapshot::Snapshot;

/// One ruling by itself.
pub(super) fn ruling(ruling: &Ruling) -> Result<(), Problem> {
    span(ruling.span)?;
    let says = ruling.says.iter().flat_map(|s| s.with.iter().chain(&s.applies));
    let bytes: usize = says.map(|(name, value)| name.len() + value.len()).sum();
    if bytes > LONGEST_TEXT { Err(Problem::TooLong(LONGEST_TEXT)) } else { Ok(()) }
}

/// Whether the rules can hold together after edits of rulings. What could not hold before, since the program has become
/// another, stops no other change.
pub(super) fn hold(edits: &[Edit], after: &Snapshot) -> Result<(), Problem> {
    let ruled: Vec<&Edit> = edits.iter().filter(|e| e.key().is_some_and(|k| k.kind == RecordKind::Ruling)).collect();
    if ruled.is_empty() {
        return Ok(());
    }
    for edit in &ruled {
        if let Some(Record::Ruling(r)) = &edit.becomes {
            span(r.span)?;
        }
    }
    let mut before = after.clone();
    ruled.into_iter().rev().for_each(|edit| before.apply(edit.clone().invert()));
    let known = before.ruling_faults();
    match after.ruling_faults().iter().find(|fault| !known.contains(fault)) {
        Some(fault) => Err(Problem::Ruling { rule: fault.rule.clone(), flaw: fault.flaw.clone() }),
        None => Ok(()),
    }
}
