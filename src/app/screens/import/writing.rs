//! A list is taken in: asked about, written as one revision, or broken off before that with nothing written.

use super::{Asks, Import, page};
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::effect::Effect;
use crate::app::session::go::Go;
use crate::app::session::stage::Screen;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Asks whether it shall be taken in, with what it comes to.
pub(super) fn ask(state: &mut Import, cx: &mut Session) {
    if cx.refuses_edits() {
        return;
    }
    let Some(planned) = state.planned() else { return cx.say("said.not-planned", &[]) };
    let plan = &planned.plan;
    if !plan.is_new() {
        return cx.say("import.nothing-new", &[]);
    }
    if !plan.is_ready(true) {
        return cx.say("import.too-many", &[cx.words.number(plan.refuses() as u64)]);
    }
    let counts = [plan.added, plan.changed, plan.refuses()].map(|n| cx.words.number(n as u64));
    let key = if plan.refused.is_empty() { "import.ask" } else { "import.ask-partial" };
    let title = cx.words.fill(key, &counts);
    let accept = |state: &mut Import, cx: &mut Session, _| Taken::wait(accepted(state, cx));
    let prompt = Prompt {
        done: Some(Callback::to(|state: &mut Import, cx: &mut Session, ()| done(state, cx))),
        broken_off: Some(Callback::to(|state: &mut Import, _, ()| break_off(state))),
        ..Prompt::to(accept)
    };
    prompt::open(cx, prompt, title, &[], &[]);
}

/// Sends the change on its way, where there is one; the number of the question.
fn accepted(state: &mut Import, cx: &mut Session) -> Option<u64> {
    let (planned, file) = (state.planned().cloned()?, state.file.clone()?);
    let generation = cx.next_generation();
    cx.saving = true;
    let stop = Arc::<AtomicBool>::default();
    (state.asked, state.writing, state.stop) = (generation, None, Arc::clone(&stop));
    let (kind, exception) = (state.kind, state.exception.clone());
    cx.ask(Effect::Import(Asks::Commit { generation, planned, file, kind, exception, stop }));
    Some(generation)
}

/// It was taken in: the file is done with.
pub fn done(state: &mut Import, cx: &mut Session) {
    if cx.screen == Screen::Import {
        cx.go(Go::Close);
    }
    *state = Import { kind: state.kind, ..Import::default() };
}

/// Breaks the writing of a long list off; the register stays as it was. A short one is written before anybody can.
fn break_off(state: &Import) {
    state.stop.store(true, Ordering::Relaxed);
}

/// How much of a long list has been written, while it is, and how to break it off.
#[must_use]
pub fn writing(state: &Import, cx: &Session) -> Option<String> {
    let percent = state.writing.filter(|_| cx.saving)?;
    Some(cx.words.fill("import.writing", &[page::bar(percent)]))
}
