//! Earlier posts elsewhere, until there are as many changes of each kind as are counted.

use super::{Arranged, Book, kind_of};
use crate::domain::{ActKind, Day, Direction, Ladder, MoveKind, Tier};
use crate::sample::Wanted;
use crate::sample::careers::Careers;
use crate::sample::error::SampleError;
use crate::sample::ground::{Chair, Ground};
use crate::sample::rng::{Purpose as Draws, Rng};
use crate::sample::stint::Stint;

/// Months of work before one leads, and at a post before the next.
const FIRST_STEPS: i32 = 24;
/// Months on the post elsewhere: the first of these for which one was free.
const MONTHS_BEFORE: [i32; 3] = [54, 40, 26];
/// Which chair is looked at after which: a prime, so that all are.
const STRIDE: u64 = 7_919;

/// A time on a post that began since the start of the term, and the one before it.
struct Change {
    lot: u64,
    before: Option<usize>,
    at: usize,
}

/// Gives some who came to a post from within their organ, or from no post that is told of, an earlier post elsewhere,
/// where a seat was free, until there are as many changes of each kind as the report counts.
///
/// # Errors
/// The data cannot be read.
pub(in crate::sample) fn arrange(
    ground: &Ground<'_>,
    careers: &mut Careers,
    term_from: Day,
    wanted: Wanted,
) -> Result<(), SampleError> {
    let book = Book::read()?;
    let mut changes = changes(careers, (term_from, book.on.0), wanted.seed);
    let scale = u64::from(wanted.people).min(28_947);
    let walk = Walk::of(ground);
    let mut arranging = Arranging { ground, careers, near: book.near, eve: term_from.add_months(-1), walk };
    for wish in &book.arranged {
        let all = wish.changes * scale / 28_947;
        let mut have = changes.iter().filter(|c| arranging.is(c, wish)).count() as u64;
        for change in &mut changes {
            if have >= all {
                break;
            }
            have += u64::from(arranging.elsewhere(change, wish));
        }
    }
    Ok(())
}

/// Present main posts that began between two days, in an order drawn by lot.
fn changes(careers: &Careers, (first, last): (Day, Day), seed: u64) -> Vec<Change> {
    let stint = |at: usize| careers.stints.get(at);
    let mut order: Vec<usize> =
        (0..careers.stints.len()).filter(|at| stint(*at).is_some_and(|s| !s.concurrent)).collect();
    order.sort_by_key(|at| stint(*at).map(|s| (s.person, s.from)));
    let mut changes: Vec<Change> = Vec::new();
    let mut last_of: Option<usize> = None;
    for at in order {
        let Some(s) = stint(at) else { continue };
        let before = last_of.filter(|b| stint(*b).is_some_and(|b| b.person == s.person));
        if first <= s.from && s.from <= last && s.to > last {
            let lot = Rng::stream(seed, Draws::Moves, u64::from(s.person)).draw();
            changes.push(Change { lot, before, at });
        }
        last_of = Some(at);
    }
    changes.sort_unstable_by_key(|c| (c.lot, c.at));
    changes
}

struct Arranging<'c, 'g> {
    ground: &'c Ground<'g>,
    careers: &'c mut Careers,
    near: u16,
    /// The last day before the term, give or take a month.
    eve: Day,
    walk: Walk,
}

/// The chairs that somebody may have come from, in the order in which they are looked at.
struct Walk {
    /// When each chair is passed.
    turn: Vec<u32>,
    /// Open chairs, each with its turn.
    open: Vec<(u32, u32)>,
}

impl Walk {
    fn of(ground: &Ground<'_>) -> Walk {
        let count = ground.chairs.len() as u64;
        let mut walk = Walk { turn: vec![0; ground.chairs.len()], open: Vec::new() };
        for step in 0..count {
            let place = step * STRIDE % count.max(1);
            let (Ok(turn), Ok(at)) = (u32::try_from(step), u32::try_from(place)) else { continue };
            if let Some(of_place) = walk.turn.get_mut(at as usize) {
                *of_place = turn;
            }
            walk.open.extend(ground.chair_at(at).filter(|chair| is_open(chair)).map(|_| (turn, at)));
        }
        walk
    }

    /// The open chairs from a place on, round to it.
    fn from(&self, lot: u64) -> impl Iterator<Item = u32> + '_ {
        let place = usize::try_from(lot % (self.turn.len() as u64).max(1)).unwrap_or(0);
        let turn = self.turn.get(place).copied().unwrap_or(0);
        let (before, after) = self.open.split_at(self.open.partition_point(|(t, _)| *t < turn));
        after.iter().chain(before).map(|(_, at)| *at)
    }
}

