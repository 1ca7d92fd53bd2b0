use crate::policy::measure::age::under_age;
use crate::policy::measure::moves::{JudgesMove, MoveContext};
use crate::policy::measure::prelude::*;

/// Who comes to one of the titles that the rule names is under so many full years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DestinationAge {
    below: u32,
}

impl Parameters for DestinationAge {}

impl JudgesMove for DestinationAge {
    fn of_move(&self, case: &MoveContext<'_>, titles: &[String]) -> Option<Answer> {
        let taken = case.pool.filter(|_| case.mover.to.is_some())?;
        titles.contains(&taken.title.code).then(|| under_age(case.person.card.born, case.on, self.below))
    }
}
