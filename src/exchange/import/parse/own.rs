//! A row of one of the register's own tables: the id of a record, and cells of one sheet.

use super::cell::CellParser;
use super::row::Cells;
use crate::domain::{CadreId, RecordKey};
use crate::exchange::import::account::{Refused, RowAddress, RowFault};
use crate::exchange::import::map::{OwnTable, record_key, target};
use crate::exchange::import::read::Value;
use crate::exchange::import::trouble::Trouble;
use crate::register::fields::Input;

/// A parsed row of one of the register's own tables.
pub(crate) struct OwnRow {
    pub(crate) place: RowAddress,
    /// The record that it is about.
    pub(crate) key: RecordKey,
    /// The cadre whose record it is.
    pub(crate) whose: CadreId,
    pub(crate) cells: Cells,
}

/// Parses a row of one of the register's own tables.
///
/// # Errors
/// The cells that are wrong, and why.
pub(crate) fn own_row(parser: &CellParser<'_>, table: &OwnTable, row: u32, cells: &[Value]) -> Result<OwnRow, Refused> {
    let place = RowAddress { table: Some(table.sheet), sheet: 0, row };
    let first = cells.first().unwrap_or(&Value::Empty);
    let Some(key) = record_key(table.sheet.kind(), &first.shown()) else {
        let trouble = if first.is_empty() { Trouble::Nobody } else { Trouble::Unknown(first.shown()) };
        return Err(table.refused(place, cells, vec![(Some(0), trouble)]));
    };
    let mut parsed = OwnRow { place, key, whose: CadreId(key.id), cells: Cells::new() };
    let mut faults = Vec::new();
    for (at, (name, place)) in table.columns.iter().enumerate().skip(1) {
        let (Some(place), value) = (*place, cells.get(at).unwrap_or(&Value::Empty)) else { continue };
        let input = target::input(table.sheet, place);
        // records are named by id in these tables, and choices by code
        let canonical = match (input, value) {
            (Input::Unit | Input::Post | Input::Cadre | Input::Choice(_), Value::Text(text)) if name != "cadre" => {
                Ok(text.clone())
            }
            _ => parser.cell(value, input),
        };
        match canonical {
            Ok(cell) => {
                if name == "cadre" && !table.sheet.beside().is_empty() {
                    parsed.whose = cell.parse().unwrap_or(parsed.whose);
                }
                parsed.cells.push((place, cell));
            }
            Err(trouble) => faults.push((Some(at), trouble)),
        }
    }
    if faults.is_empty() { Ok(parsed) } else { Err(table.refused(place, cells, faults)) }
}

impl OwnTable {
    /// The refusal of a row: the column of each wrong cell, where it is known, and why.
    pub(crate) fn refused(&self, place: RowAddress, cells: &[Value], faults: Vec<(Option<usize>, Trouble)>) -> Refused {
        let fault = |(at, trouble): (Option<usize>, Trouble)| {
            let column = at.and_then(|p| self.columns.get(p)).map(|(name, _)| name.clone()).unwrap_or_default();
            let value = at.and_then(|at| cells.get(at)).map(Value::shown).unwrap_or_default();
            RowFault { column, at, value, trouble }
        };
        Refused { place, faults: faults.into_iter().map(fault).collect(), about: String::new() }
    }
}
