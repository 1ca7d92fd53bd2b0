use crate::domain::{Day, Entry, Ladder, Stage, Title};
use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;
use std::cmp::Ordering;

/// Appointed only who is planned, for that title or one as high, on the day before. Where nobody of the body is planned
/// for anything (it is new, or its plan is not on record) nobody can tell. In a special case the authority decides.
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
        let entries = facts.planned(made.card.id).into_iter().filter(approved);
        let titles: Vec<&Title> = entries.filter_map(|e| facts.title(facts.post(e.post)?.title)).collect();
        let as_high = titles.iter().find(|title| compare(made, title, eve).is_some_and(Ordering::is_ge));
        let highest = || titles.iter().filter(|t| t.ladder == Ladder::Leadership).max_by_key(|t| t.rank);
        let has_plan = || facts.posts(made.post.unit).iter().any(|post| facts.pool(post.id).iter().any(approved));
        let holds = match as_high {
            Some(_) => Holds::Yes,
            None if has_plan() => Holds::No,
            None => Holds::Unknown,
        };
        let measured = as_high.or_else(highest).map_or(Amount::None, |title| Amount::Title(title.id));
        let answer = Answer::new(measured, Limit::least(Amount::Title(made.title.id)), holds);
        Some(if self.special { answer.or_special(made.has_paper(), true) } else { answer })
    }
}

/// How a title planned stands to the one that is taken: by the ranks of the law, else on the ladder of leadership.
fn compare(made: &NewAppointment<'_>, planned: &Title, on: Day) -> Option<Ordering> {
    if planned.id == made.title.id {
        return Some(Ordering::Equal);
    }
    let standing = |title: &Title| made.tables.order.standing(title, on, &|| made.facts.province());
    let ladder = || (planned.ladder == Ladder::Leadership).then(|| planned.rank.cmp(&made.title.rank));
    standing(planned).compare(standing(made.title)).or_else(ladder)
}
