//! Revisions that are too long to lie in memory: made piece by piece while the store writes what came before, or read
//! from the journal when they are taken back.
//!
//! Each piece goes the way of every proposal: compared, checked, judged. Nobody sees any of it before all of it is
//! written; whoever drops it half way has changed nothing.

use super::check;
use super::handle::Register;
use super::jobs::{Answered, Job, Order, Piece};
pub use super::proposal::About;
use super::proposal::CommitError;
use super::writer::{Shared, Terms, Texts};
use crate::domain::{Edit, RecordKind, Revision};
use crate::register::snapshot::Snapshot;
use crate::store::{Ids, Phase, StoreError};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// Edits that are compared and checked together when a long revision is read from the journal.
const PIECE: usize = 2_000;

/// A long revision on its way. Dropped before [`Large::finish`], it leaves nothing behind.
pub struct Large {
    pieces: Sender<Piece>,
    answers: Receiver<Answered>,
    done: Receiver<Result<Revision, CommitError>>,
    ids: Ids,
    origin: u16,
}

impl std::fmt::Debug for Large {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Large").field("ids", &self.ids).finish_non_exhaustive()
    }
}

impl Register {
    /// Begins a revision of any length; whoever else commits waits until it is finished or dropped.
    ///
    /// # Errors
    /// The register takes no changes.
    pub fn begin_large(&self, about: About) -> Result<Large, CommitError> {
        if self.is_read_only() {
            return Err(CommitError::ReadOnly);
        }
        let (begun, begins) = bounded(1);
        let (pieces, taken) = bounded(1);
        let (answers, answered) = bounded(1);
        let (finished, done) = bounded(1);
        let order = Order { about, begun, pieces: taken, answers };
        self.send(Job::Large(Box::new(order), finished))?;
        let ids = begins.recv().map_err(|_| CommitError::Closed)?;
        Ok(Large { pieces, answers: answered, done, ids, origin: self.province().origin })
    }
}

impl Large {
    /// The id that a new record of a kind takes; nobody else is given it meanwhile.
    pub fn new_id(&mut self, kind: RecordKind) -> u64 {
        self.ids.next(kind, self.origin)
    }

    /// Hands over the next piece and waits until it is found sound; the store writes it while the next one is made.
    ///
    /// # Errors
    /// Why it is not taken. The revision is given up then: nothing was changed.
    pub fn add(&mut self, edits: Vec<Edit>) -> Answered {
        self.pieces.send(Piece::Edits(edits)).map_err(|_| self.ended())?;
        self.answers.recv().map_err(|_| self.ended())?
    }

    /// Makes it the register's newest revision.
    ///
    /// # Errors
    /// Why not; nothing was changed.
    pub fn finish(self) -> Result<Revision, CommitError> {
        self.pieces.send(Piece::Finish).map_err(|_| self.ended())?;
        self.done.recv().map_err(|_| CommitError::Closed)?
    }

    /// Why the writer listens no more.
    fn ended(&self) -> CommitError {
        self.done.recv().ok().and_then(Result::err).unwrap_or(CommitError::Closed)
    }
}

impl Shared {
    /// Takes a long revision piece by piece.
    pub(super) fn take_large(&self, order: Order) -> Result<Revision, CommitError> {
        let Order { about, begun, pieces, answers } = order;
        let now = self.now();
        let (terms, exception) = (Terms::of(&about, &now, None), about.exception.clone());
        exception.as_ref().map_or(Ok(()), |paper| check::paper(paper, &[], terms.today()))?;
        // whoever asked may have gone
        let _ = begun.send(self.store.ids());
        let mut after = Snapshot::clone(&now);
        let whole = Cell::new(false);
        let mut waiting = Vec::new().into_iter();
        let mut edits = std::iter::from_fn(|| {
            loop {
                if let Some(edit) = waiting.next() {
                    return Some(edit);
                }
                let piece = match pieces.recv() {
                    Ok(Piece::Edits(mut piece)) => {
                        let so_far = Arc::new(after.clone());
                        self.rest_on(&mut piece, exception.as_ref(), &so_far, &terms);
                        piece
                    }
                    Ok(Piece::Finish) => {
                        whole.set(true);
                        return None;
                    }
                    Err(_) => return None,
                };
                let outcome = self.examine(&piece, &mut after, &terms);
                let sound = outcome.is_ok();
                let _ = answers.send(outcome.map(|()| Arc::new(after.clone())));
                if !sound {
                    return None;
                }
                waiting = piece.into_iter();
            }
        });
        let header = self.header(about, &now, None);
        self.store.commit_large(header, &mut edits, &mut |at| at.phase == Phase::Writing || whole.get())?;
        Ok(self.stands(after))
    }

    /// Takes back a long revision, which is read from the journal once for each thing that is asked of it.
    pub(super) fn take_back_large(&self, about: About, undone: Revision) -> Result<Revision, CommitError> {
        let now = self.now();
        let terms = Terms::of(&about, &now, Some(undone));
        let backwards = || self.store.edits_backwards(undone).map(|edit| edit.map(Edit::invert));
        let mut after = Snapshot::clone(&now);
        for edit in backwards() {
            let edit = edit?;
            // texts are compared where they are written
            if edit.key().is_some_and(|k| k.kind.in_memory()) {
                self.compare(&edit, &after, &Texts::new())?;
            }
            after.apply(edit);
        }
        let mut rest = backwards();
        loop {
            let piece = rest.by_ref().take(PIECE).collect::<Result<Vec<Edit>, StoreError>>()?;
            if piece.is_empty() {
                break;
            }
            check::check(&piece, &after, terms.today())?;
        }
        let failed = RefCell::new(None);
        let mut edits = backwards().map_while(|edit| edit.map_err(|e| *failed.borrow_mut() = Some(e)).ok());
        let header = self.header(about, &now, Some(undone));
        let outcome = self.store.commit_large(header, &mut edits, &mut |_| failed.borrow().is_none());
        match (failed.take(), outcome) {
            (Some(error), _) | (None, Err(error)) => Err(error.into()),
            (None, Ok(_)) => Ok(self.stands(after)),
        }
    }
}
