//! The one thread that changes the register: it reads the store in stages, then takes one proposal after the other.
//!
//! Compare each *was* with what stands, check, ask the rules, write, apply, tell the sessions. Nothing changes in any
//! other way.

use super::check;
use super::history;
use super::jobs::Job;
use super::problem::Problem;
use super::proposal::{About, Changed, CommitError, Proposal};
use super::taken_back::TakenBack;
use super::trial;
use crate::domain::edit::renumber::renumber;
use crate::domain::{Appointment, Day, Edit, Header, Override, Record, RecordKey, RecordKind, Revision, Source, text};
use crate::policy::{self, Door, Finding, Policy};
use crate::register::catalogue::Catalogue;
use crate::register::snapshot::{Loaded, Snapshot};
use crate::register::view::View;
use crate::store::{Store, StoreError};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;

/// What sessions are told.
#[derive(Debug, Clone)]
pub enum StoreEvent {
    /// More of the store has been read.
    Loaded(Loaded),
    /// The register stands at another revision.
    Revision(Revision),
    /// Reading failed: the register stays as far as it came.
    Failed(Arc<StoreError>),
}

/// How far reading has come, to wait for.
#[derive(Default)]
struct Stage {
    loaded: Loaded,
    failed: Option<Arc<StoreError>>,
}

/// From so many edits on a revision is written in pieces, with little memory.
pub(super) const LARGE: usize = 4_000;

/// Records that are not held in memory, as the edits before have left them.
pub(super) type Texts = BTreeMap<RecordKey, Option<Record>>;

/// How a revision is looked at.
pub(super) struct Terms {
    today: Day,
    /// Whether the rules stop nothing.
    unjudged: bool,
    /// Whether they stop only what no paper lifts.
    excepted: bool,
    /// The register as it stood before a list that is imported.
    list: Option<Arc<Snapshot>>,
}

impl Terms {
    pub(super) fn of(about: &About, now: &Arc<Snapshot>, undoes: Option<Revision>) -> Terms {
        // the tables of another register come into one that has no people yet: they stood there, so no rule stops them
        let is_list = matches!(about.source, Source::Import(_));
        let moves_in = is_list && now.cadres.is_empty();
        // nor does one stop taking back, which leads to what stood before
        let unjudged = undoes.is_some() || moves_in;
        let (excepted, list) = (about.exception.is_some(), is_list.then(|| Arc::clone(now)));
        Terms { today: Day::in_viet_nam(about.at), unjudged, excepted, list }
    }

    pub(super) fn today(&self) -> Day {
        self.today
    }
}

/// What readers and the writer share.
pub(super) struct Shared {
    pub(super) store: Store,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) read_only: bool,
    current: RwLock<Arc<Snapshot>>,
    listeners: Mutex<Vec<Sender<StoreEvent>>>,
    stage: Mutex<Stage>,
    moved: Condvar,
    closing: Arc<AtomicBool>,
    taken_back: Mutex<TakenBack>,
}

/// The writer's thread; the last handle that goes waits until it has let go of the store.
pub(super) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    closing: Arc<AtomicBool>,
}

