//! The whole of a session: what every screen shares, the state of each screen, the keyboard, and where one has been.

pub use super::session::stage::{Card, Place, Screen, Stage};

use super::input::Keyboard;
use super::input::action::{Action, Scope};
use super::screens::Screens;
use super::screens::screen::ScreenState;
use super::session::Session;
use super::session::jumps::Trail;
use crate::app::session::effect::Store;
use crate::app::session::host::ProvinceChoice;
use crate::domain::{CadreId, Day, Line, Revision, UnitId};
use std::path::PathBuf;

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
    /// Of which register counts and index were made.
    pub(super) made: Made,
}

/// How one comes to an open store.
#[derive(Debug)]
pub struct Opening {
    /// Folder of the store.
    pub folder: PathBuf,
    /// The day to look at once the store is open, where one was asked for.
    pub(super) wish: Option<Day>,
    /// Provinces that a store can be started for.
    pub provinces: Vec<ProvinceChoice>,
    /// What was tried last to come to an open store.
    pub(super) tried: Option<Store>,
}

/// What was made for which state of the register, so that it is made again only when that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Made {
    pub(super) counts: Option<(super::session::Stand, Line)>,
    pub(super) index: Option<Revision>,
}

impl Model {
    /// The screen that is open.
    #[must_use]
    pub fn screen(&self) -> &dyn ScreenState {
        self.screens.get(self.cx.screen)
    }

    /// Where a key is pressed now, the innermost scope first.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        if self.cx.over.is_open() {
            return Scope::Text.chain();
        }
        if self.cx.stage != Stage::Open {
            return Scope::Start.chain();
        }
        self.screen().scope(&self.cx).chain()
    }

    /// The unit that is selected in the tree.
    #[must_use]
    pub fn unit(&self) -> Option<UnitId> {
        self.screens.units.tree.selected()
    }

    /// The cadre that is selected.
    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        self.screen().selection(&self.cx).cadre
    }

    /// What stands at the head: from the province to what is selected.
    #[must_use]
    pub fn path(&self) -> Vec<String> {
        let cx = &self.cx;
        if cx.stage != Stage::Open {
            return vec![cx.words.get("head.app").to_owned()];
        }
        std::iter::once(cx.province()).chain(self.screen().trail(cx)).collect()
    }

    /// What can be pressed now, for the hint line: the most useful first, help last.
    #[must_use]
    pub fn hints(&self) -> &'static [Action] {
        match (self.cx.over.dialog(), &self.cx.stage) {
            (Some(dialog), _) => dialog.hints(),
            (None, Stage::Open) if self.scopes().first() == Some(&Scope::Text) => &[Action::Accept, Action::Cancel],
            (None, Stage::Open) => self.screen().hints(&self.cx),
            (None, _) => &[Action::Open, Action::Help, Action::Quit],
        }
    }

    /// What an action is called in the hint line: a key that does something of its own here says what.
    #[must_use]
    pub fn hint(&self, action: Action) -> String {
        let here = match self.cx.over.dialog() {
            Some(dialog) => dialog.hint(action),
            None => self.screen().hint(action),
        };
        self.cx.words.get(here.unwrap_or(&action.label_key())).to_owned()
    }
}
