//! One revision in words: who, when, why, and what was and what became of each record, field by field.

use super::journal::said_of;
use super::model::Model;
use super::page::{Page, Target};
use super::{text, words};
use crate::domain::{Edit, Header, Nature, Record, Source, Subject};
use crate::register::journal::Opened;

/// The page of a revision.
#[must_use]
pub fn page(model: &Model, opened: &Opened) -> Page {
    let mut page = Page::default();
    head(model, opened, &mut page);
    for edit in &opened.edits {
        changed(model, edit, &mut page);
    }
    let left = (opened.entry.header.edits as usize).saturating_sub(opened.edits.len());
    if left > 0 {
        page.quiet(model.words.fill("journal.and-more", &[model.words.number(left)]));
    }
    page
}

fn head(model: &Model, opened: &Opened, page: &mut Page) {
    let (words, entry) = (&model.words, &opened.entry);
    let Header { revision, at, author, source, exception, edits, .. } = &entry.header;
    page.heading(&words.fill("journal.heading", &[revision.to_string(), said_of(model, entry)]));
    let through = match source {
        Source::Import(file) => format!("{} {file}", words.written("source", source.name())),
        source => words.written("source", source.name()),
    };
    page.plain(format!("{} · {} ({}) · {through} · {}", text::moment(*at), author.name, author.id, author.via));
    if let Some(by) = entry.undone_by {
        page.plain(words.fill("journal.undone-by", &[by.to_string()]));
    }
    if let Some(exception) = exception {
        let with = [exception.document.clone(), exception.on.to_string(), exception.by.clone()];
        page.plain(words.fill("journal.exception", &with));
        let reason = if model.meeting { words.get("meeting.hidden").to_owned() } else { exception.reason.clone() };
        page.field(words.get("journal.reason"), reason);
    }
    page.quiet(words.fill("journal.count", &[words.number(*edits)]));
}

/// One record: what it is, since when, and each field that differs.
fn changed(model: &Model, edit: &Edit, page: &mut Page) {
    let words = &model.words;
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
    let parts = [words.get(what).to_owned(), kind, about(model, record), nature];
    let line = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    page.plain("");
    page.link("", line, target(record));
}

/// Whom or what a record speaks of; an appointment of both its person and its post.
fn about(model: &Model, record: &Record) -> String {
    let names = record.subjects().into_iter().map(|subject| words::subject(&model.view, subject));
    names.filter(|n| !n.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn target(record: &Record) -> Option<Target> {
    record.subjects().into_iter().next().map(|subject| match subject {
        Subject::Unit(unit) => Target::Unit(unit),
        Subject::Post(post) => Target::Post(post),
        Subject::Cadre(cadre) => Target::Cadre(cadre),
    })
}
