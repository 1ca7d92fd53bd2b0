//! Who could be planned for a post: everybody on the day, sorted by where they work and what they hold, with what
//! stands against each.

use super::Pools;
use super::book::{Book, PoolLine};
use crate::domain::{CadreId, Day, Ladder, Level, Origination, Payroll, PostId, TermId};
use crate::sample::Sample;
use crate::sample::card::cadre_id;
use crate::sample::facts::Gates;
use crate::sample::ground::Chair;
use crate::sample::stint::main_on;
use std::collections::{BTreeMap, BTreeSet};

/// What stands against a person, one bit each.
pub(super) type Against = u8;

pub(super) const CONCLUSION: Against = 1;
pub(super) const AGE: Against = 2;
pub(super) const GRADE: Against = 4;
pub(super) const DISCIPLINE: Against = 8;
pub(super) const STATUS: Against = 16;
/// Holds a title as high.
pub(super) const RANK: Against = 32;
/// Holds none of the titles that lead to it.
pub(super) const FEEDER: Against = 64;
/// Is planned for as many titles as one may be.
pub(super) const TITLES: Against = 128;

/// How far one looks around a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Near {
    Province,
    /// The members of one committee.
    Committee(u32),
    /// A department with its sections.
    Department(u32),
    District(u16),
    Commune(u16),
}

/// A person on the day.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Highest rank held on the leadership ladder.
    pub lead: u16,
    /// Highest rank held in committees.
    pub committee: u16,
    pub held: Vec<u32>,
    /// Since when the main post is held.
    pub since: Day,
    /// What planning asks.
    pub gates: Gates,
    /// One known person of the real province holds such a post.
    pub known: bool,
}

/// Everybody on the day.
pub(super) struct Field<'s, 'g> {
    pub sample: &'s Sample<'g>,
    pub book: &'s Book,
    pub on: Day,
    states: Vec<Option<State>>,
    by_title: BTreeMap<(Near, &'s str), Vec<u32>>,
    /// The department of each unit.
    department: Vec<u32>,
    /// Leadership titles that a person is planned for, by level and term.
    pub planned: BTreeMap<(u32, Level, TermId), u8>,
    /// Who stands in a pool on the day already.
    there: BTreeSet<(PostId, TermId, CadreId)>,
}

/// No hierarchy is deeper.
const DEPTH: usize = 12;

impl<'s, 'g> Field<'s, 'g> {
    /// Everybody on the day of the book, with those whom earlier books put into pools.
    pub(super) fn of(sample: &'s Sample<'g>, book: &'s Book, earlier: &Pools) -> Field<'s, 'g> {
        let on = book.on.0;
        let units = u32::try_from(sample.ground.units.len()).unwrap_or(u32::MAX);
        let department = (0..units).map(|at| department(sample, at, on)).collect();
        let people = sample.cadres();
        let (states, by_title) = (Vec::new(), BTreeMap::new());
        let planned = BTreeMap::new();
        let standing = earlier.entries.iter().filter(|e| e.span.holds(on));
        let there: BTreeSet<_> = standing.map(|e| (e.post, e.term, e.cadre)).collect();
        let mut field = Field { sample, book, on, states, by_title, department, planned, there };
        field.states = (0..people).map(|person| field.look_at(person)).collect();
        field.sort();
        field.count_there();
        field
    }

    fn count_there(&mut self) {
        if self.there.is_empty() {
            return;
        }
        let chairs: BTreeMap<PostId, u32> =
            (0u32..).zip(&self.sample.ground.chairs).map(|(at, c)| (c.post.id, at)).collect();
        for (post, term, cadre) in self.there.clone() {
            let chair = chairs.get(&post).and_then(|at| self.chair(*at));
            let person = u32::try_from(cadre.counter().saturating_sub(1)).unwrap_or(u32::MAX);
            if let Some(chair) = chair {
                self.count(person, chair, term);
            }
        }
    }

