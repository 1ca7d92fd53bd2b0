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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, Share};
    use crate::register::begin::begin;
    use crate::register::{Catalogue, Snapshot};
    use std::sync::Arc;

    /// A province as it is begun today.
    fn begun(code: u32) -> (Snapshot, Arc<Catalogue>) {
        let catalogue = Catalogue::embedded().unwrap();
        let on = Day::parse("2026-12-01").unwrap();
        let mut snapshot = Snapshot::default();
        let edits = begin(&catalogue, Gazetteer::shared().unwrap(), code, on, 9).unwrap();
        edits.into_iter().for_each(|e| snapshot.apply(e));
        (snapshot, Arc::new(catalogue))
    }

    fn view(snapshot: &Snapshot, catalogue: &Arc<Catalogue>) -> View {
        View::new(Arc::new(snapshot.clone()), Arc::clone(catalogue), Day::parse("2026-12-01").unwrap())
    }

    fn put(snapshot: &mut Snapshot, name: &str, change: impl Fn(&mut Unit)) {
        let on = Day::parse("2026-12-01").unwrap();
        let was = snapshot.units.values().find(|u| u.name(on) == name && u.code(on).is_some()).unwrap();
        let (was, mut is) = (Unit::clone(was), Unit::clone(was));
        change(&mut is);
        let (was, becomes) = (Some(Record::Unit(was)), Some(Record::Unit(is)));
        snapshot.apply(Edit { nature: Nature::Correction, was, becomes });
    }

    #[test]
    fn a_code_of_an_earlier_gazetteer_is_set_right_once_and_a_store_of_today_has_nothing_to_mend() {
        let (mut snapshot, catalogue) = begun(20);
        let gazetteer = Gazetteer::shared().unwrap();
        assert!(edits(&view(&snapshot, &catalogue), gazetteer).is_empty());
        let wrong = gazetteer.corrected_codes().iter().find(|c| c.name == "Cao Lộc" && c.province == 20).unwrap();
        assert_eq!(wrong.is, 6211);
        put(&mut snapshot, "Cao Lộc", |unit| unit.codes[0].value = wrong.was);
        let mended = edits(&view(&snapshot, &catalogue), gazetteer);
        assert_eq!(mended.len(), 1);
        mended.into_iter().for_each(|e| snapshot.apply(e));
        let after = view(&snapshot, &catalogue);
        assert!(after.snapshot.units.values().any(|u| u.name(after.on) == "Cao Lộc" && u.code(after.on) == Some(6211)));
        assert!(edits(&after, gazetteer).is_empty());
    }

    #[test]
    fn a_commune_did_not_go_into_a_namesakes_heir() {
        let (mut snapshot, catalogue) = begun(20);
        let gazetteer = Gazetteer::shared().unwrap();
        let on = Era::TwoTier.begins();
        let id = |code: u32| snapshot.units.values().find(|u| u.code(on) == Some(code)).map(|u| u.id);
        // Hồng Phong of Bình Gia, which had been taken for Hồng Phong of Cao Lộc
        let row = gazetteer.never_were().iter().find(|row| row.old == 6079).unwrap();
        let (right, false_heir) = (id(6079).unwrap(), id(row.new).unwrap());
        let form = snapshot.units[&right].form(on).unwrap();
        let mut old = Unit::new(UnitId::new(8, 1), crate::domain::Span::new(Day::MIN, on), "Hồng Phong", form, 1);
        old.codes.push(Dated { span: old.span, value: 6079 });
        let became = |into, share| crate::domain::Became { on, into, share };
        old.became = vec![became(right, Share::MainPart), became(false_heir, Share::Part)];
        snapshot.apply(Edit::create(Record::Unit(old)));
        let mended = edits(&view(&snapshot, &catalogue), gazetteer);
        let [Edit { becomes: Some(Record::Unit(unit)), .. }] = mended.as_slice() else { panic!("{mended:?}") };
        assert_eq!(unit.became, [became(right, Share::Whole)]);
    }

    #[test]
    fn dong_nai_and_its_wards_become_what_they_are_on_their_day() {
        let (mut snapshot, catalogue) = begun(75);
        put(&mut snapshot, "Nhơn Trạch", |unit| unit.forms.truncate(1));
        put(&mut snapshot, "Nhơn Trạch", |unit| unit.forms[0].span.to = Day::MAX);
        let mended = edits(&view(&snapshot, &catalogue), Gazetteer::shared().unwrap());
        assert_eq!(mended.len(), 1);
        let Some(Record::Unit(unit)) = &mended[0].becomes else { panic!() };
        let kind = |on: &str| catalogue.kind(unit.form(Day::parse(on).unwrap()).unwrap().kind).unwrap().code.clone();
        assert_eq!((kind("2026-04-29").as_str(), kind("2026-04-30").as_str()), ("xa", "phuong"));
    }
}
