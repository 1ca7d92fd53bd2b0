//! Files beside the list: its map, and its refused rows.

use super::Import;
use super::{Asks, sentences};
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::register::fields::{Column, Input};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Sends for the map that stands in a file.
///
/// # Errors
/// No file is named.
pub fn take_map(state: &mut Import, cx: &mut Session, path: &str) -> Result<(), (usize, Notice)> {
    if path.trim().is_empty() {
        return Err((0, Notice { key: "problem.needed", with: Vec::new() }));
    }
    let generation = cx.next_generation();
    state.stop.store(true, Ordering::Relaxed);
    (state.asked, state.reading) = (generation, None);
    let kind = state.kind;
    cx.ask(Effect::Import(Asks::TakeMap { generation, path: PathBuf::from(path.trim()), kind }));
    Ok(())
}

/// Sends the map on its way into a file, where there is one; the number of the question.
pub fn save_map(state: &mut Import, cx: &mut Session, path: &str, over: bool) -> Option<u64> {
    let (map, planned) = state.map.as_ref().zip(state.planned())?;
    let text = sentences::map_file(&cx.words, map, &planned.ready.headings);
    let generation = cx.next_generation();
    cx.ask(Effect::Import(Asks::SaveMap { generation, path: PathBuf::from(path.trim()), over, text }));
    Some(generation)
}

/// Asks where the refused rows shall be written.
pub fn export(state: &mut Import, cx: &mut Session) {
    let Some(planned) = state.planned() else { return };
    if planned.plan.refused.is_empty() {
        return cx.say("import.none-refused", &[]);
    }
    let stem = planned.ready.source.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = cx.words.fill("import.errors-name", &[stem]);
    let title = cx.words.get("import.errors-title").to_owned();
    let file = Column { id: "file", input: Input::Line, needed: true };
    let accept = |state: &mut Import, cx: &mut Session, cells: Vec<String>| {
        Taken::wait(errors(state, cx, &prompt::first(&cells)))
    };
    prompt::open(cx, Prompt::to(accept), title, &[file], &[name]);
}

/// Sends the refused rows on their way into a file; the number of the question.
fn errors(state: &mut Import, cx: &mut Session, path: &str) -> Option<u64> {
    let planned = state.planned().cloned()?;
    let generation = cx.next_generation();
    let (view, policy, words) = (cx.view.clone(), Arc::clone(&cx.policy), cx.words.clone());
    let path = PathBuf::from(path.trim());
    cx.ask(Effect::Import(Asks::Errors { generation, planned, path, view, policy, words }));
    Some(generation)
}
