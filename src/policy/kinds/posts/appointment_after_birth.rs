//! Nobody holds a post before birth.

use crate::domain::{Appointment, Subject};
use crate::policy::facts::Facts;
use crate::policy::finding::{Amount, Limit};
use crate::policy::measure::Parameters;
use crate::policy::measure::record::{Breach, JudgesRecord};
use serde::{Deserialize, Serialize};

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
