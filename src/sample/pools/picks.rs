//! Who stands in which pool on the day: line by line, so that the lines come to what is printed of them.

use super::book::{PoolLine, Printed};
use super::choose::{Aim, Candidate, List, Marks, allot, choose};
use super::field::{Against, FEEDER, Field, Near};
use crate::domain::{Ladder, Origination, PlannedSeats, Sex, TermId};
use crate::sample::quota::share;
use crate::sample::rng::{Purpose, Rng};
use std::collections::HashSet;

/// One person in one pool.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick {
    pub person: u32,
    pub chair: u32,
    pub term: TermId,
    pub score: i64,
    /// Put forward and not decided by the province.
    pub proposed: bool,
    /// The line may have faults planted in it.
    pub faults: bool,
    /// Place of its line.
    pub line: usize,
}

/// Everybody in the pools on the day, and the seats of terms.
#[derive(Debug, Default)]
pub(super) struct Picks {
    pub all: Vec<Pick>,
    pub seats: Vec<(u32, PlannedSeats)>,
    /// Who was put into which pool, and by which line.
    there: HashSet<(u32, TermId, u32)>,
    by_line: HashSet<(usize, u32)>,
}

impl Picks {
    fn push(&mut self, pick: Pick) {
        self.there.insert((pick.chair, pick.term, pick.person));
        self.by_line.insert((pick.line, pick.person));
        self.all.push(pick);
    }
}

/// Below everybody who comes to a title by the usual way.
const ASTRAY: i64 = 1_000_000;
/// What a title farther from the post counts, and a title more that one is planned for.
const STEP: i64 = 400;
const LOAD: i64 = 1500;
/// People of 45 years and more, in a thousand of a committee.
const SENIOR: u32 = 330;

pub(super) fn pick<'s>(field: &mut Field<'s, '_>) -> Picks {
    let mut picks = Picks::default();
    let book = field.book;
    for line in &book.line {
        for printed in &line.pools {
            let chairs = chairs_of(field, line);
            let wanted = sizes(field, line, printed, &chairs, &mut picks);
            let committee = chairs.first().and_then(|at| field.chair(*at)).map(|c| c.title.ladder);
            if committee == Some(Ladder::Committee) && line.each == 0 {
                committees(field, line, printed, &chairs, &wanted, &mut picks);
            } else {
                titles(field, line, printed.term, &chairs, &wanted, &mut picks);
            }
        }
    }
    picks
}

/// The posts of a line on the day.
fn chairs_of(field: &Field<'_, '_>, line: &PoolLine) -> Vec<u32> {
    let of_line = |at: &u32| {
        field.chair(*at).is_some_and(|c| {
            let seats = c.post.seats(field.on) > 0 || line.each > 0;
            seats && c.post.span.holds(field.on) && line.titles.contains(&c.title.code)
        })
    };
    let chairs = u32::try_from(field.sample.ground.chairs.len()).unwrap_or(u32::MAX);
    (0..chairs).filter(of_line).collect()
}

fn place_of(field: &Field<'_, '_>, line: &PoolLine) -> usize {
    field.book.line.iter().position(|l| l.id == line.id).unwrap_or(0)
}

/// A number of the whole province at the size of a smaller one.
fn scaled(number: u32, there: usize, posts: u32) -> u32 {
    let there = u64::try_from(there).unwrap_or(0).min(u64::from(posts));
    let posts = u64::from(posts.max(1));
    u32::try_from((u64::from(number) * there + posts / 2) / posts).unwrap_or(number)
}

