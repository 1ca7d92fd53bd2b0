//! One record as the rows of a file make it.

use super::faults;
use crate::domain::{Day, Edit, Nature, Record};
use crate::exchange::import::account::{RowAddress, RowEffect};
use crate::exchange::import::parse::Cells;
use crate::exchange::import::trouble::Trouble;
use crate::register::View;
use crate::register::check::Problem;
use crate::register::fields::{Column, Sheet, Wrong, empty};

/// What a record was, and what the rows make of it.
#[derive(Debug, Clone)]
pub(super) struct RecordDraft {
    was: Option<Record>,
    pub(super) is: Record,
    /// Sheets whose only row has been filled in by this file, and rows of others that it has filled in or confirmed.
    taken: Vec<(Sheet, Vec<String>)>,
    /// Rows of the file that are about it.
    pub(super) rows: Vec<RowAddress>,
}

/// The columns by which a row of a sheet is told from the others of its record.
fn keys(sheet: Sheet) -> &'static [&'static str] {
    match sheet {
        Sheet::UnitPlace => &["line", "from"],
        Sheet::UnitBecame => &["on", "into"],
        Sheet::UnitTotal => &["what", "on"],
        Sheet::Grade | Sheet::UnitGrade | Sheet::ExcellentCap => &["period"],
        Sheet::Conclusion => &["decision", "on"],
        Sheet::Vote | Sheet::Exempt => &["on"],
        Sheet::Discipline => &["measure", "from"],
        Sheet::Praise => &["form", "when"],
        Sheet::Relative => &["relation", "name", "cadre"],
        Sheet::Course => &["subject", "school"],
        Sheet::Career => &["started", "work"],
        Sheet::Qualification => &["level"],
        Sheet::Status => &["status", "from"],
        Sheet::PlannedSeats => &["term"],
        Sheet::StepVotes | Sheet::Step => &["step"],
        Sheet::Assessment => &["period", "on"],
        _ => &["from"],
    }
}

