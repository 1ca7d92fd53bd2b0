//! Working age from the reference month on, by the month in which one retires.

use super::super::gate::{Gate, Person};
use super::super::rule::{Ratio, Whom};
use super::super::{Amount, Finding, Limit, Retires, Rule};
use crate::domain::Day;

/// A day's month, counted on: the difference of two is months, whatever the days.
fn month(day: Day) -> i64 {
    let civil = day.civil();
    i64::from(civil.year()) * 12 + i64::from(civil.month())
}

/// Months from the month of one day to the month of another.
pub(in crate::policy) fn months(from: Day, to: Day) -> i64 {
    month(to) - month(from)
}

pub(super) fn working(
    gate: &Gate<'_>,
    rule: &Rule,
    person: &Person<'_>,
    whom: Whom,
    least: i64,
    of_term: Option<Ratio>,
) -> Option<Finding> {
    let first = gate.reference?;
    // of the term that runs what is left counts, of one to come the whole
    let from = if whom == Whom::Added { first.max(gate.on) } else { first };
    let least = match of_term {
        Some(Ratio(part, whole)) => {
            let term = months(first, gate.over?);
            // the least whole number of months that is not under the share
            (term * part + whole - 1) / whole
        }
        None => least,
    };
    let limit = Limit::least(Amount::Months(least));
    let Retires::On(earliest, latest) = person.retires else {
        return Some(gate.found(rule, person, Amount::None, limit, None));
    };
    let (low, high) = (months(from, earliest), months(from, latest));
    let ok = if low >= least {
        Some(true)
    } else if high < least {
        Some(false)
    } else {
        None
    };
    let mut found = gate.found(rule, person, Amount::Months(low), limit, ok);
    found.estimated = earliest != latest;
    Some(found)
}
