//! Reading a file into rows of values, whatever it is: a workbook, or text in whatever code and with whatever
//! separator. A file is told by its content, never by its name; limits stand before every reading.

pub mod charset;
mod guard;
mod progress;
mod text;
mod workbook;

pub use charset::Charset;

use crate::domain::Day;
use progress::Progress;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Most columns that are looked at; a list has tens.
pub const MOST_COLUMNS: usize = 512;
/// Rows from the top among which headings are looked for.
pub const HEAD_ROWS: usize = 60;
/// Longest that one row of text may be, in bytes: a quote that is never closed does not swallow the file.
const LONGEST_ROW: u64 = 1 << 20;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
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
    NotATable(&'static str),
    /// A damaged workbook, and what its reader says.
    #[error("damaged: {0}")]
    Damaged(String),
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

/// A cell as the file has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, trimmed, in Unicode.
    Text(String),
    /// A number.
    Number(f64),
    /// A cell with the format of a day.
    Day(Day),
    /// True or false.
    Flag(bool),
    /// An error of the spreadsheet (#REF!).
    Error(String),
    /// A formula whose value the file does not hold.
    Uncomputed,
}

impl Value {
    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Value::Empty
    }

    /// As it is shown to the officer again: in refusals and in the file of errors.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Value::Empty | Value::Uncomputed => String::new(),
            Value::Text(text) | Value::Error(text) => text.clone(),
            Value::Number(n) => number(*n),
            Value::Day(day) => day.to_string(),
            Value::Flag(true) => "TRUE".to_owned(),
            Value::Flag(false) => "FALSE".to_owned(),
        }
    }
}

/// A number without decimals that say nothing.
pub(super) fn number(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 { format!("{n:.0}") } else { n.to_string() }
}

/// What a row is handed to: its number as a spreadsheet counts and its cells; `false` to stop.
pub type Taker<'a> = dyn FnMut(u32, &mut Vec<Value>) -> Result<bool, ReadError> + 'a;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Xlsx,
    Ods,
    Xls,
    Text,
}

/// Bytes from which on a text, or a packed workbook, is long: some sixty thousand rows of an official list.
const LONG_TEXT: u64 = 16 << 20;
const LONG_PACKED: u64 = 4 << 20;

/// A file that can be read, as often as is asked.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    form: Form,
    text: Option<text::Shape>,
    sheets: Vec<String>,
    progress: Progress,
    /// The code of its letters; text in an old one is converted.
    pub charset: Charset,
    /// Whether numbers of days count from 1904.
    pub from_1904: bool,
}

impl Source {
    /// Looks at what a file is and which sheets it has; text's separator and code are found out.
    ///
    /// # Errors
    /// It cannot be read, is locked, too large, or no table.
    pub fn open(path: &Path) -> Result<Source, ReadError> {
        let form = form(path)?;
        let mut source = Source {
            path: path.to_owned(),
            form,
            text: None,
            sheets: Vec::new(),
            progress: Progress::of(std::fs::metadata(path)?.len()),
            charset: Charset::Unicode,
            from_1904: false,
        };
        match form {
            Form::Text => {
                let shape = text::look(path)?;
                source.charset = shape.charset;
                source.text = Some(shape);
                source.sheets = vec![path.file_stem().unwrap_or_default().to_string_lossy().into_owned()];
            }
            Form::Xlsx | Form::Ods | Form::Xls => {
                let (sheets, from_1904) = workbook::sheets(path, form)?;
                (source.sheets, source.from_1904) = (sheets, from_1904);
            }
        }
        Ok(source)
    }

    /// Its sheets; text has one, called as the file.
    #[must_use]
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// How far the reading that goes on has come, or how far the last one came, in whole per cent of the file.
    #[must_use]
    pub fn percent(&self) -> u8 {
        self.progress.percent()
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is too long to be held in memory as what its rows come to.
    #[must_use]
    pub fn is_long(&self) -> bool {
        let long = if self.text.is_some() { LONG_TEXT } else { LONG_PACKED };
        std::fs::metadata(&self.path).is_ok_and(|file| file.len() > long)
    }

    /// Hands over the rows of a sheet in order; rows with nothing in them are left out.
    ///
    /// # Errors
    /// The file cannot be read (any more), or the taker has refused it.
    pub fn rows(&self, sheet: &str, take: &mut Taker<'_>) -> Result<(), ReadError> {
        let charset = self.charset;
        let mut clean = |at: u32, cells: &mut Vec<Value>| {
            cells.truncate(MOST_COLUMNS);
            for cell in cells.iter_mut() {
                if let Value::Text(text) = cell {
                    let converted = if charset == Charset::Unicode { None } else { Some(charset.decode(text)) };
                    let kept = converted.as_deref().unwrap_or(text).trim();
                    *cell = if kept.is_empty() { Value::Empty } else { Value::Text(kept.to_owned()) };
                }
            }
            if cells.iter().all(Value::is_empty) { Ok(true) } else { take(at, cells) }
        };
        self.progress.begin();
        match &self.text {
            Some(shape) => text::rows(&self.path, shape, &self.progress, &mut clean),
            None => workbook::rows(&self.path, self.form, sheet, &self.progress, &mut clean),
        }
    }

    /// The first rows of a sheet that have something in them.
    ///
    /// # Errors
    /// As [`Source::rows`].
    pub fn head(&self, sheet: &str, most: usize) -> Result<Vec<(u32, Vec<Value>)>, ReadError> {
        let mut rows = Vec::new();
        self.rows(sheet, &mut |at, cells| {
            rows.push((at, std::mem::take(cells)));
            Ok(rows.len() < most)
        })?;
        Ok(rows)
    }

    /// Finds out whether the letters of a workbook are of an old code, and converts them from now on.
    ///
    /// # Errors
    /// As [`Source::rows`].
    pub fn look_at_letters(&mut self, sheet: &str) -> Result<(), ReadError> {
        if self.form == Form::Text {
            return Ok(());
        }
        let mut sample = String::new();
        self.rows(sheet, &mut |_, cells| {
            for cell in cells.iter() {
                if let Value::Text(text) = cell {
                    sample.push_str(text);
                    sample.push('\n');
                }
            }
            Ok(sample.len() < charset::SAMPLE)
        })?;
        self.charset = Charset::of(&sample).unwrap_or_default();
        Ok(())
    }
}

/// What a file is, by what stands at its beginning.
fn form(path: &Path) -> Result<Form, ReadError> {
    let mut front = Vec::new();
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(ReadError::NotATable("folder"));
    }
    file.take(512).read_to_end(&mut front)?;
    if front.is_empty() {
        return Err(ReadError::Empty);
    }
    if front.starts_with(b"PK\x03\x04") {
        return guard::packed(path);
    }
    if front.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return guard::compound(path);
    }
    if front.starts_with(b"%PDF") {
        return Err(ReadError::NotATable("pdf"));
    }
    let lower = front.to_ascii_lowercase();
    let has = |mark: &[u8]| lower.windows(mark.len()).any(|w| w == mark);
    if has(b"<html") || has(b"<!doctype html") || has(b"<?xml") || has(b"<table") {
        return Err(ReadError::NotATable("html"));
    }
    Ok(Form::Text)
}
