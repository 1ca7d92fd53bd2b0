//! What may be asked of somebody on a day, as data says it: schooling, age, sex, where somebody comes from, what
//! somebody has held; and whose posts make a group of people. Indicators and reports ask in these words.
//!
//! An answer may be unknown: a birth of which only the year is known, a place of origin that nobody can tell. No number
//! is counted here.

mod person;
mod posts;

pub use person::{Criteria, PersonFacts};
pub use posts::{Block, HeldPost, HeldTitle, Holding, Roll, serving};

/// Whether somebody meets what is asked; the worst first, so that the least of several answers is the answer to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    No,
    /// The register cannot tell.
    Unknown,
    Yes,
}

impl Answer {
    /// Yes where both ends of what is unknown say yes, no where both say no.
    #[must_use]
    pub fn between(one: bool, other: bool) -> Answer {
        match (one, other) {
            (true, true) => Answer::Yes,
            (false, false) => Answer::No,
            _ => Answer::Unknown,
        }
    }

    /// Of a fact that may not be known.
    #[must_use]
    pub fn of(known: Option<bool>) -> Answer {
        known.map_or(Answer::Unknown, |yes| Answer::between(yes, yes))
    }
}
