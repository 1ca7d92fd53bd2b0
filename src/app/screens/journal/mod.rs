//! The journal on the screen: which revisions are listed, which one is open, and what is done with it.

pub mod asks;
pub mod filters;
pub mod revision;
mod screen;

use crate::app::overlays::asks::Asker;
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::parts::layout;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::{Row, Target};
use crate::app::parts::sieve::Sieve;
use crate::app::session::Session;
use crate::app::session::effect::Change;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::app::words;
use crate::app::words::{Lang, findings};
use crate::domain::{Day, Revision, Source, Subject};
use crate::register::Named;
use crate::register::journal::{Opened, Page, Query, RevisionEntry};
use crate::search::Kind;
use asks::Asks;

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
    pub entries: Vec<RevisionEntry>,
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
    pub fn selected(&self) -> Option<&RevisionEntry> {
        self.entries.get(self.list.cursor)
    }
}

/// Lists only what speaks of one subject, or everything again.
pub fn narrow_to(journal: &mut Journal, about: Option<Subject>) {
    journal.about = about;
    journal.sieve.set("");
    journal.query.subjects = about.into_iter().collect();
}

/// Takes all narrowing away.
pub fn everything(journal: &mut Journal) {
    narrow_to(journal, None);
    journal.query = Query::default();
}

/// Of a unit: also of everything under it, or only of itself.
pub fn toggle_under(journal: &mut Journal, cx: &mut Session) {
    let Some(Subject::Unit(unit)) = journal.about else {
        return cx.say("said.no-unit-here", &[]);
    };
    let alone = journal.query.subjects.len() <= 1;
    journal.query.subjects = if alone { cx.view.everything_under(unit) } else { [Subject::Unit(unit)].into() };
}

/// Moves the cursor of the list, or of the lines.
pub fn step(journal: &mut Journal, motion: Motion) {
    if journal.inside { journal.page.step(motion) } else { journal.list.step(motion) }
}

/// The list takes note of its rows; what is missing is asked for.
pub fn refresh(journal: &mut Journal, cx: &mut Session) {
    let generation = cx.next_generation();
    let asks = journal.sieve.question(&cx.view, &[Kind::Cadre, Kind::Unit, Kind::Post], Asker::Journal, generation);
    asks.into_iter().for_each(|effect| cx.ask(effect));
    let (list, lines) = layout::journal(cx.size);
    let head = cx.head();
    journal.list.fit(journal.entries.len(), usize::from(list.rows.saturating_sub(1)));
    let current = journal.asked.as_ref().is_some_and(|(_, of, query)| *of == head && *query == journal.query);
    let near_end = journal.list.cursor + journal.list.height >= journal.entries.len();
    if !current || (near_end && journal.next.is_some() && !journal.waiting) {
        let from = journal.next.filter(|_| current);
        let query = journal.query.clone();
        let generation = cx.next_generation();
        journal.asked = Some((generation, head, query.clone()));
        journal.waiting = true;
        cx.ask(Effect::Journal(Asks::Page { generation, query, from }));
    }
    open_selected(journal, cx);
    write(journal, cx, lines.cols);
    journal.page.fit(journal.lines.len(), usize::from(lines.rows));
}

/// Writes the lines of the open revision again, where what they are made of has changed.
fn write(journal: &mut Journal, cx: &mut Session, cols: u16) {
    let of = journal.opened.as_ref().map(|o| (o.entry.header.revision, o.entry.undone_by));
    let wanted = (of, cols, cx.meeting, cx.words.lang, cx.view.on, cx.view.snapshot.revision);
    if journal.written == Some(wanted) {
        return;
    }
    let page = journal.opened.as_ref().map(|opened| revision::page(cx, opened)).unwrap_or_default();
    (journal.lines, journal.label) = page.lines(cols.saturating_sub(2));
    journal.written = Some(wanted);
}

fn open_selected(journal: &mut Journal, cx: &mut Session) {
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
        cx.ask(Effect::Journal(Asks::Revision(wanted)));
    }
}