/// How many people each post of the line has in its pool.
fn sizes(field: &Field<'_, '_>, line: &PoolLine, printed: &Printed, chairs: &[u32], picks: &mut Picks) -> Vec<u32> {
    if line.each > 0 {
        return vec![line.each; chairs.len()];
    }
    let mut seats: Vec<u32> =
        chairs.iter().map(|at| field.chair(*at).map_or(0, |c| u32::from(c.post.seats(field.on)))).collect();
    if let Some(of_term) = line.seats.iter().find(|s| s.term == printed.term) {
        seats = share(scaled(of_term.seats, chairs.len(), line.posts), &seats);
        for (at, seats) in chairs.iter().zip(&seats) {
            let seats = u16::try_from(*seats).unwrap_or(u16::MAX);
            picks.seats.push((*at, PlannedSeats { term: printed.term, seats }));
        }
    }
    let mut sizes = allot(scaled(printed.people, chairs.len(), line.posts), &seats, line.least, line.most);
    for (at, size) in chairs.iter().zip(&mut sizes) {
        *size = size.saturating_sub(field.chair(*at).map_or(0, |c| field.already(c, printed.term)));
    }
    sizes
}

fn marks(field: &Field<'_, '_>, person: u32) -> Option<Marks> {
    let sample = field.sample;
    let (who, life) = (sample.careers.people.get(person as usize)?, sample.careers.lives.get(person as usize)?);
    let months = field.book.steady_months;
    let forty = life.birthday.add_months(40 * 12);
    let senior = life.birthday.add_months(45 * 12) <= field.on;
    // who turns 40 about the day would be counted differently a little earlier or later
    if field.on.add_months(-months) < forty && forty <= field.on.add_months(months) {
        return None;
    }
    Some([who.sex() == Sex::Female, who.minority(), forty > field.on, senior])
}

fn score(field: &Field<'_, '_>, person: u32, nth: i64, chair: u32, term: TermId) -> i64 {
    let title = field.chair(chair).map(|c| c.title);
    let load = title.and_then(|t| field.planned.get(&(person, t.level, term))).copied().unwrap_or(0);
    let mut steady = Rng::stream(field.sample.wanted.seed, Purpose::Pools, u64::from(person));
    let mut own = Rng::stream(field.sample.wanted.seed, Purpose::Pools, u64::from(person) << 16 | u64::from(term.0));
    let luck = i64::from(steady.below(900)) + i64::from(own.below(500));
    luck - nth * STEP - i64::from(load) * LOAD
}

/// Those around a post against whom nothing stands, or only what the mask lets pass; the best first.
fn open<'s>(
    field: &Field<'s, '_>,
    line: &'s PoolLine,
    at: u32,
    term: TermId,
    near: Near,
    passes: Against,
) -> Vec<Candidate> {
    let Some(chair) = field.chair(at) else { return Vec::new() };
    let mut found = Vec::new();
    for (person, nth) in field.people(chair, line, near) {
        let Some(against) = field.against(person, chair, term) else { continue };
        if against & !passes != 0 {
            continue;
        }
        let Some(marks) = marks(field, person) else { continue };
        let usual = against == 0;
        let astray = if usual { 0 } else { ASTRAY };
        found.push(Candidate { person, score: score(field, person, nth, at, term) - astray, marks, usual });
    }
    found.sort_by_key(|c| (-c.score, c.person));
    found
}

fn committees<'s>(
    field: &mut Field<'s, '_>,
    line: &'s PoolLine,
    printed: &Printed,
    chairs: &[u32],
    wanted: &[u32],
    picks: &mut Picks,
) {
    let mut lists = Vec::new();
    for (at, wanted) in chairs.iter().zip(wanted) {
        let Some(chair) = field.chair(*at) else { continue };
        let (near, wide) = field.around(chair);
        let wanted = *wanted as usize;
        let mut people = open(field, line, *at, printed.term, near, FEEDER);
        if people.len() < wanted {
            let more = open(field, line, *at, printed.term, wide, FEEDER);
            people.extend(more.into_iter().filter(|c| field.source(c.person, chair) == Origination::Outside));
        }
        lists.push(List { wanted, open: people });
    }
    let people: u32 = wanted.iter().sum();
    let aim = |count: Option<u32>, usual: u32| match count {
        Some(count) => {
            let total = if printed.people == people {
                count
            } else {
                u32::try_from(u64::from(count) * u64::from(people) / u64::from(printed.people.max(1))).unwrap_or(count)
            };
            Aim { total: Some(total), share: Some(total * 1000 / people.max(1)) }
        }
        None => Aim { total: None, share: (usual > 0).then_some(usual) },
    };
    let aims = [
        aim(printed.women, line.usual.women),
        aim(printed.minority, 0),
        aim(printed.young, line.usual.young),
        aim(None, SENIOR),
    ];
    let chosen = choose(&lists, &aims);
    for ((at, list), chosen) in chairs.iter().zip(&lists).zip(chosen) {
        for candidate in chosen.iter().filter_map(|nth| list.open.get(*nth)) {
            let Candidate { person, score, .. } = *candidate;
            let pick = Pick {
                person,
                chair: *at,
                term: printed.term,
                score,
                proposed: line.proposed,
                faults: line.faults,
                line: place_of(field, line),
            };
            picks.push(pick);
        }
    }
}

