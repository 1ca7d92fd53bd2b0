//! What must hold of any change, whatever the rules say: one record an edit, nothing that points nowhere, ends after
//! beginnings, nothing that is still to come told as past, nobody left in what ends.

mod common;
mod pools;
mod records;
mod removal;
mod rotations;
mod rulings;

pub use super::problem::{Problem, name};
use crate::domain::{Day, Edit};
use crate::register::snapshot::Snapshot;

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