/// Whether somebody may have led there earlier: nobody is moved from or to a school, and nothing is told of one known
/// person.
fn is_open(chair: &Chair<'_>) -> bool {
    chair.title.ladder == Ladder::Leadership && !chair.is_known() && chair.land == 0
}

impl<'g> Arranging<'_, 'g> {
    /// The tier that manages a change, and what it is called, where it leads to a leading post.
    fn told(&self, change: &Change) -> Option<(Tier, Option<(MoveKind, Direction)>)> {
        let to = self.careers.stints.get(change.at)?;
        let chair = self.ground.chair_at(to.chair).filter(|c| c.title.ladder == Ladder::Leadership)?;
        let Some(before) = change.before.and_then(|at| self.careers.stints.get(at)) else {
            return Some((chair.title.tier, None));
        };
        let from = self.ground.chair_at(before.chair)?;
        let kind = kind_of(self.ground, from, chair, to.from);
        let way = Direction::between(from.title.level, chair.title.level);
        Some((from.title.tier.min(chair.title.tier), kind.map(|kind| (kind, way))))
    }

    fn is(&self, change: &Change, wish: &Arranged) -> bool {
        let told = self.told(change).filter(|(tier, _)| *tier == wish.tier).and_then(|(_, told)| told);
        told.is_some_and(|(kind, way)| wish.kinds.contains(&kind) && wish.direction.is_none_or(|d| d == way))
    }

    /// Puts the earlier time on a free chair elsewhere; whether there was one.
    fn elsewhere(&mut self, change: &mut Change, wish: &Arranged) -> bool {
        if !self.told(change).is_some_and(|(tier, kind)| tier == wish.tier && kind.is_none()) {
            return false;
        }
        let Some(b) = self.careers.stints.get(change.at).copied() else { return false };
        let Some(to) = self.ground.chair_at(b.chair).filter(|to| to.land == 0) else { return false };
        for a in MONTHS_BEFORE.iter().filter_map(|months| self.earlier(change, b, *months)) {
            let fits = |place: &u32| {
                let chair = self.ground.chair_at(*place).filter(|c| self.fits(c, to, b.from, wish));
                chair.is_some_and(|chair| self.careers.seats.free(*place, chair, a.from, a.to))
            };
            let found = self.walk.from(change.lot / 7).find(fits);
            if let Some(chair) = found {
                self.put(change, Stint { chair, ..a });
                return true;
            }
        }
        false
    }

    /// Adds the time; the one before it ends with it.
    fn put(&mut self, change: &mut Change, new: Stint) {
        self.careers.seats.take(new.chair, new.from, new.to);
        if let Some(before) = change.before.and_then(|at| self.careers.stints.get_mut(at)) {
            self.careers.seats.cut(before.chair, before.from, new.from);
            before.end(new.from, new.began);
        }
        change.before = Some(self.careers.stints.len());
        self.careers.stints.push(new);
    }

    /// The time that may be spent elsewhere: the last months of the post before, or of service.
    fn earlier(&self, change: &Change, b: Stint, months: i32) -> Option<Stint> {
        let since = match change.before.and_then(|at| self.careers.stints.get(at)) {
            // who was relieved, or given a lower post, keeps that story
            Some(a) if a.ended != Some(b.began) => return None,
            Some(a) => a.from,
            None => self.careers.lives.get(b.person as usize)?.recruited,
        };
        // nobody came to it in the term: its appointments are counted
        let from = since.add_months(FIRST_STEPS).max(b.from.add_months(-months).min(self.eve));
        let a = Stint { from, to: b.from, began: ActKind::Appointed, ended: Some(b.began), concurrent: false, ..b };
        (from <= self.eve && from.add_months(FIRST_STEPS) <= b.from).then_some(a)
    }

    fn fits(&self, chair: &Chair<'g>, to: &Chair<'g>, on: Day, wish: &Arranged) -> bool {
        let way = |d| d == Direction::between(chair.title.level, to.title.level);
        chair.title.rank <= to.title.rank.saturating_add(self.near)
            && chair.title.tier.min(to.title.tier) == wish.tier
            && wish.direction.is_none_or(way)
            && kind_of(self.ground, chair, to, on).is_some_and(|k| wish.kinds.contains(&k))
    }
}
