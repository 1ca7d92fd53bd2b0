use crate::policy::measure::age::service_left;
use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;
use crate::policy::tables::Retires;

/// The term of who is appointed again: with fewer months of service left than a whole term it ends with retirement, and
/// with fewer than these nobody is appointed again, the time in the post is extended (kéo dài).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReappointmentTerm {
    whole: i64,
    extended: i64,
}

impl Parameters for ReappointmentTerm {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.whole)?;
        fault::ordered(0 <= self.extended && self.extended <= self.whole)
    }
}

impl JudgesAppointment for ReappointmentTerm {
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        let retires = made.retires();
        let extended = service_left(retires, made.first_day(), self.extended);
        if extended.holds != Holds::Yes {
            return Some(extended);
        }
        let Retires::On(_, latest) = retires else { return None };
        let whole = service_left(retires, made.first_day(), self.whole);
        if whole.holds == Holds::Yes {
            return Some(whole);
        }
        let limit = Limit::most(Amount::Day(latest));
        let Some(ends) = made.appointment.term_ends else {
            return Some(Answer::new(Amount::None, limit, Holds::Unknown));
        };
        Some(Answer::new(Amount::Day(ends), limit, ends <= latest))
    }
}
