//! `journal`, `undo`, `redo`: who changed what, and taking it back.

use super::Asked;
use super::args::{JournalWords, TakeBackWords};
use super::fail::Failure;
use super::names;
use super::out::{Answer, Side, Table};
use crate::app::session::host::Host;
use crate::app::words::text::time;
use crate::app::words::{self, Words};
use crate::domain::{Edit, Nature, Revision, Source, Subject};
use crate::register::fields::{Difference, differences};
use crate::register::handle::{Register, RegisterError};
use crate::register::journal::{Entry, Opened, Query};
use crate::register::{CommitError, Loaded, Named, View};
use serde::Serialize;
use std::collections::BTreeSet;

/// Edits of a revision that are printed; a whole province in one answer is for `export`.
pub(super) const PRINTED: usize = 10_000;

#[derive(Debug, Serialize)]
struct Row {
    revision: Revision,
    /// UTC, `2024-05-01T08:30:00Z`.
    at: String,
    by: String,
    author: String,
    source: String,
    intent: String,
    undoes: Option<Revision>,
    undone_by: Option<Revision>,
    edits: u32,
    subjects: Vec<About>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<Change>>,
    #[serde(skip)]
    seconds: i64,
}

/// What is spoken of.
#[derive(Debug, Serialize)]
struct About {
    id: String,
    name: String,
}

/// One record that a revision changed.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    record: String,
    kind: &'static str,
    subject: About,
    /// `created`, `changed` or `removed`.
    what: &'static str,
    /// The day from which on things change; nothing where it was wrong and was set right.
    from: Option<String>,
    differences: Vec<Field>,
}

/// One field that a revision changed; empty text for nothing.
#[derive(Debug, Serialize)]
struct Field {
    sheet: &'static str,
    row: usize,
    field: &'static str,
    was: String,
    becomes: String,
}

/// Answers `journal`.
///
/// # Errors
/// No such subject or revision, or the journal cannot be read.
pub fn answer(asked: &Asked, wish: &JournalWords) -> Result<Answer, Failure> {
    // subjects have names, which are in memory; the journal itself is in the store
    let (register, view) = asked.open(Loaded::Appointments)?;
    let failed = |e: RegisterError| Failure::register(&e, &asked.dir);
    let rows = match wish.revision {
        Some(number) => {
            let opened = register.revision(Revision(number), PRINTED).map_err(failed)?;
            let Opened { entry, edits } =
                opened.ok_or_else(|| Failure::refused("refused.no-revision", &[&number.to_string()]))?;
            let changes = edits.iter().filter_map(|edit| change(&view, edit)).collect();
            vec![Row { changes: Some(changes), ..row(&view, entry) }]
        }
        None => {
            let query = query(asked, &view, wish)?;
            let (mut entries, mut from) = (Vec::new(), None);
            loop {
                let page = register.journal(&query, from, wish.limit.saturating_sub(entries.len())).map_err(failed)?;
                entries.extend(page.entries);
                from = page.next;
                if from.is_none() || entries.len() >= wish.limit {
                    break;
                }
            }
            entries.into_iter().map(|entry| row(&view, entry)).collect()
        }
    };
    Ok(said(asked, &rows))
}

fn query(asked: &Asked, view: &View, wish: &JournalWords) -> Result<Query, Failure> {
    let subjects = match &wish.subject {
        None => BTreeSet::new(),
        Some(word) => match names::resolve(view, word)? {
            Subject::Unit(unit) if wish.under => view.everything_under(unit),
            subject => BTreeSet::from([subject]),
        },
    };
    Ok(Query {
        subjects,
        author: wish.author.clone(),
        kind: wish.kind,
        source: wish.source.clone(),
        from: wish.from,
        to: wish.to,
        intent: wish.text.as_deref().map(|text| asked.words.intent(text)),
    })
}

/// Answers `undo` and `redo`: of the newest, or of one that is named.
///
/// # Errors
/// There is nothing to take back, it is another's who was not named, or something has changed since.
pub fn take_back(asked: &Asked, wish: &TakeBackWords, again: bool) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let (author, now) = (asked.host.author(), asked.host.now());
    let done = match wish.revision.map(Revision) {
        None if again => register.redo(&author, now),
        None => register.undo(&author, now),
        Some(wished) => {
            let revision = if again { undo_of(&register, wished) } else { Ok(wished) };
            let revision = revision.map_err(|e| Failure::register(&e, &asked.dir))?;
            register.take_back(Named { revision, of: wish.author.clone() }, &author, now)
        }
    };
    let revision = done.map_err(|e: CommitError| Failure::commit(&e, &view, &asked.dir))?;
    let opened = register.revision(revision, 0).map_err(|e| Failure::register(&e, &asked.dir))?;
    let rows: Vec<Row> = opened.into_iter().map(|opened| row(&view, opened.entry)).collect();
    Ok(said(asked, &rows))
}

