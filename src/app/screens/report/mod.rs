//! Reports on the screen (Báo cáo): sections at left, their tables at right; who is counted in a cell, two days
//! compared, the report as a file. Counting takes its time and is asked as an effect.

pub mod asks;
pub mod counting;
mod entries;
mod keys;
mod lay;
mod people;
mod screen;

use asks::Asks;
pub use counting::{Counting, Person};
pub use entries::{Entry, entries};
use keys::document;
pub use keys::{act, compare, showing, step};
pub use lay::{Frame, Line, passed};
pub use people::{cell, columns};

use crate::app::parts::layout::{self, Area, Size};
use crate::app::parts::list::List;
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::app::words::Lang;
use crate::domain::{Day, Revision};
use crate::exchange::reports::{BadFile, BadFileReason, Report, ReportSection, ReportTable};
use crate::register::Loaded;
use std::sync::Arc;

/// What is wrong with a report of the user's, where, and what to do.
#[must_use]
pub fn broken(bad: &BadFile) -> Notice {
    let (key, with) = match &bad.why {
        BadFileReason::Unreadable(why) => ("report.broken-file", vec![why.clone()]),
        BadFileReason::Written { line, why } => ("report.broken-line", vec![line.to_string(), why.clone()]),
        BadFileReason::Unknown { line, name } => ("report.broken-name", vec![line.to_string(), name.clone()]),
    };
    Notice { key, with: std::iter::once(bad.file.clone()).chain(with).collect() }
}

/// What a report's numbers were made of.
type Stand = (Revision, Loaded, Counting);

/// The screen's state.
#[derive(Debug, Clone, Default)]
pub struct Screened {
    /// Reports and their sections.
    pub entries: Vec<Entry>,
    /// Cursor and window over them.
    pub list: List,
    /// Whether the tables are in use, not the list.
    pub inside: bool,
    /// Whether each section stands on its own day, not on the one that is looked at.
    pub own_days: bool,
    /// The day with which the one that is looked at is compared.
    pub compared: Option<Day>,
    /// What is shown.
    pub shown: Option<Arc<Report>>,
    /// Its tables in lines.
    pub lines: Vec<Line>,
    /// Widths and headings of its tables.
    pub frames: Vec<Frame>,
    /// Cursor and window over the lines.
    pub page: List,
    /// The column in use.
    pub column: usize,
    /// The first column that is seen.
    pub first: usize,
    /// Those whom a cell counts, while they are listed.
    pub people: Option<People>,
    /// Whether an answer is on its way.
    pub waiting: bool,
    asked: Option<(u64, Stand)>,
    stand: Option<Stand>,
    laid: Option<(u16, usize)>,
    titled: Option<Lang>,
    seek: Option<(String, Option<String>)>,
}

/// Those whom a cell counts.
#[derive(Debug, Clone)]
pub struct People {
    /// The cell in words.
    pub title: String,
    /// Who, with what is shown of each.
    pub rows: Vec<Person>,
    /// The day on which they are looked at.
    pub on: Day,
    /// Whether a meeting must not see them.
    pub sensitive: bool,
    /// Cursor and window over them.
    pub list: List,
    /// Whether they are still being looked up, for which question.
    pub generation: Option<u64>,
}

impl Screened {
    /// The entry under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&Entry> {
        self.entries.get(self.list.cursor)
    }

    /// The table and the row under the cursor, with the section they stand in.
    #[must_use]
    pub fn row(&self) -> Option<(&ReportSection, &ReportTable, usize)> {
        let Line::Row { section, table, row, .. } = *self.lines.get(self.page.cursor)? else { return None };
        let section = self.shown.as_ref()?.sections.get(section)?;
        Some((section, section.tables.get(table)?, row))
    }

    /// Widths and headings of the table under the cursor.
    #[must_use]
    pub fn frame(&self) -> Option<&Frame> {
        let at = self.lines.get(self.page.cursor).or(self.lines.first())?;
        self.frames.get(at.frame())
    }

    /// Whether what is shown is what is wished for.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.asked.as_ref().map(|(_, stand)| stand) == self.stand.as_ref() && self.stand.is_some()
    }
}

/// The list, and the tables beside it or in its place; a part that is not shown has no columns.
#[must_use]
pub fn areas(size: Size, inside: bool) -> (Area, Area) {
    let all = layout::body(size);
    let none = Area { cols: 0, ..all };
    if size.cols < Size::WIDE {
        return if inside { (none, all) } else { (all, none) };
    }
    let list = (size.cols * 30 / 100).clamp(30, 46);
    (Area { cols: list, ..all }, Area { x: list + 1, cols: size.cols - list - 1, ..all })
}

