use crate::policy::measure::moves::{JudgesMove, MoveContext};
use crate::policy::measure::prelude::*;

/// The post that is taken has a free seat when the move begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoExtraPost {}

impl Parameters for NoExtraPost {}

impl JudgesMove for NoExtraPost {
    fn of_move(&self, case: &MoveContext<'_>, _titles: &[String]) -> Option<Answer> {
        let (post, begins) = (case.facts.post(case.mover.to?)?, case.begins());
        let holders = case.facts.holders(post.id).into_iter();
        let others = count(holders.filter(|a| a.span.holds(begins) && a.cadre != case.mover.cadre).count());
        let seats = i64::from(post.known_seats(begins)?);
        Some(Answer::new(Amount::Count(others + 1), Limit::most(Amount::Count(seats)), others < seats))
    }
}
