use super::grades::of_year;
use crate::domain::{CadreId, Day, Period, Post, Role};
use crate::policy::measure::appointment::{Holder, JudgesCareer, JudgesHolder};
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// The grade of a head for a year is not above the unit's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadGrade {}

impl Parameters for HeadGrade {}

/// The grade of a unit's head against the unit's own, of a year of which both have one.
fn compared(facts: &dyn Facts, head: CadreId, post: &Post, year: i16) -> Option<Answer> {
    let own = of_year(&facts.grades(head)?.rows, year)?;
    let unit = of_year(&facts.unit_grades(post.unit)?.rows, year)?;
    // grades are ordered from the best to the worst
    Some(Answer::new(Amount::Grade(own), Limit::least(Amount::Grade(unit)), own >= unit))
}

impl JudgesCandidate for HeadGrade {
    /// Of last year, in the post that is headed now.
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let (_, post, _) = case.person.held.iter().find(|(a, _, t)| t.role == Role::Head && !a.concurrent)?;
        compared(case.pool.facts, case.person.card.id, post, case.pool.on.year() - 1)
    }
}

impl JudgesHolder for HeadGrade {
    /// Of last year.
    fn of_holder(&self, holder: &Holder<'_>) -> Option<Answer> {
        if holder.title.role != Role::Head || holder.appointment.concurrent {
            return None;
        }
        compared(holder.facts, holder.card.id, holder.post, holder.on.year() - 1)
    }
}

impl JudgesCareer for HeadGrade {
    /// Of every year at whose end a post was headed.
    fn of_career(&self, facts: &dyn Facts, cadre: CadreId) -> Vec<Answer> {
        let mut answers = Vec::new();
        for held in facts.career(cadre).into_iter().filter(|a| !a.concurrent) {
            let Some(post) = facts.post(held.post) else { continue };
            if !facts.title(post.title).is_some_and(|t| t.role == Role::Head) {
                continue;
            }
            for row in facts.grades(cadre).map(|g| g.rows.as_slice()).unwrap_or_default() {
                let Period::Year(year) = row.period else { continue };
                if held.span.holds(Day::of(year, 12, 31).unwrap_or(Day::MIN)) {
                    answers.extend(compared(facts, cadre, post, year));
                }
            }
        }
        answers
    }
}
