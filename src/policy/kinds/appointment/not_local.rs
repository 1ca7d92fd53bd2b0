use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;

/// Who comes to a title that a local must not hold is not from there; unknown where the origin does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotLocal {}

impl Parameters for NotLocal {}

impl JudgesAppointment for NotLocal {
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        if !made.title.non_local {
            return None;
        }
        let local = made.facts.is_local(made.card, made.post, made.first_day());
        let holds = local.map_or(Holds::Unknown, |local| Holds::from(!local));
        Some(Answer::new(Amount::None, Limit::default(), holds))
    }
}
