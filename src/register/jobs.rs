//! What the writer's thread is asked to do.

use super::proposal::{About, CommitError, Named, Proposal};
use crate::domain::{Author, Edit, Revision};
use crate::register::snapshot::Snapshot;
use crate::store::Ids;
use crossbeam_channel::{Receiver, Sender};
use std::sync::Arc;

/// What the writer is asked to do, and where the answer goes.
pub(super) enum Job {
    Commit(Box<Proposal>, Sender<Result<Revision, CommitError>>),
    Undo(Author, i64, Sender<Result<Revision, CommitError>>),
    Redo(Author, i64, Sender<Result<Revision, CommitError>>),
    TakeBack(Named, Author, i64, Sender<Result<Revision, CommitError>>),
    Large(Box<Order>, Sender<Result<Revision, CommitError>>),
}

/// A piece of a long revision, or its end.
pub(super) enum Piece {
    Edits(Vec<Edit>),
    Finish,
}

/// A long revision as the writer has it.
pub(super) struct Order {
    pub(super) about: About,
    pub(super) begun: Sender<Ids>,
    pub(super) pieces: Receiver<Piece>,
    pub(super) answers: Sender<Answered>,
}

/// What a piece comes to: the register with all pieces so far.
pub(super) type Answered = Result<Arc<Snapshot>, CommitError>;
