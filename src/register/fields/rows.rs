//! How each kind of row becomes cells and is read from them.

use super::codes::Coded;
use super::column::{
    Choice, Column, Input, Reader, Wrong, asked, cell, day_cell, decision_cells, needed, period_cell, span_cells,
};
use crate::domain::{
    Act, ActKind, Appointment, Became, Conclusion, Course, Dated, Declared, Discipline, Form, Graded, Level, Line,
    Outcome, Payroll, Period, Place, Praise, Qualification, Relative, Share, Span, Status, Tier, Total, UnitId, Vote,
};
use crate::domain::{CareerLine, Day, ListId, Measure};
use crate::register::View;
use crate::register::catalogue::ListName;
use crate::register::check::Problem;

/// A row of a record.
pub(super) trait Row: Clone + PartialEq {
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
pub(super) trait Value: Clone + PartialEq {
    /// Its cells.
    fn cells(&self, view: &View) -> Vec<String>;
    /// The value that cells say.
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong>;
    /// Which of several histories of one sheet it belongs to.
    fn series(&self) -> u8 {
        0
    }
}

impl<T: Value> Row for Dated<T> {
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

const FROM: Column = needed("from", Input::Day);
const SINCE: Column = asked("from", Input::Day);
const TO: Column = asked("to", Input::Day);
const GRADES: Choice = Choice::Group("grade");

pub(super) const NAME: &[Column] = &[needed("name", Input::Line), FROM, TO];

impl Value for String {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.clone()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        reader.line("name")
    }
}

pub(super) const FORM: &[Column] = &[
    needed("kind", Input::Choice(Choice::Kinds)),
    needed("level", Input::Choice(Choice::Group(Level::GROUP))),
    FROM,
    TO,
];

impl Value for Form {
    fn cells(&self, view: &View) -> Vec<String> {
        vec![cell(view.catalogue.kind(self.kind).map(|k| k.code.clone())), self.level.code().to_owned()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        Ok(Form { kind: reader.kind("kind")?, level: reader.coded("level")? })
    }
}

pub(super) const NUMBER: &[Column] = &[needed("number", Input::Number), FROM, TO];

impl Value for u32 {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.to_string()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        reader.number("number")
    }
}

pub(super) const SEATS: &[Column] = &[needed("seats", Input::Number), FROM, TO];

impl Value for u16 {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.to_string()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        reader.number("seats")
    }
}

pub(super) const PLACE: &[Column] =
    &[needed("line", Input::Choice(Choice::Group(Line::GROUP))), asked("parent", Input::Unit), FROM, TO];

impl Value for Place {
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

impl Value for Qualification {
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

impl Value for ListId {
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

impl Value for Payroll {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.code().to_owned()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        reader.coded("payroll")
    }
}

pub(super) const STATUS: &[Column] = &[needed("status", Input::Choice(Choice::Group(Status::GROUP))), FROM, TO];

impl Value for Status {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.code().to_owned()]
    }
    fn read(reader: &Reader<'_>) -> Result<Self, Wrong> {
        reader.coded("status")
    }
}

pub(super) const BECAME: &[Column] = &[
    needed("on", Input::Day),
    needed("into", Input::Unit),
    needed("share", Input::Choice(Choice::Group(Share::GROUP))),
];

impl Row for Became {
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

impl Row for Declared {
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
];

/// An act as three cells.
fn act_cells(act: Option<&Act>) -> [String; 3] {
    let [number, on] = decision_cells(act.and_then(|a| a.decision.as_ref()));
    [act.map(|a| a.kind.code().to_owned()).unwrap_or_default(), number, on]
}

impl Row for Appointment {
    fn cells(&self, _: &View) -> Vec<String> {
        let mut cells = vec![self.post.to_string()];
        cells.extend(span_cells(self.span));
        cells.extend(act_cells(Some(&self.began)));
        cells.extend(act_cells(self.ended.as_ref()));
        cells.push(flag_cell(self.concurrent));
        cells.push(cell(self.term_ends));
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
        Ok(Appointment { id: was.id, cadre: was.cadre, post, span, began, ended, concurrent, term_ends })
    }
}

/// Yes or no as a cell has it.
pub(super) fn flag_cell(yes: bool) -> String {
    if yes { "yes".to_owned() } else { String::new() }
}

pub(super) const GRADE: &[Column] = &[needed("period", Input::Period), asked("grade", Input::Choice(GRADES))];

impl Row for Graded {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![period_cell(self.period), self.grade.map(|g| g.code().to_owned()).unwrap_or_default()]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        Ok(Graded { period: reader.period("period")?, grade: reader.coded_or("grade")? })
    }
    fn time(&self) -> i32 {
        period_end(self.period)
    }
}

/// The last day of a period: a month stands before its quarter, a quarter before its year.
fn period_end(period: Period) -> i32 {
    let (year, month) = match period {
        Period::Year(year) => (year, 12),
        Period::Quarter(year, quarter) => (year, quarter.saturating_mul(3)),
        Period::Month(year, month) => (year, month),
        Period::Term(year) => (year.saturating_add(4), 12),
    };
    Day::of(year, month, 1).map_or(0, |d| d.0)
}

pub(super) const CONCLUSION: &[Column] = &[
    needed("decision", Input::Line),
    needed("on", Input::Day),
    needed("outcome", Input::Choice(Choice::Group(Outcome::GROUP))),
    needed("by", Input::Choice(Choice::Group(Tier::GROUP))),
];

impl Row for Conclusion {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.number.clone(), day_cell(self.on), self.outcome.code().to_owned(), self.by.code().to_owned()]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let (number, on) = (reader.line("decision")?, reader.day("on")?);
        Ok(Conclusion { number, on, outcome: reader.coded("outcome")?, by: reader.coded("by")? })
    }
    fn time(&self) -> i32 {
        self.on.0
    }
}

