//! The register that all sessions of the process share: one writer, any number of readers.
//!
//! A thread of its own reads the store in stages, then takes one proposal after the other: compare each *was* with
//! what stands, check, ask the rules, write, apply, tell the sessions. Nothing changes in any other way.

use super::check::{self, Problem};
use super::{Catalogue, Loaded, Snapshot, View};
use crate::domain::{
    Author, CadreId, Day, Dossier, Edit, Header, Override, Record, RecordKey, RecordKind, Revision, Source, Subject,
    Training,
};
use crate::policy::{self, Finding, Policy};
use crate::store::{Province, Store, StoreError};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;

/// A change that somebody wants.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// One revision's edits.
    pub edits: Vec<Edit>,
    /// Who.
    pub author: Author,
    /// Through what.
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

/// A record that is not any more what the author saw.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Which.
    pub record: RecordKey,
    /// Who changed it last.
    pub by: Author,
    /// When, in seconds since 1970, UTC.
    pub at: i64,
    /// What it is now.
    pub is: Option<Record>,
}

/// What the register could not read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum RegisterError {
    /// The store.
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

impl From<StoreError> for CommitError {
    fn from(e: StoreError) -> Self {
        CommitError::Store(Arc::new(e))
    }
}

/// What sessions are told.
#[derive(Debug, Clone)]
pub enum Notice {
    /// More of the store has been read.
    Loaded(Loaded),
    /// The register stands at another revision.
    Revision(Revision),
    /// Reading failed: the register stays as far as it came.
    Failed(Arc<StoreError>),
}

/// Texts of a dossier, read from the store when it is opened.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// Courses and degrees.
    pub training: Option<Training>,
    /// The rest.
    pub dossier: Option<Dossier>,
}

enum Job {
    Commit(Box<Proposal>, Sender<Result<Revision, CommitError>>),
    Undo(Author, i64, Sender<Result<Revision, CommitError>>),
    Redo(Author, i64, Sender<Result<Revision, CommitError>>),
}

/// How far reading has come, to wait for.
#[derive(Default)]
struct Stage {
    loaded: Loaded,
    failed: Option<Arc<StoreError>>,
}

struct Shared {
    store: Store,
    catalogue: Arc<Catalogue>,
    policy: Arc<Policy>,
    read_only: bool,
    current: RwLock<Arc<Snapshot>>,
    listeners: Mutex<Vec<Sender<Notice>>>,
    stage: Mutex<Stage>,
    moved: Condvar,
    closing: Arc<AtomicBool>,
}

/// The register of one store, shared by all sessions of the process.
#[derive(Clone)]
pub struct Register {
    shared: Arc<Shared>,
    writer: Arc<Writer>,
}

/// The writer's thread; the last handle that goes waits until it has let go of the store.
struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    closing: Arc<AtomicBool>,
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::Relaxed);
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // a panic there was told when it happened
            let _ = thread.join();
        }
    }
}

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Register").field("revision", &self.snapshot().revision).finish_non_exhaustive()
    }
}

/// Locks are only held to swap values, which cannot be left half done.
fn entered<T>(lock: Result<T, PoisonError<T>>) -> T {
    lock.unwrap_or_else(PoisonError::into_inner)
}

