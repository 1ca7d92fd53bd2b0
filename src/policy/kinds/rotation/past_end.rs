//! Not away beyond the day that the decision names.

use crate::domain::Phase;
use crate::policy::finding::{Amount, Answer, Limit};
use crate::policy::measure::Parameters;
use crate::policy::measure::moves::{Course, JudgesCourse};
use serde::{Deserialize, Serialize};

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
