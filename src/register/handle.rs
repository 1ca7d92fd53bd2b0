//! The register that all sessions of the process share: one writer, any number of readers.

use super::jobs::Job;
pub use super::proposal::{Changed, CommitError, Named, Proposal, TakeBackError};
use super::taken_back::TakenBack;
pub use super::writer::StoreEvent;
use super::writer::{Shared, Writer};
use crate::domain::{
    Author, CadreId, Day, Dossier, Edit, Header, Record, RecordKey, RecordKind, Revision, Subject, Training,
};
use crate::policy::Policy;
use crate::register::catalogue::Catalogue;
use crate::register::snapshot::{Loaded, Snapshot};
use crate::register::view::View;
use crate::store::{Province, Store, StoreError};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use std::sync::Arc;

/// What the register could not read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum RegisterError {
    #[error("{0}")]
    Store(Arc<StoreError>),
    /// The writer has ended.
    #[error("the register is closed")]
    Closed,
}

impl From<StoreError> for RegisterError {
    fn from(e: StoreError) -> Self {
        RegisterError::Store(Arc::new(e))
    }
}

/// Texts of a dossier, read from the store when it is opened.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// Courses and degrees.
    pub training: Option<Training>,
    pub dossier: Option<Dossier>,
}

/// The register of one store, shared by all sessions of the process.
#[derive(Clone)]
pub struct Register {
    shared: Arc<Shared>,
    writer: Arc<Writer>,
}

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Register").field("revision", &self.snapshot().revision).finish_non_exhaustive()
    }
}

impl Register {
    /// Takes over a store. Returns at once; a thread reads it in stages and then writes what is proposed.
    #[must_use]
    pub fn open(store: Store, catalogue: Arc<Catalogue>, policy: Arc<Policy>, read_only: bool) -> Register {
        let (shared, writer) = Shared::start(store, catalogue, policy, read_only);
        Register { shared, writer: Arc::new(writer) }
    }

    /// The province the store is kept for.
    #[must_use]
    pub fn province(&self) -> &Province {
        self.shared.store.province()
    }

    /// Titles, kinds, lists, terms.
    #[must_use]
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.shared.catalogue
    }

    /// The rules that judge now: the program's, with what the office decided of them.
    #[must_use]
    pub fn policy(&self) -> Arc<Policy> {
        Arc::clone(self.snapshot().policy())
    }

    /// The register as it stands; never waits for a writer.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.shared.now()
    }

    /// The register as it stands, on a day.
    #[must_use]
    pub fn view(&self, on: Day) -> View {
        View::new(self.snapshot(), Arc::clone(&self.shared.catalogue), on)
    }

    /// From now on, what changes.
    #[must_use]
    pub fn listen(&self) -> Receiver<StoreEvent> {
        let (tell, told) = unbounded();
        self.shared.add_listener(tell);
        told
    }

    /// Waits until so much of the store has been read.
    ///
    /// # Errors
    /// What could not be read.
    pub fn wait(&self, until: Loaded) -> Result<(), RegisterError> {
        self.shared.wait(until).map_err(RegisterError::Store)
    }

    /// Proposes a change and waits until it is on disk.
    ///
    /// # Errors
    /// Why it was not taken; nothing was written then.
    pub fn commit(&self, proposal: Proposal) -> Result<Revision, CommitError> {
        self.ask(|answer| Job::Commit(Box::new(proposal), answer))
    }

    /// Takes back the author's newest revision that is not taken back yet.
    ///
    /// # Errors
    /// Why not; it is refused whole if a record has changed since.
    pub fn undo(&self, author: &Author, at: i64) -> Result<Revision, CommitError> {
        self.ask(|answer| Job::Undo(author.clone(), at, answer))
    }

    /// Takes back the author's newest undo.
    ///
    /// # Errors
    /// Why not; it is refused whole if a record has changed since.
    pub fn redo(&self, author: &Author, at: i64) -> Result<Revision, CommitError> {
        self.ask(|answer| Job::Redo(author.clone(), at, answer))
    }

    /// Takes back the revision that is named: one's own, or another's where that author is named with it. Of an undo
    /// this is the redo.
    ///
    /// # Errors
    /// Why not; it is refused whole if a record has changed since.
    pub fn take_back(&self, named: Named, author: &Author, at: i64) -> Result<Revision, CommitError> {
        self.ask(|answer| Job::TakeBack(named, author.clone(), at, answer))
    }

    pub(super) fn taken_back<T>(&self, ask: impl FnOnce(&TakenBack) -> T) -> Result<T, StoreError> {
        self.shared.taken_back(ask)
    }

    fn ask(&self, job: impl FnOnce(Sender<Result<Revision, CommitError>>) -> Job) -> Result<Revision, CommitError> {
        if self.shared.read_only {
            return Err(CommitError::ReadOnly);
        }
        let (answer, answered) = bounded(1);
        self.send(job(answer))?;
        answered.recv().map_err(|_| CommitError::Closed)?
    }

    pub(super) fn send(&self, job: Job) -> Result<(), CommitError> {
        self.writer.send(job).ok_or(CommitError::Closed)
    }

    /// Texts of a dossier.
    ///
    /// # Errors
    /// What could not be read.
    pub fn dossier(&self, cadre: CadreId) -> Result<Texts, RegisterError> {
        let read = |kind| self.shared.store.record(RecordKey { kind, id: cadre.0 });
        let training = match read(RecordKind::Training)? {
            Some(Record::Training(training)) => Some(training),
            _ => None,
        };
        let dossier = match read(RecordKind::Dossier)? {
            Some(Record::Dossier(dossier)) => Some(dossier),
            _ => None,
        };
        Ok(Texts { training, dossier })
    }

    /// All records of a kind as they are on disk, in order of their ids; texts of dossiers too.
    pub fn records(&self, kind: RecordKind) -> impl Iterator<Item = Result<Record, RegisterError>> + '_ {
        self.shared.store.records(kind).map(|record| record.map_err(RegisterError::from))
    }

    /// The head of one revision.
    ///
    /// # Errors
    /// What could not be read.
    pub fn header(&self, revision: Revision) -> Result<Option<Header>, RegisterError> {
        Ok(self.shared.store.header(revision)?)
    }

    /// The edits of one revision.
    ///
    /// # Errors
    /// What could not be read.
    pub fn edits(&self, revision: Revision) -> Result<Vec<Edit>, RegisterError> {
        let mut edits = Vec::new();
        for edit in self.shared.store.edits(revision) {
            edits.push(edit?);
        }
        Ok(edits)
    }

    /// Revisions that changed something of a unit, post or cadre, oldest first.
    ///
    /// # Errors
    /// What could not be read.
    pub fn history(&self, subject: Subject) -> Result<Vec<Revision>, RegisterError> {
        Ok(self.shared.store.revisions(subject)?)
    }

    /// Whether every change is refused.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.shared.read_only
    }

    /// The store, for what only the command line does with it: verify, backup.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.shared.store
    }
}
