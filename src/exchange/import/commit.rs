//! Eighth step: edits on their way into the register. Those of a short file are kept in the plan, to be looked at and
//! committed later; those of a long one go to the register piece by piece, as one revision.

use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{Edit, RecordKey, RecordKind, Revision, UnitId};
use crate::register::View;
use crate::register::handle::CommitError;
use crate::register::large::Large;
use std::sync::Arc;

/// Where the edits of a long file go, and where the keys of new records come from.
pub(super) struct Commit {
    /// The revision on its way; none where only what the file would come to is wanted.
    revision: Option<Large>,
    /// How many new records have been given a provisional id; the register gives the real one.
    provisional: u64,
}

impl Commit {
    pub(super) fn new(revision: Option<Large>) -> Commit {
        Commit { revision, provisional: 0 }
    }

    /// A key for a new record.
    pub(super) fn new_key(&mut self, kind: RecordKind) -> RecordKey {
        let id = match &mut self.revision {
            Some(large) => large.new_id(kind),
            None => {
                self.provisional += 1;
                UnitId::new(PROVISIONAL, self.provisional).0
            }
        };
        RecordKey { kind, id }
    }

    /// Gives the revision up; nothing of it will be in the register.
    pub(super) fn give_up(&mut self) {
        self.revision = None;
    }

    /// Hands on the edits of a piece; the register with them and all before.
    ///
    /// # Errors
    /// The register has not taken them, and nothing of the revision.
    pub(super) fn add(&mut self, edits: Vec<Edit>, base: &View) -> Result<View, CommitError> {
        match &mut self.revision {
            _ if edits.is_empty() => Ok(base.clone()),
            Some(large) => Ok(View::new(large.add(edits)?, Arc::clone(&base.catalogue), base.on)),
            None => Ok(base.with(edits)),
        }
    }

    /// Makes the revision the newest of the register, where there is one.
    ///
    /// # Errors
    /// Why the register has not taken it.
    pub(super) fn finish(self) -> Result<Option<Revision>, CommitError> {
        self.revision.map(Large::finish).transpose()
    }
}
