//! `edit`, `add`, `end`: the tasks that the screen has as forms, their fields as words.

use super::Asked;
use super::args::{ActWords, EnterWords};
use super::edit;
use super::fail::{Candidate, Failure};
use super::names;
use super::out::Answer;
use crate::app::overlays::form::options;
use crate::domain::{AppointmentId, Day, Edit, EntryId, Override, RecordKey, RecordKind, RoundId, Subject};
use crate::register::fields::{Desk, Doing, Input, Sheet, Task};
use crate::register::handle::{Register, Texts};
use crate::register::{Loaded, View};

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// What a record says.
    Edit,
    /// One more.
    Add,
    /// An end.
    End,
}

/// What is entered, as it was said.
struct Said<'a> {
    kind: &'a str,
    id: String,
    row: Option<usize>,
    fields: Vec<(&'a str, &'a str)>,
}

impl<'a> Said<'a> {
    fn read(words: &'a EnterWords) -> Result<Said<'a>, Failure> {
        // the fields begin with the first word that has a sign of equality
        let at = words.words.iter().position(|w| w.contains('=')).unwrap_or(words.words.len());
        let (id, fields) = words.words.split_at_checked(at).unwrap_or_default();
        let id = id.join(" ");
        let (id, row) = match id.rsplit_once('/').and_then(|(id, row)| Some((id, row.parse::<usize>().ok()?))) {
            Some((id, row)) => (id.to_owned(), row.checked_sub(1)),
            None => (id, None),
        };
        let pair = |word: &'a String| word.split_once('=').ok_or_else(|| Failure::refused("told.no-equals", &[word]));
        Ok(Said { kind: &words.kind, id, row, fields: fields.iter().map(pair).collect::<Result<_, _>>()? })
    }
}

/// Answers one of the three.
///
/// # Errors
/// No such kind, record, row or field, or the change is refused; nothing has changed then.
pub fn answer(asked: &Asked, verb: Verb, words: &EnterWords) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let said = Said::read(words)?;
    let task = match verb {
        Verb::Edit => editing(&register, &view, &said, words.act.effective)?,
        Verb::Add => adding(&view, &said)?,
        Verb::End => ending(&view, &said)?,
    };
    carry_out(asked, &register, &view, task, &said.fields, &words.act)
}

/// Fills in a task by the names of its fields, and commits it or only tries it out.
///
/// # Errors
/// No such field, a word that means nothing there, or the change is refused; nothing has changed then.
pub fn carry_out(
    asked: &Asked,
    register: &Register,
    view: &View,
    task: Task,
    fields: &[(&str, &str)],
    act: &ActWords,
) -> Result<Answer, Failure> {
    let edits = edits_of(asked, register, view, task, fields, act)?;
    finish(asked, register, view, edits, task.intent(), act)
}

/// Commits edits, or only tries them out.
///
/// # Errors
/// Why they were not taken; nothing has changed then.
pub fn finish(
    asked: &Asked,
    register: &Register,
    view: &View,
    edits: Vec<Edit>,
    intent: &str,
    act: &ActWords,
) -> Result<Answer, Failure> {
    if act.dry_run {
        return edit::try_out(asked, register, view, edits);
    }
    let intent = act.reason.clone().unwrap_or_else(|| intent.to_owned());
    edit::commit(asked, register, view, edits, &intent, exception(act))
}

/// The edits of a task, its fields filled in by their names.
///
/// # Errors
/// No such field, a word that means nothing there, or what is wrong with a field.
pub fn edits_of(
    asked: &Asked,
    register: &Register,
    view: &View,
    task: Task,
    fields: &[(&str, &str)],
    act: &ActWords,
) -> Result<Vec<Edit>, Failure> {
    let texts = texts(asked, register, &task)?;
    let desk = Desk { view, texts: &texts };
    let mut cells = task.begin(desk).map_err(|wrong| Failure::problem(&wrong.problem))?;
    let columns = task.columns();
    let mut put = |name: &str, text: &str, asked_for: bool| -> Result<(), Failure> {
        let at = columns.iter().position(|c| c.id == name);
        let Some((at, column)) = at.and_then(|at| Some((at, columns.get(at)?))) else {
            let known: Vec<&str> = columns.iter().map(|c| c.id).collect();
            let unknown = || Failure::refused("told.no-field", &[name, &known.join(", ")]);
            return if asked_for { Err(unknown()) } else { Ok(()) };
        };
        if let Some(cell) = cells.get_mut(at) {
            *cell = meant(asked, view, column.input, text)?;
        }
        Ok(())
    };
    // what the command says once for every kind of act
    if let Some(day) = act.effective {
        put("from", &day.to_string(), false)?;
    }
    for (names, text) in [
        (["decision", "began-decision", "agreement"], act.decision.clone()),
        (["decision-date", "began-date", "agreement-date"], act.decision_date.map(|d| d.to_string())),
    ] {
        let Some(text) = text else { continue };
        names.iter().try_for_each(|name| put(name, &text, false))?;
    }
    for (name, text) in fields {
        put(name, text, true)?;
    }
    task.edits(desk, &cells).map_err(|wrong| beside(asked, &wrong))
}

