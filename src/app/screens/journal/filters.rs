//! What the journal is narrowed to: chosen from a list, found, or typed.

use crate::app::overlays::asks::Sifted;
use crate::app::overlays::find;
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::overlays::picker::{self, Choice, Look, Picker};
use crate::app::screens::journal::Journal;
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::host::Notice;
use crate::domain::{Day, RecordKind, Subject};
use crate::search::{Found, Kind};

/// A way of narrowing the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// To what speaks of a unit, post or cadre, which is found.
    About,
    /// To one's own revisions.
    Own,
    /// To an author of those that are listed, by place.
    Author(usize),
    /// To days, which are typed.
    Days,
    /// To words of the intent, which are typed.
    Text,
    /// To a kind of record.
    Kind(RecordKind),
    /// To what it came through, by place in [`SOURCES`].
    Source(usize),
    /// To whom and what a query finds, which is typed.
    Query,
    /// To nothing: the whole journal.
    Everything,
}

/// What revisions come through, as [`crate::domain::Source::name`] has them.
pub const SOURCES: [&str; 6] = ["key", "cli", "import", "undo", "redo", "sample"];

/// Authors of the revisions that are listed: id and name.
fn authors(journal: &Journal) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    for entry in &journal.entries {
        let author = (entry.header.author.id.clone(), entry.header.author.name.clone());
        if !seen.contains(&author) {
            seen.push(author);
        }
    }
    seen
}

/// Opens the choice of filters.
pub fn open(journal: &mut Journal, cx: &mut Session) {
    let words = &cx.words;
    let choice = |filter: Filter, text: &str, detail: &str| {
        let then = move |journal: &mut Journal, cx: &mut Session, ()| chosen(journal, cx, filter);
        Choice::new(text, Callback::to(then)).with(detail)
    };
    let group = |key| words.get(key).to_owned();
    let mut choices = vec![
        choice(Filter::About, words.get("filter.about"), ""),
        choice(Filter::Query, words.get("filter.query"), ""),
        choice(Filter::Own, words.get("filter.own"), ""),
        choice(Filter::Days, words.get("filter.days"), ""),
        choice(Filter::Text, words.get("filter.text"), ""),
        choice(Filter::Everything, words.get("filter.everything"), ""),
    ];
    let author = group("filter.author");
    for (at, (id, name)) in authors(journal).iter().enumerate() {
        choices.push(choice(Filter::Author(at), &format!("{name} ({id})"), &author));
    }
    let kind = group("filter.kind");
    for of in RecordKind::ALL {
        choices.push(choice(Filter::Kind(of), &words.written("record", of.name()), &kind));
    }
    let source = group("filter.source");
    for (at, name) in SOURCES.iter().enumerate() {
        choices.push(choice(Filter::Source(at), &words.written("source", name), &source));
    }
    picker::show(cx, Picker::new(Look::Plain, "picker.filter", choices));
}

/// A filter was chosen.
pub fn chosen(journal: &mut Journal, cx: &mut Session, filter: Filter) {
    match filter {
        Filter::About => {
            find::look_for(cx, Callback::to(found));
        }
        Filter::Query => {
            let typed = journal.sieve.typed().unwrap_or_default().to_owned();
            let narrows = Callback::to(|journal: &mut Journal, _, typed: String| query(journal, &typed));
            find::filter(cx, narrows, Kind::Cadre, &typed);
        }
        Filter::Own => journal.query.author.clone_from(&cx.author),
        Filter::Author(at) => journal.query.author = authors(journal).into_iter().nth(at).map(|(id, _)| id),
        Filter::Kind(kind) => journal.query.kind = Some(kind),
        Filter::Source(at) => journal.query.source = SOURCES.get(at).map(|s| (*s).to_owned()),
        Filter::Everything => super::everything(journal),
        Filter::Days => {
            let title = cx.words.get("form.journal-days").to_owned();
            let day = |day: Option<Day>| day.map(|d| d.to_string()).unwrap_or_default();
            let (from, to) = (day(journal.query.from), day(journal.query.to));
            let columns = [prompt::day("from-day"), prompt::day("to-day")];
            let accept = |journal: &mut Journal, _: &mut Session, cells: Vec<String>| days(journal, &cells).into();
            prompt::open(cx, Prompt::to(accept), title, &columns, &[from, to]);
        }
        Filter::Text => {
            let title = cx.words.get("form.journal-text").to_owned();
            let text = journal.query.intent.as_ref().map(|i| i.text.clone()).unwrap_or_default();
            let accept = |journal: &mut Journal, cx: &mut Session, cells: Vec<String>| {
                let text = prompt::first(&cells);
                journal.query.intent = (!text.trim().is_empty()).then(|| cx.words.intent(&text));
                Taken::Close
            };
            prompt::open(cx, Prompt::to(accept), title, &[prompt::line("words")], &[text]);
        }
    }
}

/// What was found narrows the journal.
pub fn found(journal: &mut Journal, cx: &mut Session, found: Found) {
    match subject(found) {
        Some(subject) => super::narrow_to(journal, Some(subject)),
        None => cx.say("said.no-journal-of", &[]),
    }
}

/// What the journal speaks of; a title and a line of somebody's file have none.
fn subject(found: Found) -> Option<Subject> {
    match found {
        Found::Unit(unit) => Some(Subject::Unit(unit)),
        Found::Post(post) => Some(Subject::Post(post)),
        Found::Cadre(cadre) => Some(Subject::Cadre(cadre)),
        _ => None,
    }
}

/// A query narrows the journal; nothing typed takes it away.
pub fn query(journal: &mut Journal, typed: &str) {
    super::narrow_to(journal, None);
    journal.sieve.set(typed);
}

/// What a query finds came; whether it was the journal's. One that finds nothing leaves the journal as it was.
pub fn sifted(journal: &mut Journal, cx: &mut Session, generation: u64, found: &Sifted) -> bool {
    let own = journal.sieve.arrived(generation, found);
    if own {
        journal.query.subjects = found.iter().filter_map(|what| subject(*what)).collect();
        if journal.query.subjects.is_empty() {
            journal.sieve.set("");
            cx.say("picker.none", &[]);
        }
    }
    own
}

/// Narrows the journal to the days that were typed; an empty one sets no bound.
///
/// # Errors
/// The field that is no day.
pub fn days(journal: &mut Journal, cells: &[String]) -> Result<(), (usize, Notice)> {
    let day = |at: usize| {
        let text = cells.get(at).map_or("", |t| t.trim());
        let wrong = (at, Notice { key: "problem.no-day", with: vec![text.to_owned()] });
        if text.is_empty() { Ok(None) } else { Day::parse(text).map(Some).ok_or(wrong) }
    };
    (journal.query.from, journal.query.to) = (day(0)?, day(1)?);
    Ok(())
}
