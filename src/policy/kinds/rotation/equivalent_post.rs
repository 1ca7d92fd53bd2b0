use crate::policy::measure::moves::{JudgesMove, MoveContext};
use crate::policy::measure::prelude::*;

/// The post that is taken is as high as the one that is left, give or take so many ranks of one ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EquivalentPost {
    within: u16,
}

impl Parameters for EquivalentPost {}

impl JudgesMove for EquivalentPost {
    fn of_move(&self, case: &MoveContext<'_>, _titles: &[String]) -> Option<Answer> {
        let (from, to) = (case.title(case.mover.from?)?, case.title(case.mover.to?)?);
        if from.ladder != to.ladder {
            return None;
        }
        let limit = Limit {
            least: Amount::Rank(from.rank.saturating_sub(self.within)),
            most: Amount::Rank(from.rank.saturating_add(self.within)),
        };
        Some(Answer::new(Amount::Rank(to.rank), limit, to.rank.abs_diff(from.rank) <= self.within))
    }
}
