use crate::domain::{Day, Phase};
use crate::policy::measure::moves::{Course, JudgesCourse, TimeAway};
use crate::policy::measure::prelude::*;

/// Least months away; so many before them it is time to say what comes afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthsAway {
    least: i64,
    notice: i64,
}

impl MonthsAway {
    pub(in crate::policy) fn time(&self) -> TimeAway {
        TimeAway { months: self.least, notice: self.notice }
    }
}

impl Parameters for MonthsAway {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.least)?;
        fault::ordered(self.notice <= self.least)
    }
}

impl JudgesCourse for MonthsAway {
    /// The months are a floor: being away for longer breaks nothing; ending before them does, and so does a decision
    /// that names an end before them. A move that a reorganisation ended keeps to it.
    fn of_course(&self, course: &Course<'_>) -> Option<Answer> {
        let (rotation, least) = (course.rotation, course.least(self.least));
        let ends = rotation.until.filter(|_| course.phase == Phase::Away).map(Day::next);
        let served = match ends {
            Some(until) => rotation.months_until(until),
            None => course.months?,
        };
        let open = rotation.back() > course.on && ends.is_none();
        let holds = course.stopped.is_some() || served >= least || open;
        Some(Answer::new(Amount::Months(served), Limit::least(Amount::Months(least)), holds))
    }

    fn judges_by_first_day(&self) -> bool {
        true
    }
}
