//! A file that was planned.

use crate::exchange::import::map::MappedFile;
use crate::exchange::import::{ImportPlan, Terms};

/// A file that was planned.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The file with its map.
    pub ready: MappedFile,
    /// What it comes to.
    pub plan: ImportPlan,
    /// What was said for all of it.
    pub terms: Terms,
}