    /// How many stand in a pool on the day already.
    pub(super) fn already(&self, chair: &Chair<'_>, term: TermId) -> u32 {
        let of_pool = (chair.post.id, term, CadreId(0))..=(chair.post.id, term, CadreId(u64::MAX));
        u32::try_from(self.there.range(of_pool).count()).unwrap_or(u32::MAX)
    }

    pub(super) fn chair(&self, at: u32) -> Option<&'s Chair<'g>> {
        self.sample.ground.chairs.get(at as usize)
    }

    pub(super) fn state(&self, person: u32) -> Option<&State> {
        self.states.get(person as usize)?.as_ref()
    }

    /// A member of the party who serves on the day; nobody else is planned.
    fn look_at(&self, person: u32) -> Option<State> {
        let who = self.sample.careers.people.get(person as usize).filter(|p| p.party())?;
        let stints = self.sample.stints(person);
        let main = main_on(stints, self.on)?;
        if self.chair(main.chair)?.title.payroll == Payroll::Contract || who.age < 20 {
            return None;
        }
        let held: Vec<u32> = stints.iter().filter(|s| s.holds(self.on)).map(|s| s.chair).collect();
        let rank = |ladder: Ladder| {
            let on_it = held.iter().filter_map(|at| self.chair(*at)).filter(|c| c.title.ladder == ladder);
            on_it.map(|c| c.title.rank).max().unwrap_or(0)
        };
        let known = self.sample.ground.any_known(stints);
        let gates = self.sample.facts.gates(&self.sample.card_sources(), person, stints, self.on);
        let (lead, committee) = (rank(Ladder::Leadership), rank(Ladder::Committee));
        Some(State { lead, committee, held, since: main.from, gates, known })
    }

