use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// Admitted to the party by the day; a date of which only the year is known may leave it open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyMember {}

impl Parameters for PartyMember {}

impl JudgesCandidate for PartyMember {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let on = case.pool.on;
        let joined = case.person.card.membership.map(|m| m.joined);
        let holds = joined.map_or(Holds::No, |day| Holds::between(day.latest() <= on, day.earliest() <= on));
        let measured = joined.map_or(Amount::None, |day| Amount::Day(day.earliest()));
        let answer = Answer::new(measured, Limit::most(Amount::Day(on)), holds);
        Some(answer.estimated(joined.is_some_and(|day| !day.exact())))
    }
}