/// Leading titles: each post for itself, with its own people; what these lack goes to posts that have more of them, and
/// what is left is filled from elsewhere.
fn titles<'s>(
    field: &mut Field<'s, '_>,
    line: &'s PoolLine,
    term: TermId,
    chairs: &[u32],
    wanted: &[u32],
    picks: &mut Picks,
) {
    let mut got: Vec<u32> = Vec::new();
    for (at, wanted) in chairs.iter().zip(wanted) {
        let mut rng = Rng::stream(field.sample.wanted.seed, Purpose::Pools, u64::from(*at) << 20 | u64::from(term.0));
        let elsewhere = u32::from(*wanted > 1 && rng.chance(field.book.faults.outside));
        let there = take(field, line, *at, term, wanted - elsewhere, Origination::Local, picks);
        got.push(there + take(field, line, *at, term, elsewhere, Origination::Outside, picks));
    }
    let mut short: u32 = wanted.iter().sum::<u32>() - got.iter().sum::<u32>();
    // from elsewhere come at first only those whom the post itself lacks
    for (source, spared) in [(Origination::Local, false), (Origination::Outside, true), (Origination::Outside, false)] {
        for ((at, got), wanted) in chairs.iter().zip(&mut got).zip(wanted) {
            let Some(chair) = field.chair(*at) else { continue };
            let seats = u32::from(chair.post.seats(field.on));
            let most = if line.each > 0 { *wanted } else { seats * line.most / 100 };
            let most = most.saturating_sub(if line.each > 0 { 0 } else { field.already(chair, term) });
            let most = if spared { most.min((*wanted).max(*got + 1)) } else { most };
            let more = take(field, line, *at, term, most.saturating_sub(*got).min(short), source, picks);
            *got += more;
            short -= more;
        }
    }
}

/// Plans so many more people for a post; how many there were.
fn take<'s>(
    field: &mut Field<'s, '_>,
    line: &'s PoolLine,
    at: u32,
    term: TermId,
    wanted: u32,
    source: Origination,
    picks: &mut Picks,
) -> u32 {
    let Some(chair) = field.chair(at).filter(|_| wanted > 0) else { return 0 };
    let (near, wide) = field.around(chair);
    let near = if source == Origination::Local { near } else { wide };
    let mut people = open(field, line, at, term, near, 0);
    let apart = line.apart.as_ref().and_then(|id| field.book.line.iter().position(|line| line.id == *id));
    people.retain(|c| {
        let there = picks.there.contains(&(at, term, c.person));
        let in_that = apart.is_some_and(|line| picks.by_line.contains(&(line, c.person)));
        !there && !in_that && field.source(c.person, chair) == source
    });
    let mut got = 0;
    for Candidate { person, score, .. } in people.into_iter().take(wanted as usize) {
        field.count(person, chair, term);
        let line_at = place_of(field, line);
        let (proposed, faults) = (line.proposed, line.faults);
        picks.push(Pick { person, chair: at, term, score, proposed, faults, line: line_at });
        got += 1;
    }
    got
}
