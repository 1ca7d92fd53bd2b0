//! The register as it was known at a revision: the edits since are taken off the present, newest first, so that what
//! has not changed stays shared and only what has takes memory.

use super::handle::{Register, RegisterError, Texts};
use crate::domain::{CadreId, Record, RecordKey, RecordKind, Revision, Subject};
use crate::register::snapshot::Snapshot;
use std::sync::Arc;

/// Edits after which it is told how far it is.
const TOLD_EVERY: u64 = 1_000;

impl Register {
    /// The register as it was known when a revision was the last one. `progress` hears how many edits of how many
    /// are taken off.
    ///
    /// # Errors
    /// What could not be read of the journal.
    pub fn known_at(
        &self,
        revision: Revision,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Arc<Snapshot>, RegisterError> {
        let now = self.snapshot();
        if revision >= now.revision {
            return Ok(now);
        }
        if revision == Revision(0) {
            return Ok(Arc::new(now.emptied()));
        }
        let mut all = 0;
        for header in self.store().headers(false, Some(Revision(revision.0 + 1))) {
            let header = header?;
            if header.revision > now.revision {
                break;
            }
            all += u64::from(header.edits);
        }
        let mut known = Snapshot::clone(&now);
        let mut done = 0;
        for back in (revision.0 + 1..=now.revision.0).rev() {
            for edit in self.store().edits_backwards(Revision(back)) {
                known.apply(edit?.invert());
                done += 1;
                if done % TOLD_EVERY == 0 {
                    progress(done, all);
                }
            }
        }
        known.revision = revision;
        Ok(Arc::new(known))
    }

    /// Texts of a dossier as they were known when a revision was the last one.
    ///
    /// # Errors
    /// What could not be read.
    pub fn dossier_known_at(&self, cadre: CadreId, revision: Revision) -> Result<Texts, RegisterError> {
        let mut texts = self.dossier(cadre)?;
        let (mut training, mut dossier) = (false, false);
        // the first change after the revision says what was
        for later in self.history(Subject::Cadre(cadre))?.into_iter().filter(|r| *r > revision) {
            for edit in self.store().edits(later) {
                let edit = edit?;
                match edit.key() {
                    Some(RecordKey { kind: RecordKind::Training, id }) if id == cadre.0 && !training => {
                        training = true;
                        texts.training =
                            edit.was.and_then(|r| if let Record::Training(t) = r { Some(t) } else { None });
                    }
                    Some(RecordKey { kind: RecordKind::Dossier, id }) if id == cadre.0 && !dossier => {
                        dossier = true;
                        texts.dossier = edit.was.and_then(|r| if let Record::Dossier(d) = r { Some(d) } else { None });
                    }
                    _ => {}
                }
            }
            if training && dossier {
                break;
            }
        }
        Ok(texts)
    }
}
