use crate::domain::{Appointment, Subject};
use crate::policy::measure::prelude::*;
use crate::policy::measure::record::{Breach, JudgesRecord};

/// An appointment against the holder's birth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppointmentAfterBirth {}

impl Parameters for AppointmentAfterBirth {}

impl JudgesRecord for AppointmentAfterBirth {
    fn of_appointment(&self, held: &Appointment, facts: &dyn Facts, _except: &[String]) -> Option<Breach> {
        let born = facts.cadre(held.cadre)?.born.earliest();
        let limit = Limit::least(Amount::Day(born.next()));
        let (subject, measured) = (Subject::Cadre(held.cadre), Amount::Day(held.span.from));
        (held.span.from <= born).then_some(Breach { subject, measured, limit })
    }
}
