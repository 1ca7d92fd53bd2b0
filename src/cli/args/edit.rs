//! What every command that edits is told.

use super::values::day;
use crate::cli::answer::Failure;
use crate::domain::{Day, Override};
use clap::Args;

/// From when a change holds, by which decision, why, and by which exception.
#[derive(Debug, Args)]
pub struct ActArgs {
    /// From which day on.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub effective: Option<Day>,
    /// Number of the decision.
    #[arg(long, value_name = "NO")]
    pub decision: Option<String>,
    /// Date of the decision.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub decision_date: Option<Day>,
    /// Why, in the author's words.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Document of an exception.
    #[arg(long, value_name = "NO", requires_all = ["override_date", "override_by"])]
    pub override_doc: Option<String>,
    /// Date of that document.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub override_date: Option<Day>,
    /// The authority that decided the exception.
    #[arg(long, value_name = "AUTHORITY")]
    pub override_by: Option<String>,
    /// Only say whether it would be taken.
    #[arg(long)]
    pub dry_run: bool,
}

impl ActArgs {
    /// The exception that the change rests on, where one is named.
    pub fn exception(&self) -> Option<Override> {
        let (document, on, by) = (self.override_doc.clone()?, self.override_date?, self.override_by.clone()?);
        Some(Override { document, on, by, reason: self.reason.clone().unwrap_or_default() })
    }
}

/// Names and values of arguments of the form FIELD=VALUE.
///
/// # Errors
/// One has no sign of equality.
pub fn field_values(args: &[String]) -> Result<Vec<(&str, &str)>, Failure> {
    args.iter().map(|arg| arg.split_once('=').ok_or_else(|| Failure::refused("told.no-equals", &[arg]))).collect()
}
