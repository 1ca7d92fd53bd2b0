//! What the model asks of the world, and the answers. Each answer may take its time, so whoever runs a session calls
//! this on threads of its own; nothing here starts one.

use super::finder::Finder;
use super::host::Host;
use crate::app::overlays::asks::Asks;
use crate::app::overlays::form::draft;
use crate::app::screens::indicators::{Board as Indicators, asks as indicators};
use crate::app::screens::journal::asks as journal;
use crate::app::screens::plan::board::Board;
use crate::app::screens::plan::{asks as plan, draft as plan_draft, saving};
use crate::app::screens::reorganise::asks as reorganise;
use crate::app::screens::report::{asks as report, broken, counting};
use crate::app::screens::rotations::{Board as Queues, asks as rotations};
use crate::app::screens::today::{Missed, asks as today};
use crate::app::session::effect::{Change, Effect, Store};
use crate::app::session::host::Notice;
use crate::app::session::msg::{Msg, Opened};
use crate::app::session::recent::{self, Recent};
use crate::app::session::stage::Place;
use crate::app::update::kept;
use crate::app::words::refusals;
use crate::domain::{CadreId, Edit, Override, RecordKey, Revision, Source};
use crate::exchange::indicators::Plan;
use crate::exchange::reports::Reports;
use crate::register::Register;
use crate::register::agenda::Agenda;
use crate::register::handle::{CommitError, Proposal, RegisterError, StoreEvent, Texts};
use crossbeam_channel::Receiver;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The world outside a session: its host, and the register once it is open.
pub struct World {
    host: Arc<dyn Host>,
    open: Mutex<Option<Register>>,
    news: Mutex<Option<News>>,
    kept: Mutex<BTreeMap<String, u64>>,
}

/// News of the register, as they come.
pub struct News {
    notices: Receiver<StoreEvent>,
    register: Register,
}

impl News {
    /// Waits for the next news; nothing when the register is gone. A session is given the newest snapshot, not every
    /// one on the way to it.
    #[must_use]
    pub fn wait(&self) -> Option<Vec<Msg>> {
        let first = self.notices.recv().ok()?;
        let failed = std::iter::once(first).chain(self.notices.try_iter()).find_map(|notice| match notice {
            StoreEvent::Failed(e) => Some(Notice { key: "said.read-failed", with: vec![e.to_string()] }),
            StoreEvent::Loaded(_) | StoreEvent::Revision(_) => None,
        });
        let mut out = vec![Msg::Snapshot(self.register.snapshot())];
        out.extend(failed.map(Msg::ReadFailed));
        Some(out)
    }
}

impl World {
    /// The world of a host.
    #[must_use]
    pub fn new(host: Arc<dyn Host>) -> World {
        World { host, open: Mutex::default(), news: Mutex::default(), kept: Mutex::default() }
    }

    /// The world of a host in which a register is open already.
    #[must_use]
    pub fn with(host: Arc<dyn Host>, register: Register) -> World {
        World { open: Mutex::new(Some(register)), ..World::new(host) }
    }

    /// News of the register that was opened last, once.
    #[must_use]
    pub fn news(&self) -> Option<News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn register(&self) -> Option<Register> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Does what an effect asks for; `tell` hears how far a long task is. No answer to what is not asked of the world.
    #[must_use]
    pub fn answer(&self, effect: Effect, tell: &dyn Fn(Msg)) -> Option<Msg> {
        let host = &*self.host;
        Some(match effect {
            Effect::Store(way) => self.store(way, tell),
            Effect::Change(change) => self.change(change),
            Effect::Keep { generation, name, text } => return self.note(generation, name, &text),
            Effect::Texts(cadre, None) => self.texts(cadre, |r| r.dossier(cadre)),
            Effect::Texts(cadre, Some(revision)) => self.texts(cadre, |r| r.dossier_known_at(cadre, revision)),
            Effect::Journal(asks) => Msg::Journal(super::journal::answer(&self.register()?, asks, tell)),
            Effect::Import(asks) => super::import::answer(&self.register()?, host, asks, tell),
            Effect::Outgoing(asks) => super::outgoing::answer(&self.register()?, host, &asks),
            // one who asks here waits for the answer, so that no question is superseded
            Effect::Find(Asks::Question(question)) => Msg::Find(Finder::default().answer(&question)),
            computed => return self::computed(computed),
        })
    }

    fn store(&self, way: Store, tell: &dyn Fn(Msg)) -> Msg {
        let host = &*self.host;
        match way {
            Store::Open(dir) => self.opened(host.open(&dir)),
            Store::MakeSample(dir) => self.opened(make_sample(host, tell, &dir)),
            Store::StartEmpty(dir, province) => {
                self.opened(host.start_empty(&dir, &province).map(|register| (register, Vec::new())))
            }
            Store::ListProvinces => Msg::Provinces(host.provinces()),
        }
    }