/// The exception that rides along, where one is named.
pub fn exception(words: &ActWords) -> Option<Override> {
    let (document, on, by) = (words.override_doc.clone()?, words.override_date?, words.override_by.clone()?);
    Some(Override { document, on, by, reason: words.reason.clone().unwrap_or_default() })
}

/// What is wrong, with the name of the field in front.
fn beside(asked: &Asked, wrong: &crate::register::fields::Wrong) -> Failure {
    let failure = Failure::problem(&wrong.problem);
    if wrong.column.is_empty() {
        return failure;
    }
    let sentence = asked.words.fill(failure.said.key, &failure.said.with);
    Failure::refused("told.in-field", &[wrong.column, &sentence])
}

/// The cell that a word means: a choice by its code or its name, somebody or something by id, code or name.
fn meant(asked: &Asked, view: &View, input: Input, text: &str) -> Result<String, Failure> {
    if text.is_empty() {
        return Ok(String::new());
    }
    match input {
        Input::Choice(_) | Input::Flag => {
            let offers = options::all(&asked.words, view, input);
            match options::meant(&offers, text) {
                Some(offer) => Ok(offer.cell.clone()),
                None => {
                    let near = options::fitting(&offers, text).into_iter().take(8);
                    let candidates = near.map(|o| Candidate { id: o.cell, name: o.text }).collect();
                    Err(Failure { candidates, ..Failure::refused("problem.no-choice", &[text]) })
                }
            }
        }
        Input::Unit => Ok(names::unit(view, text)?.to_string()),
        Input::Cadre | Input::Post => Ok(names::id(names::resolve(view, text)?)),
        _ => Ok(text.to_owned()),
    }
}

/// The texts that the task speaks of.
fn texts(asked: &Asked, register: &Register, task: &Task) -> Result<Texts, Failure> {
    match task.subject() {
        Some(key) if matches!(key.kind, RecordKind::Training | RecordKind::Dossier | RecordKind::Cadre) => {
            register.dossier(crate::domain::CadreId(key.id)).map_err(|e| Failure::register(&e, &asked.dir))
        }
        _ => Ok(Texts::default()),
    }
}

/// The record of a kind that a word means.
fn record(view: &View, kind: RecordKind, word: &str) -> Result<RecordKey, Failure> {
    let wrong = || Failure::refused("told.no-such", &[word]);
    let id = match kind {
        RecordKind::Unit | RecordKind::UnitGrades => names::unit(view, word)?.0,
        RecordKind::Appointment => word.parse::<AppointmentId>().map_err(|_| wrong())?.0,
        RecordKind::Entry => word.parse::<EntryId>().map_err(|_| wrong())?.0,
        RecordKind::Round => word.parse::<RoundId>().map_err(|_| wrong())?.0,
        RecordKind::Post => match names::resolve(view, word)? {
            Subject::Post(id) => id.0,
            _ => return Err(wrong()),
        },
        _ => match names::resolve(view, word)? {
            Subject::Cadre(id) => id.0,
            _ => return Err(wrong()),
        },
    };
    Ok(RecordKey { kind, id })
}

/// The kind of record that a word names, where it names one.
fn kind(word: &str) -> Option<RecordKind> {
    match word {
        "cadre" => Some(RecordKind::Cadre),
        "unit" => Some(RecordKind::Unit),
        "post" => Some(RecordKind::Post),
        "appointment" => Some(RecordKind::Appointment),
        _ => None,
    }
}

/// The sheet of many rows that a word names.
fn list_named(word: &str) -> Result<Sheet, Failure> {
    Sheet::named(word).filter(|s| s.is_list()).ok_or_else(|| no_kind(word))
}

fn no_kind(word: &str) -> Failure {
    let known: Vec<&str> = ["cadre", "unit", "post"].into_iter().chain(Sheet::ALL.iter().map(|s| s.id())).collect();
    Failure::refused("told.no-sheet", &[word, &known.join(", ")])
}

