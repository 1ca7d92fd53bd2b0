//! Planning: pools at left, the people of the selected one beside, what the rules say below.

use super::page;
use super::pen::Pen;
use super::table::{self, Cell, Col};
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::layout::{self, Area};
use crate::app::screens::cadres::Column;
use crate::app::screens::plan::judge::{self, Piece};
use crate::app::screens::plan::state::{Beside, Line, Mark, Pane, Row};
use crate::app::words::findings;
use crate::app::words::text;
use crate::policy::Verdict;

/// Draws the screen.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let areas = layout::plan(model.cx.size, model.screens.plan.pane != Pane::Pools, model.screens.plan.why);
    if let Some(open) = &model.screens.plan.page {
        let area = layout::plan_page(model.cx.size);
        if area.x > 0 {
            pools(pen, model, areas.pools);
            pen.divide(areas.pools);
        }
        return page::draw(pen, area, &open.lines, Some((&open.list, true)));
    }
    if areas.pools.cols > 0 {
        pools(pen, model, areas.pools);
    }
    if areas.people.cols > 0 {
        people(pen, model, areas.people);
        if areas.below.rows > 0 {
            below(pen, model, areas.below);
        }
        if areas.pools.cols > 0 {
            pen.divide(areas.pools);
        }
    }
}

fn role(verdict: Option<Verdict>) -> Role {
    verdict.map_or(Role::Quiet, Role::of)
}

fn pools(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let plan = &model.screens.plan;
    if plan.rows.is_empty() {
        let key = if model.cx.view.snapshot.loaded == crate::register::Loaded::All { "plan.none" } else { "plan.wait" };
        pen.put(area.x + 2, area.y, area.cols.saturating_sub(3), model.cx.words.get(key), Role::Quiet);
        return;
    }
    for (y, at) in (area.y..area.y + area.rows).zip(plan.list.window()) {
        let Some(row) = plan.rows.get(at) else { break };
        let selected = at == plan.list.cursor;
        let sign = if selected && plan.pane == Pane::Pools {
            "▸"
        } else if selected {
            "›"
        } else {
            " "
        };
        pen.put(area.x, y, 1, sign, Role::Strong);
        if selected && plan.pane == Pane::Pools {
            pen.point(area.x, y);
        }
        pool(pen, area, y, row, selected);
    }
}

fn pool(pen: &mut Pen<'_>, area: Area, y: u16, row: &Row, selected: bool) {
    let fold = match row.open {
        Some(true) => "▾ ",
        Some(false) => "▸ ",
        None => "",
    };
    let mark = row.verdict.map_or(" ", findings::mark);
    let took = pen.right(area.x, y, area.cols.saturating_sub(2), &row.count, Role::Plain);
    pen.put(area.x + area.cols.saturating_sub(1), y, 1, mark, role(row.verdict));
    let x = area.x + 2 + row.depth * 2;
    let room = area.cols.saturating_sub(took + 5 + row.depth * 2);
    pen.put(x, y, room, &format!("{fold}{}", row.text), if selected { Role::Strong } else { Role::Plain });
}

/// A column of the list of people.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Number,
    Name,
    Source,
    Stage,
    Of(Column),
}

/// Columns with how early each gives way where there is no room.
const PARTS: [(Part, u16, u8); 12] = [
    (Part::Number, 3, 0),
    (Part::Name, 24, 0),
    (Part::Of(Column::BornMale), 10, 1),
    (Part::Of(Column::BornFemale), 10, 1),
    (Part::Of(Column::Ethnic), 8, 4),
    (Part::Of(Column::Education), 6, 6),
    (Part::Of(Column::Theory), 8, 5),
    (Part::Of(Column::Grades), 14, 3),
    (Part::Of(Column::Retires), 20, 9),
    (Part::Source, 9, 7),
    (Part::Stage, 10, 8),
    (Part::Of(Column::Titles), 20, 2),
];

fn people(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let plan = &model.screens.plan;
    if plan.post().is_none() {
        pen.put(area.x + 2, area.y + 1, area.cols.saturating_sub(3), model.cx.words.get("plan.choose"), Role::Quiet);
        return;
    }
    if plan.compares {
        return compare(pen, model, area);
    }
    if plan.people.is_empty() {
        pen.put(area.x + 2, area.y + 1, area.cols.saturating_sub(3), model.cx.words.get("plan.empty"), Role::Quiet);
        return;
    }
    let parts = shown(area.cols);
    let cols: Vec<Col> = parts
        .iter()
        .map(|(part, cols)| {
            let title = match part {
                Part::Number => "plan.number",
                Part::Name => "column.name",
                Part::Source => "entry.origination",
                Part::Stage => "entry.stage",
                Part::Of(column) => column.key(),
            };
            let grows = matches!(part, Part::Name | Part::Of(Column::Titles));
            Col { title: model.cx.words.get(title).to_owned(), cols: *cols, grows, right: *part == Part::Number }
        })
        .collect();
    let mut list = plan.people_list;
    if plan.pane != Pane::People {
        list.cursor = usize::MAX;
    }
    let marked = |at: usize| plan.people.get(at).is_some_and(|l| plan.marks.ids.contains(&l.entry.id));
    table::draw(pen, area, &cols, &list, marked, |at| {
        let Some(line) = plan.people.get(at) else { return Vec::new() };
        parts.iter().map(|(part, _)| cell(model, line, *part)).collect()
    });
}

