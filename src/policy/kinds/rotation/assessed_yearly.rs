use crate::domain::Phase;
use crate::policy::measure::moves::{Course, JudgesCourse};
use crate::policy::measure::prelude::*;

/// Every full year away has an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessedYearly {}

impl Parameters for AssessedYearly {}

impl JudgesCourse for AssessedYearly {
    fn of_course(&self, course: &Course<'_>) -> Option<Answer> {
        let missing = count(course.rotation.unassessed_years(course.on).count());
        let away = matches!(course.phase, Phase::Away | Phase::Finished);
        away.then(|| Answer::new(Amount::Count(missing), Limit::most(Amount::Count(0)), missing == 0))
    }
}
