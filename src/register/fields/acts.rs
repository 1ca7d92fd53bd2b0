//! Acts: what begins, goes on and ends, as fields and as the edits of one revision.

use super::alike::{Alike, new_post_in};
use super::card;
use super::codes::{self, Coded, Leaves};
use super::column::{Choice, Column, Input, Reader, Wrong, asked, needed};
use super::holding::{NEW, Taking, begin, new, take};
use super::moving::Moving;
use super::planning::Planning;
use super::records::Records;
use super::rows::SheetRow;
use super::seats::{SEATS, becomes, end, end_seats, no_seats};
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{
    Act, ActKind, Appointment, AppointmentId, Became, Cadre, CadreId, Dated, Day, Decision, Edit, Form, Line, Nature,
    Payroll, Post, PostId, Record, RecordKey, RecordKind, Span, Status, Statuses, Unit, UnitId,
};
use crate::register::fields::empty::blank_card;
use crate::register::problem::Problem;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a form or a row of a file does to the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// A person comes onto the register.
    NewCadre,
    /// A unit begins, perhaps under another.
    NewUnit(Option<UnitId>),
    /// A unit is given a post.
    NewPost(Option<UnitId>),
    /// The same in every unit like one.
    Alike(Alike),
    /// Somebody comes into a post: bổ nhiệm, bầu, chỉ định, điều động …
    Appoint(Option<CadreId>, Option<PostId>),
    /// An appointment goes on: bổ nhiệm lại, tái cử, tạm đình chỉ.
    GoOn(AppointmentId),
    /// An appointment ends: cho thôi, từ chức, miễn nhiệm, cách chức …
    End(AppointmentId),
    /// Somebody leaves: nghỉ hưu, nghỉ chờ đủ tuổi, thôi việc.
    Leave(CadreId),
    /// A post is no more.
    EndPost(PostId),
    /// A unit is no more.
    EndUnit(UnitId),
    /// An act of planning.
    Plan(Planning),
    /// A step of a rotation or a transfer.
    Move(Moving),
}

const fn one_of(codes: &'static [&'static str]) -> Column {
    needed("act", Input::Choice(Choice::Some(ActKind::GROUP, codes)))
}
const FROM: Column = needed("from", Input::Day);
const NUMBER: Column = asked("decision", Input::Line);
const DATED: Column = asked("decision-date", Input::Day);
const TERM: Column = asked("term-ends", Input::Day);

fn missing(kind: RecordKind, id: u64) -> Wrong {
    Problem::Missing(RecordKey { kind, id }).into()
}

