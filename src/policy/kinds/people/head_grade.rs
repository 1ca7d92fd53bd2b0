use crate::domain::{CadreId, Day, Grade, Graded, Period, Post, Role};
use crate::policy::measure::appointment::{Holder, InPeriod, JudgesCareer, JudgesHolder};
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// The grade of a head for a year, a quarter or another period is not above the unit's own of the same period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadGrade {}

impl Parameters for HeadGrade {}

/// The grade of a period, where one was given.
fn of(rows: &[Graded], period: Period) -> Option<Grade> {
    rows.iter().find(|row| row.period == period)?.grade
}

/// The grade of a unit's head against the unit's own, of a period of which both have one.
fn compared(facts: &dyn Facts, head: CadreId, post: &Post, period: Period) -> Option<Answer> {
    let own = of(&facts.grades(head)?.rows, period)?;
    let unit = of(&facts.unit_grades(post.unit)?.rows, period)?;
    // grades are ordered from the best to the worst
    Some(Answer::new(Amount::Grade(own), Limit::least(Amount::Grade(unit)), own >= unit))
}

/// The same of last year, where the post was headed at its end: whoever has come since has the grade of another unit.
fn of_last_year(facts: &dyn Facts, head: CadreId, post: &Post, on: Day) -> Option<Answer> {
    let year = Period::Year(on.year() - 1);
    let last = year.last_day()?;
    facts.career(head).into_iter().find(|a| a.post == post.id && a.span.holds(last))?;
    compared(facts, head, post, year)
}

impl JudgesCandidate for HeadGrade {
    /// Of last year, in the post that is headed now and was at its end.
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let (_, post, _) = case.person.held.iter().find(|(a, _, t)| t.role == Role::Head && !a.concurrent)?;
        of_last_year(case.pool.facts, case.person.card.id, post, case.pool.on)
    }
}

impl JudgesHolder for HeadGrade {
    /// Of last year, where the post was headed at its end.
    fn of_holder(&self, holder: &Holder<'_>) -> Option<Answer> {
        if holder.title.role != Role::Head || holder.appointment.concurrent {
            return None;
        }
        of_last_year(holder.facts, holder.card.id, holder.post, holder.on)
    }
}

impl JudgesCareer for HeadGrade {
    /// Of every period at whose end a post was headed.
    fn of_career(&self, facts: &dyn Facts, cadre: CadreId) -> Vec<InPeriod> {
        let mut answers = Vec::new();
        for held in facts.career(cadre).into_iter().filter(|a| !a.concurrent) {
            let Some(post) = facts.post(held.post) else { continue };
            if facts.title(post.title).is_none_or(|t| t.role != Role::Head) {
                continue;
            }
            let rows = facts.grades(cadre).map(|g| g.rows.as_slice()).unwrap_or_default();
            let headed = |period: &Period| period.last_day().is_some_and(|last| held.span.holds(last));
            for period in rows.iter().map(|row| row.period).filter(headed) {
                let answer = compared(facts, cadre, post, period);
                answers.extend(answer.map(|answer| InPeriod { post: post.id, period, answer }));
            }
        }
        answers
    }
}
