//! Chỉ tiêu, the screen of indicators: each against its target with how it went over the years; those who would make the
//! difference; units by indicator; training that those planned need; pictures of the people.
//!
//! Counting reads the whole register for every year, so it is asked as an effect; an edit asks again.

pub mod asks;
mod board;
mod heat;
mod hints;
mod needs;
mod papers;
mod rows;
mod screen;
mod who;

pub use board::Board;
pub use heat::{Grid, cell, grid, name};
pub use needs::{course, courses, named};
pub use papers::{paper, whole};
pub use rows::{Line, below, line, lines, short};
pub use who::{Who, people, retires, row, title};

use crate::app::input::action::Action;
use crate::app::parts::layout::{self, Area, Size};
use crate::app::parts::list::{List, Motion};
use crate::app::screens::dossier::tab::Tab as Part;
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::go::Go;
use crate::domain::{CadreId, Day, Revision, UnitId};
use crate::exchange::Lang;
use crate::exchange::indicators::{CaseSubject, Heat, Tally};
use crate::register::Loaded;
use asks::Asks;
use std::sync::Arc;

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Indicators against their targets.
    #[default]
    Targets,
    /// Units by indicator.
    Units,
    /// Courses that those planned need.
    Needs,
    Pictures,
}

impl Tab {
    const ALL: [Tab; 4] = [Tab::Targets, Tab::Units, Tab::Needs, Tab::Pictures];

    /// Key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Tab::Targets => "indicators.tab.targets",
            Tab::Units => "indicators.tab.units",
            Tab::Needs => "indicators.tab.needs",
            Tab::Pictures => "indicators.tab.pictures",
        }
    }
}

/// Of which register, day and language the numbers are.
type Stand = (Revision, Loaded, Day, Lang);

/// The screen's state.
#[derive(Debug, Clone, Default)]
pub struct Indicators {
    /// The open part.
    pub tab: Tab,
    /// Everything measured; none while it is being counted.
    pub board: Option<Arc<Board>>,
    /// Cursor over the indicators.
    pub list: List,
    /// Cursor over the units.
    pub units: List,
    /// The indicator whose column is chosen among the units.
    pub column: usize,
    /// The first column of units that is seen.
    pub left: usize,
    /// The units by indicator that are shown.
    pub heat: Arc<Heat>,
    /// How the chosen indicator went in the chosen unit.
    pub of_unit: Vec<(Day, Tally)>,
    /// Cursor over the courses.
    pub needs: List,
    /// Which picture is shown.
    pub picture: usize,
    /// Cursor over its labels.
    pub lines: List,
    /// The list of people that is open over the part.
    pub who: Option<Who>,
    /// Whether what an indicator rests on is shown at length.
    pub why: bool,
    /// Whether those alone are shown that are not met: those whose day has passed, or those whose day is to come.
    missed: Option<bool>,
    whole: Option<Arc<Board>>,
    top: Option<UnitId>,
    made: Option<(u64, Option<UnitId>)>,
    asked: Option<(u64, Stand)>,
}

impl Indicators {
    /// Who is under the cursor of an open list.
    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        self.who.as_ref().and_then(Who::cadre)
    }
}

/// Where the parts of the screen stand: the tabs, the table, what is said below it.
#[must_use]
pub fn areas(size: Size, state: &Indicators) -> [Area; 3] {
    let all = layout::body(size);
    let inner = all.rows.saturating_sub(1);
    let below = match state.tab {
        _ if state.who.is_some() => 0,
        Tab::Targets if state.why => inner / 2,
        Tab::Targets => (inner / 3).min(6),
        Tab::Units => 4.min(inner),
        Tab::Needs | Tab::Pictures => 0,
    };
    let table = inner - below;
    [all.top(), Area { rows: table, ..all.below(1) }, Area { rows: below, ..all.below(1 + table) }]
}