impl Writer {
    /// Hands over a job; `None` if the writer has ended.
    pub(super) fn send(&self, job: Job) -> Option<()> {
        self.jobs.as_ref()?.send(job).ok()
    }
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

/// Locks are only held to swap values, which cannot be left half done.
fn entered<T>(lock: Result<T, PoisonError<T>>) -> T {
    lock.unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// Starts the writer's thread; one that cannot be had shows as a register that failed.
    pub(super) fn start(
        store: Store,
        catalogue: Arc<Catalogue>,
        policy: Arc<Policy>,
        read_only: bool,
    ) -> (Arc<Shared>, Writer) {
        let (jobs, taken) = unbounded();
        let closing = Arc::<AtomicBool>::default();
        let shared = Arc::new(Shared {
            store,
            read_only,
            current: RwLock::new(Arc::new(Snapshot::over(policy, Arc::clone(&catalogue)))),
            catalogue,
            listeners: Mutex::default(),
            stage: Mutex::default(),
            moved: Condvar::new(),
            closing: Arc::clone(&closing),
            taken_back: Mutex::default(),
        });
        let own = Arc::clone(&shared);
        let started = std::thread::Builder::new().name("register".to_owned()).spawn(move || match own.load() {
            Ok(()) => own.serve(&taken),
            Err(e) => own.fail(e),
        });
        let thread = match started {
            Ok(thread) => Some(thread),
            Err(source) => {
                shared.fail(StoreError::Io { what: "starting the register's thread", source });
                None
            }
        };
        (shared, Writer { jobs: Some(jobs), thread, closing })
    }

    /// Reads the store, publishing what stands after each stage.
    fn load(&self) -> Result<(), StoreError> {
        let mut snapshot = Snapshot::clone(&self.now());
        snapshot.revision = self.store.head();
        snapshot.kept_since = self.kept_since()?;
        for kind in RecordKind::ALL.into_iter().filter(|k| k.in_memory()) {
            for record in self.store.records(kind) {
                if self.closing.load(Ordering::Relaxed) {
                    return Ok(());
                }
                let record = record?;
                snapshot.set(record.key(), Some(record));
            }
            snapshot.pack(kind);
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

    /// The day since which the register is kept; none before its first revision.
    fn kept_since(&self) -> Result<Option<Day>, StoreError> {
        let began = self.store.header(Revision(1))?.map(|first| Day::in_viet_nam(first.at));
        let home = self.store.province().home_date;
        Ok(began.map(|began| home.map_or(began, |home| home.min(began))))
    }

    /// Waits until so much of the store has been read, or reading has failed.
    pub(super) fn wait(&self, until: Loaded) -> Result<(), Arc<StoreError>> {
        let mut stage = entered(self.stage.lock());
        while stage.loaded < until {
            if let Some(e) = &stage.failed {
                return Err(Arc::clone(e));
            }
            stage = entered(self.moved.wait(stage));
        }
        Ok(())
    }

    /// From now on this one is told too.
    pub(super) fn add_listener(&self, listener: Sender<StoreEvent>) {
        entered(self.listeners.lock()).push(listener);
    }

    /// The register as it stands.
    pub(super) fn now(&self) -> Arc<Snapshot> {
        let held = entered(self.current.read());
        Arc::clone(&*held)
    }

    /// Asks what was taken back, as of the head.
    pub(super) fn taken_back<T>(&self, ask: impl FnOnce(&TakenBack) -> T) -> Result<T, StoreError> {
        let mut taken = entered(self.taken_back.lock());
        taken.catch_up(&self.store)?;
        Ok(ask(&taken))
    }

    fn publish(&self, snapshot: Snapshot) {
        // made here, so that the snapshots that come of it share them
        let _ = snapshot.policy();
        *entered(self.current.write()) = Arc::new(snapshot);
    }

    fn reached(&self, loaded: Loaded) {
        entered(self.stage.lock()).loaded = loaded;
        self.moved.notify_all();
        self.tell(&StoreEvent::Loaded(loaded));
    }

    fn fail(&self, error: StoreError) {
        let error = Arc::new(error);
        entered(self.stage.lock()).failed = Some(Arc::clone(&error));
        self.moved.notify_all();
        self.tell(&StoreEvent::Failed(error));
    }

    fn tell(&self, notice: &StoreEvent) {
        entered(self.listeners.lock()).retain(|listener| listener.send(notice.clone()).is_ok());
    }

    /// Takes proposals until the last handle is dropped.
    fn serve(&self, jobs: &Receiver<Job>) {
        for job in jobs {
            let (result, answer) = match job {
                Job::Commit(proposal, answer) => (self.take(*proposal, None), answer),
                Job::Undo(author, at, answer) => (self.take_back_newest(author, at, Source::Undo), answer),
                Job::Redo(author, at, answer) => (self.take_back_newest(author, at, Source::Redo), answer),
                Job::TakeBack(named, author, at, answer) => (self.take_back_named(&named, author, at), answer),
                Job::Large(order, answer) => (self.take_large(*order), answer),
            };
            // whoever asked may have gone; the change stands all the same
            let _ = answer.send(result);
        }
    }

    /// Compare, check, judge, write, apply, tell.
    pub(super) fn take(&self, proposal: Proposal, undoes: Option<Revision>) -> Result<Revision, CommitError> {
        let Proposal { mut edits, author, source, intent, exception, at } = proposal;
        let about = About { author, source, intent, exception, at };
        let now = self.now();
        let terms = Terms::of(&about, &now, undoes);
        self.give_ids(&mut edits);
        about.exception.as_ref().map_or(Ok(()), |paper| check::paper(paper, &edits, terms.today))?;
        self.rest_on(&mut edits, about.exception.as_ref(), &now, &terms);
        let mut after = Snapshot::clone(&now);
        self.examine(&edits, &mut after, &terms)?;
        let header = self.header(about, &now, undoes);
        if edits.len() > LARGE {
            self.store.commit_large(header, &mut edits.into_iter(), &mut |_| true)?;
        } else {
            self.store.commit(&header, &edits)?;
        }
        Ok(self.stands(after))
    }

    /// Compares, checks and judges edits, and makes of a snapshot what they make of it.
    pub(super) fn examine(&self, edits: &[Edit], after: &mut Snapshot, terms: &Terms) -> Result<(), CommitError> {
        let before = Arc::new(after.clone());
        let mut texts = BTreeMap::new();
        for edit in edits {
            self.compare(edit, after, &texts)?;
            if let Some(key) = edit.key().filter(|k| !k.kind.in_memory()) {
                texts.insert(key, edit.becomes.clone());
            }
            after.apply(edit.clone());
        }
        check::check(edits, after, terms.today)?;
        if terms.unjudged {
            return Ok(());
        }
        let seen = |snapshot| View::new(snapshot, Arc::clone(&self.catalogue), terms.today);
        let (before, then) = (seen(before), seen(Arc::new(after.clone())));
        let mut findings = self.brought(edits, &before, &then, terms);
        findings.retain(if terms.excepted { policy::forbids } else { policy::stops });
        if findings.is_empty() { Ok(()) } else { Err(CommitError::Refused(findings)) }
    }

    /// What the rules find that edits bring with them.
    fn brought(&self, edits: &[Edit], before: &View, then: &View, terms: &Terms) -> Vec<Finding> {
        let is_history = |a: &Appointment| terms.list.as_ref().is_some_and(|list| history::is_history(list, a));
        let door = if terms.list.is_some() { Door::List(&is_history) } else { Door::Act };
        then.policy().brought_by(door, edits, before, then, terms.today)
    }

    /// Puts the paper of an exception on the appointments that would be stopped without it.
    pub(super) fn rest_on(&self, edits: &mut [Edit], paper: Option<&Override>, now: &Arc<Snapshot>, terms: &Terms) {
        let Some(paper) = paper.filter(|_| !terms.unjudged) else { return };
        let seen = |snapshot| View::new(snapshot, Arc::clone(&self.catalogue), terms.today);
        let before = seen(Arc::clone(now));
        let findings = self.brought(edits, &before, &before.with(edits.iter().cloned()), terms);
        trial::rest_on(edits, &findings, paper);
    }

    /// The head of the revision after what stands; the store counts the edits.
    pub(super) fn header(&self, about: About, now: &Snapshot, undoes: Option<Revision>) -> Header {
        let About { author, source, intent, exception, at } = about;
        let intent = text::composed(&intent);
        let (revision, policy) = (Revision(now.revision.0 + 1), now.policy().hash);
        Header { revision, at, author, source, intent, undoes, exception, policy, edits: 0 }
    }

    /// What has been written stands from now on, as the newest revision.
    pub(super) fn stands(&self, mut after: Snapshot) -> Revision {
        let revision = Revision(after.revision.0 + 1);
        after.revision = revision;
        if after.kept_since.is_none() {
            // what cannot be read is told when it is asked for
            after.kept_since = self.kept_since().unwrap_or_default();
        }
        self.publish(after);
        self.tell(&StoreEvent::Revision(revision));
        revision
    }

    /// What is new in a proposal takes the next ids of the store.
    fn give_ids(&self, edits: &mut [Edit]) {
        let (mut ids, origin) = (self.store.ids(), self.store.province().origin);
        let mut given = BTreeMap::new();
        renumber(edits, |kind, id| *given.entry((kind, id)).or_insert_with(|| ids.next(kind, origin)));
    }

    /// Whether what the author saw is what stands, after the edits before it.
    pub(super) fn compare(&self, edit: &Edit, now: &Snapshot, texts: &Texts) -> Result<(), CommitError> {
        let Some(key) = edit.key() else { return Ok(()) };
        let is = match texts.get(&key) {
            _ if key.kind.in_memory() => now.record(key),
            Some(text) => text.clone(),
            None => self.store.record(key)?,
        };
        if is == edit.was {
            return Ok(());
        }
        let Some(header) = self.store.last_change(key)? else { return Err(Problem::Missing(key).into()) };
        Err(CommitError::Changed(Box::new(Changed {
            record: key,
            revision: header.revision,
            by: header.author,
            at: header.at,
            is,
        })))
    }
}
