//! Hôm nay: lines with their counts, committees with their gauges, what was opened last.

use super::pen::Pen;
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::layout;
use crate::app::screens::today::{Numbers, Piece, Placed, Row, What};
use crate::app::words::findings;
use crate::app::words::text;

/// Columns of a count.
const COUNT: u16 = 6;
/// Columns of a committee's name at the least, of people and seats, of the coefficient, of a gauge, of a share.
const NAME: u16 = 17;
const PLANNED: u16 = 12;
const COEFFICIENT: u16 = 5;
const GAUGE: u16 = 8;
const SHARE: u16 = 9;

/// Draws the screen.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let body = layout::body(model.cx.size);
    let state = &model.screens.today;
    for placed in &state.page {
        let Some(y) = placed.y.checked_sub(state.top).filter(|y| *y < body.rows) else { continue };
        let y = body.y + y;
        let room = placed.cols.saturating_sub(2);
        match &placed.what {
            What::Heading(title) => {
                pen.put(placed.x + 1, y, room, title, Role::Quiet);
            }
            What::Bodies(title) => bodies(pen, model, placed, y, title),
            What::Note(key) => {
                pen.put(placed.x + 3, y, room.saturating_sub(2), model.cx.words.get(key), Role::Quiet);
            }
            What::Row(at) => {
                if let Some(row) = state.rows.get(*at) {
                    let selected = *at == state.cursor;
                    if selected {
                        pen.put(placed.x + 1, y, 1, "▸", Role::Strong);
                        pen.point(placed.x + 1, y);
                    }
                    match &row.numbers {
                        Some(numbers) => body_row(pen, placed, y, row, numbers, selected),
                        None => line(pen, placed, y, row, selected),
                    }
                }
            }
        }
    }
}

fn role(selected: bool) -> Role {
    if selected { Role::Strong } else { Role::Plain }
}

/// How many, what, and the nearest day where there is room for it.
fn line(pen: &mut Pen<'_>, placed: &Placed, y: u16, row: &Row, selected: bool) {
    let edge = placed.x + placed.cols;
    let mut x = placed.x + 3;
    if row.part < crate::app::screens::today::Part::Recent {
        pen.right(x, y, COUNT, &row.count, Role::Strong);
        x += COUNT + 1;
    }
    x += pen.put(x, y, edge.saturating_sub(x + 1), &row.text, role(selected)) + 2;
    let day = u16::try_from(text::width(&row.day)).unwrap_or(u16::MAX);
    if x.saturating_add(day) < edge {
        pen.right(x, y, edge.saturating_sub(x + 1), &row.day, Role::Quiet);
    }
}

/// Columns: where each begins, from the left edge of the part.
struct Columns {
    name: u16,
    met: u16,
    gauge: u16,
    share: u16,
}

impl Columns {
    /// A wide screen has room for how many units meet the norm, and for wider gauges.
    fn of(cols: u16) -> Columns {
        let fixed = 3 + PLANNED + COEFFICIENT + 3 + 3 * SHARE + 1;
        let spare = cols.saturating_sub(fixed + NAME + GAUGE);
        let met = if spare >= 14 { 14 } else { 0 };
        let spare = spare - met;
        let name = NAME + (spare / 2).min(16);
        let gauge = (cols.saturating_sub(fixed + name + met)).min(24);
        Columns { name, met, gauge, share: SHARE }
    }
}

fn bodies(pen: &mut Pen<'_>, model: &Model, placed: &Placed, y: u16, title: &str) {
    let columns = Columns::of(placed.cols);
    let words = &model.cx.words;
    let first = placed.x + 3 + columns.name;
    pen.put(placed.x + 1, y, first.saturating_sub(placed.x + 2) + PLANNED, title, Role::Quiet);
    let at = first + PLANNED;
    pen.right(at, y, COEFFICIENT + 2, words.get("today.coefficient"), Role::Quiet);
    let mut x = at + COEFFICIENT + 3 + columns.gauge + columns.met;
    for key in ["today.women", "today.minority", "today.young"] {
        pen.right(x, y, columns.share.saturating_sub(2), words.get(key), Role::Quiet);
        x += columns.share;
    }
}

fn body_row(pen: &mut Pen<'_>, placed: &Placed, y: u16, row: &Row, numbers: &Numbers, selected: bool) {
    let columns = Columns::of(placed.cols);
    let mut x = placed.x + 3;
    pen.put(x, y, columns.name, &row.text, role(selected));
    x += columns.name;
    pen.right(x, y, PLANNED - 1, &numbers.planned, Role::Plain);
    x += PLANNED;
    piece(pen, x, y, COEFFICIENT, &numbers.coefficient);
    x += COEFFICIENT + 3;
    pen.put(x, y, columns.gauge, &bar(numbers.fill, columns.gauge.saturating_sub(1)), Role::Plain);
    x += columns.gauge;
    if columns.met > 0 {
        pen.put(x, y, columns.met.saturating_sub(1), &row.count, Role::Quiet);
        x += columns.met;
    }
    for share in &numbers.shares {
        piece(pen, x, y, columns.share.saturating_sub(2), share);
        x += columns.share;
    }
}

/// A number with the mark of its verdict behind it.
fn piece(pen: &mut Pen<'_>, x: u16, y: u16, cols: u16, piece: &Piece) {
    pen.right(x, y, cols, &piece.text, Role::Plain);
    let role = piece.verdict.map_or(Role::Quiet, Role::of);
    pen.put(x + cols + 1, y, 1, piece.verdict.map_or("", findings::mark), role);
}

/// A bar in eighths of a column, so many hundredths of it filled, with its end marked.
fn bar(hundredths: u16, cols: u16) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let room = cols.saturating_sub(1);
    let eighths = usize::from(hundredths.min(100)) * usize::from(room) * 8 / 100;
    let full = eighths / 8;
    let part = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
    let took = full + usize::from(!part.is_empty());
    let empty = usize::from(room).saturating_sub(took);
    format!("{}{part}{}▏", "█".repeat(full), " ".repeat(empty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_part_and_never_longer_than_its_place() {
        assert_eq!(bar(0, 5), "    ▏");
        assert_eq!(bar(50, 5), "██  ▏");
        assert_eq!(bar(53, 5), "██  ▏");
        assert_eq!(bar(100, 5), "████▏");
        for hundredths in 0..=120 {
            assert_eq!(text::width(&bar(hundredths, 9)), 9, "{hundredths}");
        }
    }
}
