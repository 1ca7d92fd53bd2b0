//! The picker, over the screen; and the input line, which forms have too.

use super::page;
use super::pen::Pen;
use super::theme::Role;
use crate::app::input::line::Input;
use crate::app::model::Model;
use crate::app::overlays::picker::{Choice, Look, Picker};
use crate::app::parts::card;
use crate::app::parts::layout::{self, Area};
use crate::app::parts::page::Lines;
use crate::app::words::text;
use crate::domain::{CadreId, UnitId};
use crate::search::Found;

/// The one input line: the end of what stands before the cursor, the cursor, the rest.
pub fn input(pen: &mut Pen<'_>, area: Area, input: &Input) {
    pen.put(area.x, area.y, 2, "› ", Role::Key);
    let room = area.cols.saturating_sub(3);
    let (before, after) = input.halves();
    // the cursor is always in sight: what stands furthest before it is left out first
    let mut shown = before;
    while text::width(shown) > usize::from(room) {
        let mut rest = shown.chars();
        rest.next();
        shown = rest.as_str();
    }
    let x = area.x + 2;
    let role = if input.is_offered() { Role::Offered } else { Role::Strong };
    let took = pen.put(x, area.y, room, shown, role);
    pen.put(x + took, area.y, room - took.min(room), after, Role::Strong);
    pen.point(x + took, area.y);
}

/// Draws a picker over the body.
pub fn picker(pen: &mut Pen<'_>, model: &Model, picker: &Picker) {
    let words = &model.cx.words;
    let find = picker.look == Look::Find;
    let (area, side) = layout::picker(model.cx.size, find);
    pen.clear(layout::body(model.cx.size));
    let title = words.get(picker.title);
    let took = match picker.found {
        Some((total, micros)) => words.fill("picker.found", &[words.number(total), millis(micros, model)]),
        None => match picker.tried {
            Some((all, fit)) => words.fill("plan.found", &[words.number(all), words.number(fit)]),
            None => title.to_owned(),
        },
    };
    let took = pen.right(area.x, area.y, area.cols.saturating_sub(1), &took, Role::Quiet);
    input(pen, Area { x: area.x + 1, cols: area.cols.saturating_sub(took + 3), ..area.top() }, &picker.input);
    let rows = area.below(2);
    if (find || picker.look == Look::Candidates) && area.rows > 2 {
        super::find::second_line(pen, model, picker, Area { rows: 1, ..area.below(1) });
    }
    let silent =
        picker.waiting || find && picker.input.is_empty() && picker.found.is_none() || picker.seek.problem.is_some();
    if picker.choices.is_empty() && !silent {
        super::find::nothing(pen, model, picker, rows);
    }
    for (y, at) in (rows.y..rows.y + rows.rows).zip(picker.list.window()) {
        choice(pen, model, picker, at, Area { y, rows: 1, ..rows });
    }
    if side.cols > 0 {
        pen.divide(area);
        if let Some(chosen) = picker.selected() {
            page::draw(pen, side, &hit(model, chosen, side.cols), None);
        }
    }
}

fn millis(micros: u64, model: &Model) -> String {
    let point = model.cx.words.pick(",", ".");
    format!("{}{point}{}", micros / 1000, micros % 1000 / 100)
}

/// The card of a hit.
fn hit(model: &Model, chosen: &Choice, cols: u16) -> Lines {
    let written = match chosen.what {
        Some(Found::Cadre(id)) => card::of_cadre(&model.cx, id),
        Some(Found::Unit(id)) => card::of_unit(&model.cx, id, head_of(model, id)),
        Some(Found::Post(id)) => {
            model.cx.view.post(id).map(|p| card::of_post(&model.cx, &model.cx.view.row(p))).unwrap_or_default()
        }
        Some(Found::Rule(at)) => card::of_rule(&model.cx, at),
        Some(_) => card::of_choice(chosen),
        _ => crate::app::parts::page::Page::default(),
    };
    written.lines(cols.saturating_sub(2))
}

fn choice(pen: &mut Pen<'_>, model: &Model, picker: &Picker, at: usize, row: Area) {
    let Some(choice) = picker.choices.get(at) else { return };
    let selected = at == picker.list.cursor;
    let role = match (selected, &choice.barred) {
        (true, _) => Role::Strong,
        (false, Some(_)) => Role::Quiet,
        (false, None) => Role::Plain,
    };
    let mut x = row.x + 1;
    // candidates have ticks of their own
    let marked = picker.look == Look::Find
        && matches!(choice.what, Some(Found::Cadre(id)) if model.screens.cadres.marks.ids.contains(&id));
    let mark = match (selected, marked) {
        (_, true) => "● ",
        (true, false) => "▸ ",
        (false, false) => "  ",
    };
    x += pen.put(x, row.y, 2, mark, Role::Strong);
    if let Some(ticked) = choice.ticked {
        x += pen.put(x, row.y, 4, if ticked { "[✓] " } else { "[ ] " }, Role::Plain);
    }
    let end = row.x + row.cols;
    if picker.look == Look::Help {
        let keys = (row.cols / 4).clamp(8, 22);
        let key = if choice.barred.is_some() { Role::Quiet } else { Role::Key };
        pen.put(x, row.y, keys, &choice.keys, key);
        x += keys + 1;
        let label = (row.cols / 5).clamp(12, 20);
        pen.put(x, row.y, label, &choice.text, role);
        x += label + 1;
        pen.put(x, row.y, end.saturating_sub(x + 1), &choice.detail, Role::Quiet);
        return;
    }
    if picker.look == Look::Find {
        return super::find::hit(pen, model, choice, Area { x, cols: end.saturating_sub(x + 1), ..row }, role);
    }
    if picker.look == Look::Candidates {
        // names stand under one another, so that what is said of each does
        let cols = (row.cols / 4).clamp(16, 30);
        pen.put(x, row.y, cols, &choice.text, role);
        pen.put(x + cols + 1, row.y, end.saturating_sub(x + cols + 2), &choice.detail, Role::Quiet);
        return;
    }
    pen.put(x, row.y, end.saturating_sub(x + 1), &choice.text, role);
    let taken = u16::try_from(text::width(&choice.text)).unwrap_or(u16::MAX).saturating_add(2);
    if let Some(room) = end.checked_sub(x.saturating_add(taken).saturating_add(1)) {
        pen.put(x + taken, row.y, room, &choice.detail, Role::Quiet);
    }
}

/// The head of the unit that stands in the tree; of another its posts have not been read.
fn head_of(model: &Model, unit: UnitId) -> Option<CadreId> {
    let posts = &model.screens.units.posts;
    (model.cx.unit == Some(unit)).then(|| posts.head(&model.cx.view)).flatten()
}
