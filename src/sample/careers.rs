//! How people came to their posts: the present post, the ones before it, and who held a post before them.

mod leaving;

use super::ground::{Chair, Ground};
use super::history::History;
use super::life::{Clock, Life};
use super::person::{Attr, Person};
use super::plan::PeoplePlan;
use super::recruits;
use super::rng::{Purpose, Rng};
use super::seats::in_committee;
use super::stint::{Seats, Stint};
use crate::domain::{ActKind, Day, Ladder, Level, Payroll, Role, Tier};
use std::collections::BTreeMap;

/// Everybody's time on posts.
pub struct Careers {
    /// The people of the plan, then those who left before the day of the figures or came after it.
    pub people: Vec<Person>,
    pub lives: Vec<Life>,
    /// Times on posts; in no order.
    pub stints: Vec<Stint>,
    pub seats: Seats,
    /// Who was disciplined, and when.
    pub disciplined: Vec<(u32, Day)>,
}

/// The fewest people among whom the few who left are told.
const FULL: usize = 20_000;

/// Places looked at before a post is given up.
const LOOKS: usize = 24;

/// Acts that may still be told since the start of the term.
struct Budget {
    left: Vec<(Tier, u32, u32)>,
    from: Day,
    to: Day,
}

impl Budget {
    /// Counts one act on the day, if its tier has one left; acts of other times and tiers are free.
    fn allows(&mut self, tier: Tier, on: Day, moved: bool) -> bool {
        if on < self.from || on > self.to {
            return true;
        }
        let Some(left) = self.left.iter_mut().find(|l| l.0 == tier) else { return true };
        let left = if moved { &mut left.2 } else { &mut left.1 };
        let some = *left > 0;
        *left = left.saturating_sub(1);
        some
    }
}

struct Teller<'a, 'g> {
    ground: &'a Ground<'g>,
    history: &'a History,
    clock: Clock<'a>,
    budget: Budget,
    careers: Careers,
    /// Place of the present main stint of each person of the plan.
    main: Vec<usize>,
    by_title: BTreeMap<(&'g str, u16), Vec<u32>>,
    beside: BTreeMap<u32, Vec<u32>>,
}

/// Tells everybody's career up to the day of the figures.
#[must_use]
pub fn tell<'g>(ground: &Ground<'g>, plan: PeoplePlan, history: &History, clock: Clock<'_>) -> Careers {
    let mut lives: Vec<Life> = (0u32..).zip(&plan.people).map(|(at, p)| life(ground, p, at, clock)).collect();
    recruits::take_on(ground, &plan.people, &mut lives, history, clock);
    let scale = u64::try_from(plan.people.len()).unwrap_or(u64::MAX).clamp(1, 28_947);
    let share = |n: u32| u32::try_from(u64::from(n) * scale / 28_947).unwrap_or(n);
    let left = history.acts().iter().map(|a| (a.tier, share(a.appointed), share(a.moved))).collect();
    let mut by_title: BTreeMap<(&str, u16), Vec<u32>> = BTreeMap::new();
    for (at, chair) in (0u32..).zip(&ground.chairs) {
        by_title.entry((chair.title.code.as_str(), chair.district)).or_default().push(at);
    }
    let mut beside: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for seat in &plan.beside {
        beside.entry(seat.person).or_default().push(seat.chair);
    }
    let mut teller = Teller {
        ground,
        history,
        clock,
        budget: Budget { left, from: history.term_from(), to: history.term_to() },
        careers: Careers {
            people: plan.people,
            lives,
            stints: Vec::new(),
            seats: Seats::of(ground),
            disciplined: Vec::new(),
        },
        main: Vec::new(),
        by_title,
        beside,
    };
    teller.present_posts();
    teller.seats_beside();
    teller.posts_before();
    teller.departures();
    teller.predecessors();
    teller.careers
}

/// The life of a person; whoever stands outside the payroll retires by other laws than the schedule.
fn life(ground: &Ground<'_>, person: &Person, at: u32, clock: Clock<'_>) -> Life {
    let mut life = Life::of(person, at, clock);
    if ground.chair_at(person.chair).is_some_and(|c| c.title.payroll == Payroll::Outside) {
        life.retires = Day::MAX;
    }
    life
}

