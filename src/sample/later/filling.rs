//! Days on which free posts and seats are filled, staff is taken on, and people are sent to each other's posts.

use super::running::{ExchangeBook, Filling, Hired};
use super::*;

/// Months of service that are left to whoever is sent away.
const SERVICE: i32 = 125;

impl<'g> Days<'_, 'g> {
    pub(super) fn fill_up(&mut self, on: Day, filling: &Filling) {
        let mut free: Vec<(u16, u32)> = Vec::new();
        for (at, chair) in (0u32..).zip(&self.ground.chairs) {
            let main = chair.title.ladder == Ladder::Leadership && chair.with.is_none() && class(chair) != 3;
            let beside = chair.concurrent + chair.concurrent_later > 0;
            if main && !beside && chair.title.rank > 0 && self.takes(at, on) {
                free.push((chair.title.rank, at));
            }
        }
        free.sort_unstable_by(|a, b| b.cmp(a));
        for (_, at) in free {
            let mut rng = Rng::stream(
                self.clock.seed,
                Purpose::Later,
                u64::from(at) | 1 << 40 | u64::from(on.0.unsigned_abs()) << 42,
            );
            if !rng.chance(filling.leave) {
                self.succeed(at, on, &[], 0);
            }
        }
        self.hold_together(on);
        self.sit_down(on, filling);
    }

    /// Posts that go with another are held by whoever holds that one.
    fn hold_together(&mut self, on: Day) {
        let with: Vec<(u32, Vec<u32>)> = self.with.iter().map(|(main, beside)| (*main, beside.clone())).collect();
        for (main, beside) in with {
            let Some(person) = self.holders.get(main as usize).and_then(|h| h.first()).copied() else { continue };
            for at in beside {
                let leads = self.ground.chair_at(at).is_some_and(|c| c.title.ladder == Ladder::Leadership);
                if leads && self.takes(at, on) {
                    let began = if self.is_elected(at) { ActKind::Elected } else { ActKind::Appointed };
                    self.begin(person, at, on, began, true);
                }
            }
        }
    }

    fn is_elected(&self, at: u32) -> bool {
        let leads = self.ground.chair_at(at).filter(|c| c.title.ladder == Ladder::Leadership);
        leads.is_some_and(|c| self.history.elected(&c.title.code))
    }

    /// Free seats in committees go to those who are next.
    fn sit_down(&mut self, on: Day, filling: &Filling) {
        let by_title = holders_by_title(self.ground, &self.holders);
        for (code, spared) in &filling.committees {
            for at in self.by_title.get(code.as_str()).cloned().unwrap_or_default() {
                let Some(chair) = self.ground.chair_at(at) else { continue };
                let free = self.free_now(at, chair, on).saturating_sub(*spared);
                if free == 0 {
                    continue;
                }
                let sitting: BTreeSet<u32> = self.sitting_on(at).into_iter().map(|(_, person)| person).collect();
                let until = on.add_months(SEATED);
                let fits = |person: u32| !sitting.contains(&person) && self.may_sit(person, at, until);
                for person in candidates(self.ground, self.habits, chair, &by_title, &self.holders, free, &fits) {
                    self.begin(person, at, on, ActKind::Designated, true);
                }
            }
        }
    }

    /// Whether somebody may be given a seat within a term and serves until a day.
    fn may_sit(&self, person: u32, at: u32, until: Day) -> bool {
        let party = self.careers.people.get(person as usize).is_some_and(super::super::person::Person::party);
        let home = || self.main_of(person).and_then(|n| self.stint(n)).is_some_and(|s| !self.leaves_seat(at, s.chair));
        let serves = self.careers.lives.get(person as usize).is_some_and(|l| l.retires > until);
        party && serves && self.is_spotless(person) && home()
    }

    pub(super) fn hire(&mut self, on: Day, hired: &Hired) {
        for at in hired
            .titles
            .iter()
            .filter_map(|code| self.by_title.get(code.as_str()))
            .flatten()
            .copied()
            .collect::<Vec<_>>()
        {
            let Some(chair) = self.ground.chair_at(at).filter(|c| c.post.span.holds(on)) else { continue };
            let seats = u32::from(chair.post.seats(on));
            let wanted =
                (seats * hired.percent / 100).saturating_sub(seats.saturating_sub(self.free_now(at, chair, on)));
            let colleagues =
                self.ground.posts_of(chair.unit).iter().filter_map(|other| self.holders.get(*other as usize));
            let Some(like) = self.holders.get(at as usize).into_iter().chain(colleagues).flatten().next().copied()
            else {
                continue;
            };
            let mut rng = Rng::stream(self.clock.seed, Purpose::Later, u64::from(at) | 1 << 41);
            for _ in 0..wanted {
                self.recruit(like, at, on, &mut rng);
            }
        }
    }

    pub(super) fn exchange(&mut self, on: Day, book: &ExchangeBook) {
        let open = |code: &str| -> Vec<(u32, u32)> {
            let chairs = self.by_title.get(code).into_iter().flatten();
            let held = chairs.filter_map(|at| Some((*at, *self.holders.get(*at as usize)?.first()?)));
            held.filter(|(at, person)| self.may_be_sent(*person, *at, on)).collect()
        };
        let (mut here, mut there) = (open(&book.titles.0), open(&book.titles.1));
        let order = |(at, person): &(u32, u32)| {
            Rng::stream(
                self.clock.seed ^ u64::from(on.0.unsigned_abs()),
                Purpose::Later,
                u64::from(*person) << 24 | u64::from(*at),
            )
            .draw()
        };
        here.sort_by_key(order);
        there.sort_by_key(order);
        there.retain(|pair| !here.iter().take(book.pairs as usize).any(|h| h == pair));
        for (one, other) in here.into_iter().zip(there).take(book.pairs as usize) {
            self.swap(one, other, on, book.rotated);
        }
    }

    fn may_be_sent(&self, person: u32, at: u32, on: Day) -> bool {
        let Some(chair) = self.ground.chair_at(at) else { return false };
        let settled = self.main_of(person).and_then(|n| self.stint(n)).is_some_and(|s| s.from < on);
        let sent = self.exchanged.iter().any(|e| e.person == person);
        let party = self.careers.people.get(person as usize).is_some_and(super::super::person::Person::party);
        let serves = self.careers.lives.get(person as usize).is_some_and(|l| l.retires > on.add_months(SERVICE));
        settled && party && !sent && serves && !chair.only_women && self.is_spotless(person)
    }

    /// Two people take each other's posts and the seats that go with them.
    fn swap(&mut self, (at, person): (u32, u32), (other_at, other): (u32, u32), on: Day, rotated: bool) {
        let seats = |days: &Self, person: u32, to: u32| -> Vec<u32> {
            let open = days.open.get(person as usize).into_iter().flatten().filter_map(|n| days.stint(*n));
            let leads = |at: u32| days.ground.chair_at(at).is_some_and(|c| c.title.ladder == Ladder::Leadership);
            open.filter(|s| s.concurrent && (leads(s.chair) || days.leaves_seat(s.chair, to)))
                .map(|s| s.chair)
                .collect()
        };
        let (left, other_left) = (seats(self, person, other_at), seats(self, other, at));
        let way = if rotated { ActKind::Rotated } else { ActKind::Transferred };
        for (who, to) in [(person, other_at), (other, at)] {
            self.free_for(who, to, on, way);
        }
        for (who, from, to, seats) in [(person, at, other_at, other_left), (other, other_at, at, left)] {
            self.move_to(who, to, on, way, way);
            self.exchanged.push(Exchange { person: who, from, to, on, rotated });
            for seat in seats {
                let holds = self
                    .open
                    .get(who as usize)
                    .into_iter()
                    .flatten()
                    .filter_map(|n| self.stint(*n))
                    .any(|s| s.chair == seat);
                if !holds && self.takes(seat, on) {
                    let began = if self.is_elected(seat) { ActKind::Elected } else { ActKind::Designated };
                    self.begin(who, seat, on, began, true);
                }
            }
        }
    }

    /// Ends what somebody leaves for another post, so that both posts are free before either is taken.
    fn free_for(&mut self, person: u32, to: u32, on: Day, way: ActKind) {
        for at in self.open.get(person as usize).cloned().unwrap_or_default() {
            let Some(stint) = self.stint(at) else { continue };
            let leads = self.ground.chair_at(stint.chair).is_some_and(|c| c.title.ladder == Ladder::Leadership);
            if !stint.concurrent || leads || self.leaves_seat(stint.chair, to) {
                self.end(at, on, way);
            }
        }
    }
}

/// Months of working age that are left to whoever is given a seat within a term.
const SEATED: i32 = 30;
