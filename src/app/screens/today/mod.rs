//! Hôm nay, the start screen: what is due and what is coming, each line with how many and where it leads; below it the
//! committees of the term, and what was opened last.

mod missed;
mod page;
mod rows;

pub use missed::Missed;

use super::plan::rounds;
use super::{indicators, plan, rotations};
use crate::app::input::action::Action;
use crate::app::model::{Model, Screen};
use crate::app::overlays::find;
use crate::app::parts::layout;
use crate::app::parts::list::Motion;
use crate::app::session::jumps;
use crate::app::session::msg::Effect;
use crate::app::session::places;
use crate::app::words::findings;
use crate::domain::{Day, PostId, Revision, TermId};
use crate::policy::Verdict;
use crate::register::agenda::{Agenda, Leads};
use crate::register::{Loaded, View};
use crate::search::Found;
use std::sync::Arc;

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Đến hạn
    Due,
    /// Sắp tới
    Ahead,
    /// Committees of the term.
    Bodies,
    /// Vừa mở
    Recent,
}

impl Part {
    /// All of them, in the order in which the cursor goes through them.
    const ALL: [Part; 4] = [Part::Due, Part::Ahead, Part::Bodies, Part::Recent];

    fn key(self) -> &'static str {
        match self {
            Part::Due => "today.due",
            Part::Ahead => "today.ahead",
            Part::Bodies => "today.bodies",
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
    /// To the indicators.
    Indicators,
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

/// Shows the screen.
pub fn show(model: &mut Model) {
    if model.cx.screen != Screen::Today {
        jumps::leave(model);
        model.cx.screen = Screen::Today;
    }
}

/// Makes again what depends on what has changed.
pub fn refresh(model: &mut Model) {
    ask(model);
    // what comes before the lines of work is no reason to stand below them, unless the officer went there
    let lines = model.screens.today.rows.iter().any(|row| matches!(row.lead, Lead::Line(_)));
    let stood = model.screens.today.row().filter(|_| lines || model.screens.today.cursor > 0);
    let before = stood.map(|row| (row.part, row.lead.clone()));
    let rows = rows::all(model);
    let state = &mut model.screens.today;
    state.rows = rows;
    let kept = before.and_then(|(part, lead)| state.rows.iter().position(|r| r.part == part && r.lead == lead));
    state.cursor = kept.unwrap_or(state.cursor).min(state.rows.len().saturating_sub(1));
    let page = page::arrange(model);
    let seen = layout::body(model.cx.size).rows;
    let state = &mut model.screens.today;
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
fn ask(model: &mut Model) {
    let snapshot = &model.cx.view.snapshot;
    let wanted = (snapshot.revision, snapshot.loaded, model.cx.view.on);
    if snapshot.loaded < Loaded::All || model.screens.today.asked.is_some_and(|(_, asked)| asked == wanted) {
        return;
    }
    if model.screens.today.asked.is_some_and(|(_, (.., on))| on != model.cx.view.on) {
        // another day's work is not shown under this one
        model.screens.today.agenda = None;
        model.screens.today.missed = None;
    }
    let generation = model.cx.next_generation();
    model.screens.today.asked = Some((generation, wanted));
    let (view, policy) = (model.cx.view.clone(), Arc::clone(&model.cx.policy));
    // much that is edited is no fact that is counted: texts of dossiers, what is kept beside a record
    let measured = model.screens.today.measured.as_ref();
    let untouched = measured.and_then(|(_, before)| view.edits_since(before)).is_some_and(|edits| edits.is_empty());
    if !untouched {
        model.screens.today.measured = Some((generation, view.clone()));
        let plan = Arc::clone(&model.cx.indicators);
        model.cx.ask(Effect::Missed { generation, view: view.clone(), policy: Arc::clone(&policy), plan });
    }
    model.cx.ask(Effect::Agenda { generation, view, policy });
}

/// What wants doing has been looked up.
pub fn arrived(model: &mut Model, generation: u64, agenda: Arc<Agenda>) {
    if model.screens.today.asked.is_some_and(|(asked, _)| asked == generation) {
        model.screens.today.agenda = Some(agenda);
    }
}

/// Indicators that are not met have been counted.
pub fn counted(model: &mut Model, generation: u64, missed: Missed) {
    if model.screens.today.measured.as_ref().is_some_and(|(asked, _)| *asked == generation) {
        model.screens.today.missed = Some(missed);
    }
}

/// Moves the cursor: within the part, and on into the next.
pub fn step(model: &mut Model, motion: Motion) {
    let state = &mut model.screens.today;
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
pub fn act(model: &mut Model, action: Action) {
    match action {
        Action::Open => open(model),
        Action::NextPane | Action::Expand => to_part(model, true),
        Action::PreviousPane | Action::Collapse => to_part(model, false),
        Action::Why => why(model),
        _ => {}
    }
}

/// To the first row of the next part that has any, or of the one before.
fn to_part(model: &mut Model, forward: bool) {
    let state = &mut model.screens.today;
    let Some(now) = state.row().map(|r| r.part) else { return };
    let at = Part::ALL.iter().position(|p| *p == now).unwrap_or(0);
    let count = Part::ALL.len();
    let others = (1..count).map(|n| if forward { at + n } else { at + count - n });
    let first = |part: Part| state.rows.iter().position(|r| r.part == part);
    let next = others.filter_map(|n| Part::ALL.get(n % count)).find_map(|part| first(*part));
    state.cursor = next.unwrap_or(state.cursor);
}

fn why(model: &mut Model) {
    if let Some(source) = model.screens.today.row().map(|r| r.source.clone()).filter(|s| !s.is_empty()) {
        model.cx.say("today.source", &[source]);
    }
}

/// Goes to the list of the row.
fn open(model: &mut Model) {
    let Some(lead) = model.screens.today.row().map(|row| row.lead.clone()) else { return };
    match lead {
        Lead::Line(Leads::People(query)) => {
            model.screens.cadres.list.go(0);
            find::to_table(model, query);
        }
        Lead::Line(Leads::Rounds) => {
            plan::show(model);
            plan::refresh(model);
            rounds::open(model);
        }
        Lead::Line(Leads::Moves(queue)) => rotations::show(model, Some(queue)),
        Lead::Line(Leads::Nowhere) => why(model),
        Lead::Pool(Some(post), term) => plan::show_post(model, post, term),
        Lead::Pool(None, term) => {
            plan::show(model);
            model.screens.plan.term = Some(term);
        }
        Lead::Place(found) => places::go_to(model, found),
        Lead::Indicators => indicators::show(model),
    }
}

/// Every row as a line of text.
#[must_use]
pub fn lines(model: &Model) -> Vec<String> {
    let mut out = Vec::new();
    let mut part = None;
    for row in &model.screens.today.rows {
        if part != Some(row.part) {
            part = Some(row.part);
            out.push(model.cx.words.fill(row.part.key(), &[String::new()]).trim().to_owned());
        }
        let mut said: Vec<String> = vec![row.count.clone(), row.text.clone(), row.day.clone()];
        if let Some(numbers) = &row.numbers {
            let verdict = |v: Option<Verdict>| v.map(|v| model.cx.words.get(findings::verdict(v)).to_owned());
            let keys = ["today.women", "today.minority", "today.young"];
            said.push(numbers.planned.clone());
            said.push(numbers.coefficient.text.clone());
            said.extend(verdict(numbers.coefficient.verdict));
            for (key, piece) in keys.into_iter().zip(&numbers.shares) {
                said.push(format!("{} {}", model.cx.words.get(key), piece.text));
                said.extend(verdict(piece.verdict));
            }
        }
        said.retain(|s| !s.is_empty());
        out.push(said.join(", "));
    }
    out
}