impl Operation {
    /// Its name in the journal and in the locales.
    #[must_use]
    pub fn intent(self) -> &'static str {
        match self {
            Operation::NewCadre => "new-cadre",
            Operation::NewUnit(_) => "new-unit",
            Operation::NewPost(_) => "new-post",
            Operation::Alike(alike) => alike.intent(),
            Operation::Appoint(..) => "appoint",
            Operation::GoOn(_) => "go-on",
            Operation::End(_) => "end",
            Operation::Leave(_) => "leave",
            Operation::EndPost(_) => "end-post",
            Operation::EndUnit(_) => "end-unit",
            Operation::Plan(planning) => planning.intent(),
            Operation::Move(moving) => moving.intent(),
        }
    }

    /// The record it speaks of, where there is one yet.
    #[must_use]
    pub fn subject(self) -> Option<RecordKey> {
        let (kind, id) = match self {
            Operation::NewCadre
            | Operation::NewUnit(None)
            | Operation::NewPost(None)
            | Operation::Appoint(None, None) => return None,
            Operation::NewUnit(Some(id)) | Operation::NewPost(Some(id)) | Operation::EndUnit(id) => {
                (RecordKind::Unit, id.0)
            }
            Operation::Alike(alike) => (RecordKind::Unit, alike.unit().0),
            Operation::Appoint(Some(id), _) | Operation::Leave(id) => (RecordKind::Cadre, id.0),
            Operation::Appoint(None, Some(id)) | Operation::EndPost(id) => (RecordKind::Post, id.0),
            Operation::GoOn(id) | Operation::End(id) => (RecordKind::Appointment, id.0),
            Operation::Plan(planning) => return planning.subject(),
            Operation::Move(moving) => return moving.subject(),
        };
        Some(RecordKey { kind, id })
    }

    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        match self {
            Operation::NewCadre => {
                let payroll = needed("payroll", Input::Choice(Choice::Group(Payroll::GROUP)));
                card::COLUMNS.iter().copied().chain([payroll, FROM]).collect()
            }
            Operation::NewUnit(_) => vec![
                needed("name", Input::Line),
                needed("kind", Input::Choice(Choice::Kinds)),
                needed("level", Input::Choice(Choice::Group(crate::domain::Level::GROUP))),
                FROM,
                asked("parent-party", Input::Unit),
                asked("parent-state", Input::Unit),
                asked("parent-territory", Input::Unit),
                needed("number", Input::Number),
            ],
            Operation::NewPost(_) => vec![
                needed("unit", Input::Unit),
                needed("title", Input::Choice(Choice::Titles)),
                needed("seats", Input::Number),
                FROM,
            ],
            Operation::Alike(alike) => alike.columns(),
            Operation::Appoint(..) => vec![
                one_of(codes::BEGINS),
                needed("cadre", Input::Cadre),
                needed("post", Input::Post),
                FROM,
                NUMBER,
                DATED,
                asked("concurrent", Input::Flag),
                TERM,
                asked("to", Input::Day),
                needed("leaves", Input::Choice(Choice::Group(Leaves::GROUP))),
                SEATS,
            ],
            Operation::GoOn(_) => vec![one_of(codes::GOES_ON), FROM, NUMBER, DATED, TERM, asked("to", Input::Day)],
            Operation::End(_) => vec![one_of(codes::ENDS), FROM, NUMBER, DATED, SEATS],
            Operation::Leave(_) => vec![one_of(codes::LEAVES), FROM, NUMBER, DATED],
            Operation::EndPost(_) => vec![FROM],
            Operation::Plan(planning) => planning.columns(),
            Operation::Move(moving) => moving.columns(),
            Operation::EndUnit(_) => vec![
                FROM,
                asked("into", Input::Unit),
                asked("share", Input::Choice(Choice::Group(crate::domain::Share::GROUP))),
            ],
        }
    }

    /// What stands in its fields at first.
    pub(super) fn begin(self, records: Records<'_>) -> Vec<String> {
        let view = records.view;
        match self {
            Operation::Plan(planning) => return planning.begin(view),
            Operation::Move(moving) => return moving.begin(view),
            Operation::Alike(alike) => return alike.begin(view),
            _ => {}
        }
        let today = view.on.to_string();
        let known = |column: &Column| match (self, column.id) {
            (_, "from") => today.clone(),
            (Operation::Appoint(Some(cadre), _), "cadre") => cadre.to_string(),
            (Operation::Appoint(_, Some(post)), "post") => post.to_string(),
            (Operation::Appoint(..), "act") => ActKind::Appointed.code().to_owned(),
            (Operation::Appoint(..), "leaves") => Leaves::Main.code().to_owned(),
            (Operation::GoOn(_), "act") => ActKind::Reappointed.code().to_owned(),
            (Operation::End(_), "act") => ActKind::Relieved.code().to_owned(),
            (Operation::Leave(_), "act") => ActKind::Retired.code().to_owned(),
            (Operation::NewPost(Some(unit)), "unit") => unit.to_string(),
            (Operation::NewPost(_), "seats") => NEW.to_string(),
            (Operation::NewUnit(Some(unit)), "number") => {
                let line = Line::ALL.into_iter().rev().find(|line| view.stands(*line, unit));
                let last = line.map_or(0, |line| view.children(line, unit).len());
                (last + 1).to_string()
            }
            (Operation::NewUnit(Some(unit)), id) => {
                let line = Line::ALL.into_iter().find(|line| id == format!("parent-{}", line.code()));
                line.filter(|line| view.stands(*line, unit)).map(|_| unit.to_string()).unwrap_or_default()
            }
            (Operation::NewCadre, "payroll") => Payroll::CivilServant.code().to_owned(),
            _ => String::new(),
        };
        self.columns().iter().map(known).collect()
    }

    /// The edits that come of what stands in its fields.
    pub(super) fn edits(self, records: Records<'_>, cells: &[String]) -> Result<Vec<Edit>, Wrong> {
        let columns = self.columns();
        let r = Reader { columns: &columns, cells, view: records.view };
        match self {
            Operation::NewCadre => new_cadre(&r),
            Operation::NewUnit(_) => new_unit(&r),
            Operation::NewPost(_) => new_post(&r),
            Operation::Alike(alike) => alike.edits(&r),
            Operation::Appoint(..) => appoint(&r),
            Operation::GoOn(id) => go_on(&r, id),
            Operation::End(id) => {
                let (act, on, was) = (act(&r)?, r.day("from")?, appointment(&r, id)?);
                let mut edits = vec![end(&was, on, act.clone())?];
                if was.concurrent {
                    no_seats(&r)?;
                } else {
                    edits.extend(end_seats(&r, was.cadre, on, &act)?);
                }
                Ok(edits)
            }
            Operation::Leave(id) => leave(&r, id),
            Operation::EndPost(id) => {
                let post = records.view.post(id).ok_or_else(|| missing(RecordKind::Post, id.0))?;
                Ok(vec![end_post(post, r.day("from")?)?])
            }
            Operation::EndUnit(id) => end_unit(&r, id),
            Operation::Plan(planning) => planning.edits(records, cells),
            Operation::Move(moving) => moving.edits(records, cells),
        }
    }
}

