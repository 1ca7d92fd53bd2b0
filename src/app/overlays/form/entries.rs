//! What can be edited where one stands: the fields and rows of a cadre, a unit or a post as a list to pick from, and
//! the acts that fit.

use super::many::{self, Many};
use super::options;
use crate::app::model::{Model, Screen};
use crate::app::overlays::picker::{self, Offered};
use crate::app::parts::layout::Pane;
use crate::app::screens::dossier::Tab;
use crate::domain::{AppointmentId, CadreId, PostId, RecordKey, RecordKind, UnitId};
use crate::register::fields::{Desk, Doing, Sheet, Task};

/// A row of a record, as a line of a dossier names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The sheet.
    pub sheet: Sheet,
    /// The record.
    pub key: RecordKey,
    /// The row, from zero.
    pub row: usize,
    /// The field, where the line shows one alone.
    pub column: Option<&'static str>,
}

impl Entry {
    /// The same row with one of its fields.
    #[must_use]
    pub fn at(self, column: &'static str) -> Entry {
        Entry { column: Some(column), ..self }
    }
}

/// What the officer wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Set right what was wrong (sửa sai).
    Correct,
    /// Another value from a day on (thay đổi từ ngày).
    Change,
    /// One more row, record or appointment.
    Add,
    /// An end, or away with what should not be there.
    End,
}

/// Of whom or what the screen speaks.
enum Subject {
    Unit(UnitId),
    Post(PostId, Vec<AppointmentId>),
    Cadre(CadreId),
}

const OF_CADRE: [RecordKind; 8] = [
    RecordKind::Cadre,
    RecordKind::Grades,
    RecordKind::Standing,
    RecordKind::Conduct,
    RecordKind::Kin,
    RecordKind::Statuses,
    RecordKind::Training,
    RecordKind::Dossier,
];
const OF_UNIT: [RecordKind; 2] = [RecordKind::Unit, RecordKind::UnitGrades];

/// Does what is wanted with what is selected: at once where only one thing can be meant, else after a pick.
pub fn begin(model: &mut Model, verb: Verb) {
    if model.cx.refuses_edits() {
        return;
    }
    let line = (model.cx.screen == Screen::Dossier)
        .then(|| model.screens.dossier.lines.get(model.screens.dossier.list.cursor).and_then(|l| l.entry))
        .flatten();
    if let Some(entry) = line
        && let Some(task) = of_line(entry, verb)
    {
        let hidden = model.cx.meeting && entry.sheet.is_sensitive();
        return match (hidden, entry.column) {
            (true, _) => model.cx.say("meeting.hidden", &[]),
            (false, Some(column)) => super::open_at(model, task, column),
            (false, None) => super::open(model, task),
        };
    }
    let Some(subject) = subject(model, verb) else { return };
    let offers = match verb {
        Verb::Correct | Verb::Change => rows(model, &subject, verb, line.map(|l| l.key)),
        Verb::Add => additions(model, &subject),
        Verb::End => ends(model, &subject, line),
    };
    match offers.as_slice() {
        [] => model.cx.say("form.nothing-here", &[]),
        [one] => picker::take(model, one.pick),
        _ => picker::offer(model, offers),
    }
}

/// The task of a line of the dossier, where it says which.
fn of_line(entry: Entry, verb: Verb) -> Option<Task> {
    let Entry { sheet, key, row, .. } = entry;
    match verb {
        Verb::Correct => Some(Task::Correct { sheet, key, row }),
        Verb::Change if sheet.is_history() => Some(Task::Change { sheet, key, row }),
        Verb::End if sheet.is_list() => Some(Task::Remove { sheet, key, row }),
        Verb::Change | Verb::End | Verb::Add => None,
    }
}

fn subject(model: &Model, verb: Verb) -> Option<Subject> {
    let cadre = || model.cadre().map(Subject::Cadre);
    match (model.cx.screen, model.screens.units.beside) {
        (Screen::Units, Pane::Tree) => model.unit().map(Subject::Unit),
        (Screen::Units, _) => {
            let row = model.screens.units.posts.selected()?;
            let own = model.screens.units.posts.holder();
            let holders = row.holders.iter().filter(|(_, c)| own.is_none_or(|id| id == c.id));
            Some(Subject::Post(row.post.id, holders.map(|(a, _)| a.id).collect()))
        }
        // a cadre is added whoever is selected
        (Screen::Cadres, _) if verb == Verb::Add => cadre().or(Some(Subject::Cadre(CadreId(0)))),
        _ => cadre(),
    }
}

