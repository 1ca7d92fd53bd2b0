//! The land of a register by its names and codes, for those who look up many places.

use super::gazetteer::Era;
use super::snapshot::Snapshot;
use crate::domain::text::at_the_door;
use crate::domain::{Level, Line, Unit, UnitId};
use std::collections::{BTreeSet, HashMap};

/// Units of the land by every bare name that they have borne, and communes by their code since 01/07/2025.
#[derive(Debug, Default)]
pub struct Lands {
    pub by_name: HashMap<String, Vec<UnitId>>,
    pub by_code: HashMap<u32, UnitId>,
}

/// A name as it is looked up.
#[must_use]
pub fn spelled(text: &str) -> String {
    at_the_door(text).to_lowercase()
}

impl Lands {
    /// The land of a snapshot.
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Lands {
        let mut lands = Lands::default();
        let is_land = |unit: &Unit| unit.places.iter().any(|place| place.value.line == Line::Territory);
        for unit in snapshot.units.values().filter(|unit| is_land(unit)) {
            let names: BTreeSet<String> = unit.names.iter().map(|name| spelled(&name.value)).collect();
            names.into_iter().for_each(|name| lands.by_name.entry(name).or_default().push(unit.id));
            let level = unit.form(Era::TwoTier.begins()).map(|form| form.level);
            let since = unit.codes.iter().rfind(|code| code.span.to > Era::TwoTier.begins());
            if let (Some(code), Some(Level::Commune)) = (since, level) {
                lands.by_code.insert(code.value, unit.id);
            }
        }
        lands
    }
}
