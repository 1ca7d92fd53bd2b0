use crate::domain::Status;
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// None of these statuses on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statuses {
    block: Vec<Status>,
}

impl Parameters for Statuses {}

impl JudgesCandidate for Statuses {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let rows = case.person.statuses.map(|s| s.rows.as_slice()).unwrap_or_default();
        let mut now = rows.iter().filter(|s| s.span.holds(case.pool.on)).map(|s| s.value);
        Some(Answer::free_of(now.find(|status| self.block.contains(status)).map(Amount::Status)))
    }
}
