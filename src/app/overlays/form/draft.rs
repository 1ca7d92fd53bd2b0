//! What was being typed is offered again: after Esc, after a line that dropped, after a crash. Never a sensitive field.

use super::{Form, FormPurpose, options};
use crate::app::input::action::Action;
use crate::app::session::Session;
use crate::app::session::draft::Draft;
use crate::app::session::effect::Effect;
use crate::register::Loaded;

/// The name under which it lies among the author's notes.
pub const NOTE: &str = "form";

/// Reads a note; nothing where it cannot be read, as one of another version.
#[must_use]
pub fn read(note: &[u8]) -> Option<Draft> {
    serde_json::from_slice(note).ok()
}

/// Keeps what stands in the form, once something has been typed.
pub fn keep(cx: &mut Session, form: &Form) {
    let FormPurpose::Task(task) = form.purpose else { return };
    let whole = task.sheet().is_some_and(crate::register::fields::Sheet::is_sensitive);
    if whole || !form.is_changed() || cx.stage != crate::app::session::stage::Stage::Open {
        return;
    }
    let cells = form.cells().into_iter().zip(&form.fields);
    let cells = cells.map(|(cell, f)| if form.hides(f.column.id) { String::new() } else { cell }).collect();
    let draft = Draft { task, cells };
    let Ok(text) = serde_json::to_vec(&draft) else { return };
    cx.draft = Some(draft);
    let generation = cx.next_generation();
    cx.ask(Effect::Keep { generation, name: NOTE, text });
}

/// What was typed has been taken.
pub fn forget(cx: &mut Session) {
    if cx.draft.take().is_some() {
        let generation = cx.next_generation();
        cx.ask(Effect::Keep { generation, name: NOTE, text: Vec::new() });
    }
}

/// Offers what the last session was typing, once everything has been read that it may speak of.
pub fn offer(cx: &mut Session) {
    let Some(draft) = cx.draft.as_ref().filter(|_| cx.view.snapshot.loaded == Loaded::All) else { return };
    let what = cx.words.of_group("intent", draft.task.intent());
    let key = cx.key(Action::ResumeDraft);
    cx.say("draft.there", &[what, key]);
}

/// Opens the form again with what was typed in it.
pub fn resume(cx: &mut Session) {
    let Some(draft) = cx.draft.clone() else { return cx.say("draft.none", &[]) };
    super::open(cx, draft.task);
    let Some(form) = cx.over.get::<Form>() else { return };
    let cells = form.fields.iter().zip(&draft.cells);
    let shown: Vec<String> = cells.map(|(f, cell)| options::shown(&cx.words, &cx.view, f.column.input, cell)).collect();
    if let Some(form) = cx.over.get_mut::<Form>() {
        let began = form.began.clone();
        // seats are laid anew, with what was chosen for them
        let own = form.seats.unwrap_or(form.fields.len());
        if let Some(at) = form.seats {
            let until = form.exception.unwrap_or(form.fields.len());
            form.fields.drain(at..until);
            form.seat_cell = draft.cells.get(at).cloned().unwrap_or_default();
        }
        for (at, ((field, cell), text)) in form.fields.iter_mut().zip(draft.cells).zip(shown).enumerate().take(own) {
            let same = began.get(at) == Some(&cell);
            let cleared = cell.is_empty() && field.column.needed;
            if !same && !cleared {
                field.set(cell, text);
            }
        }
    }
    super::typed(cx);
}
