//! Before a store is open: ask what to do and write nothing, make the sample, open.

use crate::app::model::{Model, Stage};
use crate::app::overlays::{form, picker};
use crate::app::parts::list::List;
use crate::app::session::host::Said;
use crate::app::session::msg::{Effect, Opened};
use crate::app::session::{kept, places};
use crate::register::View;
use std::path::PathBuf;

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
    model.stage = Stage::Ask { dir, list: choices(&CHOICES) };
    model.ask(Effect::ListProvinces);
}

/// Has the sample made in a folder.
pub fn make_sample(model: &mut Model, dir: PathBuf) {
    attempt(model, Effect::MakeSample(dir));
}

/// Tries to come to an open store.
pub fn attempt(model: &mut Model, effect: Effect) {
    model.said = None;
    model.stage = match &effect {
        Effect::MakeSample(dir) => Stage::Making { dir: dir.clone(), progress: None },
        _ => Stage::Opening,
    };
    model.tried = Some(effect.clone());
    model.ask(effect);
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
    let (key, dir) = match &model.stage {
        Stage::Ask { dir, list } => (CHOICES.get(list.cursor).copied(), dir.clone()),
        Stage::Refused { list, .. } => (AGAIN.get(list.cursor).copied(), model.folder.clone()),
        Stage::Making { .. } | Stage::Opening | Stage::Open => return,
    };
    match key {
        Some("start.sample") => make_sample(model, dir),
        Some("start.empty") => picker::provinces(model, dir),
        Some("start.open") => form::folder(model),
        Some("start.again") => {
            if let Some(tried) = model.tried.clone() {
                attempt(model, tried);
            }
        }
        _ => quit(model),
    }
}

/// Ends the session; its status tells a script whether a store could not be opened.
pub fn quit(model: &mut Model) {
    kept::keep(model);
    let status = if matches!(model.stage, Stage::Refused { .. }) { NOT_OPENED } else { 0 };
    model.ask(Effect::Quit(status));
}

/// A store could not be opened or made: say why, and what can be done.
pub fn refused(model: &mut Model, said: Said) {
    model.stage = Stage::Refused { why: said, list: choices(&AGAIN) };
}

/// A store was opened.
pub fn opened(model: &mut Model, opened: Opened) {
    model.stage = Stage::Open;
    model.place = opened.place;
    model.author = Some(opened.author.id);
    // what was repaired is more than what is wrong with the keys
    model.said = opened.said.into_iter().next_back().or(model.said.take());
    (model.policy, model.draft) = (opened.policy, opened.draft);
    model.plan.drafts = opened.plan_drafts;
    model.chains.drafts = opened.chains;
    model.recent = opened.recent;
    model.reports.all = Some(opened.reports);
    model.indicators.plan = opened.indicators;
    let on = model.wish.or(model.place.home).unwrap_or(model.today);
    model.view = View::new(opened.snapshot, opened.catalogue, on);
    form::draft::offer(model);
    kept::recall(model, opened.kept);
    places::arrived(model);
}
