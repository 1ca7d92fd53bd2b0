//! The register's own tables, as an export writes them: a table a sheet, its columns named for programs in one row
//! (`card/id`, then the fields), ids kept. They need no map.

use super::plan::{Fault, LOOK, PlanError, Refused};
use super::read::{ReadError, Source, Value};
use super::run::Run;
use super::target;
use super::trouble::Trouble;
use super::value::Meaning;
use super::work::{Cells, Place};
use crate::domain::{AppointmentId, CadreId, EntryId, PostId, RecordKey, RecordKind, RotationId, RoundId, UnitId};
use crate::exchange::export::ID;
use crate::register::fields::{Input, Sheet};

/// A table that is being read.
struct Table {
    sheet: Sheet,
    /// Of each column of the file: its name, and its place among the fields.
    columns: Vec<(String, Option<usize>)>,
}

/// Whether a row names the columns of a table.
fn begins(cells: &[Value]) -> Option<Table> {
    let Some(Value::Text(first)) = cells.first() else { return None };
    let (sheet, id) = first.split_once('/')?;
    let sheet = Sheet::named(sheet).filter(|_| id == ID)?;
    let column = |cell: &Value| {
        let name = cell.shown();
        let place = target::place(sheet, &name);
        (name, place)
    };
    Some(Table { sheet, columns: cells.iter().map(column).collect() })
}

/// The table whose columns a row names, where it does.
pub(super) fn table_of(cells: &[Value]) -> Option<Sheet> {
    begins(cells).map(|table| table.sheet)
}

/// Whether a file holds the register's own tables.
pub(super) fn is_own(source: &Source) -> Result<bool, ReadError> {
    for sheet in source.sheets() {
        if source.head(sheet, LOOK)?.iter().any(|(_, cells)| begins(cells).is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The id of a record of a kind.
fn key(kind: RecordKind, text: &str) -> Option<RecordKey> {
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

/// Hands over the rows of every table of the file.
fn tables(source: &Source, take: &mut dyn FnMut(&Table, u32, &[Value]) -> bool) -> Result<(), ReadError> {
    for name in source.sheets() {
        let mut table: Option<Table> = None;
        // a title and labels stand between two tables of one text; what is no row is known by the next names
        let mut held: Vec<(u32, Vec<Value>)> = Vec::new();
        source.rows(name, &mut |at, cells| {
            if let Some(next) = begins(cells) {
                held.clear();
                table = Some(next);
                return Ok(true);
            }
            let Some(table) = &table else { return Ok(true) };
            let is_row = cells.first().is_some_and(|id| key(table.sheet.kind(), &id.shown()).is_some());
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

/// Reads all tables: first what there is to speak of, then what is said.
pub(super) fn read(run: &mut Run<'_>, progress: &mut dyn FnMut(usize) -> bool) -> Result<(), PlanError> {
    let source = run.asked.source;
    let wanted = run.asked.kind.sheets();
    tables(source, &mut |table, _, cells| {
        let kind = table.sheet.kind();
        let spoken = matches!(kind, RecordKind::Unit | RecordKind::Post | RecordKind::Cadre | RecordKind::Round);
        if spoken
            && !table.sheet.is_list()
            && wanted.contains(&table.sheet)
            && let Some(key) = cells.first().and_then(|id| key(kind, &id.shown()))
        {
            run.works.foresee(key);
        }
        true
    })?;
    let mut gone_on = true;
    tables(source, &mut |table, at, cells| {
        if wanted.contains(&table.sheet) {
            run.plan.read += 1;
            row(run, table, at, cells);
            if run.read().is_multiple_of(256) {
                gone_on = progress(run.read());
            }
        }
        gone_on
    })?;
    if gone_on { Ok(()) } else { Err(PlanError::Cancelled) }
}

fn row(run: &mut Run<'_>, table: &Table, at: u32, cells: &[Value]) {
    let sheet = table.sheet;
    let here = Place { table: Some(sheet), row: at };
    let fault = |at: Option<usize>, trouble: Trouble| {
        let column = at.and_then(|p| table.columns.get(p)).map(|(name, _)| name.clone()).unwrap_or_default();
        let value = at.and_then(|at| cells.get(at)).map(Value::shown).unwrap_or_default();
        Fault { column, at, value, trouble }
    };
    let refused = |faults: Vec<Fault>| Refused { place: here, faults, about: String::new() };
    let first = cells.first().cloned().unwrap_or_default();
    let Some(key) = key(sheet.kind(), &first.shown()) else {
        let trouble = if first.is_empty() { Trouble::Nobody } else { Trouble::Unknown(first.shown()) };
        return run.refuse(refused(vec![fault(Some(0), trouble)]));
    };
    let mut filled: Cells = Vec::new();
    let mut whose = CadreId(key.id);
    let mut faults = Vec::new();
    for (at, (name, place)) in table.columns.iter().enumerate().skip(1) {
        let (Some(place), value) = (*place, cells.get(at).cloned().unwrap_or_default()) else { continue };
        let meaning = Meaning {
            view: &run.works.view,
            names: &run.names,
            lexicon: run.asked.lexicon,
            from_1904: run.asked.source.from_1904,
        };
        let input = target::input(sheet, place);
        // what is there is named by id in these tables, and what is chosen by code
        let canonical = match (input, &value) {
            (Input::Unit | Input::Post | Input::Cadre | Input::Choice(_), Value::Text(text)) if name != "cadre" => {
                Ok(text.clone())
            }
            _ => meaning.cell(&value, input),
        };
        match canonical {
            Ok(cell) => {
                if name == "cadre" && !sheet.beside().is_empty() {
                    whose = cell.parse().unwrap_or(whose);
                }
                filled.push((place, cell));
            }
            Err(trouble) => faults.push(fault(Some(at), trouble)),
        }
    }
    if !faults.is_empty() {
        return run.refuse(refused(faults));
    }
    let mark = run.works.mark(key);
    match run.works.set(&run.base, key, whose, sheet, &filled, here) {
        Ok(did) => run.take(here, did, key),
        Err(wrong) => {
            run.works.go_back(key, mark);
            let column = |place: Option<usize>| table.columns.iter().position(|(_, p)| place.is_some() && *p == place);
            run.refuse(refused(wrong.into_iter().map(|(place, why)| fault(column(place), why)).collect()));
        }
    }
}
