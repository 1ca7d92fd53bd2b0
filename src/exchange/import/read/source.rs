//! A file of rows, whatever its format: its sheets, and each sheet's rows as often as they are asked for.

use super::charset::{self, Charset, ColumnLetters};
use super::error::ReadError;
use super::guard::{self, FileForm};
use super::layout::{self, Layout};
use super::progress::Progress;
use super::value::{MOST_COLUMNS, NumberedRow, RowCallback, Value};
use super::{apart, text};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Rows from the top among which headings are looked for.
pub const HEAD_ROWS: usize = 60;
/// Bytes from which on a text, or a packed workbook, is long: some sixty thousand rows of an official list.
const LONG_TEXT: u64 = 16 << 20;
const LONG_PACKED: u64 = 4 << 20;

/// A file that can be read, as often as is asked.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    form: FileForm,
    text: Option<text::TextLayout>,
    sheets: Vec<String>,
    progress: Progress,
    /// The code of its letters; text in an old one is converted.
    pub charset: Charset,
    /// Whether numbers of days count from 1904.
    pub from_1904: bool,
    /// The letters of each column of the sheet that was looked at: only some rows, or one column, may be of an old code.
    letters: Vec<ColumnLetters>,
    /// How many cells of an old code the last reading has converted.
    converted: Arc<AtomicUsize>,
    hidden: BTreeSet<String>,
    /// Texts are handed over as they are.
    raw: bool,
}

impl Source {
    /// Looks at what a file is and which sheets it has; text's separator and code are found out.
    ///
    /// # Errors
    /// It cannot be read, is locked, too large, or no table.
    pub fn open(path: &Path) -> Result<Source, ReadError> {
        let form = guard::form(path)?;
        let mut source = Source {
            path: path.to_owned(),
            form,
            text: None,
            sheets: Vec::new(),
            progress: Progress::of(std::fs::metadata(path)?.len()),
            charset: Charset::Unicode,
            from_1904: false,
            letters: Vec::new(),
            converted: Arc::default(),
            hidden: layout::hidden_sheets(path, form),
            raw: false,
        };
        match form {
            FileForm::Text => {
                let shape = text::look(path)?;
                source.charset = shape.charset;
                source.text = Some(shape);
                source.sheets = vec![path.file_stem().unwrap_or_default().to_string_lossy().into_owned()];
            }
            FileForm::Xlsx | FileForm::Ods | FileForm::Xls => {
                let (sheets, from_1904) = apart::sheets(path, form)?;
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

    /// The sheets that the workbook does not show.
    #[must_use]
    pub fn hidden_sheets(&self) -> &BTreeSet<String> {
        &self.hidden
    }

    /// How a sheet is shown: what of it is hidden, which cells are merged.
    #[must_use]
    pub fn layout(&self, sheet: &str) -> Layout {
        layout::of(&self.path, self.form, sheet)
    }

    /// From now on cells in letters of an old code that are converted are counted anew.
    pub(in crate::exchange::import) fn count_anew(&self) {
        self.converted.store(0, Ordering::Relaxed);
    }

    /// How many cells in letters of an old code have been converted.
    #[must_use]
    pub fn converted(&self) -> usize {
        self.converted.load(Ordering::Relaxed)
    }

    /// How far the reading that goes on has come, or how far the last one came, in whole per cent of the file.
    #[must_use]
    pub fn percent(&self) -> u8 {
        self.progress.percent()
    }

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
    pub fn rows(&self, sheet: &str, take: &mut RowCallback<'_>) -> Result<(), ReadError> {
        let (charset, any) = (self.charset, ColumnLetters::default());
        let mut clean = |at: u32, cells: &mut Vec<Value>| {
            cells.truncate(MOST_COLUMNS);
            for (column, cell) in cells.iter_mut().enumerate() {
                if let Value::Text(text) = cell {
                    let own = || self.letters.get(column).unwrap_or(&any).decode(text);
                    let converted = match charset {
                        _ if self.raw => None,
                        Charset::Unicode => own(),
                        old => Some(old.decode(text)),
                    };
                    self.converted
                        .fetch_add(usize::from(converted.as_ref().is_some_and(|is| is != text)), Ordering::Relaxed);
                    let kept = converted.as_deref().unwrap_or(text).trim();
                    *cell = if kept.is_empty() { Value::Empty } else { Value::Text(kept.to_owned()) };
                }
            }
            if cells.iter().all(Value::is_empty) { Ok(true) } else { take(at, cells) }
        };
        self.progress.begin();
        match &self.text {
            Some(shape) => text::rows(&self.path, shape, &self.progress, &mut clean),
            None => apart::rows(&self.path, self.form, sheet, &self.progress, &mut clean),
        }
    }

    /// The first rows of a sheet that have something in them.
    ///
    /// # Errors
    /// As [`Source::rows`].
    pub fn head(&self, sheet: &str, most: usize) -> Result<Vec<NumberedRow>, ReadError> {
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
        if self.form == FileForm::Text && self.charset != Charset::Unicode {
            return Ok(());
        }
        let bare = Source { raw: true, ..self.clone() };
        let (mut sample, mut letters) = (String::new(), Vec::<ColumnLetters>::new());
        bare.rows(sheet, &mut |_, cells| {
            if letters.len() < cells.len() {
                letters.resize_with(cells.len(), ColumnLetters::default);
            }
            for (column, cell) in letters.iter_mut().zip(cells.iter()) {
                if let Value::Text(text) = cell {
                    sample.push_str(text);
                    sample.push('\n');
                    column.see(text);
                }
            }
            Ok(sample.len() < charset::SAMPLE)
        })?;
        // the letters of a whole file where none of it has today's
        let whole = letters.iter().all(|column| !column.is_new());
        self.charset = Charset::of(&sample).filter(|_| whole).unwrap_or_default();
        self.letters = letters;
        Ok(())
    }
}
