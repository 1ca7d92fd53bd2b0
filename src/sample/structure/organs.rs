//! Organs, their sections and the schools: one unit for each territorial unit that has one, with parents by line and
//! date. An organ whose parent ends goes on under what the parent became.

use super::land::{Land, end};
use super::plan::School;
use super::{Builder, Part, Station, StructureError};
use crate::domain::{Became, Day, Form, IsoDay, Level, Line, Share, Span, Unit, UnitId, change_from};
use crate::register::catalogue::{Organ, Per};
use crate::register::gazetteer::Era;
use std::collections::HashMap;

/// Added to the order of what comes from an ended parent, so that it stands after what the heir had.
const NEWCOMERS: u32 = 500;

type Made = HashMap<(String, UnitId), UnitId>;

pub(super) fn build(b: &mut Builder<'_>, land: &Land, institutions: &[Organ]) -> Result<(), StructureError> {
    let organs = kept(b, institutions);
    let mut made: Made = HashMap::new();
    for organ in &organs {
        for (at, home) in (0u32..).zip(homes(b, land, organ)) {
            let unit = add_organ(b, organ, home, at)?;
            made.insert((organ.code.clone(), home), unit);
            add_sections(b, organ, home, unit)?;
        }
    }
    for organ in &organs {
        for home in homes(b, land, organ) {
            if let Some(unit) = made.get(&(organ.code.clone(), home)).copied() {
                place(b, land, &made, organ, home, unit);
                rename(b, organ, home, unit)?;
            }
        }
    }
    add_schools(b, land)?;
    adopt(b);
    Ok(())
}

/// Organs that the scale keeps: of each sort the first ones.
fn kept(b: &Builder<'_>, institutions: &[Organ]) -> Vec<Organ> {
    let all: Vec<&Organ> = b.catalogue.organs().iter().chain(institutions).collect();
    let sort = |o: &Organ| (o.line, o.kind.clone(), o.per, o.under.is_some());
    let mut sizes = HashMap::new();
    for organ in &all {
        *sizes.entry(sort(organ)).or_insert(0usize) += 1;
    }
    let mut seen = HashMap::new();
    let few = |organ: &&Organ| {
        let at = seen.entry(sort(organ)).or_insert(0usize);
        *at += 1;
        *at <= b.kept(sizes.get(&sort(organ)).copied().unwrap_or(0))
    };
    all.into_iter().filter(few).cloned().collect()
}

/// The territorial units under which an organ stands.
fn homes(b: &Builder<'_>, land: &Land, organ: &Organ) -> Vec<UnitId> {
    let homes: Vec<UnitId> = match organ.per {
        Per::Province => vec![land.province],
        Per::District => land.districts.clone(),
        Per::Commune => land.communes.iter().map(|(c, _)| *c).collect(),
        Per::CommuneTwoTier => land.new_communes.clone(),
    };
    homes.into_iter().filter(|home| stands_there(b, organ, *home)).collect()
}

fn stands_there(b: &Builder<'_>, organ: &Organ, home: UnitId) -> bool {
    let kind = b.unit(home).and_then(|u| u.form(u.span.from)).and_then(|f| b.catalogue.kind(f.kind));
    let is = |codes: &[String]| kind.is_some_and(|k| codes.contains(&k.code));
    (organ.only_kinds.is_empty() || is(&organ.only_kinds)) && !is(&organ.not_kinds)
}

/// From the first day to the day after the last.
fn span(b: &Builder<'_>, from: Option<IsoDay>, until: Option<IsoDay>) -> Span {
    Span::new(from.map_or(b.begins(), |d| d.0), until.map_or(Day::MAX, |d| d.0.next()))
}

fn add_organ(b: &mut Builder<'_>, organ: &Organ, home: UnitId, at: u32) -> Result<UnitId, StructureError> {
    let span = span(b, organ.from, organ.until);
    let form = Form { kind: b.kind(&organ.kind)?, level: organ.level };
    let name = organ.name.replace("{}", &in_a_name(b, home));
    // brothers of one organ under one parent, such as the health centres of the districts, stand in their homes' order
    let order = if organ.under.is_some() { organ.order * 1000 + at } else { organ.order };
    let unit = Unit::new(b.next_unit(), span, &name, form, order);
    let models = vec![organ.code.clone(), organ.kind.clone()];
    Ok(b.add_unit(unit, Part::Organ(organ.code.clone()), Some(home), models))
}

