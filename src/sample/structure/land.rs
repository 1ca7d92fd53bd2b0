//! The land: province, districts and communes with their codes and names by date, and what became of them.

use super::{Builder, Part, StructureError, missing};
use crate::domain::{Became, Dated, Day, Form, Level, Line, Share, Span, Unit, UnitId, change_from};
use crate::register::gazetteer::{Area, Era};
use std::collections::BTreeMap;

/// Where the territorial units' numbers are, for the steps that come after.
pub(super) struct Land {
    pub province: UnitId,
    pub districts: Vec<UnitId>,
    /// Communes of before 01/07/2025 with their district, in order of protocol.
    pub communes: Vec<(UnitId, UnitId)>,
    /// Communes since 01/07/2025.
    pub new_communes: Vec<UnitId>,
}

impl Land {
    /// The commune of today in which the seat of a commune of before lies.
    pub(super) fn heir(b: &Builder<'_>, commune: UnitId) -> Option<UnitId> {
        let mut at = commune;
        loop {
            let unit = b.unit(at)?;
            let Some(next) = unit.became.iter().find(|x| x.share != Share::Part) else {
                return (at != commune).then_some(at);
            };
            at = next.into;
        }
    }
}

pub(super) fn build(b: &mut Builder<'_>) -> Result<Land, StructureError> {
    let code = b.plan.province;
    let area = *b
        .gazetteer
        .area(Level::Province, code, Era::Until2024)
        .ok_or_else(|| missing("province", &code.to_string()))?;
    let province = add(b, &area, Span::since(b.begins()), None, 0, Part::Province)?;
    let (districts, communes) = districts(b, &area, province)?;
    let mut land = Land { province, districts, communes, new_communes: Vec::new() };
    let mut holders: BTreeMap<u32, UnitId> = BTreeMap::new();
    for (commune, _) in &land.communes {
        if let Some(code) = b.unit(*commune).and_then(|u| u.code(b.begins())) {
            holders.insert(code, *commune);
        }
    }
    merge_of_2024(b, &mut holders)?;
    two_tiers(b, &mut land, &holders)?;
    end_districts(b, &land);
    Ok(land)
}

/// Adds a territorial unit under its parent in all three lines.
fn add(
    b: &mut Builder<'_>,
    area: &Area,
    span: Span,
    parent: Option<UnitId>,
    order: u32,
    part: Part,
) -> Result<UnitId, StructureError> {
    let form = Form { kind: b.kind(area.kind)?, level: area.level };
    let mut unit = Unit::new(b.next_unit(), span, area.name, form, order);
    unit.codes.push(Dated { span, value: area.code });
    for line in Line::ALL {
        unit.place(line, parent, span);
    }
    let models = if part == Part::CommuneTwoTier { vec!["two-tier".to_owned()] } else { vec![area.kind.to_owned()] };
    Ok(b.add_unit(unit, part, None, models))
}

/// Wards stand before townships, townships before communes; a city before its province's districts.
fn in_protocol<'a>(b: &Builder<'_>, areas: impl Iterator<Item = &'a Area>) -> Result<Vec<Area>, StructureError> {
    let mut list = areas.map(|a| Ok((b.kind(a.kind)?, *a))).collect::<Result<Vec<_>, StructureError>>()?;
    list.sort_by_key(|(kind, area)| (if area.level == Level::Commune { kind.0 } else { 0 }, area.code));
    Ok(list.into_iter().map(|(_, area)| area).collect())
}

type Districts = (Vec<UnitId>, Vec<(UnitId, UnitId)>);

fn districts(b: &mut Builder<'_>, province: &Area, parent: UnitId) -> Result<Districts, StructureError> {
    let (era, gazetteer) = (Era::Until2024, b.gazetteer);
    let span = Span::new(b.begins(), Era::TwoTier.begins());
    let all = in_protocol(b, gazetteer.children(province.level, province.code, era))?;
    let total: usize = all.iter().map(|d| gazetteer.children(d.level, d.code, era).count()).sum();
    let mut left = if b.share >= 1.0 { total } else { ((total as f64 * b.share).round() as usize).clamp(2, total) };
    let (mut districts, mut communes) = (Vec::new(), Vec::new());
    for (order, area) in (1000u32..).zip(&all) {
        if left == 0 {
            break;
        }
        let district = add(b, area, span, Some(parent), order, Part::District)?;
        districts.push(district);
        let inside = in_protocol(b, gazetteer.children(area.level, area.code, era))?;
        for (order, area) in (2000u32..).zip(inside.iter().take(left)) {
            communes.push((add(b, area, span, Some(district), order, Part::Commune)?, district));
        }
        left = left.saturating_sub(inside.len());
    }
    Ok((districts, communes))
}

