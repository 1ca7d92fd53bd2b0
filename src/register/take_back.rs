//! Taking back: one's own newest revision, or one that is named, whole or not at all.

use super::proposal::{About, CommitError, Named, Proposal, TakeBackError};
use super::writer::{LARGE, Shared};
use crate::domain::{Author, Header, Revision, Source};
use crate::search::fold;
use crate::store::StoreError;
use std::collections::BTreeSet;

impl Shared {
    /// Commits the inverse of the author's newest revision (undo) or undo (redo) that still stands.
    pub(super) fn take_back_newest(&self, author: Author, at: i64, source: Source) -> Result<Revision, CommitError> {
        let header = self.newest_standing(&author, &source)?.ok_or(CommitError::NothingToUndo)?;
        self.take_back(header, author, at, source)
    }

    /// Commits the inverse of one revision; of another author's only where the officer has named that author.
    pub(super) fn take_back_named(&self, named: &Named, author: Author, at: i64) -> Result<Revision, CommitError> {
        let revision = named.revision;
        let header = self.store.header(revision)?.ok_or(TakeBackError::Missing(revision))?;
        if header.source == Source::Sample {
            return Err(TakeBackError::Beginning(revision).into());
        }
        if let Some(by) = self.taken_back(|taken| taken.by(revision))? {
            return Err(TakeBackError::Already { revision, by }.into());
        }
        let own = header.author.id == author.id;
        if !own && !named.of.as_ref().is_some_and(|of| is_of(&header.author, of)) {
            return Err(TakeBackError::Another { revision, author: header.author }.into());
        }
        let source = if header.source == Source::Undo { Source::Redo } else { Source::Undo };
        self.take_back(header, author, at, source)
    }

    fn take_back(&self, header: Header, author: Author, at: i64, source: Source) -> Result<Revision, CommitError> {
        if header.edits as usize > LARGE {
            let about = About { author, source, intent: header.intent, exception: header.exception, at };
            return self.take_back_large(about, header.revision);
        }
        let mut edits = Vec::with_capacity(header.edits as usize);
        for edit in self.store.edits(header.revision) {
            edits.push(edit?.invert());
        }
        edits.reverse();
        let proposal = Proposal { edits, author, source, intent: header.intent, exception: header.exception, at };
        self.take(proposal, Some(header.revision))
    }

    /// Walks the journal backwards: what a later revision took back does not stand.
    fn newest_standing(&self, author: &Author, source: &Source) -> Result<Option<Header>, StoreError> {
        let mut taken_back = BTreeSet::new();
        for header in self.store.headers(true, None) {
            let header = header?;
            if taken_back.contains(&header.revision) {
                continue;
            }
            if let Some(undone) = header.undoes {
                taken_back.insert(undone);
            }
            if header.author.id != author.id || header.source == Source::Sample {
                continue;
            }
            let is_undo = header.source == Source::Undo;
            match source {
                Source::Redo if is_undo => return Ok(Some(header)),
                Source::Redo if header.source == Source::Redo => {}
                // a change of one's own after the undo leaves nothing to redo
                Source::Redo => return Ok(None),
                _ if is_undo => {}
                _ => return Ok(Some(header)),
            }
        }
        Ok(None)
    }
}

/// Whether a text names this author: the id or the whole name, with or without marks.
fn is_of(author: &Author, text: &str) -> bool {
    let text = fold(text.trim());
    !text.is_empty() && (fold(&author.id) == text || fold(&author.name) == text)
}