    fn change(&self, change: Change) -> Msg {
        let host = &*self.host;
        match change {
            Change::Commit { generation, edits, intent, exception } => {
                self.committed(generation, "said.saved", |r| r.commit(proposal(host, edits, intent, exception)))
            }
            Change::TakeBack { generation, named } => {
                self.committed(generation, "said.undone", |r| r.take_back(named, &host.author(), host.now()))
            }
            Change::Undo(generation) => {
                self.committed(generation, "said.undone", |r| r.undo(&host.author(), host.now()))
            }
            Change::Redo(generation) => {
                self.committed(generation, "said.redone", |r| r.redo(&host.author(), host.now()))
            }
        }
    }

    fn opened(&self, result: Result<(Register, Vec<Notice>), Notice>) -> Msg {
        let (register, mut said) = match result {
            Ok(opened) => opened,
            Err(why) => return Msg::NotOpened(why),
        };
        // listen before the first look, so that nothing is missed between the two
        let news = News { notices: register.listen(), register: register.clone() };
        *self.news.lock().unwrap_or_else(PoisonError::into_inner) = Some(news);
        let province = register.province();
        let place = Place { name: province.name.clone(), home: province.home_date, sample: province.sample.is_some() };
        let kept = register.store().note(&self.host.author().id, kept::NOTE);
        // what a damaged note held is lost, and no reason to stop
        let kept = kept.ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        let (snapshot, catalogue) = (register.snapshot(), Arc::clone(register.catalogue()));
        let policy = register.policy();
        // a note that cannot be read is none
        let note = register.store().note(&self.host.author().id, draft::NOTE).ok().flatten();
        let draft = note.and_then(|note| draft::read(&note));
        let note = register.store().note(&self.host.author().id, recent::NOTE).ok().flatten();
        let plans = register.store().note(&self.host.author().id, plan_draft::NOTE).ok().flatten();
        let chains = register.store().note(&self.host.author().id, crate::app::screens::chain::NOTE).ok().flatten();
        let chains = chains.map(|note| saving::read(&note)).unwrap_or_default();
        let plan_drafts = plans.map(|note| saving::read(&note)).unwrap_or_default();
        let recent = note.map(|note| Recent::read(&note)).unwrap_or_default();
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = Some(register);
        let author = self.host.author();
        let reports = self.host.reports().unwrap_or_else(|why| {
            said.push(why);
            Reports::default()
        });
        let indicators = self.host.indicators().unwrap_or_else(|why| {
            said.push(why);
            Plan::embedded()
        });
        said.extend(reports.broken.iter().map(broken));
        Msg::Opened(Box::new(Opened {
            indicators,
            reports: Arc::new(reports),
            place,
            author,
            snapshot,
            catalogue,
            policy,
            plan_drafts,
            chains,
            draft,
            recent,
            said,
            kept,
        }))
    }

    fn texts(&self, cadre: CadreId, read: impl FnOnce(&Register) -> Result<Texts, RegisterError>) -> Msg {
        match self.register().as_ref().map(read) {
            Some(Ok(texts)) => Msg::Texts { cadre, training: texts.training, dossier: texts.dossier },
            Some(Err(e)) => Msg::NoTexts { cadre, why: Notice { key: "said.no-texts", with: vec![e.to_string()] } },
            None => Msg::Texts { cadre, training: None, dossier: None },
        }
    }

    /// Keeps a note of the author's. Several may be on their way at once: an older one never takes a newer one's
    /// place.
    fn note(&self, generation: u64, name: &str, text: &[u8]) -> Option<Msg> {
        let mut newest = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let register = self.register()?;
        if register.is_read_only() || newest.get(name).is_some_and(|kept| *kept > generation) {
            return None;
        }
        newest.insert(name.to_owned(), generation);
        if let Err(e) = register.store().put_note(&self.host.author().id, name, text) {
            tracing::warn!(error = %e, "a note was not kept");
        }
        None
    }

    fn committed(
        &self,
        generation: u64,
        key: &'static str,
        work: impl FnOnce(&Register) -> Result<Revision, CommitError>,
    ) -> Msg {
        let mut created = None;
        let register = self.register();
        let result = match register.as_ref().map_or(Err(CommitError::Closed), work) {
            Ok(revision) => {
                created = register.and_then(|r| first_new(&r, revision));
                Ok(Notice { key, with: vec![revision.to_string()] })
            }
            Err(e) => Err(refusals::commit(&e, register.map(|r| r.view(self.host.today())).as_ref())),
        };
        Msg::Committed { generation, result, created }
    }
}

