//! Enter: takes what a field offers, else sends the change to the register; and what the register answers.

use super::prompt::Taken;
use super::{Form, FormPurpose, draft, many, stops, tried};
use crate::app::input::action::Action;
use crate::app::screens::dossier::tab::Tab;
use crate::app::session::Session;
use crate::app::session::effect::Change;
use crate::app::session::effect::Effect;
use crate::app::session::go::{Go, Todo};
use crate::app::session::host::Notice;
use crate::app::words::refusals;
use crate::domain::{CadreId, Day, Edit, Override, RecordKey, RecordKind, text};
use crate::policy;
use crate::register::fields::{Input, Records, Task};

/// Takes the offer under the cursor, begins a new line in a text, or takes the form; `whole`: the form in any case.
pub fn accept(cx: &mut Session, whole: bool) {
    let Some(form) = cx.over.get_mut::<Form>() else { return };
    if form.waits.is_some() {
        return;
    }
    if let Some(field) = form.field() {
        if field.column.input == Input::Text && !whole {
            field.input.break_line();
            return super::typed(cx);
        }
        if field.take() && !whole {
            form.step(true);
            return super::typed(cx);
        }
    }
    let Some(mut form) = cx.over.take::<Form>() else { return };
    form.problem = None;
    match form.purpose.clone() {
        FormPurpose::Task(task) => submit(cx, &task, &mut form),
        FormPurpose::Many(of) => many::submit(cx, &of, &mut form),
        FormPurpose::Prompt(_) => cx.later(Todo::Submit),
    }
    cx.over.put(form);
}

/// What became of a prompt that was submitted: it stays where it has still something to say.
pub fn submitted(cx: &mut Session, mut form: Box<Form>, taken: Taken) {
    match taken {
        Taken::Close => return,
        Taken::Wait(question) => form.waits = Some(question),
        Taken::Stay(at, said) => {
            form.at = at;
            if let Some(field) = form.fields.get_mut(at) {
                field.problem = Some(said);
            }
        }
    }
    cx.over.put(form);
}

fn submit(cx: &mut Session, task: &Task, form: &mut Form) {
    match tried(cx, task, form) {
        Ok(mut edits) => {
            // what the author saw, not what has come meanwhile: the register compares
            for edit in edits.iter_mut().filter(|e| e.key() == task.subject() && e.becomes.is_some()) {
                edit.was = form.base.clone();
            }
            send(cx, form, edits, task.intent());
        }
        Err(wrong) => {
            if let Some(at) = form.blame(wrong.column, refusals::problem(&wrong.problem)) {
                form.at = at;
            }
        }
    }
}

/// Sends edits to the register, with the exception where one is filled in.
pub(super) fn send(cx: &mut Session, form: &mut Form, edits: Vec<Edit>, intent: &'static str) {
    let exception = match form.exception.map(|own| override_of(form, own)) {
        Some(Ok(exception)) => Some(exception),
        Some(Err((at, said))) => {
            form.at = at;
            if let Some(field) = form.fields.get_mut(at) {
                field.problem = Some(said);
            }
            return;
        }
        None => None,
    };
    if stops(&form.findings) && exception.is_none() {
        form.problem = Some(Notice { key: "form.stopped", with: vec![cx.key(Action::Exception)] });
        return;
    }
    if form.findings.iter().any(policy::forbids) {
        form.problem = Some(Notice { key: "form.forbidden", with: Vec::new() });
        return;
    }
    let generation = cx.next_generation();
    form.waits = Some(generation);
    cx.saving = true;
    cx.ask(Effect::Change(Change::Commit { generation, edits, intent, exception }));
}

/// The exception that its four fields say, or the field that is wrong.
pub(super) fn override_of(form: &Form, own: usize) -> Result<Override, (usize, Notice)> {
    let asked = |at: usize| {
        let text = form.fields.get(own + at).map(|f| text::at_the_door(&f.input.text())).unwrap_or_default();
        let missing = || (own + at, Notice { key: "problem.needed", with: Vec::new() });
        if text.is_empty() { Err(missing()) } else { Ok(text) }
    };
    let (document, on, by, reason) = (asked(0)?, asked(1)?, asked(2)?, asked(3)?);
    let on = Day::parse(&on).ok_or_else(|| (own + 1, Notice { key: "problem.no-day", with: vec![on.clone()] }))?;
    Ok(Override { document, on, by, reason })
}

/// A change was taken, or why not.
pub fn committed(cx: &mut Session, generation: u64, result: Result<Notice, Notice>, created: Option<RecordKey>) {
    let waiting = cx.over.get::<Form>().is_some_and(|f| f.waits == Some(generation));
    if !waiting {
        cx.said = Some(result.unwrap_or_else(|said| said));
        return;
    }
    match result {
        Ok(said) => {
            if let Some(form) = cx.over.take::<Form>()
                && let FormPurpose::Prompt(prompt) = form.purpose
            {
                if let Some(done) = prompt.done {
                    cx.call(done);
                }
                cx.said = Some(said);
                return;
            }
            draft::forget(cx);
            cx.said = Some(said);
            if let Some(key) = created.filter(|key| key.kind == RecordKind::Cadre) {
                cx.go(Go::Dossier(CadreId(key.id), Tab::Summary));
            } else if let Some(cadre) = cx.texts.cadre {
                // its texts may be what was changed
                cx.ask(Effect::Texts(cadre, None));
            }
        }
        Err(said) => {
            let changed = said.key == refusals::CHANGED;
            if let Some(form) = cx.over.get_mut::<Form>() {
                form.waits = None;
                let task = form.is_of_the_register();
                // both values stand in the form of a task: what to do about it is said with who it was
                form.problem = Some(if changed && task { Notice { key: "form.changed", ..said } } else { said });
            }
            if changed {
                take_theirs(cx, true);
            }
        }
    }
}

/// The register has moved: what somebody else changed in the record of the open form is shown beside the fields that
/// were changed here, and taken over in the others. Once the officer has been told who it was, the next Enter means
/// it (`told`).
pub fn take_theirs(cx: &mut Session, told: bool) {
    let Some(mut form) = cx.over.take::<Form>() else { return };
    if let FormPurpose::Task(task) = form.purpose {
        let records = Records { view: &cx.view, texts: &form.texts };
        let now = task.subject().and_then(|key| records.record(key));
        if now != form.base
            && let Ok(fresh) = task.begin(records)
        {
            let own = form.seats.unwrap_or(fresh.len());
            for (at, cell) in fresh.iter().enumerate().take(own) {
                let before = form.began.get(at).cloned().unwrap_or_default();
                let Some(field) = form.fields.get_mut(at).filter(|_| *cell != before) else { continue };
                let shown = super::options::shown(&cx.words, &cx.view, field.column.input, cell);
                if field.cell() == before {
                    field.set(cell.clone(), shown.clone());
                } else {
                    field.theirs = Some(shown);
                }
            }
            if told {
                (form.began, form.base) = (fresh, now);
            }
        }
    }
    cx.over.put(form);
}
