//! `export`: the register as tables, with all history and ids.

use crate::cli::answer::{Answer, Failure, pairs, unknown_format, unwritten};
use crate::cli::args::table_kind;
use crate::cli::context::{Context, Run};
use crate::cli::shared::search;
use crate::domain::{CadreId, Record, Subject};
use crate::exchange::export::{self, ExportError, ListKind};
use crate::exchange::write::{self, Format};
use crate::register::Loaded;
use clap::Args;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What is exported, and where to.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// `cadres`, `units`, … `all`.
    #[arg(value_parser = table_kind)]
    kind: ListKind,
    /// The file; its ending tells the format.
    file: PathBuf,
    /// Only of people whom this query finds.
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    /// With sensitive fields.
    #[arg(long)]
    sensitive: bool,
    /// Over a file that is there.
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Serialize)]
struct Exported {
    kind: &'static str,
    file: String,
    tables: usize,
    rows: usize,
}

impl Run for ExportArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let format = match Format::of(&self.file) {
            Some(format) if Format::TABLES.contains(&format) => format,
            _ => return Err(unknown_format(&self.file, &Format::TABLES)),
        };
        let (register, view) = cx.open(Loaded::All)?;
        let people: Option<BTreeSet<CadreId>> = match &self.query {
            Some(query) => Some(search::people(cx, &view, query)?),
            None => None,
        };
        let chosen = |record: &Record| {
            people.as_ref().is_none_or(|people| {
                record.subjects().iter().any(|s| matches!(s, Subject::Cadre(id) if people.contains(id)))
            })
        };
        let words = |key: &str| cx.words.get(key).to_owned();
        let what = export::ExportRequest {
            kind: self.kind,
            sensitive: self.sensitive,
            words: &words,
            names: format != Format::Json,
        };
        let mut head = export::head(&what, &register.province().name, view.on);
        head.under.extend(cx.sample_notice(&register));
        let written = write::stream(&head, format, &self.file, self.force, |sink| {
            let records = |kind| register.records(kind).filter(|record| record.as_ref().map_or(true, chosen));
            export::write(&what, &view, records, sink)
        });
        let written = written.map_err(|e| match e {
            ExportError::Register(e) => Failure::register(&e, &cx.dir),
            ExportError::Write(e) => unwritten(&e, &self.file),
        })?;
        let file = self.file.display().to_string();
        let told = Exported { kind: self.kind.id(), file, tables: written.tables, rows: written.rows };
        Ok(cx.answer(&told, |told| {
            let name = |key| cx.words.get(key);
            let [tables, rows] = [told.tables, told.rows].map(|n| cx.words.number(n));
            pairs(&[
                (name("export.file"), told.file.clone()),
                (name("export.tables"), tables),
                (name("export.rows"), rows),
            ])
        }))
    }
}
