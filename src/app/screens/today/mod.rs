//! Hôm nay, the start screen: what is due and what is coming, each line with how many and where it leads; below it the
//! committees of the term, and what was opened last.

pub mod asks;
pub mod mend;
mod missed;
mod page;
mod rows;
mod screen;

pub use missed::Missed;

use crate::app::input::action::Action;
use crate::app::overlays::found;
use crate::app::parts::layout;
use crate::app::parts::list::Motion;
use crate::app::screens::cadres::Cadres;
use crate::app::screens::indicators::{self, Indicators};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::effect::Effect;
use crate::app::session::go::Go;
use crate::app::session::stage::Screen;
use crate::app::words::findings;
use crate::domain::{Day, PostId, Revision, TermId};
use crate::policy::Verdict;
use crate::register::agenda::{Agenda, Leads};
use crate::register::{Loaded, View};
use crate::search::Found;
use asks::Asks;
use std::sync::Arc;

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Đến hạn
    Due,
    /// Sắp tới
    Ahead,
    /// Committees with what is planned for the term whose pools are in use.
    Bodies,
    /// The same of the other term at hand: the one that runs, or the next.
    Beside,
    /// Vừa mở
    Recent,
}

impl Part {
    /// All of them, in the order in which the cursor goes through them.
    const ALL: [Part; 5] = [Part::Due, Part::Ahead, Part::Bodies, Part::Beside, Part::Recent];

    fn key(self) -> &'static str {
        match self {
            Part::Due => "today.due",
            Part::Ahead => "today.ahead",
            Part::Bodies | Part::Beside => "today.bodies",
            Part::Recent => "today.recent",
        }
    }
}

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lead {
    /// As the register has it.
    Line(Leads),
    /// To a pool of the term.
    Pool(Option<PostId>, TermId),
    /// To what was opened last.
    Place(Found),
    /// To the indicators that are not met, those alone whose day has passed or is to come.
    Indicators(bool),
}

/// Something beside a committee's name, with what the rules say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What stands there.
    pub text: String,
    /// What the rules say.
    pub verdict: Option<Verdict>,
}

/// Numbers of a committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// People and seats.
    pub planned: String,
    /// The coefficient as it is written.
    pub coefficient: Piece,
    /// How full the gauge is, of its whole, in hundredths.
    pub fill: u16,
    /// Women, minority, young.
    pub shares: [Piece; 3],
}

/// A row that the cursor stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub part: Part,
    /// How many; empty of a reminder.
    pub count: String,
    /// What it says.
    pub text: String,
    /// The nearest day.
    pub day: String,
    /// Numbers of a committee.
    pub numbers: Option<Numbers>,
    /// Paper that it rests on.
    pub source: String,
    lead: Lead,
}

impl Row {
    /// The term whose pools it leads to.
    fn term(&self) -> Option<TermId> {
        if let Lead::Pool(_, term) = self.lead { Some(term) } else { None }
    }
}

/// What stands at a place of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The heading of a part.
    Heading(String),
    /// The headings of the committees' columns stand at its right.
    Bodies(String),
    /// A row, by its place among the rows.
    Row(usize),
    /// A sentence where a part has no rows.
    Note(&'static str),
}

/// A place of the page: its first line and its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What stands there.
    pub what: What,
    /// First column.
    pub x: u16,
    /// Line of the page.
    pub y: u16,
    /// Columns.
    pub cols: u16,
}

/// The screen's state.
#[derive(Debug, Clone, Default)]
pub struct Today {
    /// What wants doing; none while it is being looked up.
    agenda: Option<Arc<Agenda>>,
    /// Indicators that are not met; none while they are being counted.
    missed: Option<Missed>,
    /// Rows, part by part.
    pub rows: Vec<Row>,
    /// Where everything stands on the page.
    pub page: Vec<Placed>,
    /// The row under the cursor.
    pub cursor: usize,
    /// First line of the page that is seen.
    pub top: u16,
    asked: Option<(u64, (Revision, Loaded, Day))>,
    /// What the indicators were counted of, or are being counted of.
    measured: Option<(u64, View)>,
}

