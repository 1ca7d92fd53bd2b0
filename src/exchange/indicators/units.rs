//! Indicators by unit: those directly under one, each with everything below it.

use super::below::part_of;
use super::measured::{Measured, Tally};
use crate::domain::{Line, UnitId};
use crate::policy::Verdict;
use crate::register::View;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Units by indicator.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heat {
    /// The unit whose parts these are; none of a register without units.
    pub top: Option<UnitId>,
    /// Rows: the unit itself, where something belongs to it alone, then those under it in protocol order.
    pub units: Vec<UnitId>,
    /// For each row a cell an indicator: none where nothing is counted there.
    pub cells: Vec<Vec<Option<HeatCell>>>,
}

/// An indicator of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeatCell {
    /// How many meet it.
    pub tally: Tally,
    /// Its verdict; none where the target does not hold for units of the level.
    pub verdict: Option<Verdict>,
}

/// The indicators of the units directly under one, or under the top of the land.
#[must_use]
pub fn heat(view: &View, measured: &[Measured], top: Option<UnitId>) -> Heat {
    let Some(top) = top.or_else(|| view.tops(Line::Territory).first().copied()) else { return Heat::default() };
    let mut known: HashMap<UnitId, Option<UnitId>> = HashMap::new();
    let mut found: Vec<BTreeMap<UnitId, Tally>> = Vec::with_capacity(measured.len());
    for one in measured {
        let mut tallies: BTreeMap<UnitId, Tally> = BTreeMap::new();
        for case in &one.cases {
            let row = *known.entry(case.unit).or_insert_with(|| part_of(view, case.unit, top));
            if let Some(row) = row {
                tallies.entry(row).or_default().add(case);
            }
        }
        found.push(tallies);
    }
    let units = order(view, top, found.iter().flat_map(|tallies| tallies.keys().copied()).collect());
    let cell = |unit: &UnitId, one: &Measured, tallies: &BTreeMap<UnitId, Tally>| {
        let tally = *tallies.get(unit)?;
        let level = view.unit(*unit).and_then(|u| u.form(view.on)).map(|form| form.level);
        let judged = level.is_some_and(|level| one.indicator.judged.contains(&level));
        Some(HeatCell { tally, verdict: judged.then(|| one.judge(&tally)) })
    };
    let row = |unit: &UnitId| measured.iter().zip(&found).map(|(one, tallies)| cell(unit, one, tallies)).collect();
    let cells = units.iter().map(row).collect();
    Heat { top: Some(top), units, cells }
}

/// Units in protocol order, the top first; units outside the territory come before those of the territory.
fn order(view: &View, top: UnitId, units: BTreeSet<UnitId>) -> Vec<UnitId> {
    let order = view.subtree(Line::Territory, top);
    let mut units: Vec<UnitId> = units.into_iter().collect();
    units.sort_by_key(|unit| (*unit != top, order.get(unit).copied().unwrap_or(u32::MAX), *unit));
    units
}
