//! How places in pools, their stages and votes, review rounds and their meetings become cells and are read from them.

use super::codes::Coded;
use super::column::{Choice, Column, Input, Reader, Wrong, asked, cell, day_cell, decision_cells, needed, span_cells};
use super::rows::{FROM, SheetRow, listed};
use crate::domain::{Entry, Origination, PlanKind, PlannedSeats, Removal, Round, Stage, Step, StepVotes};
use crate::register::catalogue::ListName;
use crate::register::problem::Problem;
use crate::register::view::View;

pub(super) const TERM: Column = needed("term", Input::Choice(Choice::Terms));
pub(super) const KIND: Column = needed("plan-kind", Input::Choice(Choice::Group(PlanKind::GROUP)));
pub(super) const ROUND: Column = asked("round", Input::Choice(Choice::Rounds));
pub(super) const REASON: Input = Input::Choice(Choice::List(ListName::Removal));

pub(super) const ENTRY: &[Column] = &[
    needed("post", Input::Post),
    TERM,
    FROM,
    asked("to", Input::Day),
    needed("number", Input::Number),
    needed("origination", Input::Choice(Choice::Group(Origination::GROUP))),
    KIND,
    ROUND,
    asked("decision", Input::Line),
    asked("decision-date", Input::Day),
    asked("removal", REASON),
    asked("removal-text", Input::Line),
    asked("removal-decision", Input::Line),
    asked("removal-date", Input::Day),
    asked("removal-round", Input::Choice(Choice::Rounds)),
    asked("note", Input::Line),
];

impl SheetRow for Entry {
    fn cells(&self, view: &View) -> Vec<String> {
        let removal = self.removal.as_ref();
        let [from, to] = span_cells(self.span);
        let [decision, on] = decision_cells(self.decision.as_ref());
        let [out, out_on] = decision_cells(removal.and_then(|r| r.decision.as_ref()));
        vec![
            self.post.to_string(),
            cell(view.term(self.term).map(|t| t.id.clone())),
            from,
            to,
            self.order.to_string(),
            self.source.code().to_owned(),
            self.kind.code().to_owned(),
            cell(self.round),
            decision,
            on,
            removal.map(|r| listed(view, ListName::Removal, r.reason)).unwrap_or_default(),
            removal.map(|r| r.text.clone()).unwrap_or_default(),
            out,
            out_on,
            cell(removal.and_then(|r| r.round)),
            self.note.clone(),
        ]
    }

    fn read(r: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let was = was.ok_or(Wrong { column: "", problem: Problem::Nothing })?;
        let post = r.post_or("post")?.ok_or(Wrong { column: "post", problem: Problem::Needed })?;
        let reason = r.listed("removal", ListName::Removal)?;
        let (text, decision) = (r.line("removal-text")?, r.decision("removal-decision", "removal-date")?);
        let removal = Removal { reason, text, decision, round: r.round_or("removal-round")? };
        let given = removal.reason.0 != 0;
        if !given && (!removal.text.is_empty() || removal.decision.is_some() || removal.round.is_some()) {
            return Err(Wrong { column: "removal", problem: Problem::Needed });
        }
        let span = r.span()?;
        let mut entry = Entry {
            post,
            term: r.term("term")?,
            span,
            order: r.number("number")?,
            source: r.coded("origination")?,
            kind: r.coded("plan-kind")?,
            round: r.round_or("round")?,
            decision: r.decision("decision", "decision-date")?,
            removal: given.then_some(removal),
            note: r.line("note")?,
            ..was.clone()
        };
        // a place that ends takes its stages with it
        entry.stages.retain(|s| s.span.from < span.to);
        Ok(entry)
    }
}

pub(super) const STAGE: &[Column] =
    &[needed("stage", Input::Choice(Choice::Group(Stage::GROUP))), FROM, asked("to", Input::Day)];

pub(super) const STEP_VOTES: &[Column] = &[needed("step", Input::Number), needed("votes", Input::Number)];

