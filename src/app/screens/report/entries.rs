//! Reports and their sections, as they can be chosen from.

use crate::app::words::Lang;
use crate::domain::Day;
use crate::exchange::reports::Reports;

/// A line of the list: a report, or one of its sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The report's name.
    pub report: String,
    /// The section's; none for the whole report.
    pub section: Option<String>,
    pub title: String,
    /// The report's own day of it, where it has one.
    pub on: Option<Day>,
}

/// Every report with its sections, in the order in which they are offered.
#[must_use]
pub fn entries(all: &Reports, lang: Lang) -> Vec<Entry> {
    let pick = |vi: &str, en: &str| if lang == Lang::Vi { vi.to_owned() } else { en.to_owned() };
    let mut out = Vec::new();
    for report in &all.all {
        let title = format!("{} · {}", report.id, pick(&report.vi, &report.en));
        out.push(Entry { report: report.id.clone(), section: None, title, on: None });
        out.extend(report.section.iter().map(|section| Entry {
            report: report.id.clone(),
            section: Some(section.id.clone()),
            title: pick(&section.vi, &section.en),
            on: section.on.map(|own| own.0),
        }));
    }
    out
}
