//! A province to begin with: its units as they stand on a day, from gazetteer and catalogue, their leading posts, and
//! no people.

use super::catalogue::{Catalogue, Organ, Per};
use super::gazetteer::{Area, Era, Gazetteer};
use crate::domain::{Dated, Day, Edit, Form, Level, Line, Post, PostId, Record, Span, TitleId, Unit, UnitId};
use serde::Deserialize;
use std::collections::HashMap;

/// Why a province cannot be begun.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// No province bears the code on the day.
    #[error("no province {code} on {on}")]
    Province {
        /// Code of the statistics office.
        code: u32,
        on: Day,
    },
    /// The catalogue does not say what is asked of it.
    #[error("catalogue: {0}")]
    Catalogue(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    posts: Vec<Model>,
}

/// Posts of a kind of unit: title and seats.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Model {
    of: Vec<String>,
    seats: Vec<(String, u16)>,
}

/// How `catalogue/posts.toml` names a commune since 01/07/2025, whatever its kind.
const TWO_TIER: &str = "two-tier";

/// The edits that begin a province as it stands on a day.
///
/// # Errors
/// No such province on the day, or a catalogue that does not fit together.
pub fn begin(
    catalogue: &Catalogue,
    gazetteer: &Gazetteer,
    code: u32,
    on: Day,
    origin: u16,
) -> Result<Vec<Edit>, BeginError> {
    let text = include_str!("../../data/catalogue/posts.toml");
    let models: File = toml::from_str(text).map_err(|e| BeginError::Catalogue(e.to_string()))?;
    let era = Era::of(on);
    let mut new = Beginning {
        catalogue,
        models: &models.posts,
        province: code,
        on,
        era,
        origin,
        units: Vec::new(),
        posts: Vec::new(),
    };
    let area = gazetteer.area(Level::Province, code, era).ok_or(BeginError::Province { code, on })?;
    let province = new.add_area(area, None, 0)?;
    let mut homes = Homes { province, districts: Vec::new(), communes: Vec::new(), above: HashMap::new() };
    new.add_land(gazetteer, area, &mut homes)?;
    new.add_organs(&homes)?;
    let units = new.units.into_iter().map(Record::Unit);
    Ok(units.chain(new.posts.into_iter().map(Record::Post)).map(Edit::create).collect())
}

/// Territorial units under which organs stand.
struct Homes {
    province: UnitId,
    districts: Vec<(UnitId, String)>,
    communes: Vec<(UnitId, String)>,
    above: HashMap<UnitId, UnitId>,
}

struct Beginning<'a> {
    catalogue: &'a Catalogue,
    models: &'a [Model],
    province: u32,
    on: Day,
    era: Era,
    origin: u16,
    units: Vec<Unit>,
    posts: Vec<Post>,
}

