//! Everything a session knows: which store, which day, which line, which screen, and where one stands on it.

pub use crate::app::session::stage::{Card, Over, Place, Screen, Stage};

use crate::app::input::action::{Action, Scope};
use crate::app::input::echo::Echo;
use crate::app::input::keymap::Keymap;
use crate::app::input::keys::Key;
use crate::app::input::typing::Typing;
use crate::app::outgoing::Outgoing;
use crate::app::overlays::desk::Desk;
use crate::app::overlays::form::draft::Draft;
use crate::app::parts::layout::{Pane, Size};
use crate::app::screens::cadres::Cadres;
use crate::app::screens::chain::Chains;
use crate::app::screens::dossier::DossierState;
use crate::app::screens::import::Import;
use crate::app::screens::indicators::Indicators;
use crate::app::screens::journal::Journal;
use crate::app::screens::plan::Plan;
use crate::app::screens::reorganise::Reorganise;
use crate::app::screens::report::Screened;
use crate::app::screens::rotations::Rotations;
use crate::app::screens::timeline::Timeline;
use crate::app::screens::today::Today;
use crate::app::screens::units::posts::Posts;
use crate::app::screens::units::tree::Tree;
use crate::app::session::begin::Begin;
use crate::app::session::host::{ProvinceChoice, Said, Start};
use crate::app::session::jumps::{Jumps, Spot};
use crate::app::session::known::Known;
use crate::app::session::msg::Effect;
use crate::app::session::recent::Recent;
use crate::app::words::Words;
use crate::domain::{CadreId, Day, Line, PostId, UnitId};
use crate::policy::Policy;
use crate::register::{Catalogue, Snapshot, View};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What a session knows.
#[derive(Debug)]
pub struct Model {
    /// Words of the session's language.
    pub words: Words,
    /// Keys in force.
    pub keymap: Keymap,
    /// Keys of a sequence that has begun; what can follow is shown.
    pub pending: Vec<Key>,
    /// A key that waits for the letter of a mark.
    pub awaits: Option<Action>,
    /// Places by their letters.
    pub marks: BTreeMap<char, Spot>,
    /// Whether the session goes on where the last one was left.
    pub(super) resumes: bool,
    /// Where the last session was left, until one has come there.
    pub(super) reopen: Option<Spot>,
    /// What the last session kept.
    pub(super) kept: String,
    /// How letters with marks are typed into a field.
    pub typing: Typing,
    /// What an input method believes to stand on the line.
    pub(super) echo: Echo,
    /// Today.
    pub today: Day,
    /// The day wished for at the start.
    pub wish: Option<Day>,
    /// Size of the screen.
    pub size: Size,
    /// How far the session has come.
    pub stage: Stage,
    /// Folder of the store.
    pub folder: PathBuf,
    /// The province.
    pub place: Place,
    /// The register on the day that is looked at.
    pub view: View,
    /// Days on which the hierarchy changed.
    pub milestones: Vec<Day>,
    /// The line that is looked at.
    pub line: Line,
    /// The screen.
    pub screen: Screen,
    /// The pane in use of the hierarchy.
    pub focus: Pane,
    /// The pane that the card speaks of: the one in use, or the one in use before the card.
    pub beside: Pane,
    /// The tree of units.
    pub tree: Tree,
    /// Posts of the selected unit.
    pub posts: Posts,
    /// Lines of the card.
    pub card: Card,
    /// The table of cadres.
    pub cadres: Cadres,
    /// The dossier.
    pub dossier: DossierState,
    /// The journal.
    pub journal: Journal,
    /// The file that is being taken in.
    pub import: Import,
    /// The reorganisation that is being planned.
    pub reorganise: Reorganise,
    /// Planning pools.
    pub plan: Plan,
    /// What wants doing.
    pub today_screen: Today,
    /// The years of a unit or a cadre.
    pub timeline: Timeline,
    /// Rotations.
    pub rotations: Rotations,
    /// Indicators.
    pub indicators: Indicators,
    /// Replacement chains.
    pub chains: Chains,
    /// Reports.
    pub reports: Screened,
    /// The register as it was known at a revision, where that is looked at.
    pub known: Option<Known>,
    /// The register of then is being made: for which question, and how far, per mille.
    pub recalling: Option<(u64, u16)>,
    /// Who sits here, by id, once the store is open.
    pub author: Option<String>,
    /// What stands over the screen.
    pub over: Option<Over>,
    /// What just happened.
    pub said: Option<Said>,
    /// Provinces that a store can be started for.
    pub provinces: Vec<ProvinceChoice>,
    /// Where one has been.
    pub jumps: Jumps,
    /// Whether sensitive columns and reasons are hidden.
    pub meeting: bool,
    /// Whether every edit is refused.
    pub read_only: bool,
    /// The rules.
    pub policy: Arc<Policy>,
    /// What was typed last and not taken.
    pub draft: Option<Draft>,
    /// What the author picked and asked before.
    pub recent: Recent,
    /// What can be found beside what the register has.
    pub(super) desk: Arc<Desk>,
    /// What is to become a file, while its name is asked for.
    pub outgoing: Outgoing,
    /// A change is on its way to the store.
    pub saving: bool,
    /// What was tried last to come to an open store.
    pub(super) tried: Option<Effect>,
    /// Of which posts, counts and milestones were made.
    pub(super) made: crate::app::update::Made,
    generation: u64,
    effects: Vec<Effect>,
}