/// Makes again what depends on what has changed.
pub fn refresh(state: &mut Indicators, cx: &mut Session) {
    ask(state, cx);
    heat::refresh(state, cx);
    let [_, table, _] = areas(cx.size, &*state);
    let rows = usize::from(table.rows.saturating_sub(1));
    let board = state.board.clone();
    state.list.fit(board.as_ref().map_or(0, |b| b.measured.len()), rows);
    state.units.fit(state.heat.units.len(), rows);
    state.needs.fit(board.as_ref().map_or(0, |b| b.courses.len()), rows);
    let pictures = board.as_ref().map_or(0, |b| b.pictures.len());
    state.picture = state.picture.min(pictures.saturating_sub(1));
    let picture = board.as_ref().and_then(|b| b.pictures.get(state.picture));
    let (labels, high) = picture.map_or((0, 1), |p| (p.labels.len(), p.lines_of_label()));
    // above them its title and its legend
    state.lines.fit(labels, usize::from(table.rows.saturating_sub(2)) / high);
    if let Some(who) = &mut state.who {
        who.list.fit(who.cases.len(), usize::from(table.rows.saturating_sub(2)));
    }
}

/// Asks for the numbers where those that are shown are of something else.
fn ask(state: &mut Indicators, cx: &mut Session) {
    let snapshot = &cx.view.snapshot;
    let wanted = (snapshot.revision, snapshot.loaded, cx.view.on, cx.words.lang);
    if snapshot.loaded < Loaded::All || state.asked.is_some_and(|(_, asked)| asked == wanted) {
        return;
    }
    if state.asked.is_some_and(|(_, (_, _, on, _))| on != cx.view.on) {
        // another day's numbers are not shown under this one; what they are narrowed to stays
        (state.board, state.whole, state.who) = (None, None, None);
    }
    let generation = cx.next_generation();
    state.asked = Some((generation, wanted));
    let (view, policy, lang) = (cx.view.clone(), Arc::clone(&cx.policy), cx.words.lang);
    let plan = Arc::clone(&cx.indicators);
    cx.ask(Effect::Indicators(Asks::Board { generation, view, policy, plan, lang }));
}

/// The numbers came.
pub fn arrived(state: &mut Indicators, cx: &mut Session, generation: u64, board: Arc<Board>) {
    if state.asked.is_none_or(|(asked, _)| asked != generation) {
        return;
    }
    state.whole = Some(board);
    narrow(state, cx);
}

/// Shows those alone that are not met: those whose day has passed, or those whose day is to come; of none: all.
pub fn only_missed(state: &mut Indicators, cx: &mut Session, overdue: Option<bool>) {
    (state.missed, state.tab, state.who) = (overdue, Tab::Targets, None);
    state.list.go(0);
    narrow(state, cx);
}

/// What is shown of what was counted.
fn narrow(state: &mut Indicators, cx: &mut Session) {
    let shown = state.whole.clone().map(|whole| match state.missed {
        Some(overdue) => Arc::new(whole.only_missed(cx.view.on, overdue)),
        None => whole,
    });
    let before = std::mem::replace(&mut state.board, shown);
    state.made = None;
    who::renew(state, cx, before.as_deref());
}

/// Moves the cursor.
pub fn step(state: &mut Indicators, motion: Motion) {
    let list = match (&mut state.who, state.tab) {
        (Some(who), _) => &mut who.list,
        (None, Tab::Targets) => &mut state.list,
        (None, Tab::Units) => &mut state.units,
        (None, Tab::Needs) => &mut state.needs,
        (None, Tab::Pictures) => &mut state.lines,
    };
    list.step(motion);
}

/// Does an action of the screen.
pub fn act(state: &mut Indicators, cx: &mut Session, action: Action) {
    match action {
        Action::Open => open(state, cx),
        Action::NextTab | Action::PreviousTab => turn(state, action == Action::NextTab),
        Action::Expand | Action::Collapse => aside(state, cx, action == Action::Expand),
        Action::ByUnit => by_unit(state, cx),
        Action::Lacking => who::of_cell(state, cx),
        Action::Parent => heat::up(state, cx),
        Action::Why => state.why = !state.why,
        Action::GoToUnit => go_to_unit(state, cx),
        _ => {}
    }
}

