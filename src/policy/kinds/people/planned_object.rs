use crate::domain::PlanObject;
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// Planned as object 1 or object 2 (đối tượng 1, đối tượng 2): says which one, and of which title held that follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedObject {}

impl Parameters for PlannedObject {
    fn sets_the_same(&self, _other: &Self, _alike: bool) -> bool {
        true
    }
}

impl JudgesCandidate for PlannedObject {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let planned = case.pool.planned_as(case.person);
        let measured = Amount::Object(planned.object, planned.from.map(|title| title.id));
        Some(Answer::new(measured, Limit::default(), planned.object != PlanObject::Neither))
    }
}
