//! The whole of a session: what every screen shares, the state of each screen, the keyboard, and where one has been.

pub use super::session::stage::{Card, Over, Place, Screen, Stage};

use super::input::Keyboard;
use super::input::action::Scope;
use super::outgoing::Outgoing;
use super::parts::layout::Pane;
use super::screens::Screens;
use super::screens::start::{self, Opening};
use super::session::Session;
use super::session::begin::Begin;
use super::session::effect::Effect;
use super::session::jumps::Trail;
use crate::domain::{CadreId, PostId, UnitId};

/// What a session knows.
#[derive(Debug)]
pub struct Model {
    /// What every screen may use.
    pub cx: Session,
    /// The state of each screen.
    pub screens: Screens,
    /// What has been typed of a longer sequence.
    pub keyboard: Keyboard,
    /// Where one has been, marks, and where the last session was left.
    pub trail: Trail,
    /// How one comes to an open store.
    pub opening: Opening,
    /// What is to become a file, while its name is asked for.
    pub outgoing: Outgoing,
    /// Of which register posts, counts and milestones were made.
    pub(super) made: super::update::Made,
}

impl Model {
    /// A session at its beginning, and what it asks of the world first.
    #[must_use]
    pub fn new(begin: Begin) -> (Model, Vec<Effect>) {
        let mut model = Model {
            cx: Session::new(&begin),
            screens: Screens::default(),
            keyboard: Keyboard::default(),
            trail: Trail { resumes: begin.screen.is_none(), ..Trail::default() },
            opening: Opening::new(begin.start.folder().to_owned(), begin.as_of),
            outgoing: Outgoing::default(),
            made: super::update::Made::default(),
        };
        start::begin(&mut model, begin.start);
        model.cx.said = begin.said;
        super::update::settle(&mut model);
        let effects = model.cx.asked();
        (model, effects)
    }

    /// Where a key is pressed now, the innermost scope first.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        let units = &self.screens.units;
        if self.cx.over.is_some()
            || (self.cx.screen == Screen::Units && units.tree.typing && self.cx.stage == Stage::Open)
        {
            return Scope::Text.chain();
        }
        if self.cx.stage != Stage::Open {
            return Scope::Start.chain();
        }
        let scope = match (self.cx.screen, units.focus) {
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
        self.screens.units.tree.selected()
    }

    /// The post that is selected, where the posts are in use.
    #[must_use]
    pub fn post(&self) -> Option<PostId> {
        self.screens.units.posts.selected().map(|row| row.post.id)
    }

    /// The cadre that the card or the dossier speaks of.
    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        let screens = &self.screens;
        match self.cx.screen {
            Screen::Units if screens.units.beside == Pane::Tree => None,
            Screen::Units => screens.units.posts.holder(),
            Screen::Cadres => screens.cadres.selected(),
            Screen::Dossier => screens.dossier.cadre,
            Screen::Journal | Screen::Reorganise | Screen::Today | Screen::Chain | Screen::Import => None,
            Screen::Plan => super::screens::plan::cadre(self),
            Screen::Rotations => screens.rotations.cadre(),
            Screen::Indicators => screens.indicators.cadre(),
            Screen::Reports => screens.report.cadre(),
            Screen::Timeline => screens.timeline.cadre(),
        }
    }
}
