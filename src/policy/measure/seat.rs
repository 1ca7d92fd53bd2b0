//! A post that somebody goes on holding when the main post is left: what becomes of it.

use super::place::under;
use super::row::{Named, thing};
use crate::domain::{ActKind, Day, Post, UnitId};
use crate::policy::facts::Facts;
use serde::{Deserialize, Serialize};

/// What a rule says of a seat of who leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeatFate {
    /// It ends with what is left.
    Ends,
    /// It stays.
    Stays,
    /// The authority decides.
    Decide,
}

/// What is left, by which act, and where the person goes.
#[derive(Debug, Clone, Copy)]
pub struct Departure {
    /// First day after it.
    pub on: Day,
    /// The act by which the main post is left.
    pub act: ActKind,
    /// Unit of the main post that is taken; none where none is.
    pub to: Option<UnitId>,
}

/// A seat that is held beside the post that is left.
pub(in crate::policy) struct SeatContext<'a> {
    pub(in crate::policy) facts: &'a dyn Facts,
    pub(in crate::policy) post: &'a Post,
    pub(in crate::policy) departure: Departure,
}

impl SeatContext<'_> {
    /// Whether the person works on within the body that the seat is of; none where no other post is taken.
    pub(in crate::policy) fn stays_within(&self) -> Option<bool> {
        let to = self.departure.to?;
        Some(to == self.post.unit || under(self.facts, to, self.post.unit, self.departure.on))
    }
}

/// A kind that says what becomes of seats.
pub(in crate::policy) trait JudgesSeat: Named<thing::seat> {
    /// What becomes of a seat; none where it has nothing to say.
    fn of_seat(&self, case: &SeatContext<'_>) -> Option<SeatFate>;
}