/// A territorial unit's name as it stands inside another: "huyện Cao Lộc".
fn in_a_name(b: &Builder<'_>, home: UnitId) -> String {
    let Some(unit) = b.unit(home) else { return String::new() };
    let name = unit.name(unit.span.from);
    let kind = unit.form(unit.span.from).and_then(|f| b.catalogue.kind(f.kind));
    let full = kind.map_or(name.to_owned(), |k| k.called.territory.replace("{}", name));
    let mut letters = full.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn add_sections(b: &mut Builder<'_>, organ: &Organ, home: UnitId, parent: UnitId) -> Result<(), StructureError> {
    let Some(kind) = &organ.section_kind else { return Ok(()) };
    let span = Span::since(span(b, organ.from, organ.until).from);
    let form = Form { kind: b.kind(kind)?, level: organ.level };
    for (order, name) in (1u32..).zip(organ.sections.iter().take(b.kept(organ.sections.len()))) {
        let mut unit = Unit::new(b.next_unit(), span, name, form, order);
        unit.place(organ.line, Some(parent), span);
        b.add_unit(unit, Part::Section(organ.code.clone()), Some(home), vec![kind.clone()]);
    }
    Ok(())
}

/// The organ with the code of this territorial unit, or of the one above it.
fn find(b: &Builder<'_>, made: &Made, code: &str, home: UnitId) -> Option<UnitId> {
    let mut at = Some(home);
    while let Some(here) = at {
        if let Some(unit) = made.get(&(code.to_owned(), here)) {
            return Some(*unit);
        }
        at = b.unit(here).and_then(|u| u.parent(Line::Territory, u.span.from)).flatten();
    }
    None
}

fn place(b: &mut Builder<'_>, land: &Land, made: &Made, organ: &Organ, home: UnitId, unit: UnitId) {
    let span = span(b, organ.from, organ.until);
    let first = organ.under.as_ref().and_then(|code| find(b, made, code, home)).unwrap_or(home);
    let mut places = vec![(organ.line, first, span)];
    for step in &organ.moves {
        let to = if step.under == "heir" { Land::heir(b, home) } else { find(b, made, &step.under, land.province) };
        for place in places.iter_mut().filter(|p| p.0 == step.line) {
            place.2.to = place.2.to.min(step.on.0);
        }
        let to = to.unwrap_or(land.province);
        places.push((step.line, to, Span::new(step.on.0, span.to)));
        let level = b.unit(to).and_then(|u| u.form(step.on.0)).map_or(organ.level, |f| f.level);
        if let Some(unit) = b.unit_mut(unit)
            && let Some(form) = unit.form(step.on.0)
        {
            change_from(&mut unit.forms, step.on.0, Form { level, ..form });
        }
    }
    for also in &organ.also {
        if let Some(above) = find(b, made, &also.under, home) {
            let while_both = |s: Span| Span::new(s.from.max(span.from), s.to.min(span.to));
            places.push((also.line, above, while_both(self::span(b, also.from, also.until))));
        }
    }
    let became = organ.became.iter();
    let became: Vec<Became> = became
        .filter_map(|x| Some(Became { on: x.on.0, into: find(b, made, &x.organ, home)?, share: x.share }))
        .collect();
    if let Some(unit) = b.unit_mut(unit) {
        for (line, parent, span) in places.into_iter().filter(|p| p.2.from < p.2.to) {
            unit.place(line, Some(parent), span);
        }
        unit.became = became;
    }
}

/// Later names; `{}` is there the bare name of the territorial unit, whose kind may be gone by then.
fn rename(b: &mut Builder<'_>, organ: &Organ, home: UnitId, unit: UnitId) -> Result<(), StructureError> {
    let bare = if organ.renamed.is_empty() { String::new() } else { told_apart(b, home) };
    for renamed in &organ.renamed {
        let kind = renamed.kind.as_ref().map(|k| b.kind(k)).transpose()?;
        if let Some(unit) = b.unit_mut(unit) {
            unit.rename_from(renamed.on.0, &renamed.name.replace("{}", &bare));
            if let Some(kind) = kind {
                change_from(&mut unit.forms, renamed.on.0, Form { kind, level: organ.level });
            }
        }
    }
    Ok(())
}

/// Schools stand under the district of their commune, and since 01/07/2025 under the commune that it went into.
fn add_schools(b: &mut Builder<'_>, land: &Land) -> Result<(), StructureError> {
    let plan = b.plan;
    let above = b.scale.people.saturating_sub(plan.people);
    let copies = 1 + above.div_ceil(plan.schools.more_for.max(1));
    let (mut rural, mut order) = (plan.schools.rural.iter().cycle(), 3000u32);
    for (commune, district) in &land.communes {
        let kind = b.unit(*commune).and_then(|u| u.form(u.span.from)).and_then(|f| b.catalogue.kind(f.kind));
        let urban = kind.is_some_and(|k| plan.schools.urban_kinds.contains(&k.code));
        let set = if urban { Some(&plan.schools.urban) } else { rural.next() };
        let bare = told_apart(b, *commune);
        for school in set.into_iter().flatten() {
            for copy in 1..=copies {
                order += 1;
                add_school(b, school, (*commune, *district), &bare, (copy, order))?;
            }
        }
    }
    Ok(())
}

fn add_school(
    b: &mut Builder<'_>,
    (kind, name): &School,
    (commune, district): (UnitId, UnitId),
    bare: &str,
    (copy, order): (u32, u32),
) -> Result<(), StructureError> {
    let reform = Era::TwoTier.begins();
    let form = Form { kind: b.kind(kind)?, level: Level::District };
    let mut name = name.replace("{}", bare);
    if copy > 1 {
        name = format!("{name} {}", copy + 1);
    }
    let mut unit = Unit::new(b.next_unit(), Span::since(b.begins()), &name, form, order);
    unit.place(Line::State, Some(district), Span::new(b.begins(), reform));
    unit.place(Line::State, Land::heir(b, commune).or(Some(district)), Span::since(reform));
    change_from(&mut unit.forms, reform, Form { level: Level::Commune, ..form });
    b.add_unit(unit, Part::School, Some(commune), vec![kind.clone()]);
    Ok(())
}

/// A territorial unit's bare name, or with its kind where a sibling has the same: thị trấn and xã Chi Lăng.
fn told_apart(b: &Builder<'_>, home: UnitId) -> String {
    let Some(unit) = b.unit(home) else { return String::new() };
    let (name, from) = (unit.name(unit.span.from), unit.span.from);
    let above = unit.parent(Line::Territory, from);
    let alike = |u: &&Unit| u.parent(Line::Territory, from) == above && u.name(from) == name;
    if b.units.iter().filter(alike).count() > 1 { in_a_name(b, home) } else { name.to_owned() }
}

/// What an ended parent leaves: a section whose like the heir has goes into that one; everything else goes on under the
/// heir; what has no heir ends with its parent.
fn adopt(b: &mut Builder<'_>) {
    for at in 0..b.units.len() {
        let Some(id) = b.units.get(at).map(|u| u.id) else { continue };
        let is_section = matches!(b.stations.get(at), Some(Station { part: Part::Section(_), .. }));
        let Some((line, parent, until)) = orphaned(b, id) else { continue };
        let heir = b.unit(parent).and_then(|p| p.became.iter().find(|x| x.share != Share::Part)).map(|x| x.into);
        let twin = heir.filter(|_| is_section).and_then(|heir| section_called(b, heir, id, until));
        match (heir, twin) {
            (_, Some(twin)) => end(b, id, until, vec![Became { on: until, into: twin, share: Share::Whole }]),
            (Some(heir), None) => {
                if let Some(unit) = b.unit_mut(id) {
                    let last = unit.span.to;
                    for place in unit.places.iter_mut().filter(|p| p.value.line == line) {
                        place.span.to = place.span.to.min(until);
                    }
                    unit.place(line, Some(heir), Span::new(until, last));
                    // after the heir's own
                    let order = unit.ordinal(until).saturating_add(NEWCOMERS);
                    change_from(&mut unit.ordinals, until, order);
                }
            }
            (None, None) => end(b, id, until, Vec::new()),
        }
    }
}

/// A place whose parent ends before it does.
fn orphaned(b: &Builder<'_>, id: UnitId) -> Option<(Line, UnitId, Day)> {
    b.unit(id)?.places.iter().find_map(|place| {
        let parent = place.value.parent?;
        let until = b.unit(parent)?.span.to;
        (until < place.span.to).then_some((place.value.line, parent, until))
    })
}

/// The section of the heir that has the name of the section `like`.
fn section_called(b: &Builder<'_>, heir: UnitId, like: UnitId, on: Day) -> Option<UnitId> {
    let name = b.unit(like)?.name(on);
    b.units
        .iter()
        .zip(&b.stations)
        .filter(|(_, s)| matches!(s.part, Part::Section(_)))
        .find(|(u, _)| {
            u.id != like && u.name(on) == name && Line::ALL.iter().any(|l| u.parent(*l, on) == Some(Some(heir)))
        })
        .map(|(u, _)| u.id)
}
