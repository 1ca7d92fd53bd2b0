//! From one frame to the next in few bytes: what has moved is scrolled by the terminal, what is blank is erased, the
//! rest is written cell by cell; colours and weights only when they change. Nothing changed: not a byte.
//!
//! ratatui's own terminal resets colours and hides the cursor at every draw and never scrolls a region; over a slow
//! line that is most of what a step of the cursor costs. Its buffers and styles are used as they are.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

/// What the terminal shows, and the way from there to the next frame.
#[derive(Debug)]
pub struct Cells {
    shown: Buffer,
    cursor: Option<(u16, u16)>,
    /// Where the terminal's cursor is, where that is known.
    at: Option<(u16, u16)>,
    pen: Look,
    brackets: bool,
}

/// Colour and weight, as the terminal has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Look {
    fg: Color,
    bg: Color,
    weight: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Look {
        Look { fg: cell.fg, bg: cell.bg, weight: cell.modifier }
    }
}

/// A run of blanks this long is erased instead of written.
const ERASED: usize = 5;
/// A scroll must save as many cells as its sequences cost.
const WORTH: usize = 24;

impl Cells {
    /// An empty screen, as it is after it was cleared. `brackets`: frames stand in DEC 2026 brackets, which terminals
    /// that do not know them pass over.
    #[must_use]
    pub fn new(cols: u16, rows: u16, brackets: bool) -> Cells {
        let shown = Buffer::empty(Rect::new(0, 0, cols, rows));
        Cells { shown, cursor: None, at: None, pen: Look::default(), brackets }
    }

    /// The bytes that make the terminal show the next frame, and its cursor stand where it shall; empty where it does.
    pub fn frame(&mut self, next: &Buffer, cursor: Option<(u16, u16)>) -> String {
        let mut out = String::new();
        if let Some(scroll) = scroll(&self.shown, next) {
            self.scroll(scroll, &mut out);
        }
        for y in 0..next.area.height {
            self.row(next, y, &mut out);
        }
        self.shown.clone_from(next);
        self.place(cursor, &mut out);
        if out.is_empty() || !self.brackets {
            return out;
        }
        format!("\u{1b}[?2026h{out}\u{1b}[?2026l")
    }

    fn place(&mut self, cursor: Option<(u16, u16)>, out: &mut String) {
        if let Some((x, y)) = cursor
            && (!out.is_empty() || self.cursor != cursor)
        {
            self.go(x, y, out);
        }
        match (self.cursor.is_some(), cursor.is_some()) {
            (false, true) => out.push_str("\u{1b}[?25h"),
            (true, false) => out.push_str("\u{1b}[?25l"),
            _ => {}
        }
        self.cursor = cursor;
    }

    fn row(&mut self, next: &Buffer, y: u16, out: &mut String) {
        let (was, is) = (row(&self.shown, y), row(next, y));
        if was == is {
            return;
        }
        let blank = is.iter().rposition(|c| !is_blank(c)).map_or(0, |at| at + 1);
        let (was, is) = (was.to_vec(), is);
        // the other half of a wide letter that goes is not what the buffer says it is
        let mut stale = 0;
        let mut x = 0;
        while x < is.len() {
            let (Some(old), Some(new)) = (was.get(x), is.get(x)) else { break };
            if old == new && x >= stale {
                x += 1;
                continue;
            }
            let column = u16::try_from(x).unwrap_or(u16::MAX);
            if x >= blank {
                self.look(Look::default(), out);
                self.go(column, y, out);
                out.push_str("\u{1b}[K");
                return;
            }
            let run = is.iter().skip(x).take_while(|c| is_blank(c)).count();
            if run >= ERASED {
                self.look(Look::default(), out);
                self.go(column, y, out);
                let _ = write!(out, "\u{1b}[{run}X");
                x += run;
                continue;
            }
            self.go(column, y, out);
            self.look(Look::of(new), out);
            out.push_str(new.symbol());
            let wide = crate::app::words::text::width(new.symbol()).max(1);
            let after = x + wide;
            for (at, gone) in was.iter().enumerate().take(after).skip(x) {
                stale = stale.max(at + crate::app::words::text::width(gone.symbol()));
            }
            // in the last column the terminal waits with the wrap: where it stands is not sure
            self.at = (after < is.len()).then(|| (u16::try_from(after).unwrap_or(u16::MAX), y));
            x = after;
        }
    }

