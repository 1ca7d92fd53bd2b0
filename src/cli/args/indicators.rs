//! The words of `indicators`.

use clap::Args;

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
}
