//! The posts of the structure as the people see them: who may sit where, in which district and commune a post lies.

use super::habits::Habits;
use super::structure::{Part, PlannedPost, Structure};
use crate::domain::{Day, Level, Line, Post, PostId, Role, Span, Title, Unit, UnitId};
use crate::register::catalogue::Catalogue;
use std::collections::HashMap;

/// A unit of the land that people come from and posts lie in.
#[derive(Debug, Clone)]
pub struct Area {
    pub unit: UnitId,
    /// When the unit exists.
    pub span: Span,
    /// Code of the statistics office on the day of the figures, or on its first.
    pub code: u32,
    pub level: Level,
}

/// A post with what the people of the sample need of it.
#[derive(Debug, Clone)]
pub struct Chair<'a> {
    pub post: Post,
    pub title: &'a Title,
    /// Place of its unit in the structure.
    pub unit: u32,
    /// Code of the kind of its unit.
    pub kind: &'a str,
    /// Where its district stands among the areas, counted from one; 0 outside every district.
    pub district: u16,
    /// Where its commune stands among the areas, counted from one; 0 outside every commune.
    pub commune: u16,
    /// The commune in whose land a school of the district lies, counted as the communes are; 0 for every other unit.
    pub land: u16,
    /// Place of the committee directly under the provincial one that its unit belongs to, or of its own unit.
    pub committee: u32,
    /// People whose main post it is on the day of the figures.
    pub filled: u32,
    /// Seats that people of another main post fill.
    pub concurrent: u32,
    /// The same on the post's first day, where it begins after the day of the figures.
    pub concurrent_later: u32,
    /// Place of the first of its people in the list of people.
    pub first: u32,
    /// Main holders on the day on which the district level ended.
    pub filled_2025: u32,
    /// Place of the main chair whose holder also fills this one.
    pub with: Option<u32>,
    /// Place of the chair on which its holders go on when it ends.
    pub successor: Option<u32>,
    /// Only women hold it.
    pub only_women: bool,
}

/// Kinds of the units that are a committee directly under the provincial one.
const DIRECT_COMMITTEES: [&str; 2] = ["dang-bo-truc-thuoc", "luc-luong-tinh"];
/// No hierarchy is deeper.
const DEPTH: usize = 16;

/// The posts of a province and the land under them.
pub struct Ground<'a> {
    /// Posts in the structure's order.
    pub chairs: Vec<Chair<'a>>,
    /// Units in the structure's order.
    pub units: Vec<Unit>,
    /// Districts and communes.
    pub areas: Vec<Area>,
    by_unit: HashMap<UnitId, u32>,
    posts_of: Vec<Vec<u32>>,
}

/// Where a unit lies.
#[derive(Debug, Clone, Copy, Default)]
struct Whereabouts {
    district: u16,
    commune: u16,
    committee: u32,
}

impl<'a> Ground<'a> {
    /// Looks at the structure on the day of the figures; what begins later, on its first day.
    #[must_use]
    pub fn of(structure: Structure, catalogue: &'a Catalogue, on: Day) -> Ground<'a> {
        let school = |u: &Unit| structure.station(u.id).filter(|s| s.part == Part::School).map(|s| s.home);
        let lands: Vec<Option<UnitId>> = structure.units.iter().map(school).collect();
        let units = structure.units;
        let by_unit: HashMap<UnitId, u32> = (0u32..).zip(&units).map(|(at, u)| (u.id, at)).collect();
        let posts_of = vec![Vec::new(); units.len()];
        let mut ground = Ground { chairs: Vec::new(), units, areas: Vec::new(), by_unit, posts_of };
        let area_of = ground.read_areas(on);
        let places: Vec<Whereabouts> =
            (0u32..).zip(&ground.units).map(|(at, u)| ground.locate(at, u, on, &area_of, catalogue)).collect();
        let by_post: HashMap<PostId, u32> = (0u32..).zip(&structure.posts).map(|(at, p)| (p.post.id, at)).collect();
        let mut first = 0;
        for planned in structure.posts {
            let (with, successor) = (planned.with, planned.successor);
            if let Some(mut chair) = ground.chair(planned, catalogue, on, &places, first) {
                first += chair.filled;
                chair.with = with.and_then(|post| by_post.get(&post)).copied();
                chair.successor = successor.and_then(|post| by_post.get(&post)).copied();
                let land = lands.get(chair.unit as usize).copied().flatten();
                chair.land = land.and_then(|unit| area_of.get(&unit)).copied().unwrap_or(0);
                let at = u32::try_from(ground.chairs.len()).unwrap_or(u32::MAX);
                if let Some(posts) = ground.posts_of.get_mut(chair.unit as usize) {
                    posts.push(at);
                }
                ground.chairs.push(chair);
            }
        }
        ground
    }

    /// The chair at a place.
    #[must_use]
    pub fn chair_at(&self, at: u32) -> Option<&Chair<'a>> {
        self.chairs.get(at as usize)
    }

    /// The unit at a place.
    #[must_use]
    pub fn unit_at(&self, at: u32) -> Option<&Unit> {
        self.units.get(at as usize)
    }

