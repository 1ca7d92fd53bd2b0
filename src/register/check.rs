//! What must hold of any change, whatever the rules say: one record an edit, nothing that points nowhere, ends after
//! beginnings, nothing that is still to come told as past, nobody left in what ends.

mod common;
mod pools;
mod records;
mod removal;
mod rotations;
mod rulings;

pub use super::problem::{Problem, name};
use crate::domain::{Day, Edit, Override, Record};
use crate::register::snapshot::Snapshot;

/// Checks the paper of an exception: it has a number and an authority, and is not of another age than what it decides.
///
/// # Errors
/// What is missing, or the day that is still to come.
pub fn paper(paper: &Override, edits: &[Edit], today: Day) -> Result<(), Problem> {
    if [&paper.document, &paper.by].iter().any(|text| text.trim().is_empty()) {
        return Err(Problem::NoPaper);
    }
    let begins = edits.iter().filter_map(|edit| match &edit.becomes {
        Some(Record::Appointment(held)) => Some(held.span.from),
        Some(Record::Entry(entry)) => Some(entry.span.from),
        _ => None,
    });
    let latest = common::far_off(begins.fold(today, Day::max));
    if paper.on > latest { Err(Problem::ToCome(paper.on, "override-date")) } else { Ok(()) }
}

/// Checks edits against the register as it would stand after them.
///
/// # Errors
/// The first thing that is wrong.
pub fn check(edits: &[Edit], after: &Snapshot, today: Day) -> Result<(), Problem> {
    if edits.is_empty() {
        return Err(Problem::Nothing);
    }
    rulings::hold(edits, after)?;
    for edit in edits {
        if !edit.is_sound() {
            return Err(Problem::Nothing);
        }
        match (&edit.becomes, edit.key()) {
            (Some(record), _) => records::check(record, edit.was.as_ref(), after, today)?,
            (None, Some(key)) => removal::check(key, after)?,
            (None, None) => return Err(Problem::Nothing),
        }
    }
    Ok(())
}
