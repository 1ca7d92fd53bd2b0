//! The words of reports.

use super::day;
use crate::domain::Day;
use clap::Args;
use std::path::PathBuf;

/// Which report, and in which form.
#[derive(Debug, Args)]
pub struct ReportWords {
    /// Name of the report, or `list`.
    pub name: String,
    /// Only this section.
    #[arg(long, value_name = "S")]
    pub section: Option<String>,
    /// Whom one cell counts: TABLE/ROW/COLUMN.
    #[arg(long, value_name = "CELL", conflicts_with_all = ["format", "out"])]
    pub who: Option<String>,
    /// Compared: from this day.
    #[arg(long, value_name = "DATE", value_parser = day, requires = "to", conflicts_with = "who")]
    pub from: Option<Day>,
    /// Compared: to this day.
    #[arg(long, value_name = "DATE", value_parser = day, requires = "from")]
    pub to: Option<Day>,
    /// Form: table, json, csv, md, xlsx, docx, html.
    #[arg(long, value_name = "F")]
    pub format: Option<String>,
    /// The file.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Over a file that is there.
    #[arg(long, requires = "out")]
    pub force: bool,
}
