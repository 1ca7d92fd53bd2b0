//! `journal`, `undo`, `redo`: who changed what, and taking it back.

use super::Asked;
use super::fail::Failure;
use super::names;
use super::out::{Answer, Side, Table};
use crate::app::host::Host;
use crate::app::words::Words;
use crate::domain::{Day, Header, Revision, Source};
use crate::register::View;
use crate::register::handle::{Register, RegisterError};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Row {
    revision: Revision,
    /// UTC, `2024-05-01T08:30:00Z`.
    at: String,
    by: String,
    source: String,
    intent: String,
    undoes: Option<Revision>,
    edits: u32,
    #[serde(skip)]
    seconds: i64,
}

/// Answers `journal`.
///
/// # Errors
/// No such subject, or the journal cannot be read.
pub fn journal(
    asked: &Asked,
    register: &Register,
    view: &View,
    limit: usize,
    subject: Option<&str>,
) -> Result<Answer, Failure> {
    let failed = |e: RegisterError| Failure::register(&e, &asked.dir);
    let headers = match subject {
        None => register.journal(limit).map_err(failed)?,
        Some(word) => {
            let mut revisions = register.history(names::resolve(view, word)?).map_err(failed)?;
            revisions.reverse();
            revisions.truncate(limit);
            let headers = revisions.into_iter().map(|r| register.header(r));
            headers.collect::<Result<Vec<_>, _>>().map_err(failed)?.into_iter().flatten().collect()
        }
    };
    Ok(answer(asked, headers))
}

/// Answers `undo`.
///
/// # Errors
/// There is nothing to take back, or something has changed since.
pub fn undo(asked: &Asked, register: &Register) -> Result<Answer, Failure> {
    let revision = register.undo(&asked.host.author(), asked.host.now());
    taken_back(asked, register, revision.map_err(|e| Failure::commit(&e, &asked.dir))?)
}

/// Answers `redo`.
///
/// # Errors
/// There is nothing to do again, or something has changed since.
pub fn redo(asked: &Asked, register: &Register) -> Result<Answer, Failure> {
    let revision = register.redo(&asked.host.author(), asked.host.now());
    taken_back(asked, register, revision.map_err(|e| Failure::commit(&e, &asked.dir))?)
}

fn taken_back(asked: &Asked, register: &Register, revision: Revision) -> Result<Answer, Failure> {
    let header = register.header(revision).map_err(|e| Failure::register(&e, &asked.dir))?;
    Ok(answer(asked, header.into_iter().collect()))
}

fn answer(asked: &Asked, headers: Vec<Header>) -> Answer {
    let rows: Vec<Row> = headers.into_iter().map(row).collect();
    Answer::of(asked.form, &rows, |rows| plain(rows, &asked.words))
}

fn row(header: Header) -> Row {
    let at = jiff::Timestamp::from_second(header.at).map(|t| t.to_string()).unwrap_or_default();
    let source = match header.source {
        Source::Key => "key".to_owned(),
        Source::Cli => "cli".to_owned(),
        Source::Import(file) => format!("import {file}"),
        Source::Undo => "undo".to_owned(),
        Source::Redo => "redo".to_owned(),
        Source::Sample => "sample".to_owned(),
    };
    Row {
        revision: header.revision,
        at,
        by: header.author.id,
        source,
        intent: header.intent,
        undoes: header.undoes,
        edits: header.edits,
        seconds: header.at,
    }
}

/// Time in Viet Nam, as the office writes it.
fn office_time(seconds: i64) -> String {
    const AHEAD: i64 = 7 * 3600;
    let of_day = (seconds.saturating_add(AHEAD)).rem_euclid(86_400);
    format!("{} {:02}:{:02}", Day::in_viet_nam(seconds), of_day / 3600, of_day / 60 % 60)
}

/// What the program writes into a journal has its words; what an author wrote stands as it is.
fn worded(words: &Words, group: &str, text: &str) -> String {
    let key = format!("{group}.{text}");
    match words.get(&key) {
        word if word == key => text.to_owned(),
        word => word.to_owned(),
    }
}

fn plain(rows: &[Row], words: &Words) -> String {
    let mut table = Table::new(&[
        (words.get("cli.table.revision"), Side::Right),
        (words.get("cli.table.at"), Side::Left),
        (words.get("cli.table.by"), Side::Left),
        (words.get("cli.table.source"), Side::Left),
        (words.get("cli.table.intent"), Side::Left),
        (words.get("cli.table.edits"), Side::Right),
        (words.get("cli.table.undoes"), Side::Right),
    ]);
    for row in rows {
        table.row(vec![
            row.revision.to_string(),
            office_time(row.seconds),
            row.by.clone(),
            worded(words, "source", &row.source),
            worded(words, "intent", &row.intent),
            words.number(row.edits),
            row.undoes.map(|r| r.to_string()).unwrap_or_default(),
        ]);
    }
    table.text()
}
