//! Rotations and transfers of the sample: made of the times on posts that people have, so that what is counted of them
//! on the day of the report is what it prints. What is printed, and every bound, is data (data/sample/moves.toml).

mod arrange;
mod told;

pub(super) use arrange::arrange;

use super::Sample;
use super::card::cadre_id;
use super::ground::{Chair, Ground};
use super::rng::{Purpose as Draws, Rng};
use super::stint::Stint;
use crate::domain::{
    ActKind, Day, Direction, Entry, IsoDay, Ladder, Level, Line, MoveKind, PostId, Rotation, Span, Stage, TermId, Tier,
};
use crate::sample::error::SampleError;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the moves are drawn from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    on: IsoDay,
    planned: IsoDay,
    term: TermId,
    appointed: String,
    near: u16,
    secondments: usize,
    arranged: Vec<Arranged>,
    line: Vec<Quota>,
    habits: Habits,
    /// Who was sent to another post after the districts had ended.
    later: Later,
}

/// Moves that began after the districts had ended.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Later {
    /// The last day that is told of.
    on: IsoDay,
    /// Since when the people stood in a pool, and of which term.
    planned: IsoDay,
    term: TermId,
}

impl Book {
    fn read() -> Result<Book, SampleError> {
        toml::from_str(include_str!("../../../data/sample/moves.toml"))
            .map_err(|e| SampleError::Data { file: "moves.toml", why: e.message().to_owned() })
    }
}

/// A line of the report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Quota {
    tier: Tier,
    kinds: Vec<MoveKind>,
    moves: usize,
}

/// Changes that there must be for the moves to be made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Arranged {
    tier: Tier,
    kinds: Vec<MoveKind>,
    direction: Option<Direction>,
    changes: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Habits {
    unassessed: u32,
    unplanned: u32,
    stays: u32,
    waits: u32,
    looked_at: u32,
    service_months: i32,
    housing: u32,
    allowance_kept: u32,
    plans_from: i32,
    proposed: usize,
    agreed: usize,
    approved: usize,
}

/// A change from one post to another since the start of the term.
struct Change {
    /// Place of the time on the post that was taken.
    at: usize,
    stint: Stint,
    left: u32,
    kind: MoveKind,
    tier: Tier,
    direction: Direction,
    /// The post that was left leads too, and neither is of a school.
    led: bool,
    /// Stands in a pool when it begins.
    planned: bool,
}

/// By when, and as of which term and day, moves are told.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// The last day that is told of.
    on: Day,
    /// Since when people stood in a pool, and of which term.
    planned: Day,
    term: TermId,
}

/// No hierarchy is deeper.
const DEPTH: usize = 12;
/// Least months of a rotation, as its decisions have them.
const LEAST: i32 = 36;

/// The organ of its level that a unit is or belongs to: the last one under what has a code of its own.
fn organ(ground: &Ground<'_>, unit: u32, on: Day) -> u32 {
    let mut here = unit;
    for _ in 0..DEPTH {
        let Some(at) = ground.unit_at(here) else { break };
        let day = if at.span.holds(on) { on } else { at.span.from };
        match ground.above(at, &[Line::State, Line::Party, Line::Territory], day) {
            Some((above, unit)) if unit.code(day).is_none() => here = above,
            _ => break,
        }
    }
    here
}

/// What a change from one chair to another would be called; none within one organ or one commune.
fn kind_of(ground: &Ground<'_>, from: &Chair<'_>, to: &Chair<'_>, on: Day) -> Option<MoveKind> {
    let (a, b) = (from.title.level, to.title.level);
    let apart = match (a == b, a) {
        (false, _) => return Some(MoveKind::between(a, b, false)),
        (true, Level::Province) => organ(ground, from.unit, on) != organ(ground, to.unit, on),
        (true, Level::Commune) => from.commune != to.commune,
        (true, _) => from.district != to.district || organ(ground, from.unit, on) != organ(ground, to.unit, on),
    };
    let one_place = match a {
        Level::Commune => from.commune == to.commune,
        _ => from.district == to.district,
    };
    apart.then(|| MoveKind::between(a, b, one_place))
}

/// The moves of a sample, and the times on posts that began with a rotation.
#[derive(Debug, Default)]
pub(super) struct Moves {
    pub(super) rotations: Vec<Rotation>,
    /// Times on posts by place, and by which act they began.
    pub(super) began: Vec<(usize, ActKind)>,
    /// Places in pools that those who were rotated had until they went.
    pub(super) entries: Vec<Entry>,
}