/// A part of the list came.
pub fn arrived(journal: &mut Journal, generation: u64, from: Option<Revision>, page: Page) {
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
pub fn opened(journal: &mut Journal, opened: Option<Opened>) {
    journal.opening = None;
    let selected = journal.selected().map(|e| e.header.revision);
    if let Some(opened) = opened.filter(|o| Some(o.entry.header.revision) == selected) {
        journal.opened = Some(opened);
        journal.page = List::default();
    }
}

/// To what the line under the cursor speaks of; from the list, to what the revision speaks of first.
pub fn follow(journal: &mut Journal, cx: &mut Session) -> Option<Target> {
    if !journal.inside {
        journal.inside = journal.opened.is_some();
        return None;
    }
    let target = journal.lines.get(journal.page.cursor).and_then(|l| l.target);
    if target.is_none() {
        cx.say("said.leads-nowhere", &[]);
    }
    target
}

/// Asks whether the revision under the cursor shall be taken back; of another's, whose it is.
pub fn undo(journal: &mut Journal, cx: &mut Session) {
    let Some(entry) = journal.selected().cloned() else { return };
    if cx.refuses_edits() {
        return;
    }
    if let Some(by) = entry.undone_by {
        return cx.say("refused.taken-back", &[entry.header.revision.to_string(), by.to_string()]);
    }
    let own = cx.author.as_deref() == Some(entry.header.author.id.as_str());
    let parts = [said_of(cx, &entry), about(cx, &entry)];
    let intent = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    let (revision, author) = (entry.header.revision, entry.header.author.name);
    let with = [revision.to_string(), intent, author];
    let asked = [prompt::line("author")];
    let (key, columns): (_, &[_]) = if own { ("form.take-back", &[]) } else { ("form.take-back-of", &asked) };
    let title = cx.words.fill(key, &with);
    let accept = move |_: &mut Journal, cx: &mut Session, cells: Vec<String>| {
        let generation = cx.next_generation();
        cx.saving = true;
        let named = Named { revision, of: cells.into_iter().next() };
        cx.ask(Effect::Change(Change::TakeBack { generation, named }));
        Taken::Wait(generation)
    };
    prompt::open(cx, Prompt::to(accept), title, columns, &[]);
}

/// What a revision was meant for, in words: "hoàn tác 12: đổi tên đơn vị".
#[must_use]
pub fn said_of(cx: &Session, entry: &RevisionEntry) -> String {
    let header = &entry.header;
    let intent = cx.words.written("intent", &header.intent);
    match (&header.source, header.undoes) {
        (Source::Undo, Some(of)) => cx.words.fill("journal.undo-of", &[of.to_string(), intent]),
        (Source::Redo, Some(of)) => cx.words.fill("journal.redo-of", &[of.to_string(), intent]),
        _ => intent,
    }
}

/// What a revision speaks of, in one line.
#[must_use]
pub fn about(cx: &Session, entry: &RevisionEntry) -> String {
    let names = entry.subjects.iter().map(|s| words::subject(&cx.view, *s)).filter(|n| !n.is_empty());
    let rule =
        |id: &String| Some(findings::label(&cx.words, &cx.policy, id)).filter(|n| !n.is_empty()).unwrap_or(id.clone());
    let mut names: Vec<String> = names.chain(entry.rules.iter().map(rule)).collect();
    if entry.more {
        names.push("…".to_owned());
    }
    names.join("; ")
}

/// What the list is narrowed to, in one line; empty where it is not.
#[must_use]
pub fn narrowed(journal: &Journal, cx: &Session) -> String {
    let (words, query) = (&cx.words, &journal.query);
    let mut parts = Vec::new();
    if let Some(subject) = journal.about {
        let name = words::subject(&cx.view, subject);
        let under = query.subjects.len() > 1;
        parts.push(if under { words.fill("journal.and-under", &[name]) } else { name });
    }
    parts.extend(journal.sieve.typed().map(|typed| format!("[{typed}]")));
    parts.extend(query.author.as_ref().map(|a| words.fill("journal.by", &[a])));
    parts.extend(query.kind.map(|k| words.written("record", k.name())));
    parts.extend(query.source.as_ref().map(|s| words.written("source", s)));
    parts.extend(query.from.map(|d| words.fill("journal.from", &[d.to_string()])));
    parts.extend(query.to.map(|d| words.fill("journal.to", &[d.to_string()])));
    parts.extend(query.intent.as_ref().map(|i| format!("“{}”", i.text)));
    parts.join(" · ")
}

/// Why the journal could not be read.
pub fn failed(journal: &mut Journal, cx: &mut Session, why: Notice) {
    journal.waiting = false;
    cx.said = Some(why);
}
