//! Which unit a place of origin is. Official names in full, of today and of before, are linked to the unit of this
//! register, or to the code of a place of another province; what names no province or may be several places stays text.

use super::gazetteer::{Area, Era, Gazetteer};
use super::lands::spelled;
use crate::domain::{Kind, Level, Line, Origin, UnitId};
use crate::register::view::View;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// Areas of the country by bare name.
static NAMED: LazyLock<HashMap<String, Vec<(Era, &'static Area)>>> = LazyLock::new(|| {
    let mut named: HashMap<String, Vec<_>> = HashMap::new();
    if let Some(gazetteer) = Gazetteer::shared() {
        for era in Era::ALL {
            gazetteer.areas(era).for_each(|area| named.entry(spelled(area.name)).or_default().push((era, area)));
        }
    }
    named
});

/// A part of a place as it may be meant: of which kind, where that is said, and the bare name.
type Meant<'k> = Vec<(Option<&'k str>, String)>;

fn meant<'k>(kinds: &'k [Kind], part: &str) -> Meant<'k> {
    let part = spelled(part);
    let mut out = vec![(None, part.clone())];
    // land is what has a people's committee
    for kind in kinds.iter().filter(|kind| kind.called.state.is_some()) {
        let before = spelled(&kind.called.territory.replace("{}", ""));
        let full = part.strip_prefix(&before).and_then(|rest| rest.strip_prefix(' '));
        let short = |short: &String| part.strip_prefix(short.as_str())?.strip_prefix(['.', ' ']);
        let bare = full.or_else(|| kind.short.iter().find_map(short));
        out.extend(bare.map(|bare| (Some(kind.code.as_str()), bare.trim().to_owned())));
    }
    out
}

fn fits(meant: &Meant<'_>, kind: &str, name: &str) -> bool {
    meant.iter().any(|(of, bare)| *bare == name && of.is_none_or(|of| of == kind))
}

/// Whether the parts that follow name the units above in order, the province last; exact where none is passed over.
fn follows(parts: &[Meant<'_>], above: &[(String, String)]) -> Option<bool> {
    let (last, top) = (parts.last()?, above.last()?);
    let mut rest = above.iter();
    let all = parts.iter().all(|part| rest.any(|(kind, name)| fits(part, kind, name)));
    (all && fits(last, &top.0, &top.1)).then_some(parts.len() == above.len())
}

/// A place of origin with the unit that it is, where its text says which.
#[must_use]
pub fn linked(view: &View, text: &str) -> Origin {
    let origin = |(unit, code)| Origin { text: text.to_owned(), unit, code };
    let kinds = view.catalogue.kinds();
    let cut = text.replace(" – ", ",").replace(" - ", ",");
    let parts: Vec<Meant<'_>> =
        cut.split([',', ';']).map(str::trim).filter(|p| !p.is_empty()).map(|p| meant(kinds, p)).collect();
    let Some((place, above)) = parts.split_first().filter(|(_, above)| !above.is_empty()) else {
        return origin((None, None));
    };
    let own = of_register(view, place, above);
    let found = if own.is_empty() { of_country(view, place, above) } else { own };
    // what is named without gaps comes before what passes over a district
    let exact = found.iter().any(|(exact, _)| *exact);
    let meant: BTreeSet<_> = found.into_iter().filter(|(is, _)| *is == exact).map(|(_, found)| found).collect();
    let elsewhere = meant.iter().all(|(unit, _)| unit.is_none());
    match meant.first() {
        Some(found) if meant.len() == 1 || elsewhere => origin(*found),
        _ => origin((None, None)),
    }
}

type Found = Vec<(bool, (Option<UnitId>, Option<u32>))>;

/// Units of the register that are, or were, called so.
fn of_register(view: &View, place: &Meant<'_>, above: &[Meant<'_>]) -> Found {
    let mut found = Found::new();
    let days: BTreeSet<_> = view.milestones().iter().flat_map(|m| [m.prev(), *m]).chain([view.on]).collect();
    for id in place.iter().filter_map(|(_, bare)| view.lands().by_name.get(bare)).flatten() {
        let Some(unit) = view.unit(*id) else { continue };
        for on in days.iter().filter(|on| unit.span.holds(**on)) {
            let then = view.on(*on);
            let called = |id: &UnitId| {
                let unit = then.unit(*id)?;
                Some((then.kind(unit)?.code.clone(), spelled(unit.name(*on))))
            };
            let path: Vec<_> = then.path(Line::Territory, *id).iter().rev().filter_map(called).collect();
            let Some(((kind, name), up)) = path.split_first() else { continue };
            if fits(place, kind, name) {
                found.extend(follows(above, up).map(|exact| (exact, (Some(*id), None))));
            }
        }
    }
    found
}

