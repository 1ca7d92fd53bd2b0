use crate::domain::Sex;
use crate::policy::measure::moves::{JudgesMove, MoveContext};
use crate::policy::measure::prelude::*;

/// A woman, or somebody under so many full years: they are chosen first. Asked of who might be moved, not of a move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preferred {
    below: u32,
}

impl Parameters for Preferred {}

impl JudgesMove for Preferred {
    fn of_move(&self, case: &MoveContext<'_>, _titles: &[String]) -> Option<Answer> {
        if case.mover.rotation.is_some() {
            return None;
        }
        let card = case.person.card;
        let (_, age) = card.born.age_on(case.on);
        let limit = Limit::most(Amount::Years(i64::from(self.below) - 1));
        Some(Answer::new(Amount::Years(i64::from(age)), limit, age < self.below || card.sex == Sex::Female))
    }
}
