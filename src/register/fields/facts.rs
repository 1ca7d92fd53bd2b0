//! How the rows of facts about a person or a unit become cells and are read from them: grades, conclusions, votes,
//! discipline, praise, relatives, courses, earlier work.

use super::codes::Coded;
use super::column::{Choice, Column, Input, Reader, Wrong, asked, cell, day_cell, decision_cells, needed, span_cells};
use super::rows::{FROM, SheetRow, flag_cell, listed};
use crate::domain::{
    CapDecision, CareerLine, Conclusion, Course, Day, Decision, Discipline, Graded, Measure, Outcome, Period, Praise,
    Relative, Span, Tier, Vote,
};
use crate::register::catalogue::ListName;
use crate::register::problem::Problem;
use crate::register::view::View;

const GRADES: Choice = Choice::Group("grade");

pub(super) const GRADE: &[Column] = &[needed("period", Input::Period), asked("grade", Input::Choice(GRADES))];

impl SheetRow for Graded {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.period.to_string(), self.grade.map(|g| g.code().to_owned()).unwrap_or_default()]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        Ok(Graded { period: reader.period("period")?, grade: reader.coded_or("grade")? })
    }
    fn time(&self) -> i32 {
        period_end(self.period)
    }
}

pub(super) const CAP: &[Column] =
    &[needed("period", Input::Period), needed("decision", Input::Line), needed("decision-date", Input::Day)];

impl SheetRow for CapDecision {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.period.to_string(), self.decision.number.clone(), self.decision.on.to_string()]
    }
    fn read(reader: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let decision = Decision { number: reader.line("decision")?, on: reader.day("decision-date")? };
        Ok(CapDecision { period: reader.period("period")?, decision })
    }
    fn time(&self) -> i32 {
        period_end(self.period)
    }
}

/// The last month of a period: a month stands before its quarter, a quarter before its year.
fn period_end(period: Period) -> i32 {
    period.last_day().and_then(|last| Day::of(last.year(), last.month(), 1)).map_or(0, |day| day.0)
}

pub(super) const CONCLUSION: &[Column] = &[
    needed("decision", Input::Line),
    needed("on", Input::Day),
    needed("outcome", Input::Choice(Choice::Group(Outcome::GROUP))),
    needed("by", Input::Choice(Choice::Group(Tier::GROUP))),
];

impl SheetRow for Conclusion {
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

impl SheetRow for Vote {
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

impl SheetRow for Day {
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

impl SheetRow for Discipline {
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

impl SheetRow for Praise {
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

impl SheetRow for Relative {
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

impl SheetRow for Course {
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

impl SheetRow for CareerLine {
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
