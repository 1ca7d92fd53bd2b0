use crate::domain::Day;
use crate::policy::measure::moves::{Course, JudgesCourse};
use crate::policy::measure::prelude::*;

/// Most months away: by the day that the decision names, else up to the day that is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthsAtMost {
    most: i64,
}

impl Parameters for MonthsAtMost {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.most)
    }
}

impl JudgesCourse for MonthsAtMost {
    fn of_course(&self, course: &Course<'_>) -> Option<Answer> {
        let began = course.rotation.began()?;
        let so_far = course.months?;
        let decided = course.rotation.until.map(|until| i64::from(began.months_until(Day::next(until))));
        let months = decided.map_or(so_far, |decided| decided.max(so_far));
        Some(Answer::new(Amount::Months(months), Limit::most(Amount::Months(self.most)), months <= self.most))
    }

    fn judges_by_first_day(&self) -> bool {
        true
    }
}
