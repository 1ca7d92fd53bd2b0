//! Rotations on the screen: queues as tabs with their counts, the people of one as a table sorted by what wants doing,
//! and below it the checklist of the selected move with its next step.

mod below;
mod board;
mod panes;
pub mod rows;
mod steps;

pub use below::below;
pub use board::{Board, Source};
pub use panes::{Pane, head, panes, short};
pub use rows::{Cell, Column, cells, columns};
pub use steps::narrow;

use super::dossier;
use super::dossier::Tab;
use crate::app::input::action::Action;
use crate::app::model::{Model, Screen};
use crate::app::parts::layout::{self, Size};
use crate::app::parts::list::{List, Motion};
use crate::app::parts::sieve::{Sieve, Sifted};
use crate::app::session::jumps;
use crate::app::session::msg::Effect;
use crate::app::session::places;
use crate::app::words::terms;
use crate::domain::{CadreId, Day, Direction, Line, MoveKind, Revision, Tier, UnitId};
use crate::register::Loaded;
use crate::register::fields::codes::Coded;
use crate::register::locality::{self, Place};
use crate::register::rotations::{Asked, Moved, Queue};
use crate::search::Kind;
use std::sync::Arc;

/// A way of narrowing the queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrow {
    /// To a kind of move.
    Kind(MoveKind),
    /// To a direction.
    Direction(Direction),
    /// To those whom a tier manages.
    Tier(Tier),
    /// To a unit and what stands under it.
    Unit(UnitId),
    /// To those whom a query finds, which is typed.
    Query,
    /// To nothing.
    Everything,
}

/// The screen's state.
#[derive(Debug, Clone)]
pub struct Rotations {
    /// The queue that is shown.
    pub tab: Queue,
    /// Whether the heads of districts are shown instead, and who of them is from there.
    pub heads: bool,
    /// All queues of the day; empty while they are being looked up.
    pub board: Arc<Board>,
    /// Cursor and window over what is shown.
    pub list: List,
    /// Whether what the rules say is shown at length, with its sources.
    pub why: bool,
    /// To what the queues are narrowed.
    pub asks: Asked,
    /// A query whose people alone are listed.
    pub sieve: Sieve,
    whole: Arc<Board>,
    /// Whether the board has come.
    pub ready: bool,
    chosen: bool,
    asked: Option<(u64, (Revision, Loaded, Day, Asked))>,
}

impl Default for Rotations {
    fn default() -> Self {
        Rotations {
            tab: Queue::Ripe,
            heads: false,
            board: Arc::default(),
            list: List::default(),
            why: false,
            asks: Asked::default(),
            sieve: Sieve::default(),
            whole: Arc::default(),
            ready: false,
            chosen: false,
            asked: None,
        }
    }
}

impl Rotations {
    /// The move under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&Moved> {
        let shown = !self.heads && self.tab != Queue::Source;
        shown.then(|| self.board.of_queue(self.tab).nth(self.list.cursor)).flatten()
    }

    /// Who is under the cursor of the source.
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        let shown = !self.heads && self.tab == Queue::Source;
        shown.then(|| self.board.source.get(self.list.cursor)).flatten()
    }

    /// The place under the cursor.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.heads.then(|| self.board.places.get(self.list.cursor)).flatten()
    }

    /// Who is under the cursor.
    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        self.selected().map(|m| m.rotation.cadre).or_else(|| self.source().map(|s| s.cadre))
    }

    fn rows(&self) -> usize {
        if self.heads { self.board.places.len() } else { self.board.count(self.tab) }
    }
}

/// Where the parts of the screen stand: the tabs, the table, what is below it, the counts in the last lines.
#[must_use]
pub fn areas(size: Size, at_length: bool) -> [layout::Area; 4] {
    let all = layout::body(size);
    // moves and heads are counted in one line where there is room, else in a line each
    let counts = if size.cols >= Size::WIDE { 1 } else { 2 };
    let inner = all.rows.saturating_sub(1 + counts);
    let rows = if at_length { inner / 2 } else { (inner / 3).min(7) };
    let table = inner - rows;
    [
        all.top(),
        layout::Area { rows: table, ..all.below(1) },
        layout::Area { rows, ..all.below(1 + table) },
        layout::Area { rows: counts, ..all.below(all.rows.saturating_sub(counts)) },
    ]
}

