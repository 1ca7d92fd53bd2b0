//! The one table: columns side by side, the rows of the window, a mark before the selected row and before the marked
//! ones. Only the mark and the first column of the selected row look different: a step of the cursor then costs a few
//! bytes on a slow line.

use super::pen::Pen;
use super::theme::Role;
use crate::app::parts::layout::Area;
use crate::app::parts::list::List;

/// A column.
#[derive(Debug, Clone)]
pub struct Col {
    /// Heading.
    pub title: String,
    /// Columns that it needs.
    pub cols: u16,
    /// Whether it takes a share of what is left over.
    pub grows: bool,
    /// Whether its text stands to the right.
    pub right: bool,
}

/// A cell: its text and what it is.
pub type Cell = (String, Role);

/// What stands before a row: selected, marked.
#[must_use]
pub fn sign(selected: bool, marked: bool) -> &'static str {
    match (selected, marked) {
        (true, true) => "▸●",
        (true, false) => "▸ ",
        (false, true) => " ●",
        (false, false) => "  ",
    }
}

/// Widths for the room there is: what is left over is shared by the columns that grow.
#[must_use]
pub fn widths(cols: &[Col], room: u16) -> Vec<u16> {
    let gaps = u16::try_from(cols.len().saturating_sub(1)).unwrap_or(0);
    let needed: u16 = cols.iter().map(|c| c.cols).sum::<u16>() + gaps;
    let growing = u16::try_from(cols.iter().filter(|c| c.grows).count()).unwrap_or(0);
    let spare = room.saturating_sub(needed);
    let share = spare.checked_div(growing).unwrap_or(0);
    let mut odd = spare.checked_rem(growing).unwrap_or(0);
    let mut left = room;
    cols.iter()
        .map(|c| {
            let extra = if c.grows { share + u16::from(std::mem::take(&mut odd) > 0) } else { 0 };
            let width = (c.cols + extra).min(left);
            left = left.saturating_sub(width + 1);
            width
        })
        .collect()
}

/// Draws a table into an area: heading in its first row, then the window of the list.
pub fn draw(
    pen: &mut Pen<'_>,
    area: Area,
    cols: &[Col],
    list: &List,
    marked: impl Fn(usize) -> bool,
    row: impl Fn(usize) -> Vec<Cell>,
) {
    const SIGN: u16 = 2;
    let widths = widths(cols, area.cols.saturating_sub(SIGN));
    let mut x = area.x + SIGN;
    for (col, width) in cols.iter().zip(&widths) {
        if col.right {
            pen.right(x, area.y, *width, &col.title, Role::Quiet);
        } else {
            pen.put(x, area.y, *width, &col.title, Role::Quiet);
        }
        x += width + 1;
    }
    for (y, at) in (area.y + 1..area.y + area.rows).zip(list.window()) {
        let selected = at == list.cursor;
        let sign_role = if marked(at) { Role::Marked } else { Role::Strong };
        pen.put(area.x, y, SIGN, sign(selected, marked(at)), sign_role);
        if selected {
            pen.point(area.x, y);
        }
        let mut x = area.x + SIGN;
        for (nth, ((col, width), (text, role))) in cols.iter().zip(&widths).zip(row(at)).enumerate() {
            let role = if selected && nth == 0 && role == Role::Plain { Role::Strong } else { role };
            if col.right {
                pen.right(x, y, *width, &text, role);
            } else {
                pen.put(x, y, *width, &text, role);
            }
            x += width + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn col(cols: u16, grows: bool) -> Col {
        Col { title: String::new(), cols, grows, right: false }
    }

    #[test]
    fn what_is_left_over_goes_to_the_columns_that_grow_and_nothing_stands_outside() {
        assert_eq!(widths(&[col(5, false), col(5, true), col(5, true)], 30), [5, 12, 11]);
        assert_eq!(widths(&[col(5, false), col(5, true)], 8), [5, 2]);
        assert_eq!(widths(&[col(5, false), col(5, true)], 3), [3, 0]);
    }
}
