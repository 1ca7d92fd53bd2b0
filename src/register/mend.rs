//! What the corrected gazetteer changes in a store that was made before it: codes, successions that never were, and
//! kinds of units since their day. Everything is a correction of one revision; what the office changed itself stays.

use super::gazetteer::{Era, Gazetteer};
use crate::domain::{Dated, Edit, Form, Level, Line, Nature, Record, Unit, UnitId, change_from};
use crate::register::view::View;
use std::collections::HashMap;

/// The edits that mend the units of a view; none where there is nothing to mend.
#[must_use]
pub fn edits(view: &View, gazetteer: &Gazetteer) -> Vec<Edit> {
    let codes = codes(view, gazetteer);
    let mended = view.snapshot.units.values().filter_map(|unit| {
        let mut is = Unit::clone(unit);
        if let Some((was, code)) = codes.get(&unit.id) {
            let wrong = |c: &&mut Dated<u32>| c.value == *was && c.span.to > Era::TwoTier.begins();
            is.codes.iter_mut().filter(wrong).for_each(|c| c.value = *code);
        }
        kinds(view, gazetteer, &mut is);
        successions(view, gazetteer, &codes, &mut is);
        let (was, is) = (Record::Unit(Unit::clone(unit)), Record::Unit(is));
        (was != is).then_some(Edit { nature: Nature::Correction, was: Some(was), becomes: Some(is) })
    });
    mended.collect()
}

/// The province in which a unit stands when the last era begins, by code.
fn province(view: &View, unit: UnitId) -> Option<u32> {
    let then = view.on(Era::TwoTier.begins());
    let top = *then.path(Line::Territory, unit).first()?;
    then.unit(top)?.code(then.on)
}

/// Units that bear a wrong code, with the right one.
fn codes(view: &View, gazetteer: &Gazetteer) -> HashMap<UnitId, (u32, u32)> {
    let begins = Era::TwoTier.begins();
    let wrong = |unit: &Unit| {
        let code = unit.code(begins)?;
        let kind = view.catalogue.kind(unit.form(begins)?.kind)?;
        let fits = |c: &&super::gazetteer::CodeCorrection| {
            (c.was, c.kind, c.name) == (code, kind.code.as_str(), unit.name(begins))
        };
        let found = gazetteer.corrected_codes().iter().find(fits)?;
        (province(view, unit.id) == Some(found.province)).then_some((unit.id, (found.was, found.is)))
    };
    view.snapshot.units.values().filter_map(|unit| wrong(unit)).collect()
}

/// A unit becomes of another kind on its day, unless the office has said so itself.
fn kinds(view: &View, gazetteer: &Gazetteer, unit: &mut Unit) {
    let level = match unit.form(Era::TwoTier.begins()).map(|form| form.level) {
        Some(level @ (Level::Province | Level::Commune)) => level,
        _ => return,
    };
    let area = unit.code(Era::TwoTier.begins()).and_then(|code| gazetteer.area(level, code, Era::TwoTier));
    let Some(area) = area.filter(|area| area.name == unit.name(Era::TwoTier.begins())) else { return };
    for change in gazetteer.kind_changes(area).filter(|change| unit.span.holds(change.on)) {
        let kind = |code| view.catalogue.kind_coded(code).map(|kind| kind.id);
        let Some((was, is)) = kind(area.kind).zip(kind(change.kind)) else { continue };
        if unit.form(change.on).is_some_and(|form| form.kind == was) {
            change_from(&mut unit.forms, change.on, Form { kind: is, level });
        }
    }
}

/// A commune did not go into one of which only the name is the same; what is left of it went where the gazetteer says.
fn successions(view: &View, gazetteer: &Gazetteer, codes: &HashMap<UnitId, (u32, u32)>, unit: &mut Unit) {
    let Some(on) = unit.became.iter().map(|b| b.on).max() else { return };
    let Some(old) = unit.code(on.prev()) else { return };
    let code_of = |into: UnitId| {
        let code = view.unit(into).and_then(|heir| heir.code(on));
        codes.get(&into).map(|(_, is)| *is).or(code)
    };
    let wrong = |new: u32| gazetteer.never_were().iter().any(|row| (row.on, row.old, row.new) == (on, old, new));
    let before = unit.became.len();
    unit.became.retain(|b| b.on != on || !code_of(b.into).is_some_and(wrong));
    if unit.became.len() == before {
        return;
    }
    for became in unit.became.iter_mut().filter(|b| b.on == on) {
        let right = code_of(became.into).and_then(|new| gazetteer.became(old, on).find(|change| change.new == new));
        became.share = right.map_or(became.share, |change| change.share);
    }
}
