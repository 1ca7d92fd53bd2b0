use crate::domain::{ActKind, Appointment, Ladder, Title};
use crate::policy::measure::appointment::{JudgesAppointment, NewAppointment};
use crate::policy::measure::prelude::*;

/// Who was let go from a committee seat or resigned from it, with no other post taken on that day, comes only to a title
/// below those held then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterLeaving {
    /// Acts that ended the seat.
    acts: Vec<ActKind>,
}

impl Parameters for AfterLeaving {}

impl JudgesAppointment for AfterLeaving {
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        let career = made.facts.career(made.card.id);
        let title = |a: &Appointment| -> Option<&Title> { made.facts.title(made.facts.post(a.post)?.title) };
        let is_seat = |a: &Appointment| title(a).is_some_and(|t| t.ladder == Ladder::Committee);
        let ended = |a: &Appointment| a.ended.as_ref().is_some_and(|act| self.acts.contains(&act.kind));
        let goes_on = |a: &Appointment| career.iter().any(|b| b.span.from == a.span.to && b.id != made.appointment.id);
        let left = career.iter().filter(|a| is_seat(a) && a.span.to <= made.first_day() && ended(a) && !goes_on(a));
        let last = left.max_by_key(|a| a.span.to)?.span.to.prev();
        let then = career.iter().filter(|a| a.span.holds(last)).filter_map(|a| title(a));
        let highest = then.filter(|t| t.ladder == made.title.ladder).map(|t| t.rank).max()?;
        let (rank, most) = (made.title.rank, highest.saturating_sub(1));
        Some(Answer::new(Amount::Rank(rank), Limit::most(Amount::Rank(most)), rank < highest))
    }
}
