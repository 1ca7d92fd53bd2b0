//! What can be edited where one stands: the fields and rows of a cadre, a unit or a post as a list to pick from, and
//! the acts that fit.

use super::many::{self, Many};
use super::options;
use crate::app::overlays::picker::{self, Choice};
use crate::app::parts::page::RecordRow;
use crate::app::screens::dossier::tab::Tab;
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::selection::Selection;
use crate::domain::{AppointmentId, CadreId, PostId, RecordKey, RecordKind, UnitId};
use crate::register::fields::{Alike, Operation, Records, Sheet, Task, alike};

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
pub fn begin(cx: &mut Session, selection: &Selection, verb: Verb) {
    if cx.refuses_edits() {
        return;
    }
    let line = selection.row;
    if let Some(row) = line
        && let Some(task) = of_line(row, verb)
    {
        let hidden = cx.meeting && row.sheet.is_sensitive();
        return match (hidden, row.column) {
            (true, _) => cx.say("meeting.hidden", &[]),
            (false, Some(column)) => super::open_at(cx, task, column),
            (false, None) => super::open(cx, task),
        };
    }
    let Some(subject) = subject(selection, verb) else { return };
    let mut offers = match verb {
        Verb::Correct | Verb::Change => rows(cx, &subject, verb, line.map(|l| l.key)),
        Verb::Add => additions(cx, &subject, selection.tab),
        Verb::End => ends(cx, &subject, line),
    };
    match offers.as_slice() {
        [] => cx.say("form.nothing-here", &[]),
        [_] => offers.pop().and_then(|one| one.then).into_iter().for_each(|then| cx.call(then)),
        _ => picker::offer(cx, offers),
    }
}

/// The task of a line of the dossier, where it says which.
fn of_line(entry: RecordRow, verb: Verb) -> Option<Task> {
    let RecordRow { sheet, key, row, .. } = entry;
    match verb {
        Verb::Correct => Some(Task::Correct { sheet, key, row }),
        Verb::Change if sheet.is_history() => Some(Task::Change { sheet, key, row }),
        Verb::End if sheet.is_list() => Some(Task::Remove { sheet, key, row }),
        Verb::Change | Verb::End | Verb::Add => None,
    }
}

fn subject(selection: &Selection, verb: Verb) -> Option<Subject> {
    if let Some((post, held)) = &selection.post {
        return Some(Subject::Post(*post, held.clone()));
    }
    // where posts are looked at their unit is not what is spoken of
    let unit = selection.unit.filter(|unit| selection.about == Some(crate::domain::Subject::Unit(*unit)));
    let cadre = selection.cadre.map(Subject::Cadre).or(unit.map(Subject::Unit));
    // a cadre is added whoever is selected
    cadre.or((selection.adds_people && verb == Verb::Add).then_some(Subject::Cadre(CadreId(0))))
}

/// A choice that opens the form of a task, perhaps with the cursor in one of its fields.
pub fn task(text: impl Into<String>, task: Task, column: Option<&'static str>) -> Choice {
    let open = move |cx: &mut Session, ()| match column {
        Some(column) => super::open_at(cx, task, column),
        None => super::open(cx, task),
    };
    Choice::new(text, Callback::session(open))
}

fn offered(cx: &Session, task: Task) -> Choice {
    let intent = cx.words.of_group("intent", task.intent());
    let sheet = task.sheet().map(|s| cx.words.of_group("sheet", s.id()));
    let text = sheet.map_or_else(|| intent.to_owned(), |s| format!("{intent}: {s}"));
    self::task(text, task, None)
}

/// The rows of the records that are spoken of; each field of a card by itself.
fn rows(cx: &Session, subject: &Subject, verb: Verb, only: Option<RecordKey>) -> Vec<Choice> {
    let keys: Vec<RecordKey> = match subject {
        Subject::Cadre(id) => {
            let held = cx.view.snapshot.career_of(*id).map(|a| (RecordKind::Appointment, a.id.0));
            OF_CADRE.iter().map(|k| (*k, id.0)).chain(held).map(|(kind, id)| RecordKey { kind, id }).collect()
        }
        Subject::Unit(id) => OF_UNIT.iter().map(|kind| RecordKey { kind: *kind, id: id.0 }).collect(),
        Subject::Post(id, held) => {
            let own = RecordKey { kind: RecordKind::Post, id: id.0 };
            let held = held.iter().map(|a| RecordKey { kind: RecordKind::Appointment, id: a.0 });
            std::iter::once(own).chain(held).collect()
        }
    };
    let records = Records { view: &cx.view, texts: &cx.texts.texts };
    let mut out = Vec::new();
    for key in keys.into_iter().filter(|key| only.is_none_or(|own| own == *key)) {
        let Some(record) = records.record(key) else { continue };
        for sheet in Sheet::of(key.kind) {
            if (verb == Verb::Change && !sheet.is_history()) || (cx.meeting && sheet.is_sensitive()) {
                continue;
            }
            for (row, cells) in sheet.cells(&record, &cx.view).into_iter().enumerate() {
                let task = match verb {
                    Verb::Change => Task::Change { sheet, key, row },
                    _ => Task::Correct { sheet, key, row },
                };
                push(cx, task, sheet, &cells, &mut out);
            }
        }
    }
    out
}

