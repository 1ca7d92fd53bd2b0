//! Before a store is open: ask what to do and write nothing, make the sample, open.

use super::settle::settle;
use super::{kept, navigate};
use crate::app::input::Keyboard;
use crate::app::model::{Made, Model, Opening, Stage};
use crate::app::overlays::form;
use crate::app::overlays::picker::{self, Choice, Look, Picker};
use crate::app::parts::list::List;
use crate::app::screens::Screens;
use crate::app::session::Session;
use crate::app::session::begin::Begin;
use crate::app::session::callback::Callback;
use crate::app::session::effect::Effect;
use crate::app::session::effect::{Store, Terminal};
use crate::app::session::go::Go;
use crate::app::session::host::{Notice, ProvinceChoice, Start};
use crate::app::session::jumps::Trail;
use crate::app::session::msg::Opened;
use crate::register::View;
use std::path::{Path, PathBuf};

/// A session at its beginning, and what it asks of the world first.
#[must_use]
pub fn session(begin: Begin) -> (Model, Vec<Effect>) {
    let mut model = Model {
        cx: Session::new(&begin),
        screens: Screens::default(),
        keyboard: Keyboard::default(),
        trail: Trail { resumes: begin.screen.is_none(), ..Trail::default() },
        opening: Opening {
            folder: begin.start.folder().to_owned(),
            wish: begin.as_of,
            provinces: Vec::new(),
            tried: None,
        },
        made: Made::default(),
    };
    self::begin(&mut model, begin.start);
    model.cx.said = begin.said;
    settle(&mut model);
    let effects = model.cx.asked();
    (model, effects)
}

/// Begins with what the session was started for.
fn begin(model: &mut Model, start: Start) {
    match start {
        Start::Open(dir) => attempt(model, Store::Open(dir)),
        Start::MakeSample(dir) => make_sample(model, dir),
        Start::Ask(dir) => ask(&mut model.cx, dir),
    }
}

/// What the first screen offers, in order: keys of the locale.
pub const CHOICES: [&str; 4] = ["start.sample", "start.empty", "start.open", "start.quit"];
/// What is offered where a store could not be opened: nothing that would write over it.
pub const AGAIN: [&str; 3] = ["start.again", "start.open", "start.quit"];
/// Exit status of a session that never came to an open store: busy, missing, damaged, of a newer format.
const NOT_OPENED: i32 = 4;

fn choices(keys: &[&str]) -> List {
    List { len: keys.len(), height: keys.len(), ..List::default() }
}

/// Asks what to do in a folder that has no store.
pub fn ask(cx: &mut Session, dir: PathBuf) {
    cx.stage = Stage::Ask { dir, list: choices(&CHOICES) };
    cx.ask(Effect::Store(Store::ListProvinces));
}

/// Has the sample made in a folder.
pub fn make_sample(model: &mut Model, dir: PathBuf) {
    attempt(model, Store::MakeSample(dir));
}

/// Tries to come to an open store.
pub fn attempt(model: &mut Model, way: Store) {
    model.cx.said = None;
    model.cx.stage = match &way {
        Store::MakeSample(dir) => Stage::Making { dir: dir.clone(), progress: None },
        _ => Stage::Opening,
    };
    model.opening.tried = Some(way.clone());
    model.cx.ask(Effect::Store(way));
}

/// The choices of the stage, where it has any.
pub(in crate::app) fn list(stage: &mut Stage) -> Option<&mut List> {
    match stage {
        Stage::Ask { list, .. } | Stage::Refused { list, .. } => Some(list),
        Stage::Making { .. } | Stage::Opening | Stage::Open => None,
    }
}

/// The choice of the first screen was taken.
pub fn chosen(model: &mut Model) {
    let (key, dir) = match &model.cx.stage {
        Stage::Ask { dir, list } => (CHOICES.get(list.cursor).copied(), dir.clone()),
        Stage::Refused { list, .. } => (AGAIN.get(list.cursor).copied(), model.opening.folder.clone()),
        Stage::Making { .. } | Stage::Opening | Stage::Open => return,
    };
    match key {
        Some("start.sample") => make_sample(model, dir),
        Some("start.empty") => provinces(model, dir),
        Some("start.open") => form::folder(&mut model.cx),
        Some("start.again") => {
            if let Some(tried) = model.opening.tried.clone() {
                attempt(model, tried);
            }
        }
        _ => quit(model),
    }
}

/// Ends the session; its status tells a script whether a store could not be opened.
pub fn quit(model: &mut Model) {
    kept::keep(model);
    let status = if matches!(model.cx.stage, Stage::Refused { .. }) { NOT_OPENED } else { 0 };
    model.cx.ask(Effect::Terminal(Terminal::Quit(status)));
}

/// A store could not be opened or made: say why, and what can be done.
pub fn refused(cx: &mut Session, said: Notice) {
    cx.stage = Stage::Refused { why: said, list: choices(&AGAIN) };
}

/// A store was opened.
pub fn opened(model: &mut Model, opened: Opened) {
    model.cx.stage = Stage::Open;
    model.cx.place = opened.place;
    model.cx.author = Some(opened.author.id);
    // what was repaired is more than what is wrong with the keys
    model.cx.said = opened.said.into_iter().next_back().or(model.cx.said.take());
    (model.cx.policy, model.cx.draft) = (opened.policy, opened.draft);
    model.screens.plan.drafts = opened.plan_drafts;
    model.screens.chain.drafts = opened.chains;
    model.cx.recent = opened.recent;
    model.cx.reports = opened.reports;
    model.cx.indicators = opened.indicators;
    let on = model.opening.wish.or(model.cx.place.home).unwrap_or(model.cx.today);
    model.cx.view = View::new(opened.snapshot, opened.catalogue, on);
    form::draft::offer(&mut model.cx);
    kept::recall(model, opened.kept);
    navigate::arrived(model);
}

/// Opens the choice of provinces that a store can be started for in a folder.
fn provinces(model: &mut Model, dir: PathBuf) {
    let choices = province_choices(model, &dir);
    let waiting = choices.is_empty();
    let picker = Picker { waiting, ..Picker::new(Look::Provinces, "picker.province", choices) };
    picker::show(&mut model.cx, picker);
}

/// The provinces came: a choice that was opened before them is filled.
pub fn provinces_arrived(model: &mut Model) {
    let dir = match &model.cx.stage {
        Stage::Ask { dir, .. } => dir.clone(),
        _ => return,
    };
    let choices = province_choices(model, &dir);
    if let Some(picker) = model.cx.over.get_mut::<Picker>()
        && picker.look == Look::Provinces
    {
        picker.fill(choices);
    }
}

fn province_choices(model: &Model, dir: &Path) -> Vec<Choice> {
    let choice = |province: &ProvinceChoice| {
        let of = model.cx.words.get(if province.since_2025 { "start.of-34" } else { "start.of-63" });
        let (folder, chosen) = (dir.to_owned(), province.clone());
        let then = move |cx: &mut Session, ()| cx.go(Go::Begin(folder.clone(), chosen.clone()));
        Choice::new(province.name.as_str(), Callback::session(then)).with(of)
    };
    model.opening.provinces.iter().map(choice).collect()
}
