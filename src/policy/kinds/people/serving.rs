use crate::domain::{ActKind, CadreId, Day};
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// In service on the day: in a post or on a payroll. By the act that ended the service, the reason for leaving a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Serving {
    /// Acts, each with the code of a reason.
    reasons: Vec<(ActKind, String)>,
}

impl Parameters for Serving {
    fn reasons(&self) -> Vec<&str> {
        self.reasons.iter().map(|(_, code)| code.as_str()).collect()
    }
}

impl JudgesCandidate for Serving {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let (on, person) = (case.pool.on, case.person);
        let serves = !person.held.is_empty() || person.card.payroll(on).is_some();
        let left = || person.card.payroll.iter().map(|p| p.span.to).filter(|to| *to <= on).max();
        let measured = if serves { None } else { left().map(|to| Amount::Day(to.prev())) };
        Some(Answer::new(measured.unwrap_or_default(), Limit::default(), serves))
    }

    fn reason(&self, facts: &dyn Facts, cadre: CadreId, _measured: Amount, on: Day) -> Option<&str> {
        let career = facts.career(cadre);
        let last = career.iter().filter(|a| a.span.to <= on).max_by_key(|a| a.span.to);
        let act = last.and_then(|a| a.ended.as_ref()).map(|e| e.kind);
        self.reasons.iter().find(|(kind, _)| Some(*kind) == act).map(|(_, code)| code.as_str())
    }
}
