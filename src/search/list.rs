//! Somebody else's list, searched as the register is: lines with tabs, the first of which names the columns.

use super::corpus::{Corpus, Entry, Written};
use super::found::Found;
use crate::domain::text;

/// Why a text is no list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// The first line names no column that is known.
    #[error("the first line names none of id, name, title, unit")]
    NoHeader,
    /// There are more lines than can be counted.
    #[error("more than {0} lines")]
    TooLong(u32),
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its own id; its number where the list has none.
    pub id: String,
    /// Name, title and unit.
    pub fields: [String; 3],
}

/// A list of people, as a file of them has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    pub lines: Vec<Line>,
}

/// What the columns are called.
const COLUMNS: [&str; 4] = ["id", "name", "title", "unit"];

impl List {
    /// Reads a list. Columns may be missing, stand in any order, and there may be others; empty lines are left out.
    ///
    /// # Errors
    /// [`ListError`]: the first line is no header, or there are too many lines.
    pub fn parse(text: &str) -> Result<List, ListError> {
        let mut rows = text.trim_start_matches('\u{feff}').lines();
        let header: Vec<String> =
            rows.next().unwrap_or_default().split('\t').map(|c| c.trim().to_lowercase()).collect();
        let columns = COLUMNS.map(|name| header.iter().position(|c| c == name));
        if columns.iter().all(Option::is_none) {
            return Err(ListError::NoHeader);
        }
        let mut lines = Vec::new();
        for (nth, row) in (1..).zip(rows.filter(|row| !row.trim().is_empty())) {
            if nth == u32::MAX {
                return Err(ListError::TooLong(u32::MAX));
            }
            let cells: Vec<&str> = row.split('\t').collect();
            let [id, name, title, unit] =
                columns.map(|at| at.and_then(|at| cells.get(at)).map(|c| text::composed(c)).unwrap_or_default());
            let id = if id.is_empty() { nth.to_string() } else { id };
            lines.push(Line { id, fields: [name, title, unit] });
        }
        Ok(List { lines })
    }

    /// The line that was found.
    #[must_use]
    pub fn line(&self, what: Found) -> Option<&Line> {
        match what {
            Found::Line(at) => self.lines.get(usize::try_from(at).ok()?),
            _ => None,
        }
    }
}

fn entry(at: u32, line: &Line) -> Entry<'_> {
    let [name, title, unit] = &line.fields;
    Entry { what: Found::Line(at), name, kind_words: 0, title, title_order: 0, unit, former: &[] }
}

impl Corpus for List {
    fn each(&self, take: &mut dyn FnMut(&Entry<'_>)) {
        (0..).zip(&self.lines).for_each(|(at, line)| take(&entry(at, line)));
    }

    fn one(&self, what: Found, take: &mut dyn FnMut(&Entry<'_>)) {
        if let (Found::Line(at), Some(line)) = (what, self.line(what)) {
            take(&entry(at, line));
        }
    }

    fn written(&self, what: Found, _former: bool) -> Option<Written> {
        self.line(what).map(|line| Written { fields: line.fields.clone(), former: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_any_order_and_may_be_missing() {
        let list = List::parse("\u{feff}unit\tother\tName\r\nXã Tân Thành\tx\tVi Thị Nga\r\n\r\n\tx\n").unwrap();
        assert_eq!(list.lines.len(), 2);
        let first = list.lines.first().unwrap();
        assert_eq!(first.id, "1");
        assert_eq!(first.fields, ["Vi Thị Nga", "", "Xã Tân Thành"]);
        let other = List::parse("name\nÐàm Khuông\n").unwrap();
        assert_eq!(other.lines[0].fields[0], "Ðàm Khuông", "a name is given back as the list has it");
        assert_eq!(List::parse("họ\ttên\nx\ty"), Err(ListError::NoHeader));
        assert_eq!(List::parse(""), Err(ListError::NoHeader));
        assert!(List::parse("name").unwrap().lines.is_empty());
    }
}
