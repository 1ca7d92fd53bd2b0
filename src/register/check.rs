//! What must hold of any change, whatever the rules say: one record an edit, nothing that points nowhere, ends after
//! beginnings, text in one form.

use super::Snapshot;
use crate::domain::{Dated, Edit, Record, RecordKey, RecordKind, Span, text};

/// What is wrong with a change; the screen makes a sentence of it beside the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing would change.
    #[error("nothing would change")]
    Nothing,
    /// A name is needed.
    #[error("a name is needed")]
    EmptyName,
    /// The text is longer than may be kept, in bytes.
    #[error("longer than {0} bytes")]
    TooLong(usize),
    /// The record does not exist (any more).
    #[error("no such record: {0:?}")]
    Missing(RecordKey),
    /// The day lies outside the life of what is changed.
    #[error("outside its life, {0:?}")]
    OutsideLife(Span),
    /// A later change of the same thing is already known, and would be lost.
    #[error("already changes on {0}")]
    ChangesLater(crate::domain::Day),
    /// An end before its beginning, or on the same day.
    #[error("ends before it begins: {0:?}")]
    EndsFirst(Span),
    /// Text that is not in the one form kept (NFC, no control characters, single spaces).
    #[error("text is not in the form that is kept: {0}")]
    Text(String),
    /// The record is still spoken of by another.
    #[error("still spoken of by {0:?}")]
    SpokenOf(RecordKey),
}

/// The longest name that may be kept, in bytes.
pub const LONGEST_NAME: usize = 200;

/// Checks edits against the register as it would stand after them.
///
/// # Errors
/// The first thing that is wrong.
pub fn check(edits: &[Edit], after: &Snapshot) -> Result<(), Problem> {
    if edits.is_empty() {
        return Err(Problem::Nothing);
    }
    for edit in edits {
        if !edit.is_sound() {
            return Err(Problem::Nothing);
        }
        match (&edit.becomes, edit.key()) {
            (Some(record), _) => check_record(record, after)?,
            (None, Some(key)) => check_removal(key, after)?,
            (None, None) => return Err(Problem::Nothing),
        }
    }
    Ok(())
}

fn check_record(record: &Record, after: &Snapshot) -> Result<(), Problem> {
    let exists = |kind: RecordKind, id: u64| {
        let key = RecordKey { kind, id };
        let found = match kind {
            RecordKind::Unit => after.units.contains_key(&crate::domain::UnitId(id)),
            RecordKind::Post => after.posts.contains_key(&crate::domain::PostId(id)),
            _ => after.cadres.contains_key(&crate::domain::CadreId(id)),
        };
        if found { Ok(()) } else { Err(Problem::Missing(key)) }
    };
    match record {
        Record::Unit(unit) => {
            span(unit.span)?;
            names(&unit.names)?;
            for place in &unit.places {
                span(place.span)?;
                if let Some(parent) = place.value.parent {
                    exists(RecordKind::Unit, parent.0)?;
                }
            }
            unit.became.iter().try_for_each(|b| exists(RecordKind::Unit, b.into.0))
        }
        Record::Post(post) => {
            span(post.span)?;
            exists(RecordKind::Unit, post.unit.0)
        }
        Record::Cadre(cadre) => name(&cadre.name),
        Record::Appointment(a) => {
            span(a.span)?;
            exists(RecordKind::Cadre, a.cadre.0)?;
            exists(RecordKind::Post, a.post.0)
        }
        Record::UnitGrades(r) => exists(RecordKind::Unit, r.unit.0),
        Record::Grades(_)
        | Record::Standing(_)
        | Record::Conduct(_)
        | Record::Kin(_)
        | Record::Statuses(_)
        | Record::Training(_)
        | Record::Dossier(_) => exists(RecordKind::Cadre, record.key().id),
    }
}

/// A record may go only when nothing points to it.
fn check_removal(key: RecordKey, after: &Snapshot) -> Result<(), Problem> {
    use crate::domain::{CadreId, Line, PostId, UnitId};
    let spoken = |kind, id| Err(Problem::SpokenOf(RecordKey { kind, id }));
    match key.kind {
        RecordKind::Unit => {
            let id = UnitId(key.id);
            if let Some(post) = after.posts_of(id).next() {
                return spoken(RecordKind::Post, post.id.0);
            }
            if let Some(from) = after.predecessors(id).next() {
                return spoken(RecordKind::Unit, from.id.0);
            }
            match Line::ALL.into_iter().find_map(|line| after.ever_under(line, id).next()) {
                Some(child) => spoken(RecordKind::Unit, child.id.0),
                None => Ok(()),
            }
        }
        RecordKind::Post => match after.holders_of(PostId(key.id)).next() {
            Some(a) => spoken(RecordKind::Appointment, a.id.0),
            None => Ok(()),
        },
        RecordKind::Cadre => match after.career_of(CadreId(key.id)).next() {
            Some(a) => spoken(RecordKind::Appointment, a.id.0),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn span(span: Span) -> Result<(), Problem> {
    if span.from < span.to { Ok(()) } else { Err(Problem::EndsFirst(span)) }
}

fn names(names: &[Dated<String>]) -> Result<(), Problem> {
    if names.is_empty() {
        return Err(Problem::EmptyName);
    }
    names.iter().try_for_each(|n| span(n.span).and_then(|()| name(&n.value)))
}

/// Checks a name as it would be kept.
///
/// # Errors
/// What is wrong with it.
pub fn name(name: &str) -> Result<(), Problem> {
    if name.is_empty() {
        Err(Problem::EmptyName)
    } else if name.len() > LONGEST_NAME {
        Err(Problem::TooLong(LONGEST_NAME))
    } else if text::at_the_door(name) != name {
        Err(Problem::Text(name.to_owned()))
    } else {
        Ok(())
    }
}
