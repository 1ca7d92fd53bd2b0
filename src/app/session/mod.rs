//! What every screen may use of a session: what it looks at, what it may change, what it asks of the world, where it
//! has been.

pub mod begin;
pub mod callback;
pub mod draft;
pub mod effect;
pub mod go;
pub mod host;
pub mod jumps;
pub mod msg;
pub mod over;
pub mod recent;
pub mod selection;
pub mod stage;

use self::begin::Begin;
use self::callback::Callback;
use self::draft::Draft;
use self::effect::Effect;
use self::go::{Go, Todo};
use self::host::Notice;
use self::over::Over;
use self::recent::Recent;
use self::stage::{Known, Place, Screen, Stage};
use super::input::action::Action;
use super::input::keymap::Keymap;
use super::input::typing::Typing;
use super::overlays::desk::Desk;
use super::parts::layout::Size;
use super::parts::page::Target;
use super::screens::dossier::tab::Tab;
use super::words::{Words, refusals};
use crate::domain::{CadreId, Day, Line, Revision, UnitId};
use crate::exchange::indicators::Plan;
use crate::exchange::reports::Reports;
use crate::policy::Policy;
use crate::register::{Catalogue, Loaded, Snapshot, Texts, View};
use crate::search::Query;
use std::collections::VecDeque;
use std::sync::Arc;

/// The register on a day: revision, how much of it has been read, day.
pub type Stand = (Revision, Loaded, Day);

/// What a screen may use and say beside its own state.
#[derive(Debug)]
pub struct Session {
    /// Words of the session's language.
    pub words: Words,
    /// Keys in force.
    pub keymap: Keymap,
    /// How letters with marks are typed into a field.
    pub typing: Typing,
    /// Size of the terminal.
    pub size: Size,
    /// Today in Viet Nam.
    pub today: Day,
    /// Whether sensitive columns and reasons are hidden.
    pub meeting: bool,
    /// Whether every edit is refused.
    pub read_only: bool,
    /// Id of who sits here, once the store is open.
    pub author: Option<String>,
    /// How far the session has come.
    pub stage: Stage,
    /// The province of the store.
    pub place: Place,
    /// The register on the day that is looked at.
    pub view: View,
    /// The register with the draft of pools laid over, while there is a draft.
    pub(in crate::app) planned: Option<View>,
    /// The hierarchy that is looked at.
    pub line: Line,
    /// The unit that one stands in, as the tree has it.
    pub unit: Option<UnitId>,
    /// Days on which the hierarchy changed, in order.
    pub milestones: Vec<Day>,
    /// The register as it was known at a revision, where that is looked at.
    pub known: Option<Known>,
    /// The register of then is being made: for which question, and how far, per mille.
    pub recalling: Option<(u64, u16)>,
    /// The rules.
    pub policy: Arc<Policy>,
    /// Reports that can be counted.
    pub reports: Arc<Reports>,
    /// Indicators that can be measured.
    pub indicators: Arc<Plan>,
    /// The screen that is open.
    pub screen: Screen,
    /// The dialog over the screen.
    pub over: Over,
    /// What just happened, for the status line.
    pub said: Option<Notice>,
    /// Whether a change is on its way to the store.
    pub saving: bool,
    /// The form that was typed in last and not accepted.
    pub draft: Option<Draft>,
    /// What the author picked and asked before.
    pub recent: Recent,
    /// What can be found beside what the register has.
    pub(in crate::app) desk: Arc<Desk>,
    /// The texts of the dossier that was opened last.
    pub texts: OpenTexts,
    generation: u64,
    effects: Vec<Effect>,
    todo: VecDeque<Todo>,
}

/// The texts of a dossier, once they have been read.
#[derive(Debug, Clone, Default)]
pub struct OpenTexts {
    /// Whose.
    pub cadre: Option<CadreId>,
    /// What was read of them.
    pub texts: Texts,
    /// Whether they are still being read.
    pub reading: bool,
}

impl Session {
    /// A session before its store is open.
    pub(super) fn new(begin: &Begin) -> Session {
        let view = View::new(Arc::new(Snapshot::default()), Arc::new(Catalogue::default()), begin.today);
        Session {
            words: Words::of(begin.lang),
            keymap: begin.keymap.clone(),
            typing: begin.typing,
            size: begin.size,
            today: begin.today,
            meeting: false,
            read_only: begin.read_only,
            author: None,
            stage: Stage::Opening,
            place: Place::default(),
            view,
            planned: None,
            line: Line::State,
            unit: None,
            milestones: Vec::new(),
            known: None,
            recalling: None,
            policy: Arc::default(),
            reports: Arc::default(),
            indicators: Arc::default(),
            screen: begin.screen.unwrap_or_default(),
            over: Over::default(),
            said: None,
            saving: false,
            draft: None,
            recent: Recent::default(),
            desk: Arc::default(),
            texts: OpenTexts::default(),
            generation: 0,
            effects: Vec::new(),
            todo: VecDeque::new(),
        }
    }

    /// Looks at the register at another revision, with the rules that judge there.
    pub(in crate::app) fn look_at(&mut self, snapshot: Arc<Snapshot>) {
        if !Arc::ptr_eq(snapshot.policy(), self.view.policy()) {
            self.policy = Arc::clone(snapshot.policy());
            // one that cannot hold since the program has become another is told
            let fault = snapshot.ruling_faults().first().map(|fault| refusals::ruling(&fault.rule, &fault.flaw));
            self.said = fault.or(self.said.take());
        }
        self.view = View::new(snapshot, Arc::clone(&self.view.catalogue), self.view.on);
    }