impl Register {
    /// Takes over a store. Returns at once; a thread reads it in stages and then writes what is proposed.
    #[must_use]
    pub fn open(store: Store, catalogue: Arc<Catalogue>, policy: Arc<Policy>, read_only: bool) -> Register {
        let (jobs, taken) = unbounded();
        let shared = Arc::new(Shared {
            store,
            catalogue,
            policy,
            read_only,
            current: RwLock::default(),
            listeners: Mutex::default(),
            stage: Mutex::default(),
            moved: Condvar::new(),
            closing: Arc::default(),
        });
        let own = Arc::clone(&shared);
        let started = std::thread::Builder::new().name("register".to_owned()).spawn(move || match own.load() {
            Ok(()) => own.serve(&taken),
            Err(e) => own.fail(e),
        });
        let closing = Arc::clone(&shared.closing);
        let thread = match started {
            Ok(thread) => Some(thread),
            Err(source) => {
                shared.fail(StoreError::Io { what: "starting the register's thread", source });
                None
            }
        };
        Register { shared, writer: Arc::new(Writer { jobs: Some(jobs), thread, closing }) }
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

    /// The rules.
    #[must_use]
    pub fn policy(&self) -> &Arc<Policy> {
        &self.shared.policy
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
    pub fn listen(&self) -> Receiver<Notice> {
        let (tell, told) = unbounded();
        entered(self.shared.listeners.lock()).push(tell);
        told
    }

    /// Waits until so much of the store has been read.
    ///
    /// # Errors
    /// What could not be read.
    pub fn wait(&self, until: Loaded) -> Result<(), RegisterError> {
        let mut stage = entered(self.shared.stage.lock());
        while stage.loaded < until {
            if let Some(e) = &stage.failed {
                return Err(RegisterError::Store(Arc::clone(e)));
            }
            stage = entered(self.shared.moved.wait(stage));
        }
        Ok(())
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

    fn ask(&self, job: impl FnOnce(Sender<Result<Revision, CommitError>>) -> Job) -> Result<Revision, CommitError> {
        if self.shared.read_only {
            return Err(CommitError::ReadOnly);
        }
        let (answer, answered) = bounded(1);
        let jobs = self.writer.jobs.as_ref().ok_or(CommitError::Closed)?;
        jobs.send(job(answer)).map_err(|_| CommitError::Closed)?;
        answered.recv().map_err(|_| CommitError::Closed)?
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

    /// Heads of the newest revisions, newest first.
    ///
    /// # Errors
    /// What could not be read.
    pub fn journal(&self, limit: usize) -> Result<Vec<Header>, RegisterError> {
        let mut headers = Vec::new();
        for header in self.shared.store.headers(true, None).take(limit) {
            headers.push(header?);
        }
        Ok(headers)
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

    /// The store, for what only the command line does with it: verify, backup.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.shared.store
    }
}

impl Shared {
    /// Reads the store, publishing what stands after each stage.
    fn load(&self) -> Result<(), StoreError> {
        let mut snapshot = Snapshot::default();
        snapshot.revision = self.store.head();
        for kind in RecordKind::ALL.into_iter().filter(|k| k.in_memory()) {
            for record in self.store.records(kind) {
                if self.closing.load(Ordering::Relaxed) {
                    return Ok(());
                }
                let record = record?;
                snapshot.set(record.key(), Some(record));
            }
            let loaded = match kind {
                RecordKind::Post => Loaded::Units,
                RecordKind::Cadre => Loaded::Cadres,
                RecordKind::Appointment => Loaded::Appointments,
                _ => continue,
            };
            snapshot.loaded = loaded;
            self.publish(snapshot.clone());
            self.reached(loaded);
        }
        snapshot.loaded = Loaded::All;
        self.publish(snapshot);
        self.reached(Loaded::All);
        Ok(())
    }

    fn now(&self) -> Arc<Snapshot> {
        let held = entered(self.current.read());
        Arc::clone(&*held)
    }

    fn publish(&self, snapshot: Snapshot) {
        *entered(self.current.write()) = Arc::new(snapshot);
    }

    fn reached(&self, loaded: Loaded) {
        entered(self.stage.lock()).loaded = loaded;
        self.moved.notify_all();
        self.tell(&Notice::Loaded(loaded));
    }

    fn fail(&self, error: StoreError) {
        let error = Arc::new(error);
        entered(self.stage.lock()).failed = Some(Arc::clone(&error));
        self.moved.notify_all();
        self.tell(&Notice::Failed(error));
    }

    fn tell(&self, notice: &Notice) {
        entered(self.listeners.lock()).retain(|listener| listener.send(notice.clone()).is_ok());
    }

    /// Takes proposals until the last handle is dropped.
    fn serve(&self, jobs: &Receiver<Job>) {
        for job in jobs {
            let (result, answer) = match job {
                Job::Commit(proposal, answer) => (self.take(*proposal, None), answer),
                Job::Undo(author, at, answer) => (self.take_back(author, at, Source::Undo), answer),
                Job::Redo(author, at, answer) => (self.take_back(author, at, Source::Redo), answer),
            };
            // whoever asked may have gone; the change stands all the same
            let _ = answer.send(result);
        }
    }

    /// Compare, check, judge, write, apply, tell.
    fn take(&self, proposal: Proposal, undoes: Option<Revision>) -> Result<Revision, CommitError> {
        let now = self.now();
        let Proposal { edits, author, source, intent, exception, at } = proposal;
        for edit in &edits {
            self.compare(edit, &now)?;
        }
        let mut after = Snapshot::clone(&now);
        for edit in &edits {
            after.apply(edit.clone());
        }
        check::check(&edits, &after)?;
        let mut findings = self.policy.judge(&edits, &after, Day::in_viet_nam(at));
        findings.retain(policy::stops);
        if !findings.is_empty() && exception.is_none() {
            return Err(CommitError::Refused(findings));
        }
        let revision = Revision(now.revision.0 + 1);
        let edit_count = u32::try_from(edits.len()).unwrap_or(u32::MAX);
        let policy = self.policy.hash;
        let header = Header { revision, at, author, source, intent, undoes, exception, policy, edits: edit_count };
        self.store.commit(&header, &edits)?;
        after.revision = revision;
        self.publish(after);
        self.tell(&Notice::Revision(revision));
        Ok(revision)
    }

    /// Whether what the author saw is what stands.
    fn compare(&self, edit: &Edit, now: &Snapshot) -> Result<(), CommitError> {
        let Some(key) = edit.key() else { return Ok(()) };
        let is = if key.kind.in_memory() { now.record(key) } else { self.store.record(key)? };
        if is == edit.was {
            return Ok(());
        }
        let Some(header) = self.store.last_change(key)? else { return Err(Problem::Missing(key).into()) };
        Err(CommitError::Changed(Box::new(Changed { record: key, by: header.author, at: header.at, is })))
    }

    /// Commits the inverse of the author's newest revision (undo) or undo (redo) that still stands.
    fn take_back(&self, author: Author, at: i64, source: Source) -> Result<Revision, CommitError> {
        let header = self.newest_standing(&author, &source)?.ok_or(CommitError::NothingToUndo)?;
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
        let mut taken_back = std::collections::BTreeSet::new();
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

impl policy::Facts for Snapshot {
    fn post(&self, id: crate::domain::PostId) -> Option<Arc<crate::domain::Post>> {
        self.posts.get(&id).cloned()
    }

    fn cadre(&self, id: CadreId) -> Option<Arc<crate::domain::Cadre>> {
        self.cadres.get(&id).cloned()
    }

    fn holders(&self, post: crate::domain::PostId) -> Vec<Arc<crate::domain::Appointment>> {
        self.holders_of(post).cloned().collect()
    }
}
