//! The journal on the screen: which revisions are listed, which one is open, and what is done with it.

pub mod filters;
pub mod revision;

use crate::app::model::{Model, Screen};
use crate::app::overlays::form::small::{self, Small};
use crate::app::parts::layout;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::{Row, Target};
use crate::app::parts::sieve::Sieve;
use crate::app::session::host::Said;
use crate::app::session::jumps;
use crate::app::session::msg::Effect;
use crate::app::words;
use crate::app::words::Lang;
use crate::domain::{Day, Revision, Source, Subject};
use crate::register::Named;
use crate::register::journal::{Entry, Opened, Page, Query};
use crate::search::Kind;

/// Revisions that are asked for at a time.
pub const PAGE: usize = 100;
/// Edits of the open revision that are read; the rest is said as a number.
pub const EDITS: usize = 200;

/// The journal as it is shown.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// What is listed.
    pub query: Query,
    /// A query whose people and units alone are listed.
    pub sieve: Sieve,
    /// Of whom or what, where the list speaks of one.
    pub about: Option<Subject>,
    /// Revisions so far, newest first.
    pub entries: Vec<Entry>,
    /// Cursor and window over them.
    pub list: List,
    /// Whether there are more than these.
    pub next: Option<Revision>,
    /// Whether an answer is on its way.
    pub waiting: bool,
    /// The open revision.
    pub opened: Option<Opened>,
    /// Its lines, broken for the width of the screen.
    pub lines: Vec<Row>,
    /// Columns of the labels.
    pub label: u16,
    /// Cursor and window over the lines.
    pub page: List,
    /// Whether the lines are in use, not the list.
    pub inside: bool,
    asked: Option<(u64, Revision, Query)>,
    opening: Option<Revision>,
    written: Option<Written>,
}

/// Of what the lines were made: revision and what took it back, columns, meeting mode, language, day, register.
type Written = (Option<(Revision, Option<Revision>)>, u16, bool, Lang, Day, Revision);

impl Journal {
    /// The revision under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&Entry> {
        self.entries.get(self.list.cursor)
    }
}

/// Shows the whole journal.
pub fn show(model: &mut Model) {
    if model.cx.screen != Screen::Journal {
        jumps::leave(model);
        model.cx.screen = Screen::Journal;
    }
}

/// Shows what happened to the unit, post or cadre that is selected.
pub fn show_about(model: &mut Model) {
    let subject = match model.cx.screen {
        Screen::Journal | Screen::Reorganise | Screen::Today | Screen::Chain | Screen::Import => None,
        Screen::Timeline => model.screens.timeline.of,
        Screen::Plan => model.cadre().map(Subject::Cadre).or(model.screens.plan.post().map(Subject::Post)),
        Screen::Units if model.screens.units.beside == layout::Pane::Tree => model.unit().map(Subject::Unit),
        Screen::Units => model.cadre().map(Subject::Cadre).or(model.post().map(Subject::Post)),
        Screen::Cadres | Screen::Dossier | Screen::Rotations | Screen::Reports | Screen::Indicators => {
            model.cadre().map(Subject::Cadre)
        }
    };
    let Some(subject) = subject else { return };
    jumps::leave(model);
    model.cx.screen = Screen::Journal;
    narrow_to(model, Some(subject));
}

/// Lists only what speaks of one subject, or everything again.
pub fn narrow_to(model: &mut Model, about: Option<Subject>) {
    model.screens.journal.about = about;
    model.screens.journal.sieve.set("");
    model.screens.journal.query.subjects = about.into_iter().collect();
}

/// Takes all narrowing away.
pub fn everything(model: &mut Model) {
    narrow_to(model, None);
    model.screens.journal.query = Query::default();
}

/// Of a unit: also of everything under it, or only of itself.
pub fn toggle_under(model: &mut Model) {
    let Some(Subject::Unit(unit)) = model.screens.journal.about else {
        return model.cx.say("said.no-unit-here", &[]);
    };
    let alone = model.screens.journal.query.subjects.len() <= 1;
    model.screens.journal.query.subjects =
        if alone { model.cx.view.everything_under(unit) } else { [Subject::Unit(unit)].into() };
}

