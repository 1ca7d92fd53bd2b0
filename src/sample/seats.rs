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

fn scope(chair: &Chair<'_>, within: Within) -> u32 {
    match within {
        Within::Province => 0,
        Within::District => u32::from(chair.district),
        Within::Commune => u32::from(chair.commune),
        Within::Unit => chair.committee,
    }
}

/// Finds who fills the seats beside a main post, the same people first for a committee and its standing committee.
/// The second number is how many seats nobody was found for.
#[must_use]
pub fn fill(ground: &Ground<'_>, habits: &Habits) -> (Vec<Beside>, u32) {
    let mut found = Vec::new();
    let mut missing = 0;
    let mut holders: BTreeMap<(Within, u32, &str), Vec<u32>> = BTreeMap::new();
    for chair in &ground.chairs {
        for within in [Within::Province, Within::District, Within::Commune, Within::Unit] {
            let people = holders.entry((within, scope(chair, within), chair.title.code.as_str())).or_default();
            people.extend(chair.first..chair.first + chair.filled);
        }
    }
    for (at, chair) in (0u32..).zip(&ground.chairs).filter(|(_, c)| c.concurrent > 0) {
        let mut left = chair.concurrent;
        if let Some(seat) = habits.seat(&chair.title.code) {
            let scopes = [(seat.within, scope(chair, seat.within)), (Within::Province, 0)];
            // a committee may reach beyond its own units, a leading post of a commune may not
            let reach = if seat.within == Within::Unit { 2 } else { 1 };
            let candidates = scopes
                .iter()
                .take(reach)
                .flat_map(|(within, scope)| seat.from.iter().map(move |title| (*within, *scope, title.as_str())))
                .filter_map(|key| holders.get(&key))
                .flatten();
            let mut taken: Vec<u32> = Vec::new();
            for person in candidates {
                if left == 0 {
                    break;
                }
                if !taken.contains(person) {
                    taken.push(*person);
                    found.push(Beside { person: *person, chair: at });
                    left -= 1;
                }
            }
        }
        missing += left;
    }
    found.sort_unstable();
    (found, missing)
}

/// Whether a chair is a seat in a committee.
#[must_use]
pub fn in_committee(chair: &Chair<'_>) -> bool {
    chair.title.ladder == Ladder::Committee
}
