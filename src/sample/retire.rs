//! When somebody born then goes into retirement (data/sample/retirement.toml).

use super::SampleError;
use crate::domain::{Day, PartialDate, Sex};
use serde::Deserialize;

/// The schedule of ages.
#[derive(Debug)]
pub struct Schedule {
    men: Vec<Step>,
    women: Vec<Step>,
    /// The text under which some stay on.
    pub stays_under: String,
    /// For how many years at most.
    pub stays_years: i32,
}

/// From a day of birth on, so many months of age.
#[derive(Debug, Clone, Copy)]
struct Step {
    from: Day,
    months: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    men: Vec<(String, i32, i32)>,
    women: Vec<(String, i32, i32)>,
    stays_under: String,
    stays_years: i32,
}

impl Schedule {
    /// Reads the schedule.
    pub fn read(text: &str) -> Result<Schedule, SampleError> {
        let wrong = |why: String| SampleError::Data { file: "retirement.toml", why };
        let file: File = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
        let steps = |rows: Vec<(String, i32, i32)>| {
            let step = |(from, years, months): (String, i32, i32)| {
                let from = PartialDate::parse(&from).ok_or_else(|| wrong(format!("not a month: {from}")))?;
                Ok(Step { from: from.earliest(), months: years * 12 + months })
            };
            rows.into_iter().map(step).collect::<Result<Vec<Step>, SampleError>>()
        };
        Ok(Schedule {
            men: steps(file.men)?,
            women: steps(file.women)?,
            stays_under: file.stays_under,
            stays_years: file.stays_years,
        })
    }

    /// Last working day of somebody born on a day.
    #[must_use]
    pub fn last_day(&self, sex: Sex, born: Day) -> Day {
        let steps = if sex == Sex::Male { &self.men } else { &self.women };
        let months = steps.iter().rev().find(|s| s.from <= born).map_or(0, |s| s.months);
        let reached = born.add_months(months);
        Day::of(reached.year(), reached.month(), 1).map_or(reached, |first| first.add_months(1).prev())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_points_of_the_schedule_hold() {
        let schedule = Schedule::read(include_str!("../../data/sample/retirement.toml")).unwrap();
        let last = |sex, born: &str| schedule.last_day(sex, Day::parse(born).unwrap()).to_string();
        // 61 years 6 months for a man of 02/1965, 57 years 4 months for a woman of 08/1970
        assert_eq!(last(Sex::Male, "15/02/1965"), "31/08/2026");
        assert_eq!(last(Sex::Male, "01/04/1966"), "30/04/2028");
        assert_eq!(last(Sex::Female, "31/08/1970"), "31/12/2027");
        assert_eq!(last(Sex::Female, "01/09/1970"), "31/05/2028");
        assert_eq!(last(Sex::Female, "01/05/1975"), "31/05/2035");
    }
}