fn act(r: &Reader<'_>) -> Result<Act, Wrong> {
    let decision: Option<Decision> = r.decision("decision", "decision-date")?;
    Ok(Act { kind: r.coded("act")?, decision })
}

fn appointment(r: &Reader<'_>, id: AppointmentId) -> Result<Arc<Appointment>, Wrong> {
    r.view.snapshot.appointments.get(&id).cloned().ok_or_else(|| missing(RecordKind::Appointment, id.0))
}

fn appoint(r: &Reader<'_>) -> Result<Vec<Edit>, Wrong> {
    let taking = Taking {
        cadre: r.cadre_or("cadre")?.ok_or(Wrong { column: "cadre", problem: Problem::Needed })?,
        post: r.post_or("post")?.ok_or(Wrong { column: "post", problem: Problem::Needed })?,
        span: r.span()?,
        act: act(r)?,
        concurrent: r.flag("concurrent")?,
        term_ends: r.day_or("term-ends")?,
        leaves: r.coded("leaves")?,
    };
    take(r, taking)
}

fn go_on(r: &Reader<'_>, id: AppointmentId) -> Result<Vec<Edit>, Wrong> {
    let (was, act, on) = (appointment(r, id)?, act(r)?, r.day("from")?);
    if act.kind == ActKind::Suspended {
        let span = r.span()?;
        if !was.span.holds(on) {
            return Err(Wrong { column: "from", problem: Problem::OutsideLife(was.span) });
        }
        return Ok(vec![status(r, was.cadre, span, Status::Suspended)]);
    }
    let mut goes_on = begin(r.view, was.cadre, was.post, Span::since(on), act.clone());
    (goes_on.concurrent, goes_on.term_ends) = (was.concurrent, r.day_or("term-ends")?);
    Ok(vec![end(&was, on, act)?, new(on, Record::Appointment(goes_on))])
}

fn status(r: &Reader<'_>, cadre: CadreId, span: Span, value: Status) -> Edit {
    let was = r.view.snapshot.statuses.get(&cadre).map(|s| Statuses::clone(s));
    let mut is = was.clone().unwrap_or(Statuses { cadre, rows: Vec::new() });
    is.rows.push(Dated { span, value });
    is.rows.sort_by_key(|row| row.span.from);
    Edit { nature: Nature::Change(span.from), was: was.map(Record::Statuses), becomes: Some(Record::Statuses(is)) }
}

