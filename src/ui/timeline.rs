//! The years of a unit or a cadre: labels at left, bars at right, what the selected one is in words below.

use super::pen::Pen;
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::layout::{self, Area};
use crate::app::screens::timeline::{self, Sign};

/// Draws the screen.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let body = layout::body(model.cx.size);
    let state = &model.screens.timeline;
    let label = timeline::label(body.cols);
    let x = body.x + label + 2;
    let room = body.cols.saturating_sub(label + 3);
    pen.put(x, body.y, room, &state.years, Role::Quiet);
    let bars = Area { y: body.y + 1, rows: timeline::height(model.cx.size).min(body.rows.saturating_sub(1)), ..body };
    if let Some(now) = state.now {
        for y in bars.y..bars.y + bars.rows {
            pen.put(x + now, y, 1, "┊", Role::Quiet);
        }
    }
    if state.rows.is_empty() {
        pen.put(2, bars.y, body.cols.saturating_sub(3), model.cx.words.get("timeline.none"), Role::Quiet);
    }
    for (y, at) in (bars.y..bars.y + bars.rows).zip(state.list.window()) {
        let Some(row) = state.rows.get(at) else { break };
        let selected = at == state.list.cursor;
        if selected {
            pen.put(body.x, y, 1, "▸", Role::Strong);
            pen.point(body.x, y);
        }
        let inset = u16::from(!row.head) * 2;
        let role = if selected || row.head { Role::Strong } else { Role::Plain };
        pen.put(2 + inset, y, label.saturating_sub(inset + 1), &row.label, role);
        for (at, sign) in (0u16..).zip(row.bar.chars()).filter(|(_, c)| *c != ' ') {
            pen.put(x + at, y, 1, sign.encode_utf8(&mut [0; 4]), Role::Plain);
        }
    }
    foot(pen, model, body);
}

/// The legend, then the row under the cursor in words.
fn foot(pen: &mut Pen<'_>, model: &Model, body: Area) {
    let y = body.y + body.rows.saturating_sub(3);
    let signs = Sign::ALL.iter().map(|sign| format!("{} {}", sign.mark(), model.cx.words.get(sign.key())));
    let ahead = format!("{} {}", timeline::AHEAD, model.cx.words.get("timeline.ahead"));
    let now = format!("┊ {}", model.cx.view.on);
    let legend: Vec<String> = signs.chain([ahead, now]).collect();
    pen.put(2, y, body.cols.saturating_sub(3), &legend.join("  "), Role::Quiet);
    let row = model.screens.timeline.rows.get(model.screens.timeline.list.cursor);
    for (y, text) in (y + 1..).zip(row.iter().flat_map(|r| &r.detail)) {
        pen.put(2, y, body.cols.saturating_sub(3), text, Role::Plain);
    }
}
