//! Forms as they are opened: which fields they have, with what these begin, what they are called.

use super::prompt::{self, Prompt, Taken};
use super::*;
use crate::app::overlays::form::Form;
use crate::app::session::go::Go;
use crate::register::Loaded;

/// Opens the prompt in which a date to go to is typed.
pub fn date(cx: &mut Session) {
    let title = cx.words.get("form.date").to_owned();
    let accept = |cx: &mut Session, cells: Vec<String>| {
        let text = cells.concat();
        match Day::parse(&text) {
            Some(day) => {
                cx.go(Go::Day(day));
                Taken::Close
            }
            None => Taken::Stay(0, Notice { key: "problem.no-day", with: vec![text] }),
        }
    };
    prompt::open(cx, Prompt::session(accept), title, DAY, &[]);
}

/// Opens the prompt in which the folder of a store is typed.
pub fn folder(cx: &mut Session) {
    let title = cx.words.get("form.folder").to_owned();
    let accept = |cx: &mut Session, cells: Vec<String>| {
        let path = cells.concat();
        if path.is_empty() {
            return Taken::Stay(0, Notice { key: "problem.needed", with: Vec::new() });
        }
        cx.go(Go::Open(path.into()));
        Taken::Close
    };
    prompt::open(cx, Prompt::session(accept), title, FOLDER, &[]);
}

/// What a task is called: what is done, to what, of whom.
#[must_use]
pub fn title(cx: &Session, task: &Task) -> String {
    let intent = cx.words.of_group("intent", task.intent());
    let sheet = task.sheet().map(|s| format!(": {}", cx.words.of_group("sheet", s.id())));
    let subject = task.subject().map(|key| name(cx, key)).filter(|n| !n.is_empty());
    let subject = subject.map(|n| format!(" · {n}")).unwrap_or_default();
    format!("{intent}{}{subject}", sheet.unwrap_or_default())
}

/// Somebody and a post, by name.
fn in_post(cx: &Session, cadre: crate::domain::CadreId, post: crate::domain::PostId) -> String {
    let who = options::shown(&cx.words, &cx.view, Input::Cadre, &cadre.to_string());
    format!("{who}, {}", options::shown(&cx.words, &cx.view, Input::Post, &post.to_string()))
}

/// What a record speaks of, by name.
#[must_use]
pub fn name(cx: &Session, key: RecordKey) -> String {
    use crate::domain::{AppointmentId, EntryId, RecordKind, RotationId, RoundId};
    use crate::register::fields::Choice;
    match key.kind {
        RecordKind::Unit | RecordKind::UnitGrades => {
            options::shown(&cx.words, &cx.view, Input::Unit, &crate::domain::UnitId(key.id).to_string())
        }
        RecordKind::Post => {
            options::shown(&cx.words, &cx.view, Input::Post, &crate::domain::PostId(key.id).to_string())
        }
        RecordKind::Appointment => {
            let appointment = cx.view.snapshot.appointments.get(&AppointmentId(key.id));
            appointment.map(|a| in_post(cx, a.cadre, a.post)).unwrap_or_default()
        }
        RecordKind::Entry => {
            let entry = cx.view.snapshot.entries.get(&EntryId(key.id));
            entry.map(|e| in_post(cx, e.cadre, e.post)).unwrap_or_default()
        }
        RecordKind::Rotation => {
            let rotation = cx.view.snapshot.rotations.get(&RotationId(key.id));
            rotation.map(|r| in_post(cx, r.cadre, r.to)).unwrap_or_default()
        }
        RecordKind::Round => {
            let round = RoundId(key.id).to_string();
            options::shown(&cx.words, &cx.view, Input::Choice(Choice::Rounds), &round)
        }
        _ => options::shown(&cx.words, &cx.view, Input::Cadre, &crate::domain::CadreId(key.id).to_string()),
    }
}

/// What somebody who is moved holds now, the main post first: what is left and what stays is chosen with it in sight.
fn held(cx: &Session, task: &Task) -> String {
    use crate::domain::{CadreId, RecordKind, RotationId};
    use crate::register::fields::{Operation, alike};
    if let Task::Do(Operation::Alike(of)) = task {
        return cx.words.fill("form.alike", &[cx.words.number(alike(&cx.view, of.unit()).len())]);
    }
    let moves = matches!(task, Task::Do(Operation::Move(_))) && task.columns().iter().any(|c| c.id == "leaves");
    let Some(key) = task.subject().filter(|_| moves) else { return String::new() };
    let cadre = match key.kind {
        RecordKind::Cadre => Some(CadreId(key.id)),
        RecordKind::Rotation => cx.view.snapshot.rotations.get(&RotationId(key.id)).map(|r| r.cadre),
        _ => None,
    };
    let holds = cadre.map(|c| cx.view.holds(c)).unwrap_or_default();
    let posts: Vec<String> = holds
        .into_iter()
        .map(|(a, post, _)| {
            let key = if a.concurrent { "form.beside" } else { "form.main" };
            format!("{} ({})", cx.words.titled(&cx.view, post), cx.words.get(key))
        })
        .collect();
    if posts.is_empty() { String::new() } else { cx.words.fill("form.holds", &[posts.join(", ")]) }
}

/// Opens the form of a task.
pub fn open(cx: &mut Session, task: Task) {
    if cx.refuses_edits() {
        return;
    }
    let texts = cx.texts.texts.clone();
    if missing_texts(cx, &task) {
        return cx.say("dossier.reading", &[]);
    }
    let records = Records { view: &cx.view, texts: &texts };
    let cells = match task.begin(records) {
        Ok(cells) => cells,
        Err(wrong) => {
            cx.said = Some(refusals::problem(&wrong.problem));
            return;
        }
    };
    let (usual, base) = (task.usual(records), task.subject().and_then(|key| records.record(key)));
    if base.is_none() && cx.view.snapshot.loaded < Loaded::All {
        // what has not been read is not what is not there
        return cx.say("dossier.reading", &[]);
    }
    let title = title(cx, &task) + &held(cx, &task);
    let mut form = Form::new(cx, FormPurpose::Task(task), title, &task.columns(), &cells);
    (form.usual, form.base, form.texts) = (usual, base, texts);
    super::seats::lay(cx, &mut form);
    form.began = form.cells();
    // the value of a change is what one came for, not the sheet's key
    form.at = form.fields.iter().position(|f| f.column.id == "parent").unwrap_or(0);
    cx.over.open(form);
    typed(cx);
}

/// Opens the form of a task with the cursor in one of its fields.
pub fn open_at(cx: &mut Session, task: Task, column: &str) {
    open(cx, task);
    if let Some(form) = cx.over.get_mut::<Form>() {
        form.at = form.fields.iter().position(|f| f.column.id == column).unwrap_or(0);
    }
}

/// Texts of a dossier are edited only once they have been read.
fn missing_texts(cx: &Session, task: &Task) -> bool {
    use crate::domain::RecordKind;
    let of_texts = |key: RecordKey| matches!(key.kind, RecordKind::Training | RecordKind::Dossier);
    let spoken = task.subject().filter(|key| of_texts(*key));
    spoken.is_some_and(|key| cx.texts.reading || cx.texts.cadre.map(|c| c.0) != Some(key.id))
}
