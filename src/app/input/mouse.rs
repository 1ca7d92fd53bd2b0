//! The mouse, where it was asked for: the wheel scrolls, a click selects. Nothing can be done with it alone.

use crate::app::model::{Model, Over, Screen, Stage};
use crate::app::overlays::picker::Purpose;
use crate::app::parts::layout::{self, Area, Pane};
use crate::app::parts::list::{List, Motion};
use crate::app::screens::{dossier, start};

/// What the mouse did, and in which cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// What it did.
    pub did: Did,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as the hand does it")]
pub enum Did {
    Click,
    WheelUp,
    WheelDown,
}

/// Rows that a notch of the wheel moves by.
const NOTCH: usize = 3;

/// The mouse did something.
pub fn did(model: &mut Model, mouse: Mouse) {
    let inside = |area: &Area| {
        (area.x..area.x + area.cols).contains(&mouse.x) && (area.y..area.y + area.rows).contains(&mouse.y)
    };
    let panes = layout::panes(model.cx.size, model.screens.units.focus);
    let in_units = model.cx.over.is_none() && model.cx.stage == Stage::Open && model.cx.screen == Screen::Units;
    let pane = [(Pane::Tree, panes.tree), (Pane::Posts, panes.posts), (Pane::Card, panes.card)]
        .into_iter()
        .find(|(_, area)| in_units && area.cols > 0 && inside(area));
    if let Some((pane, _)) = pane {
        model.screens.units.focus = pane;
    }
    let Some((list, rows)) = list(model, pane) else { return };
    match mouse.did {
        Did::WheelUp => (0..NOTCH).for_each(|_| list.step(Motion::Up)),
        Did::WheelDown => (0..NOTCH).for_each(|_| list.step(Motion::Down)),
        Did::Click if inside(&rows) => {
            let row = list.top + usize::from(mouse.y - rows.y);
            if row < list.len {
                list.go(row);
            }
        }
        Did::Click => {}
    }
}

/// The list under the mouse, and where its rows stand.
fn list(model: &mut Model, pane: Option<(Pane, Area)>) -> Option<(&mut List, Area)> {
    let body = layout::body(model.cx.size);
    let lines = dossier::area(model);
    match &mut model.cx.over {
        Some(Over::Picker(picker)) => {
            let (area, _) = layout::picker(model.cx.size, picker.purpose == Purpose::Find);
            return Some((&mut picker.list, area.below(2)));
        }
        Some(Over::Form(_)) => return None,
        None => {}
    }
    if model.cx.stage != Stage::Open {
        return start::list(&mut model.cx.stage).map(|list| (list, Area::default()));
    }
    match (model.cx.screen, pane) {
        (Screen::Units, Some((Pane::Tree, area))) => {
            let filter = u16::from(model.screens.units.tree.filter.is_some());
            Some((&mut model.screens.units.tree.list, area.below(filter)))
        }
        (Screen::Units, Some((Pane::Posts, area))) => Some((&mut model.screens.units.posts.list, area.below(1))),
        (Screen::Units, Some((Pane::Card, area))) => Some((&mut model.screens.units.card.list, area)),
        (Screen::Units, None) => None,
        (Screen::Cadres, _) => Some((&mut model.screens.cadres.list, body.below(1))),
        (Screen::Dossier, _) => Some((&mut model.screens.dossier.list, lines)),
        (Screen::Journal, _) => {
            let (list, _) = layout::journal(model.cx.size);
            Some((&mut model.screens.journal.list, list.below(1)))
        }
        (Screen::Timeline, _) => Some((&mut model.screens.timeline.list, body.below(1))),
        // its rows are of several heights
        (
            Screen::Reorganise
            | Screen::Plan
            | Screen::Today
            | Screen::Rotations
            | Screen::Chain
            | Screen::Reports
            | Screen::Indicators
            | Screen::Import,
            _,
        ) => None,
    }
}