fn turn(state: &mut Indicators, forward: bool) {
    let at = Tab::ALL.iter().position(|tab| *tab == state.tab).unwrap_or(0);
    let next = if forward { at + 1 } else { at + Tab::ALL.len() - 1 };
    state.tab = Tab::ALL.get(next % Tab::ALL.len()).copied().unwrap_or_default();
    state.who = None;
}

/// To the column, the picture or the part of an open list beside.
fn aside(state: &mut Indicators, cx: &mut Session, right: bool) {
    if state.who.is_some() {
        return who::aside(state, cx, right);
    }
    let Some(board) = &state.board else { return };
    let beside = |at: usize, len: usize| if right { (at + 1).min(len.saturating_sub(1)) } else { at.saturating_sub(1) };
    match state.tab {
        Tab::Units => state.column = beside(state.column, board.measured.len()),
        Tab::Pictures => {
            state.picture = beside(state.picture, board.pictures.len());
            state.lines = List::default();
        }
        Tab::Targets | Tab::Needs => {}
    }
}

/// The indicator under the cursor, unit by unit.
fn by_unit(state: &mut Indicators, cx: &mut Session) {
    match state.tab {
        Tab::Targets => {
            (state.tab, state.column, state.who) = (Tab::Units, state.list.cursor, None);
            heat::seek(state, cx);
        }
        Tab::Units => {
            state.list.go(state.column);
            (state.tab, state.who) = (Tab::Targets, None);
        }
        Tab::Needs | Tab::Pictures => {}
    }
}

fn open(state: &mut Indicators, cx: &mut Session) {
    if let Some(cadre) = state.cadre() {
        return cx.go(Go::Dossier(cadre, Part::Summary));
    }
    if state.who.is_some() {
        return go_to_unit(state, cx);
    }
    match state.tab {
        Tab::Targets => who::of_indicator(state, cx),
        Tab::Units => heat::down(state, cx),
        Tab::Needs => who::of_course(state, cx),
        Tab::Pictures => who::of_bar(state, cx),
    }
}

fn go_to_unit(state: &mut Indicators, cx: &mut Session) {
    if let Some(cadre) = state.cadre() {
        return cx.go(Go::UnitOf(cadre));
    }
    let of_case = state.who.as_ref().and_then(Who::case).map(|case| match case.of {
        CaseSubject::List(list, _) => list.unit,
        _ => case.unit,
    });
    let of_row = || (state.tab == Tab::Units).then(|| state.heat.units.get(state.units.cursor).copied()).flatten();
    if let Some(unit) = of_case.or_else(of_row) {
        cx.go(Go::Unit(unit));
    }
}

/// What stands at the head of the screen.
#[must_use]
pub fn trail(state: &Indicators, cx: &Session) -> Vec<String> {
    let mut names = vec![cx.words.get("head.indicators").to_owned()];
    if state.tab == Tab::Units
        && let Some(top) = state.top
    {
        names.push(crate::app::words::unit_name(&cx.view, top));
    }
    let key = |overdue| if overdue { "today.indicators-overdue" } else { "today.indicators" };
    names.extend(state.missed.map(|overdue| format!("[{}]", cx.words.get(key(overdue)))));
    names
}

/// Tabs, and which is open.
#[must_use]
pub fn tabs(state: &Indicators, cx: &Session) -> Vec<(String, bool)> {
    Tab::ALL.map(|tab| (cx.words.get(tab.key()).to_owned(), tab == state.tab)).into()
}

/// The list that is in use, for its place in the foot; none where there is none.
#[must_use]
pub fn list(state: &Indicators) -> Option<&List> {
    match (&state.who, state.tab) {
        (Some(who), _) => Some(&who.list),
        (None, Tab::Targets) => Some(&state.list),
        (None, Tab::Units) => Some(&state.units),
        (None, Tab::Needs) => Some(&state.needs),
        (None, Tab::Pictures) => Some(&state.lines),
    }
}
