//! One thing that an officer fills in: which fields it has, with what they begin, and the edits that come of it.

use super::acts::Operation;
use super::column::{Column, Wrong};
use super::records::Records;
use super::sheet::Sheet;
use crate::domain::{Day, Edit, Nature, Record, RecordKey, RecordKind};
use crate::register::problem::Problem;
use serde::{Deserialize, Serialize};

/// Something to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// A row was wrong and is set right (sửa sai).
    Correct {
        sheet: Sheet,
        key: RecordKey,
        /// The row, from zero.
        row: usize,
    },
    /// Another value from a day on (thay đổi từ ngày).
    Change {
        /// The sheet, a history.
        sheet: Sheet,
        key: RecordKey,
        /// The row that gives way.
        row: usize,
    },
    /// One more row.
    Add {
        /// The sheet, a list.
        sheet: Sheet,
        /// The record; it begins with its first row where there is none yet.
        key: RecordKey,
    },
    /// A row that should not be there goes.
    Remove {
        /// The sheet, a list.
        sheet: Sheet,
        key: RecordKey,
        /// The row, from zero.
        row: usize,
    },
    /// A record that should not be there goes, with its facts.
    Delete(RecordKey),
    Do(Operation),
}

fn missing(key: RecordKey) -> Wrong {
    Problem::Missing(key).into()
}

