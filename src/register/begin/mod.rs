//! A province to begin with: its units as they stand on a day, from gazetteer and catalogue, their leading posts, and
//! no people.

mod bodies;

pub use bodies::{Left, left_to_the_office};

use super::catalogue::{Catalogue, Organ, Per};
use super::gazetteer::{Area, Era, Gazetteer};
use crate::domain::{
    Dated, Day, Edit, Form, Level, Line, Post, PostId, Record, Span, TitleId, Unit, UnitId, change_from,
};
use bodies::Bodies;
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

/// Kind of a centrally run city, in which the committee of the province is a Thành ủy.
const CITY: &str = "thanh-pho-trung-uong";

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
    let text = include_str!("../../../data/catalogue/posts.toml");
    let models: File = toml::from_str(text).map_err(|e| BeginError::Catalogue(e.to_string()))?;
    let era = Era::of(on);
    let area = gazetteer.area(Level::Province, code, era).ok_or(BeginError::Province { code, on })?;
    let is_city = gazetteer.kind_on(area, on) == CITY;
    let mut new = Beginning {
        catalogue,
        gazetteer,
        bodies: &Bodies::of(catalogue, (code, is_city), on)?,
        models: &models.posts,
        on,
        era,
        origin,
        units: Vec::new(),
        posts: Vec::new(),
    };
    let province = new.add_area(area, None, 0)?;
    let mut homes = Homes { province, districts: Vec::new(), communes: Vec::new(), above: HashMap::new() };
    new.add_land(area, &mut homes)?;
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
    gazetteer: &'a Gazetteer,
    bodies: &'a Bodies,
    models: &'a [Model],
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

    fn unit(&self, id: UnitId) -> Option<&Unit> {
        usize::try_from(id.counter()).ok().and_then(|n| n.checked_sub(1)).and_then(|at| self.units.get(at))
    }

    fn next(&self) -> UnitId {
        UnitId::new(self.origin, self.units.len() as u64 + 1)
    }

    fn add_area(&mut self, area: &Area, parent: Option<UnitId>, order: u32) -> Result<UnitId, BeginError> {
        let span = Span::since(self.since(area.level));
        let form = Form { kind: self.kind(area.kind)?, level: area.level };
        let mut unit = Unit::new(self.next(), span, area.name, form, order);
        for change in self.gazetteer.kind_changes(area).filter(|change| span.from <= change.on) {
            let form = Form { kind: self.kind(change.kind)?, level: area.level };
            change_from(&mut unit.forms, change.on, form);
        }
        unit.codes.push(Dated { span, value: area.code });
        for line in Line::ALL {
            unit.place(line, parent, span);
        }
        let two_tier = self.era == Era::TwoTier && area.level == Level::Commune;
        let model = if two_tier { TWO_TIER } else { self.gazetteer.kind_on(area, self.on) };
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
    fn add_land(&mut self, province: &Area, homes: &mut Homes) -> Result<(), BeginError> {
        let gazetteer = self.gazetteer;
        for (order, area) in (1000u32..).zip(gazetteer.children(province.level, province.code, self.era)) {
            let unit = self.add_area(area, Some(homes.province), order)?;
            homes.above.insert(unit, homes.province);
            if area.level == Level::Commune {
                homes.communes.push((unit, gazetteer.kind_on(area, self.on).to_owned()));
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
        let organs = &self.bodies.organs;
        let mut made: HashMap<(&str, UnitId), UnitId> = HashMap::new();
        for organ in organs {
            for (at, home) in (0u32..).zip(self.homes(organ, homes)) {
                let unit = self.add_organ(organ, home, at)?;
                made.insert((&organ.code, home), unit);
            }
        }
        for organ in organs {
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
        let bare = self.unit(home).map(|unit| unit.name(self.on)).unwrap_or_default();
        let name = self.bodies.called(renamed.map_or(&organ.name, |r| &r.name));
        let name = name.replace("{name}", bare).replace("{}", &self.in_a_name(home));
        let kind = renamed.and_then(|r| r.kind.as_deref()).unwrap_or(&organ.kind);
        let form = Form { kind: self.kind(self.bodies.kind(kind))?, level: organ.level };
        let from = organ.from.map_or(self.since(organ.level), |d| d.0);
        let order = if organ.under.is_some() { organ.order * 1000 + at } else { organ.order };
        let unit = Unit::new(self.next(), Span::since(from), &name, form, order);
        let id = self.add(unit, &[&organ.code, kind])?;
        if let Some(kind) = &organ.section_kind {
            for (order, name) in (1u32..).zip(self.bodies.sections(organ)) {
                let form = Form { kind: self.kind(kind)?, level: organ.level };
                let mut section = Unit::new(self.next(), Span::since(from), &self.bodies.called(&name), form, order);
                section.place(organ.line, Some(id), Span::since(from));
                self.add(section, &[kind])?;
            }
        }
        Ok(id)
    }

    /// A territorial unit's name as it stands inside another: "huyện Cao Lộc".
    fn in_a_name(&self, home: UnitId) -> String {
        let Some(unit) = self.unit(home) else { return String::new() };
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

    /// The bare names of the units that are called so in one of their lines.
    fn named<'a>(view: &'a View, part: &str) -> Vec<&'a str> {
        let names = view.snapshot.units.values().map(|unit| unit.name(view.on));
        names.filter(|name| name.contains(part)).collect()
    }

    #[test]
    fn the_bodies_are_those_of_the_day() {
        let (before, today) = (begun(12, "01/05/2024"), begun(12, "01/12/2026"));
        let sections = |view: &View| named(view, "Thanh tra").into_iter().filter(|name| *name == "Thanh tra").count();
        assert!(sections(&before) > 15 && sections(&today) == 0, "{}", sections(&today));
        for (name, then, now) in [
            ("Cục Thuế tỉnh", 1, 0),
            ("Thuế tỉnh", 1, 1),
            ("Trường Chính trị tỉnh", 1, 1),
            ("Báo và Phát thanh, Truyền hình Lai Châu", 0, 1),
            ("Đài Phát thanh và Truyền hình tỉnh", 1, 0),
            ("Ban Tôn giáo", 1, 0),
            ("Kho bạc Nhà nước tỉnh", 1, 0),
        ] {
            assert_eq!((named(&before, name).len(), named(&today, name).len()), (then, now), "{name}");
        }
        let centres =
            today.snapshot.posts.values().filter(|p| today.title(p).is_some_and(|t| t.code == "giam-doc-ttct-xa"));
        assert_eq!(centres.count(), 38);
        let left = left_to_the_office(today.on);
        assert!(left.iter().any(|l| l.vi.contains("khu vực") && !l.source.is_empty()));
        assert!(left_to_the_office(before.on).is_empty());
    }

    #[test]
    fn ordinary_staff_can_be_entered_in_every_body_of_the_province() {
        for on in ["01/05/2024", "01/12/2026"] {
            let view = begun(12, on);
            for unit in view.snapshot.units.values().filter(|u| !view.stands(Line::Territory, u.id)) {
                let kind = view.kind(unit).unwrap();
                // central agencies, the police and the army keep their own people
                if kind.code.starts_with("luc-luong") || kind.code == "nganh-doc" || kind.code == "ban-can-su-dang" {
                    continue;
                }
                let staff = view
                    .snapshot
                    .posts_of(unit.id)
                    .filter(|p| view.title(p).is_some_and(|t| t.ladder == crate::domain::Ladder::Staff));
                assert!(staff.count() > 0, "{on}: {} has no post for staff", unit.name(view.on));
            }
        }
    }

    #[test]
    fn a_post_is_named_by_what_its_unit_is() {
        let view = begun(12, "01/12/2026");
        let of = |unit: &str, code: &str| {
            let mut posts = view.snapshot.posts.values().filter(|p| view.title(p).is_some_and(|t| t.code == code));
            let post = posts.find(|p| {
                let above = view.parent(Line::State, p.unit).or(view.parent(Line::Party, p.unit));
                let here = view.unit(p.unit).unwrap();
                here.name(view.on) == unit && above.is_some()
            });
            view.post_in_full(post.unwrap_or_else(|| panic!("{code} of {unit}")))
        };
        let office = of("Văn phòng", "truong-phong-so");
        assert!(office.starts_with("Chánh Văn phòng Sở "), "{office}");
        assert_eq!(of("Thanh tra tỉnh", "chanh-thanh-tra-tinh"), "Chánh Thanh tra tỉnh");
        assert_eq!(of("Nội vụ", "giam-doc-so"), "Giám đốc Sở Nội vụ");
        assert_eq!(of("Tổ chức", "truong-ban-tinh-uy"), "Trưởng ban Tổ chức Tỉnh ủy");
        assert_eq!(of("Công an tỉnh", "bi-thu-truc-thuoc"), "Bí thư Đảng ủy Công an tỉnh");
        assert_eq!(of("UBND tỉnh", "uvbtv-truc-thuoc"), "Ủy viên Ban Thường vụ Đảng ủy UBND tỉnh");
        assert_eq!(of("Thuế tỉnh", "thu-truong-nganh-doc"), "Trưởng Thuế tỉnh");
        assert_eq!(of("Pa Ủ", "ct-ubnd-xa-moi"), "Chủ tịch UBND xã Pa Ủ");
        assert!(of("Văn hóa - Xã hội", "truong-phong-xa").starts_with("Trưởng phòng Văn hóa - Xã hội "));
        assert!(of("Văn phòng Đảng ủy", "chanh-van-phong-dang-uy-xa").starts_with("Chánh Văn phòng Đảng ủy "));
        let district = begun(12, "01/05/2024");
        let standing =
            district.snapshot.posts.values().find(|p| district.title(p).is_some_and(|t| t.code == "bi-thu-thanh-uy"));
        assert_eq!(district.post_in_full(standing.unwrap()), "Bí thư Thành ủy Lai Châu");
    }

    #[test]
    fn a_city_has_a_thanh_uy_and_dong_nai_is_one_since_its_day() {
        let view = begun(48, "01/12/2026");
        assert!(named(&view, "Tỉnh ủy").is_empty() && !named(&view, "Văn phòng Thành ủy").is_empty());
        let kinds = |on: &str| {
            let view = begun(75, "01/12/2026").on(Day::parse(on).unwrap());
            let top = view.unit(view.tops(Line::Territory)[0]).unwrap().clone();
            let wards = view.snapshot.units.values().filter(|u| view.kind(u).is_some_and(|k| k.code == "phuong"));
            (view.kind(&top).unwrap().code.clone(), wards.count())
        };
        let (before, after) = (kinds("01/04/2026"), kinds("01/12/2026"));
        assert_eq!((before.0.as_str(), after.0.as_str()), ("tinh", "thanh-pho-trung-uong"));
        assert_eq!(after.1, before.1 + 10);
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
