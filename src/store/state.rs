//! What a store says of itself: its province, and what changes with every commit besides records.

use super::codec::{self, Kept, kind};
use super::error::Flaw;
use super::ids::Ids;
use crate::domain::{Day, Revision};
use serde::{Deserialize, Serialize};

/// The province that a store is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Province {
    /// Code of the statistics office.
    pub code: u16,
    /// "Lạng Sơn"
    pub name: String,
    /// The number in front of the ids that are born here.
    pub origin: u16,
    /// The day that the store opens on; today where there is none.
    pub home_date: Option<Day>,
    /// Set where the people are invented.
    pub sample: Option<SampleMark>,
}

/// What a sample was made from; the same again gives the same people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleMark {
    /// Seed of the invention.
    pub seed: u64,
    /// People asked for.
    pub people: u32,
}

impl Kept for Province {
    const KIND: u8 = kind::PROVINCE;
}

/// What changes with every commit besides records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) head: Revision,
    pub(super) ids: Ids,
}

impl Kept for State {
    const KIND: u8 = kind::STATE;
    const VERSION: u16 = 4;

    fn older(version: u16, payload: &[u8]) -> Option<Result<State, Flaw>> {
        match version {
            1 => Some(codec::older::state(payload)),
            2 => Some(codec::older::state_2(payload)),
            3 => Some(codec::older::state_3(payload)),
            _ => None,
        }
    }
}
