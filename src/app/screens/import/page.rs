//! What an import comes to, in words: counts, questions, what is refused, what changes field by field, what is new.

use super::{Planned, sentences};
use crate::app::parts::page::{Page, Target};
use crate::app::screens::import::Import;
use crate::app::screens::journal::revision;
use crate::app::session::Session;
use crate::app::words;
use crate::domain::Record;
use crate::exchange::import::{Refused, Trouble};

/// The most of a sort that are listed on the screen; a file of refused rows has them all.
const LISTED: usize = 200;
/// Columns of the bar that shows how much has been read.
const BAR: usize = 20;

/// The page beside the map.
pub(super) fn page(state: &Import, cx: &Session) -> Page {
    let mut page = Page::default();
    let (words, state) = (&cx.words, state);
    if let Some((rows, percent)) = state.reading {
        page.plain(bar(percent));
        page.quiet(words.fill("import.reading", &[words.number(rows as u64)]));
    }
    match &state.planned {
        Some(Ok(planned)) => planned_page(cx, planned, &mut page),
        Some(Err(why)) => page.plain(format!("✗ {}", words.fill(why.key, &why.with))),
        None if state.reading.is_none() => page.quiet(words.get("import.no-file")),
        None => {}
    }
    page
}

/// How much of the file has been read: a bar and its number.
pub(super) fn bar(percent: u8) -> String {
    let full = BAR * usize::from(percent.min(100)) / 100;
    format!("{}{} {percent}%", "█".repeat(full), "░".repeat(BAR - full))
}

fn planned_page(cx: &Session, planned: &Planned, page: &mut Page) {
    let (words, plan) = (&cx.words, &planned.plan);
    page.heading(words.get("import.comes-to"));
    let questions = plan.refused.iter().filter(|r| r.question().is_some()).count();
    let single = |r: &Refused| r.question().is_some_and(|q| !matches!(q, Trouble::Open(_)));
    let singles = plan.refused.iter().filter(|r| single(r)).count();
    let counts = [
        ("import.read", plan.read),
        ("import.added", plan.added),
        ("import.changed", plan.changed),
        ("import.same", plan.same),
        ("import.left", plan.left),
        ("import.recorded-new", plan.recorded[0]),
        ("import.recorded-before", plan.recorded[1]),
        ("import.questions", questions),
        ("import.refused", plan.refuses() - questions),
        ("import.skipped", plan.skipped.len()),
    ];
    for (key, count) in counts.into_iter().filter(|(_, n)| *n > 0) {
        page.field(words.get(key), words.number(count as u64));
    }
    let account = sentences::account(words, plan);
    if !account.is_empty() {
        page.heading(words.get("import.account"));
    }
    for (name, text) in account {
        page.field(&name, text);
    }
    let asked = plan.asked();
    if !asked.is_empty() {
        page.heading(words.get("import.asked"));
    }
    for one in &asked {
        let target = Some(Target::Nth(one.first));
        page.link("", format!("? {}", sentences::asked(words, one.open)), target);
        let rows: Vec<String> = one.rows.iter().take(6).map(u32::to_string).collect();
        let rows = words.fill("import.asked-rows", &[rows.join(", ")]);
        page.under(format!("{}: {rows} ({})", one.column, words.number(one.rows.len() as u64)), target);
    }
    let numbered = || plan.refused.iter().enumerate();
    list(cx, page, "import.questions", numbered().filter(|(_, r)| single(r)), singles);
    list(cx, page, "import.refused", numbered().filter(|(_, r)| r.question().is_none()), plan.refuses() - questions);
    changes(cx, planned, page);
    if !plan.taken_off.is_empty() {
        page.heading(words.get("import.taken-off"));
    }
    for off in plan.taken_off.iter().take(LISTED) {
        page.quiet(sentences::taken_off(words, off));
    }
    if !plan.skipped.is_empty() {
        page.heading(words.get("import.skipped"));
    }
    for skipped in plan.skipped.iter().take(LISTED) {
        page.quiet(format!("{}: {}", skipped.row, skipped.text));
    }
}

fn list<'a>(
    cx: &Session,
    page: &mut Page,
    title: &str,
    rows: impl Iterator<Item = (usize, &'a Refused)>,
    count: usize,
) {
    let words = &cx.words;
    if count > 0 {
        page.heading(words.get(title));
    }
    for (at, refused) in rows.take(LISTED) {
        let Some(question) = refused.question() else {
            for (nth, line) in refused_lines(cx, refused).into_iter().enumerate() {
                page.plain(format!("{} {line}", if nth == 0 { "✗" } else { " " }));
            }
            continue;
        };
        let target = Some(Target::Nth(at));
        page.link("", format!("? {}: {}", refused.place.row, refused.about), target);
        let people: Vec<_> = match question {
            Trouble::Births { cadre, .. } => vec![*cadre],
            Trouble::Doubt(people) => people.clone(),
            _ => Vec::new(),
        };
        for id in people.into_iter().take(6) {
            page.under(sentences::person(&cx.view, id), target);
        }
    }
    if count > LISTED {
        page.quiet(words.fill("import.more", &[words.number((count - LISTED) as u64)]));
    }
}

/// A refused row, a line a fault; in a meeting only where it stands, for its cells may be sensitive.
fn refused_lines(cx: &Session, refused: &Refused) -> Vec<String> {
    if cx.meeting {
        let columns: Vec<&str> = refused.faults.iter().map(|fault| fault.column.as_str()).collect();
        let hidden = cx.words.get("meeting.hidden").to_owned();
        return vec![sentences::at(&cx.words, refused.place.row, columns.join(", "), hidden)];
    }
    sentences::refused(&cx.words, &cx.view, &cx.policy, refused)
}

/// Records that change, field by field; those that are new, by name.
fn changes(cx: &Session, planned: &Planned, page: &mut Page) {
    let words = &cx.words;
    // of a long list only the first are kept
    let edits = if planned.plan.edits.is_empty() { &planned.plan.first } else { &planned.plan.edits };
    let changed: Vec<_> = edits.iter().filter(|e| e.was.is_some()).collect();
    if !changed.is_empty() {
        page.heading(words.get("import.changed"));
    }
    for edit in changed.iter().take(LISTED) {
        revision::changed(cx, edit, page);
    }
    let new: Vec<&Record> = edits.iter().filter(|e| e.was.is_none()).filter_map(|e| e.becomes.as_ref()).collect();
    if !new.is_empty() {
        page.heading(words.get("import.added"));
    }
    for record in new.iter().take(LISTED) {
        page.plain(format!("+ {}", called(cx, record)));
    }
    let all = planned.plan.brings.max(edits.len());
    let more = all - changed.len().min(LISTED) - new.len().min(LISTED);
    if more > 0 {
        page.quiet(words.fill("journal.and-more", &[words.number(more as u64)]));
    }
}

/// What a new record is called, also where it speaks of what is itself new.
fn called(cx: &Session, record: &Record) -> String {
    match record {
        Record::Cadre(card) => {
            let parts = [card.name.clone(), card.born.to_string(), card.origin.text.clone()];
            parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        Record::Unit(unit) => unit.name(cx.view.on).to_owned(),
        other => {
            let kind = cx.words.written("record", other.key().kind.name());
            let names = other.subjects().into_iter().map(|s| words::subject(&cx.view, s));
            std::iter::once(kind).chain(names).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
        }
    }
}
