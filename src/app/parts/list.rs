//! The one list state: cursor, window, marks by id. A tree, a table, a picker and a dossier all move by it.

use super::layout::Area;
use std::collections::BTreeSet;

/// A step of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as its key")]
pub enum Motion {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

/// Cursor and window over rows that somebody else holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct List {
    /// Selected row.
    pub cursor: usize,
    /// First row of the window.
    pub top: usize,
    /// Number of rows.
    pub len: usize,
    /// Rows of the window.
    pub height: usize,
}

impl List {
    /// Takes note of how many rows there are and how many can be seen; the cursor stays, or goes to the last row.
    pub fn fit(&mut self, len: usize, height: usize) {
        self.len = len;
        self.height = height.max(1);
        self.go(self.cursor);
    }

    /// Puts the cursor on a row and the window round it.
    pub fn go(&mut self, row: usize) {
        self.cursor = row.min(self.len.saturating_sub(1));
        let last_top = self.len.saturating_sub(self.height);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + self.height {
            self.top = self.cursor + 1 - self.height;
        }
        self.top = self.top.min(last_top);
    }

    /// Puts the cursor on a row, and the row in the middle of the window if it was outside.
    pub fn show(&mut self, row: usize) {
        if row < self.top || row >= self.top + self.height {
            self.top = row.saturating_sub(self.height / 2);
        }
        self.go(row);
    }

    /// Moves the cursor.
    pub fn step(&mut self, motion: Motion) {
        let page = self.height.saturating_sub(1).max(1);
        match motion {
            Motion::Up => self.go(self.cursor.saturating_sub(1)),
            Motion::Down => self.go(self.cursor + 1),
            Motion::PageUp => {
                self.top = self.top.saturating_sub(page);
                self.go(self.cursor.saturating_sub(page));
            }
            Motion::PageDown => {
                self.top = (self.top + page).min(self.len.saturating_sub(self.height));
                self.go(self.cursor + page);
            }
            Motion::First => self.go(0),
            Motion::Last => self.go(self.len),
        }
    }

    /// Puts the cursor on the row that is seen in a line of the terminal; `rows` is where the rows stand.
    pub fn click(&mut self, rows: Area, y: u16) {
        let row = self.top + usize::from(y.saturating_sub(rows.y));
        if (rows.y..rows.y.saturating_add(rows.rows)).contains(&y) && row < self.len {
            self.go(row);
        }
    }

    /// The rows that can be seen.
    #[must_use]
    pub fn window(&self) -> std::ops::Range<usize> {
        self.top..(self.top + self.height).min(self.len)
    }
}

/// Marked rows, by id, and the row at which a range began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks<T: Ord> {
    /// What is marked.
    pub ids: BTreeSet<T>,
    /// Where the range began, while one is being drawn; and what was marked before it.
    range: Option<(usize, BTreeSet<T>)>,
}

impl<T: Ord> Default for Marks<T> {
    fn default() -> Self {
        Marks { ids: BTreeSet::new(), range: None }
    }
}

impl<T: Ord + Copy> Marks<T> {
    /// Marks a row, or takes its mark away.
    pub fn toggle(&mut self, id: T) {
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
    }

    /// Begins a range at a row, or ends the one that is being drawn and keeps its marks.
    pub fn range(&mut self, rows: &[T], cursor: usize) {
        self.range = match self.range.take() {
            Some(_) => None,
            None => Some((cursor, self.ids.clone())),
        };
        self.follow(rows, cursor);
    }

    /// Whether a range is being drawn.
    #[must_use]
    pub fn in_range(&self) -> bool {
        self.range.is_some()
    }

    /// The cursor has moved: the range is from where it began to here.
    pub fn follow(&mut self, rows: &[T], cursor: usize) {
        let Some((from, before)) = &self.range else { return };
        let (low, high) = (cursor.min(*from), cursor.max(*from));
        self.ids.clone_from(before);
        self.ids.extend(rows.iter().skip(low).take(high - low + 1).copied());
    }

    /// Takes all marks away.
    pub fn clear(&mut self) {
        self.ids.clear();
        self.range = None;
    }

    /// The rows have changed: marks stay by id, a range that was being drawn ends.
    pub fn settle(&mut self) {
        self.range = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_range_follows_the_cursor_and_keeps_what_was_marked_before() {
        let rows = [10, 20, 30, 40, 50];
        let mut marks = Marks::default();
        marks.toggle(50);
        marks.range(&rows, 1);
        marks.follow(&rows, 3);
        assert_eq!(marks.ids, [20, 30, 40, 50].into());
        marks.follow(&rows, 0);
        assert_eq!(marks.ids, [10, 20, 50].into());
        marks.range(&rows, 0);
        marks.follow(&rows, 4);
        assert_eq!(marks.ids, [10, 20, 50].into(), "the range has ended");
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_the_window(len in 0usize..200, height in 0usize..40, moves in prop::collection::vec(0u8..6, 0..60)) {
            let mut list = List::default();
            list.fit(len, height);
            for m in moves {
                list.step([Motion::Up, Motion::Down, Motion::PageUp, Motion::PageDown, Motion::First, Motion::Last][usize::from(m)]);
                prop_assert!(len == 0 || list.cursor < len);
                prop_assert!(len == 0 || list.window().contains(&list.cursor));
                prop_assert!(list.top == 0 || list.top + list.height <= len);
            }
        }
    }
}
