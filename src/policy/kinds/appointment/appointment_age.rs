use crate::policy::measure::age::service_left;
use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;

/// Months of working age left at a first appointment to a higher title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppointmentAge {
    months: i64,
}

impl Parameters for AppointmentAge {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.months)
    }
}

impl JudgesAppointment for AppointmentAge {
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        made.is_promotion().then(|| service_left(made.retires(), made.first_day(), self.months))
    }
}
