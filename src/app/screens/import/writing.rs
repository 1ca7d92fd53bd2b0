//! A list is taken in: asked about, written as one revision, or broken off before that with nothing written.

use super::{Asks, Import, page};
use crate::app::model::{Model, Screen};
use crate::app::overlays::form::small::{self, Small};
use crate::app::session::msg::Effect;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Asks whether it shall be taken in, with what it comes to.
pub(super) fn ask(model: &mut Model) {
    if model.cx.refuses_edits() {
        return;
    }
    let Some(planned) = model.screens.import.planned() else { return model.cx.say("said.not-planned", &[]) };
    let plan = &planned.plan;
    if !plan.is_new() {
        return model.cx.say("import.nothing-new", &[]);
    }
    if !plan.is_ready(true) {
        return model.cx.say("import.too-many", &[model.cx.words.number(plan.refuses() as u64)]);
    }
    let counts = [plan.added, plan.changed, plan.refuses()].map(|n| model.cx.words.number(n as u64));
    let key = if plan.refused.is_empty() { "import.ask" } else { "import.ask-partial" };
    let title = model.cx.words.fill(key, &counts);
    small::open(model, Small::Import, title, &[], &[]);
}

/// Sends the change on its way; whether there is one.
pub fn accepted(model: &mut Model, generation: u64) -> bool {
    let (Some(planned), Some(file)) = (model.screens.import.planned().cloned(), model.screens.import.file.clone())
    else {
        return false;
    };
    model.cx.saving = true;
    let state = &mut model.screens.import;
    let stop = Arc::<AtomicBool>::default();
    (state.asked, state.writing, state.stop) = (generation, None, Arc::clone(&stop));
    let (kind, exception) = (state.kind, state.exception.clone());
    model.cx.ask(Effect::Import(Asks::Commit { generation, planned, file, kind, exception, stop }));
    true
}

/// It was taken in: the file is done with.
pub fn done(model: &mut Model) {
    if model.cx.screen == Screen::Import {
        model.cx.screen = model.trail.jumps.screen_before(Screen::Import);
    }
    model.screens.import = Import { kind: model.screens.import.kind, ..Import::default() };
}

/// Breaks the writing of a long list off; the register stays as it was. A short one is written before anybody can.
pub fn break_off(model: &Model) {
    model.screens.import.stop.store(true, Ordering::Relaxed);
}

/// How much of a long list has been written, while it is, and how to break it off.
#[must_use]
pub fn writing(model: &Model) -> Option<String> {
    let percent = model.screens.import.writing.filter(|_| model.cx.saving)?;
    Some(model.cx.words.fill("import.writing", &[page::bar(percent)]))
}