impl Model {
    /// A session at its beginning, and what it asks of the world first.
    #[must_use]
    pub fn new(begin: Begin) -> (Model, Vec<Effect>) {
        let view = View::new(Arc::new(Snapshot::default()), Arc::new(Catalogue::default()), begin.today);
        let mut model = Model {
            words: Words::of(begin.lang),
            keymap: begin.keymap,
            pending: Vec::new(),
            awaits: None,
            marks: BTreeMap::new(),
            resumes: begin.screen.is_none(),
            reopen: None,
            kept: String::new(),
            typing: begin.typing,
            echo: Echo::default(),
            today: begin.today,
            wish: begin.as_of,
            size: begin.size,
            stage: Stage::Opening,
            folder: begin.start.folder().to_owned(),
            place: Place::default(),
            view,
            milestones: Vec::new(),
            line: Line::State,
            screen: begin.screen.unwrap_or_default(),
            focus: Pane::Tree,
            beside: Pane::Tree,
            tree: Tree::default(),
            posts: Posts::default(),
            card: Card::default(),
            cadres: Cadres::default(),
            dossier: DossierState::default(),
            journal: Journal::default(),
            import: Import::default(),
            reorganise: Reorganise::default(),
            plan: Plan::default(),
            today_screen: Today::default(),
            timeline: Timeline::default(),
            rotations: Rotations::default(),
            indicators: Indicators::default(),
            chains: Chains::default(),
            reports: Screened::default(),
            known: None,
            recalling: None,
            author: None,
            over: None,
            said: None,
            provinces: Vec::new(),
            jumps: Jumps::default(),
            meeting: false,
            read_only: begin.read_only,
            policy: Arc::default(),
            draft: None,
            recent: Recent::default(),
            desk: Arc::default(),
            outgoing: Outgoing::default(),
            saving: false,
            tried: None,
            made: crate::app::update::Made::default(),
            generation: 0,
            effects: Vec::new(),
        };
        match begin.start {
            Start::Open(dir) => crate::app::screens::start::attempt(&mut model, Effect::Open(dir)),
            Start::MakeSample(dir) => crate::app::screens::start::make_sample(&mut model, dir),
            Start::Ask(dir) => crate::app::screens::start::ask(&mut model, dir),
        }
        model.said = begin.said;
        crate::app::update::settle(&mut model);
        let effects = model.asked();
        (model, effects)
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

    /// The next generation: an answer with an older one is stale.
    pub fn next_generation(&mut self) -> u64 {
        self.generation += 1;
        self.generation
    }

    /// The key that is shown for an action, in the keymap in force.
    #[must_use]
    pub fn key(&self, action: Action) -> String {
        self.keymap.keys(action.scopes(), action).first().map(ToString::to_string).unwrap_or_default()
    }

    /// Says what just happened.
    pub fn say(&mut self, key: &'static str, with: &[String]) {
        self.said = Some(Said { key, with: with.to_vec() });
    }

    /// Where a key is pressed now, the innermost scope first.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        if self.over.is_some() || (self.screen == Screen::Units && self.tree.typing && self.stage == Stage::Open) {
            return Scope::Text.chain();
        }
        if self.stage != Stage::Open {
            return Scope::Start.chain();
        }
        let scope = match (self.screen, self.focus) {
            (Screen::Units, Pane::Tree) => Scope::Tree,
            (Screen::Units, Pane::Posts | Pane::Card) => Scope::Posts,
            (Screen::Cadres, _) => Scope::Cadres,
            (Screen::Dossier, _) => Scope::Dossier,
            (Screen::Journal, _) => Scope::Journal,
            (Screen::Reorganise, _) => Scope::Reorganise,
            (Screen::Plan, _) => Scope::Plan,
            (Screen::Today, _) => Scope::Today,
            (Screen::Timeline, _) => Scope::Timeline,
            (Screen::Rotations, _) => Scope::Rotations,
            (Screen::Chain, _) => Scope::Chain,
            (Screen::Indicators, _) => Scope::Indicators,
            (Screen::Reports, _) => Scope::Reports,
            (Screen::Import, _) => Scope::Import,
        };
        scope.chain()
    }

    /// The unit that is selected in the tree.
    #[must_use]
    pub fn unit(&self) -> Option<UnitId> {
        self.tree.selected()
    }

    /// The post that is selected, where the posts are in use.
    #[must_use]
    pub fn post(&self) -> Option<PostId> {
        self.posts.selected().map(|row| row.post.id)
    }

    /// The cadre that the card or the dossier speaks of.
    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        match self.screen {
            Screen::Units if self.beside == Pane::Tree => None,
            Screen::Units => self.posts.holder(),
            Screen::Cadres => self.cadres.selected(),
            Screen::Dossier => self.dossier.cadre,
            Screen::Journal | Screen::Reorganise | Screen::Today | Screen::Chain | Screen::Import => None,
            Screen::Plan => crate::app::screens::plan::cadre(self),
            Screen::Rotations => self.rotations.cadre(),
            Screen::Indicators => self.indicators.cadre(),
            Screen::Reports => self.reports.cadre(),
            Screen::Timeline => self.timeline.cadre(),
        }
    }
}
