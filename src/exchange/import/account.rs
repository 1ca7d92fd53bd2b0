//! The account of a file's rows: each is skipped, left out, refused or taken, and none is lost without being counted.

use super::trouble::Trouble;
use crate::domain::RecordKey;
use crate::register::fields::Sheet;

/// The address of a row in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowAddress {
    /// In the register's own files the table that the row belongs to.
    pub table: Option<Sheet>,
    /// The how manieth of the sheets that are taken together it stands in, from 0.
    pub sheet: u16,
    /// Its number, as a spreadsheet counts.
    pub row: u32,
}

/// What is wrong with a cell of a row, or with the whole of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RowFault {
    /// The heading over the cell that is wrong; empty where it is the whole row.
    pub column: String,
    /// The index of that cell in the row.
    pub at: Option<usize>,
    /// The cell as the file has it.
    pub value: String,
    pub trouble: Trouble,
}

/// A row that is refused, or asks a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    pub place: RowAddress,
    /// At least one fault, and every further one that does not follow from another.
    pub faults: Vec<RowFault>,
    /// How the row describes the person it is about; answers in the map are keyed by this text.
    pub about: String,
}

impl Refused {
    /// The question that an officer can answer for the row, where it is one.
    #[must_use]
    pub fn question(&self) -> Option<&Trouble> {
        self.faults.iter().map(|fault| &fault.trouble).find(|trouble| trouble.is_question())
    }

    /// Adds the faults of another refusal of the same row.
    pub(super) fn join(&mut self, other: Refused) {
        for fault in other.faults {
            if self.faults.iter().all(|known| known.trouble != fault.trouble) {
                self.faults.push(fault);
            }
        }
    }
}

/// Why a row does not belong to the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkipReason {
    /// The headings once more.
    Heading,
    /// A sum of the rows above it.
    Sum,
    /// The heading of a group.
    Group,
    /// What stands below a list: notes, the place and day, who signs.
    Below,
    /// It is hidden, and the officer leaves hidden rows out.
    Hidden,
}

impl SkipReason {
    /// Its name in files and in the locales.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            SkipReason::Heading => "heading",
            SkipReason::Sum => "sum",
            SkipReason::Group => "group",
            SkipReason::Below => "below",
            SkipReason::Hidden => "hidden",
        }
    }
}

/// A sheet of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetAccount {
    pub name: String,
    pub hidden: bool,
    /// Whether its rows are read.
    pub taken: bool,
    /// Whether it has the headings of the one that is read, so that it can be read with it.
    pub same_headings: bool,
    /// Rows with something in them, below the headings where it has the same.
    pub rows: usize,
}

/// What the file has beside the rows that are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileAccount {
    pub sheets: Vec<SheetAccount>,
    /// The names of those that are read, in the order in which they are.
    pub read: Vec<String>,
    pub hidden_rows: usize,
    /// Headings of columns that are hidden, and of those that go nowhere.
    pub hidden_columns: Vec<String>,
    pub unmapped: Vec<String>,
    /// Merged cells below the headings, and how many cells have been filled from the one above.
    pub merged: usize,
    pub filled: usize,
    /// Cells in letters of an old code that have been converted.
    pub converted: usize,
}

/// A row that does not belong to the list: a group's heading, a sum, a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub why: SkipReason,
    /// Its number in the file.
    pub row: u32,
    /// The beginning of its text.
    pub text: String,
}

/// What a row does to the record it is about; ordered by how much it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RowEffect {
    /// The record says so already.
    Same,
    Changed,
    /// The record, or a row of one of its sheets, is new.
    Added,
}

/// A row that is taken.
#[derive(Debug, Clone)]
pub(super) struct TakenRow {
    pub(super) place: RowAddress,
    pub(super) effect: RowEffect,
    /// The record that it is about.
    pub(super) key: RecordKey,
    /// How the row describes the person it is about.
    pub(super) about: String,
}

/// A name from which something was taken off that is no part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOff {
    pub row: u32,
    /// The name that is left.
    pub name: String,
    /// What was taken off, as it stood.
    pub taken: Vec<String>,
}

/// What became of the rows that have been read.
#[derive(Debug, Default)]
pub(super) struct RowAccount {
    /// How many rows belong to the list.
    pub(super) read: usize,
    /// How many of them the officer has left out.
    pub(super) left: usize,
    pub(super) skipped: Vec<Skipped>,
    pub(super) refused: Vec<Refused>,
    pub(super) taken: Vec<TakenRow>,
    pub(super) taken_off: Vec<TakenOff>,
}
