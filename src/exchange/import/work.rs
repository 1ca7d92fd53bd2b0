//! Records on their way: what each was, what the rows of the file make of it.

use super::faults;
use super::target;
use super::trouble::Trouble;
use crate::domain::{CadreId, Day, Edit, Nature, Record, RecordKey};
use crate::register::View;
use crate::register::check::Problem;
use crate::register::fields::{Sheet, Wrong, blank, empty};
use std::collections::HashMap;
use std::sync::Arc;

/// Reads a record that the register does not hold in memory.
pub type Texts<'a> = dyn Fn(RecordKey) -> Result<Option<Record>, String> + 'a;

/// What a row did to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Did {
    /// Nothing new.
    Same,
    /// It says something else now.
    Changed,
    /// It, or a row of it, is new.
    Added,
}

/// Cells of a sheet that a row of the file has: the place of the field and its canonical text.
pub type Cells = Vec<(usize, String)>;

/// What is wrong with a cell: the place of its field, where it is known.
pub type CellTrouble = (Option<usize>, Trouble);

/// A row of a file: its number, and in the register's own files the table in which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The table.
    pub table: Option<Sheet>,
    /// The row, as a spreadsheet counts.
    pub row: u32,
}

#[derive(Debug, Clone)]
pub(super) struct Work {
    pub(super) was: Option<Record>,
    pub(super) is: Record,
    /// Sheets whose only row has been filled in by this file, and rows of others that have been spoken of.
    taken: Vec<(Sheet, Vec<String>)>,
    /// Rows of the file that speak of it.
    pub(super) rows: Vec<Place>,
}

/// All records on their way.
pub struct Works<'a> {
    /// The register with blanks for what the file brings, so that rows can speak of each other.
    pub view: View,
    texts: &'a Texts<'a>,
    works: HashMap<RecordKey, Work>,
    order: Vec<RecordKey>,
    /// From which day on changes are, where the officer says so.
    pub effective: Option<Day>,
}

