//! A field of which one row of a table says everything: what it takes, how it is read from a record and written to it,
//! what must hold of it, where the dossier shows it, by which name a paper has it. Whatever walks over fields walks over
//! the table, so that a new field of the card is a row of [`super::CARD`] and not a line in forty files.

use super::column::{Column, Input, Reader, Wrong, asked, cell};
use super::rows::listed;
use crate::domain::{ListId, PartialDate};
use crate::register::catalogue::ListName;
use crate::register::view::View;

/// How a field is read from a record and written to it.
#[derive(Debug)]
enum Access<T: 'static> {
    Text { get: fn(&T) -> &str, slot: fn(&mut T) -> &mut String },
    Date { get: fn(&T) -> Option<PartialDate>, set: fn(&mut T, Option<PartialDate>) -> Result<(), Wrong> },
    Entry { list: ListName, get: fn(&T) -> ListId, slot: fn(&mut T) -> &mut ListId },
    Other { cell: fn(&T) -> String, read: fn(&mut T, &Reader<'_>) -> Result<(), Wrong> },
}

/// What a field holds, for what is not done with text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content<'a> {
    /// A text, empty where nothing is known.
    Text(&'a str),
    /// A date, where it is known.
    Date(Option<PartialDate>),
    /// An entry of a small list; 0 where nothing is known.
    Entry(ListName, ListId),
    /// Something else, as canonical text.
    Other(String),
}

/// A field of the records `T`.
#[derive(Debug)]
pub struct Field<T: 'static> {
    /// Its name, what it takes and whether it must be filled in.
    pub column: Column,
    access: Access<T>,
    /// Whether a projected screen, a draft and the clipboard must not have it, though they may have others of its sheet.
    pub is_sensitive: bool,
    /// Whether its date cannot be one that is still to come.
    pub is_past: bool,
    /// Whether its date must lie behind the person's birth.
    pub is_after_birth: bool,
    /// Whether many people may be given the same value at once.
    pub is_shared: bool,
    /// Its place on the first page of a dossier and in `canbo show`, smallest first.
    pub shown: Option<u8>,
    /// Whether the few lines of `canbo show` have it too.
    pub is_brief: bool,
    /// The field of papers that has its value (`data/lists/fields.toml`).
    pub paper: Option<&'static str>,
}

impl<T: 'static> Field<T> {
    const fn new(column: Column, access: Access<T>) -> Field<T> {
        Field {
            column,
            access,
            is_sensitive: false,
            is_past: false,
            is_after_birth: false,
            is_shared: false,
            shown: None,
            is_brief: false,
            paper: None,
        }
    }

    /// A line of text, or a text of several lines.
    pub(super) const fn text(column: Column, get: fn(&T) -> &str, slot: fn(&mut T) -> &mut String) -> Field<T> {
        Field::new(column, Access::Text { get, slot })
    }

    /// A date of which the day or the month may be unknown.
    pub(super) const fn date(
        column: Column,
        get: fn(&T) -> Option<PartialDate>,
        set: fn(&mut T, Option<PartialDate>) -> Result<(), Wrong>,
    ) -> Field<T> {
        Field::new(column, Access::Date { get, set })
    }

    /// An entry of a small list of the catalogue.
    pub(super) const fn entry(
        column: Column,
        list: ListName,
        get: fn(&T) -> ListId,
        slot: fn(&mut T) -> &mut ListId,
    ) -> Field<T> {
        Field::new(column, Access::Entry { list, get, slot })
    }

    /// Anything else.
    pub(super) const fn other(
        column: Column,
        cell: fn(&T) -> String,
        read: fn(&mut T, &Reader<'_>) -> Result<(), Wrong>,
    ) -> Field<T> {
        Field::new(column, Access::Other { cell, read })
    }

    pub(super) const fn sensitive(mut self) -> Field<T> {
        self.is_sensitive = true;
        self
    }

    pub(super) const fn past(mut self) -> Field<T> {
        self.is_past = true;
        self
    }

    pub(super) const fn after_birth(mut self) -> Field<T> {
        self.is_after_birth = true;
        self
    }

    pub(super) const fn shared(mut self) -> Field<T> {
        self.is_shared = true;
        self
    }

    pub(super) const fn shown(mut self, place: u8) -> Field<T> {
        self.shown = Some(place);
        self
    }

    pub(super) const fn brief(mut self) -> Field<T> {
        self.is_brief = true;
        self
    }

    pub(super) const fn paper(mut self, field: &'static str) -> Field<T> {
        self.paper = Some(field);
        self
    }

    /// What it holds in a record.
    #[must_use]
    pub fn content<'r>(&self, record: &'r T) -> Content<'r> {
        match self.access {
            Access::Text { get, .. } => Content::Text(get(record)),
            Access::Date { get, .. } => Content::Date(get(record)),
            Access::Entry { list, get, .. } => Content::Entry(list, get(record)),
            Access::Other { cell, .. } => Content::Other(cell(record)),
        }
    }

    /// What it holds in a record, as canonical text.
    #[must_use]
    pub fn cell(&self, record: &T, view: &View) -> String {
        match self.content(record) {
            Content::Text(text) => text.to_owned(),
            Content::Date(date) => cell(date),
            Content::Entry(list, id) => listed(view, list, id),
            Content::Other(text) => text,
        }
    }

    /// Writes to a record what the cell of its name says.
    fn read(&self, record: &mut T, reader: &Reader<'_>) -> Result<(), Wrong> {
        let id = self.column.id;
        match self.access {
            Access::Text { slot, .. } if self.column.input == Input::Text => *slot(record) = reader.lines(id)?,
            Access::Text { slot, .. } => *slot(record) = reader.line(id)?,
            Access::Date { set, .. } => set(record, reader.date_or(id)?)?,
            Access::Entry { list, slot, .. } => *slot(record) = reader.listed(id, list)?,
            Access::Other { read, .. } => read(record, reader)?,
        }
        Ok(())
    }
}

/// The cells of a record, in the order of its fields.
pub(super) fn cells<T>(fields: &[Field<T>], record: &T, view: &View) -> Vec<String> {
    fields.iter().map(|field| field.cell(record, view)).collect()
}

/// The record with what the cells say of its fields.
pub(super) fn read<T>(fields: &[Field<T>], mut record: T, reader: &Reader<'_>) -> Result<T, Wrong> {
    fields.iter().try_for_each(|field| field.read(&mut record, reader))?;
    Ok(record)
}

/// The columns of a table of fields.
#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler, which refuses a place that is not there")]
pub(super) const fn columns<T, const N: usize>(fields: &[Field<T>]) -> [Column; N] {
    let mut columns = [asked("", Input::Line); N];
    let mut at = 0;
    while at < N {
        columns[at] = fields[at].column;
        at += 1;
    }
    columns
}
