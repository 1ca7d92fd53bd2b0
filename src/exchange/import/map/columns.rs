//! The map of a list resolved against its headings: which column fills which field, and which rows belong to the list.

use super::error::PlanError;
use super::file::MappedFile;
use super::file::SheetPart;
use super::headings::{heads_group, is_numbering};
use super::lexicon::key;
use super::mapping::{Blank, MapError};
use super::spread::Spread;
use super::target::{self, Target, Trait};
use crate::exchange::import::account::{Refused, RowAddress, RowFault, SkipReason, Skipped};
use crate::exchange::import::read::{ReadError, Value};
use crate::exchange::import::trouble::{Open, Trouble};
use crate::register::fields::Input;
use std::cell::Cell;
use std::collections::BTreeMap;

/// From where a field is filled.
#[derive(Debug, Clone, Default)]
struct Filling {
    /// The first of these columns that has something in a row.
    columns: Vec<usize>,
    /// Else this value.
    always: Value,
}

/// A list with its map resolved.
pub(crate) struct Columns<'a> {
    file: &'a MappedFile,
    fields: BTreeMap<Target, Filling>,
    /// Fields of which a row that belongs to the list has some.
    needed: Vec<Target>,
    /// Cells that have been filled from the merged one above.
    filled: Cell<usize>,
    /// A column that only marks women says of all others that they are men.
    marks_women: bool,
}

/// By which name the map keeps whether hidden rows are taken.
const HIDDEN_ROWS: &str = "hidden rows";

fn shown_cells(cells: &[Value]) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// Whether a text numbers a row or a group: 7, 7., 1.2, IV, b), not a sentence.
fn numbers(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().count() <= 8 || heads_group(text)
}

/// A row below the headings.
pub(crate) enum Mapped<'r> {
    Row(MappedRow<'r>),
    Skipped(Skipped),
}

/// A row as values of fields.
pub(crate) struct MappedRow<'r> {
    pub(crate) place: RowAddress,
    pub(crate) cells: &'r [Value],
    pub(crate) values: Vec<FieldValue<'r>>,
    pub(crate) marks_women: bool,
}

/// The value of a field, and the column that it stands in; none where the map gives it for every row.
pub(crate) struct FieldValue<'r> {
    pub(crate) target: Target,
    pub(crate) value: &'r Value,
    pub(crate) column: Option<usize>,
}

/// What is wrong with a field of a row, or with the whole of it.
pub(crate) type FieldFault = (Option<Target>, Trouble);

impl<'a> Columns<'a> {
    /// Resolves the map against the headings.
    ///
    /// # Errors
    /// The map names a field or a heading that there is not, or maps no column.
    pub(crate) fn new(file: &'a MappedFile) -> Result<Columns<'a>, PlanError> {
        let named = |id: &String| target::named(file.kind, id).ok_or_else(|| MapError::Field(id.clone(), Vec::new()));
        let mut fields: BTreeMap<Target, Filling> = BTreeMap::new();
        for (heading, id) in file.map.columns.iter().filter(|(_, id)| !id.is_empty()) {
            let target = named(id)?;
            let column = file.headings.columns.iter().position(|h| h == heading);
            let column = column.ok_or_else(|| MapError::Heading(heading.clone()))?;
            let target = if matches!(target, Target::Kept(_)) { Target::Kept(column) } else { target };
            fields.entry(target).or_default().columns.push(column);
        }
        if fields.keys().all(|t| *t == Target::Order) {
            return Err(PlanError::NoHeadings);
        }
        for (id, value) in &file.map.always {
            fields.entry(named(id)?).or_default().always = Value::Text(value.clone());
        }
        let is_name =
            |t: &Target| matches!(t, Target::Person(Trait::Name | Trait::Family | Trait::Given) | Target::Unit);
        let needed = fields.keys().copied().filter(|t| !is_name(t) && *t != Target::Order).collect();
        let has = |of: Trait| fields.contains_key(&Target::Person(of));
        let marks_women = has(Trait::Female) && !has(Trait::Male) && !has(Trait::Sex);
        Ok(Columns { file, fields, needed, filled: Cell::new(0), marks_women })
    }

    /// Hands over every row below the headings, until `take` answers `false`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) fn rows(&self, take: &mut dyn FnMut(Mapped<'_>) -> bool) -> Result<(), ReadError> {
        self.filled.set(0);
        self.file.source.count_anew();
        for (sheet, part) in (0..).zip(&self.file.parts) {
            let (mut first, mut gone_on) = (true, true);
            let mut spread = Spread::of(&part.layout.merged, part.last_heading);
            self.file.source.rows(&part.name, &mut |row, cells| {
                if row <= part.last_heading || std::mem::take(&mut first) && is_numbering(cells) {
                    return Ok(true);
                }
                self.filled.set(self.filled.get() + spread.fill(row, cells));
                let place = RowAddress { table: None, sheet, row };
                gone_on = take(match self.outside(part, row, cells) {
                    Some((why, text)) => Mapped::Skipped(Skipped { why, row, text }),
                    None => Mapped::Row(self.row(place, cells)),
                });
                Ok(gone_on)
            })?;
            if !gone_on {
                break;
            }
        }
        Ok(())
    }

    /// How many cells the last reading has filled from the merged one above.
    pub(crate) fn filled(&self) -> usize {
        self.filled.get()
    }

    /// The question whether hidden rows are taken, for a row that is hidden.
    pub(crate) fn hidden(&self, place: RowAddress) -> Option<Open> {
        let part = self.file.parts.get(usize::from(place.sheet))?;
        let asked = part.layout.hidden_rows.contains(&place.row) && self.file.map.reading(HIDDEN_ROWS).is_none();
        let choices = || ["take", "leave"].map(|code| (code.to_owned(), String::new())).to_vec();
        asked.then(|| Open { key: HIDDEN_ROWS.to_owned(), asks: "hidden-row", of: String::new(), choices: choices() })
    }