impl Task {
    /// Its name in the journal; the locales have its words under `intent.ID`.
    #[must_use]
    pub fn intent(&self) -> &'static str {
        match self {
            Task::Correct { .. } => "correct",
            Task::Change { .. } => "change",
            Task::Add { .. } => "add",
            Task::Remove { .. } => "remove",
            Task::Delete(_) => "delete",
            Task::Do(operation) => operation.intent(),
        }
    }

    /// The sheet it fills in; acts have none.
    #[must_use]
    pub fn sheet(&self) -> Option<Sheet> {
        match self {
            Task::Correct { sheet, .. }
            | Task::Change { sheet, .. }
            | Task::Add { sheet, .. }
            | Task::Remove { sheet, .. } => Some(*sheet),
            Task::Delete(_) | Task::Do(_) => None,
        }
    }

    /// The record it speaks of, where there is one yet.
    #[must_use]
    pub fn subject(&self) -> Option<RecordKey> {
        match self {
            Task::Correct { key, .. }
            | Task::Change { key, .. }
            | Task::Add { key, .. }
            | Task::Remove { key, .. }
            | Task::Delete(key) => Some(*key),
            Task::Do(operation) => operation.subject(),
        }
    }

    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        match self {
            Task::Correct { sheet, .. } | Task::Add { sheet, .. } => sheet.columns().to_vec(),
            Task::Change { sheet, .. } => sheet.columns_of_change(),
            Task::Remove { .. } | Task::Delete(_) => Vec::new(),
            Task::Do(operation) => operation.columns(),
        }
    }

    /// What stands in its fields at first.
    ///
    /// # Errors
    /// What is spoken of is not there.
    pub fn begin(&self, records: Records<'_>) -> Result<Vec<String>, Wrong> {
        let row = |sheet: Sheet, key: RecordKey, row: usize| {
            let record = records.record_or_empty(key).ok_or_else(|| missing(key))?;
            sheet.cells(&record, records.view).into_iter().nth(row).ok_or_else(|| missing(key))
        };
        match *self {
            Task::Correct { sheet, key, row: at } => row(sheet, key, at),
            Task::Change { sheet, key, row: at } => {
                // a history that is still empty begins with its first value
                let cells = row(sheet, key, at).unwrap_or_else(|_| vec![String::new(); sheet.columns().len()]);
                let kept = cells.into_iter().zip(sheet.columns()).filter(|(_, c)| c.id != "to");
                let today = records.view.on.to_string();
                Ok(kept.map(|(cell, c)| if c.id == "from" { today.clone() } else { cell }).collect())
            }
            Task::Add { sheet, .. } => {
                let today = |c: &Column| if c.id == "from" { records.view.on.to_string() } else { String::new() };
                Ok(sheet.columns().iter().map(today).collect())
            }
            Task::Remove { .. } | Task::Delete(_) => Ok(Vec::new()),
            Task::Do(operation) => Ok(operation.begin(records)),
        }
    }

    /// The edits that come of what stands in its fields.
    ///
    /// # Errors
    /// The field that is wrong, and why.
    pub fn edits(&self, records: Records<'_>, cells: &[String]) -> Result<Vec<Edit>, Wrong> {
        let view = records.view;
        let (key, nature, becomes) = match *self {
            Task::Do(operation) => return operation.edits(records, cells),
            Task::Delete(key) => return delete(records, key),
            Task::Correct { sheet, key, row } => {
                let was = records.record_or_empty(key).ok_or_else(|| missing(key))?;
                (key, Nature::Correction, sheet.set(&was, Some(row), cells, view)?)
            }
            Task::Change { sheet, key, .. } => {
                let was = records.record(key).ok_or_else(|| missing(key))?;
                let from = sheet.columns_of_change().iter().position(|c| c.id == "from");
                let from = from.and_then(|at| cells.get(at)).and_then(|t| Day::parse(t)).unwrap_or(view.on);
                outside(&was, from)?;
                (key, Nature::Change(from), sheet.change(&was, cells, view)?)
            }
            Task::Add { sheet, key } => {
                let was = records.record_or_empty(key).ok_or_else(|| missing(key))?;
                (key, Nature::Change(view.on), sheet.set(&was, None, cells, view)?)
            }
            Task::Remove { sheet, key, row } => {
                let was = records.record(key).ok_or_else(|| missing(key))?;
                (key, Nature::Correction, sheet.without(&was, row)?)
            }
        };
        let was = records.record(key);
        if was.as_ref() == Some(&becomes) {
            return Err(Problem::Nothing.into());
        }
        Ok(vec![Edit { nature, was, becomes: Some(becomes) }])
    }

    /// The other way to say the same, where it is the usual one: a value that has held for a while changes from a
    /// day on, one that began this very day was wrong.
    #[must_use]
    pub fn usual(&self, records: Records<'_>) -> Option<Task> {
        let began = |sheet: Sheet, key, row| {
            let cells = sheet.cells(&records.record(key)?, records.view).into_iter().nth(row)?;
            let from = sheet.columns().iter().position(|c| c.id == "from")?;
            Some(cells.get(from).and_then(|t| Day::parse(t)).unwrap_or(Day::MIN))
        };
        match *self {
            Task::Correct { sheet, key, row } if sheet.is_history() => {
                (began(sheet, key, row)? < records.view.on).then_some(Task::Change { sheet, key, row })
            }
            Task::Change { sheet, key, row } => {
                (began(sheet, key, row)? >= records.view.on).then_some(Task::Correct { sheet, key, row })
            }
            _ => None,
        }
    }

    /// The same task for another record of the same kind.
    #[must_use]
    pub fn of(self, id: u64) -> Task {
        let other = |key: RecordKey| RecordKey { id, ..key };
        match self {
            Task::Correct { sheet, key, row } => Task::Correct { sheet, key: other(key), row },
            Task::Change { sheet, key, row } => Task::Change { sheet, key: other(key), row },
            Task::Add { sheet, key } => Task::Add { sheet, key: other(key) },
            Task::Remove { sheet, key, row } => Task::Remove { sheet, key: other(key), row },
            Task::Delete(key) => Task::Delete(other(key)),
            Task::Do(operation) => Task::Do(operation),
        }
    }

    /// The other way to say the same, usual or not.
    #[must_use]
    pub fn other(&self) -> Option<Task> {
        match *self {
            Task::Correct { sheet, key, row } if sheet.is_history() => Some(Task::Change { sheet, key, row }),
            Task::Change { sheet, key, row } => Some(Task::Correct { sheet, key, row }),
            _ => None,
        }
    }
}

/// A change must lie within the life of what it changes.
fn outside(record: &Record, from: Day) -> Result<(), Wrong> {
    let span = match record {
        Record::Unit(unit) => unit.span,
        Record::Post(post) => post.span,
        _ => return Ok(()),
    };
    if span.holds(from) { Ok(()) } else { Err(Wrong { column: "from", problem: Problem::OutsideLife(span) }) }
}

/// A record goes, and with a cadre or a unit the facts that speak of nothing else.
fn delete(records: Records<'_>, key: RecordKey) -> Result<Vec<Edit>, Wrong> {
    use RecordKind as K;
    let facts: &[K] = match key.kind {
        K::Cadre => &[K::Grades, K::Standing, K::Conduct, K::Kin, K::Statuses, K::Training, K::Dossier],
        K::Unit => &[K::UnitGrades],
        _ => &[],
    };
    let was = records.record(key).ok_or_else(|| missing(key))?;
    let facts = facts.iter().filter_map(|kind| records.record(RecordKey { kind: *kind, id: key.id }));
    let gone = |was| Edit { nature: Nature::Correction, was: Some(was), becomes: None };
    Ok(facts.chain([was]).map(gone).collect())
}
