//! Where people come from, as their files have it.

use super::ground::Ground;
use super::habits;
use super::person::Person;
use super::rng::{Purpose, Rng};
use crate::domain::{Day, Level, Origin, UnitId};
use crate::register::catalogue::Catalogue;
use crate::register::gazetteer::{Area, Era, Gazetteer};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// What binds a person's origin.
#[derive(Debug, Clone, Default)]
pub struct Bound {
    /// Code of the district that it must lie in.
    pub inside: Option<u32>,
    /// Codes of districts that it must not lie in.
    pub outside: Vec<u32>,
}

/// Places of origin of one province's people.
pub struct Origins<'a> {
    gazetteer: &'a Gazetteer,
    catalogue: &'a Catalogue,
    habits: habits::Origins,
    province: u32,
    units: BTreeMap<u32, UnitId>,
    districts: Vec<u32>,
    seed: u64,
    /// Places that were written before, by code: many people come from one.
    known: RefCell<HashMap<u32, Origin>>,
}

/// Draws before a place that is bound out is left for the district's neighbour.
const DRAWS: usize = 40;

impl<'a> Origins<'a> {
    /// The places of a province; its communes as they stood on the day are known by their units.
    #[must_use]
    pub fn of(
        gazetteer: &'a Gazetteer,
        catalogue: &'a Catalogue,
        habits: &habits::Origins,
        ground: &Ground<'_>,
        province: u32,
        on: Day,
        seed: u64,
    ) -> Origins<'a> {
        let units = ground
            .areas
            .iter()
            .filter(|a| a.level == Level::Commune && a.span.holds(on))
            .map(|a| (a.code, a.unit))
            .collect();
        let districts = gazetteer.children(Level::Province, province, Era::Until2024).map(|d| d.code).collect();
        Origins {
            gazetteer,
            catalogue,
            habits: habits.clone(),
            province,
            units,
            districts,
            seed,
            known: RefCell::default(),
        }
    }

    /// The origin of one person.
    #[must_use]
    pub fn draw(&self, person: &Person, at: u32, home: (u32, u32), bound: &Bound) -> Origin {
        let mut rng = Rng::stream(self.seed, Purpose::Origins, u64::from(at));
        let allowed = |commune: &Area| {
            let district = commune.parent.map_or(0, |(_, code)| code);
            !bound.outside.contains(&district) && bound.inside.is_none_or(|inside| inside == district)
        };
        for _ in 0..DRAWS {
            if let Some(commune) = self.somewhere(person, home, bound, &mut rng).filter(|c| allowed(c)) {
                return self.written(commune);
            }
        }
        let left = self.districts.iter().filter(|d| !bound.outside.contains(d)).copied().collect::<Vec<_>>();
        let district = bound.inside.or(rng.pick(&left).copied()).unwrap_or(0);
        self.commune_of(district, &mut rng)
            .map_or(Origin { text: String::new(), unit: None, code: None }, |commune| self.written(commune))
    }

    /// A place as drawn: `home` are the codes of the commune and the district of the post.
    fn somewhere(&self, person: &Person, home: (u32, u32), bound: &Bound, rng: &mut Rng) -> Option<&'a Area> {
        let o = &self.habits;
        let chance = rng.below(1000);
        if let Some(inside) = bound.inside {
            return self.commune_of(inside, rng);
        }
        if home.0 != 0 && chance < o.own_commune {
            return self.gazetteer.area(Level::Commune, home.0, Era::Until2024);
        }
        let near = if home.0 != 0 { o.own_commune + o.own_district_of_commune } else { o.own_district };
        let from_here = if person.minority() { near } else { near * o.in_province_kinh / o.in_province.max(1) };
        if home.1 != 0 && chance < from_here {
            return self.commune_of(home.1, rng);
        }
        let here = if person.minority() { o.in_province } else { o.in_province_kinh };
        if rng.chance(here) {
            return self.commune_of(rng.pick(&self.districts).copied()?, rng);
        }
        let others = if person.minority() { &o.others_minority } else { &o.others };
        let province = others.get(rng.weighted(others.iter().map(|(_, weight)| *weight))?)?.0;
        let districts: Vec<u32> =
            self.gazetteer.children(Level::Province, province, Era::Until2024).map(|d| d.code).collect();
        self.commune_of(rng.pick(&districts).copied()?, rng)
    }

    fn commune_of(&self, district: u32, rng: &mut Rng) -> Option<&'a Area> {
        let count = self.gazetteer.children(Level::District, district, Era::Until2024).count();
        let nth = rng.below(u32::try_from(count).ok()?) as usize;
        self.gazetteer.children(Level::District, district, Era::Until2024).nth(nth)
    }

    fn written(&self, commune: &Area) -> Origin {
        self.known.borrow_mut().entry(commune.code).or_insert_with(|| self.spelt(commune)).clone()
    }

    fn spelt(&self, commune: &Area) -> Origin {
        let mut text = String::new();
        let mut here = Some(commune);
        while let Some(area) = here {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(&self.called(area));
            here = area.parent.and_then(|(level, code)| self.gazetteer.area(level, code, Era::Until2024));
        }
        let own = text.ends_with(&self.province_name());
        let unit = if own { self.units.get(&commune.code).copied() } else { None };
        Origin { text, unit, code: Some(commune.code) }
    }

    fn province_name(&self) -> String {
        self.gazetteer.area(Level::Province, self.province, Era::Until2024).map_or_else(String::new, |a| self.called(a))
    }

    fn called(&self, area: &Area) -> String {
        let pattern = self.catalogue.kind_coded(area.kind).map_or("{}", |k| k.called.territory.as_str());
        let mut letters = pattern.chars();
        let first = letters.next().map_or_else(String::new, |c| c.to_lowercase().collect());
        format!("{first}{}", letters.as_str()).replace("{}", area.name)
    }
}
