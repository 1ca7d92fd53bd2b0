//! Forms as they are opened: which fields they have, with what these begin, what they are called.

use super::*;
use crate::register::Loaded;

/// Opens the form in which a date is typed.
pub fn date(model: &mut Model) {
    let title = model.cx.words.get("form.date").to_owned();
    model.cx.over = Some(Over::Form(Box::new(Form::new(model, FormPurpose::Date, title, DATE, &[]))));
}

/// Opens the form in which a folder is typed.
pub fn folder(model: &mut Model) {
    let title = model.cx.words.get("form.folder").to_owned();
    model.cx.over = Some(Over::Form(Box::new(Form::new(model, FormPurpose::Folder, title, FOLDER, &[]))));
}

/// What a task is called: what is done, to what, of whom.
#[must_use]
pub fn title(model: &Model, task: &Task) -> String {
    let intent = model.cx.words.of_group("intent", task.intent());
    let sheet = task.sheet().map(|s| format!(": {}", model.cx.words.of_group("sheet", s.id())));
    let subject = task.subject().map(|key| name(model, key)).filter(|n| !n.is_empty());
    let subject = subject.map(|n| format!(" · {n}")).unwrap_or_default();
    format!("{intent}{}{subject}", sheet.unwrap_or_default())
}

/// Somebody and a post, by name.
fn in_post(model: &Model, cadre: crate::domain::CadreId, post: crate::domain::PostId) -> String {
    let who = options::shown(&model.cx.words, &model.cx.view, Input::Cadre, &cadre.to_string());
    format!("{who}, {}", options::shown(&model.cx.words, &model.cx.view, Input::Post, &post.to_string()))
}

/// What a record speaks of, by name.
#[must_use]
pub fn name(model: &Model, key: RecordKey) -> String {
    use crate::domain::{AppointmentId, EntryId, RecordKind, RotationId, RoundId};
    use crate::register::fields::Choice;
    match key.kind {
        RecordKind::Unit | RecordKind::UnitGrades => {
            options::shown(&model.cx.words, &model.cx.view, Input::Unit, &crate::domain::UnitId(key.id).to_string())
        }
        RecordKind::Post => {
            options::shown(&model.cx.words, &model.cx.view, Input::Post, &crate::domain::PostId(key.id).to_string())
        }
        RecordKind::Appointment => {
            let appointment = model.cx.view.snapshot.appointments.get(&AppointmentId(key.id));
            appointment.map(|a| in_post(model, a.cadre, a.post)).unwrap_or_default()
        }
        RecordKind::Entry => {
            let entry = model.cx.view.snapshot.entries.get(&EntryId(key.id));
            entry.map(|e| in_post(model, e.cadre, e.post)).unwrap_or_default()
        }
        RecordKind::Rotation => {
            let rotation = model.cx.view.snapshot.rotations.get(&RotationId(key.id));
            rotation.map(|r| in_post(model, r.cadre, r.to)).unwrap_or_default()
        }
        RecordKind::Round => {
            let round = RoundId(key.id).to_string();
            options::shown(&model.cx.words, &model.cx.view, Input::Choice(Choice::Rounds), &round)
        }
        _ => options::shown(&model.cx.words, &model.cx.view, Input::Cadre, &crate::domain::CadreId(key.id).to_string()),
    }
}

/// What somebody who is moved holds now, the main post first: what is left and what stays is chosen with it in sight.
fn held(model: &Model, task: &Task) -> String {
    use crate::domain::{CadreId, RecordKind, RotationId};
    use crate::register::fields::Doing;
    let moves = matches!(task, Task::Do(Doing::Move(_))) && task.columns().iter().any(|c| c.id == "leaves");
    let Some(key) = task.subject().filter(|_| moves) else { return String::new() };
    let cadre = match key.kind {
        RecordKind::Cadre => Some(CadreId(key.id)),
        RecordKind::Rotation => model.cx.view.snapshot.rotations.get(&RotationId(key.id)).map(|r| r.cadre),
        _ => None,
    };
    let holds = cadre.map(|c| model.cx.view.holds(c)).unwrap_or_default();
    let posts: Vec<String> = holds
        .into_iter()
        .map(|(a, _, title)| {
            let key = if a.concurrent { "form.beside" } else { "form.main" };
            format!("{} ({})", model.cx.words.pick(&title.vi, &title.en), model.cx.words.get(key))
        })
        .collect();
    if posts.is_empty() { String::new() } else { model.cx.words.fill("form.holds", &[posts.join(", ")]) }
}

/// The texts of the dossier that is open.
#[must_use]
pub fn texts(model: &Model) -> Texts {
    Texts { training: model.screens.dossier.training.clone(), dossier: model.screens.dossier.texts.clone() }
}

/// Opens the form of a task.
pub fn open(model: &mut Model, task: Task) {
    if model.cx.refuses_edits() {
        return;
    }
    let texts = texts(model);
    if missing_texts(model, &task) {
        return model.cx.say("dossier.reading", &[]);
    }
    let desk = Desk { view: &model.cx.view, texts: &texts };
    let cells = match task.begin(desk) {
        Ok(cells) => cells,
        Err(wrong) => {
            model.cx.said = Some(refusals::problem(&wrong.problem));
            return;
        }
    };
    let (usual, base) = (task.usual(desk), task.subject().and_then(|key| desk.record(key)));
    if base.is_none() && model.cx.view.snapshot.loaded < Loaded::All {
        // what has not been read is not what is not there
        return model.cx.say("dossier.reading", &[]);
    }
    let title = title(model, &task) + &held(model, &task);
    let mut form = Form::new(model, FormPurpose::Task(task), title, &task.columns(), &cells);
    (form.usual, form.base, form.texts) = (usual, base, texts);
    // the value of a change is what one came for, not the sheet's key
    form.at = form.fields.iter().position(|f| f.column.id == "parent").unwrap_or(0);
    model.cx.over = Some(Over::Form(Box::new(form)));
    typed(model);
}

/// Opens the form of a task with the cursor in one of its fields.
pub fn open_at(model: &mut Model, task: Task, column: &str) {
    open(model, task);
    if let Some(Over::Form(form)) = &mut model.cx.over {
        form.at = form.fields.iter().position(|f| f.column.id == column).unwrap_or(0);
    }
}

/// Texts of a dossier are edited only once they have been read.
fn missing_texts(model: &Model, task: &Task) -> bool {
    use crate::domain::RecordKind;
    let of_texts = |key: RecordKey| matches!(key.kind, RecordKind::Training | RecordKind::Dossier);
    let spoken = task.subject().filter(|key| of_texts(*key));
    spoken.is_some_and(|key| model.screens.dossier.reading || model.screens.dossier.cadre.map(|c| c.0) != Some(key.id))
}
