//! Working age in months and age in years, of people whose birth may be known by the year only.

use crate::domain::{Day, PartialDate};
use crate::policy::finding::{Amount, Answer, Holds, Limit};
use crate::policy::tables::Retires;

/// A day's month, counted on: the difference of two is months, whatever the days.
fn month(day: Day) -> i64 {
    let civil = day.civil();
    i64::from(civil.year()) * 12 + i64::from(civil.month())
}

/// Months from the month of one day to the month of another.
pub(in crate::policy) fn months(from: Day, to: Day) -> i64 {
    month(to) - month(from)
}

/// At least so many months from the month of a day to the month of retirement.
pub(in crate::policy) fn service_left(retires: Retires, from: Day, least: i64) -> Answer {
    let limit = Limit::least(Amount::Months(least));
    let Retires::On(earliest, latest) = retires else { return Answer::new(Amount::None, limit, Holds::Unknown) };
    let (low, high) = (months(from, earliest), months(from, latest));
    Answer::new(Amount::Months(low), limit, Holds::between(low >= least, high >= least))
}

/// Under so many full years on a day.
pub(in crate::policy) fn under_age(born: PartialDate, on: Day, below: u32) -> Answer {
    let (low, high) = born.age_on(on);
    let limit = Limit::most(Amount::Years(i64::from(below) - 1));
    Answer::new(Amount::Years(i64::from(high)), limit, Holds::between(high < below, low < below))
}
