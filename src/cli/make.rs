//! `sample` and `init`: making a store, in the folder's place only when it was asked for.

use super::Asked;
use super::fail::Failure;
use super::host::Outside;
use super::out::Answer;
use crate::app::host::{Progress, ProvinceChoice};
use crate::register::Register;
use crate::register::gazetteer::{Era, Gazetteer};
use std::path::Path;

/// Provinces that a store can be started for: the 34 of today first, then the 63 of before.
#[must_use]
pub fn provinces() -> Vec<ProvinceChoice> {
    let Ok(gazetteer) = Gazetteer::embedded() else { return Vec::new() };
    let of = |era: Era, since_2025: bool| {
        let choice = move |area: &crate::register::gazetteer::Area| ProvinceChoice {
            code: u16::try_from(area.code).unwrap_or_default(),
            name: area.name.to_owned(),
            since_2025,
        };
        gazetteer.provinces(era).map(choice).collect::<Vec<_>>()
    };
    [of(Era::TwoTier, true), of(Era::Until2024, false)].concat()
}

/// What sample is wished for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// How many people; the province's own number without it.
    pub people: Option<u32>,
    /// Seed of the invention.
    pub seed: Option<u64>,
}

pub fn sample(_: &Outside, _: &Path, _: &Wish, _: &mut dyn FnMut(Progress)) -> Result<Register, Failure> {
    Err(Failure::refused("told.data", &["pending"]))
}

pub fn empty(_: &Outside, _: &Path, _: &ProvinceChoice) -> Result<Register, Failure> {
    Err(Failure::refused("told.data", &["pending"]))
}

pub fn answer_sample(_: &Asked, _: Option<u32>, _: Option<u64>, _: bool) -> Result<Answer, Failure> {
    Err(Failure::refused("told.data", &["pending"]))
}

pub fn answer_init(_: &Asked, _: u16) -> Result<Answer, Failure> {
    Err(Failure::refused("told.data", &["pending"]))
}
