//! What can be wrong with a file of rules.

use super::vocabulary::Ratio;
use crate::domain::TermId;

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The entry cannot be parsed: the parser's message.
    #[error("{0}")]
    Form(String),
    /// Two entries of one name.
    #[error("{0} stands twice")]
    Twice(String),
    /// The last day of effect before the first.
    #[error("ends before it begins")]
    EndsFirst,
    /// The least above the most, or a share above the whole.
    #[error("the least is above the most")]
    LeastAboveMost,
    /// A ratio or a number that cannot be measured against.
    #[error("not a number to measure against: {0}")]
    NoNumber(String),
    /// Something that must be said is left empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// Two rules of one kind that speak of the same on the same day: the other, with its days.
    #[error("says the same as {0}, and is in force with it")]
    Overlaps(String),
    /// A code that the catalogue does not have.
    #[error("the catalogue has no {0}")]
    NoSuch(String),
    /// A table of a file that the store does not keep.
    #[error("the store does not keep {0}")]
    NotKept(&'static str),
    /// Composition is judged of a list, never of a single title's two or three people.
    #[error("composition is judged of a list, not of a single title")]
    SingleTitle,
    /// Objects are asked of people for a pool, and of nothing else.
    #[error("objects 1 and 2 are asked of people for a pool")]
    NotOfPeople,
    /// A reference month that is not the first day of a month in the years of its term's congresses and elections.
    #[error("{0} is no reference month of the term of {first}", first = .1.0)]
    NotOfTerm(String, TermId),
}

/// A fault of a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {flaw}")]
pub struct Fault {
    /// The name of the file.
    pub file: String,
    /// Line, counted from one.
    pub line: usize,
    /// Rule that it is in, where that can be read.
    pub rule: Option<String>,
    /// What is wrong there.
    pub flaw: Flaw,
}

/// A number of people, titles or months that something can be held against: one or more.
pub(super) fn positive(number: i64) -> Result<(), Flaw> {
    if number > 0 { Ok(()) } else { Err(Flaw::NoNumber(number.to_string())) }
}

/// A ratio that something can be held against: not negative, with a whole.
pub(super) fn ratio(ratio: Ratio) -> Result<(), Flaw> {
    let Ratio(part, whole) = ratio;
    if part >= 0 && whole > 0 { Ok(()) } else { Err(Flaw::NoNumber(format!("{part} / {whole}"))) }
}

/// A ratio that is a share: not above the whole.
pub(super) fn share(share: Ratio) -> Result<(), Flaw> {
    ratio(share)?;
    ordered(share.0 <= share.1)
}

/// Whether the least is not above the most.
pub(super) fn ordered(ordered: bool) -> Result<(), Flaw> {
    if ordered { Ok(()) } else { Err(Flaw::LeastAboveMost) }
}

/// The oldest anybody is asked for, in years.
const OLDEST: i64 = 120;

/// The largest number of months, people or titles that anything is held against: a hundred years of months.
const LARGEST: i64 = 1200;

/// Numbers of a rule that are no ages, months or counts of anything: a slip of the hand, or a file made to hurt. Shares
/// and ratios are pairs, which are asked by themselves.
pub(super) fn sensible(parameters: &toml::Table) -> Result<(), Flaw> {
    parameters.iter().try_for_each(|(name, value)| {
        let largest = if matches!(name.as_str(), "below" | "years" | "edges") { OLDEST } else { LARGEST };
        let sensible = match value {
            toml::Value::Integer(number) => (0..=largest).contains(number),
            toml::Value::Array(edges) if name == "edges" => {
                edges.iter().all(|edge| edge.as_integer().is_none_or(|age| (0..=largest).contains(&age)))
            }
            _ => true,
        };
        if sensible { Ok(()) } else { Err(Flaw::NoNumber(format!("{name} = {value}"))) }
    })
}
