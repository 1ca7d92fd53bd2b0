//! Rotations on the screen: queues as tabs with their counts, the people of one as a table sorted by what wants doing,
//! and below it the checklist of the selected move with its next step.

pub mod asks;
mod below;
mod board;
mod panes;
pub mod rows;
mod screen;
mod steps;

pub use below::below;
pub use board::{Board, Source};
pub use panes::{Pane, head, panes, short};
pub use rows::{Cell, Column, cells, columns};
pub use steps::narrow;

use super::dossier::Tab;
use crate::app::input::action::Action;
use crate::app::overlays::asks::Asker;
use crate::app::overlays::asks::Sifted;
use crate::app::parts::layout::{self, Size};
use crate::app::parts::list::List;
use crate::app::parts::sieve::Sieve;
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::go::Go;
use crate::app::words::terms;
use crate::domain::{CadreId, Day, Direction, Line, MoveKind, Revision, Tier, UnitId};
use crate::register::Loaded;
use crate::register::fields::codes::Coded;
use crate::register::locality::{self, Locality};
use crate::register::rotations::{Lacks, Moved, Queue, RotationQuery};
use crate::search::Kind;
use asks::Asks;
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
    pub asks: RotationQuery,
    /// A query whose people alone are listed.
    pub sieve: Sieve,
    whole: Arc<Board>,
    /// Whether the board has come.
    pub ready: bool,
    chosen: bool,
    asked: Option<(u64, (Revision, Loaded, Day, RotationQuery))>,
}

impl Default for Rotations {
    fn default() -> Self {
        Rotations {
            tab: Queue::Ripe,
            heads: false,
            board: Arc::default(),
            list: List::default(),
            why: false,
            asks: RotationQuery::default(),
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
    pub fn place(&self) -> Option<&Locality> {
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

/// Opens one of the queues, with those alone that lack something where that is asked.
pub fn to_queue(state: &mut Rotations, queue: Queue, lacks: Option<Lacks>) {
    (state.tab, state.chosen, state.heads) = (queue, true, false);
    // whoever said how many there are counted all of them, whatever the screen was narrowed to before
    state.asks = RotationQuery { lacks, ..RotationQuery::default() };
    state.sieve.set("");
    state.list.go(0);
}

/// Makes again what depends on what has changed.
pub fn refresh(state: &mut Rotations, cx: &mut Session) {
    ask(state, cx);
    let generation = cx.next_generation();
    state.sieve.drop_hidden(cx);
    let asks = state.sieve.question(&cx.view, &[Kind::Cadre], Asker::Rotations, generation);
    asks.into_iter().for_each(|effect| cx.ask(effect));
    let [_, table, ..] = areas(cx.size, state.why);
    let rows = state.rows();
    state.list.fit(rows, usize::from(table.rows.saturating_sub(1)));
}

/// Asks for the board where the one that is shown is of something else.
fn ask(state: &mut Rotations, cx: &mut Session) {
    let snapshot = &cx.view.snapshot;
    let wanted = (snapshot.revision, snapshot.loaded, cx.view.on, state.asks);
    if snapshot.loaded < Loaded::All || state.asked.is_some_and(|(_, asked)| asked == wanted) {
        return;
    }
    let generation = cx.next_generation();
    state.asked = Some((generation, wanted));
    let (view, policy, asks) = (cx.view.clone(), Arc::clone(&cx.policy), state.asks);
    cx.ask(Effect::Rotations(Asks::Queues { generation, view, policy, asks }));
}

/// The board came.
pub fn arrived(state: &mut Rotations, generation: u64, board: Arc<Board>) {
    if state.asked.is_none_or(|(asked, _)| asked != generation) {
        return;
    }
    (state.whole, state.ready) = (board, true);
    lay_out(state);
}

/// A query narrows the queues; nothing typed takes it away.
pub fn sift(state: &mut Rotations, typed: &str) {
    state.sieve.set(typed);
    lay_out(&mut *state);
}

/// What a query finds came; whether it was that of the queues.
pub fn sifted(state: &mut Rotations, generation: u64, found: &Sifted) -> bool {
    let own = state.sieve.arrived(generation, found);
    if own {
        lay_out(&mut *state);
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
        use Queue::{Away, Done, Nearing, Proposed, Ripe, Source, ToPlace};
        let order = [Ripe, ToPlace, Nearing, Proposed, Away, Done, Source];
        state.tab = order.into_iter().find(|q| state.board.count(*q) > 0).unwrap_or(Source);
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

/// Does an action of the screen.
pub fn act(state: &mut Rotations, cx: &mut Session, action: Action) {
    match action {
        Action::Open => open(state, cx),
        Action::NextTab | Action::PreviousTab => turn(state, action == Action::NextTab),
        Action::NonLocal => {
            state.heads = !state.heads;
            state.list.go(0);
        }
        Action::Why => state.why = !state.why,
        Action::Filter => steps::filters(cx),
        Action::GoToUnit => {
            if let Some(cadre) = state.cadre() {
                cx.go(Go::UnitOf(cadre));
            }
        }
        _ => steps::act(state, cx, action),
    }
}

/// The queue so many to the right, round the corner.
fn turn(state: &mut Rotations, forward: bool) {
    let at = Queue::ALL.iter().position(|q| *q == state.tab).unwrap_or(0);
    let next = if forward { at + 1 } else { at + Queue::ALL.len() - 1 };
    state.tab = Queue::ALL.get(next % Queue::ALL.len()).copied().unwrap_or(state.tab);
    (state.heads, state.chosen) = (false, true);
    state.list.go(0);
}

fn open(state: &mut Rotations, cx: &mut Session) {
    if let Some(unit) = state.place().map(|p| p.unit) {
        return cx.go(Go::Unit(unit));
    }
    if let Some(cadre) = state.cadre() {
        let tab = if state.tab == Queue::Source { Tab::Summary } else { Tab::Rotation };
        cx.go(Go::Dossier(cadre, tab));
    }
}

/// What stands at the head of the screen: to what it is narrowed.
#[must_use]
pub fn trail(state: &Rotations, cx: &Session) -> Vec<String> {
    let (words, asks) = (&cx.words, state.asks);
    let mut names = vec![words.get("head.rotations").to_owned()];
    let narrowed = [
        asks.kind.map(|k| words.of_group(MoveKind::GROUP, k.code())),
        asks.direction.map(|d| words.of_group(Direction::GROUP, d.code())),
        asks.tier.map(|t| words.get(terms::tier(t)).to_owned()),
        asks.lacks.map(|lacks| words.get(lacks.key()).to_owned()),
        state.sieve.typed().map(str::to_owned),
        asks.unit.map(|u| cx.view.called_in_full(Line::Territory, u)),
    ];
    names.extend(narrowed.into_iter().flatten().map(|n| format!("[{n}]")));
    names
}

/// Tabs with their counts, and which is open.
#[must_use]
pub fn tabs(state: &Rotations, cx: &Session) -> Vec<(String, bool)> {
    let tab = |queue: Queue| (head(state, cx, queue), !state.heads && queue == state.tab);
    Queue::ALL.into_iter().map(tab).collect()
}

/// The last lines: the moves of the queue by direction and by kind, and the heads who are not from there.
#[must_use]
pub fn counts(state: &Rotations, cx: &Session) -> [Vec<below::Piece>; 2] {
    let (state, words) = (state, &cx.words);
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
