//! Text into cells: cut to its place, to the left or to the right, and the rules between panes.

use super::theme::{Role, Theme};
use crate::app::parts::layout::Area;
use crate::app::words::text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Widget;

/// Writes into the cells of a frame; what lies outside is left out.
pub struct Pen<'a> {
    cells: &'a mut Buffer,
    theme: Theme,
    cursor: Option<(u16, u16)>,
}

/// A style that leaves nothing of what was written there before: two weights of one letter look different on every
/// terminal.
fn alone(style: Style) -> Style {
    Style {
        fg: style.fg.or(Some(Color::Reset)),
        bg: style.bg.or(Some(Color::Reset)),
        sub_modifier: Modifier::all().difference(style.add_modifier),
        ..style
    }
}

impl<'a> Pen<'a> {
    /// A pen for a frame.
    pub fn new(cells: &'a mut Buffer, theme: Theme) -> Pen<'a> {
        Pen { cells, theme, cursor: None }
    }

    /// Where the terminal's cursor shall stand.
    #[must_use]
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.cursor
    }

    /// Puts the terminal's cursor on the selected row, or in the field: screen readers and magnifiers follow it.
    pub fn point(&mut self, x: u16, y: u16) {
        let area = self.cells.area;
        if x < area.width && y < area.height {
            self.cursor = Some((x, y));
        }
    }

    /// Text from a column on, cut to so many columns; the columns that it took.
    pub fn put(&mut self, x: u16, y: u16, cols: u16, words: &str, role: Role) -> u16 {
        let area = self.cells.area;
        if y >= area.height || x >= area.width || cols == 0 {
            return 0;
        }
        let cols = cols.min(area.width - x);
        let shown = text::cut(words, usize::from(cols));
        self.cells.set_stringn(x, y, &shown, usize::from(cols), alone(self.theme.style(role)));
        u16::try_from(text::width(&shown)).unwrap_or(cols)
    }

    /// A widget of the terminal library in its place; what lies outside is left out.
    pub fn widget(&mut self, area: Area, widget: impl Widget) {
        let rect = Rect { x: area.x, y: area.y, width: area.cols, height: area.rows };
        widget.render(rect.intersection(self.cells.area), self.cells);
    }

    /// How a role looks.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        alone(self.theme.style(role))
    }

    /// Text that ends at the last of so many columns.
    pub fn right(&mut self, x: u16, y: u16, cols: u16, words: &str, role: Role) -> u16 {
        let shown = text::cut(words, usize::from(cols));
        let took = u16::try_from(text::width(&shown)).unwrap_or(cols);
        self.put(x + cols.saturating_sub(took), y, took, &shown, role)
    }

    /// Text with some of its letters standing out.
    pub fn matched(&mut self, x: u16, y: u16, cols: u16, words: &str, ranges: &[std::ops::Range<usize>], role: Role) {
        let took = self.put(x, y, cols, words, role);
        let chars: Vec<char> = words.chars().collect();
        let style = self.theme.style(Role::Match);
        let columns =
            |n: usize| u16::try_from(text::width(&chars.iter().take(n).collect::<String>())).unwrap_or(u16::MAX);
        // the last column may be the sign that something was cut off
        let end = if text::width(words) > usize::from(cols) { took.saturating_sub(1) } else { took };
        for range in ranges {
            for at in columns(range.start)..columns(range.end).min(end) {
                if let Some(cell) = self.cells.cell_mut((x + at, y)) {
                    cell.set_style(style);
                }
            }
        }
    }

    /// A rule from the left edge to the right.
    pub fn rule(&mut self, y: u16) {
        let area = self.cells.area;
        if y < area.height {
            let line = "─".repeat(usize::from(area.width));
            self.cells.set_stringn(0, y, line, usize::from(area.width), self.theme.style(Role::Quiet));
        }
    }

    /// A rule from top to bottom at the right of a pane, joined to the rules above and below where there are any.
    pub fn divide(&mut self, pane: Area) {
        let x = pane.x + pane.cols;
        let style = self.theme.style(Role::Quiet);
        let edges = [(pane.y.checked_sub(1), "┬"), (Some(pane.y + pane.rows), "┴")];
        for y in pane.y..pane.y + pane.rows {
            self.mark(x, y, "│", style);
        }
        for (y, joint) in edges.into_iter().filter_map(|(y, j)| Some((y?, j))) {
            if self.cells.cell((x, y)).is_some_and(|c| c.symbol() == "─") {
                self.mark(x, y, joint, style);
            }
        }
    }

    fn mark(&mut self, x: u16, y: u16, symbol: &str, style: ratatui::style::Style) {
        if let Some(cell) = self.cells.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// Empties part of the frame, for what stands over it.
    pub fn clear(&mut self, area: Area) {
        for y in area.y..area.y.saturating_add(area.rows) {
            for x in area.x..area.x.saturating_add(area.cols) {
                if let Some(cell) = self.cells.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }
}
