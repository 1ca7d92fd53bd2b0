use crate::domain::ActKind;
use crate::policy::measure::prelude::*;
use crate::policy::measure::seat::{JudgesSeat, SeatContext, SeatFate};

/// Where who holds a seat goes when the main post is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Goes {
    /// To a post outside the body of the seat.
    Out,
    /// To a post within it.
    Within,
    /// To no other post.
    Nowhere,
}

/// What becomes of a seat when its holder leaves the main post: it ends, stays, or is to be decided. Asked of whoever
/// goes so, by these acts, or by any where none is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatLeft {
    goes: Goes,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    by: Vec<ActKind>,
    fate: SeatFate,
}

impl Parameters for SeatLeft {
    fn sets_the_same(&self, other: &Self, _alike: bool) -> bool {
        self.goes == other.goes && (self.by == other.by || self.by.iter().any(|act| other.by.contains(act)))
    }
}

impl JudgesSeat for SeatLeft {
    fn of_seat(&self, case: &SeatContext<'_>) -> Option<SeatFate> {
        let goes = match case.stays_within() {
            None => Goes::Nowhere,
            Some(true) => Goes::Within,
            Some(false) => Goes::Out,
        };
        let named = self.by.is_empty() || self.by.contains(&case.departure.act);
        (goes == self.goes && named).then_some(self.fate)
    }
}
