//! Indicators: tabs; the table with bars and trends; units by indicator under a head and beside names that stay; courses;
//! pictures; and the list of people over any of them.

use super::pen::Pen;
use super::picture;
use super::plan::pieces;
use super::table::{self, Col};
use super::tabs;
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::layout::Area;
use crate::app::screens::indicators::{self, Line, Tab, Who};
use crate::policy::Verdict;
use ratatui::widgets::{Sparkline, SparklineBar};

/// Columns of the bar against the target.
const BAR: u16 = 14;
/// The same where there is little room.
const NARROW: u16 = 9;
/// And where there is much.
const WIDE: u16 = 36;
/// Columns of the trend: one a year.
const TREND: u16 = 7;

/// Draws the screen.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let state = &model.screens.indicators;
    let [head, body, below] = indicators::areas(model.cx.size, state);
    tabs::draw(pen, head, &indicators::tabs(&model.screens.indicators, &model.cx));
    if state.board.is_none() {
        pen.put(body.x + 2, body.y, body.cols.saturating_sub(3), model.cx.words.get("indicators.wait"), Role::Quiet);
        return;
    }
    match (&state.who, state.tab) {
        (Some(who), _) => people(pen, model, who, body),
        (None, Tab::Targets) => targets(pen, model, body),
        (None, Tab::Units) => units(pen, model, body),
        (None, Tab::Needs) => needs(pen, model, body),
        (None, Tab::Pictures) => pictures(pen, model, body),
    }
    if below.rows > 1 {
        pieces(pen, below, indicators::below(&model.screens.indicators, &model.cx));
    }
}

fn role(verdict: Option<Verdict>) -> Role {
    verdict.map_or(Role::Plain, Role::of)
}

/// How much is met as a bar, the target as a stroke across it.
fn bar(line: &Line, cols: u16) -> String {
    let whole = u64::from(cols);
    let eighths = line.met.min(1000) * whole * 8 / 1000;
    let stroke = (line.asked > 0).then(|| (line.asked.min(1000) * whole / 1000).min(whole - 1));
    let sign = |at: u64| match eighths.saturating_sub(at * 8).min(8) {
        _ if stroke == Some(at) => '│',
        0 => '·',
        1 => '▏',
        2 => '▎',
        3 => '▍',
        4 => '▌',
        5 => '▋',
        6 => '▊',
        7 => '▉',
        _ => '█',
    };
    (0..whole).map(sign).collect()
}

fn targets(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let state = &model.screens.indicators;
    let Some(board) = &state.board else { return };
    if board.measured.is_empty() {
        pen.put(area.x + 2, area.y, area.cols.saturating_sub(3), model.cx.words.get("indicators.none"), Role::Quiet);
        return;
    }
    let words = &model.cx.words;
    let col = |key: &str, cols: u16, grows: bool, right: bool| Col {
        title: if key.is_empty() { String::new() } else { words.get(key).to_owned() },
        cols,
        grows,
        right,
    };
    let wide = area.cols >= 100;
    let gauge = match area.cols {
        160.. => WIDE,
        100.. => BAR,
        _ => NARROW,
    };
    let mut cols = vec![
        col("", 1, false, false),
        col("indicators.name", 28, true, false),
        col("indicators.measured", 11, false, true),
        col("", gauge, false, false),
        col("indicators.target", 7, false, true),
    ];
    if wide {
        cols.push(col("indicators.until", 10, false, false));
        cols.push(col("indicators.wanting", 7, false, true));
    }
    cols.push(col(if wide { "indicators.trend" } else { "" }, if wide { 12 } else { TREND }, false, false));
    table::draw(
        pen,
        area,
        &cols,
        &state.list,
        |_| false,
        |at| {
            let Some(one) = board.measured.get(at) else { return Vec::new() };
            let line = indicators::line(&model.cx, one);
            let shown = Role::of(line.verdict);
            let bar = bar(&line, gauge);
            let mut cells = vec![
                (line.mark.to_owned(), shown),
                (line.name, Role::Plain),
                (line.measured, shown),
                (bar, shown),
                (line.target, Role::Quiet),
            ];
            if wide {
                cells.push((line.until, Role::Quiet));
                cells.push((line.wanting, Role::Quiet));
            }
            cells
        },
    );
    let widths = table::widths(&cols, area.cols.saturating_sub(2));
    let before: u16 = widths.iter().rev().skip(1).map(|w| w + 1).sum();
    let width = widths.last().copied().unwrap_or(0).min(TREND);
    for (y, at) in (area.y + 1..area.y + area.rows).zip(state.list.window()) {
        let Some(one) = board.measured.get(at) else { continue };
        let line = indicators::line(&model.cx, one);
        let bars: Vec<SparklineBar> = line.trend.iter().map(|value| SparklineBar::from(*value)).collect();
        let style = pen.style(Role::of(line.verdict));
        let spark = Sparkline::default().data(bars).max(1000).style(style).absent_value_symbol("·");
        pen.widget(Area { x: area.x + 2 + before, y, cols: width, rows: 1 }, spark);
    }
}