/// Shows the queues, one of them where it is named.
pub fn show(model: &mut Model, queue: Option<Queue>) {
    if model.cx.screen != Screen::Rotations {
        jumps::leave(model);
        model.cx.screen = Screen::Rotations;
    }
    if let Some(queue) = queue {
        let state = &mut model.screens.rotations;
        (state.tab, state.chosen, state.heads) = (queue, true, false);
        state.list.go(0);
    }
}

/// Makes again what depends on what has changed.
pub fn refresh(model: &mut Model) {
    ask(model);
    let generation = model.cx.next_generation();
    let asks = model.screens.rotations.sieve.question(&model.cx.view, &[Kind::Cadre], generation);
    asks.into_iter().for_each(|effect| model.cx.ask(effect));
    let [_, table, ..] = areas(model.cx.size, model.screens.rotations.why);
    let rows = model.screens.rotations.rows();
    model.screens.rotations.list.fit(rows, usize::from(table.rows.saturating_sub(1)));
}

/// Asks for the board where the one that is shown is of something else.
fn ask(model: &mut Model) {
    let snapshot = &model.cx.view.snapshot;
    let wanted = (snapshot.revision, snapshot.loaded, model.cx.view.on, model.screens.rotations.asks);
    if snapshot.loaded < Loaded::All || model.screens.rotations.asked.is_some_and(|(_, asked)| asked == wanted) {
        return;
    }
    let generation = model.cx.next_generation();
    model.screens.rotations.asked = Some((generation, wanted));
    let (view, policy, asks) = (model.cx.view.clone(), Arc::clone(&model.cx.policy), model.screens.rotations.asks);
    model.cx.ask(Effect::Queues { generation, view, policy, asks });
}

/// The board came.
pub fn arrived(model: &mut Model, generation: u64, board: Arc<Board>) {
    let state = &mut model.screens.rotations;
    if state.asked.is_none_or(|(asked, _)| asked != generation) {
        return;
    }
    (state.whole, state.ready) = (board, true);
    lay_out(state);
}

/// A query narrows the queues; nothing typed takes it away.
pub fn sift(model: &mut Model, typed: &str) {
    model.screens.rotations.sieve.set(typed);
    lay_out(&mut model.screens.rotations);
}

/// What a query finds came; whether it was that of the queues.
pub fn sifted(model: &mut Model, generation: u64, found: &Sifted) -> bool {
    let own = model.screens.rotations.sieve.arrived(generation, found);
    if own {
        lay_out(&mut model.screens.rotations);
    }
    own
}

/// What the query leaves of the board; the cursor stays on whom it stood on.
fn lay_out(state: &mut Rotations) {
    let (before, place) = (state.cadre(), state.place().map(|p| p.unit));
    state.board = match state.sieve.found() {
        Some(found) => Arc::new(state.whole.only(found)),
        None => Arc::clone(&state.whole),
    };
    if !state.chosen {
        // what wants doing first
        let order = [Queue::Ripe, Queue::ToPlace, Queue::Proposed, Queue::Away, Queue::Done, Queue::Source];
        state.tab = order.into_iter().find(|q| state.board.count(*q) > 0).unwrap_or(Queue::Source);
        state.chosen = true;
    }
    let at = match state.tab {
        _ if state.heads => place.and_then(|unit| state.board.places.iter().position(|p| p.unit == unit)),
        Queue::Source => state.board.source.iter().position(|s| Some(s.cadre) == before),
        tab => state.board.of_queue(tab).position(|m| Some(m.rotation.cadre) == before),
    };
    state.list.len = state.rows();
    state.list.show(at.unwrap_or(state.list.cursor));
}

/// Moves the cursor.
pub fn step(model: &mut Model, motion: Motion) {
    model.screens.rotations.list.step(motion);
}

/// Closes what is open: the heads, the filter, the screen.
pub fn leave(model: &mut Model) {
    let state = &mut model.screens.rotations;
    if state.heads {
        state.heads = false;
        state.list.go(0);
    } else if state.sieve.typed().is_some() {
        sift(model, "");
    } else if state.asks != Asked::default() {
        state.asks = Asked::default();
    } else {
        model.cx.screen = model.trail.jumps.screen_before(Screen::Rotations);
    }
}

