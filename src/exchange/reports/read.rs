//! The data files of reports: read once, and every name that they use checked.

use super::define::{Axis, Common, Report, Written};
use std::collections::BTreeSet;

/// What all reports share, and the reports that come with the program.
const COMMON: (&str, &str) = ("reports/common.toml", include_str!("../../../data/reports/common.toml"));
const EMBEDDED: [(&str, &str); 2] = [
    ("reports/546.toml", include_str!("../../../data/reports/546.toml")),
    ("reports/lai-chau.toml", include_str!("../../../data/reports/lai-chau.toml")),
];

/// Why a report cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportsError {
    /// A file that cannot be read: what its reader says.
    #[error("{file}: {why}")]
    File {
        /// Which.
        file: String,
        /// Line and reason.
        why: String,
    },
    /// No report of this name.
    #[error("no report {0}")]
    NoReport(String),
    /// The report has no section of this name.
    #[error("no section {0}")]
    NoSection(String),
}

/// All reports.
#[derive(Debug, Clone, Default)]
pub struct Reports {
    pub(super) common: Common,
    /// Each as its file says it, in the order in which they are offered.
    pub all: Vec<Report>,
}

impl Reports {
    /// The reports that come with the program.
    ///
    /// # Errors
    /// File, line and reason, where one cannot be read or uses a name that nothing has.
    pub fn embedded() -> Result<Reports, ReportsError> {
        Reports::with(std::iter::empty())
    }

    /// These and the user's own: a report of the same name takes the place of one that comes with the program.
    ///
    /// # Errors
    /// File, line and reason, where one cannot be read or uses a name that nothing has.
    pub fn with(own: impl Iterator<Item = (String, String)>) -> Result<Reports, ReportsError> {
        let mut reports = Reports { common: parsed(COMMON.0, COMMON.1)?, all: Vec::new() };
        let embedded = EMBEDDED.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
        for (file, text) in embedded.chain(own) {
            let report: Report = parsed(&file, &text)?;
            if let Some(name) = reports.unknown(&report) {
                return Err(ReportsError::File { file, why: format!("no population or measure {name}") });
            }
            match reports.all.iter_mut().find(|r| r.id == report.id) {
                Some(there) => *there = report,
                None => reports.all.push(report),
            }
        }
        Ok(reports)
    }

    /// The report with a name.
    ///
    /// # Errors
    /// There is none.
    pub fn named(&self, name: &str) -> Result<&Report, ReportsError> {
        self.all.iter().find(|r| r.id == name).ok_or_else(|| ReportsError::NoReport(name.to_owned()))
    }

    /// The first name of a report that neither it nor what all share explains.
    fn unknown(&self, report: &Report) -> Option<String> {
        let populations = report.population.iter().chain(&self.common.population).map(|p| p.id.as_str());
        let populations: BTreeSet<&str> = populations.collect();
        let measures = report.measure.iter().chain(&self.common.measure).map(|m| m.id.as_str());
        let measures: BTreeSet<&str> = measures.collect();
        let who = |name: &Option<String>| name.as_deref().filter(|name| !populations.contains(name)).map(str::to_owned);
        let by = |name: &str| (!measures.contains(name)).then(|| name.to_owned());
        let axis = |axis: &Axis| who(&axis.who).or_else(|| axis.measure.as_deref().and_then(by));
        let written = |written: &Written| match written {
            Written::Named(name) => by(name.strip_suffix('%').unwrap_or(name)),
            Written::Whole(whole) => axis(whole),
        };
        let tables = report.section.iter().flat_map(|section| &section.table);
        tables.flat_map(|t| who(&t.who).into_iter().chain(t.rows.iter().chain(&t.columns).filter_map(written))).next()
    }
}

fn parsed<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, ReportsError> {
    toml::from_str(text).map_err(|e| ReportsError::File { file: file.to_owned(), why: e.to_string() })
}
