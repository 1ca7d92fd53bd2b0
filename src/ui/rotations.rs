//! Rotations: tabs with counts, the table of the open queue, the checklist of the selected move, counts.

use super::pen::Pen;
use super::plan;
use super::table::{self, Col};
use super::tabs;
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::layout::Area;
use crate::app::screens::rotations::{self, Column, Pane};
use crate::app::words::text;
use crate::policy::Verdict;

/// Draws the screen.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let [head, body, below, counts] = rotations::areas(model.cx.size, model.screens.rotations.why);
    tabs::draw(pen, head, &rotations::tabs(&model.screens.rotations, &model.cx));
    let panes = rotations::panes(&model.screens.rotations, body);
    for (at, pane) in panes.iter().enumerate() {
        if pane.open {
            rows(pen, model, pane.area);
        } else {
            beside(pen, model, pane);
        }
        if at + 1 < panes.len() {
            pen.divide(pane.area);
        }
    }
    if below.rows > 1 {
        plan::pieces(pen, below, rotations::below(&model.screens.rotations, &model.cx));
    }
    let (mut x, mut y) = (counts.x + 1, counts.y);
    for line in rotations::counts(&model.screens.rotations, &model.cx) {
        for piece in line {
            let room = (counts.x + counts.cols).saturating_sub(x + 1);
            if u16::try_from(text::width(&piece.text)).is_ok_and(|took| took <= room) {
                x += pen.put(x, y, room, &piece.text, role(piece.verdict)) + 2;
            }
        }
        if y + 1 < counts.y + counts.rows {
            (x, y) = (counts.x + 1, y + 1);
        }
    }
}

fn role(verdict: Option<Verdict>) -> Role {
    verdict.map_or(Role::Plain, Role::of)
}

/// The columns that there is room for.
fn shown(model: &Model, room: u16) -> Vec<(usize, Column)> {
    let mut columns: Vec<(usize, Column)> =
        rotations::columns(&model.screens.rotations, &model.cx).into_iter().enumerate().collect();
    let needed = |columns: &[(usize, Column)]| columns.iter().map(|(_, c)| c.cols + 1).sum::<u16>() + 2;
    while needed(&columns) > room {
        let worst = columns.iter().enumerate().filter(|(_, (_, c))| c.spare > 0).max_by_key(|(_, (_, c))| c.spare);
        let Some((at, _)) = worst else { break };
        columns.remove(at);
    }
    columns
}

/// A queue beside the open one: its name and count, and its first people.
fn beside(pen: &mut Pen<'_>, model: &Model, pane: &Pane) {
    let area = pane.area;
    pen.put(
        area.x + 1,
        area.y,
        area.cols.saturating_sub(1),
        &rotations::head(&model.screens.rotations, &model.cx, pane.queue),
        Role::Quiet,
    );
    let all = model.screens.rotations.board.count(pane.queue);
    let lines = usize::from(area.rows.saturating_sub(1));
    // the last line tells of those for whom there is no room
    let shown = if all > lines { lines.saturating_sub(1) } else { all };
    let most = area.cols / 2;
    for (y, at) in (area.y + 1..area.y + area.rows).zip(0..shown) {
        let Some([name, far]) = rotations::short(&model.screens.rotations, &model.cx, pane.queue, at) else { continue };
        let took = pen.put(area.x + 1, y, most, &name.0, Role::Plain);
        let x = area.x + 2 + took.max(most);
        pen.put(x, y, (area.x + area.cols).saturating_sub(x), &far.0, role(far.1));
    }
    if shown < all {
        let rest = format!("… +{}", model.cx.words.number(all - shown));
        pen.put(area.x + 1, area.y + area.rows.saturating_sub(1), area.cols.saturating_sub(1), &rest, Role::Quiet);
    }
}

fn rows(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let state = &model.screens.rotations;
    if state.list.len == 0 {
        let key = if state.ready { "rotations.none" } else { "rotations.wait" };
        pen.put(area.x + 2, area.y, area.cols.saturating_sub(3), model.cx.words.get(key), Role::Quiet);
        return;
    }
    let columns = shown(model, area.cols);
    let cols: Vec<Col> = columns
        .iter()
        .map(|(_, c)| Col { title: c.title.clone(), cols: c.cols, grows: c.grows, right: false })
        .collect();
    table::draw(
        pen,
        area,
        &cols,
        &state.list,
        |_| false,
        |at| {
            let cells = rotations::cells(&model.cx, state, at);
            let cell = |(at, _): &(usize, Column)| cells.get(*at).map(|(text, v)| (text.clone(), role(*v)));
            columns.iter().map(|c| cell(c).unwrap_or((String::new(), Role::Plain))).collect()
        },
    );
}
