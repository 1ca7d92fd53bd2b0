//! Totals that units declare: the province's are published, those below add up to them.

use super::land::Land;
use super::plan::DeclaredTotal;
use super::spread::spread;
use super::{Builder, Part};
use crate::domain::{Day, Declared, Total, UnitId};
use crate::register::gazetteer::Era;
use std::collections::{BTreeMap, HashMap};

pub(super) fn build(b: &mut Builder<'_>, land: &Land) {
    let plan = &b.plan.declared;
    let committees = committees(b, land);
    let mut shares: HashMap<Total, Vec<u32>> = HashMap::new();
    for total in &plan.total {
        let on = total.on.unwrap_or(plan.on).0;
        let parts = parts(b, land, total, &committees, &shares);
        declare(b, land.province, total.what, on, parts.iter().sum(), &plan.source);
        for ((committee, _), count) in committees.iter().zip(&parts).filter(|_| !total.province_only) {
            declare(b, *committee, total.what, on, *count, &plan.share_source);
            if total.to_communes {
                below(b, land, *committee, total.what, on, *count);
            }
        }
        shares.insert(total.what, parts);
    }
    villages(b, land);
    inherit(b, land);
}

fn declare(b: &mut Builder<'_>, unit: UnitId, what: Total, on: Day, count: u32, source: &str) {
    if let Some(unit) = b.unit_mut(unit) {
        unit.declared.push(Declared { what, on, count, source: source.to_owned() });
    }
}

/// The committees directly under the provincial one, with their weight: districts first, then the others.
fn committees(b: &Builder<'_>, land: &Land) -> Vec<(UnitId, u32)> {
    let plan = &b.plan.declared;
    let communes = |district: UnitId| land.communes.iter().filter(|(_, d)| *d == district).count() as u32;
    let districts = land.districts.iter().map(|d| (*d, communes(*d) * plan.commune_weight + plan.district_weight));
    let organ = |code: &str| {
        let is = |part: &Part| matches!(part, Part::Organ(c) if c == code);
        b.units.iter().zip(&b.stations).find(|(_, s)| is(&s.part)).map(|(u, _)| u.id)
    };
    let others = plan.organ.iter().filter_map(|o| Some((organ(&o.organ)?, o.weight)));
    districts.chain(others).collect()
}

/// One total's parts, in the order of the committees.
fn parts(
    b: &Builder<'_>,
    land: &Land,
    total: &DeclaredTotal,
    committees: &[(UnitId, u32)],
    shares: &HashMap<Total, Vec<u32>>,
) -> Vec<u32> {
    let communes = |unit: &UnitId| land.communes.iter().filter(|(_, d)| d == unit).count() as u32;
    let weight = |(unit, weight): &(UnitId, u32)| {
        if total.districts_only { communes(unit) } else { *weight }
    };
    let weights: Vec<u32> = committees.iter().map(weight).collect();
    let count = if b.share >= 1.0 { total.count } else { (f64::from(total.count) * b.share).round() as u32 };
    let first: Vec<u32> = match total.includes.and_then(|what| shares.get(&what)) {
        Some(included) => included.clone(),
        None => committees.iter().map(|(unit, _)| communes(unit) * total.each_commune).collect(),
    };
    let rest = spread(count.saturating_sub(first.iter().sum()), &weights);
    first.iter().zip(rest).map(|(a, b)| a + b).collect()
}

/// A district's total among its communes and, where they have no part in it all, its own organisations.
fn below(b: &mut Builder<'_>, land: &Land, district: UnitId, what: Total, on: Day, count: u32) {
    let plan = &b.plan.declared;
    let communes: Vec<UnitId> = land.communes.iter().filter(|(_, d)| *d == district).map(|(c, _)| *c).collect();
    let own = if what == Total::VillageCells { 0 } else { plan.district_weight };
    let mut weights = vec![plan.commune_weight; communes.len()];
    weights.push(own);
    for (commune, count) in communes.iter().zip(spread(count, &weights)) {
        declare(b, *commune, what, on, count, &plan.share_source);
    }
}

/// As many villages as village cells, as the report has it.
fn villages(b: &mut Builder<'_>, land: &Land) {
    let plan = &b.plan.declared;
    let (on, source) = (plan.villages_on.0, &plan.share_source);
    let territory = land.communes.iter().map(|(c, _)| *c).chain(land.districts.iter().copied());
    for unit in territory.collect::<Vec<_>>() {
        let cells = b.unit(unit).and_then(|u| u.declared(Total::VillageCells, on)).map(|d| d.count);
        if let Some(count) = cells {
            declare(b, unit, Total::Villages, on, count, source);
        }
    }
    let cells = b.unit(land.province).and_then(|u| u.declared(Total::VillageCells, on)).map(|d| d.count);
    if let Some(count) = cells {
        declare(b, land.province, Total::Villages, on, count, &plan.source);
    }
}

/// What communes hand on: 01/12/2024 to those that go on, 01/07/2025 to the new ones.
fn inherit(b: &mut Builder<'_>, land: &Land) {
    let source = &b.plan.declared.heir_source;
    for on in [Era::Early2025.begins(), Era::TwoTier.begins()] {
        let mut sums: BTreeMap<(UnitId, Total), u32> = BTreeMap::new();
        for (commune, _) in &land.communes {
            let Some(unit) = b.unit(*commune).filter(|u| u.span.to == on) else { continue };
            let Some(heir) = unit.became.iter().find(|x| x.share != crate::domain::Share::Part) else { continue };
            for what in [Total::PartyMembers, Total::Cells, Total::VillageCells, Total::Villages] {
                *sums.entry((heir.into, what)).or_default() += unit.declared(what, on).map_or(0, |d| d.count);
            }
        }
        for ((heir, what), count) in sums {
            let before = b.unit(heir).and_then(|u| u.declared(what, on)).map_or(0, |d| d.count);
            declare(b, heir, what, on, before + count, source);
        }
    }
}
