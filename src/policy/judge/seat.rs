//! What the rules of a day say of the posts that somebody goes on holding when the main one is left.

use crate::domain::{Appointment, AppointmentId, Day};
use crate::policy::facts::Facts;
use crate::policy::measure::seat::{Departure, SeatContext, SeatFate};
use crate::policy::rule::Rule;
use crate::policy::ruleset::{Case, Policy};

/// A seat that is still held, and what is said of it.
#[derive(Debug, Clone, Copy)]
pub struct Seat<'p> {
    pub appointment: AppointmentId,
    pub fate: SeatFate,
    /// The rule that says it; none where no rule speaks of the seat, which is to be decided then.
    pub rule: Option<&'p Rule>,
}

impl Policy {
    /// What the rules of a day say of a seat of who leaves the main post.
    #[must_use]
    pub fn seat(&self, facts: &dyn Facts, seat: &Appointment, departure: Departure, by: Day) -> Seat<'_> {
        let undecided = Seat { appointment: seat.id, fate: SeatFate::Decide, rule: None };
        let Some((post, title)) = facts.post(seat.post).and_then(|post| Some((post, facts.title(post.title)?))) else {
            return undecided;
        };
        let case = Case { title, body: self.body(title), unit: post.unit, term: None, on: by };
        let context = SeatContext { facts, post, departure };
        let said = self.of_title(case).filter(|rule| rule.is_of(facts, post.unit, by)).find_map(|rule| {
            let fate = rule.kind.judges().seat?.of_seat(&context)?;
            Some(Seat { appointment: seat.id, fate, rule: self.rule(&rule.id) })
        });
        said.unwrap_or(undecided)
    }
}
