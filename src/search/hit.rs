//! What a search comes to.

use super::found::{Found, Kind};
use std::ops::Range;

/// Why something was found, where that is not plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The keys of an input method were read.
    Keys,
    /// i for y or y for i.
    OtherI,
    /// A usual short form.
    Short,
    Initials,
    /// One typing error was tolerated.
    Slip,
    /// Letters were left out.
    Gaps,
    /// It was so before.
    Former,
}

/// A hit, best first in the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub what: Found,
    /// Higher is better; only to be compared within one answer.
    pub score: i64,
    /// Name, title and unit as they are written, with [`FIELD`] between; what is empty is left out.
    pub text: String,
    /// Letters of `text` that matched, as ranges of `char` positions.
    pub ranges: Vec<Range<usize>>,
    /// What it was before, or is beside, where that is why it was found, and the letters of it that matched.
    pub former: Option<(String, Vec<Range<usize>>)>,
    /// Whether it is so now, beside what is shown.
    pub now: bool,
    /// Why it was found, where that is not plain.
    pub why: Vec<Why>,
}

/// What stands between name, title and unit in the text of a hit.
pub const FIELD: &str = " · ";

/// What a search comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// How many in all.
    pub total: usize,
    /// How many of each kind, of those too that are not looked for.
    pub kinds: Vec<(Kind, usize)>,
    /// The units (of the level under the top) that most of them lie in, and how many.
    pub units: Vec<(String, usize)>,
    /// Where nothing was found: what there is without one of the words.
    pub without: Vec<Without>,
}

/// What there is without a part of a query that finds nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Without {
    /// The words that are left out, as they were typed.
    pub typed: String,
    /// Whether they are nowhere, or only not where the others are.
    pub nowhere: bool,
    /// How many there are without them.
    pub total: usize,
    /// The best of these.
    pub hits: Vec<Hit>,
}