impl SheetRow for StepVotes {
    fn cells(&self, _: &View) -> Vec<String> {
        vec![self.step.to_string(), self.votes.to_string()]
    }
    fn read(r: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        Ok(StepVotes { step: r.number("step")?, votes: r.number("votes")? })
    }
    fn time(&self) -> i32 {
        i32::from(self.step)
    }
}

pub(super) const PLANNED_SEATS: &[Column] = &[TERM, needed("seats", Input::Number)];

impl SheetRow for PlannedSeats {
    fn cells(&self, view: &View) -> Vec<String> {
        vec![cell(view.term(self.term).map(|t| t.id.clone())), self.seats.to_string()]
    }
    fn read(r: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        Ok(PlannedSeats { term: r.term("term")?, seats: r.number("seats")? })
    }
    fn time(&self) -> i32 {
        i32::from(self.term.0)
    }
}

pub(super) const ROUND_CARD: &[Column] = &[
    needed("unit", Input::Unit),
    TERM,
    KIND,
    needed("year", Input::Number),
    needed("opened", Input::Day),
    asked("plan", Input::Line),
    asked("plan-date", Input::Day),
    asked("submitted", Input::Day),
    asked("approved", Input::Day),
    asked("decision", Input::Line),
    asked("decision-date", Input::Day),
    asked("closed", Input::Day),
    asked("note", Input::Line),
];

impl SheetRow for Round {
    fn cells(&self, view: &View) -> Vec<String> {
        let ([plan, plan_on], [decision, on]) =
            (decision_cells(self.plan.as_ref()), decision_cells(self.decision.as_ref()));
        vec![
            self.unit.to_string(),
            cell(view.term(self.term).map(|t| t.id.clone())),
            self.kind.code().to_owned(),
            self.year.to_string(),
            day_cell(self.opened),
            plan,
            plan_on,
            cell(self.submitted),
            cell(self.approved),
            decision,
            on,
            cell(self.closed),
            self.note.clone(),
        ]
    }

    fn read(r: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let was = was.ok_or(Wrong { column: "", problem: Problem::Nothing })?;
        Ok(Round {
            id: was.id,
            unit: r.unit_or("unit")?.ok_or(Wrong { column: "unit", problem: Problem::Needed })?,
            term: r.term("term")?,
            kind: r.coded("plan-kind")?,
            year: r.number("year")?,
            opened: r.day("opened")?,
            plan: r.decision("plan", "plan-date")?,
            submitted: r.day_or("submitted")?,
            approved: r.day_or("approved")?,
            decision: r.decision("decision", "decision-date")?,
            closed: r.day_or("closed")?,
            steps: was.steps.clone(),
            note: r.line("note")?,
        })
    }
}

pub(super) const STEP: &[Column] = &[
    needed("step", Input::Number),
    needed("on", Input::Day),
    needed("summoned", Input::Number),
    needed("present", Input::Number),
    needed("issued", Input::Number),
    needed("returned", Input::Number),
    needed("valid", Input::Number),
    needed("choose", Input::Number),
];

impl SheetRow for Step {
    fn cells(&self, _: &View) -> Vec<String> {
        let counts = [self.summoned, self.present, self.issued, self.returned, self.valid, self.choose];
        let front = [self.step.to_string(), day_cell(self.held)];
        front.into_iter().chain(counts.map(|n| n.to_string())).collect()
    }
    fn read(r: &Reader<'_>, _: Option<&Self>) -> Result<Self, Wrong> {
        Ok(Step {
            step: r.number("step")?,
            held: r.day("on")?,
            summoned: r.number("summoned")?,
            present: r.number("present")?,
            issued: r.number("issued")?,
            returned: r.number("returned")?,
            valid: r.number("valid")?,
            choose: r.number("choose")?,
        })
    }
    fn time(&self) -> i32 {
        i32::from(self.step)
    }
}
