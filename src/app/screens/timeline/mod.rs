//! The years of one unit or one cadre as bars: who held what from when until when, and when a seat was vacant. What
//! fits on the screen is a window over the months; the day that is looked at is marked in it.

mod bars;
mod rows;

use crate::app::input::action::Action;
use crate::app::model::{Model, Screen};
use crate::app::parts::layout;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::Target;
use crate::app::session::jumps;
use crate::domain::{CadreId, Day, Subject};
pub use bars::{AHEAD, Sign, Window};

/// Columns of the labels at left: a common screen, a wide one.
const LABEL: [u16; 2] = [30, 46];
/// Months that one column may be.
const SCALES: [i32; 6] = [1, 2, 3, 4, 6, 12];

/// A row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is of: a title, somebody who held it.
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

/// What is selected where the key was pressed: a holder, a cadre, a unit.
fn selected(model: &Model) -> Option<Subject> {
    let unit = || model.unit().filter(|_| model.cx.screen == Screen::Units).map(Subject::Unit);
    model.cadre().map(Subject::Cadre).or_else(unit)
}

/// Shows the years of what is selected.
pub fn show(model: &mut Model) {
    let Some(of) = selected(model) else { return };
    jumps::leave(model);
    open(model, of);
}

/// Shows the years of a unit or a cadre.
pub fn open(model: &mut Model, of: Subject) {
    model.screens.timeline = Timeline { of: Some(of), ..Timeline::default() };
    model.cx.screen = Screen::Timeline;
    refresh(model);
    // what holds now is what one looks for first
    let rows = &model.screens.timeline.rows;
    let current =
        rows.iter().rposition(|r| !r.head && model.screens.timeline.now.is_some_and(|x| bars::held(&r.bar, x)));
    if matches!(of, Subject::Cadre(_)) {
        model.screens.timeline.list.show(current.unwrap_or(0));
    }
}

/// Whose years, as it stands at the head of the screen.
#[must_use]
pub fn trail(model: &Model) -> Vec<String> {
    let name = model.screens.timeline.of.map(|of| crate::app::words::subject(&model.cx.view, of));
    std::iter::once(model.cx.words.get("head.timeline").to_owned()).chain(name).collect()
}

/// Makes the rows again for what stands in the register and for the window.
pub fn refresh(model: &mut Model) {
    let Some(of) = model.screens.timeline.of else { return };
    let lines = rows::of(model, of);
    let window = window(model, &lines);
    let state = &mut model.screens.timeline;
    state.years = window.years();
    state.now = window.column(model.cx.view.on);
    state.rows = lines
        .into_iter()
        .map(|line| Row {
            bar: window.paint(&line.bars, model.cx.view.on),
            label: line.label,
            head: line.head,
            target: line.target,
            detail: line.detail,
        })
        .collect();
    state.list.fit(state.rows.len(), usize::from(height(model.cx.size)));
}

/// The months that are seen: all of them where they fit, the last that do otherwise.
fn window(model: &Model, lines: &[rows::Line]) -> Window {
    let cols = model.cx.size.cols.saturating_sub(label(model.cx.size.cols) + 3).max(1);
    let on = bars::month(model.cx.view.on);
    let first = lines.iter().flat_map(|l| &l.bars).map(|b| bars::month(b.from)).min().unwrap_or(on).min(on);
    let ends = lines.iter().flat_map(|l| &l.bars).map(|b| b.to).filter(|d| *d != Day::MAX);
    let last = ends.map(bars::month).max().unwrap_or(on).max(on) + 1;
    let fits = |scale: &i32| (last - first) / scale < i32::from(cols);
    let whole = SCALES.into_iter().find(fits).unwrap_or(12);
    let scale = model.screens.timeline.scale.unwrap_or(whole);
    let span = i32::from(cols) * scale;
    let latest = (last - span + scale).max(first);
    Window { first: model.screens.timeline.first.unwrap_or(latest).clamp(first, latest), scale, cols }
}

/// Moves the cursor.
pub fn step(model: &mut Model, motion: Motion) {
    model.screens.timeline.list.step(motion);
}

/// Does an action of the screen.
pub fn act(model: &mut Model, action: Action) {
    match action {
        Action::Open => {
            let row = model.screens.timeline.rows.get(model.screens.timeline.list.cursor);
            if let Some(target) = row.and_then(|r| r.target) {
                crate::app::session::places::follow(model, target);
            }
        }
        Action::Expand | Action::Collapse => scroll(model, action == Action::Expand),
        Action::Finer | Action::Coarser => zoom(model, action == Action::Finer),
        _ => {}
    }
}

fn now(model: &Model) -> Option<Window> {
    let of = model.screens.timeline.of?;
    Some(window(model, &rows::of(model, of)))
}

/// A third of the window on or back.
fn scroll(model: &mut Model, on: bool) {
    let Some(window) = now(model) else { return };
    let step = (i32::from(window.cols) / 3).max(1) * window.scale;
    model.screens.timeline.first = Some(if on { window.first + step } else { window.first - step });
    // beyond the first and the last month there is nothing
    model.screens.timeline.first = now(model).map(|w| w.first);
}

/// Fewer months a column, or more; the middle of the window stays.
fn zoom(model: &mut Model, finer: bool) {
    let Some(window) = now(model) else { return };
    let at = SCALES.iter().position(|s| *s == window.scale).unwrap_or(0);
    let next = if finer { at.checked_sub(1) } else { at.checked_add(1) };
    let Some(scale) = next.and_then(|at| SCALES.get(at)).copied() else { return };
    let half = i32::from(window.cols) / 2;
    model.screens.timeline.first = Some(window.first + half * window.scale - half * scale);
    model.screens.timeline.scale = Some(scale);
    model.screens.timeline.first = now(model).map(|w| w.first);
}
