//! What happens after the report: people retire and are replaced, units merge, the district level ends. Nobody dangles:
//! whoever stays on the payroll has one main post on every day.

mod reorganised;

use super::careers::Careers;
use super::ground::{Chair, Ground};
use super::habits::Habits;
use super::history::History;
use super::life::{Clock, Life};
use super::rng::{Purpose, Rng};
use super::seats::{candidates, holders_by_title};
use super::stint::Stint;
use crate::domain::{ActKind, Day, Ladder, Level, PartialDate, Payroll, Role, Sex};
use std::collections::{BTreeMap, BTreeSet};

struct Days<'a, 'g> {
    ground: &'a Ground<'g>,
    habits: &'a Habits,
    history: &'a History,
    clock: Clock<'a>,
    careers: &'a mut Careers,
    /// Times of each person that have no end yet.
    open: Vec<Vec<usize>>,
    /// People whose main post a chair is.
    holders: Vec<Vec<u32>>,
    /// Chairs by title.
    by_title: BTreeMap<&'g str, Vec<u32>>,
    /// Chairs that go with a chair.
    with: BTreeMap<u32, Vec<u32>>,
    /// Size of the sample against the province of the report, in a thousand.
    scale: u64,
}

/// How many posts are filled in a row when one falls free.
const CHAIN: u32 = 3;
/// How far below a post somebody may come from when units are reorganised: from its district, from elsewhere, at last.
const STEPS: [(bool, u16); 3] = [(true, 200), (false, 200), (true, 640)];

/// Tells what happens up to the horizon.
pub fn tell_on<'g>(ground: &Ground<'g>, careers: &mut Careers, habits: &Habits, history: &History, clock: Clock<'_>) {
    let people = careers.people.len();
    let served: usize = ground.chairs.iter().map(|c| c.filled as usize).sum();
    let mut by_title: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut with: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, chair) in (0u32..).zip(&ground.chairs) {
        by_title.entry(chair.title.code.as_str()).or_default().push(at);
        if let Some(main) = chair.with.filter(|_| chair.concurrent + chair.concurrent_later > 0) {
            with.entry(main).or_default().push(at);
        }
    }
    let mut days = Days {
        ground,
        habits,
        history,
        clock,
        careers,
        open: vec![Vec::new(); people],
        holders: vec![Vec::new(); ground.chairs.len()],
        by_title,
        with,
        scale: (served as u64 * 1000 / 28_947).clamp(1, 1000),
    };
    days.look_round();
    days.pass();
}

