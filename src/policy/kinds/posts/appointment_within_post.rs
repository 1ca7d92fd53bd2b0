use crate::domain::{Appointment, Post, Subject};
use crate::policy::measure::prelude::*;
use crate::policy::measure::record::{Breach, JudgesRecord};

/// An appointment against the life of its post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppointmentWithinPost {}

impl Parameters for AppointmentWithinPost {}

impl JudgesRecord for AppointmentWithinPost {
    fn of_appointment(&self, held: &Appointment, facts: &dyn Facts, _except: &[String]) -> Option<Breach> {
        let life = facts.post(held.post)?.span;
        let breach = |measured, limit| Some(Breach { subject: Subject::Cadre(held.cadre), measured, limit });
        if held.span.from < life.from {
            return breach(Amount::Day(held.span.from), Limit::least(Amount::Day(life.from)));
        }
        if held.span.to > life.to {
            return breach(Amount::Day(held.span.to), Limit::most(Amount::Day(life.to)));
        }
        None
    }

    fn of_post(&self, post: &Post, facts: &dyn Facts) -> Vec<Breach> {
        facts.holders(post.id).iter().filter_map(|held| self.of_appointment(held, facts, &[])).collect()
    }
}
