use crate::policy::measure::age::service_left;
use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;

/// Months of working age left at a first appointment to a higher title; where the authority decides a special case, so
/// many at the least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppointmentAge {
    months: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    special: Option<i64>,
}

impl Parameters for AppointmentAge {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.months)?;
        fault::ordered(self.special.is_none_or(|special| 0 <= special && special <= self.months))
    }
}

impl JudgesAppointment for AppointmentAge {
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        made.is_promotion().then(|| {
            let answer = service_left(made.retires(), made.first_day(), self.months);
            made.or_special(answer.counted_from(made.first_day()), self.special)
        })
    }
}