fn units(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let state = &model.screens.indicators;
    let Some(board) = &state.board else { return };
    let grid = indicators::grid(&model.screens.indicators, &model.cx);
    let start = area.x + 2 + grid.name + 1;
    let mut x = start;
    for at in grid.seen.clone() {
        let Some(one) = board.measured.get(at) else { continue };
        let role = if at == state.column { Role::Strong } else { Role::Quiet };
        pen.right(x, area.y, grid.cell, &indicators::short(&model.cx, one), role);
        x += grid.cell + 1;
    }
    // more columns on either side
    if grid.seen.start > 0 {
        pen.put(start.saturating_sub(2), area.y, 1, "‹", Role::Key);
    }
    if grid.seen.end < board.measured.len() {
        pen.right(area.x, area.y, area.cols, "›", Role::Key);
    }
    for (y, at) in (area.y + 1..area.y + area.rows).zip(state.units.window()) {
        let selected = at == state.units.cursor;
        pen.put(area.x, y, 2, table::sign(selected, false), Role::Strong);
        if selected {
            pen.point(area.x, y);
        }
        let name = indicators::name(&model.screens.indicators, &model.cx, at);
        pen.put(area.x + 2, y, grid.name, &name, if selected { Role::Strong } else { Role::Plain });
        let mut x = start;
        for column in grid.seen.clone() {
            let cell = state.heat.cells.get(at).and_then(|row| row.get(column)).copied().flatten();
            let (text, verdict) = indicators::cell(cell.as_ref());
            let chosen = selected && column == state.column;
            let text = if chosen { format!("▸{text}") } else { text };
            let shown = match (chosen, cell.is_some()) {
                (true, _) => Role::Strong,
                (false, true) => role(verdict),
                (false, false) => Role::Quiet,
            };
            pen.right(x, y, grid.cell, &text, shown);
            x += grid.cell + 1;
        }
    }
}

fn needs(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let state = &model.screens.indicators;
    let Some(board) = &state.board else { return };
    let words = &model.cx.words;
    let rows = indicators::courses(&model.screens.indicators, &model.cx);
    if rows.is_empty() {
        pen.put(area.x + 2, area.y, area.cols.saturating_sub(3), words.get("indicators.no-needs"), Role::Quiet);
        return;
    }
    let number = |title: String| Col { title, cols: 9, grows: false, right: true };
    let name = words.get("indicators.course.name").to_owned();
    let mut cols = vec![Col { title: name, cols: 34, grows: true, right: false }];
    cols.extend(board.years.iter().map(|year| number(year.to_string())));
    cols.push(number(words.get("indicators.total").to_owned()));
    table::draw(
        pen,
        area,
        &cols,
        &state.needs,
        |_| false,
        |at| {
            let Some((name, counts, sum)) = rows.get(at) else { return Vec::new() };
            let said = |n: usize| (if n > 0 { words.number(n) } else { "·".to_owned() }, Role::Plain);
            let mut cells = vec![(name.clone(), Role::Plain)];
            cells.extend(counts.iter().map(|n| said(*n)));
            cells.push((words.number(*sum), Role::Strong));
            cells
        },
    );
}

fn pictures(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let state = &model.screens.indicators;
    let Some(board) = &state.board else { return };
    let Some(shown) = board.pictures.get(state.picture) else { return };
    let words = &model.cx.words;
    let at = [state.picture + 1, board.pictures.len()].map(|n| words.number(n));
    let place = format!("‹ {} ›", words.fill("indicators.picture-of", &at));
    let took = pen.put(area.x + 1, area.y, area.cols, &place, Role::Key);
    pen.put(area.x + took + 3, area.y, area.cols.saturating_sub(took + 4), &shown.title, Role::Strong);
    let room = Area { y: area.y + 1, rows: area.rows.saturating_sub(1), ..area };
    picture::draw(pen, room, shown, &state.lines, words);
}

fn people(pen: &mut Pen<'_>, model: &Model, who: &Who, area: Area) {
    let words = &model.cx.words;
    pen.put(
        area.x + 1,
        area.y,
        area.cols.saturating_sub(2),
        &indicators::title(&model.screens.indicators, &model.cx, who),
        Role::Strong,
    );
    let col = |key: &str, cols: u16, grows: bool| Col { title: words.get(key).to_owned(), cols, grows, right: false };
    let wide = area.cols >= 100;
    let mut cols = vec![col("column.name", 26, !wide), col("entry.born", 10, false)];
    if wide {
        cols.push(col("column.retires", 20, false));
    }
    // of which part somebody is says more than the end of a long title
    let told = wide || who.in_parts();
    if told {
        cols.push(col(who.beside(), if wide { 24 } else { 14 }, false));
    }
    cols.push(col(
        "indicators.place",
        if wide {
            30
        } else if told {
            20
        } else {
            34
        },
        true,
    ));
    let rows = Area { y: area.y + 1, rows: area.rows.saturating_sub(1), ..area };
    table::draw(
        pen,
        rows,
        &cols,
        &who.list,
        |_| false,
        |at| {
            let Some(([name, born, has, place], verdict)) = indicators::row(&model.cx, who, at) else {
                return Vec::new();
            };
            let mut cells = vec![(name, role(verdict)), (born, Role::Plain)];
            if wide {
                cells.push((indicators::retires(&model.cx, who, at), Role::Plain));
            }
            if told {
                cells.push((has, Role::Plain));
            }
            cells.push((place, Role::Quiet));
            cells
        },
    );
}
