//! Somebody's month of retirement in the words of the session; what is said is `exchange::retirement`.

use super::Words;
use crate::exchange::retirement;
use crate::policy::Retirement;

/// As it stands in a column.
#[must_use]
pub fn short(words: &Words, of: &Retirement<'_>) -> String {
    retirement::short(&|key| words.get(key).to_owned(), of)
}

/// The paper on which it rests.
#[must_use]
pub fn basis(words: &Words, of: &Retirement<'_>) -> String {
    retirement::basis(&|key| words.get(key).to_owned(), of)
}

/// When, and on what it rests.
#[must_use]
pub fn said(words: &Words, of: &Retirement<'_>) -> String {
    retirement::said(&|key| words.get(key).to_owned(), of)
}