fn offered(model: &Model, task: Task) -> Offered {
    let intent = model.cx.words.of_group("intent", task.intent());
    let sheet = task.sheet().map(|s| model.cx.words.of_group("sheet", s.id()));
    let text = sheet.map_or_else(|| intent.to_owned(), |s| format!("{intent}: {s}"));
    Offered { pick: picker::Pick::Task(task, None), text, detail: String::new() }
}

/// The rows of the records that are spoken of; each field of a card by itself.
fn rows(model: &Model, subject: &Subject, verb: Verb, only: Option<RecordKey>) -> Vec<Offered> {
    let keys: Vec<RecordKey> = match subject {
        Subject::Cadre(id) => {
            let held = model.cx.view.snapshot.career_of(*id).map(|a| (RecordKind::Appointment, a.id.0));
            OF_CADRE.iter().map(|k| (*k, id.0)).chain(held).map(|(kind, id)| RecordKey { kind, id }).collect()
        }
        Subject::Unit(id) => OF_UNIT.iter().map(|kind| RecordKey { kind: *kind, id: id.0 }).collect(),
        Subject::Post(id, held) => {
            let own = RecordKey { kind: RecordKind::Post, id: id.0 };
            let held = held.iter().map(|a| RecordKey { kind: RecordKind::Appointment, id: a.0 });
            std::iter::once(own).chain(held).collect()
        }
    };
    let texts = super::texts(model);
    let desk = Desk { view: &model.cx.view, texts: &texts };
    let mut out = Vec::new();
    for key in keys.into_iter().filter(|key| only.is_none_or(|own| own == *key)) {
        let Some(record) = desk.record(key) else { continue };
        for sheet in Sheet::of(key.kind) {
            if (verb == Verb::Change && !sheet.is_history()) || (model.cx.meeting && sheet.is_sensitive()) {
                continue;
            }
            for (row, cells) in sheet.cells(&record, &model.cx.view).into_iter().enumerate() {
                let task = match verb {
                    Verb::Change => Task::Change { sheet, key, row },
                    _ => Task::Correct { sheet, key, row },
                };
                push(model, task, sheet, &cells, &mut out);
            }
        }
    }
    out
}

fn push(model: &Model, task: Task, sheet: Sheet, cells: &[String], out: &mut Vec<Offered>) {
    let title = model.cx.words.of_group("sheet", sheet.id());
    let shown = cells.iter().zip(sheet.columns());
    let shown = shown.map(|(cell, c)| (c, options::shown(&model.cx.words, &model.cx.view, c.input, cell)));
    if matches!(sheet, Sheet::Card | Sheet::Texts) {
        for (column, text) in shown.filter(|(c, _)| !(model.cx.meeting && sheet.hides(c.id))) {
            let label = model.cx.words.of_group("entry", column.id);
            out.push(Offered { pick: picker::Pick::Task(task, Some(column.id)), text: label, detail: text });
        }
        return;
    }
    let detail: Vec<String> = shown.map(|(_, text)| text).filter(|t| !t.is_empty()).collect();
    out.push(Offered { pick: picker::Pick::Task(task, None), text: title.to_owned(), detail: detail.join(" · ") });
}

fn additions(model: &Model, subject: &Subject) -> Vec<Offered> {
    let mut tasks: Vec<Task> = Vec::new();
    match subject {
        Subject::Cadre(id) if model.cx.screen == Screen::Dossier => {
            let sheets: &[Sheet] = match model.screens.dossier.tab {
                Tab::Summary => &[Sheet::Rank, Sheet::Payroll, Sheet::Qualification, Sheet::Status],
                Tab::Career | Tab::Planning | Tab::Rotation => &[Sheet::Career],
                Tab::Grades => &[Sheet::Grade],
                Tab::Training => &[Sheet::Course, Sheet::Qualification],
                Tab::Kin => &[Sheet::Relative],
                Tab::Conduct => {
                    &[Sheet::Praise, Sheet::Discipline, Sheet::Conclusion, Sheet::Vote, Sheet::Exempt, Sheet::Status]
                }
            };
            let add = |s: &Sheet| {
                if s.is_history() && model.screens.dossier.tab == Tab::Summary {
                    Task::Change { sheet: *s, key: RecordKey { kind: s.kind(), id: id.0 }, row: 0 }
                } else {
                    super::add(*s, id.0)
                }
            };
            let acts = matches!(model.screens.dossier.tab, Tab::Summary | Tab::Career)
                .then_some(Task::Do(Doing::Appoint(Some(*id), None)));
            tasks.extend(acts);
            tasks.extend(sheets.iter().map(add));
        }
        Subject::Cadre(id) => {
            tasks.push(Task::Do(Doing::NewCadre));
            if model.cx.view.cadre(*id).is_some() {
                tasks.push(Task::Do(Doing::Appoint(Some(*id), None)));
                tasks.push(super::add(Sheet::Grade, id.0));
            }
        }
        Subject::Unit(id) => {
            tasks.extend([Task::Do(Doing::NewUnit(Some(*id))), Task::Do(Doing::NewPost(Some(*id)))]);
            let sheets = [Sheet::UnitGrade, Sheet::UnitTotal, Sheet::UnitPlace, Sheet::UnitCode, Sheet::UnitBecame];
            tasks.extend(sheets.iter().map(|s| super::add(*s, id.0)));
        }
        Subject::Post(id, _) => {
            let unit = model.cx.view.post(*id).map(|p| p.unit);
            tasks.extend([Task::Do(Doing::Appoint(None, Some(*id))), Task::Do(Doing::NewPost(unit))]);
        }
    }
    tasks.into_iter().map(|task| offered(model, task)).collect()
}

