//! The years of one unit or one cadre as bars: who held what from when until when, and when a seat was vacant. What
//! fits on the screen is a window over the months; the day that is looked at is marked in it.

mod bars;
mod rows;
mod screen;

use crate::app::input::action::Action;
use crate::app::parts::layout;
use crate::app::parts::list::List;
use crate::app::parts::page::Target;
use crate::app::session::Session;
use crate::domain::{CadreId, Day, Subject};
pub use bars::{AHEAD, Sign, Window};

/// Columns of the labels at left: a common screen, a wide one.
const LABEL: [u16; 2] = [30, 46];
/// Months that one column may be.
const SCALES: [i32; 6] = [1, 2, 3, 4, 6, 12];

/// A row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The label of the bar: a title, or somebody who held it.
    pub label: String,
    /// Whether it heads the rows after it.
    pub head: bool,
    /// Its bar, a sign for each column of the window.
    pub bar: String,
    /// Where it leads.
    pub target: Option<Target>,
    /// All of it in words: full title, unit, days, months, act.
    pub detail: [String; 2],
}

/// The screen's state.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Whose years.
    pub of: Option<Subject>,
    /// Rows, for the window.
    pub rows: Vec<Row>,
    /// Years over the columns of the window.
    pub years: String,
    /// Column of the day that is looked at, where the window has it.
    pub now: Option<u16>,
    /// Cursor and window over the rows.
    pub list: List,
    /// First month of the window, where one has gone there.
    first: Option<i32>,
    /// Months in a column, where one has chosen.
    scale: Option<i32>,
}

impl Timeline {
    /// The cadre whose years they are.
    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        self.of.and_then(|of| if let Subject::Cadre(id) = of { Some(id) } else { None })
    }
}

/// Columns of the labels for a width of the screen.
#[must_use]
pub fn label(cols: u16) -> u16 {
    let [common, wide] = LABEL;
    let wished = if cols >= layout::Size::WIDE { wide } else { common };
    wished.min(cols / 2)
}

/// Rows of the bars: between the years and the two lines that tell of the row under the cursor.
#[must_use]
pub fn height(size: layout::Size) -> u16 {
    layout::body(size).rows.saturating_sub(4).max(1)
}

/// Shows the years of a unit or a cadre.
pub fn open(state: &mut Timeline, cx: &mut Session, of: Subject) {
    *state = Timeline { of: Some(of), ..Timeline::default() };
    refresh(state, cx);
    // what holds now is what one looks for first
    let rows = &state.rows;
    let current = rows.iter().rposition(|r| !r.head && state.now.is_some_and(|x| bars::held(&r.bar, x)));
    if matches!(of, Subject::Cadre(_)) {
        state.list.show(current.unwrap_or(0));
    }
}

/// Whose years, as it stands at the head of the screen.
#[must_use]
pub fn trail(state: &Timeline, cx: &Session) -> Vec<String> {
    let name = state.of.map(|of| crate::app::words::subject(&cx.view, of));
    std::iter::once(cx.words.get("head.timeline").to_owned()).chain(name).collect()
}

/// Makes the rows again for what stands in the register and for the window.
pub fn refresh(state: &mut Timeline, cx: &mut Session) {
    let Some(of) = state.of else { return };
    let lines = rows::of(cx, of);
    let window = window(state, cx, &lines);
    state.years = window.years();
    state.now = window.column(cx.view.on);
    state.rows = lines
        .into_iter()
        .map(|line| Row {
            bar: window.paint(&line.bars, cx.view.on),
            label: line.label,
            head: line.head,
            target: line.target,
            detail: line.detail,
        })
        .collect();
    state.list.fit(state.rows.len(), usize::from(height(cx.size)));
}

/// The months that are seen: all of them where they fit, the last that do otherwise.
fn window(state: &Timeline, cx: &Session, lines: &[rows::Line]) -> Window {
    let cols = cx.size.cols.saturating_sub(label(cx.size.cols) + 3).max(1);
    let on = bars::month(cx.view.on);
    let first = lines.iter().flat_map(|l| &l.bars).map(|b| bars::month(b.from)).min().unwrap_or(on).min(on);
    let ends = lines.iter().flat_map(|l| &l.bars).map(|b| b.to).filter(|d| *d != Day::MAX);
    let last = ends.map(bars::month).max().unwrap_or(on).max(on) + 1;
    let fits = |scale: &i32| (last - first) / scale < i32::from(cols);
    let whole = SCALES.into_iter().find(fits).unwrap_or(12);
    let scale = state.scale.unwrap_or(whole);
    let span = i32::from(cols) * scale;
    let latest = (last - span + scale).max(first);
    Window { first: state.first.unwrap_or(latest).clamp(first, latest), scale, cols }
}

/// Does an action of the screen.
pub fn act(state: &mut Timeline, cx: &mut Session, action: Action) {
    match action {
        Action::Open => {
            let row = state.rows.get(state.list.cursor);
            if let Some(target) = row.and_then(|r| r.target) {
                cx.follow(target);
            }
        }
        Action::Expand | Action::Collapse => scroll(state, cx, action == Action::Expand),
        Action::Finer | Action::Coarser => zoom(state, cx, action == Action::Finer),
        _ => {}
    }
}

fn now(state: &Timeline, cx: &Session) -> Option<Window> {
    let of = state.of?;
    Some(window(state, cx, &rows::of(cx, of)))
}

/// A third of the window on or back.
fn scroll(state: &mut Timeline, cx: &mut Session, on: bool) {
    let Some(window) = now(state, cx) else { return };
    let step = (i32::from(window.cols) / 3).max(1) * window.scale;
    state.first = Some(if on { window.first + step } else { window.first - step });
    // beyond the first and the last month there is nothing
    state.first = now(state, cx).map(|w| w.first);
}

/// Fewer months a column, or more; the middle of the window stays.
fn zoom(state: &mut Timeline, cx: &mut Session, finer: bool) {
    let Some(window) = now(state, cx) else { return };
    let at = SCALES.iter().position(|s| *s == window.scale).unwrap_or(0);
    let next = if finer { at.checked_sub(1) } else { at.checked_add(1) };
    let Some(scale) = next.and_then(|at| SCALES.get(at)).copied() else { return };
    let half = i32::from(window.cols) / 2;
    state.first = Some(window.first + half * window.scale - half * scale);
    state.scale = Some(scale);
    state.first = now(state, cx).map(|w| w.first);
}
