use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// Low ballots of those returned at the last confidence vote (phiếu tín nhiệm): not above the share. Who was never voted on has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LowVotes {
    share: Ratio,
    /// The share itself is too much already.
    #[serde(default)]
    pub reached: bool,
}

impl Parameters for LowVotes {
    fn validate(&self) -> Result<(), Flaw> {
        fault::share(self.share)
    }
}

impl JudgesCandidate for LowVotes {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let Ratio(part, whole) = self.share;
        let rows = case.person.standing.map(|s| s.votes.as_slice()).unwrap_or_default();
        let last = rows.iter().filter(|v| v.on <= case.pool.on && v.returned > 0).max_by_key(|v| v.on);
        let limit = Limit::most(Amount::Ratio(part, whole));
        let Some(vote) = last else { return Some(Answer::new(Amount::None, limit, true)) };
        let (low, returned) = (i64::from(vote.low), i64::from(vote.returned));
        let (got, bar) = (low * whole, part * returned);
        Some(Answer::new(Amount::Ratio(low, returned), limit, got < bar || got == bar && !self.reached))
    }
}