/// Puts the cursor on a report or a section as soon as they are listed.
pub fn seek(state: &mut Screened, report: String, section: Option<String>) {
    state.seek = Some((report, section));
    state.people = None;
    state.inside = false;
    found(state);
}

/// Puts the cursor on the entry that was named.
fn found(state: &mut Screened) {
    let Some((report, section)) = state.seek.clone().filter(|_| !state.entries.is_empty()) else { return };
    state.seek = None;
    if let Some(at) = state.entries.iter().position(|e| e.report == report && e.section == section) {
        state.list.len = state.entries.len();
        state.list.show(at);
    }
}

/// Makes again what depends on what has changed.
pub fn refresh(state: &mut Screened, cx: &mut Session) {
    name(state, cx);
    if cx.meeting && state.people.as_ref().is_some_and(|people| people.sensitive) {
        state.people = None;
    }
    ask(state, cx);
    let (list, tables) = areas(cx.size, state.inside);
    if list.cols > 0 {
        state.list.fit(state.entries.len(), usize::from(list.rows));
    }
    lay::out(state, tables);
    if let Some(people) = &mut state.people {
        let rows = usize::from(tables.rows.saturating_sub(2));
        people.list.fit(people.rows.len(), rows);
    }
}

/// The entries in the language of the session.
fn name(state: &mut Screened, cx: &mut Session) {
    let lang = cx.words.lang;
    if state.titled == Some(lang) {
        return;
    }
    let all = Arc::clone(&cx.reports);
    state.entries = entries(&all, lang);
    if state.titled.is_none() {
        // a section, not all of the first report
        state.list.cursor = 1;
    }
    state.titled = Some(lang);
    found(state);
}

/// Asks for the numbers where those that are shown are of something else. One question at a time: who goes through the
/// list is answered where the cursor comes to rest.
fn ask(state: &mut Screened, cx: &mut Session) {
    let snapshot = &cx.view.snapshot;
    let Some(entry) = state.selected().cloned() else { return };
    let all = Arc::clone(&cx.reports);
    let on = cx.view.on;
    let asked = Counting {
        report: entry.report,
        section: entry.section,
        as_of: (!state.own_days).then_some(on),
        between: state.compared.map(|other| (other.min(on), other.max(on))),
        lang: cx.words.lang,
    };
    let wanted = (snapshot.revision, snapshot.loaded, asked.clone());
    let same = state.asked.as_ref().is_some_and(|(_, stand)| *stand == wanted);
    if snapshot.loaded < Loaded::All || state.waiting || same {
        return;
    }
    let generation = cx.next_generation();
    state.asked = Some((generation, wanted));
    state.waiting = true;
    let view = cx.view.clone();
    cx.ask(Effect::Report(Asks::Count { generation, reports: all, view, asked }));
}

/// Numbers came.
pub fn arrived(state: &mut Screened, cx: &mut Session, generation: u64, result: Result<Arc<Report>, Notice>) {
    let Some((_, stand)) = state.asked.clone().filter(|(asked, _)| *asked == generation) else { return };
    state.waiting = false;
    match result {
        Ok(report) => {
            let of = |(_, _, asked): &Stand| (asked.report.clone(), asked.section.clone(), asked.between);
            if state.stand.as_ref().map(of) != Some(of(&stand)) {
                (state.page, state.column, state.first) = (List::default(), 0, 0);
            }
            state.stand = Some(stand);
            state.shown = Some(report);
            state.laid = None;
        }
        Err(said) => cx.said = Some(said),
    }
}

/// An answer came.
pub fn answered(state: &mut Screened, cx: &mut Session, answered: asks::Answered) {
    match answered {
        asks::Answered::Counted { generation, result } => arrived(state, cx, generation, result),
        asks::Answered::People { generation, people } => showing(state, generation, people),
    }
}

/// What stands at the head of the screen.
#[must_use]
pub fn trail(state: &Screened, cx: &Session) -> Vec<String> {
    let mut names = vec![cx.words.get("head.reports").to_owned()];
    let whole = |entry: &Entry| {
        state.entries.iter().find(|e| e.report == entry.report && e.section.is_none()).map(|e| e.report.clone())
    };
    if let Some(entry) = state.selected() {
        names.extend(whole(entry));
        names.extend(entry.section.is_some().then(|| entry.title.clone()));
    }
    names.extend(state.people.as_ref().map(|people| people.title.clone()));
    names
}
