//! Terms of office (nhiệm kỳ): the party's and the state's years go in pairs.

use crate::domain::calendar::Day;
use crate::domain::ids::TermId;
use crate::domain::title::IsoDay;
use crate::domain::unit::Line;
use serde::Deserialize;

/// A pair of terms, such as 2020–2025 of the party and 2021–2026 of the state.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Short name: `2020-2025`.
    pub id: String,
    /// Its number in records: the first year of the party's.
    pub number: TermId,
    /// Years of the Central Committee's term as printed: "2026–2031".
    pub central: String,
    /// Party years as printed: "2020–2025".
    pub party: String,
    /// State years as printed: "2021–2026".
    pub state: String,
    /// First day of the party term (the congress's month).
    pub party_from: IsoDay,
    /// First day of the next party term.
    pub party_to: IsoDay,
    /// First day of the state term.
    pub state_from: IsoDay,
    /// First day of the next state term.
    pub state_to: IsoDay,
    /// Paper it rests on.
    pub source: String,
}

/// What a term is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standpoint {
    /// It is over.
    Past,
    Current,
    /// It is to come.
    Next,
}

impl Term {
    /// Its first day and the first day of the next: the party's for the party line, else the state's.
    #[must_use]
    pub fn of(&self, line: Line) -> (Day, Day) {
        match line {
            Line::Party => (self.party_from.0, self.party_to.0),
            Line::State | Line::Territory => (self.state_from.0, self.state_to.0),
        }
    }

    /// What the term is for the party on a day.
    #[must_use]
    pub fn stands(&self, on: Day) -> Standpoint {
        if self.party_to.0 <= on {
            Standpoint::Past
        } else if self.party_from.0 <= on {
            Standpoint::Current
        } else {
            Standpoint::Next
        }
    }
}