    /// Asks something of the world; the answer comes back as a message.
    pub fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// What has been asked since the last time.
    #[must_use]
    pub fn asked(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The number of the next question: an answer with an older one is stale.
    pub fn next_generation(&mut self) -> u64 {
        self.generation += 1;
        self.generation
    }

    /// The key that is shown for an action, in the keymap in force.
    #[must_use]
    pub fn key(&self, action: Action) -> String {
        self.keymap.keys(action.scopes(), action).first().map(ToString::to_string).unwrap_or_default()
    }

    /// Goes somewhere, once the key has been dealt with.
    pub fn go(&mut self, go: Go) {
        self.todo.push_back(Todo::Go(go));
    }

    /// Goes where a row of a page leads.
    pub fn follow(&mut self, target: Target) {
        match target {
            Target::Unit(unit) => self.go(Go::Unit(unit)),
            Target::Pool(post, term) => self.go(Go::Pool(post, term)),
            Target::Post(post) => self.go(Go::Post(post)),
            Target::Cadre(cadre) => self.go(Go::Dossier(cadre, Tab::Summary)),
            Target::Nth(_) => {}
        }
    }

    /// Calls back whoever opened a dialog, once the key has been dealt with.
    pub fn call(&mut self, callback: Callback) {
        self.todo.push_back(Todo::Call(callback));
    }

    /// Leaves something to the root of the session.
    pub(in crate::app) fn later(&mut self, todo: Todo) {
        self.todo.push_back(todo);
    }

    /// The next thing that is left to do.
    pub(in crate::app) fn next_todo(&mut self) -> Option<Todo> {
        self.todo.pop_front()
    }

    /// The desk as it is now; the same one as before where nothing on it has changed.
    pub(in crate::app) fn tidy_desk(&mut self) -> Arc<Desk> {
        let now = Desk::of(&self.policy, &self.words, &self.keymap, &self.reports, &self.recent.saved);
        if *self.desk != now {
            self.desk = Arc::new(now);
        }
        Arc::clone(&self.desk)
    }

    /// The rule that was found.
    #[must_use]
    pub fn rule(&self, at: u32) -> Option<&crate::policy::Rule> {
        self.policy.rules.get(usize::try_from(at).ok()?)
    }

    /// The register with the draft of pools laid over, where there is one.
    #[must_use]
    pub fn planned_view(&self) -> &View {
        self.planned.as_ref().unwrap_or(&self.view)
    }

    /// Reads the texts of a dossier, unless they are those that are there.
    pub fn read_texts(&mut self, cadre: CadreId) {
        if self.texts.cadre != Some(cadre) {
            self.texts = OpenTexts { cadre: Some(cadre), reading: true, ..OpenTexts::default() };
            self.ask(Effect::Texts(cadre, self.known.as_ref().map(|known| known.revision)));
        }
    }

    /// The last revision of the register, whichever one is looked at.
    #[must_use]
    pub fn head(&self) -> Revision {
        self.known.as_ref().map_or(self.view.snapshot.revision, |known| known.now.revision)
    }

    /// Whether nothing may be changed now; then it is said why.
    pub fn refuses_edits(&mut self) -> bool {
        let why = self.why_no_edits();
        self.said = why.clone().or(self.said.take());
        why.is_some()
    }

    /// Why nothing may be changed now, where that is so.
    #[must_use]
    pub fn why_no_edits(&self) -> Option<Notice> {
        let known = self.known.as_ref().map(|k| k.revision.to_string());
        match (self.read_only, known) {
            (true, _) => Some(Notice { key: "refused.read-only", with: Vec::new() }),
            (_, Some(revision)) => Some(Notice { key: "refused.known", with: vec![revision] }),
            _ => None,
        }
    }

    /// The register that is looked at: its revision, how much of it has been read, the day.
    #[must_use]
    pub fn stand(&self) -> Stand {
        (self.view.snapshot.revision, self.view.snapshot.loaded, self.view.on)
    }

    /// The province as it is called on the day; its bare name until the units have been read.
    #[must_use]
    pub fn province(&self) -> String {
        let top = self.view.tops(Line::Territory).first().and_then(|u| self.view.unit(*u));
        top.map_or_else(|| self.place.name.clone(), |u| self.view.called(Line::Territory, u))
    }

    /// Names from below the province down to a unit, as they are called on the day.
    #[must_use]
    pub fn path_names(&self, unit: Option<UnitId>) -> Vec<String> {
        let path = unit.map(|unit| self.view.path(self.line, unit)).unwrap_or_default();
        let last = path.len();
        let name = |(at, id): (usize, &UnitId)| {
            let line = if at + 1 == last { self.line } else { Line::Territory };
            Some(self.view.called(line, self.view.unit(*id)?))
        };
        path.iter().enumerate().skip(1).filter_map(name).collect()
    }

    /// A query as it was typed.
    ///
    /// # Errors
    /// What is wrong with it; on a projected screen also that it names what is hidden there.
    pub fn parse(&self, typed: &str) -> Result<Query, Notice> {
        let query = Query::parse(typed).map_err(|error| refusals::query(&error))?;
        if self.hides(&query) {
            return Err(Notice { key: "meeting.query", with: Vec::new() });
        }
        Ok(query)
    }

    /// Whether a query tells of people what a projected screen must not show.
    #[must_use]
    pub fn hides(&self, query: &Query) -> bool {
        self.meeting && query.is_sensitive()
    }

    /// Says what just happened: a key of the locale and the values of its gaps.
    pub fn say(&mut self, key: &'static str, with: &[String]) {
        self.said = Some(Notice { key, with: with.to_vec() });
    }
}
