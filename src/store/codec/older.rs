//! Versions of records that stores may still hold, frozen as they were written.

use super::{Flaw, read, with_unknown};
use crate::domain::{
    Cadre, CadreId, Dated, ListId, Membership, Origin, PartialDate, Payroll, Qualification, RetirementOverride,
    Revision, Sex,
};
use crate::store::ids::Ids;
use crate::store::state::State;
use serde::Deserialize;

/// A card before it had a citizen number.
#[derive(Deserialize)]
pub(super) struct CadreV1 {
    id: CadreId,
    code: String,
    name: String,
    other_name: Option<String>,
    sex: Sex,
    born: PartialDate,
    ethnic: ListId,
    religion: ListId,
    origin: Origin,
    membership: Option<Membership>,
    qualifications: Vec<Dated<Qualification>>,
    ranks: Vec<Dated<ListId>>,
    payroll: Vec<Dated<Payroll>>,
    recruited: Option<PartialDate>,
    retirement: Option<RetirementOverride>,
}

impl From<CadreV1> for Cadre {
    fn from(card: CadreV1) -> Cadre {
        Cadre {
            code: card.code,
            other_name: card.other_name,
            ethnic: card.ethnic,
            religion: card.religion,
            origin: card.origin,
            membership: card.membership,
            qualifications: card.qualifications,
            ranks: card.ranks,
            payroll: card.payroll,
            recruited: card.recruited,
            retirement: card.retirement,
            ..Cadre::new(card.id, &card.name, card.sex, card.born)
        }
    }
}

/// What changes with every commit, before there were pools.
#[derive(Deserialize)]
struct StateV1 {
    head: Revision,
    units: u64,
    posts: u64,
    cadres: u64,
    appointments: u64,
}

/// What changes with every commit, before there were rotations.
#[derive(Deserialize)]
struct StateV2 {
    head: Revision,
    units: u64,
    posts: u64,
    cadres: u64,
    appointments: u64,
    entries: u64,
    rounds: u64,
}

/// Reads the third version of a store's state, before there were rulings.
pub(in crate::store) fn state_3(payload: &[u8]) -> Result<State, Flaw> {
    read(&with_unknown(payload, 1))
}

/// Reads the second version of a store's state.
pub(in crate::store) fn state_2(payload: &[u8]) -> Result<State, Flaw> {
    let StateV2 { head, units, posts, cadres, appointments, entries, rounds } = read(payload)?;
    Ok(State { head, ids: Ids { units, posts, cadres, appointments, entries, rounds, ..Ids::default() } })
}

/// Reads the first version of a store's state.
pub(in crate::store) fn state(payload: &[u8]) -> Result<State, Flaw> {
    let StateV1 { head, units, posts, cadres, appointments } = read(payload)?;
    Ok(State { head, ids: Ids { units, posts, cadres, appointments, ..Ids::default() } })
}
