//! Every name that units and cadres bear on a day, and an index of them for those who look up many.

use super::namesakes::Namesakes;
use crate::domain::{CadreId, Day, Level, Line, Post, PostId, Subject, Unit, UnitId, text};
use crate::register::view::View;
use crate::search::{fold, spelled_out};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Hands over the names of the units that stand on the day, each with how well it names its unit: 0 in full, 1 the bare
/// name of a territorial unit, 2 that of another.
pub fn of_units(view: &View, mut take: impl FnMut(UnitId, &str, u8)) {
    for unit in view.snapshot.units.values().filter(|u| u.span.holds(view.on)) {
        take(unit.id, unit.name(view.on), bare_tier(view, unit));
        for line in Line::ALL.into_iter().filter(|line| view.stands(*line, unit.id)) {
            take(unit.id, &view.called(line, unit), 0);
            take(unit.id, &view.called_in_full(line, unit.id), 0);
        }
    }
}

/// How well its bare name names a unit: land before a body that is called after it.
fn bare_tier(view: &View, unit: &Unit) -> u8 {
    if unit.code(view.on).is_some() { 1 } else { 2 }
}

/// How well a name fits, best first: as typed before without marks; a full name before a bare one; a territorial
/// unit's bare name before that of a school that is called after it.
type Fit = (bool, u8);

/// Names and codes of units and cadres on a day.
#[derive(Debug, Clone, Default)]
pub struct Names {
    units: HashMap<String, Vec<(UnitId, String, u8)>>,
    pub people: Namesakes,
    numbers: HashMap<u32, Vec<UnitId>>,
}

impl Names {
    /// The index of a view.
    #[must_use]
    pub fn of(view: &View) -> Names {
        let mut names = Names::default();
        of_units(view, |id, name, tier| names.add_unit(id, name, tier));
        for unit in view.snapshot.units.values().filter(|u| u.span.holds(view.on)) {
            if let Some(code) = unit.code(view.on) {
                names.numbers.entry(code).or_default().push(unit.id);
            }
        }
        for cadre in view.snapshot.cadres.values() {
            names.people.add(cadre);
        }
        names
    }

    /// One more name of a unit.
    pub fn add_unit(&mut self, id: UnitId, name: &str, tier: u8) {
        let spelled = name.to_lowercase();
        self.units.entry(fold(&spelled)).or_default().push((id, spelled, tier));
    }

    /// The units that a word can mean: by id, by code of the statistics office, by the name that fits best.
    #[must_use]
    pub fn units(&self, view: &View, word: &str) -> Vec<UnitId> {
        if let Ok(id) = word.parse::<UnitId>() {
            return view.unit(id).map(|u| u.id).into_iter().collect();
        }
        let number = word.parse::<u32>().ok().filter(|_| word.chars().all(|c| c.is_ascii_digit()));
        let level = match word.len() {
            2 => Some(Level::Province),
            3 => Some(Level::District),
            5 => Some(Level::Commune),
            _ => None,
        };
        let numbered = number.and_then(|n| self.numbers.get(&n)).into_iter().flatten().copied();
        let of_level =
            |id: &UnitId| level.is_none() || view.unit(*id).and_then(|u| u.form(view.on)).map(|f| f.level) == level;
        let numbered: Vec<UnitId> = numbered.filter(of_level).collect();
        if !numbered.is_empty() {
            return numbered;
        }
        let wanted = text::at_the_door(word).to_lowercase();
        let mut found: BTreeMap<UnitId, Fit> = BTreeMap::new();
        for (id, spelled, tier) in self.units.get(&fold(&wanted)).into_iter().flatten() {
            let fit = (*spelled != wanted, *tier);
            let best = found.entry(*id).or_insert(fit);
            *best = fit.min(*best);
        }
        let best = found.values().min().copied();
        found.into_iter().filter(|(_, fit)| Some(*fit) == best).map(|(id, _)| id).collect()
    }
}

/// Units that bore a name in full and do not stand on the day, the last that ended first.
#[must_use]
pub fn not_there(view: &View, word: &str) -> Vec<UnitId> {
    let wanted = spelled_out(word);
    let mut days: BTreeMap<Day, View> = BTreeMap::new();
    let mut found = Vec::new();
    for unit in view.snapshot.units.values().filter(|u| !u.span.holds(view.on)) {
        let on = unit.span.nearest(view.on);
        let then = days.entry(on).or_insert_with(|| view.on(on));
        let lines = Line::ALL.into_iter().filter(|line| then.stands(*line, unit.id));
        let mut names = lines.flat_map(|line| [then.called(line, unit), then.called_in_full(line, unit.id)]);
        if names.any(|name| spelled_out(&name).iter().any(|way| wanted.contains(way))) {
            found.push(unit);
        }
    }
    found.sort_by_key(|unit| (Reverse(unit.span.to.min(view.on)), unit.id));
    found.into_iter().map(|unit| unit.id).collect()
}

/// What a unit that does not stand any more became, by name; nothing of one that stands, or for which nothing is known.
#[must_use]
pub fn successors(view: &View, unit: UnitId) -> Vec<(UnitId, String)> {
    if view.unit(unit).is_none_or(|unit| unit.span.to > view.on) {
        return Vec::new();
    }
    let line = |unit| Line::ALL.into_iter().rev().find(|line| view.stands(*line, unit)).unwrap_or(Line::Territory);
    view.follow(unit).into_iter().map(|s| (s.unit, view.called_in_full(line(s.unit), s.unit))).collect()
}

/// The post of a title in a unit: one that is there before one that was.
#[must_use]
pub fn post(view: &View, unit: UnitId, title: &str) -> Option<PostId> {
    let wanted = fold(&text::at_the_door(title));
    let called = |post: &Post| {
        let Some(t) = view.title(post) else { return false };
        let named = view.titled(post);
        let mut names =
            [t.vi.as_str(), &t.en, named.vi, named.en].into_iter().chain(t.short.iter().map(String::as_str));
        t.code == wanted || names.any(|name| fold(name) == wanted) || fold(&view.post_in_full(post)) == wanted
    };
    let posts = view.snapshot.posts_of(unit).filter(|p| called(p));
    posts.max_by_key(|p| (p.span.holds(view.on), p.span.from)).map(|p| p.id)
}

/// The subjects of an id, whatever letter it begins with.
#[must_use]
pub fn by_id(word: &str) -> Option<Subject> {
    let unit = word.parse::<UnitId>().map(Subject::Unit).ok();
    unit.or_else(|| word.parse::<PostId>().map(Subject::Post).ok())
        .or_else(|| word.parse::<CadreId>().map(Subject::Cadre).ok())
}