/// Moves the cursor of the list, or of the lines.
pub fn step(model: &mut Model, motion: Motion) {
    let journal = &mut model.screens.journal;
    if journal.inside { journal.page.step(motion) } else { journal.list.step(motion) }
}

/// The list takes note of its rows; what is missing is asked for.
pub fn refresh(model: &mut Model) {
    let generation = model.cx.next_generation();
    let asks = model.screens.journal.sieve.question(&model.cx.view, &[Kind::Cadre, Kind::Unit, Kind::Post], generation);
    asks.into_iter().for_each(|effect| model.cx.ask(effect));
    let (list, lines) = layout::journal(model.cx.size);
    let head = model.cx.head();
    let journal = &mut model.screens.journal;
    journal.list.fit(journal.entries.len(), usize::from(list.rows.saturating_sub(1)));
    let current = journal.asked.as_ref().is_some_and(|(_, of, query)| *of == head && *query == journal.query);
    let near_end = journal.list.cursor + journal.list.height >= journal.entries.len();
    if !current || (near_end && journal.next.is_some() && !journal.waiting) {
        let from = journal.next.filter(|_| current);
        let query = journal.query.clone();
        let generation = model.cx.next_generation();
        model.screens.journal.asked = Some((generation, head, query.clone()));
        model.screens.journal.waiting = true;
        model.cx.ask(Effect::Journal { generation, query, from });
    }
    open_selected(model);
    write(model, lines.cols);
    let journal = &mut model.screens.journal;
    journal.page.fit(journal.lines.len(), usize::from(lines.rows));
}

/// Writes the lines of the open revision again, where what they are made of has changed.
fn write(model: &mut Model, cols: u16) {
    let of = model.screens.journal.opened.as_ref().map(|o| (o.entry.header.revision, o.entry.undone_by));
    let wanted = (of, cols, model.cx.meeting, model.cx.words.lang, model.cx.view.on, model.cx.view.snapshot.revision);
    if model.screens.journal.written == Some(wanted) {
        return;
    }
    let page = model.screens.journal.opened.as_ref().map(|opened| revision::page(model, opened)).unwrap_or_default();
    let journal = &mut model.screens.journal;
    (journal.lines, journal.label) = page.lines(cols.saturating_sub(2));
    journal.written = Some(wanted);
}

fn open_selected(model: &mut Model) {
    let journal = &mut model.screens.journal;
    let selected = journal.selected().map(|e| e.header.revision);
    let opened = journal.opened.as_ref().map(|o| o.entry.header.revision);
    if selected.is_none() {
        journal.opened = None;
    }
    if let Some(wanted) = selected
        && opened != Some(wanted)
        && journal.opening != Some(wanted)
    {
        journal.opening = Some(wanted);
        model.cx.ask(Effect::Revision(wanted));
    }
}

/// A part of the list came.
pub fn arrived(model: &mut Model, generation: u64, from: Option<Revision>, page: Page) {
    let journal = &mut model.screens.journal;
    if journal.asked.as_ref().is_none_or(|(asked, ..)| *asked != generation) {
        return;
    }
    journal.waiting = false;
    journal.next = page.next;
    if from.is_some() {
        journal.entries.extend(page.entries);
    } else {
        let selected = journal.selected().map(|e| e.header.revision);
        let at_top = journal.list.cursor == 0;
        journal.entries = page.entries;
        // what a later revision says of an open one is read again
        journal.opened = None;
        journal.opening = None;
        let at = journal.entries.iter().position(|e| Some(e.header.revision) == selected);
        journal.list.len = journal.entries.len();
        journal.list.show(at.filter(|_| !at_top).unwrap_or(0));
    }
}

/// A revision was opened.
pub fn opened(model: &mut Model, opened: Option<Opened>) {
    let journal = &mut model.screens.journal;
    journal.opening = None;
    let selected = journal.selected().map(|e| e.header.revision);
    if let Some(opened) = opened.filter(|o| Some(o.entry.header.revision) == selected) {
        journal.opened = Some(opened);
        journal.page = List::default();
    }
}

