//! A card or a tab: labels in a column of their own, text beside them.

use super::pen::Pen;
use super::theme::Role;
use crate::app::parts::layout::Area;
use crate::app::parts::list::List;
use crate::app::parts::page::{Lines, Look};

/// Draws the lines of what a list shows, at its right or below it as the two areas stand, parted by a rule.
pub fn beside(pen: &mut Pen<'_>, list: Area, area: Area, lines: &Lines, cursor: (&List, bool)) {
    draw(pen, area, lines, Some(cursor));
    if area.x > 0 {
        pen.divide(list);
    } else {
        pen.rule(area.y.saturating_sub(1));
    }
}

/// Draws lines into an area; with a list, from its window on and with its cursor.
pub fn draw(pen: &mut Pen<'_>, area: Area, lines: &Lines, list: Option<(&List, bool)>) {
    let (rows, label) = lines;
    let window = list.map_or(0..rows.len(), |(l, _)| l.window());
    let x = area.x + 1;
    let cols = area.cols.saturating_sub(1);
    for (y, at) in (area.y..area.y + area.rows).zip(window) {
        let Some(row) = rows.get(at) else { break };
        if let Some((list, true)) = list
            && at == list.cursor
        {
            pen.put(area.x, y, 1, "▸", Role::Strong);
            pen.point(area.x, y);
        }
        let role = match row.look {
            Look::Heading => Role::Strong,
            Look::Plain => Role::Plain,
            Look::Quiet => Role::Quiet,
        };
        pen.put(x, y, label.saturating_sub(1), &row.label, Role::Quiet);
        let inset = if row.inset { *label } else { 0 };
        pen.put(x + inset, y, cols.saturating_sub(inset), &row.text, role);
    }
}