    /// Moves the terminal's cursor, the shortest way.
    fn go(&mut self, x: u16, y: u16, out: &mut String) {
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((0, below)) if x == 0 && below.checked_add(1) == Some(y) => out.push('\n'),
            Some((_, below)) if x == 0 && below.checked_add(1) == Some(y) => out.push_str("\r\n"),
            Some((_, here)) if x == 0 && here == y => out.push('\r'),
            Some((left, here)) if here == y && left < x => {
                let _ = match x - left {
                    1 => write!(out, "\u{1b}[C"),
                    n => write!(out, "\u{1b}[{n}C"),
                };
            }
            _ if x == 0 => {
                let _ = write!(out, "\u{1b}[{}H", y + 1);
            }
            _ => {
                let _ = write!(out, "\u{1b}[{};{}H", y + 1, x + 1);
            }
        }
        self.at = Some((x, y));
    }

    fn look(&mut self, look: Look, out: &mut String) {
        if self.pen == look {
            return;
        }
        out.push_str("\u{1b}[");
        let mut first = true;
        let mut say = |out: &mut String, n: u8| {
            if !first {
                out.push(';');
            }
            first = false;
            let _ = write!(out, "{n}");
        };
        let mut from = self.pen;
        if look == Look::default() {
            out.push('m');
            self.pen = look;
            return;
        }
        if !look.weight.contains(from.weight) {
            say(out, 0);
            from = Look::default();
        }
        for (weight, n) in [
            (Modifier::BOLD, 1),
            (Modifier::DIM, 2),
            (Modifier::ITALIC, 3),
            (Modifier::UNDERLINED, 4),
            (Modifier::REVERSED, 7),
        ] {
            if look.weight.contains(weight) && !from.weight.contains(weight) {
                say(out, n);
            }
        }
        if look.fg != from.fg {
            say(out, colour(look.fg));
        }
        if look.bg != from.bg {
            say(out, colour(look.bg) + 10);
        }
        out.push('m');
        self.pen = look;
    }

    fn scroll(&mut self, scroll: Scroll, out: &mut String) {
        let Scroll { top, bottom, rows, up } = scroll;
        self.look(Look::default(), out);
        let way = if up { 'S' } else { 'T' };
        let _ = write!(out, "\u{1b}[{};{}r\u{1b}[{rows}{way}\u{1b}[r", top + 1, bottom + 1);
        // setting the region sends the cursor home
        self.at = Some((0, 0));
        self.shown = scrolled(&self.shown, scroll);
    }
}

/// Part of the screen that moves by some rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scroll {
    top: u16,
    bottom: u16,
    rows: u16,
    up: bool,
}

fn scrolled(shown: &Buffer, Scroll { top, bottom, rows, up }: Scroll) -> Buffer {
    let mut out = shown.clone();
    for y in top..=bottom {
        let from = if up { y.checked_add(rows) } else { y.checked_sub(rows) };
        let from = from.filter(|f| (top..=bottom).contains(f));
        for x in 0..shown.area.width {
            let cell = from.and_then(|f| shown.cell((x, f))).cloned().unwrap_or_default();
            if let Some(here) = out.cell_mut((x, y)) {
                *here = cell;
            }
        }
    }
    out
}

/// The scroll that brings the most rows to their place, if it saves more than it costs.
fn scroll(was: &Buffer, is: &Buffer) -> Option<Scroll> {
    let height = is.area.height;
    if was.area != is.area || height < 4 {
        return None;
    }
    let changed: Vec<u16> = (0..height).filter(|y| row(was, *y) != row(is, *y)).collect();
    if changed.len() < 4 {
        return None;
    }
    let mut best: Option<(usize, Scroll)> = None;
    for rows in 1..=height / 2 {
        for up in [true, false] {
            let source = |y: u16| if up { y.checked_add(rows).filter(|f| *f < height) } else { y.checked_sub(rows) };
            let moved: Vec<u16> =
                changed.iter().copied().filter(|y| source(*y).is_some_and(|f| row(was, f) == row(is, *y))).collect();
            let (Some(first), Some(last)) = (moved.first(), moved.last()) else { continue };
            if best.is_none_or(|(n, _)| moved.len() > n) {
                let (top, bottom) = if up { (*first, last + rows) } else { (first - rows, *last) };
                best = Some((moved.len(), Scroll { top, bottom, rows, up }));
            }
        }
    }
    let (_, scroll) = best?;
    let saved = differing(was, is).checked_sub(differing(&scrolled(was, scroll), is))?;
    (saved > WORTH).then_some(scroll)
}

fn differing(a: &Buffer, b: &Buffer) -> usize {
    a.content.iter().zip(&b.content).filter(|(a, b)| a != b).count()
}

fn row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let from = width * usize::from(y);
    buffer.content.get(from..from + width).unwrap_or_default()
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Look::of(cell) == Look::default()
}

