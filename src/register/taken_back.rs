//! Which revisions were taken back and do not stand.

use crate::domain::Revision;
use crate::store::{Store, StoreError};
use std::collections::BTreeMap;

/// Which revisions were taken back and do not stand.
#[derive(Debug, Default)]
pub(super) struct TakenBack {
    seen: Revision,
    by: BTreeMap<Revision, Revision>,
    takes: BTreeMap<Revision, Revision>,
}

impl TakenBack {
    /// Reads on to the head.
    pub(super) fn catch_up(&mut self, store: &Store) -> Result<(), StoreError> {
        if self.seen == store.head() {
            return Ok(());
        }
        for header in store.headers(false, Some(Revision(self.seen.0 + 1))) {
            let header = header?;
            self.seen = header.revision;
            let Some(undone) = header.undoes else { continue };
            self.by.insert(undone, header.revision);
            self.takes.insert(header.revision, undone);
            // an undo that is taken back takes nothing back any more
            if let Some(again) = self.takes.get(&undone) {
                self.by.remove(again);
            }
        }
        Ok(())
    }

    /// By which revision this one was taken back.
    pub(super) fn by(&self, revision: Revision) -> Option<Revision> {
        self.by.get(&revision).copied()
    }
}