impl Today {
    /// The row under the cursor.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }
}

/// Makes again what depends on what has changed.
pub fn refresh(state: &mut Today, cx: &mut Session) {
    ask(state, cx);
    // what comes before the lines of work is no reason to stand below them, unless the officer went there
    let lines = state.rows.iter().any(|row| matches!(row.lead, Lead::Line(_)));
    let stood = state.row().filter(|_| lines || state.cursor > 0);
    let before = stood.map(|row| (row.part, row.lead.clone()));
    let rows = rows::all(state, cx);
    state.rows = rows;
    let kept = before.and_then(|(part, lead)| state.rows.iter().position(|r| r.part == part && r.lead == lead));
    state.cursor = kept.unwrap_or(state.cursor).min(state.rows.len().saturating_sub(1));
    let page = page::arrange(state, cx);
    let seen = layout::body(cx.size).rows;
    state.page = page;
    let at = state.page.iter().find(|p| p.what == What::Row(state.cursor)).map_or(0, |p| p.y);
    let height = state.page.iter().map(|p| p.y + 1).max().unwrap_or(0);
    // with the first row of a part its heading is seen
    if at <= state.top {
        state.top = at.saturating_sub(1);
    } else if at >= state.top + seen {
        state.top = at + 1 - seen;
    }
    state.top = state.top.min(height.saturating_sub(seen));
}

/// Asks what wants doing where what is shown is of another register or another day.
fn ask(state: &mut Today, cx: &mut Session) {
    let snapshot = &cx.view.snapshot;
    let wanted = (snapshot.revision, snapshot.loaded, cx.view.on);
    if snapshot.loaded < Loaded::All || state.asked.is_some_and(|(_, asked)| asked == wanted) {
        return;
    }
    if state.asked.is_some_and(|(_, (.., on))| on != cx.view.on) {
        // another day's work is not shown under this one
        state.agenda = None;
        state.missed = None;
    }
    let generation = cx.next_generation();
    state.asked = Some((generation, wanted));
    let (view, policy) = (cx.view.clone(), Arc::clone(&cx.policy));
    // much that is edited is no fact that is counted: texts of dossiers, what is kept beside a record
    let measured = state.measured.as_ref();
    let untouched = measured.and_then(|(_, before)| view.edits_since(before)).is_some_and(|edits| edits.is_empty());
    if !untouched {
        state.measured = Some((generation, view.clone()));
        let plan = Arc::clone(&cx.indicators);
        cx.ask(Effect::Today(Asks::Missed { generation, view: view.clone(), policy: Arc::clone(&policy), plan }));
    }
    cx.ask(Effect::Today(Asks::Agenda { generation, view, policy }));
}

/// An answer came.
pub fn answered(state: &mut Today, answered: asks::Answered) {
    match answered {
        asks::Answered::Agenda { generation, agenda } => arrived(state, generation, agenda),
        asks::Answered::Missed { generation, missed } => counted(state, generation, missed),
    }
}

/// What wants doing has been looked up.
pub fn arrived(state: &mut Today, generation: u64, agenda: Arc<Agenda>) {
    if state.asked.is_some_and(|(asked, _)| asked == generation) {
        state.agenda = Some(agenda);
    }
}

/// Indicators that are not met have been counted.
pub fn counted(state: &mut Today, generation: u64, missed: Missed) {
    if state.measured.as_ref().is_some_and(|(asked, _)| *asked == generation) {
        state.missed = Some(missed);
    }
}

/// Moves the cursor: within the part, and on into the next.
pub fn step(state: &mut Today, motion: Motion) {
    let last = state.rows.len().saturating_sub(1);
    let page = 8;
    state.cursor = match motion {
        Motion::Up => state.cursor.saturating_sub(1),
        Motion::Down => (state.cursor + 1).min(last),
        Motion::PageUp => state.cursor.saturating_sub(page),
        Motion::PageDown => (state.cursor + page).min(last),
        Motion::First => 0,
        Motion::Last => last,
    };
}

