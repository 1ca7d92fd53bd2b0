//! What a session writes: the terminal shows what was drawn, whatever is pressed, and a step costs few bytes.

use super::cells::Cells;
use crate::app::parts::layout::Size;
use crate::app::tests::fixture::Bench;
use crate::ui::{draw, theme::Theme};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A session with its terminal.
struct Seen {
    bench: Bench,
    cells: Cells,
    terminal: vt100::Parser,
}

impl Seen {
    fn open(cols: u16, rows: u16) -> Seen {
        let terminal = vt100::Parser::new(rows.try_into().unwrap(), cols.try_into().unwrap(), 0);
        let mut seen = Seen { bench: Bench::open((cols, rows)), cells: Cells::new(cols, rows, true), terminal };
        // as the guard leaves it
        seen.terminal.process(b"\x1b[?25l");
        seen.frame();
        seen
    }

    fn drawn(&self) -> (Buffer, Option<(u16, u16)>) {
        let Size { cols, rows } = self.bench.model.cx.size;
        let mut next = Buffer::empty(Rect::new(0, 0, cols, rows));
        let cursor = draw(&self.bench.model, Theme::default(), &mut next);
        (next, cursor)
    }

    fn frame(&mut self) -> usize {
        let (next, cursor) = self.drawn();
        let bytes = self.cells.frame(&next, cursor);
        self.terminal.process(bytes.as_bytes());
        bytes.len()
    }

    fn press(&mut self, keys: &str) -> usize {
        self.bench.keys(keys);
        self.frame()
    }
}

#[test]
fn a_step_of_the_cursor_costs_no_more_than_150_bytes_in_the_table() {
    let mut seen = Seen::open(120, 40);
    seen.press("C");
    for _ in 0..30 {
        let bytes = seen.press("down");
        assert!((1..=150).contains(&bytes), "{bytes}");
    }
    assert_eq!(seen.press("down"), 0, "on the last row there is nowhere to go, and nothing is written");
}

#[test]
fn a_table_scrolls_by_a_line_in_few_bytes() {
    let mut seen = Seen::open(120, 20);
    seen.press("C");
    let costs: Vec<usize> = (0..28).map(|_| seen.press("down")).collect();
    assert!(costs.iter().all(|bytes| *bytes <= 400), "{costs:?}");
}

#[test]
fn a_step_in_the_tree_with_both_panes_beside_it_stays_within_2500_bytes() {
    let mut seen = Seen::open(120, 40);
    seen.press("z");
    for _ in 0..4 {
        let bytes = seen.press("down");
        assert!((1..=2500).contains(&bytes), "{bytes}");
    }
}

#[test]
fn a_typed_letter_that_finds_the_same_costs_a_few_bytes() {
    let mut seen = Seen::open(120, 40);
    seen.press("/ \"nong thi\"");
    let bytes = seen.press("\" \"");
    assert!(bytes <= 60, "{bytes}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn the_terminal_shows_what_was_drawn_whatever_is_pressed(
        keys in prop::collection::vec(prop::sample::select(vec![
            "up", "down", "down", "down", "left", "right", "enter", "esc", "tab", "pagedown", "pageup", "home", "end", "z",
            "f", "C", "T", "D", "]", "[", "/", "?", "M", "e", "v", "space", "s", "o", "\"7\"", "\"cao\"",
        ]), 1..30),
        wide in any::<bool>(),
    ) {
        let mut seen = if wide { Seen::open(120, 24) } else { Seen::open(80, 16) };
        for key in keys {
            seen.press(key);
            let (drawn, cursor) = seen.drawn();
            let screen = seen.terminal.screen();
            for (at, cell) in drawn.content.iter().enumerate() {
                let (x, y) = drawn.pos_of(at);
                let shown = screen.cell(y, x).unwrap();
                let text = if shown.has_contents() { shown.contents() } else { " " };
                prop_assert_eq!(text, cell.symbol(), "{} {},{}", key, x, y);
                // a blank has no weight that anybody could see
                prop_assert!(text == " " || shown.bold() == cell.modifier.contains(ratatui::style::Modifier::BOLD));
            }
            prop_assert_eq!(cursor.is_none(), screen.hide_cursor());
            if let Some((x, y)) = cursor {
                prop_assert_eq!(screen.cursor_position(), (y, x));
            }
        }
    }
}
