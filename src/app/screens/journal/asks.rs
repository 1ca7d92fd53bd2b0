//! What the journal asks of the world: what was, and as it was known.

use crate::app::session::host::Notice;
use crate::domain::Revision;
use crate::register::Snapshot;
use crate::register::journal::{Opened, Page, Query};
use std::sync::Arc;

/// Revisions that are asked for at a time.
pub const PAGE: usize = 100;
/// Edits of the open revision that are read; the rest is said as a number.
pub const EDITS: usize = 200;

/// What is asked.
#[derive(Debug, Clone)]
pub enum Asks {
    /// List revisions.
    Page {
        /// Number of the question.
        generation: u64,
        query: Query,
        /// Where to go on from; `None`: from the newest.
        from: Option<Revision>,
    },
    /// Read a revision with the first of its edits.
    Revision(Revision),
    /// Make the register as it was known at a revision.
    Known {
        /// Number of the question.
        generation: u64,
        /// Which.
        revision: Revision,
        /// When it was made, in seconds since 1970, UTC.
        at: i64,
    },
}

/// What is answered.
#[derive(Debug, Clone)]
pub enum Answered {
    /// A part of the journal.
    Page {
        /// Number of the question.
        generation: u64,
        /// Where it goes on from; `None`: from the newest.
        from: Option<Revision>,
        /// What fits.
        page: Page,
    },
    /// The journal could not be read.
    Failed(Notice),
    /// A revision with its edits, where there is one.
    Revision(Option<Box<Opened>>),
    /// The register as it was known at a revision is being made: so far, per mille.
    Recalling {
        /// Number of the question.
        generation: u64,
        /// Part of the whole.
        per_mille: u16,
    },
    /// The register as it was known at a revision.
    Known {
        /// Number of the question.
        generation: u64,
        /// When the revision was made, in seconds since 1970, UTC.
        at: i64,
        /// What was known; `Err`: why that cannot be told.
        result: Result<Arc<Snapshot>, Notice>,
    },
}
