//! How each kind of row becomes cells and is read from them.

use super::codes::Coded;
use super::column::{Choice, Column, Input, Reader, Wrong, asked, cell, day_cell, decision_cells, needed, span_cells};
use crate::domain::ListId;
use crate::domain::{
    Act, ActKind, Appointment, Became, Dated, Declared, Form, Level, Line, Override, Payroll, Place, Qualification,
    Share, Span, Status, Total, UnitId,
};
use crate::register::catalogue::ListName;
use crate::register::problem::Problem;
use crate::register::view::View;

/// A row of a record.
pub(super) trait SheetRow: Clone + PartialEq {
    /// Its cells, in the order of its columns.
    fn cells(&self, view: &View) -> Vec<String>;
    /// The row that cells say; `was` is the row that they change.
    fn read(reader: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong>;
    /// Where it stands among its like: rows are kept in order of time.
    fn time(&self) -> i32 {
        0
    }
    /// When it holds, where it gives way to the next.
    fn span(&mut self) -> Option<&mut Span> {
        None
    }
    /// Which of several histories of one sheet it belongs to.
    fn series(&self) -> u8 {
        0
    }
}

/// A value that holds for a time; the row adds the first and the last day.
pub(super) trait DatedValue: Clone + PartialEq {
    fn cells(&self, view: &View) -> Vec<String>;
    /// The value that cells say.
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong>;
    /// Which of several histories of one sheet it belongs to.
    fn series(&self) -> u8 {
        0
    }
}

/// A value with a short name stands in the column that is called as its group.
impl<T: Coded> DatedValue for T {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.code().to_owned()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        reader.coded(T::GROUP)
    }
}

impl<T: DatedValue> SheetRow for Dated<T> {
    fn cells(&self, view: &View) -> Vec<String> {
        let mut cells = self.value.cells(view);
        cells.extend(span_cells(self.span));
        cells
    }

    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let value = T::read(reader)?;
        Ok(Dated { span: reader.span()?, value })
    }

    fn time(&self) -> i32 {
        self.span.from.0
    }

    fn span(&mut self) -> Option<&mut Span> {
        Some(&mut self.span)
    }

    fn series(&self) -> u8 {
        self.value.series()
    }
}

pub(super) const FROM: Column = needed("from", Input::Day);
const SINCE: Column = asked("from", Input::Day);
const TO: Column = asked("to", Input::Day);

pub(super) const NAME: &[Column] = &[needed("name", Input::Line), FROM, TO];

impl DatedValue for String {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.clone()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        reader.name("name")
    }
}

pub(super) const FORM: &[Column] = &[
    needed("kind", Input::Choice(Choice::Kinds)),
    needed("level", Input::Choice(Choice::Group(Level::GROUP))),
    FROM,
    TO,
];

impl DatedValue for Form {
    fn cells(&self, view: &View) -> Vec<String> {
        vec![cell(view.catalogue.kind(self.kind).map(|k| k.code.clone())), self.level.code().to_owned()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        Ok(Form { kind: reader.kind("kind")?, level: reader.coded("level")? })
    }
}

pub(super) const NUMBER: &[Column] = &[needed("number", Input::Number), FROM, TO];

impl DatedValue for u32 {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.to_string()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        reader.number("number")
    }
}

pub(super) const SEATS: &[Column] = &[needed("seats", Input::Number), FROM, TO];

impl DatedValue for u16 {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.to_string()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        reader.number("seats")
    }
}

pub(super) const PLACE: &[Column] =
    &[needed("line", Input::Choice(Choice::Group(Line::GROUP))), asked("parent", Input::Unit), FROM, TO];

impl DatedValue for Place {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.line.code().to_owned(), cell(self.parent)]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        Ok(Place { line: reader.coded("line")?, parent: reader.unit_or("parent")? })
    }
    fn series(&self) -> u8 {
        self.line as u8
    }
}

pub(super) const QUALIFICATION: &[Column] = &[needed("level", Input::Choice(Choice::Qualifications)), SINCE, TO];

impl DatedValue for Qualification {
    fn cells(&self, view: &View) -> Vec<String> {
        let lists = view.catalogue.lists();
        let entry = |list, id| lists.get(list, id).map(|e| e.code.as_str()).unwrap_or_default();
        vec![match *self {
            Qualification::Education(level) => format!("education.{}", level.code()),
            Qualification::Theory(level) => format!("theory.{}", level.code()),
            Qualification::Management(level) => format!("management.{}", level.code()),
            Qualification::Language(id) => format!("language.{}", entry(ListName::Language, id)),
            Qualification::Computing(id) => format!("computing.{}", entry(ListName::Computing, id)),
        }]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        let lists = reader.view.catalogue.lists();
        let entry = |list, code| lists.coded(list, code).map(|e| e.id);
        let text = reader.line("level")?;
        let read = text.split_once('.').and_then(|(what, level)| match what {
            "education" => Coded::coded(level).map(Qualification::Education),
            "theory" => Coded::coded(level).map(Qualification::Theory),
            "management" => Coded::coded(level).map(Qualification::Management),
            "language" => entry(ListName::Language, level).map(Qualification::Language),
            "computing" => entry(ListName::Computing, level).map(Qualification::Computing),
            _ => None,
        });
        read.ok_or(Wrong { column: "level", problem: Problem::NoChoice(text) })
    }
}

pub(super) const RANK: &[Column] = &[needed("rank", Input::Choice(Choice::List(ListName::Rank))), SINCE, TO];