pub(super) const VOTE: &[Column] = &[
    needed("on", Input::Day),
    needed("returned", Input::Number),
    needed("high", Input::Number),
    needed("trusted", Input::Number),
    needed("low", Input::Number),
];

impl Row for Vote {
    fn cells(&self, _: &View) -> Vec<String> {
        let counts = [self.returned, self.high, self.trusted, self.low].map(|n| n.to_string());
        std::iter::once(day_cell(self.on)).chain(counts).collect()
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let (on, returned) = (reader.day("on")?, reader.number("returned")?);
        let (high, trusted, low) = (reader.number("high")?, reader.number("trusted")?, reader.number("low")?);
        Ok(Vote { on, returned, high, trusted, low })
    }
    fn time(&self) -> i32 {
        self.on.0
    }
}

pub(super) const EXEMPT: &[Column] = &[needed("on", Input::Day)];

impl Row for Day {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![day_cell(*self)]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        reader.day("on")
    }
    fn time(&self) -> i32 {
        self.0
    }
}

pub(super) const DISCIPLINE: &[Column] = &[
    needed("measure", Input::Choice(Choice::Group(Measure::GROUP))),
    asked("by-party", Input::Flag),
    FROM,
    asked("expires", Input::Day),
    asked("decision", Input::Line),
    asked("decision-date", Input::Day),
];

impl Row for Discipline {
    fn cells(&self, _: &View) -> Vec<String> {
        let [from, to] = span_cells(self.span);
        let mut cells = vec![self.measure.code().to_owned(), flag_cell(self.by_party), from, to];
        cells.extend(decision_cells(self.decision.as_ref()));
        cells
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let (measure, by_party, from) = (reader.coded("measure")?, reader.flag("by-party")?, reader.day("from")?);
        let span = Span { from, to: reader.day_or("expires")?.map_or(Day::MAX, Day::next) };
        if span.to <= from {
            return Err(Wrong { column: "expires", problem: Problem::EndsFirst(span) });
        }
        Ok(Discipline { measure, by_party, span, decision: reader.decision("decision", "decision-date")? })
    }
    fn time(&self) -> i32 {
        self.span.from.0
    }
}

pub(super) const PRAISE: &[Column] = &[
    needed("form", Input::Choice(Choice::List(ListName::Praise))),
    needed("when", Input::Date),
    asked("product", Input::Line),
];

impl Row for Praise {
    fn cells(&self, view: &View) -> Vec<String> {
        vec![listed(view, ListName::Praise, self.form), self.on.to_string(), self.product.clone()]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let form = reader.listed("form", ListName::Praise)?;
        Ok(Praise { form, on: reader.date("when")?, product: reader.line("product")? })
    }
    fn time(&self) -> i32 {
        self.on.earliest().0
    }
}

pub(super) const RELATIVE: &[Column] = &[
    needed("relation", Input::Choice(Choice::List(ListName::Relation))),
    asked("cadre", Input::Cadre),
    asked("name", Input::Line),
    asked("born", Input::Date),
    asked("about", Input::Line),
];

impl Row for Relative {
    fn cells(&self, view: &View) -> Vec<String> {
        let relation = listed(view, ListName::Relation, self.relation);
        vec![relation, cell(self.cadre), self.name.clone(), cell(self.born), self.about.clone()]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let (cadre, name) = (reader.cadre_or("cadre")?, reader.line("name")?);
        if cadre.is_none() && name.is_empty() {
            return Err(Wrong { column: "name", problem: Problem::Needed });
        }
        let (relation, born) = (reader.listed("relation", ListName::Relation)?, reader.date_or("born")?);
        Ok(Relative { relation, cadre, name, born, about: reader.line("about")? })
    }
}

pub(super) const COURSE: &[Column] = &[
    needed("subject", Input::Line),
    asked("school", Input::Line),
    asked("started", Input::Date),
    asked("finished", Input::Date),
    asked("study-form", Input::Line),
    asked("certificate", Input::Line),
];

impl Row for Course {
    fn cells(&self, _: &View) -> Vec<String> {
        let (subject, school) = (self.subject.clone(), self.school.clone());
        vec![subject, school, cell(self.from), cell(self.to), self.form.clone(), self.certificate.clone()]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let (from, to) = (reader.date_or("started")?, reader.date_or("finished")?);
        ordered(from, to, "finished")?;
        let (subject, school) = (reader.line("subject")?, reader.line("school")?);
        let (form, certificate) = (reader.line("study-form")?, reader.line("certificate")?);
        Ok(Course { subject, school, from, to, form, certificate })
    }
    fn time(&self) -> i32 {
        self.to.or(self.from).map_or(0, |d| d.earliest().0)
    }
}

/// An end that cannot be before its beginning, however little of both is known.
fn ordered(
    from: Option<crate::domain::PartialDate>,
    to: Option<crate::domain::PartialDate>,
    column: &'static str,
) -> Result<(), Wrong> {
    match (from, to) {
        (Some(from), Some(to)) if to.latest() < from.earliest() => {
            let span = Span { from: from.earliest(), to: to.latest() };
            Err(Wrong { column, problem: Problem::EndsFirst(span) })
        }
        _ => Ok(()),
    }
}

pub(super) const CAREER: &[Column] =
    &[needed("started", Input::Date), asked("finished", Input::Date), needed("work", Input::Line)];

impl Row for CareerLine {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.from.to_string(), cell(self.to), self.text.clone()]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let (from, to) = (reader.date("started")?, reader.date_or("finished")?);
        ordered(Some(from), to, "finished")?;
        Ok(CareerLine { from, to, text: reader.line("work")? })
    }
    fn time(&self) -> i32 {
        self.from.earliest().0
    }
}
