use crate::domain::{self, Measure};
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// No discipline (kỷ luật) in force, and of those expired none of a form that bars for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discipline {
    /// Forms that bar nobody once they have expired.
    expired: Vec<Measure>,
}

impl Parameters for Discipline {}

impl JudgesCandidate for Discipline {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let on = case.pool.on;
        let rows = case.person.conduct.map(|c| c.discipline.as_slice()).unwrap_or_default();
        let bars =
            |d: &&domain::Discipline| d.span.from <= on && (d.span.holds(on) || !self.expired.contains(&d.measure));
        Some(Answer::free_of(rows.iter().filter(bars).map(|d| d.measure).max().map(Amount::Measure)))
    }
}
