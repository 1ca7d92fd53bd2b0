use crate::domain::{Entry, Ladder, Stage};
use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;

/// Appointed only who is planned, for that title or one as high, on the day before; nothing is said where no pool of the
/// post is on record. In a special case the authority decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedFirst {
    /// Asked only of who comes to a title above the one held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    higher: bool,
    /// Whether the authority may decide a special case.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    special: bool,
}

impl Parameters for PlannedFirst {}

impl JudgesAppointment for PlannedFirst {
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        if !made.is_first() || self.higher && !made.is_promotion() {
            return None;
        }
        let (facts, eve) = (made.facts, made.first_day().prev());
        let approved = |e: &&Entry| e.stage(eve) == Some(Stage::Approved);
        facts.pool(made.post.id).into_iter().find(approved)?;
        let entries = facts.planned(made.card.id).into_iter().filter(approved);
        let titles = entries.filter_map(|e| facts.title(facts.post(e.post)?.title));
        let best = titles.filter(|t| t.ladder == Ladder::Leadership).map(|t| t.rank).max();
        let asked = made.title.rank;
        let measured = best.map_or(Amount::None, Amount::Rank);
        let answer = Answer::new(measured, Limit::least(Amount::Rank(asked)), best.is_some_and(|rank| rank >= asked));
        Some(if self.special { answer.or_special(made.has_paper(), true) } else { answer })
    }
}