fn editing(register: &Register, view: &View, said: &Said<'_>, from: Option<Day>) -> Result<Task, Failure> {
    // of a record's sheets, the first that has all the fields; of what has no such sheet, the sheet of that name
    let has_all = |s: &Sheet| said.fields.iter().all(|(name, _)| s.columns().iter().any(|c| c.id == *name));
    let sheet = match kind(said.kind) {
        Some(kind) => {
            let sheets: Vec<Sheet> = Sheet::of(kind).collect();
            let fields = || {
                let fields: Vec<&str> = sheets.iter().flat_map(|s| s.columns()).map(|c| c.id).collect();
                let asked = said.fields.iter().find(|(name, _)| !fields.contains(name)).or(said.fields.first());
                Failure::refused("told.no-field", &[asked.map_or("", |(name, _)| *name), &fields.join(", ")])
            };
            sheets.iter().copied().find(|s| has_all(s)).ok_or_else(fields)?
        }
        None => Sheet::named(said.kind).ok_or_else(|| no_kind(said.kind))?,
    };
    let key = record(view, sheet.kind(), &said.id)?;
    let texts = match sheet.kind() {
        RecordKind::Training | RecordKind::Dossier => {
            register.dossier(crate::domain::CadreId(key.id)).unwrap_or_default()
        }
        _ => Texts::default(),
    };
    let record = Desk { view, texts: &texts }.record_or_empty(key);
    let rows = record.map(|r| sheet.cells(&r, view)).unwrap_or_default();
    let on = from.unwrap_or(view.on);
    let begins = sheet.columns().iter().position(|c| c.id == "from");
    let began = |row: &Vec<String>| begins.and_then(|at| row.get(at)).and_then(|t| Day::parse(t)).unwrap_or(Day::MIN);
    let row = match said.row {
        Some(row) => row,
        None if sheet.is_history() => rows.iter().rposition(|row| began(row) <= on).unwrap_or(0),
        None if rows.len() > 1 => {
            let name =
                |row: &Vec<String>| row.iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
            let candidate =
                |(at, row): (usize, &Vec<String>)| Candidate { id: format!("{}/{}", said.id, at + 1), name: name(row) };
            let candidates = rows.iter().enumerate().map(candidate).collect();
            return Err(Failure { candidates, ..Failure::refused("told.which-row", &[&rows.len().to_string()]) });
        }
        None => 0,
    };
    Ok(match from {
        Some(_) if sheet.is_history() => Task::Change { sheet, key, row },
        _ => Task::Correct { sheet, key, row },
    })
}

fn adding(view: &View, said: &Said<'_>) -> Result<Task, Failure> {
    let named = |kind| if said.id.is_empty() { Ok(None) } else { record(view, kind, &said.id).map(Some) };
    Ok(match kind(said.kind) {
        Some(RecordKind::Cadre) => Task::Do(Doing::NewCadre),
        Some(RecordKind::Unit) => {
            Task::Do(Doing::NewUnit(named(RecordKind::Unit)?.map(|k| crate::domain::UnitId(k.id))))
        }
        Some(RecordKind::Post) => {
            Task::Do(Doing::NewPost(named(RecordKind::Unit)?.map(|k| crate::domain::UnitId(k.id))))
        }
        Some(_) => Task::Do(Doing::Appoint(named(RecordKind::Cadre)?.map(|k| crate::domain::CadreId(k.id)), None)),
        None => {
            let sheet = list_named(said.kind)?;
            Task::Add { sheet, key: record(view, sheet.kind(), &said.id)? }
        }
    })
}

fn ending(view: &View, said: &Said<'_>) -> Result<Task, Failure> {
    let of = |kind| record(view, kind, &said.id);
    let goes_on = said
        .fields
        .iter()
        .any(|(name, value)| *name == "act" && crate::register::fields::codes::GOES_ON.contains(value));
    Ok(match kind(said.kind) {
        Some(RecordKind::Cadre) => Task::Do(Doing::Leave(crate::domain::CadreId(of(RecordKind::Cadre)?.id))),
        Some(RecordKind::Unit) => Task::Do(Doing::EndUnit(crate::domain::UnitId(of(RecordKind::Unit)?.id))),
        Some(RecordKind::Post) => Task::Do(Doing::EndPost(crate::domain::PostId(of(RecordKind::Post)?.id))),
        Some(kind) => {
            let id = AppointmentId(of(kind)?.id);
            Task::Do(if goes_on { Doing::GoOn(id) } else { Doing::End(id) })
        }
        None => {
            let sheet = list_named(said.kind)?;
            Task::Remove { sheet, key: of(sheet.kind())?, row: said.row.unwrap_or(0) }
        }
    })
}
