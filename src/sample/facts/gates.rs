//! What is told of a person that opens or closes the way into a pool.

use super::Ledger;
use crate::domain::{Conclusion, Day, Grade, Outcome, Span, Status, Tier};
use crate::sample::card::CardSources;
use crate::sample::stint::Stint;
use std::ops::Range;

/// What planning asks of a person.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gates {
    /// Day of the first political-standard conclusion.
    pub concluded: Option<Day>,
    /// A year of the last three, on the day, whose tasks were not completed.
    pub not_completed: bool,
    /// When discipline was in force.
    pub disciplined: Option<Span>,
    /// Awaiting retirement, suspended or under review on the day.
    pub blocked: bool,
}

/// The first year of grades that count for who comes to a post after the districts have ended.
const SPOTLESS_SINCE: i16 = 2022;
/// Years of grades that are looked at.
const YEARS: i16 = 3;

impl Ledger {
    /// What planning asks of the person at a place, on a day.
    #[must_use]
    pub fn gates(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint], on: Day) -> Gates {
        let statuses = self.statuses(sources, at, stints);
        let blocks = |s: Status| matches!(s, Status::AwaitingRetirement | Status::Suspended | Status::UnderReview);
        let blocked = statuses.iter().flat_map(|s| &s.rows).any(|row| row.span.holds(on) && blocks(row.value));
        Gates {
            concluded: self.conclusions.get(&at).and_then(|all| all.first()).map(|c| c.on),
            not_completed: self.is_poor(sources, at, stints, on.year() - YEARS..on.year()),
            disciplined: self.discipline(sources, at, stints).map(|d| d.span),
            blocked,
        }
    }

    /// Whether nothing is told of somebody since a while before the districts ended that closes the way to a post.
    #[must_use]
    pub fn is_spotless(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint]) -> bool {
        let blocks = |s: Status| {
            matches!(s, Status::AwaitingRetirement | Status::Suspended | Status::UnderReview | Status::Studying)
        };
        let statuses = self.statuses(sources, at, stints);
        let blocked = statuses.iter().flat_map(|s| &s.rows).any(|row| blocks(row.value));
        let failed = self.managed.range((at, i16::MIN)..=(at, i16::MAX)).any(|(_, g)| *g == Some(Grade::NotCompleted));
        !blocked
            && !failed
            && self.discipline(sources, at, stints).is_none()
            && !self.is_poor(sources, at, stints, SPOTLESS_SINCE..i16::MAX)
    }

    /// Whether the tasks of one of the years were not completed.
    fn is_poor(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint], years: Range<i16>) -> bool {
        self.years().filter(|year| years.contains(year)).any(|year| {
            self.annual(sources, at, stints, year).is_some_and(|row| row.grade == Some(Grade::NotCompleted))
        })
    }

    /// A conclusion of before what the report counts.
    pub fn concluded_before(&mut self, person: u32, number: u64, on: Day, by: Tier) {
        let series = match by {
            Tier::Central | Tier::ProvincialStandingCommittee => "KL/TU",
            Tier::DistrictStandingCommittee => "KL/HU",
            _ => "KL/ĐU",
        };
        let conclusion =
            Conclusion { number: format!("{}-{series}", number % 900 + 20), on, outcome: Outcome::Meets, by };
        self.conclusions.entry(person).or_default().insert(0, conclusion);
    }
}