    fn sort(&mut self) {
        let mut by_title: BTreeMap<(Near, &'s str), Vec<u32>> = BTreeMap::new();
        for (person, state) in (0u32..).zip(&self.states) {
            let Some(state) = state else { continue };
            for at in &state.held {
                let Some(chair) = self.chair(*at) else { continue };
                for near in self.nears(chair) {
                    by_title.entry((near, chair.title.code.as_str())).or_default().push(person);
                }
            }
        }
        self.by_title = by_title;
    }

    fn nears(&self, chair: &Chair<'_>) -> Vec<Near> {
        let mut nears = vec![Near::Province, Near::Committee(chair.committee)];
        nears.extend(self.department.get(chair.unit as usize).map(|at| Near::Department(*at)));
        nears.extend((chair.district > 0).then_some(Near::District(chair.district)));
        nears.extend([chair.commune, chair.land].into_iter().filter(|c| *c > 0).map(Near::Commune));
        nears
    }

    /// How far one looks around a post at first, and where the place itself has too few.
    pub(super) fn around(&self, chair: &Chair<'_>) -> (Near, Near) {
        let province = self.department.get(chair.unit as usize) == Some(&u32::MAX);
        match chair.title.level {
            Level::Commune if chair.district == 0 => (Near::Commune(chair.commune), Near::Province),
            Level::Commune => (Near::Commune(chair.commune), Near::District(chair.district)),
            Level::District => (Near::District(chair.district), Near::Province),
            _ if province => (Near::Province, Near::Province),
            _ if chair.title.ladder == Ladder::Committee => (Near::Committee(chair.committee), Near::Province),
            _ => (
                self.department.get(chair.unit as usize).map_or(Near::Province, |d| Near::Department(*d)),
                Near::Province,
            ),
        }
    }

    /// Whether a person works in the unit of a post or under it.
    pub(super) fn source(&self, person: u32, chair: &Chair<'_>) -> Origination {
        let near = self.around(chair).0;
        let held = self.state(person).map_or(&[][..], |s| s.held.as_slice());
        let local = held.iter().filter_map(|at| self.chair(*at)).any(|c| self.nears(c).contains(&near));
        if local { Origination::Local } else { Origination::Outside }
    }

    /// Titles from which one comes to a post, the nearest first.
    fn leads_to(&self, chair: &'s Chair<'g>, line: &'s PoolLine) -> impl Iterator<Item = &'s str> + use<'s, 'g> {
        chair.title.feeders.iter().chain(&line.from).map(String::as_str)
    }

    /// People around a post, each with the place in the order of titles that lead to it; the nearest title first.
    pub(super) fn people(&self, chair: &'s Chair<'g>, line: &'s PoolLine, near: Near) -> Vec<(u32, i64)> {
        let mut found: BTreeMap<u32, i64> = BTreeMap::new();
        for (nth, title) in (0i64..).zip(self.leads_to(chair, line)) {
            for person in self.by_title.get(&(near, title)).into_iter().flatten() {
                found.entry(*person).or_insert(nth);
            }
        }
        let held = |person: &u32| self.state(*person).map_or(&[][..], |s| s.held.as_slice());
        let high = |at: &u32| self.chair(*at).is_some_and(|c| line.not.contains(&c.title.code));
        found.retain(|person, _| line.not.is_empty() || !held(person).iter().any(high));
        found.into_iter().collect()
    }

    /// What stands against planning a person for a post; none: nobody to be planned.
    pub(super) fn against(&self, person: u32, chair: &Chair<'_>, term: TermId) -> Option<Against> {
        let state = self.state(person)?;
        let there = self.there.contains(&(chair.post.id, term, cadre_id(person)));
        if there || state.held.iter().any(|at| self.chair(*at).is_some_and(|c| c.post.id == chair.post.id)) {
            return None;
        }
        let life = self.sample.careers.lives.get(person as usize)?;
        let until = self.book.term(term)?.serves_until();
        let gates = &state.gates;
        let bit = |is: bool, bit: Against| if is { bit } else { 0 };
        let leads = chair.title.ladder == Ladder::Leadership;
        let held = if leads { state.lead } else { state.committee };
        let feeders = &chair.title.feeders;
        let titles = state.held.iter().filter_map(|at| self.chair(*at)).map(|c| &c.title.code);
        let fed = feeders.is_empty() || titles.into_iter().any(|code| feeders.contains(code));
        let planned = self.planned.get(&(person, chair.title.level, term)).copied().unwrap_or(0);
        Some(
            bit(gates.concluded.is_none_or(|on| on > self.on), CONCLUSION)
                | bit(life.retires < until, AGE)
                | bit(gates.not_completed, GRADE)
                | bit(gates.disciplined.is_some(), DISCIPLINE)
                | bit(gates.blocked, STATUS)
                | bit(held >= chair.title.rank, RANK)
                | bit(!fed, FEEDER)
                | bit(leads && planned >= self.book.faults.titles_a_person, TITLES),
        )
    }

    /// Counts a title towards what one may be planned for.
    pub(super) fn count(&mut self, person: u32, chair: &Chair<'_>, term: TermId) {
        if chair.title.ladder == Ladder::Leadership {
            *self.planned.entry((person, chair.title.level, term)).or_default() += 1;
        }
    }

    /// Takes a title back.
    pub(super) fn uncount(&mut self, person: u32, chair: &Chair<'_>, term: TermId) {
        if let Some(n) = self.planned.get_mut(&(person, chair.title.level, term)) {
            *n = n.saturating_sub(1);
        }
    }
}

/// The organ of the province that a unit is or belongs to; `u32::MAX` for the province itself.
fn department(sample: &Sample<'_>, at: u32, on: Day) -> u32 {
    use crate::domain::Line::{Party, State, Territory};
    let ground = &sample.ground;
    let mut found = u32::MAX;
    let mut here = at;
    for _ in 0..DEPTH {
        let Some(unit) = ground.unit_at(here) else { break };
        let day = if unit.span.holds(on) { on } else { unit.span.from };
        if unit.form(day).is_some_and(|f| f.level == Level::Province) && unit.code(day).is_some() {
            break;
        }
        found = here;
        match ground.above(unit, &[State, Party, Territory], day) {
            Some((above, _)) => here = above,
            None => break,
        }
    }
    found
}