/// How what is selected may end: acts first, then away with it as if it had never been.
fn ends(model: &Model, subject: &Subject, line: Option<Entry>) -> Vec<Offered> {
    let delete = |kind, id| Task::Delete(RecordKey { kind, id });
    let mut tasks = Vec::new();
    let of_appointment = |id: AppointmentId, tasks: &mut Vec<Task>| {
        tasks.extend([Task::Do(Doing::End(id)), Task::Do(Doing::GoOn(id))]);
        if let Some(a) = model.cx.view.snapshot.appointments.get(&id) {
            tasks.push(Task::Do(Doing::Leave(a.cadre)));
        }
        tasks.push(delete(RecordKind::Appointment, id.0));
    };
    match (subject, line) {
        (_, Some(entry)) if entry.sheet == Sheet::Appointment => {
            of_appointment(AppointmentId(entry.key.id), &mut tasks)
        }
        (Subject::Cadre(id), _) => {
            let held = model.cx.view.holds(*id);
            held.iter().for_each(|(a, ..)| tasks.extend([Task::Do(Doing::End(a.id)), Task::Do(Doing::GoOn(a.id))]));
            tasks.extend([Task::Do(Doing::Leave(*id)), delete(RecordKind::Cadre, id.0)]);
        }
        (Subject::Unit(id), _) => tasks.extend([Task::Do(Doing::EndUnit(*id)), delete(RecordKind::Unit, id.0)]),
        (Subject::Post(id, held), _) => {
            held.iter().for_each(|a| of_appointment(*a, &mut tasks));
            tasks.extend([Task::Do(Doing::EndPost(*id)), delete(RecordKind::Post, id.0)]);
        }
    }
    let named = |task: Task| {
        let detail = task.subject().map(|key| super::name(model, key)).unwrap_or_default();
        Offered { detail, ..offered(model, task) }
    };
    tasks.into_iter().map(named).collect()
}

/// The same change on those who are marked, or on the one who is selected.
pub fn many(model: &mut Model) {
    if model.cx.refuses_edits() {
        return;
    }
    let marked: Vec<CadreId> = model.screens.cadres.marked();
    let cadres = if marked.is_empty() { model.cadre().into_iter().collect() } else { marked };
    let Some(first) = cadres.first().copied() else { return };
    let tasks = many::tasks(first)
        .into_iter()
        .filter(|(task, _)| !(model.cx.meeting && task.sheet().is_some_and(Sheet::is_sensitive)));
    let offers = tasks.map(|(task, column)| {
        let field = column.and_then(|at| Sheet::Card.columns().get(at));
        let detail = field.map(|c| model.cx.words.of_group("entry", c.id)).unwrap_or_default();
        let many = Many { task, column, cadres: Vec::new() };
        Offered { pick: picker::Pick::Many(many.task, many.column), detail, ..offered(model, task) }
    });
    let offers = offers.collect();
    picker::offer(model, offers);
}

/// A task for many was picked.
pub fn picked_many(model: &mut Model, task: Task, column: Option<usize>) {
    let marked = model.screens.cadres.marked();
    let cadres = if marked.is_empty() { model.cadre().into_iter().collect() } else { marked };
    many::open(model, Many { task, column, cadres });
}
