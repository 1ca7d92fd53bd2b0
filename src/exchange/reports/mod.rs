//! Reports (báo cáo): what they count is data (`data/reports`), whom each number counts is told on demand.
//!
//! A report has sections with days of their own; a table's rows and columns name populations ([`define::Population`]:
//! whom) and measures ([`define::Measure`]: by what). What the register has no records of is blank and says so; what
//! units declare says when and on what authority. No number, no label and no day stands in this room's code.

mod asks;
mod axis;
pub mod between;
mod count;
pub mod define;
mod desk;
mod events;
mod items;
mod read;
mod written;

pub use read::{BadFile, Reports, ReportsError, Wrong};

use super::Lang;
use super::paper;
use crate::domain::{CadreId, Day, PostId, UnitId};
use crate::register::View;
use desk::Desk;
use items::Item;

/// A report with its numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: String,
    /// The paper that it follows.
    pub source: String,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A section of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: String,
    /// The day as of which it is counted.
    pub on: Day,
    /// Where the printed report has it.
    pub source: String,
    /// What is said of it.
    pub notes: Vec<String>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// A table of a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Short name, unique in the report.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its columns beside that of the labels.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What is said below it.
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Short name.
    pub id: String,
    /// Heading.
    pub label: String,
    /// The heading that it shares with its neighbours; empty: none.
    pub over: String,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Short name.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Whether it sums up others or heads them.
    pub strong: bool,
    /// A cell a column.
    pub cells: Vec<Cell>,
}

/// A number of a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Its value.
    pub value: paper::Cell,
    /// Whether it can be told whom or what it counts.
    pub listed: bool,
}

/// Which cell of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The section's name.
    pub section: String,
    /// The table's name.
    pub table: String,
    /// The row's name.
    pub row: String,
    /// The column's name.
    pub column: String,
}

/// One whom a cell counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    /// Who.
    pub cadre: Option<CadreId>,
    /// The post that it speaks of.
    pub post: Option<PostId>,
    /// The unit.
    pub unit: Option<UnitId>,
    /// When it happened.
    pub day: Option<Day>,
}

impl Counted {
    fn of(item: &Item<'_>) -> Counted {
        Counted { cadre: item.cadre(), post: item.post, unit: item.unit, day: item.day }
    }
}

impl Reports {
    /// Counts a report: of all its sections or of one, on their own days or on one that is given. The view's own day
    /// is not looked at.
    ///
    /// # Errors
    /// No such report, or it has no such section.
    pub fn report(
        &self,
        view: &View,
        name: &str,
        only: Option<&str>,
        as_of: Option<Day>,
        lang: Lang,
    ) -> Result<Report, ReportsError> {
        let report = self.named(name)?;
        let wanted = report.section.iter().filter(|section| only.is_none_or(|id| section.id == id));
        let counted = wanted.map(|section| {
            let desk = self.desk(view, report, as_of.unwrap_or(section.on.0), lang);
            count::section(&desk, section)
        });
        let sections: Vec<Section> = counted.collect();
        if let Some(id) = only.filter(|_| sections.is_empty()) {
            return Err(ReportsError::NoSection(id.to_owned()));
        }
        let title = count::pick(lang, &report.vi, &report.en).to_owned();
        Ok(Report { id: report.id.clone(), title, source: report.source.clone(), sections })
    }

    /// Everyone and everything that a cell counts.
    ///
    /// # Errors
    /// No such report, section or table.
    pub fn listed(
        &self,
        view: &View,
        name: &str,
        at: &Place,
        as_of: Option<Day>,
    ) -> Result<Vec<Counted>, ReportsError> {
        let report = self.named(name)?;
        let section = report.section.iter().find(|s| s.id == at.section);
        let section = section.ok_or_else(|| ReportsError::NoSection(at.section.clone()))?;
        let table = section.table.iter().find(|t| t.id == at.table);
        let table = table.ok_or_else(|| ReportsError::NoSection(at.table.clone()))?;
        let desk = self.desk(view, report, as_of.unwrap_or(section.on.0), Lang::Vi);
        Ok(count::listed(&desk, table, &at.row, &at.column))
    }

    fn desk<'a>(&'a self, view: &View, report: &'a define::Report, day: Day, lang: Lang) -> Desk<'a> {
        Desk { reports: self, report, view: view.on(day), lang }
    }
}
