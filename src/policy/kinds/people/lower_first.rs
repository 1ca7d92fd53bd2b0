use crate::domain::Ladder;
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// A post held, or a planned place below, comes before a place above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LowerFirst {}

impl Parameters for LowerFirst {}

impl JudgesCandidate for LowerFirst {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let pool = case.pool;
        let held = case.person.held.iter().filter(|(_, _, t)| t.ladder != Ladder::Staff);
        let planned = case.person.planned.iter().filter(|(e, _, t)| {
            e.post != pool.post.id
                && (t.level > pool.title.level || t.ladder == pool.title.ladder && t.rank < pool.title.rank)
        });
        let places = count(held.count() + planned.count());
        Some(Answer::new(Amount::Count(places), Limit::least(Amount::Count(1)), places > 0))
    }
}
