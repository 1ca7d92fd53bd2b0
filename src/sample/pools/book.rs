//! What the pools are drawn from (data/sample/pools.toml).

use crate::domain::{Day, IsoDay, PlanKind, TermId};
use crate::sample::error::SampleError;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Book {
    pub on: IsoDay,
    pub steady_months: i32,
    /// People are chosen before the rounds that bring them are approved.
    #[serde(default)]
    pub looks_ahead: bool,
    pub term: Vec<TermBook>,
    pub waiting: Waiting,
    pub line: Vec<PoolLine>,
    pub faults: Faults,
    pub left: LeftBefore,
    pub steps: Steps,
    pub reasons: Reasons,
    pub carried: Carried,
}

/// A term and its rounds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermBook {
    pub number: TermId,
    pub serves_until: IsoDay,
    pub round: Vec<RoundBook>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoundBook {
    pub year: u16,
    pub kind: PlanKind,
    pub opened: IsoDay,
    pub plan: String,
    pub submitted: Option<IsoDay>,
    pub approved: Option<IsoDay>,
    pub closed: Option<IsoDay>,
}

/// Rounds that are not approved on the day, and when they were in the end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Waiting {
    pub term: TermId,
    pub year: u16,
    pub rounds: u32,
    pub submitted: u32,
    pub enter: usize,
    pub leave: usize,
    #[serde(default)]
    pub approved: Option<IsoDay>,
}

/// Pools of some titles, as one line of the report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PoolLine {
    pub id: String,
    pub titles: Vec<String>,
    /// Posts of the whole province.
    pub posts: u32,
    /// People for a hundred seats.
    #[serde(default)]
    pub least: u32,
    #[serde(default)]
    pub most: u32,
    /// People for each post, where posts have no seats.
    #[serde(default)]
    pub each: u32,
    /// Seats of a term, all posts together.
    #[serde(default)]
    pub seats: Vec<TermSeats>,
    /// Titles of those who may be planned, beside the feeders.
    #[serde(default)]
    pub from: Vec<String>,
    /// Titles whose holders are left out: they are as high by another ladder.
    #[serde(default)]
    pub not: Vec<String>,
    /// Shares in a thousand where the report prints none.
    #[serde(default)]
    pub usual: Usual,
    #[serde(default)]
    pub faults: bool,
    #[serde(default)]
    pub proposed: bool,
    /// The year of the round that brings its people, where that is one.
    #[serde(default)]
    pub year: Option<u16>,
    /// The line whose people are left out.
    #[serde(default)]
    pub apart: Option<String>,
    pub pools: Vec<Printed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermSeats {
    pub term: TermId,
    pub seats: u32,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Usual {
    pub women: u32,
    pub young: u32,
}

/// What the report prints of a line for a term.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Printed {
    pub term: TermId,
    pub people: u32,
    #[serde(default)]
    pub women: Option<u32>,
    #[serde(default)]
    pub minority: Option<u32>,
    #[serde(default)]
    pub young: Option<u32>,
}

/// How many faults of each kind, and the bounds that others keep.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Faults {
    pub conclusion: u32,
    pub age: u32,
    pub grade: u32,
    pub discipline: u32,
    pub rank: u32,
    pub feeder: u32,
    pub titles: u32,
    pub titles_a_person: u8,
    pub outside: u32,
    pub first: u32,
}

/// Who left the pools before the day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeftBefore {
    pub appointed: u32,
    pub reviewed: u32,
    pub reasons: Vec<(String, u32)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Steps {
    pub bodies: Vec<Body>,
    pub key_people: u16,
    pub present: (i32, i32),
    pub valid: (i32, i32),
    pub votes: (i32, i32),
    pub first_after: i32,
    pub between: i32,
}

/// Who votes at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Body {
    Standing,
    Committee,
    Key,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reasons {
    pub post_ends: String,
    pub retires: String,
    pub leaves: String,
    pub appointed: String,
    pub other: String,
    pub other_text: String,
    pub age: String,
    pub conclusion: String,
    pub grade: String,
    pub discipline: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Carried {
    pub terms: Vec<TermId>,
    pub titles: Vec<(String, String)>,
}

impl Book {
    /// What the report prints, then the review of the spring of 2026, then the plan that is being built.
    pub(super) fn all() -> Result<[Book; 3], SampleError> {
        let read = |file, text| toml::from_str(text).map_err(|e| SampleError::Data { file, why: e.to_string() });
        Ok([
            read("pools.toml", include_str!("../../../data/sample/pools.toml"))?,
            read("pools-2026.toml", include_str!("../../../data/sample/pools-2026.toml"))?,
            read("pools-2030.toml", include_str!("../../../data/sample/pools-2030.toml"))?,
        ])
    }

    /// The term with a number.
    pub(super) fn term(&self, number: TermId) -> Option<&TermBook> {
        self.term.iter().find(|t| t.number == number)
    }
}

impl TermBook {
    /// The last day of work that those planned for the term reach.
    pub(super) fn serves_until(&self) -> Day {
        self.serves_until.0
    }
}
