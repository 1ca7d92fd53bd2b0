//! A file that was planned.

use crate::domain::Day;
use crate::exchange::import::plan::Plan;
use crate::exchange::import::ready::Ready;

/// A file that was planned.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The file with its map.
    pub ready: Ready,
    /// What it comes to.
    pub plan: Plan,
    /// From which day on changes are.
    pub effective: Option<Day>,
}