/// What tells a row of a sheet from the others of its record.
fn keys(sheet: Sheet) -> &'static [&'static str] {
    match sheet {
        Sheet::UnitPlace => &["line", "from"],
        Sheet::UnitBecame => &["on", "into"],
        Sheet::UnitTotal => &["what", "on"],
        Sheet::Grade | Sheet::UnitGrade => &["period"],
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

impl<'a> Works<'a> {
    /// Nothing yet, over a view.
    #[must_use]
    pub fn new(view: &View, texts: &'a Texts<'a>, effective: Option<Day>) -> Works<'a> {
        Works { view: view.clone(), texts, works: HashMap::new(), order: Vec::new(), effective }
    }

    /// Whether a record is on file or on its way.
    #[must_use]
    pub fn has(&self, key: RecordKey) -> bool {
        self.works.contains_key(&key) || self.view.snapshot.record(key).is_some()
    }

    /// Whether the file has filled in the record already, and in which row first.
    #[must_use]
    pub fn filled(&self, key: RecordKey, sheet: Sheet) -> Option<u32> {
        let work = self.works.get(&key)?;
        work.taken.iter().any(|(s, _)| *s == sheet).then(|| work.rows.first().map(|p| p.row)).flatten()
    }

    /// Lays a blank over the view, so that rows can speak of what is still to come.
    pub fn foresee(&mut self, key: RecordKey) {
        if self.view.snapshot.record(key).is_none() {
            let snapshot = Arc::make_mut(&mut self.view.snapshot);
            snapshot.set(key, Some(blank(key, CadreId(key.id))));
        }
    }

    /// What a record is by now.
    ///
    /// # Errors
    /// The store cannot be read.
    fn work(&mut self, base: &View, key: RecordKey, whose: CadreId) -> Result<&mut Work, Trouble> {
        if !self.works.contains_key(&key) {
            let was = if key.kind.in_memory() {
                base.snapshot.record(key)
            } else if base.cadre(CadreId(key.id)).is_some() {
                (self.texts)(key).map_err(Trouble::Store)?
            } else {
                None
            };
            let is = was.clone().or_else(|| empty(key)).unwrap_or_else(|| blank(key, whose));
            self.works.insert(key, Work { was, is, taken: Vec::new(), rows: Vec::new() });
            self.order.push(key);
        }
        self.works.get_mut(&key).ok_or(Trouble::Problem(Problem::Missing(key)))
    }

    /// What the work on a record is, to come back to.
    pub(super) fn mark(&self, key: RecordKey) -> Option<Work> {
        self.works.get(&key).cloned()
    }

    /// Goes back to a mark.
    pub(super) fn go_back(&mut self, key: RecordKey, mark: Option<Work>) {
        match mark {
            Some(work) => {
                self.works.insert(key, work);
            }
            None => {
                self.works.remove(&key);
                self.order.retain(|k| *k != key);
            }
        }
    }

    /// Lays what a record is by now over the view, so that the next rows find it.
    pub fn show(&mut self, key: RecordKey) {
        if let Some(work) = self.works.get(&key) {
            Arc::make_mut(&mut self.view.snapshot).set(key, Some(work.is.clone()));
        }
    }

    /// Sets cells of a sheet of a record: of its only row, of the row that they are about, or of a new one.
    ///
    /// # Errors
    /// The fields that are wrong, and why.
    pub fn set(
        &mut self,
        base: &View,
        key: RecordKey,
        whose: CadreId,
        sheet: Sheet,
        cells: &Cells,
        row: Place,
    ) -> Result<Did, Vec<CellTrouble>> {
        let effective = self.effective;
        let view = self.view.clone();
        let work = self.work(base, key, whose).map_err(|t| vec![(None, t)])?;
        if work.rows.last() != Some(&row) {
            work.rows.push(row);
        }
        let done =
            if sheet.is_list() { work.row(sheet, cells, &view, effective) } else { work.only(sheet, cells, &view) };
        // what does not fit between its neighbours is refused with the row, not with the record
        let place = |column: Option<&str>| column.and_then(|id| target::place(sheet, id));
        done.map_err(|all| all.into_iter().map(|(column, trouble)| (place(column), trouble)).collect())
    }

    /// The rows that speak of a record.
    #[must_use]
    pub fn rows_of(&self, key: RecordKey) -> &[Place] {
        self.works.get(&key).map_or(&[], |w| w.rows.as_slice())
    }

    /// The record that a row made or changed, as it is by now.
    #[must_use]
    pub fn record(&self, key: RecordKey) -> Option<(&Option<Record>, &Record)> {
        self.works.get(&key).map(|w| (&w.was, &w.is))
    }

    /// The edits that come of it all, in the order in which the file speaks of them.
    #[must_use]
    pub fn edits(&self) -> Vec<Edit> {
        let works = self.order.iter().filter_map(|key| self.works.get(key));
        works
            .filter(|w| w.was.as_ref() != Some(&w.is))
            .filter(|w| w.was.is_some() || Some(&w.is) != empty(w.is.key()).as_ref())
            .map(|w| Edit { nature: w.nature(self.effective), was: w.was.clone(), becomes: Some(w.is.clone()) })
            .collect()
    }
}

/// Names of fields that are wrong, and why.
type Named = Vec<(Option<&'static str>, Trouble)>;

fn named(wrong: Wrong) -> (Option<&'static str>, Trouble) {
    ((!wrong.column.is_empty()).then_some(wrong.column), wrong.problem.into())
}

/// What becomes of a record when a row of it is set, or all that is wrong with the row.
fn read(
    sheet: Sheet,
    row: &[String],
    view: &View,
    set: &dyn Fn(&[String]) -> Result<Record, Wrong>,
) -> Result<Record, Named> {
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

impl Work {
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
    fn only(&mut self, sheet: Sheet, cells: &Cells, view: &View) -> Result<Did, Named> {
        let (fields, beside) = (sheet.columns().len(), sheet.beside().len());
        // a blank has values that nobody has entered
        let fresh = self.was.is_none() && sheet != Sheet::Texts && !self.taken.iter().any(|(s, _)| *s == sheet);
        let mut row = if fresh {
            vec![String::new(); fields + beside]
        } else {
            let mut row = sheet.cells(&self.is, view).into_iter().next().unwrap_or_default();
            row.extend(sheet.beside_cells(&self.is));
            row
        };
        row = laid_over(row, cells);
        let own = row.get(..fields).unwrap_or_default();
        let mut is = read(sheet, own, view, &|row| sheet.set(&self.is, Some(0), row, view))?;
        if cells.iter().any(|(at, _)| *at >= fields) {
            sheet.set_beside(&mut is, row.get(fields..).unwrap_or_default(), view).map_err(|w| vec![named(w)])?;
        }
        let did = match (fresh, is == self.is) {
            (true, _) => Did::Added,
            (false, true) => Did::Same,
            (false, false) => Did::Changed,
        };
        self.is = is;
        self.taken.push((sheet, Vec::new()));
        Ok(did)
    }

    /// A row of a sheet of many: the one that says the same, the one that it is about, what holds now, or a new one.
    fn row(&mut self, sheet: Sheet, cells: &Cells, view: &View, effective: Option<Day>) -> Result<Did, Named> {
        let columns = sheet.columns();
        let rows = sheet.cells(&self.is, view);
        let says = |row: &Vec<String>, (at, cell): &(usize, String)| row.get(*at) == Some(cell);
        let free = |row: &Vec<String>| !self.taken.iter().any(|(s, taken)| *s == sheet && taken == row);
        if let Some(same) = rows.iter().find(|row| free(row) && cells.iter().all(|c| says(row, c))) {
            self.taken.push((sheet, same.clone()));
            return Ok(Did::Same);
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
                (read(sheet, &row, view, &|row| sheet.set(&self.is, Some(place), row, view))?, row, Did::Changed)
            }
            // another value of a history from a day on
            None if sheet.is_history() && !dated && !rows.is_empty() => {
                let mut row = laid_over(blank, cells);
                let from = effective.ok_or_else(|| vec![(Some("from"), Trouble::Problem(Problem::Needed))])?;
                row = row
                    .into_iter()
                    .zip(columns)
                    .filter(|(_, c)| c.id != "to")
                    .map(|(cell, c)| if c.id == "from" { from.to_string() } else { cell })
                    .collect();
                (sheet.change(&self.is, &row, view).map_err(|w| vec![named(w)])?, row, Did::Changed)
            }
            None => {
                let mut row = laid_over(blank, cells);
                if let (Some(from), false, Some(day)) = (at("from"), dated, effective)
                    && let Some(slot) = row.get_mut(from)
                {
                    *slot = day.to_string();
                }
                let is = read(sheet, &row, view, &|row| match self.was {
                    // a new record has its rows in the order of the file
                    None => sheet.append(&self.is, row, view),
                    Some(_) => sheet.set(&self.is, None, row, view),
                })?;
                (is, row, Did::Added)
            }
        };
        self.is = is;
        self.taken.push((sheet, new));
        Ok(did)
    }
}