/// Draws the moves of a sample whose people and pools are settled.
///
/// # Errors
/// The data cannot be read.
pub(super) fn draw(sample: &Sample<'_>, entries: &[Entry]) -> Result<Moves, SampleError> {
    let book = Book::read()?;
    let next = entries.iter().map(|e| e.id.counter()).max().unwrap_or(0) + 1;
    let frame = Frame { on: book.on.0, planned: book.planned.0, term: book.term };
    let mut drawn = Drawn { sample, book: &book, moves: Moves::default(), next, frame };
    let mut changes = drawn.changes(&planned(entries));
    // fewer people, fewer moves
    let scale = u64::from(sample.wanted.people).min(28_947);
    for quota in &book.line {
        let wanted = quota.moves as u64 * scale / 28_947;
        drawn.line(quota, usize::try_from(wanted).unwrap_or(0), &mut changes);
    }
    let secondments = book.secondments as u64 * scale / 28_947;
    let later: BTreeSet<u32> = sample.exchanged.iter().map(|e| e.person).collect();
    let lent = changes.drain(..).filter(|c| !later.contains(&c.stint.person));
    lent.take(usize::try_from(secondments).unwrap_or(0)).for_each(|c| drawn.second(&c));
    drawn.waiting(entries);
    drawn.others();
    let planned = planned(entries);
    drawn.sent(&planned);
    let stood: BTreeSet<(u64, PostId)> =
        entries.iter().filter(|e| e.span.to > drawn.frame.planned).map(|e| (e.cadre.0, e.post)).collect();
    drawn.risen(&planned, &stood);
    Ok(drawn.moves)
}

/// When each person stands approved in a pool.
fn planned(entries: &[Entry]) -> BTreeMap<u64, Vec<Span>> {
    let mut planned: BTreeMap<u64, Vec<Span>> = BTreeMap::new();
    for entry in entries {
        for stage in entry.stages.iter().filter(|s| s.value == Stage::Approved) {
            // a place that was given up is none any more
            let span = Span::new(stage.span.from, stage.span.to.min(entry.span.to));
            planned.entry(entry.cadre.0).or_default().push(span);
        }
    }
    planned
}

struct Drawn<'s, 'g> {
    sample: &'s Sample<'g>,
    book: &'s Book,
    moves: Moves,
    /// Number of the next place in a pool.
    next: u64,
    frame: Frame,
}

impl Drawn<'_, '_> {
    fn rng(&self, person: u32) -> Rng {
        Rng::stream(self.sample.wanted.seed, Draws::Moves, u64::from(person))
    }

    /// Changes from one leading post to another since the start of the term, in an order drawn by lot; of each person
    /// the last one.
    fn changes(&self, planned: &BTreeMap<u64, Vec<Span>>) -> Vec<Change> {
        let (first, last) = (self.sample.history.term_from(), self.book.on.0);
        let mut changes: Vec<(u64, Change)> = Vec::new();
        let mut before: Option<(u32, Stint)> = None;
        for (at, stint) in self.sample.careers.stints.iter().enumerate().filter(|(_, s)| !s.concurrent) {
            let follows = |(person, s): &(u32, Stint)| *person == stint.person && s.ended == Some(stint.began);
            let left = before.filter(follows).map(|(_, s)| s);
            before = Some((stint.person, *stint));
            let Some(left) = left.filter(|_| first <= stint.from && stint.from <= last) else { continue };
            let chairs = self.sample.ground.chair_at(left.chair).zip(self.sample.ground.chair_at(stint.chair));
            let Some((from, to)) = chairs.filter(|(_, to)| to.title.ladder == Ladder::Leadership) else { continue };
            let Some(kind) = kind_of(&self.sample.ground, from, to, stint.from) else { continue };
            let spans = planned.get(&cadre_id(stint.person).0).map_or(&[][..], Vec::as_slice);
            let change = Change {
                at,
                stint: *stint,
                left: left.chair,
                kind,
                tier: from.title.tier.min(to.title.tier),
                direction: Direction::between(from.title.level, to.title.level),
                // nobody is rotated from or to a school
                led: from.title.ladder == Ladder::Leadership && from.land == 0 && to.land == 0,
                planned: spans.iter().any(|s| s.holds(stint.from.prev())),
            };
            changes.push((self.rng(stint.person).draw(), change));
        }
        changes.sort_by_key(|(lot, c)| (!c.planned, *lot, c.at));
        changes.into_iter().map(|(_, c)| c).collect()
    }

