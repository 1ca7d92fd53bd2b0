//! The words of data files: values of the register by their short names, days and terms.

use crate::domain::Day;
use crate::register::fields::codes::Coded;
use serde::{Deserialize, Deserializer};

/// A value that data files write by its short name, the one of forms and of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<'de, T: Coded> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        T::coded(&text).map(Word).ok_or_else(|| {
            let known: Vec<&str> = T::ALL.iter().map(|(code, _)| *code).collect();
            serde::de::Error::custom(format!("{text} is none of: {}", known.join(", ")))
        })
    }
}

/// What followed a discipline within half a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisciplineOutcome {
    /// nghỉ hưu trước tuổi, thôi việc
    Left,
    /// thôi giữ chức vụ, bố trí thấp hơn
    Lower,
    /// the post is kept
    Kept,
}

/// Which term: the one that runs on the section's day, or the one after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermChoice {
    Current,
    Next,
}

/// From which day on, or on which day, a population is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The start of the term that runs: the report's own first day of it, else the term's.
    Term,
    Day(Day),
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let day =
            || Day::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("neither a day nor term: {text}")));
        if text == "term" { Ok(When::Term) } else { day().map(When::Day) }
    }
}
