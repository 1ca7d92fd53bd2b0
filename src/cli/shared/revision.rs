//! Revisions and what they changed, as they are printed.

use super::naming;
use crate::app::words::text::time;
use crate::app::words::{self, Words};
use crate::cli::answer::{Align, Answer, Table};
use crate::cli::context::Context;
use crate::domain::{Edit, Nature, Record, Revision, Source, Subject};
use crate::register::View;
use crate::register::fields::{Difference, differences};
use crate::register::journal::RevisionEntry as Entry;
use serde::Serialize;

/// Edits of a revision that are printed; a whole province in one answer is for `export`.
pub const PRINTED: usize = 10_000;

/// A revision of the journal.
#[derive(Debug, Serialize)]
pub struct RevisionRow {
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
    subjects: Vec<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<RecordChange>>,
    #[serde(skip)]
    seconds: i64,
}

#[derive(Debug, Serialize)]
struct Named {
    id: String,
    name: String,
}

/// One record that a revision changed.
#[derive(Debug, Serialize)]
pub struct RecordChange {
    record: String,
    kind: &'static str,
    subject: Named,
    /// `created`, `changed` or `removed`.
    what: &'static str,
    /// The day from which on things change; nothing where it was wrong and was set right.
    from: Option<String>,
    differences: Vec<FieldChange>,
}

/// One field that a revision changed; empty text for nothing.
#[derive(Debug, Serialize)]
struct FieldChange {
    sheet: &'static str,
    row: usize,
    field: &'static str,
    was: String,
    becomes: String,
}

/// Answers with revisions.
pub fn answer(cx: &Context, rows: &Vec<RevisionRow>) -> Answer {
    cx.answer(rows, |rows| plain(rows, &cx.words))
}

fn named(view: &View, subject: Subject) -> Named {
    Named { id: naming::id(subject), name: words::subject(view, subject) }
}

/// A rule by its short name.
fn rule(id: String) -> Named {
    Named { name: id.clone(), id }
}

impl RevisionRow {
    pub fn new(view: &View, entry: Entry) -> RevisionRow {
        let header = entry.header;
        let at = jiff::Timestamp::from_second(header.at).map(|t| t.to_string()).unwrap_or_default();
        let source = match &header.source {
            Source::Import(file) => format!("import {file}"),
            source => source.name().to_owned(),
        };
        RevisionRow {
            revision: header.revision,
            at,
            by: header.author.id,
            author: header.author.name,
            source,
            intent: header.intent,
            undoes: header.undoes,
            undone_by: entry.undone_by,
            edits: header.edits,
            subjects: entry
                .subjects
                .into_iter()
                .map(|subject| named(view, subject))
                .chain(entry.rules.into_iter().map(rule))
                .collect(),
            changes: None,
            seconds: header.at,
        }
    }
}

/// What an edit does to its record, field by field.
pub fn change(view: &View, edit: &Edit) -> Option<RecordChange> {
    let key = edit.key()?;
    let record = edit.becomes.as_ref().or(edit.was.as_ref())?;
    let subject = match record {
        Record::Ruling(ruling) => Named { id: ruling.rule.clone(), name: words::ruling(view, ruling) },
        record => named(view, record.subjects().into_iter().next()?),
    };
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
        Some(FieldChange { sheet: d.sheet.id(), row: d.row, field, was: d.was, becomes: d.becomes })
    };
    let differences = differences(edit.was.as_ref(), edit.becomes.as_ref(), view).into_iter().filter_map(field);
    Some(RecordChange {
        record: key.to_string(),
        kind: key.kind.name(),
        subject,
        what,
        from,
        differences: differences.collect(),
    })
}

fn plain(rows: &[RevisionRow], words: &Words) -> String {
    let mut table = Table::new(&[
        (words.get("cli.table.revision"), Align::Right),
        (words.get("cli.table.at"), Align::Left),
        (words.get("cli.table.by"), Align::Left),
        (words.get("cli.table.source"), Align::Left),
        (words.get("cli.table.intent"), Align::Left),
        (words.get("cli.table.subject"), Align::Left),
        (words.get("cli.table.edits"), Align::Right),
        (words.get("cli.table.undoes"), Align::Right),
        (words.get("cli.table.undone-by"), Align::Right),
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
