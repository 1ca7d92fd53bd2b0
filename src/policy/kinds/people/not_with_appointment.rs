use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// Not planned for a title on the day on which one is put forward for it, or by the same decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotWithAppointment {}

impl Parameters for NotWithAppointment {}

impl JudgesCandidate for NotWithAppointment {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let (pool, person) = (case.pool, case.person);
        let entry = person.planned.iter().map(|(e, ..)| *e).find(|e| e.post == pool.post.id && e.term == pool.term);
        let since = entry.map_or(pool.on, |e| e.span.from);
        let paper = entry.and_then(|e| e.decision.as_ref());
        let mut held = person.held.iter().map(|(a, ..)| *a).filter(|a| a.post == pool.post.id);
        let together = held.find(|a| a.span.from == since || paper.is_some() && a.began.decision.as_ref() == paper);
        Some(Answer::free_of(together.map(|a| Amount::Day(a.span.from))))
    }
}