    /// Moves of those who were sent to another post after the districts had ended.
    fn sent(&mut self, planned: &BTreeMap<u64, Vec<Span>>) {
        let later = &self.book.later;
        self.frame = Frame { on: later.on.0, planned: later.planned.0, term: later.term };
        let ground = &self.sample.ground;
        for sent in &self.sample.exchanged {
            let begins =
                |s: &Stint| s.person == sent.person && s.chair == sent.to && s.from == sent.on && !s.concurrent;
            let stints = self.sample.careers.stints.iter().enumerate();
            let Some((at, stint)) = stints.into_iter().find(|(_, s)| begins(s)) else { continue };
            let Some((from, to)) = ground.chair_at(sent.from).zip(ground.chair_at(sent.to)) else { continue };
            let Some(kind) = kind_of(ground, from, to, sent.on) else { continue };
            let spans = planned.get(&cadre_id(sent.person).0).map_or(&[][..], Vec::as_slice);
            let change = Change {
                at,
                stint: *stint,
                left: sent.from,
                kind,
                tier: from.title.tier.min(to.title.tier),
                direction: Direction::between(from.title.level, to.title.level),
                led: true,
                planned: spans.iter().any(|s| s.holds(sent.on.prev())),
            };
            self.make(&change, if sent.rotated { MoveKind::Rotation } else { kind });
        }
    }

    /// Whoever has come to a higher leading post since the districts ended stood in its pool, or in another, before.
    fn risen(&mut self, planned: &BTreeMap<u64, Vec<Span>>, stood: &BTreeSet<(u64, PostId)>) {
        let ground = &self.sample.ground;
        let leads = |s: &Stint| ground.chair_at(s.chair).filter(|c| c.title.ladder == Ladder::Leadership);
        for (at, stint) in self.sample.careers.stints.iter().enumerate() {
            let comes = matches!(stint.began, ActKind::Appointed | ActKind::Elected | ActKind::Designated);
            let Some(to) = leads(stint).filter(|_| comes && stint.from > self.frame.planned) else { continue };
            let eve = stint.from.prev();
            let held = self.sample.stints(stint.person).iter().filter(|s| s.holds(eve)).filter_map(leads);
            let held = held.max_by_key(|c| c.title.rank);
            let there = stood.contains(&(cadre_id(stint.person).0, to.post.id));
            if there || held.is_some_and(|c| c.title.rank >= to.title.rank) {
                continue;
            }
            let spans = planned.get(&cadre_id(stint.person).0).map_or(&[][..], Vec::as_slice);
            let change = Change {
                at,
                stint: *stint,
                left: stint.chair,
                kind: MoveKind::Departments,
                tier: to.title.tier,
                direction: Direction::Across,
                led: true,
                planned: spans.iter().any(|s| s.holds(eve)),
            };
            self.planned_before(&change, to);
        }
    }

    /// Makes the moves of one line.
    fn line(&mut self, quota: &Quota, wanted: usize, changes: &mut Vec<Change>) {
        let rotation = quota.kinds == [MoveKind::Rotation];
        let on = self.book.on.0;
        let fits = |c: &Change| {
            let life = self.sample.careers.lives.get(c.stint.person as usize);
            let serves = life.is_some_and(|l| l.retires >= c.stint.from.add_months(self.book.habits.service_months));
            // who is sent away later is not away then
            let later = self.sample.exchanged.iter().any(|e| e.person == c.stint.person);
            let clean = !later && !self.sample.careers.disciplined.iter().any(|(person, _)| *person == c.stint.person);
            let lasts = serves
                && clean
                && c.led
                && c.stint.to > on
                && (c.stint.from.add_months(LEAST) <= c.stint.to || reorganised(&c.stint));
            c.tier == quota.tier && if rotation { lasts } else { quota.kinds.contains(&c.kind) }
        };
        // people are sent down more than anywhere else, as the report complains
        changes.sort_by_key(|c| if rotation { c.direction as u8 + u8::from(c.direction == Direction::Up) } else { 0 });
        let mut made = 0;
        let mut kept = Vec::new();
        for change in changes.drain(..) {
            if made < wanted && fits(&change) {
                made += 1;
                self.make(&change, if rotation { MoveKind::Rotation } else { change.kind });
            } else {
                kept.push(change);
            }
        }
        *changes = kept;
    }
}

/// Whether a time on a post ends with the post's unit.
fn reorganised(stint: &Stint) -> bool {
    stint.ended == Some(ActKind::Reorganised)
}
