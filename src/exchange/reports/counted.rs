//! Reports counted, and whom their cells count.

use super::context::SectionContext;
use super::count::{counted_section, listed};
use super::frame::pick;
use super::read::{Reports, ReportsError};
use super::report::{CellAddress, Counted, Report, ReportSection};
use crate::domain::Day;
use crate::exchange::Lang;
use crate::register::View;

impl Reports {
    /// Counts a report: of all its sections or of one, on one day that is given, or each on the report's own day of it
    /// (without one on the view's).
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
            let context = SectionContext::new(self, view, report, section, section.day(as_of, view.on), lang);
            counted_section(&context, section)
        });
        let sections: Vec<ReportSection> = counted.collect();
        if let Some(id) = only.filter(|_| sections.is_empty()) {
            return Err(ReportsError::NoSection(id.to_owned()));
        }
        let title = pick(lang, &report.vi, &report.en).to_owned();
        Ok(Report { id: report.id.clone(), title, source: report.said_source(view, as_of.is_none()), sections })
    }

    /// Everyone and everything that a cell counts.
    ///
    /// # Errors
    /// No such report, section or table.
    pub fn listed(
        &self,
        view: &View,
        name: &str,
        at: &CellAddress,
        as_of: Option<Day>,
    ) -> Result<Vec<Counted>, ReportsError> {
        let report = self.named(name)?;
        let section = report.section.iter().find(|s| s.id == at.section);
        let section = section.ok_or_else(|| ReportsError::NoSection(at.section.clone()))?;
        let table = section.table.iter().find(|t| t.id == at.table);
        let table = table.ok_or_else(|| ReportsError::NoSection(at.table.clone()))?;
        let context = SectionContext::new(self, view, report, section, section.day(as_of, view.on), Lang::Vi);
        Ok(listed(&context, table, &at.row, &at.column))
    }
}
