//! Indicators that are not met, for the start screen: those whose day has passed, and those whose day is to come.

use crate::domain::Day;
use crate::exchange::indicators::{self, Measured, Plan};
use crate::policy::Policy;
use crate::register::View;

/// How many indicators are not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Missed {
    /// Those whose day has passed.
    pub overdue: usize,
    /// Those whose day is to come.
    pub open: usize,
    /// The nearest of these days.
    pub next: Option<Day>,
}

impl Missed {
    /// What is missed on the view's day. Linear in the register.
    #[must_use]
    pub fn of(view: &View, policy: &Policy, plan: &Plan) -> Missed {
        let mut missed = Missed::default();
        indicators::each(view, policy, plan, None, &mut |one: Measured| match one.missed(view.on) {
            Some(true) => missed.overdue += 1,
            Some(false) => {
                missed.open += 1;
                missed.next = missed.next.into_iter().chain(one.target.until.map(|day| day.0)).min();
            }
            None => {}
        });
        missed
    }
}
