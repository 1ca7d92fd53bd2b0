//! The hierarchy: tree, posts, card.

use super::over;
use super::page;
use super::pen::Pen;
use super::table::{self, Cell, Col};
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::card::vacant_since;
use crate::app::parts::layout::{self, Area, Pane};
use crate::app::screens::units::posts::Part;
use crate::app::screens::units::tree::{Branch, TreeRow};
use crate::app::words::text;
use crate::register::{Counts, Loaded};

/// Draws the panes that the size allows.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let panes = layout::panes(model.cx.size, model.screens.units.focus);
    if panes.tree.cols > 0 {
        tree(pen, model, panes.tree);
    }
    if panes.posts.cols > 0 {
        posts(pen, model, panes.posts);
    }
    if panes.card.cols > 0 {
        let focused = model.screens.units.focus == Pane::Card;
        let lines = (model.screens.units.card.lines.clone(), model.screens.units.card.label);
        page::draw(pen, panes.card, &lines, Some((&model.screens.units.card.list, focused)));
    }
    if panes.tree.cols > 0 && panes.posts.cols > 0 {
        pen.divide(panes.tree);
        pen.divide(panes.posts);
    }
}

fn tree(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let mut area = area;
    if let Some(filter) = &model.screens.units.tree.filter {
        if model.screens.units.tree.typing {
            over::input(pen, area.top(), filter);
        } else {
            pen.put(area.x, area.y, area.cols, &format!("› {}", filter.text()), Role::Key);
        }
        area = area.below(1);
    }
    let counts = model.cx.view.counts_ready(model.cx.line);
    for (y, at) in (area.y..area.y + area.rows).zip(model.screens.units.tree.list.window()) {
        let Some(row) = model.screens.units.tree.rows.get(at) else { break };
        let selected = at == model.screens.units.tree.list.cursor;
        if selected && model.screens.units.focus == Pane::Tree && !model.screens.units.tree.typing {
            pen.point(area.x, y);
        }
        tree_row(pen, model, row, selected, counts, Area { y, rows: 1, ..area });
    }
}

fn tree_row(pen: &mut Pen<'_>, model: &Model, row: &TreeRow, selected: bool, counts: Option<&Counts>, area: Area) {
    const VACANT: u16 = 6;
    let branch = match row.branch {
        Branch::Leaf => "  ",
        Branch::Closed => "+ ",
        Branch::Open => "- ",
    };
    let focused = model.screens.units.focus == Pane::Tree;
    pen.put(area.x, area.y, 1, if selected { "▸" } else { " " }, if focused { Role::Key } else { Role::Quiet });
    let indent = (row.depth * 2).min(area.cols / 3);
    let x = area.x + 1 + indent;
    let end = area.x + area.cols;
    let tally = counts.map(|c| c.below(row.unit)).filter(|_| area.cols > 24).unwrap_or_default();
    let number = |n: u32| if n > 0 { model.cx.words.number(n) } else { String::new() };
    let (people, vacant) = (number(tally.people), number(tally.vacant));
    let vacant = if vacant.is_empty() { vacant } else { format!("○{vacant}") };
    let people_end = end.saturating_sub(VACANT);
    let wide = |text: &str| u16::try_from(text::width(text)).unwrap_or(0);
    let counted = if people.is_empty() { wide(&vacant) } else { VACANT + wide(&people) };
    let room = end.saturating_sub(x + counted + 1);
    let marked = model.screens.units.tree.marks.contains(&row.unit);
    // a cell is written once: what is written over it would keep the look of what was there
    pen.put(x, area.y, room.min(if marked { 1 } else { 2 }), branch, Role::Quiet);
    if marked {
        pen.put(x + 1, area.y, room.saturating_sub(1).min(1), "●", Role::Marked);
    }
    let name = model.cx.view.unit(row.unit).map(|u| model.cx.view.called(model.cx.line, u)).unwrap_or_default();
    let role = if selected { Role::Strong } else { Role::Plain };
    let name = text::cut_middle(&name, usize::from(room.saturating_sub(2)));
    pen.put(x + 2, area.y, room.saturating_sub(2), &name, role);
    pen.right(people_end.saturating_sub(wide(&people)), area.y, wide(&people), &people, Role::Plain);
    pen.right(people_end, area.y, VACANT, &vacant, Role::Alarm);
}

fn posts(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let words = &model.cx.words;
    let col = |key: &str, cols, grows| Col { title: words.get(key).to_owned(), cols, grows, right: false };
    let wide = area.cols / 2;
    let cols = [col("posts.title", wide.saturating_sub(2), false), col("posts.holder", 10, true)];
    if model.screens.units.posts.lines.is_empty() {
        let key = if model.cx.view.snapshot.loaded < Loaded::Appointments { "posts.wait" } else { "posts.none" };
        pen.put(area.x + 2, area.y + 1, area.cols.saturating_sub(3), words.get(key), Role::Quiet);
        return;
    }
    let focused = model.screens.units.focus == Pane::Posts;
    // the cursor of a pane that is not in use is not shown: it would cost bytes at every step of the other
    let mut list = model.screens.units.posts.list;
    if !focused {
        list.cursor = usize::MAX;
    }
    table::draw(pen, area, &cols, &list, |_| false, |at| post_cells(model, at));
}

fn post_cells(model: &Model, at: usize) -> Vec<Cell> {
    let words = &model.cx.words;
    let Some(line) = model.screens.units.posts.lines.get(at) else { return Vec::new() };
    let Some(row) = model.screens.units.posts.rows.get(line.row) else { return Vec::new() };
    let title = words.titled(&model.cx.view, &row.post);
    let first = model.screens.units.posts.lines.get(at.wrapping_sub(1)).is_none_or(|before| before.row != line.row);
    let title = if first { title.to_owned() } else { String::new() };
    let (text, role) = match line.part {
        Part::Whole(open) => {
            let held = [words.number(row.holders.len()), words.seats(row.seats)];
            let branch = if open { "-" } else { "+" };
            let vacant = if row.vacant() > 0 { format!("  ○{}", row.vacant()) } else { String::new() };
            (format!("{branch} {}{vacant}", words.fill("posts.of", &held)), Role::Plain)
        }
        Part::Holder(at) => match row.holders.get(at) {
            Some((appointment, cadre)) => {
                let beside =
                    if appointment.concurrent { format!(" {}", words.get("posts.concurrent")) } else { String::new() };
                (format!("{}{beside}", cadre.name), Role::Plain)
            }
            None => (String::new(), Role::Plain),
        },
        Part::Vacant(n) => {
            let since = vacant_since(&model.cx, row).map(|m| words.fill("posts.vacant-since", &[m]));
            let count = if n > 1 { format!(" {n}") } else { String::new() };
            let said = since.unwrap_or_else(|| words.get("posts.vacant").to_owned());
            (format!("○{count} {said}"), Role::Alarm)
        }
    };
    vec![(title, Role::Plain), (text, role)]
}
