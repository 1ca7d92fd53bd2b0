//! What somebody wants changed, and why it was not taken.

use super::problem::Problem;
use crate::domain::{Author, Edit, Override, Record, RecordKey, Revision, Source};
use crate::policy::Finding;
use crate::store::StoreError;
use std::sync::Arc;

/// A change that somebody wants.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// One revision's edits.
    pub edits: Vec<Edit>,
    pub author: Author,
    pub source: Source,
    /// What is meant: `rename-unit`.
    pub intent: String,
    /// The exception it rests on, where a hard rule is broken.
    pub exception: Option<Override>,
    /// Seconds since 1970, UTC.
    pub at: i64,
}

/// Why a proposal was not taken; nothing was written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CommitError {
    /// Somebody changed the record since the author looked.
    #[error("changed by {} at {}", .0.by.id, .0.at)]
    Changed(Box<Changed>),
    /// A hard rule is broken and no exception rides along.
    #[error("{} findings stop it", .0.len())]
    Refused(Vec<Finding>),
    /// It is not a sound change.
    #[error(transparent)]
    Invalid(#[from] Problem),
    /// There is nothing of the author's to undo or redo.
    #[error("nothing to take back")]
    NothingToUndo,
    /// The revision that was named cannot be taken back.
    #[error(transparent)]
    TakeBack(#[from] TakeBackError),
    /// The register was opened for reading.
    #[error("opened for reading only")]
    ReadOnly,
    /// The store did not take it.
    #[error("{0}")]
    Store(Arc<StoreError>),
    /// The writer has ended.
    #[error("the register is closed")]
    Closed,
}

/// Why a revision that was named cannot be taken back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TakeBackError {
    /// There is none of that number.
    #[error("no revision {0}")]
    Missing(Revision),
    /// It was, and has not been done again.
    #[error("revision {revision} was taken back by {by}")]
    Already {
        revision: Revision,
        /// The revision that took it back.
        by: Revision,
    },
    /// It is another's, who was not named.
    #[error("revision {revision} is of {}", .author.id)]
    Another { revision: Revision, author: Author },
    /// The register began with it.
    #[error("the register began with revision {0}")]
    Beginning(Revision),
}

/// A record that is not any more what the author saw.
#[derive(Debug, Clone)]
pub struct Changed {
    pub record: RecordKey,
    /// The revision that changed it last.
    pub revision: Revision,
    /// Who changed it last.
    pub by: Author,
    /// When, in seconds since 1970, UTC.
    pub at: i64,
    /// What it is now.
    pub is: Option<Record>,
}

impl From<StoreError> for CommitError {
    fn from(e: StoreError) -> Self {
        CommitError::Store(Arc::new(e))
    }
}

/// Whose a revision is and on what it rests; as in a [`Proposal`].
#[derive(Debug, Clone)]
pub struct About {
    pub author: Author,
    pub source: Source,
    /// What is meant: `rename-unit`.
    pub intent: String,
    /// The exception it rests on, where a hard rule is broken.
    pub exception: Option<Override>,
    /// Seconds since 1970, UTC.
    pub at: i64,
}

/// A revision that somebody wants taken back.
#[derive(Debug, Clone)]
pub struct Named {
    pub revision: Revision,
    /// Whose it is, as the officer gave it: needed for another's revision.
    pub of: Option<String>,
}