/// Places of the country that are, or were, called so: what went into a unit of the register lies there.
fn of_country(view: &View, place: &Meant<'_>, above: &[Meant<'_>]) -> Found {
    let Some(gazetteer) = Gazetteer::shared() else { return Found::new() };
    let mut found = Found::new();
    for (era, area) in place.iter().filter_map(|(_, bare)| NAMED.get(bare)).flatten() {
        let mut up = Vec::new();
        let mut at = area.parent;
        while let Some(here) = at.and_then(|(level, code)| gazetteer.area(level, code, *era)) {
            up.push((here.kind.to_owned(), spelled(here.name)));
            at = here.parent;
        }
        if fits(place, area.kind, &spelled(area.name))
            && let Some(exact) = follows(above, &up)
        {
            found.push((exact, lies(view, gazetteer, *era, area)));
        }
    }
    found
}

/// Where an area lies: in which unit of the register, else by which code in another province.
fn lies(view: &View, gazetteer: &Gazetteer, era: Era, area: &Area) -> (Option<UnitId>, Option<u32>) {
    let communes: Vec<u32> = match area.level {
        Level::Commune => vec![area.code],
        _ => gazetteer.children(area.level, area.code, era).map(|child| child.code).collect(),
    };
    let today: Vec<u32> = communes.iter().flat_map(|code| heirs(gazetteer, era, *code)).collect();
    let here: BTreeSet<UnitId> = today.iter().filter_map(|code| view.lands().by_code.get(code)).copied().collect();
    let top = view.tops(Line::Territory).first().copied();
    match here.len() {
        0 => (None, Some(area.code)),
        1 => (here.first().copied(), None),
        // divided among several: it lies in the province, and of each of them it cannot be told
        _ => (top, None),
    }
}

/// Codes of today's communes into which one of an era went.
fn heirs(gazetteer: &Gazetteer, era: Era, code: u32) -> Vec<u32> {
    let step = |code: u32, on| gazetteer.became(code, on).map(|change| change.new).collect::<Vec<_>>();
    let mut now = vec![code];
    for next in Era::ALL.into_iter().filter(|next| *next > era) {
        let kept = |code: u32| if next == Era::Early2025 { vec![code] } else { Vec::new() };
        now = now
            .into_iter()
            .flat_map(|code| match step(code, next.begins()) {
                into if into.is_empty() => kept(code),
                into => into,
            })
            .collect();
    }
    now
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Day;
    use crate::register::begin::begin;
    use crate::register::{Catalogue, Snapshot};
    use std::sync::Arc;

    fn begun(code: u32, on: &str) -> View {
        let (catalogue, on) = (Catalogue::embedded().unwrap(), Day::parse(on).unwrap());
        let edits = begin(&catalogue, Gazetteer::shared().unwrap(), code, on, 9).unwrap();
        let mut snapshot = Snapshot::default();
        edits.into_iter().for_each(|e| snapshot.apply(e));
        View::new(Arc::new(snapshot), Arc::new(catalogue), on)
    }

    fn place(view: &View, text: &str) -> (Option<String>, bool) {
        let origin = linked(view, text);
        assert_eq!(origin.text, text);
        (origin.unit.map(|unit| view.called_in_full(Line::Territory, unit)), origin.code.is_some())
    }

    #[test]
    fn official_names_of_today_and_of_before_are_linked_in_a_store_of_today() {
        let view = begun(20, "01/12/2026");
        let unit = |name: &str| (Some(name.to_owned()), false);
        assert_eq!(place(&view, "phường Kỳ Lừa, tỉnh Lạng Sơn"), unit("Phường Kỳ Lừa"));
        assert_eq!(place(&view, "xã Thất Khê, tỉnh Lạng Sơn"), unit("Xã Thất Khê"));
        // Đại Đồng was divided on 01/12/2024: which part is meant cannot be told
        assert_eq!(place(&view, "xã Đại Đồng, huyện Tràng Định, tỉnh Lạng Sơn"), unit("Tỉnh Lạng Sơn"));
        assert_eq!(place(&view, "TT Thất Khê, Tràng Định, Lạng Sơn"), unit("Xã Thất Khê"));
        // a district went into many: it lies in the province
        assert_eq!(place(&view, "huyện Cao Lộc, tỉnh Lạng Sơn"), unit("Tỉnh Lạng Sơn"));
        assert_eq!(place(&view, "xã Hải Hưng, huyện Hải Hậu, tỉnh Nam Định"), (None, true));
        for unknown in ["xã Hồng Phong", "Nam Định", "tỉnh Hà Bắc", "ở quê, không rõ", ""] {
            assert_eq!(place(&view, unknown), (None, false), "{unknown}");
        }
    }

    #[test]
    fn names_of_before_are_linked_to_the_units_of_before_where_they_are_on_file() {
        let view = begun(20, "01/05/2024");
        let full = "Xã Tân Thành, huyện Cao Lộc";
        for text in [
            "xã Tân Thành, huyện Cao Lộc, tỉnh Lạng Sơn",
            "Tân Thành - Cao Lộc - Lạng Sơn",
            "xã Tân Thành, H. Cao Lộc, T. Lạng Sơn",
        ] {
            assert_eq!(place(&view, text), (Some(full.to_owned()), false), "{text}");
        }
    }
}
