//! A list is taken in: asked about, written as one revision, or broken off before that with nothing written.

use super::{Asks, Import, page};
use crate::app::model::{Model, Screen};
use crate::app::overlays::form::small::{self, Small};
use crate::app::session::msg::Effect;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Asks whether it shall be taken in, with what it comes to.
pub(super) fn ask(model: &mut Model) {
    if model.refuses_edits() {
        return;
    }
    let Some(planned) = model.import.planned() else { return model.say("said.not-planned", &[]) };
    let plan = &planned.plan;
    if !plan.is_new() {
        return model.say("import.nothing-new", &[]);
    }
    if !plan.is_ready(true) {
        return model.say("import.too-many", &[model.words.number(plan.refuses() as u64)]);
    }
    let counts = [plan.added, plan.changed, plan.refuses()].map(|n| model.words.number(n as u64));
    let key = if plan.refused.is_empty() { "import.ask" } else { "import.ask-partial" };
    let title = model.words.fill(key, &counts);
    small::open(model, Small::Import, title, &[], &[]);
}

/// Sends the change on its way; whether there is one.
pub fn accepted(model: &mut Model, generation: u64) -> bool {
    let (Some(planned), Some(file)) = (model.import.planned().cloned(), model.import.file.clone()) else {
        return false;
    };
    model.saving = true;
    let state = &mut model.import;
    let stop = Arc::<AtomicBool>::default();
    (state.asked, state.writing, state.stop) = (generation, None, Arc::clone(&stop));
    let (kind, exception) = (state.kind, state.exception.clone());
    model.ask(Effect::Import(Asks::Commit { generation, planned, file, kind, exception, stop }));
    true
}

/// It was taken in: the file is done with.
pub fn done(model: &mut Model) {
    if model.screen == Screen::Import {
        model.screen = model.jumps.screen_before(Screen::Import);
    }
    model.import = Import { kind: model.import.kind, ..Import::default() };
}

/// Breaks the writing of a long list off; the register stays as it was. A short one is written before anybody can.
pub fn break_off(model: &Model) {
    model.import.stop.store(true, Ordering::Relaxed);
}

/// How much of a long list has been written, while it is, and how to break it off.
#[must_use]
pub fn writing(model: &Model) -> Option<String> {
    let percent = model.import.writing.filter(|_| model.saving)?;
    Some(model.words.fill("import.writing", &[page::bar(percent)]))
}
