//! How rotations, their phases and assessments become cells and are read from them.

use super::codes::Coded;
use super::column::{Choice, Column, Input, Reader, Wrong, asked, cell, day_cell, decision_cells, needed};
use super::rows::{FROM, SheetRow, flag_cell};
use crate::domain::{
    AfterPlan, Afterwards, Assessed, Assessment, Direction, Grade, MoveKind, Period, Phase, Purpose, Rotation, Support,
};
use crate::register::problem::Problem;
use crate::register::view::View;

const fn one_of(group: &'static str) -> Input {
    Input::Choice(Choice::Group(group))
}

pub(super) const KIND: Column = needed("move", one_of(MoveKind::GROUP));
pub(super) const DIRECTION: Column = needed("direction", one_of(Direction::GROUP));
pub(super) const PURPOSE: Column = needed("purpose", one_of(Purpose::GROUP));
pub(super) const POST: Column = needed("post", Input::Post);
pub(super) const LEFT: Column = asked("from-post", Input::Post);
pub(super) const PLANNED: Column = asked("planned", Input::Day);
pub(super) const MINIMUM: Column = asked("minimum", Input::Number);
pub(super) const UNTIL: Column = asked("until", Input::Day);
pub(super) const HOUSING: Column = asked("housing", Input::Flag);
pub(super) const ALLOWANCE: Column = asked("allowance-kept", Input::Flag);
pub(super) const AFTER: Column = asked("afterwards", one_of(Afterwards::GROUP));
pub(super) const AFTER_POST: Column = asked("after-post", Input::Post);
pub(super) const NOTE: Column = asked("note", Input::Line);

pub(super) const ROTATION: &[Column] = &[
    KIND,
    DIRECTION,
    PURPOSE,
    LEFT,
    POST,
    PLANNED,
    MINIMUM,
    UNTIL,
    asked("agreement", Input::Line),
    asked("agreement-date", Input::Day),
    asked("decision", Input::Line),
    asked("decision-date", Input::Day),
    HOUSING,
    ALLOWANCE,
    AFTER,
    AFTER_POST,
    asked("after-date", Input::Day),
    NOTE,
];

/// What is meant to come afterwards, where it is said.
pub(super) fn after(r: &Reader<'_>, on: crate::domain::Day) -> Result<Option<AfterPlan>, Wrong> {
    let (what, post) = (r.coded_or::<Afterwards>("afterwards")?, r.post_or("after-post")?);
    match (what, post) {
        (Some(what), post) => Ok(Some(AfterPlan { what, post, on })),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Wrong { column: "afterwards", problem: Problem::Needed }),
    }
}

pub(super) fn support(r: &Reader<'_>) -> Result<Support, Wrong> {
    Ok(Support { housing: r.flag("housing")?, allowance_kept: r.flag("allowance-kept")? })
}

impl SheetRow for Rotation {
    fn cells(&self, _: &View) -> Vec<String> {
        let [agreement, agreed] = decision_cells(self.agreement.as_ref());
        let [decision, decided] = decision_cells(self.decision.as_ref());
        let after = self.after.as_ref();
        vec![
            self.kind.code().to_owned(),
            self.direction.code().to_owned(),
            self.purpose.code().to_owned(),
            cell(self.from),
            self.to.to_string(),
            cell(self.planned),
            cell(self.minimum),
            cell(self.until),
            agreement,
            agreed,
            decision,
            decided,
            flag_cell(self.support.housing),
            flag_cell(self.support.allowance_kept),
            after.map(|a| a.what.code().to_owned()).unwrap_or_default(),
            cell(after.and_then(|a| a.post)),
            cell(after.map(|a| a.on)),
            self.note.clone(),
        ]
    }

    fn read(r: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let was = was.ok_or(Wrong { column: "", problem: Problem::Nothing })?;
        let planned_on = r.day_or("after-date")?.unwrap_or(r.view.on);
        Ok(Rotation {
            kind: r.coded("move")?,
            direction: r.coded("direction")?,
            purpose: r.coded("purpose")?,
            from: r.post_or("from-post")?,
            to: r.post_or("post")?.ok_or(Wrong { column: "post", problem: Problem::Needed })?,
            planned: r.day_or("planned")?,
            minimum: r.number_or("minimum")?,
            until: r.day_or("until")?,
            agreement: r.decision("agreement", "agreement-date")?,
            decision: r.decision("decision", "decision-date")?,
            support: support(r)?,
            after: after(r, planned_on)?,
            note: r.line("note")?,
            ..was.clone()
        })
    }
}

pub(super) const PHASE: &[Column] = &[needed("phase", one_of(Phase::GROUP)), FROM, asked("to", Input::Day)];

pub(super) const ASSESSMENT: &[Column] = &[
    asked("period", Input::Period),
    needed("on", Input::Day),
    needed("grade", Input::Choice(Choice::Group(Grade::GROUP))),
];

impl SheetRow for Assessment {
    fn cells(&self, _: &View) -> Vec<String> {
        let of = match self.of {
            Assessed::Year(year) => year.to_string(),
            Assessed::End => String::new(),
        };
        vec![of, day_cell(self.on), self.grade.code().to_owned()]
    }
    fn read(r: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        let of = match r.period_or("period")? {
            Some(Period::Year(year)) => Assessed::Year(year),
            None => Assessed::End,
            Some(_) => return Err(Wrong { column: "period", problem: Problem::NoYear }),
        };
        Ok(Assessment { of, on: r.day("on")?, grade: r.coded("grade")? })
    }
    fn time(&self) -> i32 {
        self.on.0
    }
}
