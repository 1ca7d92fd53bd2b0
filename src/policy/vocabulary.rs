//! The small words that rules, tables and findings share: how binding, how sure, a ratio, what a title is, a list.

use crate::domain::UnitId;
use serde::{Deserialize, Serialize};

/// How binding a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Stops a change unless an exception rides along.
    Hard,
    /// A target: that it is missed is said, nothing is stopped.
    Target,
    /// Worth a notice.
    Notice,
}

/// How sure the source of a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sureness {
    /// The text itself was read.
    Text,
    /// A report or a paraphrase was read.
    Report,
    /// From an office's practice.
    Practice,
    /// Not found: a setting.
    Unsure,
}

/// A ratio as a pair, so that limits are tested exactly: `[15, 10]` is 1.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ratio(pub i64, pub i64);

/// What a title or a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// cấp ủy
    Committee,
    /// ban thường vụ cấp ủy
    StandingCommittee,
    /// ủy ban kiểm tra
    InspectionCommittee,
    /// lãnh đạo, quản lý
    Leadership,
    /// any other title
    Other,
}

impl Body {
    /// The bodies whose pools are judged as lists, in the order of protocol.
    pub const LISTS: [Body; 4] =
        [Body::Committee, Body::StandingCommittee, Body::InspectionCommittee, Body::Leadership];

    /// Whether it is a committee: one title, whose list is its pool.
    #[must_use]
    pub fn is_committee(self) -> bool {
        matches!(self, Body::Committee | Body::StandingCommittee | Body::InspectionCommittee)
    }
}

/// A list of people that composition is judged of: never a single title's two or three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct List {
    /// Committee, standing committee, inspection committee or leadership list.
    pub body: Body,
    /// The unit whose list it is.
    pub unit: UnitId,
}
