use crate::policy::measure::moves::{JudgesMove, MoveContext};
use crate::policy::measure::prelude::*;

/// A paper of the sector that manages the person too (hiệp y): asked of posts of the armed forces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectorAgrees {}

impl Parameters for SectorAgrees {}

impl JudgesMove for SectorAgrees {
    fn of_move(&self, case: &MoveContext<'_>, _titles: &[String]) -> Option<Answer> {
        let posts = case.mover.from.into_iter().chain(case.mover.to);
        let armed = posts.filter_map(|post| case.title(post)).any(|title| case.tables.is_armed(title));
        let agreed = case.mover.rotation.and_then(|r| r.agreement.as_ref());
        let measured = agreed.map_or(Amount::None, |decision| Amount::Day(decision.on));
        armed.then(|| Answer::new(measured, Limit::default(), agreed.is_some()))
    }
}