/// Names of fields that are wrong, and why.
type NamedFaults = Vec<(Option<&'static str>, Trouble)>;

fn named(wrong: Wrong) -> (Option<&'static str>, Trouble) {
    ((!wrong.column.is_empty()).then_some(wrong.column), wrong.problem.into())
}

/// The record with a row of it set, or all that is wrong with the row.
fn checked(
    sheet: Sheet,
    row: &[String],
    view: &View,
    set: &dyn Fn(&[String]) -> Result<Record, Wrong>,
) -> Result<Record, NamedFaults> {
    set(row).map_err(|first| {
        faults::all(sheet, row, view, first, &|row| set(row).map(|_| ())).into_iter().map(named).collect()
    })
}

fn laid_over(mut row: Vec<String>, cells: &Cells) -> Vec<String> {
    for (at, cell) in cells {
        if let Some(slot) = row.get_mut(*at) {
            slot.clone_from(cell);
        }
    }
    row
}

impl RecordDraft {
    pub(super) fn new(was: Option<Record>, is: Record) -> RecordDraft {
        RecordDraft { was, is, taken: Vec::new(), rows: Vec::new() }
    }

    /// Whether the file has filled in a sheet of the record.
    pub(super) fn has_filled(&self, sheet: Sheet) -> bool {
        self.taken.iter().any(|(s, _)| *s == sheet)
    }

    /// The edit that turns what was into what is; none where nothing changes or nothing was filled in.
    pub(super) fn edit(&self, effective: Option<Day>) -> Option<Edit> {
        let changed = self.was.as_ref() != Some(&self.is);
        let filled = self.was.is_some() || Some(&self.is) != empty(self.is.key()).as_ref();
        (changed && filled).then(|| Edit {
            nature: self.nature(effective),
            was: self.was.clone(),
            becomes: Some(self.is.clone()),
        })
    }

    /// Whether things change from a day on: from the one that the officer says, else the day on which a post is taken
    /// or left; all else is set right.
    fn nature(&self, effective: Option<Day>) -> Nature {
        let own = match (&self.was, &self.is) {
            (None, Record::Appointment(is)) if !is.span.ends() => Some(is.span.from),
            (Some(Record::Appointment(was)), Record::Appointment(is)) if !was.span.ends() && is.span.ends() => {
                Some(is.span.to)
            }
            _ => None,
        };
        effective.or(own).map_or(Nature::Correction, Nature::Change)
    }

    /// The record's only row of a sheet.
    pub(super) fn only(&mut self, sheet: Sheet, cells: &Cells, view: &View) -> Result<RowEffect, NamedFaults> {
        let (fields, beside) = (sheet.columns().len(), sheet.beside().len());
        // a blank has values that nobody has entered
        let fresh = self.was.is_none() && sheet != Sheet::Texts && !self.has_filled(sheet);
        let mut row = if fresh {
            vec![String::new(); fields + beside]
        } else {
            let mut row = sheet.cells(&self.is, view).into_iter().next().unwrap_or_default();
            row.extend(sheet.beside_cells(&self.is));
            row
        };
        row = laid_over(row, cells);
        let own = row.get(..fields).unwrap_or_default();
        let mut is = checked(sheet, own, view, &|row| sheet.set(&self.is, Some(0), row, view))?;
        if cells.iter().any(|(at, _)| *at >= fields) {
            sheet.set_beside(&mut is, row.get(fields..).unwrap_or_default(), view).map_err(|w| vec![named(w)])?;
        }
        let did = match (fresh, is == self.is) {
            (true, _) => RowEffect::Added,
            (false, true) => RowEffect::Same,
            (false, false) => RowEffect::Changed,
        };
        self.is = is;
        self.taken.push((sheet, Vec::new()));
        Ok(did)
    }

    /// A row of a sheet of many: the one that says the same, the one that it is about, what holds now, or a new one.
    pub(super) fn row(
        &mut self,
        sheet: Sheet,
        cells: &Cells,
        view: &View,
        effective: Option<Day>,
    ) -> Result<RowEffect, NamedFaults> {
        let columns = sheet.columns();
        let rows = sheet.cells(&self.is, view);
        let says = |row: &Vec<String>, (at, cell): &(usize, String)| row.get(*at) == Some(cell);
        let free = |row: &Vec<String>| !self.taken.iter().any(|(s, taken)| *s == sheet && taken == row);
        if let Some(same) = rows.iter().find(|row| free(row) && cells.iter().all(|c| says(row, c))) {
            self.taken.push((sheet, same.clone()));
            return Ok(RowEffect::Same);
        }
        let at = |id: &str| columns.iter().position(|c| c.id == id);
        let given = |place: usize| cells.iter().any(|(at, cell)| *at == place && !cell.is_empty());
        let told: Vec<usize> = keys(sheet).iter().filter_map(|id| at(id)).collect();
        let about = |row: &Vec<String>| {
            told.iter().any(|k| given(*k)) && cells.iter().filter(|(at, _)| told.contains(at)).all(|c| says(row, c))
        };
        let found = rows.iter().position(|row| free(row) && about(row));
        let blank = vec![String::new(); columns.len()];
        let dated = at("from").is_some_and(given);
        let (is, new, did) = match found {
            Some(place) => {
                let row = laid_over(rows.get(place).cloned().unwrap_or_default(), cells);
                (
                    checked(sheet, &row, view, &|row| sheet.set(&self.is, Some(place), row, view))?,
                    row,
                    RowEffect::Changed,
                )
            }
            None if sheet.is_history() && !dated && !rows.is_empty() => {
                let row = laid_over(blank, cells);
                let from = effective.ok_or_else(|| vec![(Some("from"), Trouble::Problem(Problem::Needed))])?;
                let row = change_from(columns, row, from);
                (sheet.change(&self.is, &row, view).map_err(|w| vec![named(w)])?, row, RowEffect::Changed)
            }
            None => {
                let mut row = laid_over(blank, cells);
                if let (Some(from), false, Some(day)) = (at("from"), dated, effective)
                    && let Some(slot) = row.get_mut(from)
                {
                    *slot = day.to_string();
                }
                let is = checked(sheet, &row, view, &|row| match self.was {
                    // a new record has its rows in the order of the file
                    None => sheet.append(&self.is, row, view),
                    Some(_) => sheet.set(&self.is, None, row, view),
                })?;
                (is, row, RowEffect::Added)
            }
        };
        self.is = is;
        self.taken.push((sheet, new));
        Ok(did)
    }
}

/// The cells of another value of a history from a day on: a change has no last day.
fn change_from(columns: &[Column], row: Vec<String>, from: Day) -> Vec<String> {
    let cells = row.into_iter().zip(columns).filter(|(_, c)| c.id != "to");
    cells.map(|(cell, c)| if c.id == "from" { from.to_string() } else { cell }).collect()
}
