//! Reports (báo cáo): what they count is data (`data/reports`), whom each number counts is listed on demand.
//!
//! A report has sections with days of their own; a table's rows and columns name populations ([`define::PopulationDefinition`]:
//! whom) and measures ([`define::MeasureDefinition`]: by what). What the register has no records of is blank and says so; what
//! units declare says when and on what authority. There is no number, label or day of a report in the code.

mod asks;
mod axis;
pub mod between;
mod context;
mod count;
mod counted;
pub mod define;
mod events;
mod frame;
mod item;
mod items;
mod life;
mod read;
mod report;
mod words;
mod written;

pub use read::{BadFile, BadFileReason, Reports, ReportsError};
pub use report::{CellAddress, Counted, Report, ReportCell, ReportRow, ReportSection, ReportTable};