fn leave(r: &Reader<'_>, id: CadreId) -> Result<Vec<Edit>, Wrong> {
    let (act, on) = (act(r)?, r.day("from")?);
    let was = r.view.cadre(id).ok_or_else(|| missing(RecordKind::Cadre, id.0))?;
    let mut edits = Vec::new();
    for held in r.view.snapshot.career_of(id).filter(|a| a.span.to > on) {
        if held.span.from >= on {
            return Err(Wrong { column: "from", problem: Problem::ChangesLater(held.span.from) });
        }
        edits.push(end(held, on, act.clone())?);
    }
    if act.kind == ActKind::AwaitingRetirement {
        edits.push(status(r, id, Span::since(on), Status::AwaitingRetirement));
        return Ok(edits);
    }
    let mut is = Cadre::clone(was);
    for payroll in is.payroll.iter_mut().filter(|p| p.span.to > on) {
        if payroll.span.from >= on {
            return Err(Wrong { column: "from", problem: Problem::ChangesLater(payroll.span.from) });
        }
        payroll.span.to = on;
    }
    if is != **was {
        edits.push(becomes(on, Record::Cadre(Cadre::clone(was)), Record::Cadre(is)));
    }
    Ok(edits)
}

fn end_post(was: &Post, on: Day) -> Result<Edit, Wrong> {
    if on <= was.span.from || was.span.to < on {
        return Err(Wrong { column: "from", problem: Problem::OutsideLife(was.span) });
    }
    let is = Post { span: Span::new(was.span.from, on), ..was.clone() };
    Ok(becomes(on, Record::Post(was.clone()), Record::Post(is)))
}

/// A unit ends with its posts; that nobody is left in it is checked of every change.
fn end_unit(r: &Reader<'_>, id: UnitId) -> Result<Vec<Edit>, Wrong> {
    let was = r.view.unit(id).ok_or_else(|| missing(RecordKind::Unit, id.0))?;
    let on = r.day("from")?;
    if on <= was.span.from || was.span.to < on {
        return Err(Wrong { column: "from", problem: Problem::OutsideLife(was.span) });
    }
    let mut is = Unit::clone(was);
    is.span.to = on;
    match (r.unit_or("into")?, r.coded_or("share")?) {
        (Some(into), Some(share)) => is.became.push(Became { on, into, share }),
        (Some(_), None) => return Err(Wrong { column: "share", problem: Problem::Needed }),
        (None, Some(_)) => return Err(Wrong { column: "into", problem: Problem::Needed }),
        (None, None) => {}
    }
    let mut edits = vec![becomes(on, Record::Unit(Unit::clone(was)), Record::Unit(is))];
    for post in r.view.snapshot.posts_of(id).filter(|p| p.span.to > on && p.span.from < on) {
        edits.push(end_post(post, on)?);
    }
    Ok(edits)
}

fn new_cadre(r: &Reader<'_>) -> Result<Vec<Edit>, Wrong> {
    let blank = blank_card(CadreId::new(PROVISIONAL, NEW));
    let mut cadre = Cadre::read(r, Some(&blank))?;
    let on = r.day("from")?;
    cadre.payroll.push(Dated { span: Span::since(on), value: r.coded("payroll")? });
    Ok(vec![new(on, Record::Cadre(cadre))])
}

fn new_unit(r: &Reader<'_>) -> Result<Vec<Edit>, Wrong> {
    let (on, name) = (r.day("from")?, r.name("name")?);
    let form = Form { kind: r.kind("kind")?, level: r.coded("level")? };
    let mut unit = Unit::new(UnitId::new(PROVISIONAL, NEW), Span::since(on), &name, form, r.number("number")?);
    for (line, column) in
        [(Line::Party, "parent-party"), (Line::State, "parent-state"), (Line::Territory, "parent-territory")]
    {
        if let Some(parent) = r.unit_or(column)? {
            unit.place(line, Some(parent), Span::since(on));
        }
    }
    if unit.places.is_empty() {
        return Err(Wrong { column: "parent-state", problem: Problem::Needed });
    }
    Ok(vec![new(on, Record::Unit(unit))])
}

fn new_post(r: &Reader<'_>) -> Result<Vec<Edit>, Wrong> {
    let unit = r.unit_or("unit")?.ok_or(Wrong { column: "unit", problem: Problem::Needed })?;
    Ok(vec![new_post_in(r, unit, NEW)?])
}
