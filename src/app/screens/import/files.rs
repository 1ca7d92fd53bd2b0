//! Files beside the list: its map, and its refused rows.

use super::{Asks, said};
use crate::app::model::Model;
use crate::app::overlays::form::small::{self, Small};
use crate::app::session::host::Said;
use crate::app::session::msg::Effect;
use crate::register::fields::{Column, Input};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Sends for the map that stands in a file.
///
/// # Errors
/// No file is named.
pub fn take_map(model: &mut Model, path: &str) -> Result<(), (usize, Said)> {
    if path.trim().is_empty() {
        return Err((0, Said { key: "problem.needed", with: Vec::new() }));
    }
    let generation = model.cx.next_generation();
    model.screens.import.stop.store(true, Ordering::Relaxed);
    (model.screens.import.asked, model.screens.import.reading) = (generation, None);
    let kind = model.screens.import.kind;
    model.cx.ask(Effect::Import(Asks::TakeMap { generation, path: PathBuf::from(path.trim()), kind }));
    Ok(())
}

/// Sends the map on its way into a file; whether there is one.
pub fn save_map(model: &mut Model, generation: u64, path: &str, over: bool) -> bool {
    let Some((map, planned)) = model.screens.import.map.as_ref().zip(model.screens.import.planned()) else {
        return false;
    };
    let text = said::map_file(&model.cx.words, map, &planned.ready.headings);
    model.cx.ask(Effect::Import(Asks::SaveMap { generation, path: PathBuf::from(path.trim()), over, text }));
    true
}

/// Asks where the refused rows shall be written.
pub fn export(model: &mut Model) {
    let Some(planned) = model.screens.import.planned() else { return };
    if planned.plan.refused.is_empty() {
        return model.cx.say("import.none-refused", &[]);
    }
    let stem = planned.ready.source.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = model.cx.words.fill("import.errors-name", &[stem]);
    let title = model.cx.words.get("import.errors-title").to_owned();
    let file = Column { id: "file", input: Input::Line, needed: true };
    small::open(model, Small::ImportErrors, title, &[file], &[name]);
}

/// Sends the refused rows on their way into a file.
pub fn errors(model: &mut Model, generation: u64, path: &str) -> bool {
    let Some(planned) = model.screens.import.planned().cloned() else { return false };
    let (view, policy, words) = (model.cx.view.clone(), Arc::clone(&model.cx.policy), model.cx.words.clone());
    model.cx.ask(Effect::Import(Asks::Errors {
        generation,
        planned,
        path: PathBuf::from(path.trim()),
        view,
        policy,
        words,
    }));
    true
}