impl DatedValue for ListId {
    fn cells(&self, view: &View) -> Vec<String> {
        vec![listed(view, ListName::Rank, *self)]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        reader.listed("rank", ListName::Rank)
    }
}

/// The code of an entry of a small list; empty for none.
pub(super) fn listed(view: &View, list: ListName, id: ListId) -> String {
    cell(view.catalogue.lists().get(list, id).map(|e| e.code.clone()))
}

pub(super) const PAYROLL: &[Column] = &[needed("payroll", Input::Choice(Choice::Group(Payroll::GROUP))), SINCE, TO];

pub(super) const STATUS: &[Column] = &[needed("status", Input::Choice(Choice::Group(Status::GROUP))), FROM, TO];

pub(super) const BECAME: &[Column] = &[
    needed("on", Input::Day),
    needed("into", Input::Unit),
    needed("share", Input::Choice(Choice::Group(Share::GROUP))),
];

impl SheetRow for Became {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![day_cell(self.on), self.into.to_string(), self.share.code().to_owned()]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let into: Option<UnitId> = reader.unit_or("into")?;
        let into = into.ok_or(Wrong { column: "into", problem: Problem::Needed })?;
        Ok(Became { on: reader.day("on")?, into, share: reader.coded("share")? })
    }
    fn time(&self) -> i32 {
        self.on.0
    }
}

pub(super) const TOTAL: &[Column] = &[
    needed("what", Input::Choice(Choice::Group(Total::GROUP))),
    needed("on", Input::Day),
    needed("count", Input::Number),
    needed("source", Input::Line),
];

impl SheetRow for Declared {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.what.code().to_owned(), day_cell(self.on), self.count.to_string(), self.source.clone()]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let (what, on) = (reader.coded("what")?, reader.day("on")?);
        Ok(Declared { what, on, count: reader.number("count")?, source: reader.line("source")? })
    }
    fn time(&self) -> i32 {
        self.on.0
    }
}

pub(super) const APPOINTMENT: &[Column] = &[
    needed("post", Input::Post),
    FROM,
    TO,
    needed("began", Input::Choice(Choice::Group(ActKind::GROUP))),
    asked("began-decision", Input::Line),
    asked("began-date", Input::Day),
    asked("ended", Input::Choice(Choice::Group(ActKind::GROUP))),
    asked("ended-decision", Input::Line),
    asked("ended-date", Input::Day),
    asked("concurrent", Input::Flag),
    asked("term-ends", Input::Day),
    asked("exception-document", Input::Line),
    asked("exception-date", Input::Day),
    asked("exception-by", Input::Line),
    asked("exception-reason", Input::Line),
];

/// The paper of a special case as four cells.
fn exception_cells(exception: Option<&Override>) -> [String; 4] {
    let Some(Override { document, on, by, reason }) = exception else { return Default::default() };
    [document.clone(), on.to_string(), by.clone(), reason.clone()]
}

/// The paper of a special case: with its number, its day and the authority, or none.
fn exception(reader: &Reader<'_>) -> Result<Option<Box<Override>>, Wrong> {
    let (document, on) = (reader.line("exception-document")?, reader.day_or("exception-date")?);
    let (by, reason) = (reader.line("exception-by")?, reader.line("exception-reason")?);
    if document.is_empty() && on.is_none() && by.is_empty() && reason.is_empty() {
        return Ok(None);
    }
    let missing = |column| Wrong { column, problem: Problem::Needed };
    if document.is_empty() {
        return Err(missing("exception-document"));
    }
    let on = on.ok_or_else(|| missing("exception-date"))?;
    if by.is_empty() {
        return Err(missing("exception-by"));
    }
    Ok(Some(Box::new(Override { document, on, by, reason })))
}

/// An act as three cells.
fn act_cells(act: Option<&Act>) -> [String; 3] {
    let [number, on] = decision_cells(act.and_then(|a| a.decision.as_ref()));
    [act.map(|a| a.kind.code().to_owned()).unwrap_or_default(), number, on]
}

impl SheetRow for Appointment {
    fn cells(&self, _: &View) -> Vec<String> {
        let mut cells = vec![self.post.to_string()];
        cells.extend(span_cells(self.span));
        cells.extend(act_cells(Some(&self.began)));
        cells.extend(act_cells(self.ended.as_ref()));
        cells.push(flag_cell(self.concurrent));
        cells.push(cell(self.term_ends));
        cells.extend(exception_cells(self.exception.as_deref()));
        cells
    }
    fn read(reader: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let was = was.ok_or(Wrong { column: "", problem: Problem::Nothing })?;
        let post = reader.post_or("post")?.ok_or(Wrong { column: "post", problem: Problem::Needed })?;
        let span = reader.span()?;
        let began = Act { kind: reader.coded("began")?, decision: reader.decision("began-decision", "began-date")? };
        let ended = match reader.coded_or("ended")? {
            Some(kind) => Some(Act { kind, decision: reader.decision("ended-decision", "ended-date")? }),
            None => None,
        };
        if span.ends() && ended.is_none() {
            return Err(Wrong { column: "ended", problem: Problem::Needed });
        }
        if ended.is_some() && !span.ends() {
            return Err(Wrong { column: "to", problem: Problem::Needed });
        }
        let (concurrent, term_ends) = (reader.flag("concurrent")?, reader.day_or("term-ends")?);
        let exception = exception(reader)?;
        Ok(Appointment { id: was.id, cadre: was.cadre, post, span, began, ended, concurrent, term_ends, exception })
    }
}

/// Yes or no as a cell has it.
pub(super) fn flag_cell(yes: bool) -> String {
    if yes { "yes".to_owned() } else { String::new() }
}
