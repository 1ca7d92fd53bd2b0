use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;

/// Months in the present post or one as high, which may be summed, before an appointment to a higher one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenure {
    months: i64,
}

impl Parameters for Tenure {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.months)
    }
}

impl JudgesAppointment for Tenure {
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        if !made.is_promotion() {
            return None;
        }
        let (facts, rank, first) = (made.facts, made.highest?, made.first_day());
        let career = facts.career(made.card.id).into_iter();
        let before = career.filter(|a| a.span.from < first && a.id != made.appointment.id);
        let alike = before.filter(|a| {
            let title = facts.post(a.post).and_then(|p| facts.title(p.title));
            title.is_some_and(|t| t.ladder == made.title.ladder && t.rank >= rank)
        });
        let served: i64 = alike.map(|a| i64::from(a.span.from.months_until(a.span.to.min(first)))).sum();
        let limit = Limit::least(Amount::Months(self.months));
        Some(Answer::new(Amount::Months(served), limit, served >= self.months))
    }
}