/// To what the line under the cursor speaks of; from the list, to what the revision speaks of first.
pub fn follow(model: &mut Model) -> Option<Target> {
    let journal = &mut model.screens.journal;
    if !journal.inside {
        journal.inside = journal.opened.is_some();
        return None;
    }
    let target = journal.lines.get(journal.page.cursor).and_then(|l| l.target);
    if target.is_none() {
        model.cx.say("said.leads-nowhere", &[]);
    }
    target
}

/// Asks whether the revision under the cursor shall be taken back; of another's, whose it is.
pub fn undo(model: &mut Model) {
    let Some(entry) = model.screens.journal.selected().cloned() else { return };
    if model.cx.refuses_edits() {
        return;
    }
    if let Some(by) = entry.undone_by {
        return model.cx.say("refused.taken-back", &[entry.header.revision.to_string(), by.to_string()]);
    }
    let own = model.cx.author.as_deref() == Some(entry.header.author.id.as_str());
    let parts = [said_of(model, &entry), about(model, &entry)];
    let intent = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    let (revision, author) = (entry.header.revision, entry.header.author.name);
    let with = [revision.to_string(), intent, author];
    let asked = [small::line("author")];
    let (key, columns): (_, &[_]) = if own { ("form.take-back", &[]) } else { ("form.take-back-of", &asked) };
    let title = model.cx.words.fill(key, &with);
    small::open(model, Small::TakeBack(revision), title, columns, &[]);
}

/// What the form for taking back sends on its way.
pub fn accepted(model: &mut Model, generation: u64, revision: Revision, of: Option<String>) {
    model.cx.saving = true;
    model.cx.ask(Effect::TakeBack { generation, named: Named { revision, of } });
}

/// What a revision was meant for, in words: "hoàn tác 12: đổi tên đơn vị".
#[must_use]
pub fn said_of(model: &Model, entry: &Entry) -> String {
    let header = &entry.header;
    let intent = model.cx.words.written("intent", &header.intent);
    match (&header.source, header.undoes) {
        (Source::Undo, Some(of)) => model.cx.words.fill("journal.undo-of", &[of.to_string(), intent]),
        (Source::Redo, Some(of)) => model.cx.words.fill("journal.redo-of", &[of.to_string(), intent]),
        _ => intent,
    }
}

/// What a revision speaks of, in one line.
#[must_use]
pub fn about(model: &Model, entry: &Entry) -> String {
    let names = entry.subjects.iter().map(|s| words::subject(&model.cx.view, *s)).filter(|n| !n.is_empty());
    let mut names: Vec<String> = names.collect();
    if entry.more {
        names.push("…".to_owned());
    }
    names.join("; ")
}

/// What the list is narrowed to, in one line; empty where it is not.
#[must_use]
pub fn narrowed(model: &Model) -> String {
    let (words, query) = (&model.cx.words, &model.screens.journal.query);
    let mut parts = Vec::new();
    if let Some(subject) = model.screens.journal.about {
        let name = words::subject(&model.cx.view, subject);
        let under = query.subjects.len() > 1;
        parts.push(if under { words.fill("journal.and-under", &[name]) } else { name });
    }
    parts.extend(model.screens.journal.sieve.typed().map(|typed| format!("[{typed}]")));
    parts.extend(query.author.as_ref().map(|a| words.fill("journal.by", &[a])));
    parts.extend(query.kind.map(|k| words.written("record", k.name())));
    parts.extend(query.source.as_ref().map(|s| words.written("source", s)));
    parts.extend(query.from.map(|d| words.fill("journal.from", &[d.to_string()])));
    parts.extend(query.to.map(|d| words.fill("journal.to", &[d.to_string()])));
    parts.extend(query.intent.as_ref().map(|i| format!("“{}”", i.text)));
    parts.join(" · ")
}

/// Why the journal could not be read.
pub fn failed(model: &mut Model, why: Said) {
    model.screens.journal.waiting = false;
    model.cx.said = Some(why);
}