/// Does an action of the screen.
pub fn act(state: &mut Today, cx: &mut Session, action: Action) {
    match action {
        Action::Open => open(state, cx),
        Action::NextPane | Action::Expand => to_part(state, true),
        Action::PreviousPane | Action::Collapse => to_part(state, false),
        Action::Why => why(state, cx),
        _ => {}
    }
}

/// To the first row of the next part that has any, or of the one before.
fn to_part(state: &mut Today, forward: bool) {
    let Some(now) = state.row().map(|r| r.part) else { return };
    let at = Part::ALL.iter().position(|p| *p == now).unwrap_or(0);
    let count = Part::ALL.len();
    let others = (1..count).map(|n| if forward { at + n } else { at + count - n });
    let first = |part: Part| state.rows.iter().position(|r| r.part == part);
    let next = others.filter_map(|n| Part::ALL.get(n % count)).find_map(|part| first(*part));
    state.cursor = next.unwrap_or(state.cursor);
}

fn why(state: &mut Today, cx: &mut Session) {
    if let Some(source) = state.row().map(|r| r.source.clone()).filter(|s| !s.is_empty()) {
        cx.say("today.source", &[source]);
    }
}

/// Goes to the list of the row.
fn open(state: &mut Today, cx: &mut Session) {
    let Some(lead) = state.row().map(|row| row.lead.clone()) else { return };
    match lead {
        Lead::Line(Leads::People(query, by_days)) => {
            cx.go(Go::Cadres(query));
            // all of the province, as the line counts them, in the order of their days
            cx.call(Callback::to(move |cadres: &mut Cadres, _, ()| {
                (cadres.under, cadres.by_days) = (None, by_days);
                cadres.list.go(0);
            }));
        }
        Lead::Line(Leads::Rounds(rounds)) => cx.go(Go::Rounds(rounds)),
        Lead::Line(Leads::Moves(queue, lacks)) => cx.go(Go::Queue(queue, lacks)),
        Lead::Line(Leads::Pools(term)) => cx.go(Go::Pools(term)),
        Lead::Line(Leads::Mend) => mend::ask(cx),
        Lead::Line(Leads::Nowhere) => why(state, cx),
        Lead::Pool(Some(post), term) => cx.go(Go::Pool(post, term)),
        Lead::Pool(None, term) => cx.go(Go::Pools(term)),
        Lead::Place(found) => found::go(cx, found),
        Lead::Indicators(overdue) => {
            cx.go(Go::Screen(Screen::Indicators));
            cx.call(Callback::to(move |state: &mut Indicators, cx: &mut Session, ()| {
                indicators::only_missed(state, cx, Some(overdue));
            }));
        }
    }
}

/// Every row as a line of text.
#[must_use]
pub fn lines(state: &Today, cx: &Session) -> Vec<String> {
    let mut out = Vec::new();
    let mut part = None;
    for row in &state.rows {
        if part != Some(row.part) {
            part = Some(row.part);
            let years = row.term().and_then(|term| cx.view.term(term)).map(page::years).unwrap_or_default();
            out.push(cx.words.fill(row.part.key(), &[years]).trim().to_owned());
        }
        let mut said: Vec<String> = vec![row.count.clone(), row.text.clone(), row.day.clone()];
        if let Some(numbers) = &row.numbers {
            let verdict = |v: Option<Verdict>| v.map(|v| cx.words.get(findings::verdict(v)).to_owned());
            let keys = ["today.women", "today.minority", "today.young"];
            said.push(numbers.planned.clone());
            said.push(numbers.coefficient.text.clone());
            said.extend(verdict(numbers.coefficient.verdict));
            for (key, piece) in keys.into_iter().zip(&numbers.shares) {
                said.push(format!("{} {}", cx.words.get(key), piece.text));
                said.extend(verdict(piece.verdict));
            }
        }
        said.retain(|s| !s.is_empty());
        out.push(said.join(", "));
    }
    out
}
