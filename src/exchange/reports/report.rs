//! A counted report: sections, tables, numbers, and whom a number counts.

use super::item::Item;
use crate::domain::{CadreId, Day, PostId, UnitId};
use crate::exchange::paper;

/// A report with its numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    pub id: String,
    pub title: String,
    /// The paper that it follows; empty where the figures are not that paper's.
    pub source: String,
    pub sections: Vec<ReportSection>,
}

/// A section of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportSection {
    pub id: String,
    pub title: String,
    /// The day as of which it is counted.
    pub on: Day,
    /// Where the printed report has it; empty where its figures are not the printed ones.
    pub source: String,
    /// Notes below the section.
    pub notes: Vec<String>,
    pub tables: Vec<ReportTable>,
}

impl ReportSection {
    /// The day in the words that are given, and where the printed report has the section, where that is said.
    #[must_use]
    pub fn under(&self, day: &str) -> String {
        if self.source.is_empty() { day.to_owned() } else { format!("{day} · {}", self.source) }
    }
}

/// A table of a report; its columns are those beside the labels of the rows.
pub type ReportTable = paper::Table<ReportRow>;

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportRow {
    pub id: String,
    pub label: String,
    /// Whether it sums up others or heads them.
    pub strong: bool,
    /// A cell a column.
    pub cells: Vec<ReportCell>,
}

/// A number of a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportCell {
    pub value: paper::Cell,
    /// Whether it can be listed whom or what it counts.
    pub listed: bool,
}

/// The address of a cell in a report: the short names of its section, table, row and column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CellAddress {
    pub section: String,
    pub table: String,
    pub row: String,
    pub column: String,
}

/// One whom a cell counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    pub cadre: Option<CadreId>,
    /// The post on account of which it is counted.
    pub post: Option<PostId>,
    pub unit: Option<UnitId>,
    /// When it happened.
    pub day: Option<Day>,
}

impl Counted {
    pub(super) fn of(item: &Item<'_>) -> Counted {
        Counted { cadre: item.cadre(), post: item.post, unit: item.unit, day: item.day }
    }
}
