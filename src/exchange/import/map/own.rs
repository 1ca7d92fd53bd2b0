//! The register's own tables, as an export writes them: a table a sheet, its columns named for programs in one row
//! (`card/id`, then the fields), ids kept. They need no map.

use super::target;
use crate::domain::{AppointmentId, CadreId, EntryId, PostId, RecordKey, RecordKind, RotationId, RoundId, UnitId};
use crate::exchange::export::ID;
use crate::exchange::import::read::{HEAD_ROWS, NumberedRow, ReadError, Source, Value};
use crate::register::fields::Sheet;

/// A table of the register.
pub(crate) struct OwnTable {
    pub(crate) sheet: Sheet,
    /// Of each column of the file: its name, and its place among the fields.
    pub(crate) columns: Vec<(String, Option<usize>)>,
}

/// The table whose columns a row names, where it does.
fn begins(cells: &[Value]) -> Option<OwnTable> {
    let Some(Value::Text(first)) = cells.first() else { return None };
    let (sheet, id) = first.split_once('/')?;
    let sheet = Sheet::named(sheet).filter(|_| id == ID)?;
    let column = |cell: &Value| {
        let name = cell.shown();
        let place = target::place(sheet, &name);
        (name, place)
    };
    Some(OwnTable { sheet, columns: cells.iter().map(column).collect() })
}

/// The sheet whose columns a row names, where it does.
pub(crate) fn table_of(cells: &[Value]) -> Option<Sheet> {
    begins(cells).map(|table| table.sheet)
}

/// Whether a file holds the register's own tables.
pub(super) fn is_own(source: &Source) -> Result<bool, ReadError> {
    for sheet in source.sheets() {
        if source.head(sheet, HEAD_ROWS)?.iter().any(|(_, cells)| begins(cells).is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The key of a record of a kind whose id is written so.
pub(crate) fn record_key(kind: RecordKind, text: &str) -> Option<RecordKey> {
    let id = match kind {
        RecordKind::Unit | RecordKind::UnitGrades => text.parse::<UnitId>().ok()?.0,
        RecordKind::Post => text.parse::<PostId>().ok()?.0,
        RecordKind::Appointment => text.parse::<AppointmentId>().ok()?.0,
        RecordKind::Entry => text.parse::<EntryId>().ok()?.0,
        RecordKind::Round => text.parse::<RoundId>().ok()?.0,
        RecordKind::Rotation => text.parse::<RotationId>().ok()?.0,
        _ => text.parse::<CadreId>().ok()?.0,
    };
    Some(RecordKey { kind, id })
}

/// Hands over the rows of every table of the file, until `take` answers `false`.
///
/// # Errors
/// The file cannot be read.
pub(crate) fn rows(source: &Source, take: &mut dyn FnMut(&OwnTable, u32, &[Value]) -> bool) -> Result<(), ReadError> {
    for name in source.sheets() {
        let mut table: Option<OwnTable> = None;
        // between two tables of one text stand a title and labels: two rows without an id are held back until it is known
        // whether the names of the next table follow
        let mut held: Vec<NumberedRow> = Vec::new();
        source.rows(name, &mut |at, cells| {
            if let Some(next) = begins(cells) {
                held.clear();
                table = Some(next);
                return Ok(true);
            }
            let Some(table) = &table else { return Ok(true) };
            let is_row = cells.first().is_some_and(|id| record_key(table.sheet.kind(), &id.shown()).is_some());
            if !is_row && held.len() < 2 {
                held.push((at, std::mem::take(cells)));
                return Ok(true);
            }
            for (at, cells) in held.drain(..) {
                if !take(table, at, &cells) {
                    return Ok(false);
                }
            }
            Ok(take(table, at, cells))
        })?;
        if let Some(table) = &table {
            let rows = held.iter().filter(|(_, cells)| cells.iter().filter(|c| !c.is_empty()).count() > 1);
            for (at, cells) in rows {
                take(table, *at, cells);
            }
        }
    }
    Ok(())
}