/// 01/12/2024: a commune goes on in the one that keeps its kind and name, else in the one that keeps its code; the others
/// end. A code may change hands: 06040 was Đại Đồng and is Thất Khê.
fn merge_of_2024(b: &mut Builder<'_>, holders: &mut BTreeMap<u32, UnitId>) -> Result<(), StructureError> {
    let on = Era::Early2025.begins();
    let gazetteer = b.gazetteer;
    let mut ending: Vec<(u32, UnitId)> = Vec::new();
    let mut after: BTreeMap<u32, UnitId> = BTreeMap::new();
    for (code, unit) in holders.iter() {
        let same = gazetteer.area(Level::Commune, *code, Era::Until2024);
        let goes_on = gazetteer
            .became(*code, on)
            .filter_map(|c| gazetteer.area(Level::Commune, c.new, Era::Early2025))
            .find(|a| same.is_some_and(|s| s.name == a.name && s.kind == a.kind));
        let taken = gazetteer.came_from(*code, on).any(|c| c.old != *code && keeps_name(b, c.old, *code));
        match goes_on {
            Some(area) => {
                after.insert(area.code, *unit);
            }
            None if !taken && gazetteer.area(Level::Commune, *code, Era::Early2025).is_some() => {
                after.insert(*code, *unit);
            }
            None => ending.push((*code, *unit)),
        }
    }
    for (code, unit) in &after {
        let now = gazetteer.area(Level::Commune, *code, Era::Early2025).copied();
        if let (Some(area), Some(form)) = (now, now.map(|a| b.kind(a.kind)).transpose()?) {
            carry_on(b, *unit, &area, Form { kind: form, level: area.level }, on);
        }
    }
    for (code, unit) in ending {
        let into =
            gazetteer.became(code, on).filter_map(|c| Some(Became { on, into: *after.get(&c.new)?, share: c.share }));
        let into: Vec<Became> = into.collect();
        end(b, unit, on, into);
    }
    *holders = after;
    Ok(())
}

/// Whether the commune `old` of before goes on under the code `new` with its kind and name.
fn keeps_name(b: &Builder<'_>, old: u32, new: u32) -> bool {
    let before = b.gazetteer.area(Level::Commune, old, Era::Until2024);
    let after = b.gazetteer.area(Level::Commune, new, Era::Early2025);
    before.zip(after).is_some_and(|(x, y)| x.name == y.name && x.kind == y.kind)
}

fn carry_on(b: &mut Builder<'_>, unit: UnitId, area: &Area, form: Form, on: Day) {
    let Some(unit) = b.unit_mut(unit) else { return };
    if unit.code(on) != Some(area.code) {
        let last = unit.span.to;
        change_from(&mut unit.codes, on, area.code);
        if let Some(now) = unit.codes.last_mut() {
            now.span.to = last;
        }
    }
    if unit.name(on) != area.name {
        unit.rename_from(on, area.name);
    }
    if unit.form(on) != Some(form) {
        change_from(&mut unit.forms, on, form);
    }
}

/// Ends a unit and everything dated about it, and says what it became.
pub(super) fn end(b: &mut Builder<'_>, unit: UnitId, on: Day, into: Vec<Became>) {
    let Some(unit) = b.unit_mut(unit) else { return };
    unit.span.to = unit.span.to.min(on);
    for place in &mut unit.places {
        place.span.to = place.span.to.min(on);
    }
    for code in &mut unit.codes {
        code.span.to = code.span.to.min(on);
    }
    unit.became.extend(into);
}

/// 01/07/2025: new communes directly under the province; those of before end and go into them.
fn two_tiers(b: &mut Builder<'_>, land: &mut Land, holders: &BTreeMap<u32, UnitId>) -> Result<(), StructureError> {
    let on = Era::TwoTier.begins();
    let gazetteer = b.gazetteer;
    let mut heirs: BTreeMap<u32, UnitId> = BTreeMap::new();
    let areas: Vec<Area> = gazetteer
        .children(Level::Province, b.plan.province, Era::TwoTier)
        .filter(|a| gazetteer.came_from(a.code, on).any(|c| holders.contains_key(&c.old)))
        .copied()
        .collect();
    for (order, area) in (1000u32..).zip(in_protocol(b, areas.iter())?) {
        let unit = add(b, &area, Span::since(on), Some(land.province), order, Part::CommuneTwoTier)?;
        heirs.insert(area.code, unit);
        land.new_communes.push(unit);
    }
    for (code, unit) in holders {
        let into =
            gazetteer.became(*code, on).filter_map(|c| Some(Became { on, into: *heirs.get(&c.new)?, share: c.share }));
        let into: Vec<Became> = into.collect();
        end(b, *unit, on, into);
    }
    Ok(())
}

/// A district goes in parts into the communes on its land; its main part is where its first commune, its seat, went.
fn end_districts(b: &mut Builder<'_>, land: &Land) {
    let on = Era::TwoTier.begins();
    for district in &land.districts {
        let mut into: Vec<Became> = Vec::new();
        let inside = land.communes.iter().filter(|(_, d)| d == district);
        for (at, heir) in inside.filter_map(|(c, _)| Land::heir(b, *c)).enumerate() {
            if !into.iter().any(|x| x.into == heir) {
                let share = if at == 0 { Share::MainPart } else { Share::Part };
                into.push(Became { on, into: heir, share });
            }
        }
        end(b, *district, on, into);
    }
}