fn push(cx: &Session, task: Task, sheet: Sheet, cells: &[String], out: &mut Vec<Choice>) {
    let title = cx.words.of_group("sheet", sheet.id());
    let shown = cells.iter().zip(sheet.columns());
    let shown = shown.map(|(cell, c)| (c, options::shown(&cx.words, &cx.view, c.input, cell)));
    if matches!(sheet, Sheet::Card | Sheet::Texts) {
        for (column, text) in shown.filter(|(c, _)| !(cx.meeting && sheet.hides(c.id))) {
            let label = cx.words.of_group("entry", column.id);
            out.push(self::task(label, task, Some(column.id)).with(text));
        }
        return;
    }
    let detail: Vec<String> = shown.map(|(_, text)| text).filter(|t| !t.is_empty()).collect();
    out.push(self::task(title, task, None).with(detail.join(" · ")));
}

fn additions(cx: &Session, subject: &Subject, tab: Option<Tab>) -> Vec<Choice> {
    let mut tasks: Vec<Task> = Vec::new();
    match subject {
        Subject::Cadre(id) if tab.is_some() => {
            let sheets: &[Sheet] = match tab.unwrap_or_default() {
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
                if s.is_history() && tab == Some(Tab::Summary) {
                    Task::Change { sheet: *s, key: RecordKey { kind: s.kind(), id: id.0 }, row: 0 }
                } else {
                    super::add(*s, id.0)
                }
            };
            let acts = matches!(tab, Some(Tab::Summary | Tab::Career))
                .then_some(Task::Do(Operation::Appoint(Some(*id), None)));
            tasks.extend(acts);
            tasks.extend(sheets.iter().map(add));
        }
        Subject::Cadre(id) => {
            tasks.push(Task::Do(Operation::NewCadre));
            if cx.view.cadre(*id).is_some() {
                tasks.push(Task::Do(Operation::Appoint(Some(*id), None)));
                tasks.push(super::add(Sheet::Grade, id.0));
            }
        }
        Subject::Unit(id) => {
            tasks.extend([Task::Do(Operation::NewUnit(Some(*id))), Task::Do(Operation::NewPost(Some(*id)))]);
            if alike(&cx.view, *id).len() > 1 {
                tasks.extend([Alike::Post(*id), Alike::Unit(*id)].map(|alike| Task::Do(Operation::Alike(alike))));
            }
            let sheets = [
                Sheet::UnitGrade,
                Sheet::ExcellentCap,
                Sheet::UnitTotal,
                Sheet::UnitPlace,
                Sheet::UnitCode,
                Sheet::UnitBecame,
            ];
            tasks.extend(sheets.iter().map(|s| super::add(*s, id.0)));
        }
        Subject::Post(id, _) => {
            let unit = cx.view.post(*id).map(|p| p.unit);
            tasks.extend([Task::Do(Operation::Appoint(None, Some(*id))), Task::Do(Operation::NewPost(unit))]);
        }
    }
    tasks.into_iter().map(|task| offered(cx, task)).collect()
}

/// How what is selected may end: acts first, then away with it as if it had never been.
fn ends(cx: &Session, subject: &Subject, line: Option<RecordRow>) -> Vec<Choice> {
    let delete = |kind, id| Task::Delete(RecordKey { kind, id });
    let mut tasks = Vec::new();
    let of_appointment = |id: AppointmentId, tasks: &mut Vec<Task>| {
        tasks.extend([Task::Do(Operation::End(id)), Task::Do(Operation::GoOn(id))]);
        if let Some(a) = cx.view.snapshot.appointments.get(&id) {
            tasks.push(Task::Do(Operation::Leave(a.cadre)));
        }
        tasks.push(delete(RecordKind::Appointment, id.0));
    };
    match (subject, line) {
        (_, Some(entry)) if entry.sheet == Sheet::Appointment => {
            of_appointment(AppointmentId(entry.key.id), &mut tasks)
        }
        (Subject::Cadre(id), _) => {
            let held = cx.view.holds(*id);
            held.iter()
                .for_each(|(a, ..)| tasks.extend([Task::Do(Operation::End(a.id)), Task::Do(Operation::GoOn(a.id))]));
            tasks.extend([Task::Do(Operation::Leave(*id)), delete(RecordKind::Cadre, id.0)]);
        }
        (Subject::Unit(id), _) => tasks.extend([Task::Do(Operation::EndUnit(*id)), delete(RecordKind::Unit, id.0)]),
        (Subject::Post(id, held), _) => {
            held.iter().for_each(|a| of_appointment(*a, &mut tasks));
            tasks.extend([Task::Do(Operation::EndPost(*id)), delete(RecordKind::Post, id.0)]);
        }
    }
    let named = |task: Task| {
        let detail = task.subject().map(|key| super::name(cx, key)).unwrap_or_default();
        offered(cx, task).with(detail)
    };
    tasks.into_iter().map(named).collect()
}

/// The same change on those who are marked, or on the one who is selected.
pub fn many(cx: &mut Session, selection: &Selection) {
    if cx.refuses_edits() {
        return;
    }
    let cadres = selection.people();
    let Some(first) = cadres.first().copied() else { return };
    let tasks = many::tasks(first)
        .into_iter()
        .filter(|(task, _)| !(cx.meeting && task.sheet().is_some_and(Sheet::is_sensitive)));
    let offers = tasks.map(|(task, column)| {
        let field = column.and_then(|at| Sheet::Card.columns().get(at));
        let detail = field.map(|c| cx.words.of_group("entry", c.id)).unwrap_or_default();
        let many = Many { task, column, cadres: cadres.clone() };
        let open = Callback::session(move |cx: &mut Session, ()| many::open(cx, many.clone()));
        Choice { then: Some(open), detail, ..offered(cx, task) }
    });
    let offers = offers.collect();
    picker::offer(cx, offers);
}
