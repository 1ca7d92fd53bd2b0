//! One revision in words: who, when, why, and what was and what became of each record, field by field.

use super::said_of;
use crate::app::overlays::form::options::shown;
use crate::app::parts::page::{Look, Page, Row, Target};
use crate::app::session::Session;
use crate::app::words::{self, text};
use crate::domain::{Edit, Header, Nature, Record, Source, Subject};
use crate::register::fields::{Difference, Fate, differences};
use crate::register::journal::Opened;

/// The page of a revision.
#[must_use]
pub fn page(cx: &Session, opened: &Opened) -> Page {
    let mut page = Page::default();
    head(cx, opened, &mut page);
    for edit in &opened.edits {
        changed(cx, edit, &mut page);
    }
    let left = (opened.entry.header.edits as usize).saturating_sub(opened.edits.len());
    if left > 0 {
        page.quiet(cx.words.fill("journal.and-more", &[cx.words.number(left)]));
    }
    page
}

fn head(cx: &Session, opened: &Opened, page: &mut Page) {
    let (words, entry) = (&cx.words, &opened.entry);
    let Header { revision, at, author, source, exception, edits, .. } = &entry.header;
    page.heading(&words.fill("journal.heading", &[revision.to_string(), said_of(cx, entry)]));
    let through = match source {
        Source::Import(file) => format!("{} {file}", words.written("source", source.name())),
        source => words.written("source", source.name()),
    };
    page.plain(format!("{} · {} ({}) · {through} · {}", text::time(*at), author.name, author.id, author.via));
    if let Some(by) = entry.undone_by {
        page.plain(words.fill("journal.undone-by", &[by.to_string()]));
    }
    if let Some(exception) = exception {
        let with = [exception.document.clone(), exception.on.to_string(), exception.by.clone()];
        page.plain(words.fill("journal.exception", &with));
        let reason = if cx.meeting { words.get("meeting.hidden").to_owned() } else { exception.reason.clone() };
        page.field(words.get("journal.reason"), reason);
    }
    page.quiet(words.fill("journal.count", &[words.number(*edits)]));
}

/// One record: what it is, since when, and each field that differs.
pub(in crate::app) fn changed(cx: &Session, edit: &Edit, page: &mut Page) {
    let words = &cx.words;
    let Some(record) = edit.becomes.as_ref().or(edit.was.as_ref()) else { return };
    let what = match (&edit.was, &edit.becomes) {
        (None, _) => "journal.created",
        (_, None) => "journal.removed",
        _ => "journal.changed",
    };
    let nature = match edit.nature {
        Nature::Change(day) => words.fill("journal.since", &[day.to_string()]),
        Nature::Correction if edit.was.is_some() && edit.becomes.is_some() => {
            words.get("journal.correction").to_owned()
        }
        Nature::Correction => String::new(),
    };
    let kind = words.written("record", record.key().kind.name());
    let parts = [words.get(what).to_owned(), kind, about(cx, record), nature];
    let line = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    page.rows.push(Row { text: line, look: Look::Heading, target: target(record), ..Row::default() });
    let all = differences(edit.was.as_ref(), edit.becomes.as_ref(), &cx.view);
    for row in all.chunk_by(|a, b| (a.sheet, a.row) == (b.sheet, b.row)) {
        fields(cx, edit, row, page);
    }
}

/// The fields of one row that differ: each beside its name, or in one line where the sheet has many rows.
fn fields(cx: &Session, edit: &Edit, row: &[Difference], page: &mut Page) {
    let words = &cx.words;
    let Some(sheet) = row.first().map(|d| d.sheet) else { return };
    let labelled = |d: &Difference| -> Option<(String, String)> {
        let column = sheet.columns().get(d.column)?;
        let cell = |text: &str| match (text.is_empty(), cx.meeting && sheet.hides(column.id)) {
            (true, _) => "—".to_owned(),
            (_, true) => words.get("meeting.hidden").to_owned(),
            _ => shown(&cx.words, &cx.view, column.input, text),
        };
        let text = match (&edit.was, &edit.becomes) {
            (None, _) => cell(&d.becomes),
            (_, None) => cell(&d.was),
            _ => format!("{} → {}", cell(&d.was), cell(&d.becomes)),
        };
        Some((words.written("entry", column.id), text))
    };
    if !sheet.is_list() {
        for (label, text) in row.iter().filter_map(labelled) {
            page.field(&label, text);
        }
        return;
    }
    let cells = |of: fn(&Difference) -> &String| {
        let cells = row.iter().filter_map(|d| {
            let column = sheet.columns().get(d.column)?;
            let hidden = cx.meeting && sheet.hides(column.id);
            Some(if hidden {
                words.get("meeting.hidden").to_owned()
            } else {
                shown(&cx.words, &cx.view, column.input, of(d))
            })
        });
        cells.collect::<Vec<_>>().join(" · ")
    };
    let Some(first) = row.first() else { return };
    let text = match first.fate {
        Fate::Comes => format!("+ {}", cells(|d| &d.becomes)),
        Fate::Goes => format!("− {}", cells(|d| &d.was)),
        Fate::Stays => {
            let changes = row.iter().filter_map(labelled).map(|(label, text)| format!("{label} {text}"));
            let of = first.of.as_ref().filter(|_| !(cx.meeting && sheet.is_sensitive()));
            let of = of.and_then(|(at, cell)| Some(shown(&cx.words, &cx.view, sheet.columns().get(*at)?.input, cell)));
            let named = of.map(|of| format!("{of}: ")).unwrap_or_default();
            format!("{named}{}", changes.collect::<Vec<_>>().join("; "))
        }
    };
    page.field(&words.written("sheet", sheet.id()), text);
}

/// Whom or what a record speaks of; an appointment of both its person and its post.
fn about(cx: &Session, record: &Record) -> String {
    if let Record::Ruling(ruling) = record {
        return words::ruling(&cx.view, ruling);
    }
    let names = record.subjects().into_iter().map(|subject| words::subject(&cx.view, subject));
    names.filter(|n| !n.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn target(record: &Record) -> Option<Target> {
    record.subjects().into_iter().next().map(|subject| match subject {
        Subject::Unit(unit) => Target::Unit(unit),
        Subject::Post(post) => Target::Post(post),
        Subject::Cadre(cadre) => Target::Cadre(cadre),
    })
}