/// Does an action of the screen.
pub fn act(model: &mut Model, action: Action) {
    match action {
        Action::Open => open(model),
        Action::NextTab | Action::PreviousTab => turn(model, action == Action::NextTab),
        Action::NonLocal => {
            model.screens.rotations.heads = !model.screens.rotations.heads;
            model.screens.rotations.list.go(0);
        }
        Action::Why => model.screens.rotations.why = !model.screens.rotations.why,
        Action::Filter => steps::filters(model),
        Action::GoToUnit => {
            if let Some(cadre) = model.screens.rotations.cadre() {
                places::go_to_unit_of(model, cadre);
            }
        }
        _ => steps::act(model, action),
    }
}

/// The queue so many to the right, round the corner.
fn turn(model: &mut Model, forward: bool) {
    let state = &mut model.screens.rotations;
    let at = Queue::ALL.iter().position(|q| *q == state.tab).unwrap_or(0);
    let next = if forward { at + 1 } else { at + Queue::ALL.len() - 1 };
    state.tab = Queue::ALL.get(next % Queue::ALL.len()).copied().unwrap_or(state.tab);
    (state.heads, state.chosen) = (false, true);
    state.list.go(0);
}

fn open(model: &mut Model) {
    if let Some(unit) = model.screens.rotations.place().map(|p| p.unit) {
        return places::go_to_unit(model, unit);
    }
    if let Some(cadre) = model.screens.rotations.cadre() {
        let tab = if model.screens.rotations.tab == Queue::Source { Tab::Summary } else { Tab::Rotation };
        jumps::leave(model);
        dossier::open(model, cadre, tab);
    }
}

/// What stands at the head of the screen: to what it is narrowed.
#[must_use]
pub fn trail(model: &Model) -> Vec<String> {
    let (words, asks) = (&model.cx.words, model.screens.rotations.asks);
    let mut names = vec![words.get("head.rotations").to_owned()];
    let narrowed = [
        asks.kind.map(|k| words.of_group(MoveKind::GROUP, k.code())),
        asks.direction.map(|d| words.of_group(Direction::GROUP, d.code())),
        asks.tier.map(|t| words.get(terms::tier(t)).to_owned()),
        model.screens.rotations.sieve.typed().map(str::to_owned),
        asks.unit.map(|u| model.cx.view.called_in_full(Line::Territory, u)),
    ];
    names.extend(narrowed.into_iter().flatten().map(|n| format!("[{n}]")));
    names
}

/// Tabs with their counts, and which is open.
#[must_use]
pub fn tabs(model: &Model) -> Vec<(String, bool)> {
    let state = &model.screens.rotations;
    let tab = |queue: Queue| (head(model, queue), !state.heads && queue == state.tab);
    Queue::ALL.into_iter().map(tab).collect()
}

/// The last lines: the moves of the queue by direction and by kind, and the heads who are not from there.
#[must_use]
pub fn counts(model: &Model) -> [Vec<below::Piece>; 2] {
    let (state, words) = (&model.screens.rotations, &model.cx.words);
    let mut out = Vec::new();
    if !state.heads && state.tab != Queue::Source {
        let moves: Vec<&Moved> = state.board.of_queue(state.tab).collect();
        let mut piece = |name: String, count: usize, always: bool| {
            if count > 0 || (always && !moves.is_empty()) {
                // a practice that goes one way only shows
                out.push(below::Piece::of(format!("{name} {}", words.number(count)), None));
            }
        };
        for (code, direction) in Direction::ALL {
            let count = moves.iter().filter(|m| m.rotation.direction == *direction).count();
            piece(words.of_group(Direction::GROUP, code), count, true);
        }
        for (code, kind) in MoveKind::ALL {
            let count = moves.iter().filter(|m| m.rotation.kind == *kind).count();
            piece(words.of_group(MoveKind::GROUP, code), count, false);
        }
    }
    let mut heads = Vec::new();
    let roles = locality::roles().iter().zip(&state.board.roles);
    let mut roles: Vec<_> = roles.filter(|(_, tally)| tally.held > 0 && (tally.asked > 0 || state.heads)).collect();
    // those of whom it is asked stand where there is always room
    roles.sort_by_key(|(_, tally)| tally.asked == 0);
    let mut first = true;
    for (role, tally) in roles {
        let verdict = tally.verdict();
        let mark = verdict.map(crate::app::words::findings::mark).unwrap_or_default();
        let text = format!("{} {}/{} {mark}", words.pick(&role.vi, &role.en), tally.elsewhere, tally.held);
        let lead =
            if std::mem::take(&mut first) { format!("{} ", words.get("rotations.elsewhere")) } else { String::new() };
        heads.push(below::Piece::of(format!("{lead}{}", text.trim_end()), verdict));
    }
    [out, heads]
}
