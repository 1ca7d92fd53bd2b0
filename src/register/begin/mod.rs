//! A province to begin with: its units as they stand on a day, from gazetteer and catalogue, their leading posts, and
//! no people.

mod bodies;

pub use bodies::{Left, left_to_the_office};

use super::catalogue::{Catalogue, Organ, Per};
use super::gazetteer::{Area, Era, Gazetteer};
use crate::domain::{
    Dated, Day, Edit, Form, IsoDay, Level, Line, Post, PostId, Record, Span, Unit, UnitId, change_from,
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
    given: Vec<Given>,
}

/// Posts of a kind of unit: title and seats.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Model {
    of: Vec<String>,
    seats: Vec<(String, u16)>,
    /// Titles of which nobody has said how many seats they have.
    #[serde(default)]
    unknown: Vec<String>,
}

/// What a paper says of such titles in a province since a day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    province: u32,
    from: IsoDay,
    seats: Vec<(String, u16)>,
    #[allow(dead_code, reason = "the data says on what it rests")]
    source: String,
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
    let text = include_str!("../../../data/catalogue/posts.toml");
    let File { posts, given } = toml::from_str(text).map_err(|e| BeginError::Catalogue(e.to_string()))?;
    let era = Era::of(on);
    let area = gazetteer.area(Level::Province, code, era).ok_or(BeginError::Province { code, on })?;
    let is_city = gazetteer.kind_on(area, on) == catalogue.city().kind;
    let mut new = Beginning {
        catalogue,
        gazetteer,
        bodies: &Bodies::of(catalogue, (code, is_city), on)?,
        models: &posts,
        given: given.into_iter().filter(|given| given.province == code).collect(),
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
    given: Vec<Given>,
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
        let known = model.into_iter().flat_map(|m| &m.seats).map(|(title, seats)| (title, Some(*seats)));
        let unknown = model.into_iter().flat_map(|m| &m.unknown).map(|title| (title, None));
        for (code, seats) in known.chain(unknown) {
            let title = self.catalogue.title_coded(code);
            let Some(title) = title else { return Err(BeginError::Catalogue(format!("no title of {codes:?}"))) };
            if title.in_force(self.on) {
                let post = Post::new(self.next_post(), id, title.id, span, seats.unwrap_or(0));
                let known = seats.map_or_else(|| self.given(code), |_| post.seats.clone());
                self.posts.push(Post { seats: known, ..post });
            }
        }
        Ok(id)
    }

    fn next_post(&self) -> PostId {
        PostId::new(self.origin, self.posts.len() as u64 + 1)
    }

    /// What papers say of the seats of a title in this province, as history.
    fn given(&self, title: &str) -> Vec<Dated<u16>> {
        let mut history = Vec::new();
        for given in &self.given {
            if let Some((_, seats)) = given.seats.iter().find(|(code, _)| code == title) {
                change_from(&mut history, given.from.0, *seats);
            }
        }
        history
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
mod tests;
