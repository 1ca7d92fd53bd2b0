//! What the model asks of the world, on threads of its own; the answers come back as messages.

use super::Happening;
use crate::app::host::{Host, Said};
use crate::app::model::Place;
use crate::app::msg::{Effect, Msg, Opened};
use crate::app::refusals;
use crate::domain::{Day, Edit, Revision, Source};
use crate::register::handle::{CommitError, Notice, Proposal};
use crate::register::{Loaded, Register, View};
use crate::search::Index;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Most hits that a screen is given: more than fit on any.
const HITS: usize = 200;

/// Carries out effects.
pub struct Tasks {
    host: Arc<dyn Host>,
    to: Sender<Happening>,
    register: Arc<Mutex<Option<Register>>>,
    finder: Sender<Look>,
}

/// What the finder is asked.
enum Look {
    /// Make the index.
    Index(View),
    /// Find.
    Find(u64, View, String),
}

impl Tasks {
    /// Tasks that answer to a session.
    pub fn new(host: Arc<dyn Host>, to: Sender<Happening>) -> Tasks {
        let (finder, asked) = unbounded();
        let answers = to.clone();
        spawn("find", move || find(&asked, &answers));
        Tasks { host, to, register: Arc::default(), finder }
    }

    /// Begins what an effect asks for; never waits.
    pub fn start(&self, effect: Effect) {
        match effect {
            Effect::Index(view) => drop(self.finder.send(Look::Index(view))),
            Effect::Find { generation, view, query } => drop(self.finder.send(Look::Find(generation, view, query))),
            Effect::Open(dir) => self.open(move |host, _| host.open(&dir)),
            Effect::MakeSample(dir) => self.open(move |host, to| make_sample(host, to, &dir)),
            Effect::StartEmpty(dir, province) => {
                self.open(move |host, _| host.start_empty(&dir, &province).map(|r| (r, Vec::new())));
            }
            Effect::ListProvinces => self.task(|host, _| Msg::Provinces(host.provinces()), Msg::NotOpened),
            Effect::Count(view, line) => {
                let made = move |_: &dyn Host, _: Option<Register>| {
                    let _ = view.counts(line);
                    Msg::Counted
                };
                self.task(made, Msg::ReadFailed);
            }
            Effect::People { generation, view, line, under, order } => {
                let made = move |_: &dyn Host, _: Option<Register>| {
                    let mut ids = view.people(line, under);
                    view.sort(&mut ids, order, line);
                    Msg::People { generation, ids }
                };
                self.task(made, Msg::ReadFailed);
            }
            Effect::Texts(cadre) => self.texts(cadre),
            Effect::Commit { generation, edits, intent } => {
                self.commit(generation, "said.saved", move |register, host| {
                    register.commit(proposal(host, edits, intent))
                })
            }
            Effect::Undo(generation) => {
                self.commit(generation, "said.undone", |register, host| register.undo(&host.author(), host.now()));
            }
            Effect::Redo(generation) => {
                self.commit(generation, "said.redone", |register, host| register.redo(&host.author(), host.now()));
            }
            // the loop does these itself
            Effect::Redraw | Effect::Suspend | Effect::Quit(_) => {}
        }
    }

    /// Runs a task; a task that panics is answered too, so that nobody waits for it for ever.
    fn task(
        &self,
        work: impl FnOnce(&dyn Host, Option<Register>) -> Msg + Send + 'static,
        failed: impl FnOnce(Said) -> Msg + Send + 'static,
    ) {
        let (host, to) = (Arc::clone(&self.host), self.to.clone());
        let register = self.register.lock().unwrap_or_else(PoisonError::into_inner).clone();
        spawn("task", move || {
            let done = catch_unwind(AssertUnwindSafe(|| work(&*host, register)));
            let msg = done.unwrap_or_else(|_| failed(Said { key: "host.busy", with: Vec::new() }));
            let _ = to.send(Happening::Said(msg));
        });
    }

    fn open(
        &self,
        work: impl FnOnce(&dyn Host, &Sender<Happening>) -> Result<(Register, Vec<Said>), Said> + Send + 'static,
    ) {
        let (slot, to) = (Arc::clone(&self.register), self.to.clone());
        let opened = move |host: &dyn Host, _: Option<Register>| match work(host, &to) {
            Ok((register, said)) => {
                // listen before the first look, so that nothing is missed between the two
                let notices = register.listen();
                let msg = opened(&register, said);
                *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(register.clone());
                spawn("notices", move || forward(&notices, &register, &to));
                msg
            }
            Err(said) => Msg::NotOpened(said),
        };
        self.task(opened, Msg::NotOpened);
    }

