//! Where one has been: back and forward over small values that hold ids, never records.

use crate::app::model::{Model, Screen};
use crate::app::parts::layout::Pane;
use crate::app::screens::dossier::{self, Tab};
use crate::app::screens::timeline;
use crate::domain::{CadreId, Day, Line, Subject, UnitId};
use crate::register::people::Order;
use std::collections::BTreeMap;

/// How many places are remembered.
const DEEP: usize = 100;

/// A place in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The screen.
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

/// Where one is.
#[must_use]
pub fn here(model: &Model) -> Spot {
    Spot {
        screen: model.cx.screen,
        focus: model.screens.units.focus,
        line: model.cx.line,
        on: model.cx.view.on,
        unit: model.unit(),
        cadre: model.cadre(),
        tab: model.screens.dossier.tab,
        under: model.screens.cadres.under,
        order: model.screens.cadres.order,
    }
}

/// Remembers this place before one goes elsewhere.
pub fn leave(model: &mut Model) {
    let spot = here(model);
    if model.trail.jumps.back.last() != Some(&spot) {
        model.trail.jumps.back.push(spot);
    }
    if model.trail.jumps.back.len() > DEEP {
        model.trail.jumps.back.remove(0);
    }
    model.trail.jumps.forward.clear();
}

/// Goes back, or forward again; whether there was anywhere to go.
pub fn go(model: &mut Model, back: bool) -> bool {
    let from = here(model);
    let jumps = &mut model.trail.jumps;
    let (source, other) =
        if back { (&mut jumps.back, &mut jumps.forward) } else { (&mut jumps.forward, &mut jumps.back) };
    let Some(spot) = source.pop() else { return false };
    other.push(from);
    arrive(model, spot);
    true
}

/// What stands there, as it is called today: the cadre, or the unit.
#[must_use]
pub fn name(model: &Model, spot: &Spot) -> String {
    let view = &model.cx.view;
    let cadre = spot.cadre.and_then(|id| view.cadre(id)).map(|cadre| cadre.name.clone());
    let unit = || spot.unit.filter(|id| view.unit(*id).is_some()).map(|id| view.called_in_full(spot.line, id));
    cadre.or_else(unit).unwrap_or_else(|| model.cx.place.name.clone())
}

/// Goes to a place.
pub fn arrive(model: &mut Model, spot: Spot) {
    if model.cx.view.on != spot.on {
        model.cx.view = model.cx.view.on(spot.on);
    }
    model.cx.line = spot.line;
    model.screens.units.focus = spot.focus;
    model.screens.units.tree.rebuild(&model.cx.view, spot.line);
    if let Some(unit) = spot.unit {
        model.screens.units.tree.reveal(&model.cx.view, spot.line, unit);
    }
    model.screens.units.posts.rebuild(&model.cx.view, spot.line, model.screens.units.tree.selected());
    model.screens.cadres.under = spot.under;
    model.screens.cadres.order = spot.order;
    model.cx.screen = spot.screen;
    match (spot.screen, spot.cadre) {
        (Screen::Dossier, Some(cadre)) => dossier::open(model, cadre, spot.tab),
        (Screen::Timeline, _) => {
            let of = spot.cadre.map(Subject::Cadre).or(spot.unit.map(Subject::Unit));
            if let Some(of) = of.filter(|of| model.screens.timeline.of != Some(*of)) {
                timeline::open(model, of);
            }
        }
        (Screen::Units, Some(cadre)) => {
            model.screens.units.posts.show_cadre(cadre);
        }
        (Screen::Cadres, Some(cadre)) => match model.screens.cadres.ids.iter().position(|id| *id == cadre) {
            Some(at) => model.screens.cadres.list.show(at),
            None => model.screens.cadres.seek = Some(cadre),
        },
        _ => {}
    }
}
