//! Tables and lists of pairs for people, in columns as wide as their letters need.

use serde::{Serialize, Serializer};
use std::fmt::Display;
use unicode_width::UnicodeWidthStr;

/// How the cells of a column are aligned: text to the left, numbers to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// A table with columns as wide as they need to be and two spaces between them.
pub struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these headings.
    pub fn new(columns: &[(&str, Align)]) -> Table {
        let columns = columns.iter().map(|(name, side)| ((*name).to_owned(), *side)).collect();
        Table { columns, rows: Vec::new() }
    }

    /// A table of texts with these headings.
    pub fn of_texts<S: AsRef<str>>(headings: &[S]) -> Table {
        let columns = headings.iter().map(|name| (name.as_ref().to_owned(), Align::Left)).collect();
        Table { columns, rows: Vec::new() }
    }

    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// The table as text, a line a row.
    pub fn text(&self) -> String {
        let headings: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let all = || std::iter::once(&headings).chain(&self.rows);
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|at| all().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0))
            .collect();
        let mut out = String::new();
        for row in all() {
            let mut line = String::new();
            for ((cell, width), (_, side)) in row.iter().zip(&widths).zip(&self.columns) {
                let gap = " ".repeat(width.saturating_sub(cell.width()));
                match side {
                    Align::Left => line.extend([cell.as_str(), &gap]),
                    Align::Right => line.extend([gap.as_str(), cell]),
                }
                line.push_str("  ");
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// For serde: an id as it is printed and asked for.
pub fn as_text<T: Display, S: Serializer>(id: &T, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(id)
}

/// For serde: an id as it is printed, or `null`.
pub fn as_text_or_null<T: Display, S: Serializer>(id: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
    id.as_ref().map(ToString::to_string).serialize(to)
}

/// Names and values, a pair a line; pairs without a value are left out.
pub fn pairs(pairs: &[(&str, String)]) -> String {
    let width = pairs.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let mut out = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str(&format!("{name}{}  {value}\n", " ".repeat(width.saturating_sub(name.width()))));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_one_another_whatever_marks_the_letters_bear() {
        let mut table = Table::new(&[("Đơn vị", Align::Left), ("người", Align::Right)]);
        table.row(vec!["Huyện Cao Lộc".to_owned(), "131".to_owned()]);
        table.row(vec!["Xã Tân Thành".to_owned(), "9".to_owned()]);
        assert_eq!(table.text(), "Đơn vị         người\nHuyện Cao Lộc    131\nXã Tân Thành       9\n");
    }
}