impl<'g> Teller<'_, 'g> {
    fn rng(&self, person: u32, salt: u64) -> Rng {
        Rng::stream(self.clock.seed ^ salt << 48, Purpose::Careers, u64::from(person))
    }

    fn life(&self, person: u32) -> Option<Life> {
        self.careers.lives.get(person as usize).copied()
    }

    fn chair(&self, at: u32) -> Option<Chair<'g>> {
        self.ground.chair_at(at).cloned()
    }

    fn add(&mut self, stint: Stint) {
        self.careers.seats.take(stint.chair, stint.from, stint.to);
        self.careers.stints.push(stint);
    }

    fn present_posts(&mut self) {
        for person in 0..u32::try_from(self.careers.people.len()).unwrap_or(u32::MAX) {
            let chair = self.careers.people.get(person as usize).and_then(|p| self.chair(p.chair));
            let Some((chair, life)) = chair.zip(self.life(person)) else { continue };
            let at = self.careers.people.get(person as usize).map_or(0, |p| p.chair);
            let mut rng = self.rng(person, 1);
            let (from, began) = if chair.title.ladder == Ladder::Leadership {
                self.came(&chair, life, &mut rng)
            } else {
                (life.recruited, ActKind::Recruited)
            };
            let from = from.max(chair.post.span.from);
            self.main.push(self.careers.stints.len());
            self.add(Stint { person, chair: at, from, to: Day::MAX, began, ended: None, concurrent: false });
        }
    }

    /// When and how somebody came to a leading post.
    fn came(&mut self, chair: &Chair<'_>, life: Life, rng: &mut Rng) -> (Day, ActKind) {
        let earliest = life.recruited.add_months(48);
        let code = chair.title.code.as_str();
        let district = self.ground.district_code(chair.district);
        let changed = self.history.changed_hands(code, district);
        let last = self.clock.on.add_months(-2);
        let act = if self.history.elected(code) { ActKind::Elected } else { ActKind::Appointed };
        if changed || rng.chance(self.history.came_in_term) {
            let first = self.history.term_from().add_months(3);
            let on = first_of(Day(first.0 + rng.between(0, last.0 - first.0)), rng);
            let moved = rng.chance(330) && chair.title.tier != Tier::Central;
            if on >= earliest && self.budget.allows(chair.title.tier, on, moved) || changed {
                return (on, if moved { ActKind::Transferred } else { act });
            }
        }
        let (from, to) = self.history.came_before();
        let year = i16::try_from(rng.between(i32::from(from), i32::from(to))).unwrap_or(to);
        let on = Day::of(year, 1, 1).map_or(earliest, |d| first_of(Day(d.0 + rng.between(0, 240)), rng));
        // the young came late: just before the term if need be
        let (on, eve) = (on.max(earliest), self.history.term_from().add_months(-1));
        if on <= eve || life.recruited >= eve || self.budget.allows(chair.title.tier, on, false) {
            (on.min(last), act)
        } else {
            (eve, act)
        }
    }

    /// Leaders from the highest down: each frees the post before for its present holder.
    fn posts_before(&mut self) {
        let mut order: Vec<(i32, u64, u32)> = Vec::new();
        for (person, who) in (0u32..).zip(&self.careers.people) {
            let Some(chair) = self.ground.chair_at(who.chair) else { continue };
            if chair.title.ladder == Ladder::Leadership {
                order.push((-i32::from(chair.title.rank), self.rng(person, 2).draw(), person));
            }
        }
        order.sort_unstable();
        for (_, _, person) in order {
            let mut rng = self.rng(person, 3);
            let Some(stint) = self.main.get(person as usize).and_then(|at| self.careers.stints.get(*at)).copied()
            else {
                continue;
            };
            let mut since = stint;
            for _ in 0..2 {
                if !rng.chance(self.history.post_before) {
                    break;
                }
                match self.before(since, &mut rng) {
                    Some(earlier) => {
                        self.add(earlier);
                        self.hold_beside(earlier);
                        since = earlier;
                    }
                    None => break,
                }
            }
            self.first_steps(since);
        }
    }

    /// A free post of a lower title, held until the present one began.
    fn before(&mut self, since: Stint, rng: &mut Rng) -> Option<Stint> {
        let chair = self.chair(since.chair)?;
        let life = self.life(since.person)?;
        let (least, most) = self.history.months_on_post();
        let eve = self.history.term_from().add_months(-1);
        let mut from = first_of(since.from.add_months(-rng.between(least, most)), rng);
        if from > eve {
            from = Day(eve.0 - rng.between(0, 500));
        }
        from = from.max(life.recruited.add_months(24));
        if from.add_months(12) > since.from {
            return None;
        }
        let feeders = &chair.title.feeders;
        let first = rng.below(u32::try_from(feeders.len()).unwrap_or(1).max(1)) as usize;
        for feeder in feeders.iter().cycle().skip(first).take(feeders.len()) {
            let near = self.by_title.get(&(feeder.as_str(), chair.district)).map_or(&[][..], Vec::as_slice);
            let far = self.by_title.iter().filter(|((code, d), _)| code == feeder && *d != chair.district);
            let far: Vec<u32> = far.flat_map(|(_, all)| all.iter().copied()).take(400).collect();
            let same = near.iter().filter(|at| self.ground.chair_at(**at).is_some_and(|c| c.unit == chair.unit));
            let mut looks: Vec<u32> = same.copied().collect();
            looks.extend((0..LOOKS / 2).filter_map(|_| rng.pick(near).copied()));
            looks.extend((0..LOOKS / 2).filter_map(|_| rng.pick(&far).copied()));
            for at in looks {
                let Some(other) = self.ground.chair_at(at) else { continue };
                let fits = other.title.rank < chair.title.rank
                    && (other.title.level <= chair.title.level
                        || other.title.level == Level::Commune
                        || at != since.chair)
                    && self.careers.seats.free(at, other, from, since.from);
                if fits && self.budget.allows(other.title.tier, from, false) {
                    let elected = self.history.elected(&other.title.code);
                    let began = if elected { ActKind::Elected } else { ActKind::Appointed };
                    let ended = Some(since.began);
                    let (person, to) = (since.person, since.from);
                    return Some(Stint { person, chair: at, from, to, began, ended, concurrent: false });
                }
            }
        }
        None
    }

    /// What goes with a post goes with it for an earlier holder too: other leading posts, seats since the congress.
    fn hold_beside(&mut self, stint: Stint) {
        let holder = self.ground.chair_at(stint.chair).filter(|c| c.filled > 0).map(|c| c.first);
        let beside = holder.and_then(|holder| self.beside.get(&holder)).cloned().unwrap_or_default();
        for at in beside {
            let Some(other) = self.ground.chair_at(at) else { continue };
            let mut seat = Stint { chair: at, concurrent: true, ..stint };
            if in_committee(other) {
                let congress = self.history.congress(other.title.level, self.clock.on);
                seat.began = if stint.from <= congress { ActKind::Elected } else { ActKind::Designated };
                seat.from = stint.from.max(congress);
            }
            if self.careers.seats.free(at, other, seat.from, seat.to) {
                self.add(seat);
            }
        }
    }

    /// Work without a leading post before the first one, where a seat was free.
    fn first_steps(&mut self, since: Stint) {
        let (Some(chair), Some(life)) = (self.chair(since.chair), self.life(since.person)) else { return };
        let from = life.recruited;
        if from.add_months(12) > since.from {
            return;
        }
        let own = self.ground.posts_of(chair.unit).iter().copied();
        let staff = |at: &u32| {
            self.ground.chair_at(*at).is_some_and(|c| {
                c.title.ladder == Ladder::Staff
                    && c.title.payroll == chair.title.payroll
                    && self.careers.seats.free(*at, c, from.max(c.post.span.from), since.from)
            })
        };
        let found = own.clone().find(staff);
        if let Some((at, other)) = found.and_then(|at| Some((at, self.ground.chair_at(at)?))) {
            let from = from.max(other.post.span.from);
            let (person, to, began) = (since.person, since.from, ActKind::Recruited);
            self.add(Stint { person, chair: at, from, to, began, ended: Some(since.began), concurrent: false });
        }
    }

    /// Seats that present holders have beside their posts.
    fn seats_beside(&mut self) {
        let beside: Vec<(u32, u32)> =
            self.beside.iter().flat_map(|(person, seats)| seats.iter().map(|seat| (*person, *seat))).collect();
        for (person, at) in beside {
            let Some(main) = self.main.get(person as usize).and_then(|m| self.careers.stints.get(*m)).copied() else {
                continue;
            };
            let Some(chair) = self.chair(at) else { continue };
            let congress = self.history.congress(chair.title.level, self.clock.on);
            let (mut from, mut began) = (main.from, main.began);
            if chair.title.ladder == Ladder::Committee {
                began = if main.from <= congress { ActKind::Elected } else { ActKind::Designated };
                from = from.max(congress);
            }
            let from = from.max(chair.post.span.from);
            self.add(Stint { person, chair: at, from, to: Day::MAX, began, ended: None, concurrent: true });
        }
    }
}

/// The first day of a month near a day, as most decisions have it.
pub fn first_of(day: Day, rng: &mut Rng) -> Day {
    match Day::of(day.year(), day.month(), if rng.chance(700) { 1 } else { 15 }) {
        Some(first) => first,
        None => day,
    }
}