    /// Marks the posts that only women hold.
    pub fn mark_women(&mut self, habits: &Habits) {
        for chair in &mut self.chairs {
            let unit = self.units.get(chair.unit as usize).map_or("", |u| u.name(chair.post.span.from));
            chair.only_women = habits.only_women(chair.title, unit);
        }
    }

    /// Where a unit stands among the units.
    #[must_use]
    pub fn place_of(&self, unit: UnitId) -> Option<u32> {
        self.by_unit.get(&unit).copied()
    }

    /// Places of the chairs of a unit.
    #[must_use]
    pub fn posts_of(&self, unit: u32) -> &[u32] {
        self.posts_of.get(unit as usize).map_or(&[], Vec::as_slice)
    }

    /// The area of a number from one.
    #[must_use]
    pub fn area(&self, number: u16) -> Option<&Area> {
        self.areas.get(usize::from(number).checked_sub(1)?)
    }

    /// Code of the district with the number; 0 where there is none.
    #[must_use]
    pub fn district_code(&self, number: u16) -> u32 {
        self.area(number).map_or(0, |a| a.code)
    }

    fn read_areas(&mut self, on: Day) -> HashMap<UnitId, u16> {
        let mut numbers = HashMap::new();
        let mut areas = Vec::new();
        for unit in &self.units {
            let day = if unit.span.holds(on) { on } else { unit.span.from };
            let Some((code, form)) = unit.code(day).zip(unit.form(day)) else { continue };
            if matches!(form.level, Level::District | Level::Commune) {
                areas.push(Area { unit: unit.id, span: unit.span, code, level: form.level });
                numbers.insert(unit.id, u16::try_from(areas.len()).unwrap_or(u16::MAX));
            }
        }
        self.areas = areas;
        numbers
    }

    fn locate(
        &self,
        at: u32,
        unit: &Unit,
        on: Day,
        area_of: &HashMap<UnitId, u16>,
        catalogue: &Catalogue,
    ) -> Whereabouts {
        let day = if unit.span.holds(on) { on } else { unit.span.from };
        let mut found = Whereabouts { committee: at, ..Whereabouts::default() };
        let mut current = Some((at, unit));
        for _ in 0..DEPTH {
            let Some((_, here)) = current else { break };
            if let Some(number) = area_of.get(&here.id) {
                match self.area(*number).map(|a| a.level) {
                    Some(Level::Commune) if found.commune == 0 => found.commune = *number,
                    Some(Level::District) if found.district == 0 => found.district = *number,
                    _ => {}
                }
            }
            current = self.above(here, &[Line::State, Line::Party, Line::Territory], day);
        }
        let mut current = Some((at, unit));
        for _ in 0..DEPTH {
            let Some((place, here)) = current else { break };
            let kind = here.form(day).and_then(|f| catalogue.kind(f.kind)).map_or("", |k| k.code.as_str());
            if DIRECT_COMMITTEES.contains(&kind) {
                found.committee = place;
                break;
            }
            current = self.above(here, &[Line::Party, Line::State], day);
        }
        found
    }

    /// The unit above one in the first of the lines that has one, with its place.
    #[must_use]
    pub fn above(&self, unit: &Unit, lines: &[Line], on: Day) -> Option<(u32, &Unit)> {
        let parent = lines.iter().find_map(|line| unit.parent(*line, on).flatten())?;
        let place = self.place_of(parent)?;
        Some((place, self.unit_at(place)?))
    }

    fn chair(
        &self,
        planned: PlannedPost,
        catalogue: &'a Catalogue,
        on: Day,
        places: &[Whereabouts],
        first: u32,
    ) -> Option<Chair<'a>> {
        let post = planned.post;
        let title = catalogue.title(post.title)?;
        let unit = self.place_of(post.unit)?;
        let day = if post.span.holds(on) { on } else { post.span.from };
        let form = self.unit_at(unit)?.form(day)?;
        let whereabouts = places.get(unit as usize).copied().unwrap_or_default();
        let now = post.span.holds(on);
        Some(Chair {
            title,
            unit,
            kind: catalogue.kind(form.kind).map_or("", |k| k.code.as_str()),
            district: whereabouts.district,
            commune: whereabouts.commune,
            land: 0,
            committee: whereabouts.committee,
            filled: if now { u32::from(planned.filled) } else { 0 },
            concurrent_later: if now { 0 } else { u32::from(planned.concurrent) },
            concurrent: if now { u32::from(planned.concurrent) } else { 0 },
            first,
            filled_2025: u32::from(planned.filled_2025),
            with: None,
            successor: None,
            only_women: false,
            post,
        })
    }
}

impl Chair<'_> {
    /// Whether one known person of the real province holds such a post: nothing hurtful is invented about its holder.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let head = self.title.role == Role::Head;
        match self.title.level {
            Level::Central | Level::Province => head && self.title.rank >= 680 || self.title.rank >= 860,
            Level::District => self.title.rank >= 740,
            Level::Commune => self.title.rank >= 640,
        }
    }
}