    fn texts(&self, cadre: crate::domain::CadreId) {
        let failed = move |why| Msg::NoTexts { cadre, why };
        let read = move |_: &dyn Host, register: Option<Register>| match register.map(|r| r.dossier(cadre)) {
            Some(Ok(texts)) => Msg::Texts { cadre, training: texts.training, dossier: texts.dossier },
            Some(Err(e)) => failed(Said { key: "said.no-texts", with: vec![e.to_string()] }),
            None => Msg::Texts { cadre, training: None, dossier: None },
        };
        self.task(read, failed);
    }

    fn commit(
        &self,
        generation: u64,
        key: &'static str,
        work: impl FnOnce(&Register, &dyn Host) -> Result<Revision, CommitError> + Send + 'static,
    ) {
        let failed = move |said| Msg::Committed { generation, result: Err(said) };
        let committed = move |host: &dyn Host, register: Option<Register>| {
            let done = register.as_ref().map_or(Err(CommitError::Closed), |r| work(r, host));
            let result = match done {
                Ok(revision) => Ok(Said { key, with: vec![revision.to_string()] }),
                Err(e) => Err(refusals::commit(&e)),
            };
            Msg::Committed { generation, result }
        };
        self.task(committed, failed);
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(e) = std::thread::Builder::new().name(name.to_owned()).spawn(work) {
        tracing::error!(name, error = %e, "no thread");
    }
}

fn proposal(host: &dyn Host, edits: Vec<Edit>, intent: &str) -> Proposal {
    Proposal {
        edits,
        author: host.author(),
        source: Source::Key,
        intent: intent.to_owned(),
        exception: None,
        at: host.now(),
    }
}

fn make_sample(host: &dyn Host, to: &Sender<Happening>, dir: &Path) -> Result<(Register, Vec<Said>), Said> {
    let mut last = None;
    let mut progress = |now| {
        // a line on the screen has fewer steps than the work
        if last != Some(now) {
            last = Some(now);
            let _ = to.send(Happening::Said(Msg::Progress(now)));
        }
    };
    host.make_sample(dir, &mut progress).map(|register| (register, Vec::new()))
}

fn opened(register: &Register, said: Vec<Said>) -> Msg {
    let province = register.province();
    let place = Place { name: province.name.clone(), home: province.home_date, sample: province.sample.is_some() };
    let (snapshot, catalogue) = (register.snapshot(), Arc::clone(register.catalogue()));
    Msg::Opened(Box::new(Opened { place, snapshot, catalogue, said }))
}

/// Tells the session of the register's news: it is given the newest snapshot, not every one on the way.
fn forward(notices: &Receiver<Notice>, register: &Register, to: &Sender<Happening>) {
    while let Ok(first) = notices.recv() {
        let failed = std::iter::once(first).chain(notices.try_iter()).find_map(|notice| match notice {
            Notice::Failed(e) => Some(e.to_string()),
            Notice::Loaded(_) | Notice::Revision(_) => None,
        });
        if let Some(why) = failed {
            let _ = to.send(Happening::Said(Msg::ReadFailed(Said { key: "said.read-failed", with: vec![why] })));
        }
        if to.send(Happening::Said(Msg::Snapshot(register.snapshot()))).is_err() {
            return;
        }
    }
}

/// Finds on a thread of its own, with an index for the view asked for; of several questions only the newest counts.
fn find(asked: &Receiver<Look>, to: &Sender<Happening>) {
    let mut made: Option<((Revision, Loaded, Day), Index)> = None;
    while let Ok(first) = asked.recv() {
        let Some(newest) = std::iter::once(first).chain(asked.try_iter()).last() else { continue };
        let view = match &newest {
            Look::Index(view) | Look::Find(_, view, _) => view,
        };
        let stand = (view.snapshot.revision, view.snapshot.loaded, view.on);
        if made.as_ref().is_none_or(|(of, _)| *of != stand) {
            made = catch_unwind(AssertUnwindSafe(|| Index::build(view))).ok().map(|index| (stand, index));
        }
        let (Look::Find(generation, _, query), Some((_, index))) = (newest, &made) else { continue };
        let began = Instant::now();
        let (hits, total) = index.find(&query, HITS);
        let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        if to.send(Happening::Said(Msg::Found { generation, hits, total, micros })).is_err() {
            return;
        }
    }
}