/// The undo that is meant: it may be named itself, or by the revision that it took back.
fn undo_of(register: &Register, revision: Revision) -> Result<Revision, RegisterError> {
    let is_undo = register.header(revision)?.is_some_and(|h| h.source == Source::Undo);
    Ok(if is_undo { revision } else { register.undone_by(revision)?.unwrap_or(revision) })
}

fn said(asked: &Asked, rows: &Vec<Row>) -> Answer {
    Answer::of(asked.form, rows, |rows| plain(rows, &asked.words))
}

fn about(view: &View, subject: Subject) -> About {
    About { id: names::id(subject), name: words::subject(view, subject) }
}

fn row(view: &View, entry: Entry) -> Row {
    let header = entry.header;
    let at = jiff::Timestamp::from_second(header.at).map(|t| t.to_string()).unwrap_or_default();
    let source = match &header.source {
        Source::Import(file) => format!("import {file}"),
        source => source.name().to_owned(),
    };
    Row {
        revision: header.revision,
        at,
        by: header.author.id,
        author: header.author.name,
        source,
        intent: header.intent,
        undoes: header.undoes,
        undone_by: entry.undone_by,
        edits: header.edits,
        subjects: entry.subjects.into_iter().map(|subject| about(view, subject)).collect(),
        changes: None,
        seconds: header.at,
    }
}

/// What an edit does to its record, field by field.
pub(super) fn change(view: &View, edit: &Edit) -> Option<Change> {
    let key = edit.key()?;
    let subject = edit.becomes.as_ref().or(edit.was.as_ref())?.subjects().into_iter().next()?;
    let what = match (&edit.was, &edit.becomes) {
        (None, _) => "created",
        (_, None) => "removed",
        _ => "changed",
    };
    let from = match edit.nature {
        Nature::Change(day) => Some(day.iso()),
        Nature::Correction => None,
    };
    let field = |d: Difference| {
        let field = d.sheet.columns().get(d.column)?.id;
        Some(Field { sheet: d.sheet.id(), row: d.row, field, was: d.was, becomes: d.becomes })
    };
    let differences = differences(edit.was.as_ref(), edit.becomes.as_ref(), view).into_iter().filter_map(field);
    Some(Change {
        record: key.to_string(),
        kind: key.kind.name(),
        subject: about(view, subject),
        what,
        from,
        differences: differences.collect(),
    })
}

fn plain(rows: &[Row], words: &Words) -> String {
    let mut table = Table::new(&[
        (words.get("cli.table.revision"), Side::Right),
        (words.get("cli.table.at"), Side::Left),
        (words.get("cli.table.by"), Side::Left),
        (words.get("cli.table.source"), Side::Left),
        (words.get("cli.table.intent"), Side::Left),
        (words.get("cli.table.subject"), Side::Left),
        (words.get("cli.table.edits"), Side::Right),
        (words.get("cli.table.undoes"), Side::Right),
        (words.get("cli.table.undone-by"), Side::Right),
    ]);
    for row in rows {
        let first = row.subjects.first().map(|s| s.name.clone()).unwrap_or_default();
        let more = if row.subjects.len() > 1 { format!("{first} …") } else { first };
        table.row(vec![
            row.revision.to_string(),
            time(row.seconds),
            row.by.clone(),
            words.written("source", &row.source),
            words.written("intent", &row.intent),
            more,
            words.number(row.edits),
            row.undoes.map(|r| r.to_string()).unwrap_or_default(),
            row.undone_by.map(|r| r.to_string()).unwrap_or_default(),
        ]);
    }
    let mut out = table.text();
    for change in rows.iter().filter_map(|row| row.changes.as_ref()).flatten() {
        let kind = words.written("record", change.kind);
        let what = words.written("change", change.what);
        out.push_str(&format!("{what} · {kind} · {}\n", change.subject.name));
        for field in &change.differences {
            let name = words.written("entry", field.field);
            out.push_str(&format!("  {name}: {} → {}\n", dash(&field.was), dash(&field.becomes)));
        }
    }
    out
}

fn dash(text: &str) -> &str {
    if text.is_empty() { "—" } else { text }
}
