//! Where one has been: back and forward over small values that hold ids, never records.

use crate::app::parts::layout::Pane;
use crate::app::screens::dossier::tab::Tab;
use crate::app::session::stage::Screen;
use crate::domain::{CadreId, Day, Line, UnitId};
use crate::register::people::Order;
use std::collections::BTreeMap;

/// How many places are remembered.
pub(in crate::app) const DEEP: usize = 100;

/// A place in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    pub screen: Screen,
    /// The pane in use.
    pub focus: Pane,
    /// The line that is looked at.
    pub line: Line,
    /// The day that is looked at.
    pub on: Day,
    /// The selected unit.
    pub unit: Option<UnitId>,
    /// The selected cadre.
    pub cadre: Option<CadreId>,
    /// The open part of the dossier.
    pub tab: Tab,
    /// The unit whose people the table shows.
    pub under: Option<UnitId>,
    /// The order of the table.
    pub order: Order,
}

/// Places before and after this one.
#[derive(Debug, Clone, Default)]
pub struct Jumps {
    pub(in crate::app) back: Vec<Spot>,
    pub(in crate::app) forward: Vec<Spot>,
}

impl Jumps {
    /// The screen from which one came to this one.
    #[must_use]
    pub fn screen_before(&self, screen: Screen) -> Screen {
        self.back.iter().rev().map(|spot| spot.screen).find(|s| *s != screen).unwrap_or_default()
    }
}

/// Where one has been, and what is found again.
#[derive(Debug, Default)]
pub struct Trail {
    /// Places before and after this one.
    pub jumps: Jumps,
    /// Places by their letters.
    pub marks: BTreeMap<char, Spot>,
    /// Whether the session goes on where the last one was left.
    pub(in crate::app) resumes: bool,
    /// Where the last session was left, until one has come there.
    pub(in crate::app) reopen: Option<Spot>,
    /// What the last session kept, as it was written.
    pub(in crate::app) kept: String,
}
