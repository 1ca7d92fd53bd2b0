//! When somebody goes into retirement: the schedule of ages by month of birth; its numbers are data.

use crate::domain::cadre::Sex;
use crate::domain::calendar::{Day, PartialDate};
use serde::Deserialize;

/// The schedule of ages in normal conditions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The paper that has the ages, as it is cited beside somebody's month.
    #[serde(default)]
    pub basis: String,
    /// Of men: from a month of birth on, so much age; in order of months.
    pub men: Vec<Step>,
    pub women: Vec<Step>,
}

/// From a month of birth on, the age in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "(String, i32, i32)")]
pub struct Step {
    /// First day of birth that it speaks of.
    pub from: Day,
    /// Age at which one retires, in months.
    pub months: i32,
}

impl TryFrom<(String, i32, i32)> for Step {
    type Error = String;

    fn try_from((from, years, months): (String, i32, i32)) -> Result<Step, String> {
        match PartialDate::parse(&from) {
            Some(PartialDate::Month(year, month)) if (0..12).contains(&months) => {
                let first = PartialDate::Month(year, month).earliest();
                Ok(Step { from: first, months: years * 12 + months })
            }
            _ => Err(format!("not a month of birth, years and months: {from}, {years}, {months}")),
        }
    }
}

impl Schedule {
    /// Last working day of somebody born on a day: the last of the month in which the age is reached.
    #[must_use]
    pub fn last_day(&self, sex: Sex, born: Day) -> Day {
        let steps = if sex == Sex::Male { &self.men } else { &self.women };
        let months = steps.iter().rev().find(|s| s.from <= born).map_or(0, |s| s.months);
        let reached = born.add_months(months);
        Day::of(reached.year(), reached.month(), 1).map_or(reached, |first| first.add_months(1).prev())
    }
}
