//! Somebody's month of retirement in words: the same in every table, on every card, paper and answer.

use crate::domain::PartialDate;
use crate::policy::{Retirement, RetirementBasis, Retires};

/// The words of a key of the locale.
type Words<'w> = &'w dyn Fn(&str) -> String;

fn filled(words: Words<'_>, key: &str, with: &[&str]) -> String {
    let fill = |text: String, (at, with): (usize, &&str)| text.replace(&format!("{{{at}}}"), with);
    with.iter().enumerate().fold(words(key), fill)
}

/// As it stands in a column: the month, of an own day the day; that only the year of birth is known, or nothing.
#[must_use]
pub fn short(words: Words<'_>, retirement: &Retirement<'_>) -> String {
    match retirement.date() {
        Some(date) if retirement.by_year_alone => filled(words, "retirement.year-short", &[&date.to_string()]),
        Some(date) => date.to_string(),
        None => words("retirement.unknown"),
    }
}

/// The paper on which it rests, in words.
#[must_use]
pub fn basis(words: Words<'_>, retirement: &Retirement<'_>) -> String {
    let (key, paper) = match retirement.basis {
        RetirementBasis::Own(paper) => ("retirement.own", paper),
        RetirementBasis::Schedule(paper) => ("retirement.schedule", paper),
        RetirementBasis::Armed(paper) => ("retirement.armed", paper),
    };
    filled(words, key, &[paper])
}

/// All of it: when, and on what it rests.
#[must_use]
pub fn said(words: Words<'_>, retirement: &Retirement<'_>) -> String {
    let when = match (retirement.when, retirement.date()) {
        (Retires::On(_, latest), Some(date)) if retirement.by_year_alone => {
            let latest = PartialDate::Month(latest.year(), latest.month());
            filled(words, "retirement.year", &[&date.to_string(), &latest.to_string()])
        }
        _ => short(words, retirement),
    };
    format!("{when} · {}", basis(words, retirement))
}
