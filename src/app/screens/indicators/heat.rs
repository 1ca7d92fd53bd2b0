//! Units by indicator: which of them are shown, going down into one and up again, which columns are seen.

use crate::app::parts::list::List;
use crate::app::screens::indicators::Indicators;
use crate::app::session::Session;
use crate::app::words;
use crate::app::words::findings;
use crate::domain::{Line, UnitId};
use crate::exchange::indicators::{Cell, heat, under};
use crate::policy::Verdict;
use std::collections::HashMap;
use std::sync::Arc;

/// Columns of the screen that an indicator takes.
const CELL: u16 = 9;
/// Columns of the screen that the names of units take at the least.
const NAME: u16 = 24;

/// The table as it is seen: the columns from the first that is, and its width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Columns of the units' names.
    pub name: u16,
    /// Columns of an indicator.
    pub cell: u16,
    /// The indicators that are seen.
    pub seen: std::ops::Range<usize>,
}

/// Where everything stands for the room there is.
#[must_use]
pub fn grid(state: &Indicators, cx: &Session) -> Grid {
    let all = state.board.as_ref().map_or(0, |b| b.measured.len());
    // before the names the cursor's sign, behind the last column the sign that there are more
    let room = cx.size.cols.saturating_sub(4);
    let fits = usize::from(room.saturating_sub(NAME) / (CELL + 1)).max(1);
    let seen = state.left..(state.left + fits).min(all);
    let taken = u16::try_from(seen.len()).unwrap_or(0) * (CELL + 1);
    Grid { name: room.saturating_sub(taken).min(40), cell: CELL, seen }
}

/// Makes the units again where they are of other numbers or of another unit, and keeps the chosen column in sight.
pub(super) fn refresh(state: &mut Indicators, cx: &mut Session) {
    let Some(board) = state.board.clone() else {
        state.heat = Arc::default();
        state.made = None;
        return;
    };
    if state.tab != super::Tab::Units {
        return;
    }
    // a unit that is no more on the day has no parts
    state.top = state.top.filter(|unit| cx.view.unit(*unit).is_some_and(|u| u.span.holds(cx.view.on)));
    let wanted = (state.asked.map_or(0, |(generation, _)| generation), state.top);
    if state.made != Some(wanted) {
        state.made = Some(wanted);
        state.heat = Arc::new(heat(&cx.view, &board.measured, state.top));
    }
    state.column = state.column.min(board.measured.len().saturating_sub(1));
    trend(state, cx);
    let fits = grid(state, cx).seen.len().max(1);
    if state.column < state.left {
        state.left = state.column;
    } else if state.column >= state.left + fits {
        state.left = state.column + 1 - fits;
    }
}

/// How the chosen indicator went in the chosen unit.
fn trend(state: &mut Indicators, cx: &mut Session) {
    let (board, unit) = (state.board.as_ref(), state.heat.units.get(state.units.cursor).copied());
    let shown = board.and_then(|b| b.measured.get(state.column)).zip(unit).map(|(one, unit)| {
        let alone = Some(unit) == state.heat.top;
        let mut known: HashMap<UnitId, bool> = HashMap::new();
        one.trend_of(|of| match alone {
            true => of == unit,
            false => *known.entry(of).or_insert_with(|| under(&cx.view, of, unit)),
        })
    });
    state.of_unit = shown.unwrap_or_default();
}

/// To the first unit of which the chosen indicator says anything.
pub(super) fn seek(state: &mut Indicators, cx: &mut Session) {
    refresh(state, cx);
    let says = |row: &Vec<Option<Cell>>| row.get(state.column).copied().flatten().is_some();
    let at = state.heat.cells.iter().position(says).unwrap_or(0);
    state.units.len = state.heat.units.len();
    state.units.show(at);
}

/// Into the chosen unit, where anything stands under it.
pub(super) fn down(state: &mut Indicators, cx: &mut Session) {
    let Some(board) = state.board.clone() else { return };
    let Some(unit) = state.heat.units.get(state.units.cursor).copied() else { return };
    let parts = heat(&cx.view, &board.measured, Some(unit));
    if Some(unit) == state.heat.top || parts.units.iter().all(|part| *part == unit) {
        return super::who::of_cell(state, cx);
    }
    state.top = Some(unit);
    state.units = List::default();
}

/// Out of the unit, the cursor on it.
pub(super) fn up(state: &mut Indicators, cx: &mut Session) {
    let Some(from) = state.top else { return };
    let above = cx.view.above(from).filter(|unit| cx.view.above(*unit).is_some());
    state.top = above;
    refresh(state, cx);
    let at = state.heat.units.iter().position(|unit| *unit == from).unwrap_or(0);
    state.units.len = state.heat.units.len();
    state.units.show(at);
}

/// The name of a row's unit; of the top itself what belongs to it alone.
#[must_use]
pub fn name(state: &Indicators, cx: &Session, at: usize) -> String {
    let Some(unit) = state.heat.units.get(at).copied() else { return String::new() };
    if Some(unit) == state.heat.top {
        return cx.words.get("indicators.own").to_owned();
    }
    let Some(here) = cx.view.unit(unit) else { return String::new() };
    let lines = [Line::Territory, Line::State, Line::Party];
    let line = lines.into_iter().find(|line| cx.view.stands(*line, unit));
    line.map_or_else(|| words::unit_name(&cx.view, unit), |line| cx.view.called(line, here))
}

/// A cell: the share cut to whole per cents, its mark, and what is said of it.
#[must_use]
pub fn cell(cell: Option<&Cell>) -> (String, Option<Verdict>) {
    let Some(cell) = cell else { return ("·  ".to_owned(), None) };
    let (sure, most) = cell.tally.range();
    let whole = |part: i64| if cell.tally.all > 0 { part * 100 / cell.tally.all } else { 0 };
    let said = sure.map_or_else(|| format!("≤{}", whole(most)), |sure| whole(sure).to_string());
    let mark = cell.verdict.map_or(" ", findings::mark);
    (format!("{said} {mark}"), cell.verdict)
}
