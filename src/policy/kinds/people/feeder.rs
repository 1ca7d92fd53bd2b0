use crate::domain::Ladder;
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// From one of the titles that feed it, or one as high as one of those on its ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feeder {}

impl Parameters for Feeder {}

impl JudgesCandidate for Feeder {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let (feeders, held) = (&case.pool.feeders, &case.person.held);
        let lowest = feeders.iter().map(|(_, rank)| *rank).min()?;
        let feeds = |ladder: Ladder, rank: u16| feeders.iter().any(|(l, r)| *l == ladder && *r <= rank);
        let fed = held.iter().any(|(_, _, t)| feeds(t.ladder, t.rank));
        let highest = held.iter().map(|(_, _, t)| t.rank).max().map_or(Amount::None, Amount::Rank);
        Some(Answer::new(highest, Limit::least(Amount::Rank(lowest)), fed))
    }
}
