//! Rows of text with labels: what a card or a tab of a dossier shows, already broken into lines for its width.

use super::list::{List, Motion};
use crate::app::words::text;
use crate::domain::{CadreId, PostId, RecordKey, TermId, UnitId};
use crate::register::fields::Sheet;

/// A row of a record, as a line of a dossier names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordRow {
    pub sheet: Sheet,
    /// The record.
    pub key: RecordKey,
    /// The row, from zero.
    pub row: usize,
    /// The field, where the line shows one alone.
    pub column: Option<&'static str>,
}

impl RecordRow {
    /// The same row with one of its fields.
    #[must_use]
    pub fn at(self, column: &'static str) -> RecordRow {
        RecordRow { column: Some(column), ..self }
    }
}

/// How a row looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    Heading,
    /// As it is.
    #[default]
    Plain,
    /// Less important than the rest.
    Quiet,
}

/// Where a row leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// To a unit.
    Unit(UnitId),
    /// To a cadre.
    Cadre(CadreId),
    /// To a post.
    Post(PostId),
    /// To the pool of a post and a term.
    Pool(PostId, TermId),
    /// To the nth of what the page itself lists.
    Nth(usize),
}

/// A row with its label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// What it is; empty for a row that speaks for itself.
    pub label: String,
    /// What stands there.
    pub text: String,
    /// How it looks.
    pub look: Look,
    /// Where it leads.
    pub target: Option<Target>,
    /// Whether it stands beside the column of the labels.
    pub inset: bool,
    /// The row of a record that it shows, to be edited.
    pub entry: Option<RecordRow>,
    /// Whether it goes on with the row above it, which is too long for one line.
    pub continued: bool,
}

/// Lines with the columns of their labels.
pub type Lines = (Vec<Row>, u16);

/// A page being written.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Rows, not yet broken.
    pub rows: Vec<Row>,
}

impl Page {
    /// A heading.
    pub fn heading(&mut self, text: &str) {
        if !self.rows.is_empty() {
            self.rows.push(Row::default());
        }
        self.rows.push(Row { text: text.to_owned(), look: Look::Heading, ..Row::default() });
    }

    /// A row without a label.
    pub fn plain(&mut self, text: impl Into<String>) {
        self.rows.push(Row { text: text.into(), ..Row::default() });
    }

    /// A row that is less important.
    pub fn quiet(&mut self, text: impl Into<String>) {
        self.rows.push(Row { text: text.into(), look: Look::Quiet, ..Row::default() });
    }

    /// A row that says more of the one above it, and leads where that does.
    pub fn under(&mut self, text: impl Into<String>, target: Option<Target>) {
        let label = "   ".to_owned();
        self.rows.push(Row { label, text: text.into(), look: Look::Quiet, inset: true, target, ..Row::default() });
    }

    /// A row with a label; nothing where there is nothing to say.
    pub fn field(&mut self, label: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.rows.push(Row { label: label.to_owned(), text, inset: true, ..Row::default() });
        }
    }

    /// A row that leads somewhere.
    pub fn link(&mut self, label: impl Into<String>, text: impl Into<String>, target: Option<Target>) {
        let label = label.into();
        let inset = !label.is_empty();
        self.rows.push(Row { label, text: text.into(), target, inset, ..Row::default() });
    }

    /// A row with a label that can be edited; nothing where there is nothing to say.
    pub fn entered(&mut self, entry: RecordRow, label: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            let label = label.to_owned();
            self.rows.push(Row { label, text, inset: true, entry: Some(entry), ..Row::default() });
        }
    }

    /// The rows broken into lines: a label stands in a column of its own where the width allows.
    #[must_use]
    pub fn lines(self, columns: u16) -> (Vec<Row>, u16) {
        let columns = usize::from(columns.max(1));
        let longest = self.rows.iter().map(|r| text::width(&r.label)).max().unwrap_or(0);
        let label = if longest == 0 { 0 } else { (longest + 1).min(columns * 2 / 5) };
        let room = columns.saturating_sub(label).max(1);
        let mut out = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let width = if row.inset { room } else { columns };
            for (at, line) in text::wrap(&row.text, width).into_iter().enumerate() {
                let label = if at == 0 { row.label.clone() } else { String::new() };
                out.push(Row { label, text: line, continued: at > 0, ..Row { text: String::new(), ..row.clone() } });
            }
        }
        (out, u16::try_from(label).unwrap_or(0))
    }
}

/// Moves a cursor over lines; one that only goes on with the row above, or is empty, is passed over.
pub fn step(lines: &[Row], list: &mut List, motion: Motion) {
    list.step(motion);
    let mut on = match motion {
        Motion::Up | Motion::PageUp | Motion::Last => Motion::Up,
        Motion::Down | Motion::PageDown | Motion::First => Motion::Down,
    };
    let goes_on = |at: usize| {
        let row = lines.get(at)?;
        let above = lines.get(at.checked_sub(1)?)?;
        let same = row.target.is_some() && row.target == above.target;
        (same || *row == Row::default()).then_some(())
    };
    while goes_on(list.cursor).is_some() {
        let before = list.cursor;
        list.step(on);
        if list.cursor == before {
            on = Motion::Up;
        }
    }
}

/// Rows as lines of text, a label before what it is of; one that was broken for the screen is one line again.
pub fn plain(rows: &[Row]) -> impl Iterator<Item = String> {
    let line = |row: &[Row]| {
        let label = row.first().map(|first| first.label.as_str()).filter(|label| !label.trim().is_empty());
        let text: Vec<&str> = row.iter().map(|row| row.text.as_str()).collect();
        let said = label.into_iter().map(str::to_owned).chain(std::iter::once(text.join(" ")));
        said.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
    };
    rows.chunk_by(|_, below| below.continued).map(line).filter(|line| !line.is_empty())
}
