use crate::domain::Span;
use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;

/// Months in the present post or one as high, which may be summed, before an appointment to a higher one; where the
/// authority decides a special case, so many at the least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenure {
    months: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    special: Option<i64>,
}

impl Parameters for Tenure {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.months)?;
        fault::ordered(self.special.is_none_or(|special| 0 <= special && special <= self.months))
    }
}

impl JudgesAppointment for Tenure {
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        if !made.is_promotion() {
            return None;
        }
        let (facts, rank, first) = (made.facts, made.highest()?, made.first_day());
        let career = facts.career(made.card.id).into_iter();
        let before = career.filter(|a| a.span.from < first && a.id != made.appointment.id);
        let alike = before.filter(|a| {
            let title = facts.post(a.post).and_then(|p| facts.title(p.title));
            title.is_some_and(|t| t.ladder == made.title.ladder && t.rank >= rank)
        });
        let served = months_in(alike.map(|a| Span::new(a.span.from, a.span.to.min(first))).collect());
        let limit = Limit::least(Amount::Months(self.months));
        Some(made.or_special(Answer::new(Amount::Months(served), limit, served >= self.months), self.special))
    }
}

/// Months of some spans, those in which two overlap counted once: two posts that are held together are not twice as long.
fn months_in(mut spans: Vec<Span>) -> i64 {
    spans.sort_by_key(|span| span.from);
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut().filter(|last| span.from <= last.to) {
            Some(last) => last.to = last.to.max(span.to),
            None => joined.push(span),
        }
    }
    joined.iter().map(|span| i64::from(span.from.months_until(span.to))).sum()
}
