use super::mapping::MapError;
use crate::exchange::import::read::ReadError;

/// Why a file cannot be planned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Map(#[from] MapError),
    /// Nothing in the file looks like headings of such a list.
    #[error("no headings")]
    NoHeadings,
    /// The officer has cancelled it.
    #[error("cancelled")]
    Cancelled,
}