impl<'g> Days<'_, 'g> {
    fn look_round(&mut self) {
        for (at, stint) in self.careers.stints.iter().enumerate().filter(|(_, s)| s.to == Day::MAX) {
            if let Some(open) = self.open.get_mut(stint.person as usize) {
                open.push(at);
            }
            if let Some(holders) = self.holders.get_mut(stint.chair as usize).filter(|_| !stint.concurrent) {
                holders.push(stint.person);
            }
        }
    }

    fn pass(&mut self) {
        let horizon = self.history.horizon();
        let mut retiring: Vec<(Day, u32)> = (0u32..)
            .zip(&self.careers.lives)
            .filter(|(_, life)| life.retires < horizon)
            .map(|(at, life)| (life.retires.next(), at))
            .collect();
        retiring.sort_unstable();
        let mut turns: BTreeSet<Day> = BTreeSet::new();
        for chair in &self.ground.chairs {
            let changes = chair.post.seats.iter().map(|s| s.span.from);
            turns.extend([chair.post.span.to, chair.post.span.from].into_iter().chain(changes));
        }
        let mut retiring = retiring.into_iter().peekable();
        let turns: Vec<Day> = turns.into_iter().filter(|d| self.clock.on < *d && *d <= horizon).collect();
        for turn in turns.into_iter().chain([horizon.next()]) {
            while let Some((day, person)) = retiring.next_if(|(day, _)| *day <= turn) {
                self.retire(person, day, turn);
            }
            if turn <= horizon {
                self.reorganise(turn);
            }
        }
    }

    fn main_of(&self, person: u32) -> Option<usize> {
        let open = self.open.get(person as usize)?;
        open.iter().copied().find(|at| self.careers.stints.get(*at).is_some_and(|s| !s.concurrent))
    }

    fn stint(&self, at: usize) -> Option<Stint> {
        self.careers.stints.get(at).copied()
    }

    fn end(&mut self, at: usize, on: Day, how: ActKind) {
        let Some(stint) = self.careers.stints.get_mut(at) else { return };
        stint.end(on, how);
        let stint = *stint;
        self.careers.seats.cut(stint.chair, stint.from, on);
        if let Some(open) = self.open.get_mut(stint.person as usize) {
            open.retain(|o| *o != at);
        }
        if let Some(holders) = self.holders.get_mut(stint.chair as usize).filter(|_| !stint.concurrent) {
            holders.retain(|p| *p != stint.person);
        }
    }

    fn begin(&mut self, person: u32, chair: u32, on: Day, began: ActKind, concurrent: bool) {
        let at = self.careers.stints.len();
        self.careers.stints.push(Stint { person, chair, from: on, to: Day::MAX, began, ended: None, concurrent });
        self.careers.seats.take(chair, on, Day::MAX);
        if let Some(open) = self.open.get_mut(person as usize) {
            open.push(at);
        }
        if let Some(holders) = self.holders.get_mut(chair as usize).filter(|_| !concurrent) {
            holders.push(person);
        }
    }

    /// Ends everything that a person holds; what comes back are the committee seats given up.
    fn leave(&mut self, person: u32, on: Day, how: ActKind) -> Vec<u32> {
        let mut seats = Vec::new();
        for at in self.open.get(person as usize).cloned().unwrap_or_default() {
            seats.extend(self.stint(at).filter(|s| s.concurrent && self.in_committee(s.chair)).map(|s| s.chair));
            self.end(at, on, how);
        }
        seats
    }

    fn in_committee(&self, chair: u32) -> bool {
        self.ground.chair_at(chair).is_some_and(|c| c.title.ladder == Ladder::Committee)
    }

    fn retire(&mut self, person: u32, on: Day, turn: Day) {
        let Some(main) = self.main_of(person).and_then(|at| self.stint(at)) else { return };
        let seats = self.leave(person, on, ActKind::Retired);
        let Some(chair) = self.ground.chair_at(main.chair) else { return };
        if on >= turn || chair.post.span.to <= on {
            return;
        }
        let mut rng = Rng::stream(self.clock.seed, Purpose::Later, u64::from(person));
        match chair.title.ladder {
            Ladder::Leadership => self.succeed(main.chair, on, &seats, 0),
            _ if rng.chance(self.history.replaced()) => self.recruit(person, main.chair, on, &mut rng),
            _ => {}
        }
    }

    fn free_now(&self, at: u32, chair: &Chair<'_>, on: Day) -> u32 {
        let seats = u32::from(chair.post.seats(on));
        seats.saturating_sub(u32::try_from(self.careers.seats.sitting(at, on)).unwrap_or(u32::MAX))
    }

    /// A deputy of the unit takes the post, else the holder of a title that leads to it; then the post left is filled.
    fn succeed(&mut self, at: u32, on: Day, seats: &[u32], depth: u32) {
        let Some(chair) = self.ground.chair_at(at).filter(|c| c.post.span.holds(on)) else { return };
        if self.free_now(at, chair, on) == 0 || depth > CHAIN {
            return;
        }
        let own = self.ground.posts_of(chair.unit).to_vec();
        let feeders = chair.title.feeders.iter().filter_map(|code| self.by_title.get(code.as_str())).flatten();
        let leads = |at: &&u32| self.ground.chair_at(**at).is_some_and(|c| c.title.rank > 0);
        let others: Vec<u32> = feeders.filter(leads).copied().collect();
        let found = self.best(chair, &own, on).or_else(|| self.best(chair, &others, on));
        let Some((person, from)) = found else { return };
        let elected = self.history.elected(&chair.title.code);
        let how = if elected { ActKind::Elected } else { ActKind::Appointed };
        self.move_to(person, at, on, how, how);
        for seat in seats {
            let holds = self.open.get(person as usize).into_iter().flatten().filter_map(|at| self.stint(*at));
            let already = holds.into_iter().any(|s| s.chair == *seat);
            if !already && self.takes(*seat, on) {
                self.begin(person, *seat, on, ActKind::Designated, true);
            }
        }
        if self.ground.chair_at(from).is_some_and(|c| c.title.ladder == Ladder::Leadership) {
            self.succeed(from, on, &[], depth + 1);
        }
    }

    /// Who of the holders of lower leading posts comes next: of the same district first, then the highest.
    fn best(&self, chair: &Chair<'_>, among: &[u32], on: Day) -> Option<(u32, u32)> {
        let mut best: Option<((bool, u16, u8), u32, u32)> = None;
        for at in among {
            let Some(other) = self.ground.chair_at(*at) else { continue };
            let lower = other.title.rank < chair.title.rank && other.title.rank > 0 && class(other) == class(chair);
            if !lower {
                continue;
            }
            for person in self.holders.get(*at as usize).into_iter().flatten() {
                let life = self.careers.lives.get(*person as usize);
                let (Some(life), Some(who)) = (life, self.careers.people.get(*person as usize)) else { continue };
                if chair.only_women && who.sex() != Sex::Female {
                    continue;
                }
                let score = (other.district == chair.district, other.title.rank, who.age);
                if life.retires > on.add_months(12) && best.is_none_or(|(s, ..)| score > s) {
                    best = Some((score, *person, *at));
                }
            }
        }
        best.map(|(_, person, at)| (person, at))
    }

    /// Takes a person from the main post to another; leading posts beside the old one end with it.
    fn move_to(&mut self, person: u32, chair: u32, on: Day, ended: ActKind, began: ActKind) {
        for at in self.open.get(person as usize).cloned().unwrap_or_default() {
            let Some(stint) = self.stint(at) else { continue };
            let leads = self.ground.chair_at(stint.chair).is_some_and(|c| c.title.ladder == Ladder::Leadership);
            if !stint.concurrent || leads {
                self.end(at, on, ended);
            }
        }
        self.begin(person, chair, on, began, false);
        for beside in self.with.get(&chair).cloned().unwrap_or_default() {
            if self.takes(beside, on) {
                self.begin(person, beside, on, began, true);
            }
        }
    }

    /// Somebody young on the place of one who retired.
    fn recruit(&mut self, after: u32, at: u32, on: Day, rng: &mut Rng) {
        let Some(mut person) = self.careers.people.get(after as usize).copied() else { return };
        let Some(chair) = self.ground.chair_at(at) else { return };
        if self.free_now(at, chair, on) == 0 {
            return;
        }
        person.groups = 0;
        person.age = u8::try_from(rng.between(22, 30)).unwrap_or(25);
        person.settle(super::person::Attr::Sex, u8::from(rng.chance(600) || chair.only_women));
        let birthday = Day(on.add_months(-12 * i32::from(person.age)).0 - rng.between(1, 360));
        let retires = self.clock.schedule.last_day(person.sex(), birthday);
        let place = u32::try_from(self.careers.people.len()).unwrap_or(u32::MAX);
        self.careers.people.push(person);
        self.careers.lives.push(Life { born: PartialDate::Day(birthday), birthday, recruited: on, retires });
        self.open.push(Vec::new());
        self.begin(place, at, on, ActKind::Recruited, false);
    }

    fn takes(&self, at: u32, on: Day) -> bool {
        self.ground.chair_at(at).is_some_and(|c| c.post.span.holds(on) && self.free_now(at, c, on) > 0)
    }
}

/// Payrolls between which people go over when units are reorganised.
fn class(chair: &Chair<'_>) -> u8 {
    match chair.title.payroll {
        Payroll::CommuneOfficer | Payroll::CivilServant => 0,
        Payroll::PublicEmployee if chair.title.role == Role::Member => 1,
        Payroll::PublicEmployee => 1,
        Payroll::Contract => 2,
        Payroll::Outside => 3,
    }
}
