//! The words of `indicators`.

use clap::Args;
use std::path::PathBuf;

/// Which indicators, of whom, and what beside.
#[derive(Debug, Args)]
pub struct IndicatorsWords {
    /// Of this unit and what stands under it.
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    /// Only this indicator.
    #[arg(long, value_name = "ID")]
    pub indicator: Option<String>,
    /// With those who would make the difference.
    #[arg(long)]
    pub people: bool,
    /// With each unit directly under it.
    #[arg(long)]
    pub units: bool,
    /// Instead of indicators, who of those planned needs which course by which year.
    #[arg(long, conflicts_with_all = ["indicator", "people", "units", "out"])]
    pub needs: bool,
    /// Everything, with units, training and pictures, as a file; its ending tells the format.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["indicator", "people", "units"])]
    pub out: Option<PathBuf>,
    /// Over a file that is there.
    #[arg(long, requires = "out")]
    pub force: bool,
}
