//! What every screen may use of a session: what it looks at, what it may change, what it asks of the world, where it
//! has been.

pub mod begin;
pub mod effect;
pub mod host;
pub mod jumps;
pub mod kept;
pub mod known;
pub mod marks;
pub mod msg;
pub mod places;
pub mod recent;
pub mod stage;

use self::begin::Begin;
use self::effect::Effect;
use self::host::Said;
use self::known::Known;
use self::recent::Recent;
use self::stage::{Over, Place, Screen, Stage};
use super::input::action::Action;
use super::input::keymap::Keymap;
use super::input::typing::Typing;
use super::overlays::desk::Desk;
use super::overlays::form::draft::Draft;
use super::parts::layout::Size;
use super::words::Words;
use crate::domain::{Day, Line};
use crate::exchange::indicators::Plan;
use crate::exchange::reports::Reports;
use crate::policy::Policy;
use crate::register::{Catalogue, Snapshot, View};
use std::sync::Arc;

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
    /// The hierarchy that is looked at.
    pub line: Line,
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
    pub over: Option<Over>,
    /// What just happened, for the status line.
    pub said: Option<Said>,
    /// Whether a change is on its way to the store.
    pub saving: bool,
    /// The form that was typed in last and not accepted.
    pub draft: Option<Draft>,
    /// What the author picked and asked before.
    pub recent: Recent,
    /// What can be found beside what the register has.
    pub(in crate::app) desk: Arc<Desk>,
    generation: u64,
    effects: Vec<Effect>,
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
            line: Line::State,
            milestones: Vec::new(),
            known: None,
            recalling: None,
            policy: Arc::default(),
            reports: Arc::default(),
            indicators: Arc::default(),
            screen: begin.screen.unwrap_or_default(),
            over: None,
            said: None,
            saving: false,
            draft: None,
            recent: Recent::default(),
            desk: Arc::default(),
            generation: 0,
            effects: Vec::new(),
        }
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

    /// Says what just happened: a key of the locale and the values of its gaps.
    pub fn say(&mut self, key: &'static str, with: &[String]) {
        self.said = Some(Said { key, with: with.to_vec() });
    }
}
