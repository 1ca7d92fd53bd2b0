use crate::domain::Measure;
use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;

/// Months since a discipline before an appointment to a higher title, by its form; after an expulsion never.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppointmentAfterDiscipline {
    reprimand: i64,
    warning: i64,
    removal: i64,
}

impl Parameters for AppointmentAfterDiscipline {}

impl AppointmentAfterDiscipline {
    fn least(&self, measure: Measure) -> Option<i64> {
        match measure {
            Measure::Reprimand => Some(self.reprimand),
            Measure::Warning => Some(self.warning),
            Measure::Removal => Some(self.removal),
            Measure::Expulsion => None,
        }
    }
}

impl JudgesAppointment for AppointmentAfterDiscipline {
    /// The first discipline on record that stands against it; nothing is said of whose conduct is not on record.
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        if !made.is_promotion() {
            return None;
        }
        let first = made.first_day();
        let rows = made.facts.conduct(made.card.id)?.discipline.iter().filter(|d| d.span.from <= first);
        let against = rows.filter_map(|d| match self.least(d.measure) {
            Some(least) => {
                let past = i64::from(d.span.from.months_until(first));
                (past < least).then(|| Answer::new(Amount::Months(past), Limit::least(Amount::Months(least)), false))
            }
            None => Some(Answer::free_of(Some(Amount::Measure(d.measure)))),
        });
        Some(against.into_iter().next().unwrap_or(Answer::free_of(None)))
    }
}
