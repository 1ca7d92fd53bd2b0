//! `export`: the register as tables, with all history and ids.

use super::Asked;
use super::fail::{Failure, Status};
use super::out::{Answer, pairs};
use crate::domain::{CadreId, Record, Subject};
use crate::exchange::export::{self, ExportError, ListKind};
use crate::exchange::write::{self, Format, WriteError};
use crate::register::Loaded;
use clap::Args;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What is exported, and where to.
#[derive(Debug, Args)]
pub struct ExportWords {
    /// `cadres`, `units`, … `all`.
    #[arg(value_parser = kind)]
    pub kind: ListKind,
    /// The file; its ending tells the format.
    pub file: PathBuf,
    /// Only of people whom this query finds.
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
    /// With sensitive fields.
    #[arg(long)]
    pub sensitive: bool,
    /// Over a file that is there.
    #[arg(long)]
    pub force: bool,
}

fn kind(word: &str) -> Result<ListKind, String> {
    ListKind::named(word).ok_or_else(|| ListKind::ALL.map(ListKind::id).join(", "))
}

#[derive(Debug, Serialize)]
struct Exported {
    kind: &'static str,
    file: String,
    tables: usize,
    rows: usize,
}

/// Answers `export`.
///
/// # Errors
/// A query that is not understood, a file that is there already or cannot be written, or the store's.
pub fn answer(asked: &Asked, wish: &ExportWords) -> Result<Answer, Failure> {
    let format = match Format::of(&wish.file) {
        Some(format) if Format::TABLES.contains(&format) => format,
        _ => return Err(no_format(&wish.file, &Format::TABLES)),
    };
    let (register, view) = asked.open(Loaded::All)?;
    let people: Option<BTreeSet<CadreId>> = match &wish.query {
        Some(query) => Some(super::find::people(&view, register.policy(), query, &asked.words)?),
        None => None,
    };
    let chosen = |record: &Record| {
        people.as_ref().is_none_or(|people| {
            record.subjects().iter().any(|s| matches!(s, Subject::Cadre(id) if people.contains(id)))
        })
    };
    let words = |key: &str| asked.words.get(key).to_owned();
    let what = export::ExportRequest {
        kind: wish.kind,
        sensitive: wish.sensitive,
        words: &words,
        names: format != Format::Json,
    };
    let mut head = export::head(&what, &register.province().name, view.on);
    head.under.extend(asked.invented(&register));
    let written = write::stream(&head, format, &wish.file, wish.force, |sink| {
        let records = |kind| register.records(kind).filter(|record| record.as_ref().map_or(true, chosen));
        export::write(&what, &view, records, sink)
    });
    let written = written.map_err(|e| match e {
        ExportError::Register(e) => Failure::register(&e, &asked.dir),
        ExportError::Write(e) => failed(&e, &wish.file),
    })?;
    let file = wish.file.display().to_string();
    let told = Exported { kind: wish.kind.id(), file, tables: written.tables, rows: written.rows };
    Ok(Answer::of(asked.form, &told, |told| {
        let name = |key| asked.words.get(key);
        let [tables, rows] = [told.tables, told.rows].map(|n| asked.words.number(n));
        pairs(&[(name("export.file"), told.file.clone()), (name("export.tables"), tables), (name("export.rows"), rows)])
    }))
}

/// No format has this file's ending.
pub fn no_format(file: &Path, known: &[Format]) -> Failure {
    let known: Vec<&str> = known.iter().map(|f| f.ending()).collect();
    Failure::new(Status::Usage, "told.no-format", &[&file.display().to_string(), &known.join(", ")])
}

/// Why a file was not written.
pub fn failed(error: &WriteError, file: &Path) -> Failure {
    let name = file.display().to_string();
    match error {
        WriteError::Exists(_) => Failure::refused("told.exists", &[&name]),
        WriteError::File { source, .. } | WriteError::Io(source) => Failure::file(file, source),
        WriteError::TooLong { table, most } => Failure::refused("told.too-long", &[table, &most.to_string()]),
        WriteError::NoPicture => Failure::refused("told.no-picture", &[&name]),
        WriteError::Workbook(_) | WriteError::Docx(_) | WriteError::Html(_) => {
            Failure::refused("told.workbook", &[&name, &error.to_string()])
        }
    }
}