fn shown(room: u16) -> Vec<(Part, u16)> {
    let mut parts: Vec<(Part, u16, u8)> = PARTS.to_vec();
    let needed = |parts: &[(Part, u16, u8)]| parts.iter().map(|(_, cols, _)| cols + 1).sum::<u16>() + 2;
    while needed(&parts) > room && parts.len() > 2 {
        let worst = parts.iter().enumerate().max_by_key(|(at, (.., spare))| (*spare, *at)).map(|(at, _)| at);
        let Some(worst) = worst else { break };
        parts.remove(worst);
    }
    parts.into_iter().map(|(part, cols, _)| (part, cols)).collect()
}

fn name(model: &Model, line: &Line) -> String {
    let card = model.cx.planned_view().cadre(line.entry.cadre);
    format!("{} {}", line.mark.sign(), card.map(|c| c.name.as_str()).unwrap_or_default())
}

fn cell(model: &Model, line: &Line, part: Part) -> Cell {
    use crate::register::fields::codes::Coded;
    let quiet = matches!(line.mark, Mark::Removed | Mark::Leaving);
    let role = match line.mark {
        _ if quiet => Role::Quiet,
        Mark::Added | Mark::Changed => Role::Strong,
        _ => Role::Plain,
    };
    let words = &model.cx.words;
    let text = match part {
        Part::Number => line.entry.order.to_string(),
        Part::Name => name(model, line),
        Part::Source => words.of_group("origination", line.entry.source.code()),
        Part::Stage => {
            let stage = line.entry.stages.last().map(|s| s.value.code());
            stage.map(|s| words.of_group("stage", s)).unwrap_or_default()
        }
        Part::Of(column) => match model.cx.planned_view().cadre(line.entry.cadre) {
            Some(cadre) if !(model.cx.meeting && column.sensitive()) => column.text(&model.cx, cadre),
            _ => String::new(),
        },
    };
    (text, role)
}

/// The same pool of two terms side by side.
fn compare(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let plan = &model.screens.plan;
    let half = area.cols / 2;
    let term = |id: Option<crate::domain::TermId>| {
        id.and_then(|t| model.cx.view.term(t)).map(|t| format!("{} · {}", t.party, t.state)).unwrap_or_default()
    };
    let other = plan.term.and_then(|t| crate::app::screens::plan::entries::other_term(&model.cx.view, t));
    let sides = [(area.x, &plan.people, term(plan.term), true), (area.x + half, &plan.other, term(other), false)];
    for (x, lines, title, own) in sides {
        pen.put(x + 2, area.y, half.saturating_sub(3), &title, Role::Quiet);
        let window = if own { plan.people_list.window() } else { 0..lines.len() };
        for (y, at) in (area.y + 1..area.y + area.rows).zip(window) {
            let Some(line) = lines.get(at) else { break };
            let selected = own && at == plan.people_list.cursor && plan.pane == Pane::People;
            let marked = own && plan.marks.ids.contains(&line.entry.id);
            pen.put(x, y, 2, table::sign(selected, marked), Role::Strong);
            if selected {
                pen.point(x, y);
            }
            let (key, role) = match line.beside {
                Some(Beside::Kept) => ("plan.kept", Role::Plain),
                Some(Beside::Up) => ("plan.up", Role::Strong),
                Some(Beside::Down) => ("plan.down", Role::Quiet),
                Some(Beside::Alone) | None => ("plan.alone", Role::Alarm),
            };
            let took = pen.right(x, y, half.saturating_sub(2), model.cx.words.get(key), Role::Quiet);
            let room = half.saturating_sub(took + 6);
            pen.put(x + 3, y, room, &format!("{:>2} {}", line.entry.order, name(model, line)), role);
        }
    }
}

/// What the rules say: at length as a page to walk through, else as pieces.
fn below(pen: &mut Pen<'_>, model: &Model, area: Area) {
    if !model.screens.plan.why {
        return pieces(pen, area, judge::below(&model.screens.plan, &model.cx));
    }
    let line: String = "─".repeat(usize::from(area.cols));
    pen.put(area.x, area.y, area.cols, &line, Role::Quiet);
    let rows = Area { y: area.y + 1, rows: area.rows.saturating_sub(1), ..area };
    let inside = model.screens.plan.pane == Pane::Reasons;
    page::draw(pen, rows, &model.screens.plan.reasons, Some((&model.screens.plan.reasons_list, inside)));
}

/// What the rules say: pieces side by side, as many rows as there are.
pub fn pieces(pen: &mut Pen<'_>, area: Area, lines: Vec<Vec<Piece>>) {
    let line: String = "─".repeat(usize::from(area.cols));
    pen.put(area.x, area.y, area.cols, &line, Role::Quiet);
    let (mut y, end) = (area.y + 1, area.y + area.rows);
    let edge = area.x + area.cols;
    for pieces in lines {
        let mut x = area.x + 1;
        for Piece { text: words, verdict } in pieces {
            let took = u16::try_from(text::width(&words)).unwrap_or(u16::MAX);
            if x > area.x + 1 && x.saturating_add(took) >= edge {
                (x, y) = (area.x + 3, y + 1);
            }
            if y >= end {
                return;
            }
            let shown = if verdict.is_none() { Role::Strong } else { role(verdict) };
            x += pen.put(x, y, edge.saturating_sub(x), &words, shown) + 3;
        }
        y += 1;
    }
}
