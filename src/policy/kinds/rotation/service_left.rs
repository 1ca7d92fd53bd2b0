use crate::domain::Purpose;
use crate::policy::measure::age::service_left;
use crate::policy::measure::moves::{JudgesMove, MoveContext};
use crate::policy::measure::prelude::*;

/// Months of working age left when a move for one of these purposes begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceLeft {
    months: i64,
    purposes: Vec<Purpose>,
}

impl Parameters for ServiceLeft {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.months)
    }
}

impl JudgesMove for ServiceLeft {
    fn of_move(&self, case: &MoveContext<'_>, _titles: &[String]) -> Option<Answer> {
        let asked = self.purposes.contains(&case.mover.purpose);
        asked.then(|| service_left(case.person.retires, case.begins(), self.months))
    }
}
