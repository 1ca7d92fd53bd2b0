//! What reading yields: rows of values, as the file has them.

use super::error::ReadError;
use crate::domain::Day;
use serde::{Deserialize, Serialize};

/// Most columns that are read; a list has tens.
pub(super) const MOST_COLUMNS: usize = 512;

/// A cell as the file has it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Value {
    #[default]
    Empty,
    /// Text, trimmed, in Unicode.
    Text(String),
    Number(f64),
    /// A cell with the format of a day.
    Day(Day),
    /// True or false.
    Flag(bool),
    /// An error of the spreadsheet (#REF!).
    Error(String),
    /// A formula whose value the file does not hold.
    Uncomputed,
    /// Text whose quote is never closed, and how many rows below it swallowed.
    OpenQuote(u32),
}

impl Value {
    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Value::Empty
    }

    /// The text of the value, as refusals and the file of refused rows show it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Value::Empty | Value::Uncomputed | Value::OpenQuote(_) => String::new(),
            Value::Text(text) | Value::Error(text) => text.clone(),
            Value::Number(n) => number(*n),
            Value::Day(day) => day.to_string(),
            Value::Flag(true) => "TRUE".to_owned(),
            Value::Flag(false) => "FALSE".to_owned(),
        }
    }
}

/// A number as text, without decimals where it is whole.
pub(crate) fn number(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 { format!("{n:.0}") } else { n.to_string() }
}

/// A row with its number, as a spreadsheet counts.
pub type NumberedRow = (u32, Vec<Value>);

/// Receives each row: its number and its cells; answers `false` to stop.
pub type RowCallback<'a> = dyn FnMut(u32, &mut Vec<Value>) -> Result<bool, ReadError> + 'a;