    /// The columns that hold dates, with their headings.
    pub(crate) fn dated(&self) -> Vec<(usize, String)> {
        let is_date = |target: &Target| match target {
            Target::Person(of) => matches!(of, Trait::Born | Trait::BornMale | Trait::BornFemale),
            Target::Cell(sheet, place) => matches!(target::input(*sheet, *place), Input::Day | Input::Date),
            _ => false,
        };
        let of_dates = self.fields.iter().filter(|(target, _)| is_date(target)).flat_map(|(_, f)| &f.columns);
        of_dates.map(|at| (*at, self.file.headings.columns.get(*at).cloned().unwrap_or_default())).collect()
    }

    /// The values of a row's fields.
    pub(crate) fn row<'r>(&'r self, place: RowAddress, cells: &'r [Value]) -> MappedRow<'r> {
        let mut values = Vec::new();
        for (target, filling) in &self.fields {
            let filled = |column: &usize| cells.get(*column).filter(|v| !v.is_empty()).map(|v| (v, *column));
            let found = filling.columns.iter().find_map(filled);
            let value = found.map_or(&filling.always, |(value, _)| value);
            let clears = self.file.map.empty == Blank::Clear
                && !filling.columns.is_empty()
                && matches!(target, Target::Cell(..));
            if !value.is_empty() || clears {
                let column = found.map(|(_, column)| column).or(filling.columns.first().copied());
                values.push(FieldValue { target: *target, value, column });
            }
        }
        MappedRow { place, cells, values, marks_women: self.marks_women }
    }

    /// The first cell of a row that fills a field.
    fn value<'c>(&self, target: Target, cells: &'c [Value]) -> Option<&'c Value> {
        let columns = &self.fields.get(&target)?.columns;
        columns.iter().filter_map(|at| cells.get(*at)).find(|v| !v.is_empty())
    }

    /// How a row begins that does not belong to the list: a sum, the heading of a group, what stands below the list.
    fn outside(&self, part: &SheetPart, row: u32, cells: &[Value]) -> Option<(SkipReason, String)> {
        let mut shown = cells.iter().filter(|v| !v.is_empty()).map(Value::shown);
        let first = shown.next()?;
        let passed = self.file.lexicon.passes_over(&first);
        let text = || std::iter::once(first).chain(shown.take(2)).collect::<Vec<_>>().join(" ");
        let left_out = self.file.map.reading(HIDDEN_ROWS) == Some("leave");
        if left_out && part.layout.hidden_rows.contains(&row) {
            return Some((SkipReason::Hidden, text()));
        }
        if self.repeats_headings(cells) {
            return Some((SkipReason::Heading, text()));
        }
        if passed {
            return Some((SkipReason::Sum, text()));
        }
        let filled = self.needed.iter().filter(|t| self.value(**t, cells).is_some()).count();
        // a note may stand in the column of the numbers
        let order = self.value(Target::Order, cells).map(Value::shown).filter(|o| numbers(o)).unwrap_or_default();
        let group = filled == 0 && heads_group(&order) && !self.needed.is_empty();
        // signatures stand in any column, but never with a number of the list
        let ordered = self.fields.contains_key(&Target::Order);
        let below = ordered && order.is_empty() && filled * 2 < self.needed.len() && filled < 3;
        match (group, below) {
            (true, _) if !order.is_empty() || shown_cells(cells) == 1 => Some((SkipReason::Group, text())),
            (true, _) | (_, true) => Some((SkipReason::Below, text())),
            _ => None,
        }
    }

    /// Whether a row is the headings once more, as a list has them on each page.
    fn repeats_headings(&self, cells: &[Value]) -> bool {
        let pairs = cells.iter().zip(&self.file.headings.columns).filter(|(cell, _)| !cell.is_empty());
        let same = pairs.clone().filter(|(cell, heading)| {
            let cell = key(&cell.shown());
            !cell.is_empty() && (cell == key(heading) || heading.split(" / ").any(|part| cell == key(part)))
        });
        let (same, all) = (same.count(), pairs.count());
        same >= 2 && same * 3 >= all * 2
    }

    /// The refusal of a row for what is wrong with its fields.
    pub(crate) fn refused(&self, row: &MappedRow<'_>, faults: Vec<FieldFault>, about: String) -> Refused {
        let mut faults: Vec<RowFault> = faults.into_iter().map(|(target, why)| self.fault(row, target, why)).collect();
        // in the order of the list's columns, what is wrong with the whole row last
        faults.sort_by_key(|fault| fault.at.unwrap_or(usize::MAX));
        Refused { place: row.place, faults, about }
    }

    fn fault(&self, row: &MappedRow<'_>, target: Option<Target>, trouble: Trouble) -> RowFault {
        let named = target.and_then(|t| row.values.iter().find(|v| v.target == t)).and_then(|v| v.column);
        let at = named.or_else(|| target.and_then(|t| self.fields.get(&t)).and_then(|f| f.columns.first().copied()));
        let heading = at.and_then(|at| self.file.headings.columns.get(at)).cloned();
        // a field that the file has no column for is called by its name
        let field = || target.and_then(|t| target::fields(self.file.kind).into_iter().find(|f| f.target == t));
        let column = heading.or_else(|| field().map(|f| f.id)).unwrap_or_default();
        let value = at.and_then(|at| row.cells.get(at)).map(Value::shown).unwrap_or_default();
        RowFault { column, at, value, trouble }
    }
}
