//! A document before it is a file of any format: headings, texts, tables and pictures.
//!
//! Reports, lists, exports and indicators make papers; [`super::write`] turns a paper into a file. A cell keeps its
//! value, so that a workbook has numbers and days and not their texts.

use super::Lang;
use super::picture::Picture;
use crate::domain::{Day, PartialDate};
use serde::Serialize;

/// What a template of a paper is filled with: its head, its texts and its tables.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Paper {
    /// Short name, for the file and for scripts.
    pub id: String,
    pub title: String,
    /// Lines under the title: of which unit, as of which day.
    pub under: Vec<String>,
    /// How far it may go: printed on every page of it.
    pub classification: String,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// Language that it is written in.
    #[serde(skip)]
    pub lang: Lang,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A heading, with its depth from 1.
    Heading(u8, String),
    Text(String),
    Table(Table),
    /// Formats without pictures leave it out, since its numbers are in a table too.
    Picture(Picture),
}

/// A table; a document's has cells alone, a report's knows more of each.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Table<R = Row> {
    /// Short name, unique in its document: the name of its sheet and of its csv file.
    pub id: String,
    pub title: String,
    pub columns: Vec<Column>,
    /// Its rows, each with a cell a column.
    pub rows: Vec<R>,
    /// Notes below the table.
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its name in files, for scripts and for reading the file again.
    pub id: String,
    pub label: String,
    /// The heading that it shares with its neighbours ("Ngày sinh" over "Nam" and "Nữ"); empty: none.
    pub over: String,
    /// How wide it is, in letters; 0: as wide as its cells are.
    pub width: u16,
}

impl Column {
    /// A column with a name and a heading.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Column {
        Column { id: id.into(), label: label.into(), over: String::new(), width: 0 }
    }
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Row {
    /// Short name, where scripts ask for it; else empty.
    pub id: String,
    pub cells: Vec<Cell>,
    /// Whether it sums up others or heads them.
    pub strong: bool,
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Row {
        Row { id: String::new(), cells, strong: false }
    }
}

/// A value in a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// Left blank on purpose.
    #[default]
    Empty,
    /// The register holds no records of it: blank, and a note says so.
    Unknown,
    Text(String),
    /// A whole number.
    Number(i64),
    /// A part of a whole, shown in per cent with one decimal; of nothing: blank.
    Share {
        part: i64,
        of: i64,
    },
    /// A quotient that is not per cent (a coefficient, a mean age), shown with its decimals; of nothing: blank.
    Ratio {
        part: i64,
        of: i64,
        /// Decimals that are shown.
        places: u8,
    },
    Day(Day),
    /// A date of which the day or the month may be unknown.
    Date(PartialDate),
}

impl Cell {
    /// A text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    #[must_use]
    pub fn count(count: usize) -> Cell {
        Cell::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Its value where it is a number; a share as per cent.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
    pub fn value(&self) -> Option<f64> {
        match *self {
            Cell::Number(number) => Some(number as f64),
            Cell::Share { part, of } if of != 0 => Some(part as f64 * 100.0 / of as f64),
            Cell::Ratio { part, of, .. } if of != 0 => Some(part as f64 / of as f64),
            _ => None,
        }
    }

    /// Whether it is aligned to the right.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Cell::Number(_) | Cell::Share { .. } | Cell::Ratio { .. })
    }

    /// As people read it in Vietnamese: 28.947, 23,1, 01/05/2024. A share has no sign of per cent.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty | Cell::Unknown => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => thousands(*number),
            Cell::Share { part, of } => quotient(part.saturating_mul(100), *of, 1),
            Cell::Ratio { part, of, places } => quotient(*part, *of, *places),
            Cell::Day(day) => day.to_string(),
            Cell::Date(date) => date.to_string(),
        }
    }
}

/// A whole number with a point at each thousand.
fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if number < 0 { format!("-{out}") } else { out }
}

/// A quotient rounded half up on whole numbers, with a decimal comma; nothing where there is nothing to divide by.
fn quotient(part: i64, of: i64, places: u8) -> String {
    if of == 0 {
        return String::new();
    }
    let scale = 10_i128.pow(u32::from(places.min(9)));
    let (part, of) = (i128::from(part) * scale, i128::from(of));
    let rounded = (2 * part.abs() + of.abs()) / (2 * of.abs());
    let sign = if (part < 0) != (of < 0) && rounded != 0 { "-" } else { "" };
    let whole = thousands(i64::try_from(rounded / scale).unwrap_or(i64::MAX));
    if places == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole},{:0width$}", rounded % scale, width = usize::from(places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_the_office_writes_them() {
        assert_eq!(Cell::Number(28947).shown(), "28.947");
        assert_eq!(Cell::Number(-1204).shown(), "-1.204");
        assert_eq!(Cell::Share { part: 6672, of: 28947 }.shown(), "23,0");
        assert_eq!(Cell::Share { part: 1, of: 0 }.shown(), "");
        assert_eq!(Cell::Ratio { part: 68, of: 52, places: 2 }.shown(), "1,31");
        assert_eq!(Cell::Ratio { part: 1, of: 8, places: 2 }.shown(), "0,13", "half goes up");
        assert_eq!(Cell::Ratio { part: 1, of: 1000, places: 1 }.shown(), "0,0");
    }
}
