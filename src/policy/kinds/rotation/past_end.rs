use crate::domain::Phase;
use crate::policy::measure::moves::{Course, JudgesCourse};
use crate::policy::measure::prelude::*;

/// Not away beyond the day that the decision names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastEnd {}

impl Parameters for PastEnd {}

impl JudgesCourse for PastEnd {
    fn of_course(&self, course: &Course<'_>) -> Option<Answer> {
        let until = course.rotation.until.filter(|_| course.phase == Phase::Away)?;
        Some(Answer::new(Amount::Day(course.on), Limit::most(Amount::Day(until)), course.on <= until))
    }
}