impl Beginning<'_> {
    /// First day of what no paper dates: early enough for every career that will be entered.
    fn since(&self, level: Level) -> Day {
        match (self.era, level) {
            (Era::TwoTier, Level::Commune) => self.era.begins(),
            _ => Day::of(2000, 1, 1).unwrap_or(Day::MIN),
        }
    }

    fn kind(&self, code: &str) -> Result<crate::domain::KindId, BeginError> {
        let kind = self.catalogue.kind_coded(code).map(|k| k.id);
        kind.ok_or_else(|| BeginError::Catalogue(format!("no kind {code}")))
    }

    fn next(&self) -> UnitId {
        UnitId::new(self.origin, self.units.len() as u64 + 1)
    }

    fn add_area(&mut self, area: &Area, parent: Option<UnitId>, order: u32) -> Result<UnitId, BeginError> {
        let span = Span::since(self.since(area.level));
        let form = Form { kind: self.kind(area.kind)?, level: area.level };
        let mut unit = Unit::new(self.next(), span, area.name, form, order);
        unit.codes.push(Dated { span, value: area.code });
        for line in Line::ALL {
            unit.place(line, parent, span);
        }
        let two_tier = self.era == Era::TwoTier && area.level == Level::Commune;
        let model = if two_tier { TWO_TIER } else { area.kind };
        self.add(unit, &[model])
    }

    /// Adds a unit with the posts of the first of these codes that has some.
    fn add(&mut self, unit: Unit, codes: &[&str]) -> Result<UnitId, BeginError> {
        let (id, span) = (unit.id, unit.span);
        self.units.push(unit);
        let models = self.models;
        let model = codes.iter().find_map(|code| models.iter().find(|m| m.of.iter().any(|of| of == code)));
        for (title, seats) in model.into_iter().flat_map(|m| &m.seats) {
            let title = self.catalogue.title_coded(title);
            let Some(title) = title else { return Err(BeginError::Catalogue(format!("no title of {codes:?}"))) };
            if title.in_force(self.on) {
                self.add_post(id, title.id, span, *seats);
            }
        }
        Ok(id)
    }

    fn add_post(&mut self, unit: UnitId, title: TitleId, span: Span, seats: u16) {
        let id = PostId::new(self.origin, self.posts.len() as u64 + 1);
        self.posts.push(Post::new(id, unit, title, span, seats));
    }

    /// Districts, where there are, and communes.
    fn add_land(&mut self, gazetteer: &Gazetteer, province: &Area, homes: &mut Homes) -> Result<(), BeginError> {
        for (order, area) in (1000u32..).zip(gazetteer.children(province.level, province.code, self.era)) {
            let unit = self.add_area(area, Some(homes.province), order)?;
            homes.above.insert(unit, homes.province);
            if area.level == Level::Commune {
                homes.communes.push((unit, area.kind.to_owned()));
                continue;
            }
            homes.districts.push((unit, area.kind.to_owned()));
            for (order, area) in (2000u32..).zip(gazetteer.children(area.level, area.code, self.era)) {
                let commune = self.add_area(area, Some(unit), order)?;
                homes.above.insert(commune, unit);
                homes.communes.push((commune, area.kind.to_owned()));
            }
        }
        Ok(())
    }

    fn add_organs(&mut self, homes: &Homes) -> Result<(), BeginError> {
        let catalogue = self.catalogue;
        let here = |o: &&Organ| o.provinces.is_empty() || o.provinces.contains(&self.province);
        let standing = |o: &&Organ| o.from.is_none_or(|d| d.0 <= self.on) && o.until.is_none_or(|d| self.on <= d.0);
        let organs: Vec<&Organ> = catalogue.organs().iter().filter(here).filter(standing).collect();
        let mut made: HashMap<(&str, UnitId), UnitId> = HashMap::new();
        for organ in &organs {
            for (at, home) in (0u32..).zip(self.homes(organ, homes)) {
                let unit = self.add_organ(organ, home, at)?;
                made.insert((&organ.code, home), unit);
            }
        }
        for organ in &organs {
            for home in self.homes(organ, homes) {
                let Some(unit) = made.get(&(organ.code.as_str(), home)).copied() else { continue };
                let above = |line: Line, first: Option<&str>| {
                    let moved = organ.moves.iter().rfind(|m| m.on.0 <= self.on && m.line == line);
                    let code = moved.map(|m| m.under.as_str()).or(first)?;
                    let mut at = Some(home);
                    while let Some(here) = at {
                        if let Some(unit) = made.get(&(code, here)) {
                            return Some(*unit);
                        }
                        at = homes.above.get(&here).copied();
                    }
                    None
                };
                let own = above(organ.line, organ.under.as_deref()).unwrap_or(home);
                let mut places = vec![(organ.line, own)];
                for also in &organ.also {
                    let now = also.from.is_none_or(|d| d.0 <= self.on) && also.until.is_none_or(|d| self.on <= d.0);
                    if let Some(unit) = above(also.line, Some(&also.under)).filter(|_| now) {
                        places.push((also.line, unit));
                    }
                }
                self.place(unit, &places);
            }
        }
        Ok(())
    }

    fn place(&mut self, unit: UnitId, places: &[(Line, UnitId)]) {
        let at = usize::try_from(unit.counter()).ok().and_then(|n| n.checked_sub(1));
        if let Some(unit) = at.and_then(|at| self.units.get_mut(at)) {
            for (line, parent) in places {
                unit.place(*line, Some(*parent), unit.span);
            }
        }
    }

    fn homes(&self, organ: &Organ, homes: &Homes) -> Vec<UnitId> {
        let fits = |kind: &String| {
            (organ.only_kinds.is_empty() || organ.only_kinds.contains(kind)) && !organ.not_kinds.contains(kind)
        };
        let of = |list: &[(UnitId, String)]| list.iter().filter(|(_, kind)| fits(kind)).map(|(u, _)| *u).collect();
        match (organ.per, self.era) {
            (Per::Province, _) => vec![homes.province],
            (Per::District, _) => of(&homes.districts),
            (Per::Commune, Era::TwoTier) => Vec::new(),
            (Per::CommuneTwoTier, Era::TwoTier) | (Per::Commune, _) => of(&homes.communes),
            (Per::CommuneTwoTier, _) => Vec::new(),
        }
    }

    fn add_organ(&mut self, organ: &Organ, home: UnitId, at: u32) -> Result<UnitId, BeginError> {
        let renamed = organ.renamed.iter().rfind(|r| r.on.0 <= self.on);
        let name = renamed.map_or(&organ.name, |r| &r.name).replace("{}", &self.in_a_name(home));
        let kind = renamed.and_then(|r| r.kind.as_deref()).unwrap_or(&organ.kind);
        let form = Form { kind: self.kind(kind)?, level: organ.level };
        let from = organ.from.map_or(self.since(organ.level), |d| d.0);
        let order = if organ.under.is_some() { organ.order * 1000 + at } else { organ.order };
        let unit = Unit::new(self.next(), Span::since(from), &name, form, order);
        let id = self.add(unit, &[&organ.code, kind])?;
        if let Some(kind) = &organ.section_kind {
            for (order, name) in (1u32..).zip(&organ.sections) {
                let form = Form { kind: self.kind(kind)?, level: organ.level };
                let mut section = Unit::new(self.next(), Span::since(from), name, form, order);
                section.place(organ.line, Some(id), Span::since(from));
                self.add(section, &[kind])?;
            }
        }
        Ok(id)
    }

    /// A territorial unit's name as it stands inside another: "huyện Cao Lộc".
    fn in_a_name(&self, home: UnitId) -> String {
        let at = usize::try_from(home.counter()).ok().and_then(|n| n.checked_sub(1));
        let Some(unit) = at.and_then(|at| self.units.get(at)) else { return String::new() };
        let name = unit.name(self.on);
        let kind = unit.form(self.on).and_then(|f| self.catalogue.kind(f.kind));
        let full = kind.map_or(name.to_owned(), |k| k.called.territory.replace("{}", name));
        let mut letters = full.chars();
        letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::check;
    use crate::register::{Snapshot, View};
    use std::sync::Arc;

    fn begun(code: u32, on: &str) -> View {
        let catalogue = Catalogue::embedded().unwrap();
        let gazetteer = Gazetteer::embedded().unwrap();
        let on = Day::parse(on).unwrap();
        let edits = begin(&catalogue, &gazetteer, code, on, 9).unwrap();
        let mut snapshot = Snapshot::default();
        edits.iter().for_each(|e| snapshot.apply(e.clone()));
        check::check(&edits, &snapshot, Day::of(2026, 1, 1).unwrap()).unwrap();
        View::new(Arc::new(snapshot), Arc::new(catalogue), on)
    }

    fn at_level(view: &View, level: Level) -> usize {
        let lands = view.snapshot.units.values().filter(|u| u.code(view.on).is_some());
        lands.filter(|u| u.form(view.on).is_some_and(|f| f.level == level)).count()
    }

    #[test]
    fn a_province_begins_with_the_units_of_its_day_and_nobody() {
        let before = begun(20, "30/06/2024");
        assert_eq!((at_level(&before, Level::District), at_level(&before, Level::Commune)), (11, 200));
        let after = begun(20, "01/07/2025");
        assert_eq!((at_level(&after, Level::District), at_level(&after, Level::Commune)), (0, 65));
        for view in [&before, &after] {
            assert!(view.snapshot.cadres.is_empty());
            for line in Line::ALL {
                let top = view.tops(line);
                assert_eq!(top.len(), 1, "{line:?}");
                let below = view.subtree(line, top[0]);
                for unit in view.snapshot.units.values().filter(|u| view.stands(line, u.id)) {
                    assert!(below.contains_key(&unit.id), "{line:?}: {} hangs nowhere", unit.name(view.on));
                }
            }
            let counts = view.counts(Line::State).below(view.tops(Line::State)[0]);
            assert!(counts.seats > 100 && counts.vacant == counts.seats, "{counts:?}");
        }
    }

    #[test]
    fn every_province_of_both_times_can_be_begun() {
        let gazetteer = Gazetteer::embedded().unwrap();
        for (era, on, count) in [(Era::Until2024, "30/06/2024", 63), (Era::TwoTier, "01/07/2025", 34)] {
            let codes: Vec<u32> = gazetteer.provinces(era).map(|a| a.code).collect();
            assert_eq!(codes.len(), count);
            for code in codes {
                let view = begun(code, on);
                assert!(at_level(&view, Level::Commune) > 0, "{code}");
                // a commune of another province may be called so
                let mut organs = view.snapshot.units.values().filter(|u| u.code(view.on).is_none());
                let of_another = organs.find(|u| u.name(view.on).contains("Lạng Sơn"));
                assert!(code == 20 || of_another.is_none(), "{code}: {of_another:?}");
            }
        }
    }
}
