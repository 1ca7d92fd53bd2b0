//! When somebody born then goes into retirement: by the schedule of the rules (data/policy/retirement.toml), and how
//! long some stay on beyond it (data/sample/retirement.toml).

use crate::domain::{self, Day, Sex};
use crate::sample::error::SampleError;
use serde::Deserialize;

/// The schedule of ages.
#[derive(Debug)]
pub struct Schedule {
    ages: domain::Schedule,
    /// The text under which some stay on.
    pub stays_under: String,
    /// For how many years at most.
    pub stays_years: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stays {
    stays_under: String,
    stays_years: i32,
}

/// Of the rules' file only the ages.
#[derive(Deserialize)]
struct Rules {
    retirement: domain::Schedule,
}

impl Schedule {
    /// Reads the schedule that the program carries.
    pub fn embedded() -> Result<Schedule, SampleError> {
        let wrong = |e: toml::de::Error| SampleError::Data { file: "retirement.toml", why: e.to_string() };
        let rules: Rules = toml::from_str(include_str!("../../data/policy/retirement.toml")).map_err(wrong)?;
        let stays: Stays = toml::from_str(include_str!("../../data/sample/retirement.toml")).map_err(wrong)?;
        Ok(Schedule { ages: rules.retirement, stays_under: stays.stays_under, stays_years: stays.stays_years })
    }

    /// Last working day of somebody born on a day.
    #[must_use]
    pub fn last_day(&self, sex: Sex, born: Day) -> Day {
        self.ages.last_day(sex, born)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_points_of_the_schedule_hold() {
        let schedule = Schedule::embedded().unwrap();
        let last = |sex, born: &str| schedule.last_day(sex, Day::parse(born).unwrap()).to_string();
        // 61 years 6 months for a man of 02/1965, 57 years 4 months for a woman of 08/1970
        assert_eq!(last(Sex::Male, "15/02/1965"), "31/08/2026");
        assert_eq!(last(Sex::Male, "01/04/1966"), "30/04/2028");
        assert_eq!(last(Sex::Female, "31/08/1970"), "31/12/2027");
        assert_eq!(last(Sex::Female, "01/09/1970"), "31/05/2028");
        assert_eq!(last(Sex::Female, "01/05/1975"), "31/05/2035");
    }
}