/// Number of a colour as a foreground; the sixteen of the terminal, all others as its own.
fn colour(colour: Color) -> u8 {
    match colour {
        Color::Black => 30,
        Color::Red => 31,
        Color::Green => 32,
        Color::Yellow => 33,
        Color::Blue => 34,
        Color::Magenta => 35,
        Color::Cyan => 36,
        Color::Gray => 37,
        Color::DarkGray => 90,
        Color::LightRed => 91,
        Color::LightGreen => 92,
        Color::LightYellow => 93,
        Color::LightBlue => 94,
        Color::LightMagenta => 95,
        Color::LightCyan => 96,
        Color::White => 97,
        _ => 39,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::style::Style;

    /// What a terminal shows after these bytes: letters and weights.
    fn seen(emulator: &vt100::Parser) -> Vec<(String, bool, bool)> {
        let screen = emulator.screen();
        let (rows, cols) = (screen.size().0.get(), screen.size().1.get());
        let cells = (0..rows).flat_map(|y| (0..cols).map(move |x| (x, y)));
        cells
            .map(|(x, y)| {
                let cell = screen.cell(y, x).unwrap();
                let text = if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() };
                (text, cell.bold(), cell.underline())
            })
            .collect()
    }

    fn meant(buffer: &Buffer) -> Vec<(String, bool, bool)> {
        let weight = |c: &Cell, m| c.modifier.contains(m);
        buffer
            .content
            .iter()
            .map(|c| (c.symbol().to_owned(), weight(c, Modifier::BOLD), weight(c, Modifier::UNDERLINED)))
            .collect()
    }

    fn page(lines: &[String], top: usize, cols: u16, rows: u16) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
        for (y, line) in (0..rows).zip(lines.iter().skip(top)) {
            buffer.set_stringn(0, y, line, usize::from(cols), Style::new());
        }
        buffer
    }

    #[test]
    fn a_frame_that_changes_nothing_costs_nothing() {
        let mut cells = Cells::new(20, 5, true);
        let next = page(&["Huyện Cao Lộc".to_owned()], 0, 20, 5);
        assert!(!cells.frame(&next, Some((0, 0))).is_empty());
        assert_eq!(cells.frame(&next, Some((0, 0))), "");
    }

    #[test]
    fn a_list_that_moves_by_a_line_is_scrolled_by_the_terminal() {
        let lines: Vec<String> = (0..60).map(|n| format!("{n:>4} {}", "Nông Thị Hoa · UBND xã ".repeat(4))).collect();
        let mut cells = Cells::new(120, 36, true);
        cells.frame(&page(&lines, 0, 120, 36), None);
        let bytes = cells.frame(&page(&lines, 1, 120, 36), None).len();
        assert!(bytes < 350, "{bytes}");
        let bytes = cells.frame(&page(&lines, 0, 120, 36), None).len();
        assert!(bytes < 350, "{bytes}");
    }

    proptest! {
        /// Whatever follows whatever, the terminal shows the frame that was meant.
        #[test]
        fn the_terminal_shows_what_was_drawn(
            frames in prop::collection::vec(
                (prop::collection::vec((0u16..24, 0u16..8, "[ a-dĐệ漢]{0,9}", 0u8..4), 0..12), -3i32..4, prop::option::of((0u16..24, 0u16..8))),
                1..8,
            )
        ) {
            let mut emulator = vt100::Parser::new(8.try_into().unwrap(), 24.try_into().unwrap(), 0);
            let mut cells = Cells::new(24, 8, true);
            let mut last = Buffer::empty(Rect::new(0, 0, 24, 8));
            for (writes, moved, cursor) in frames {
                let rows = u16::try_from(moved.unsigned_abs()).unwrap();
                let mut next = scrolled(&last, Scroll { top: 1, bottom: 6, rows, up: moved > 0 });
                for (x, y, text, weight) in writes {
                    let style = [Style::new(), Style::new().bold(), Style::new().underlined(), Style::new().red()];
                    next.set_stringn(x, y, &text, 24, style[usize::from(weight)]);
                }
                // a wide letter half overwritten leaves no trace in a buffer, but does in a terminal: not drawn so
                for y in 0..8 {
                    let mut x = 0;
                    while x < 24 {
                        let wide = crate::app::words::text::width(next[(x, y)].symbol());
                        if wide == 2 {
                            if x + 1 < 24 { next[(x + 1, y)].reset(); } else { next[(x, y)].reset(); }
                            x += 1;
                        }
                        x += 1;
                    }
                }
                emulator.process(cells.frame(&next, cursor).as_bytes());
                let (is, want) = (seen(&emulator), meant(&next));
                let mut skip = false;
                for (is, want) in is.iter().zip(&want) {
                    if !skip { prop_assert_eq!(is, want); }
                    skip = crate::app::words::text::width(&want.0) == 2;
                }
                if let Some((x, y)) = cursor {
                    prop_assert_eq!(emulator.screen().cursor_position(), (y, x));
                }
                last = next;
            }
        }
    }
}
