//! Before a store is open: ask what to do and write nothing, make the sample, open.

use crate::app::model::{Model, Stage};
use crate::app::overlays::{form, picker};
use crate::app::parts::list::List;
use crate::app::session::host::{ProvinceChoice, Said, Start};
use crate::app::session::msg::{Effect, Opened};
use crate::app::session::{kept, places};
use crate::domain::Day;
use crate::register::View;
use std::path::PathBuf;

/// How one comes to an open store.
#[derive(Debug)]
pub struct Opening {
    /// Folder of the store.
    pub folder: PathBuf,
    /// The day to look at once the store is open, where one was asked for.
    pub(in crate::app) wish: Option<Day>,
    /// Provinces that a store can be started for.
    pub provinces: Vec<ProvinceChoice>,
    /// What was tried last to come to an open store.
    tried: Option<Effect>,
}

impl Opening {
    /// Nothing tried yet.
    pub(in crate::app) fn new(folder: PathBuf, wish: Option<Day>) -> Opening {
        Opening { folder, wish, provinces: Vec::new(), tried: None }
    }
}

/// Begins with what the session was started for.
pub(in crate::app) fn begin(model: &mut Model, start: Start) {
    match start {
        Start::Open(dir) => attempt(model, Effect::Open(dir)),
        Start::MakeSample(dir) => make_sample(model, dir),
        Start::Ask(dir) => ask(model, dir),
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
pub fn ask(model: &mut Model, dir: PathBuf) {
    model.cx.stage = Stage::Ask { dir, list: choices(&CHOICES) };
    model.cx.ask(Effect::ListProvinces);
}

/// Has the sample made in a folder.
pub fn make_sample(model: &mut Model, dir: PathBuf) {
    attempt(model, Effect::MakeSample(dir));
}

/// Tries to come to an open store.
pub fn attempt(model: &mut Model, effect: Effect) {
    model.cx.said = None;
    model.cx.stage = match &effect {
        Effect::MakeSample(dir) => Stage::Making { dir: dir.clone(), progress: None },
        _ => Stage::Opening,
    };
    model.opening.tried = Some(effect.clone());
    model.cx.ask(effect);
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
        Some("start.empty") => picker::provinces(model, dir),
        Some("start.open") => form::folder(model),
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
    model.cx.ask(Effect::Quit(status));
}

/// A store could not be opened or made: say why, and what can be done.
pub fn refused(model: &mut Model, said: Said) {
    model.cx.stage = Stage::Refused { why: said, list: choices(&AGAIN) };
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
    form::draft::offer(model);
    kept::recall(model, opened.kept);
    places::arrived(model);
}
