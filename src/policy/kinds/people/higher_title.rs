use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// A title above the highest held on its ladder; nothing to compare with for who holds none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HigherTitle {}

impl Parameters for HigherTitle {}

impl JudgesCandidate for HigherTitle {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let title = case.pool.title;
        let held = case.person.held.iter().filter(|(_, _, t)| t.ladder == title.ladder).map(|(_, _, t)| t.rank).max();
        let least = held.map_or(Amount::None, |rank| Amount::Rank(rank.saturating_add(1)));
        let higher = held.is_none_or(|rank| title.rank > rank);
        Some(Answer::new(Amount::Rank(title.rank), Limit::least(least), higher))
    }
}
