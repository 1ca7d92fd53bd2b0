//! Seats that people fill beside their main post: committees, and two leading posts in one hand.

use super::ground::{Chair, Ground};
use super::habits::{Habits, Within};
use crate::domain::Ladder;
use std::collections::BTreeMap;

/// A seat beside the main post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Beside {
    /// Place of the person.
    pub person: u32,
    /// Place of the chair.
    pub chair: u32,
}

/// People by how far one looks, where, and the title of their main post.
pub(super) type ByTitle<'a> = BTreeMap<(Within, u32, &'a str), Vec<u32>>;

const REACHES: [Within; 4] = [Within::Province, Within::District, Within::Commune, Within::Unit];

fn scope(chair: &Chair<'_>, within: Within) -> u32 {
    match within {
        Within::Province => 0,
        Within::District => u32::from(chair.district),
        Within::Commune => u32::from(chair.commune),
        Within::Unit => chair.committee,
    }
}

/// Sorts the holders of all chairs by title and place.
#[must_use]
pub fn holders_by_title<'g>(ground: &Ground<'g>, holders: &[Vec<u32>]) -> ByTitle<'g> {
    let mut by_title: ByTitle<'g> = BTreeMap::new();
    for (chair, people) in ground.chairs.iter().zip(holders) {
        for within in REACHES.into_iter().filter(|_| !people.is_empty()) {
            by_title.entry((within, scope(chair, within), chair.title.code.as_str())).or_default().extend(people);
        }
    }
    by_title
}

/// So many people who fit for the seats of a chair: the holder of the post that it goes with, then by the habits' order.
#[must_use]
pub fn candidates(
    ground: &Ground<'_>,
    habits: &Habits,
    chair: &Chair<'_>,
    by_title: &ByTitle<'_>,
    holders: &[Vec<u32>],
    wanted: u32,
    fits: &dyn Fn(u32) -> bool,
) -> Vec<u32> {
    let with = chair.with.and_then(|at| holders.get(at as usize)).map_or(&[][..], Vec::as_slice);
    let mut found: Vec<u32> = with.iter().copied().filter(|p| fits(*p)).take(wanted as usize).collect();
    let Some(seat) = habits.seat(&chair.title.code, ground.district_code(chair.district)) else { return found };
    let scopes = [(seat.within, scope(chair, seat.within)), (Within::Province, 0)];
    // a committee may reach beyond its own units, a leading post of a commune may not
    let reach = if seat.within == Within::Unit { 2 } else { 1 };
    let keys = scopes.iter().take(reach).flat_map(|(w, s)| seat.from.iter().map(move |title| (*w, *s, title.as_str())));
    for person in keys.filter_map(|key| by_title.get(&key)).flatten() {
        if found.len() >= wanted as usize {
            break;
        }
        if fits(*person) && !found.contains(person) {
            found.push(*person);
        }
    }
    found
}

/// Finds who fills the seats beside a main post, the same people first for a committee and its standing committee.
#[must_use]
pub fn fill(ground: &Ground<'_>, habits: &Habits) -> Vec<Beside> {
    let holders: Vec<Vec<u32>> =
        ground.chairs.iter().map(|chair| (chair.first..chair.first + chair.filled).collect()).collect();
    let by_title = holders_by_title(ground, &holders);
    let mut beside = Vec::new();
    for (at, chair) in (0u32..).zip(&ground.chairs).filter(|(_, c)| c.concurrent > 0) {
        let found = candidates(ground, habits, chair, &by_title, &holders, chair.concurrent, &|_| true);
        beside.extend(found.into_iter().map(|person| Beside { person, chair: at }));
    }
    beside.sort_unstable();
    beside
}

/// Whether a chair is a seat in a committee.
#[must_use]
pub fn in_committee(chair: &Chair<'_>) -> bool {
    chair.title.ladder == Ladder::Committee
}
