//! Why a file cannot be read.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// It is not there, cannot be opened, or went away in the middle.
    #[error("{0}")]
    File(String),
    /// A workbook under a password.
    #[error("the workbook is locked")]
    Locked,
    /// Unpacked it would be larger than is read; both in MiB.
    #[error("{0} MiB unpacked, {1} at most")]
    TooLarge(u64, u64),
    /// Neither a workbook nor text: what it is instead (`docx`, `pdf`, `html`, `xlsb`, `unknown`).
    #[error("not a table: {0}")]
    NotATable(Cow<'static, str>),
    /// A damaged workbook, and what its reader says.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A workbook whose reading was broken off: it takes more memory or time than a workbook may.
    #[error("its reading was broken off")]
    Broken,
    /// There is no sheet of that name; those that there are.
    #[error("no sheet {0}")]
    NoSheet(String, Vec<String>),
    /// Nothing stands in it.
    #[error("nothing in it")]
    Empty,
    /// Text in a code that is none of those known.
    #[error("unknown code of letters")]
    Code,
    /// A row of text that never ends, and its line.
    #[error("line {0} never ends")]
    LongRow(u32),
}

impl From<io::Error> for ReadError {
    fn from(e: io::Error) -> ReadError {
        ReadError::File(e.to_string())
    }
}
