//! Comma-separated values. Several tables of one document follow each other, separated by an empty line.

use super::{Sink, WriteError};
use crate::exchange::paper::{Cell, Row, Table};
use std::io::{self, Write};

/// What opens a formula in a spreadsheet; a text that begins so is not to be one.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Writes tables as csv.
pub struct Csv<W: Write> {
    out: csv::Writer<W>,
    columns: usize,
    tables: usize,
}

impl<W: Write> Csv<W> {
    /// A file that begins with how far it may go.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new(mut out: W, classification: &str) -> Result<Csv<W>, WriteError> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut csv = Csv { out: csv::WriterBuilder::new().flexible(true).from_writer(out), columns: 0, tables: 0 };
        if !classification.is_empty() {
            csv.line([classification])?;
        }
        Ok(csv)
    }

    fn line<T: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<(), WriteError> {
        self.out.write_record(cells).map_err(|e| WriteError::from(io::Error::from(e)))
    }
}

impl<W: Write> Sink for Csv<W> {
    fn table(&mut self, head: &Table) -> Result<(), WriteError> {
        if self.tables > 0 {
            self.line([""])?;
        }
        if !head.title.is_empty() {
            self.line([escaped(&head.title)])?;
        }
        self.tables += 1;
        self.columns = head.columns.len();
        let label = |c: &crate::exchange::paper::Column| match c.over.as_str() {
            "" => escaped(&c.label),
            over => escaped(&format!("{over}: {}", c.label)),
        };
        self.line(head.columns.iter().map(label))
    }

    fn row(&mut self, row: &Row) -> Result<(), WriteError> {
        self.line(row.cells.iter().map(plain))
    }

    fn end(mut self: Box<Self>) -> Result<(), WriteError> {
        Ok(self.out.flush()?)
    }
}

/// A cell as other programs read it: numbers without points at thousands, a decimal point.
fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Share { .. } => cell.value().map(|v| format!("{v:.4}")).unwrap_or_default(),
        Cell::Ratio { .. } => cell.value().map(|v| format!("{v:.6}")).unwrap_or_default(),
        _ => escaped(&cell.shown()),
    }
}

/// Text escaped so that no spreadsheet takes it for a formula: an apostrophe is put before what would begin one, and
/// before such an apostrophe itself.
#[must_use]
pub fn escaped(text: &str) -> String {
    if text.starts_with(FORMULA) || unescaped(text) != text { format!("'{text}") } else { text.to_owned() }
}

/// What [`escaped`] was made of.
#[must_use]
pub fn unescaped(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) || rest.starts_with('\'') => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_opens_a_formula_and_each_comes_back(text in "['=+@\\-\ta-z]{0,6}") {
            let out = escaped(&text);
            prop_assert!(!out.starts_with(FORMULA));
            prop_assert_eq!(unescaped(&out), text);
        }
    }
}
