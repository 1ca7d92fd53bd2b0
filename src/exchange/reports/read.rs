//! The data files of reports: read once, and every name that they use checked.

use super::axis::{Axis, AxisEntry};
use super::define::{Common, ReportDefinition};
use std::collections::BTreeSet;

/// What all reports share, and the reports that come with the program.
const COMMON: (&str, &str) = ("reports/common.toml", include_str!("../../../data/reports/common.toml"));
const EMBEDDED: [(&str, &str); 3] = [
    ("reports/546.toml", include_str!("../../../data/reports/546.toml")),
    ("reports/lai-chau.toml", include_str!("../../../data/reports/lai-chau.toml")),
    ("reports/hai-cap.toml", include_str!("../../../data/reports/hai-cap.toml")),
];

/// Why a report cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportsError {
    /// A file that comes with the program cannot be read.
    #[error(transparent)]
    File(#[from] BadFile),
    /// No report of this name.
    #[error("no report {0}")]
    NoReport(String),
    /// The report has no section of this name.
    #[error("no section {0}")]
    NoSection(String),
}

/// A file of reports that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {why}")]
pub struct BadFile {
    pub file: String,
    pub why: BadFileReason,
}

/// What is wrong with a file of reports.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFileReason {
    /// It cannot be read at all: what the system says.
    #[error("{0}")]
    Unreadable(String),
    /// It is not written as a report is: the line, and what its reader says.
    #[error("line {line}: {why}")]
    Written {
        /// Counted from one.
        line: usize,
        /// The reader's words.
        why: String,
    },
    /// It uses a name that neither it nor what all reports share explains.
    #[error("line {line}: no population or measure {name}")]
    Unknown {
        /// Counted from one.
        line: usize,
        name: String,
    },
}

/// The definitions of all reports, with the words that they share.
#[derive(Debug, Clone, Default)]
pub struct Reports {
    pub(super) common: Common,
    /// Each as its file says it, in the order in which they are offered.
    pub all: Vec<ReportDefinition>,
    /// Files of the user's that are left out.
    pub broken: Vec<BadFile>,
}

impl Reports {
    /// The reports that come with the program.
    ///
    /// # Errors
    /// File, line and reason, where one cannot be read or uses a name that nothing has.
    pub fn embedded() -> Result<Reports, ReportsError> {
        let mut reports = Reports { common: parsed(COMMON.0, COMMON.1)?, ..Reports::default() };
        for (file, text) in EMBEDDED {
            reports.add(file, text)?;
        }
        Ok(reports)
    }

    /// These and the user's own, by file with what it says or why it cannot be read: a report of the same name takes the
    /// place of one that comes with the program. A file that cannot be used is left out and listed in
    /// [`Reports::broken`]; all others are used.
    ///
    /// # Errors
    /// As [`Reports::embedded`].
    pub fn with(own: impl Iterator<Item = (String, Result<String, String>)>) -> Result<Reports, ReportsError> {
        let mut reports = Reports::embedded()?;
        for (file, text) in own {
            let added = match text {
                Ok(text) => reports.add(&file, &text),
                Err(why) => Err(BadFile { file, why: BadFileReason::Unreadable(why) }),
            };
            reports.broken.extend(added.err());
        }
        Ok(reports)
    }

    fn add(&mut self, file: &str, text: &str) -> Result<(), BadFile> {
        let report: ReportDefinition = parsed(file, text)?;
        if let Some(name) = self.unknown(&report) {
            let quoted = format!("\"{name}");
            let line = text.lines().position(|line| line.contains(&quoted)).map_or(0, |at| at + 1);
            return Err(BadFile { file: file.to_owned(), why: BadFileReason::Unknown { line, name } });
        }
        match self.all.iter_mut().find(|r| r.id == report.id) {
            Some(there) => *there = report,
            None => self.all.push(report),
        }
        Ok(())
    }

    /// The report with a name.
    ///
    /// # Errors
    /// No report has the name.
    pub fn named(&self, name: &str) -> Result<&ReportDefinition, ReportsError> {
        self.all.iter().find(|r| r.id == name).ok_or_else(|| ReportsError::NoReport(name.to_owned()))
    }

    /// The first name of a report that neither it nor what all share explains.
    fn unknown(&self, report: &ReportDefinition) -> Option<String> {
        let populations = report.population.iter().chain(&self.common.population).map(|p| p.id.as_str());
        let populations: BTreeSet<&str> = populations.collect();
        let measures = report.measure.iter().chain(&self.common.measure).map(|m| m.id.as_str());
        let measures: BTreeSet<&str> = measures.collect();
        let who = |name: &Option<String>| name.as_deref().filter(|name| !populations.contains(name)).map(str::to_owned);
        let by = |name: &str| (!measures.contains(name)).then(|| name.to_owned());
        let axis = |axis: &Axis| who(&axis.who).or_else(|| axis.measure.as_deref().and_then(by));
        let written = |written: &AxisEntry| match written {
            AxisEntry::Named(name) => by(name.strip_suffix('%').unwrap_or(name)),
            AxisEntry::Whole(whole) => axis(whole),
        };
        let tables = report.section.iter().flat_map(|section| &section.table);
        tables.flat_map(|t| who(&t.who).into_iter().chain(t.rows.iter().chain(&t.columns).filter_map(written))).next()
    }
}

fn parsed<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, BadFile> {
    toml::from_str(text).map_err(|e| {
        let before = e.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let why = e.message().lines().next().unwrap_or_default().to_owned();
        BadFile { file: file.to_owned(), why: BadFileReason::Written { line, why } }
    })
}
