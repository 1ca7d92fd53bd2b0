//! An import: the lines of its map, and beside or below them what it comes to.

use super::page;
use super::pen::Pen;
use super::theme::Role;
use crate::app::import::{self, Part};
use crate::app::layout;
use crate::app::model::Model;
use crate::app::text;

/// Draws the map and what the file comes to.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let (area, lines) = layout::journal(model.size);
    let state = &model.import;
    for (y, at) in (area.y..area.y + area.rows).zip(state.list.window()) {
        let Some(part) = state.parts.get(at).copied() else { break };
        let selected = at == state.list.cursor;
        let (name, text) = import::line(model, part);
        pen.put(area.x, y, 2, super::table::sign(selected, false), Role::Strong);
        if selected && !state.inside {
            pen.point(area.x, y);
        }
        let room = area.cols.saturating_sub(3);
        let role = if selected { Role::Strong } else { Role::Plain };
        let wide = (room / 2).saturating_sub(2);
        pen.put(area.x + 2, y, wide, &text::cut_middle(&name, usize::from(wide)), role);
        let arrow = if matches!(part, Part::Column(_)) { "→" } else { " " };
        let x = area.x + 2 + wide;
        pen.put(x + 1, y, 1, arrow, Role::Quiet);
        let room = (area.x + area.cols).saturating_sub(x + 4);
        let shown = if part == Part::File { text::cut_middle(&text, usize::from(room)) } else { text };
        pen.put(x + 3, y, room, &shown, Role::Plain);
    }
    let shown = (state.lines.clone(), state.label);
    page::beside(pen, area, lines, &shown, (&state.page, state.inside));
}
