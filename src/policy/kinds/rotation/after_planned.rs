use crate::domain::Phase;
use crate::policy::measure::moves::{Course, JudgesCourse};
use crate::policy::measure::prelude::*;

/// Before one goes, and when the least months come near, it is said what comes afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterPlanned {}

impl Parameters for AfterPlanned {}

impl JudgesCourse for AfterPlanned {
    fn of_course(&self, course: &Course<'_>) -> Option<Answer> {
        let time = course.time?;
        let near = course.months.is_none_or(|m| m + time.notice >= course.least(time.months));
        let open = course.phase.rank() < Phase::Placed.rank();
        let measured = course.months.map_or(Amount::None, Amount::Months);
        (near && open).then(|| Answer::new(measured, Limit::default(), course.rotation.after.is_some()))
    }
}
