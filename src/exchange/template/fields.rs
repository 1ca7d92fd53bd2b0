//! The fields of a paper: one tree for its template and for its table.

use crate::exchange::paper::Cell;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum FieldContent {
    /// Text, a number, a date.
    Cell(Cell),
    /// Whether something is so: asked for by `{% if … %}`.
    Flag(bool),
    /// Groups of fields, iterated by `{% for … in … %}`.
    List(Vec<Fields>),
}

/// Fields by name: Vietnamese without marks, as a template writes them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fields(BTreeMap<Cow<'static, str>, FieldContent>);

impl Fields {
    pub(super) fn get(&self, name: &str) -> Option<&FieldContent> {
        self.0.get(name)
    }

    /// The value of a field that has one; else an empty cell.
    #[must_use]
    pub fn cell(&self, name: &str) -> Cell {
        match self.0.get(name) {
            Some(FieldContent::Cell(cell)) => cell.clone(),
            _ => Cell::Empty,
        }
    }

    /// The groups of a list; none where there is none.
    #[must_use]
    pub fn list(&self, name: &str) -> &[Fields] {
        match self.0.get(name) {
            Some(FieldContent::List(rows)) => rows,
            _ => &[],
        }
    }

    /// Names, in the order of the alphabet.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(AsRef::as_ref)
    }

    pub fn set(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Cell>) {
        self.0.insert(name.into(), FieldContent::Cell(value.into()));
    }

    /// Sets whether something is so.
    pub fn flag(&mut self, name: impl Into<Cow<'static, str>>, so: bool) {
        self.0.insert(name.into(), FieldContent::Flag(so));
    }

    pub fn rows(&mut self, name: impl Into<Cow<'static, str>>, rows: Vec<Fields>) {
        self.0.insert(name.into(), FieldContent::List(rows));
    }

    /// One of each of these fields, reached by points: a list is of one row, everything else is so.
    #[must_use]
    pub fn specimen<'n>(names: impl IntoIterator<Item = &'n str>) -> Fields {
        let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for name in names {
            let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
            below.entry(first).or_default().extend(rest);
        }
        let mut out = Fields::default();
        for (name, inner) in below {
            if inner.is_empty() {
                out.set(name.to_owned(), name);
            } else {
                out.rows(name.to_owned(), vec![Fields::specimen(inner)]);
            }
        }
        out
    }

    /// Takes over all fields of another group.
    pub fn extend(&mut self, other: Fields) {
        self.0.extend(other.0);
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::text(text)
    }
}
