//! What a session finds again in the next one: where it was left, and its marks. Ids and days only: no name, nothing
//! that was typed, nothing sensitive.

use super::navigate;
use crate::app::model::{Model, Screen, Stage};
use crate::app::parts::layout::Pane;
use crate::app::screens::dossier::tab::Tab;
use crate::app::session::effect::Effect;
use crate::app::session::jumps::Spot;
use crate::app::words::terms;
use crate::domain::{Day, Line};
use crate::register::Loaded;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name of the note that holds it.
pub const NOTE: &str = "session";

#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    here: Option<Place>,
    #[serde(default)]
    marks: BTreeMap<String, Place>,
}

/// A place as text: what is not known to the reader is passed over.
#[derive(Debug, Serialize, Deserialize)]
struct Place {
    screen: String,
    focus: String,
    line: Line,
    on: String,
    unit: Option<String>,
    cadre: Option<String>,
    tab: String,
    under: Option<String>,
    order: String,
}

const PANES: [(Pane, &str); 3] = [(Pane::Tree, "tree"), (Pane::Posts, "posts"), (Pane::Card, "card")];

fn name_of<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> String {
    table.iter().find(|(known, _)| *known == value).map_or("", |(_, name)| name).to_owned()
}

fn value_of<T: Copy>(table: &[(T, &'static str)], name: &str) -> Option<T> {
    table.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
}

impl Place {
    fn of(spot: &Spot) -> Place {
        Place {
            screen: if spot.screen.is_kept() { spot.screen.name().to_owned() } else { String::new() },
            focus: name_of(&PANES, spot.focus),
            line: spot.line,
            on: spot.on.iso(),
            unit: spot.unit.map(|id| id.to_string()),
            cadre: spot.cadre.map(|id| id.to_string()),
            tab: spot.tab.key().to_owned(),
            under: spot.under.map(|id| id.to_string()),
            order: terms::order(spot.order).to_owned(),
        }
    }

    fn spot(&self) -> Option<Spot> {
        Some(Spot {
            screen: Screen::all().find(|screen| screen.is_kept() && screen.name() == self.screen)?,
            focus: value_of(&PANES, &self.focus)?,
            line: self.line,
            on: Day::parse(&self.on)?,
            unit: self.unit.as_ref().and_then(|id| id.parse().ok()),
            cadre: self.cadre.as_ref().and_then(|id| id.parse().ok()),
            tab: Tab::ALL.into_iter().find(|tab| tab.key() == self.tab).unwrap_or_default(),
            under: self.under.as_ref().and_then(|id| id.parse().ok()),
            order: terms::ORDERS.into_iter().find(|order| terms::order(*order) == self.order).unwrap_or_default(),
        })
    }
}

/// What is to be kept now; nothing where it is kept already, or may not be.
#[must_use]
pub fn text(model: &Model) -> Option<String> {
    if model.cx.stage != Stage::Open || model.cx.read_only {
        return None;
    }
    // a session that ends before it has come back to where it was left has left it nowhere else
    let spot = model.trail.reopen.unwrap_or_else(|| navigate::here(model));
    let home = model.cx.place.home.unwrap_or(model.cx.today);
    // where nothing is kept the next session begins with what wants doing
    let moved = spot.screen != Screen::Today || spot.on != home;
    let kept = Kept {
        here: moved.then(|| Place::of(&spot)),
        marks: model.trail.marks.iter().map(|(letter, spot)| (letter.to_string(), Place::of(spot))).collect(),
    };
    let text = if kept.here.is_none() && kept.marks.is_empty() {
        String::new()
    } else {
        // places are texts and numbers, which can always be written
        toml::to_string(&kept).unwrap_or_default()
    };
    (text != model.trail.kept).then_some(text)
}

/// Has it kept, where there is something new to keep; the world is to have done it before the session ends.
pub fn keep(model: &mut Model) {
    if let Some(text) = text(model) {
        let generation = model.cx.next_generation();
        model.cx.ask(Effect::Keep { generation, name: NOTE, text: text.into_bytes() });
    }
}

/// Takes in what the last session kept; what cannot be read is passed over.
pub fn recall(model: &mut Model, text: String) {
    let kept: Kept = toml::from_str(&text).unwrap_or_default();
    model.trail.kept = text;
    let mark = |(letter, place): (&String, &Place)| Some((letter.chars().next()?, place.spot()?));
    model.trail.marks = kept.marks.iter().filter_map(mark).collect();
    if model.trail.resumes {
        let on = model.opening.wish;
        model.trail.reopen =
            kept.here.and_then(|place| place.spot()).map(|spot| Spot { on: on.unwrap_or(spot.on), ..spot });
        if model.trail.reopen.is_none() {
            model.cx.screen = Screen::Today;
        }
    }
}

/// Goes to where the last session was left, once what stands there has been read.
pub fn reopen(model: &mut Model) {
    let Some(spot) = model.trail.reopen else { return };
    let at_once = matches!(spot.screen, Screen::Units | Screen::Today) && spot.cadre.is_none();
    let needed = if at_once { Loaded::Units } else { Loaded::All };
    if model.cx.view.snapshot.loaded >= needed {
        model.trail.reopen = None;
        navigate::to_spot(model, spot);
        if model.cx.said.is_none() {
            let name = navigate::name(&model.cx, &spot);
            model.cx.say("said.reopened", &[name, spot.on.to_string()]);
        }
    }
}
