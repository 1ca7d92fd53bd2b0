//! What the journal is narrowed to: chosen from a list, found, or typed.

use crate::app::model::{Model, Over};
use crate::app::overlays::find::{self, Table};
use crate::app::overlays::form::small::{self, Small};
use crate::app::overlays::picker::{self, Choice, Pick, Picker, Purpose};
use crate::app::parts::sieve::Sifted;
use crate::app::screens::journal;
use crate::app::screens::rotations;
use crate::app::session::host::Said;
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
fn authors(model: &Model) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    for entry in &model.screens.journal.entries {
        let author = (entry.header.author.id.clone(), entry.header.author.name.clone());
        if !seen.contains(&author) {
            seen.push(author);
        }
    }
    seen
}

/// Opens the choice of filters.
pub fn open(model: &mut Model) {
    let words = &model.cx.words;
    let choice = |filter, text: &str, detail: &str| Choice {
        detail: detail.to_owned(),
        ..picker::row(Pick::Filter(filter), text)
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
    for (at, (id, name)) in authors(model).iter().enumerate() {
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
    picker::show(model, Picker::new(Purpose::Filter, choices));
}

/// A filter was chosen.
pub fn chosen(model: &mut Model, filter: Filter) {
    match filter {
        Filter::About => {
            find::open(model);
            if let Some(Over::Picker(picker)) = &mut model.cx.over {
                picker.wants = picker::Wants::Filter;
            }
        }
        Filter::Query => {
            let typed = model.screens.journal.sieve.typed().unwrap_or_default().to_owned();
            find::filter(model, Table::Journal, Kind::Cadre, &typed);
        }
        Filter::Own => model.screens.journal.query.author.clone_from(&model.cx.author),
        Filter::Author(at) => model.screens.journal.query.author = authors(model).into_iter().nth(at).map(|(id, _)| id),
        Filter::Kind(kind) => model.screens.journal.query.kind = Some(kind),
        Filter::Source(at) => model.screens.journal.query.source = SOURCES.get(at).map(|s| (*s).to_owned()),
        Filter::Everything => journal::everything(model),
        Filter::Days => {
            let title = model.cx.words.get("form.journal-days").to_owned();
            let day = |day: Option<Day>| day.map(|d| d.to_string()).unwrap_or_default();
            let (from, to) = (day(model.screens.journal.query.from), day(model.screens.journal.query.to));
            let columns = [small::day("from-day"), small::day("to-day")];
            small::open(model, Small::JournalDays, title, &columns, &[from, to]);
        }
        Filter::Text => {
            let title = model.cx.words.get("form.journal-text").to_owned();
            let text = model.screens.journal.query.intent.as_ref().map(|i| i.text.clone()).unwrap_or_default();
            small::open(model, Small::JournalText, title, &[small::line("words")], &[text]);
        }
    }
}

/// What was found narrows the journal.
pub fn found(model: &mut Model, found: Found) {
    match subject(found) {
        Some(subject) => journal::narrow_to(model, Some(subject)),
        None => model.cx.say("said.no-journal-of", &[]),
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
pub fn query(model: &mut Model, typed: &str) {
    journal::narrow_to(model, None);
    model.screens.journal.sieve.set(typed);
}

/// What a query finds came; whether it was the journal's. One that finds nothing leaves the journal as it was.
pub fn sifted(model: &mut Model, generation: u64, found: &Sifted) -> bool {
    if rotations::sifted(model, generation, found) {
        return true;
    }
    let own = model.screens.journal.sieve.arrived(generation, found);
    if own {
        model.screens.journal.query.subjects = found.iter().filter_map(|what| subject(*what)).collect();
        if model.screens.journal.query.subjects.is_empty() {
            model.screens.journal.sieve.set("");
            model.cx.say("picker.none", &[]);
        }
    }
    own
}

/// Narrows the journal to the days that were typed; an empty one sets no bound.
///
/// # Errors
/// The field that is no day.
pub fn days(model: &mut Model, cells: &[String]) -> Result<(), (usize, Said)> {
    let day = |at: usize| {
        let text = cells.get(at).map_or("", |t| t.trim());
        let wrong = (at, Said { key: "problem.no-day", with: vec![text.to_owned()] });
        if text.is_empty() { Ok(None) } else { Day::parse(text).map(Some).ok_or(wrong) }
    };
    (model.screens.journal.query.from, model.screens.journal.query.to) = (day(0)?, day(1)?);
    Ok(())
}
