//! Where one has been: back and forward over small values that hold ids, never records.

use super::dossier::{self, Tab};
use super::layout::Pane;
use super::model::{Model, Screen};
use crate::domain::{CadreId, Day, Line, UnitId};
use crate::register::people::Order;

/// How many places are remembered.
const DEEP: usize = 100;

/// A place in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    screen: Screen,
    focus: Pane,
    line: Line,
    on: Day,
    unit: Option<UnitId>,
    cadre: Option<CadreId>,
    tab: Tab,
    under: Option<UnitId>,
    order: Order,
}

/// Places before and after this one.
#[derive(Debug, Clone, Default)]
pub struct Jumps {
    back: Vec<Spot>,
    forward: Vec<Spot>,
}

impl Jumps {
    /// The screen from which one came to this one.
    #[must_use]
    pub fn screen_before(&self, screen: Screen) -> Screen {
        self.back.iter().rev().map(|spot| spot.screen).find(|s| *s != screen).unwrap_or_default()
    }
}

/// Where one is.
#[must_use]
pub fn here(model: &Model) -> Spot {
    Spot {
        screen: model.screen,
        focus: model.focus,
        line: model.line,
        on: model.view.on,
        unit: model.unit(),
        cadre: model.cadre(),
        tab: model.dossier.tab,
        under: model.cadres.under,
        order: model.cadres.order,
    }
}

/// Remembers this place before one goes elsewhere.
pub fn leave(model: &mut Model) {
    let spot = here(model);
    if model.jumps.back.last() != Some(&spot) {
        model.jumps.back.push(spot);
    }
    if model.jumps.back.len() > DEEP {
        model.jumps.back.remove(0);
    }
    model.jumps.forward.clear();
}

/// Goes back, or forward again; whether there was anywhere to go.
pub fn go(model: &mut Model, back: bool) -> bool {
    let from = here(model);
    let jumps = &mut model.jumps;
    let (source, other) =
        if back { (&mut jumps.back, &mut jumps.forward) } else { (&mut jumps.forward, &mut jumps.back) };
    let Some(spot) = source.pop() else { return false };
    other.push(from);
    arrive(model, spot);
    true
}

fn arrive(model: &mut Model, spot: Spot) {
    if model.view.on != spot.on {
        model.view = model.view.on(spot.on);
    }
    model.line = spot.line;
    model.focus = spot.focus;
    model.tree.rebuild(&model.view, spot.line);
    if let Some(unit) = spot.unit {
        model.tree.reveal(&model.view, spot.line, unit);
    }
    model.posts.rebuild(&model.view, spot.line, model.tree.selected());
    model.cadres.under = spot.under;
    model.cadres.order = spot.order;
    model.screen = spot.screen;
    match (spot.screen, spot.cadre) {
        (Screen::Dossier, Some(cadre)) => dossier::open(model, cadre, spot.tab),
        (Screen::Units, Some(cadre)) => {
            model.posts.show_cadre(cadre);
        }
        (Screen::Cadres, Some(cadre)) => match model.cadres.ids.iter().position(|id| *id == cadre) {
            Some(at) => model.cadres.list.show(at),
            None => model.cadres.seek = Some(cadre),
        },
        _ => {}
    }
}
