//! Papers become files: a workbook, csv, JSON, Markdown, HTML, a word processor's document.
//!
//! A table is written row by row, so that a long one is never held whole. A file appears under its name only when it
//! is complete, and belongs to its writer alone.

mod csv;
mod json;
mod markdown;
mod xlsx;

pub use self::csv::{Csv, escaped, unescaped};
pub use self::json::{Json, value};
pub use self::markdown::markdown;
pub use self::xlsx::Xlsx;

use super::docx::{DocxError, docx};
use super::html::{HtmlError, html};
use super::paper::{Paper, Part, Row, Table};
use super::svg;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// What a file can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Xlsx,
    /// Comma-separated values, UTF-8 with its mark, so that spreadsheets read Vietnamese.
    Csv,
    /// One JSON document.
    Json,
    Markdown,
    /// A document of a word processor.
    Docx,
    /// One page with its pictures, for a browser.
    Html,
    /// The first picture alone.
    Svg,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Format; 7] =
        [Format::Xlsx, Format::Docx, Format::Html, Format::Csv, Format::Json, Format::Markdown, Format::Svg];

    /// Those that are tables and nothing else.
    pub const TABLES: [Format; 3] = [Format::Xlsx, Format::Csv, Format::Json];

    /// Its name: the ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Markdown => "md",
            Format::Docx => "docx",
            Format::Html => "html",
            Format::Svg => "svg",
        }
    }

    /// The format of a name like `csv`.
    #[must_use]
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|f| f.ending().eq_ignore_ascii_case(name))
    }

    /// The format of a file name's extension.
    #[must_use]
    pub fn of(path: &Path) -> Option<Format> {
        path.extension().and_then(|ending| ending.to_str()).and_then(Format::named)
    }
}

/// Why a file was not written; whatever was there before is unchanged then.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file of that name is there.
    #[error("{0} is there already")]
    Exists(PathBuf),
    /// The folder is missing, full or closed.
    #[error("{path}: {source}")]
    File {
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Writing broke off.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A table has more rows than a sheet of a workbook holds.
    #[error("{table} has more than {most} rows")]
    TooLong {
        table: String,
        /// How many rows a sheet holds.
        most: u32,
    },
    /// A picture was asked for, and the paper has none.
    #[error("no picture")]
    NoPicture,
    /// The workbook could not be put together.
    #[error("{0}")]
    Workbook(String),
    /// The document of a word processor could not be put together.
    #[error(transparent)]
    Docx(#[from] DocxError),
    /// The page could not be put together.
    #[error(transparent)]
    Html(#[from] HtmlError),
}

impl WriteError {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> WriteError {
        let path = path.to_owned();
        move |source| WriteError::File { path, source }
    }
}

/// Where tables go, row by row.
pub trait Sink {
    /// A table begins; rows that it holds already are not written.
    ///
    /// # Errors
    /// It cannot be written.
    fn table(&mut self, head: &Table) -> Result<(), WriteError>;

    /// A row of the table that began last.
    ///
    /// # Errors
    /// It cannot be written.
    fn row(&mut self, row: &Row) -> Result<(), WriteError>;

    /// All is there.
    ///
    /// # Errors
    /// It cannot be written.
    fn end(self: Box<Self>) -> Result<(), WriteError>;
}

/// Writes all tables of a paper.
fn tables(paper: &Paper, sink: &mut dyn Sink) -> Result<(), WriteError> {
    for part in &paper.parts {
        if let Part::Table(table) = part {
            sink.table(table)?;
            for row in &table.rows {
                sink.row(row)?;
            }
        }
    }
    Ok(())
}

/// A paper as a file of a format; `style` is the user's own template of documents of a word processor.
///
/// # Errors
/// It cannot be put together.
pub fn bytes(paper: &Paper, format: Format, style: Option<&[u8]>) -> Result<Vec<u8>, WriteError> {
    let mut out = Vec::new();
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &value(paper)).map_err(|e| WriteError::from(io::Error::from(e)))?;
            out.push(b'\n');
        }
        Format::Markdown => out.extend(markdown(paper).into_bytes()),
        Format::Docx => out = docx(paper, style)?,
        Format::Html => out.extend(html(paper, paper.lang)?.into_bytes()),
        Format::Svg => {
            let picture = paper.parts.iter().find_map(|part| match part {
                Part::Picture(picture) => Some(picture),
                _ => None,
            });
            let foot: Vec<&str> = paper.under.iter().chain([&paper.classification]).map(String::as_str).collect();
            let picture = picture.ok_or(WriteError::NoPicture)?;
            out.extend(svg::file(picture, paper.lang, &foot.join(" · ")).into_bytes());
        }
        Format::Xlsx | Format::Csv => {
            let mut sink = sink(&mut out, format, paper)?;
            tables(paper, &mut *sink)?;
            sink.end()?;
        }
    }
    Ok(out)
}

/// Where the tables of a paper go that is not held whole; of formats that are not made of tables, as JSON.
fn sink<'w, W: Write + 'w>(out: W, format: Format, head: &Paper) -> Result<Box<dyn Sink + 'w>, WriteError> {
    Ok(match format {
        Format::Xlsx => Box::new(Xlsx::new(out, head)),
        Format::Csv => Box::new(Csv::new(out, &head.classification)?),
        Format::Json | Format::Markdown | Format::Docx | Format::Html | Format::Svg => {
            Box::new(Json::new(out, &head.classification)?)
        }
    })
}

/// Writes a paper under a name, in the style as [`bytes`] has it.
///
/// # Errors
/// Why not; nothing was changed.
pub fn save(paper: &Paper, format: Format, style: Option<&[u8]>, path: &Path, over: bool) -> Result<(), WriteError> {
    file(path, over, |out| Ok(out.write_all(&bytes(paper, format, style)?)?))
}

/// Writes tables under a name, row by row.
///
/// # Errors
/// Why not; nothing was changed.
pub fn stream<T, E: From<WriteError>>(
    head: &Paper,
    format: Format,
    path: &Path,
    over: bool,
    fill: impl FnOnce(&mut dyn Sink) -> Result<T, E>,
) -> Result<T, E> {
    file(path, over, |out| {
        let mut sink = sink(BufWriter::new(out), format, head)?;
        let filled = fill(&mut *sink)?;
        sink.end()?;
        Ok(filled)
    })
}

/// Writes a file atomically: what `fill` writes appears under the name only when all of it is on disk.
/// Readable by its writer alone.
///
/// # Errors
/// A file of that name is there and `over` does not say to write over it; what `fill` says; what the system says.
pub fn file<T, E: From<WriteError>>(
    path: &Path,
    over: bool,
    fill: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let failed = || WriteError::file(path);
    if !over && path.exists() {
        return Err(WriteError::Exists(path.to_owned()).into());
    }
    let name = path.file_name().ok_or_else(|| failed()(io::ErrorKind::InvalidInput.into()))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}", std::process::id()));
    let beside = path.with_file_name(hidden);
    let mut open = OpenOptions::new();
    let mut out = open.read(true).write(true).create_new(true).mode(0o600).open(&beside).map_err(failed())?;
    let written = fill(&mut out).and_then(|filled| {
        out.sync_all().map_err(failed())?;
        fs::rename(&beside, path).map_err(failed())?;
        Ok(filled)
    });
    if written.is_err() {
        // what was begun is of no use to anybody, and its failure is told already
        let _ = fs::remove_file(&beside);
    }
    written
}
