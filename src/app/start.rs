//! Before a store is open: ask what to do and write nothing, make the sample, open.

use super::host::Said;
use super::list::List;
use super::model::{Model, Stage};
use super::msg::{Effect, Opened};
use super::{form, picker, places};
use crate::register::View;
use std::path::PathBuf;

/// What the first screen offers, in order: keys of the locale.
pub const CHOICES: [&str; 4] = ["start.sample", "start.empty", "start.open", "start.quit"];

/// Asks what to do in a folder that has no store.
pub fn ask(model: &mut Model, dir: PathBuf) {
    model.stage = Stage::Ask { dir, list: List { len: CHOICES.len(), height: CHOICES.len(), ..List::default() } };
    model.ask(Effect::ListProvinces);
}

/// Has the sample made in a folder.
pub fn make_sample(model: &mut Model, dir: PathBuf) {
    model.said = None;
    model.stage = Stage::Making { dir: dir.clone(), progress: None };
    model.ask(Effect::MakeSample(dir));
}

/// The choice of the first screen was taken.
pub fn chosen(model: &mut Model) {
    let Stage::Ask { dir, list } = &model.stage else { return };
    let dir = dir.clone();
    match CHOICES.get(list.cursor).copied() {
        Some("start.sample") => make_sample(model, dir),
        Some("start.empty") => picker::provinces(model, dir),
        Some("start.open") => form::folder(model),
        _ => model.ask(Effect::Quit),
    }
}

/// A store could not be opened or made: say why, and ask again.
pub fn refused(model: &mut Model, said: Said) {
    let dir = match &model.stage {
        Stage::Ask { dir, .. } | Stage::Making { dir, .. } => dir.clone(),
        Stage::Opening | Stage::Open => model.folder.clone(),
    };
    ask(model, dir);
    model.said = Some(said);
}

/// A store was opened.
pub fn opened(model: &mut Model, opened: Opened) {
    model.stage = Stage::Open;
    model.place = opened.place;
    model.said = opened.said.into_iter().next_back();
    let on = model.wish.or(model.place.home).unwrap_or(model.today);
    model.view = View::new(opened.snapshot, opened.catalogue, on);
    places::arrived(model);
}
