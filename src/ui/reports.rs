//! Reports: the list of sections, the table of the section with its headings standing still, whom a cell counts.

use super::pen::Pen;
use super::table::{self, Col, sign};
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::layout::{Area, Size};
use crate::app::screens::report::{self, Frame, Line, Screened};
use crate::app::words::text;

/// Draws the screen.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let state = &model.screens.report;
    let (list, tables) = report::areas(model.cx.size, state.inside);
    if list.cols > 0 {
        entries(pen, model, list);
    }
    if list.cols > 0 && tables.cols > 0 && model.cx.size.cols >= Size::WIDE {
        pen.divide(list);
    }
    if tables.cols == 0 {
        return;
    }
    if state.people.is_some() {
        return people(pen, model, tables);
    }
    if state.lines.is_empty() || (state.waiting && !state.is_current()) {
        let at = u16::from(!state.lines.is_empty()) * tables.rows.saturating_sub(1);
        pen.put(
            tables.x + 2,
            tables.y + at,
            tables.cols.saturating_sub(3),
            model.cx.words.get("report.wait"),
            Role::Quiet,
        );
    }
    page(pen, model, tables);
}

fn entries(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let state = &model.screens.report;
    for (y, at) in (area.y..area.y + area.rows).zip(state.list.window()) {
        let Some(entry) = state.entries.get(at) else { break };
        let selected = at == state.list.cursor;
        pen.put(area.x, y, 2, sign(selected, false), Role::Strong);
        if selected && !state.inside {
            pen.point(area.x, y);
        }
        let head = entry.section.is_none();
        let role = if selected || head { Role::Strong } else { Role::Plain };
        let inset = if head { 2 } else { 4 };
        let day = entry.on.filter(|_| area.cols >= 44).map(|day| day.to_string()).unwrap_or_default();
        let took = pen.right(area.x, y, area.cols.saturating_sub(1), &day, Role::Quiet);
        let room = area.cols.saturating_sub(inset + took + 1 + u16::from(took > 0));
        pen.put(area.x + inset, y, room, &text::cut(&entry.title, usize::from(room)), role);
    }
}

/// The columns that there is room for: place, first cell, width.
fn window(state: &Screened, frame: &Frame, area: Area) -> Vec<(usize, u16, u16)> {
    let mut x = area.x + frame.name + 3;
    let end = area.x + area.cols;
    let mut out = Vec::new();
    for (at, (width, _)) in frame.columns.iter().enumerate().skip(state.first) {
        // a column that does not fit is not begun
        if x + width + 2 > end {
            break;
        }
        out.push((at, x + 2, *width));
        x += width + 2;
    }
    out
}

fn page(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let state = &model.screens.report;
    let Some(report) = &state.shown else { return };
    let section = state.row().map(|(section, ..)| section).or(report.sections.first());
    if let Some(section) = section {
        let line = section.under(&model.cx.words.fill("head.as-of", &[section.on.to_string()]));
        pen.put(area.x + 2, area.y, area.cols.saturating_sub(3), &line, Role::Quiet);
    }
    let top = area.below(1);
    let covered = report::passed(state);
    for (y, at) in (top.y..top.y + top.rows).zip(state.page.window()) {
        let Some(line) = state.lines.get(at) else { break };
        if let Some(frame) = covered.filter(|frame| y < top.y + frame.height) {
            heads(pen, state, frame, y - top.y, Area { y, ..area });
            continue;
        }
        match line {
            Line::Head { nth, frame } => {
                if let Some(frame) = state.frames.get(*frame) {
                    heads(pen, state, frame, *nth, Area { y, ..area });
                }
            }
            Line::Title { text, .. } => {
                pen.put(area.x + 2, y, area.cols.saturating_sub(3), text, Role::Strong);
            }
            Line::Note { text, .. } => {
                pen.put(area.x + 4, y, area.cols.saturating_sub(5), text, Role::Quiet);
            }
            Line::Row { section, table, row, frame } => {
                let found = report.sections.get(*section).and_then(|s| s.tables.get(*table));
                let row = found.and_then(|t| t.rows.get(*row)).zip(state.frames.get(*frame));
                if let Some((row, frame)) = row {
                    cells(pen, state, row, frame, (area, y, at == state.page.cursor && state.inside));
                }
            }
        }
    }
}

/// A line of the headings, of which the last stands just above the rows; a sign where columns stand outside.
fn heads(pen: &mut Pen<'_>, state: &Screened, frame: &Frame, nth: u16, area: Area) {
    let shown = window(state, frame, area);
    for (at, x, width) in &shown {
        let Some((_, lines)) = frame.columns.get(*at) else { continue };
        let skipped = frame.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(0));
        let line = nth.checked_sub(skipped).and_then(|nth| lines.get(usize::from(nth)));
        pen.right(*x, area.y, *width, line.map_or("", String::as_str), Role::Quiet);
    }
    if nth + 1 < frame.height {
        return;
    }
    if state.first > 0 {
        pen.put(area.x + frame.name + 3, area.y, 1, "‹", Role::Strong);
    }
    if shown.last().is_some_and(|(at, ..)| at + 1 < frame.columns.len()) {
        pen.right(area.x, area.y, area.cols, "›", Role::Strong);
    }
}

fn cells(
    pen: &mut Pen<'_>,
    state: &Screened,
    row: &crate::exchange::reports::ReportRow,
    frame: &Frame,
    (area, y, selected): (Area, u16, bool),
) {
    pen.put(area.x, y, 2, sign(selected, false), Role::Strong);
    let role = if selected || row.strong { Role::Strong } else { Role::Plain };
    pen.put(area.x + 2, y, frame.name, &text::cut(&row.label, usize::from(frame.name)), role);
    for (at, x, width) in window(state, frame, area) {
        let Some(cell) = row.cells.get(at) else { continue };
        let here = selected && at == state.column;
        let shown = cell.value.shown();
        let role = if here || row.strong { Role::Strong } else { Role::Plain };
        pen.right(x, y, width, &shown, role);
        if here {
            let took = u16::try_from(text::width(&shown)).unwrap_or(0).min(width);
            let mark = x + width - took - 1;
            pen.put(mark, y, 1, "▸", Role::Strong);
            pen.point(mark, y);
        }
    }
}

fn people(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let Some(people) = &model.screens.report.people else { return };
    let words = &model.cx.words;
    let count = words.fill("report.people", &[people.title.clone(), words.number(people.rows.len())]);
    let title = if people.generation.is_some() { words.get("report.wait").to_owned() } else { count };
    pen.put(area.x + 2, area.y, area.cols.saturating_sub(3), &title, Role::Strong);
    let heads = report::columns(people);
    // on a narrow screen the unit stands in the dossier, and so does the month of retirement
    let fits = |key: &str| area.cols >= 70 && (area.cols >= 110 || key != "column.retires");
    let heads: Vec<_> =
        heads.into_iter().filter(|(key, ..)| fits(key) || !matches!(*key, "column.unit" | "column.retires")).collect();
    let col = |(key, cols, grows): &(&str, u16, bool)| Col {
        title: words.get(key).to_owned(),
        cols: *cols,
        grows: *grows,
        right: false,
    };
    let cols: Vec<Col> = heads.iter().map(col).collect();
    table::draw(
        pen,
        area.below(1),
        &cols,
        &people.list,
        |_| false,
        |at| {
            let Some(person) = people.rows.get(at) else { return Vec::new() };
            heads.iter().map(|(key, ..)| (report::cell(&model.cx, people, person, key), Role::Plain)).collect()
        },
    );
}
