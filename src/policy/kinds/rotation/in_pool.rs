use crate::domain::Stage;
use crate::policy::measure::moves::{JudgesMove, MoveContext};
use crate::policy::measure::prelude::*;

/// Who moves stands approved in a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InPool {}

impl Parameters for InPool {}

impl JudgesMove for InPool {
    fn of_move(&self, case: &MoveContext<'_>, _titles: &[String]) -> Option<Answer> {
        let planned = case.person.planned.iter();
        let places = count(planned.filter(|(e, ..)| e.stage(case.on) == Some(Stage::Approved)).count());
        Some(Answer::new(Amount::Count(places), Limit::least(Amount::Count(1)), places > 0))
    }
}
