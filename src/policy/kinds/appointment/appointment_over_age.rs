use crate::policy::measure::age::under_age;
use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;

/// From this age on, in full years, only with a document that the sources were exhausted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppointmentOverAge {
    years: u32,
}

impl Parameters for AppointmentOverAge {}

impl JudgesAppointment for AppointmentOverAge {
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        made.is_first().then(|| under_age(made.card.born, made.first_day(), self.years))
    }
}
