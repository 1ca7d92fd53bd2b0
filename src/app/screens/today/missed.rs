//! Indicators that are not met, for the start screen: those whose day has passed, and those whose day is to come.

use super::{Lead, Part, Row};
use crate::app::screens::today::Today;
use crate::app::session::Session;
use crate::domain::Day;
use crate::exchange::indicators::{self, Measured, Plan};
use crate::policy::{Policy, Verdict};
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
    /// What is missed on the view's day; another province's targets are nobody's work here. Linear in the register.
    #[must_use]
    pub fn of(view: &View, policy: &Policy, plan: &Plan) -> Missed {
        let mut days: Vec<Day> = Vec::new();
        indicators::each(view, policy, plan, None, &mut |one: Measured| {
            if !one.foreign && matches!(one.verdict, Verdict::Missed | Verdict::Broken) {
                days.extend(one.target.until.map(|day| day.0));
            }
        });
        let next = days.iter().copied().filter(|day| *day >= view.on).min();
        let overdue = days.iter().filter(|day| **day < view.on).count();
        Missed { overdue, open: days.len() - overdue, next }
    }
}

/// The lines that lead to the indicators.
pub(super) fn rows(state: &Today, cx: &Session) -> Vec<Row> {
    let Some(missed) = state.missed else { return Vec::new() };
    let words = &cx.words;
    let row = |part: Part, count: usize, key: &str, day: Option<Day>| Row {
        part,
        count: words.number(count),
        text: words.get(key).to_owned(),
        day: day.map(|d| d.to_string()).unwrap_or_default(),
        numbers: None,
        source: String::new(),
        lead: Lead::Indicators,
    };
    let overdue = (missed.overdue > 0).then(|| row(Part::Due, missed.overdue, "today.indicators-overdue", None));
    let open = (missed.open > 0).then(|| row(Part::Ahead, missed.open, "today.indicators", missed.next));
    overdue.into_iter().chain(open).collect()
}