/// The answer to what only counts or judges; none to what does more.
pub(super) fn computed(effect: Effect) -> Option<Msg> {
    Some(match effect {
        Effect::Count(view, line) => {
            // the view keeps them, for itself and its clones
            let _ = view.counts(line);
            Msg::Counted
        }
        Effect::Plan(plan::Asks::Board { generation, view, policy, term, before }) => {
            let board = Arc::new(Board::of(&view, &policy, term, Some(&before)));
            Msg::Plan(plan::Answered::Board { generation, board })
        }
        Effect::Rotations(rotations::Asks::Queues { generation, view, policy, asks }) => {
            let board = Arc::new(Queues::of(&view, &policy, &asks));
            Msg::Rotations(rotations::Answered::Queues { generation, board })
        }
        Effect::Today(asks) => Msg::Today(todays(asks)),
        Effect::Indicators(indicators::Asks::Board { generation, view, policy, plan, lang }) => {
            let board = Arc::new(Indicators::of(&view, &policy, &plan, None, lang));
            Msg::Indicators(indicators::Answered::Board { generation, board })
        }
        Effect::Report(asks) => Msg::Report(counted(asks)),
        Effect::Reorganise(reorganise::Asks::Plan { generation, view, plan }) => {
            let result = crate::register::reorganise::plan(&view, &plan);
            Msg::Reorganise(reorganise::Answered::Planned { generation, result })
        }
        Effect::Compute(work) => Msg::Computed(work.run()),
        _ => return None,
    })
}

fn todays(asks: today::Asks) -> today::Answered {
    match asks {
        today::Asks::Agenda { generation, view, policy } => {
            today::Answered::Agenda { generation, agenda: Arc::new(Agenda::of(&view, &policy)) }
        }
        today::Asks::Missed { generation, view, policy, plan } => {
            today::Answered::Missed { generation, missed: Missed::of(&view, &policy, &plan) }
        }
    }
}

fn counted(asks: report::Asks) -> report::Answered {
    match asks {
        report::Asks::Count { generation, reports, view, asked } => {
            report::Answered::Counted { generation, result: counting::counted(&reports, &view, &asked) }
        }
        report::Asks::People { generation, reports, view, asked, place, lang } => {
            let counted = counting::listed(&reports, &view, &asked, &place);
            report::Answered::People { generation, people: counting::told(&view, &counted, lang) }
        }
    }
}

/// The answer to an effect whose task broke off: nobody waits for ever.
#[must_use]
pub(super) fn broke_off(effect: &Effect) -> Msg {
    let said = Notice { key: "host.busy", with: Vec::new() };
    let committed = |generation, why| Msg::Committed { generation, result: Err(why), created: None };
    match effect {
        Effect::Store(_) => Msg::NotOpened(said),
        Effect::Import(asks) => super::import::broke_off(asks, said),
        Effect::Outgoing(asks) => committed(asks.generation(), said),
        Effect::Change(change) => committed(change.generation(), said),
        Effect::Texts(cadre, _) => Msg::NoTexts { cadre: *cadre, why: said },
        Effect::Journal(journal::Asks::Known { generation, at, .. }) => {
            Msg::Journal(journal::Answered::Known { generation: *generation, at: *at, result: Err(said) })
        }
        Effect::Journal(_) => Msg::Journal(journal::Answered::Failed(said)),
        Effect::Report(report::Asks::Count { generation, .. }) => {
            Msg::Report(report::Answered::Counted { generation: *generation, result: Err(said) })
        }
        Effect::Report(report::Asks::People { generation, .. }) => {
            Msg::Report(report::Answered::People { generation: *generation, people: Vec::new() })
        }
        Effect::Find(_)
        | Effect::Keep { .. }
        | Effect::Count(..)
        | Effect::Plan(_)
        | Effect::Rotations(_)
        | Effect::Today(_)
        | Effect::Indicators(_)
        | Effect::Reorganise(_)
        | Effect::Compute(_)
        | Effect::Terminal(_) => Msg::ReadFailed(said),
    }
}

/// The first record that is new with a revision of a few edits.
fn first_new(register: &Register, revision: Revision) -> Option<RecordKey> {
    let edits = register.edits(revision).ok()?;
    edits.iter().find(|e| e.was.is_none()).and_then(Edit::key)
}

fn proposal(host: &dyn Host, edits: Vec<Edit>, intent: &str, exception: Option<Override>) -> Proposal {
    Proposal { edits, author: host.author(), source: Source::Key, intent: intent.to_owned(), exception, at: host.now() }
}

fn make_sample(host: &dyn Host, tell: &dyn Fn(Msg), dir: &Path) -> Result<(Register, Vec<Notice>), Notice> {
    let mut last = None;
    let mut progress = |now| {
        // the work has more steps than the screen shows
        if last != Some(now) {
            last = Some(now);
            tell(Msg::Progress(now));
        }
    };
    host.make_sample(dir, &mut progress).map(|register| (register, Vec::new()))
}
