//! The refused rows as a list again: the headings where they stood, so that the same map fits; the row as it was, the
//! cell that is wrong marked, and what is wrong with it in a column of its own.

use super::account::{Refused, RowAddress};
use super::map::{SheetPart, table_of};
use super::plan::ImportPlan;
use super::read::{HEAD_ROWS, ReadError, Source, Value};
use crate::exchange::write::{WriteError, escaped, file};
use crate::register::fields::Sheet;
use rust_xlsxwriter::{Color, Format, Workbook, XlsxError};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

/// Why the file of errors was not written.
#[derive(Debug, thiserror::Error)]
pub enum ReturnError {
    /// The list could not be read again.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<XlsxError> for ReturnError {
    fn from(e: XlsxError) -> ReturnError {
        WriteError::Workbook(e.to_string()).into()
    }
}

/// What is returned to the officer.
pub struct Returned<'a> {
    pub source: &'a Source,
    /// Its sheets, each with the last row of its headings; of the register's own tables there are none.
    pub parts: &'a [SheetPart],
    pub plan: &'a ImportPlan,
    /// The heading over what is wrong.
    pub heading: &'a str,
    /// What is wrong, in words.
    pub says: &'a dyn Fn(&Refused) -> String,
}

/// A row of the file of errors: where it stands, its cells, and what is wrong with it.
type WriteRow<'a> = dyn FnMut(u32, &[Value], Option<&Refused>) -> Result<(), ReturnError> + 'a;

impl Returned<'_> {
    /// Writes the rows as a workbook, or as csv where the name says so.
    ///
    /// # Errors
    /// The list cannot be read again, or the file cannot be written.
    pub fn save(&self, path: &Path, over: bool) -> Result<(), ReturnError> {
        let text = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
        file(path, over, |out| if text { self.as_text(out) } else { self.as_workbook(out) })
    }

    fn as_text(&self, out: &mut dyn Write) -> Result<(), ReturnError> {
        out.write_all("\u{feff}".as_bytes()).map_err(WriteError::from)?;
        let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(out);
        let mut write =
            |cells: Vec<String>| csv.write_record(cells).map_err(|e| WriteError::from(std::io::Error::from(e)));
        let mut next = 1;
        for sheet in self.sheets() {
            let width = self.width(&sheet)?;
            self.rows(&sheet, &mut |at, cells, refused| {
                // rows of headings keep their places
                while refused.is_none() && next < at {
                    write(vec![String::new()])?;
                    next += 1;
                }
                let mut row: Vec<String> = cells.iter().map(|c| escaped(&c.shown())).collect();
                if let Some(refused) = refused {
                    row.resize(width, String::new());
                    row.push(escaped(&(self.says)(refused)));
                }
                next += 1;
                Ok(write(row)?)
            })?;
        }
        csv.flush().map_err(WriteError::from)?;
        Ok(())
    }

    fn as_workbook(&self, out: &mut dyn Write) -> Result<(), ReturnError> {
        let mut book = Workbook::new();
        let (wrong, bold) = (Format::new().set_background_color(Color::Yellow), Format::new().set_bold());
        for name in self.sheets() {
            let width = column(self.width(&name)?);
            let last_heading = self.part(&name).1;
            let sheet = book.add_worksheet();
            sheet.set_name(&name)?;
            sheet.set_column_width(width, 60)?;
            let mut next = 0;
            self.rows(&name, &mut |at, cells, refused| {
                let begins = table_of(cells).is_some();
                let row = if refused.is_none() { at.saturating_sub(1).max(next) } else { next };
                next = row + 1;
                for (place, cell) in cells.iter().enumerate() {
                    let marked = refused.is_some_and(|r| r.faults.iter().any(|fault| fault.at == Some(place)));
                    let format = if marked { &wrong } else { &Format::default() };
                    match cell {
                        Value::Empty if !marked => continue,
                        Value::Number(n) => sheet.write_number_with_format(row, column(place), *n, format)?,
                        cell => sheet.write_string_with_format(row, column(place), cell.shown(), format)?,
                    };
                }
                match refused {
                    Some(refused) => sheet.write_string_with_format(row, width, (self.says)(refused), &wrong)?,
                    None if begins || at == last_heading => {
                        sheet.write_string_with_format(row, width, self.heading, &bold)?
                    }
                    None => sheet,
                };
                Ok(())
            })?;
        }
        let bytes = book.save_to_buffer()?;
        Ok(out.write_all(&bytes).map_err(WriteError::from)?)
    }

    /// The sheets that have refused rows.
    fn sheets(&self) -> Vec<String> {
        let tables: BTreeSet<Option<Sheet>> = self.plan.refused.iter().map(|r| r.place.table).collect();
        if tables.contains(&None) && tables.len() == 1 {
            let refused = |nth: usize| self.plan.refused.iter().any(|r| usize::from(r.place.sheet) == nth);
            let parts = self.parts.iter().enumerate().filter(|(nth, _)| refused(*nth));
            return parts.map(|(_, part)| part.name.clone()).collect();
        }
        self.source.sheets().to_vec()
    }

    /// The how manieth of the sheets that are read it is, and the last row of its headings.
    fn part(&self, sheet: &str) -> (u16, u32) {
        let found = (0..).zip(self.parts).find(|(_, part)| part.name == sheet);
        found.map_or((0, 0), |(nth, part)| (nth, part.last_heading))
    }

    /// How many columns the sheet has.
    fn width(&self, sheet: &str) -> Result<usize, ReadError> {
        let head = self.source.head(sheet, HEAD_ROWS)?;
        Ok(head.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0))
    }

    /// Hands over the rows of headings and those that are refused.
    fn rows(&self, sheet: &str, take: &mut WriteRow<'_>) -> Result<(), ReturnError> {
        let refused: BTreeMap<RowAddress, &Refused> = self.plan.refused.iter().map(|r| (r.place, r)).collect();
        let own = refused.keys().any(|place| place.table.is_some());
        let (nth, last_heading) = self.part(sheet);
        let mut table = None;
        let mut failed = None;
        self.source.rows(sheet, &mut |at, cells| {
            let begins = table_of(cells);
            let heads = if own { begins.is_some() } else { at <= last_heading };
            table = begins.or(table);
            let place = RowAddress { table: table.filter(|_| own), sheet: nth, row: at };
            let done = match refused.get(&place) {
                Some(refused) => take(at, cells, Some(refused)),
                None if heads => take(at, cells, None),
                None => Ok(()),
            };
            failed = done.err();
            Ok(failed.is_none())
        })?;
        failed.map_or(Ok(()), Err)
    }
}

fn column(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
