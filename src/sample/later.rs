//! What happens after the report: people retire and are replaced, units merge, the district level ends. Nobody dangles:
//! whoever stays on the payroll has one main post on every day.

mod chosen;
mod congress;
mod filling;
mod reorganised;
mod running;

pub use running::Running;

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
    /// All times of each person.
    all: Vec<Vec<usize>>,
    /// Times that have no end yet, by chair.
    seated: Vec<Vec<usize>>,
    /// People whose main post a chair is.
    holders: Vec<Vec<u32>>,
    /// Chairs by title.
    by_title: BTreeMap<&'g str, Vec<u32>>,
    /// Chairs that go with a chair.
    with: BTreeMap<u32, Vec<u32>>,
    /// Size of the sample against the province of the report, in a thousand.
    scale: u64,
    /// Whether nothing on record stands against somebody; nobody is known yet before the districts end.
    spotless: Vec<bool>,
    /// Main posts that two people exchanged.
    exchanged: Vec<Exchange>,
}

/// Somebody who was sent from one post to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exchange {
    /// Place of the person.
    pub person: u32,
    /// Place of the chair that was left.
    pub from: u32,
    /// Place of the chair that was taken.
    pub to: u32,
    /// First day on it.
    pub on: Day,
    /// To train and to prove oneself, not for need.
    pub rotated: bool,
}

/// How many posts are filled in a row when one falls free.
const CHAIN: u32 = 3;
/// How far below a post somebody may come from when units are reorganised: from its district, from elsewhere, at last.
const STEPS: [(bool, u16); 3] = [(true, 200), (false, 200), (true, 640)];

/// Tells what happens up to the day on which the district level ends, that day among it.
pub fn tell_on(ground: &Ground<'_>, careers: &mut Careers, habits: &Habits, history: &History, clock: Clock<'_>) {
    let mut days = Days::of(ground, careers, (habits, history), clock, Vec::new());
    days.pass((clock.on, history.districts_end()), &[]);
}

/// Tells what happens after it, up to the horizon. `spotless` says, person by person, against whom nothing stands on
/// record: nobody else comes to a leading post or a committee any more.
pub fn go_on(
    ground: &Ground<'_>,
    careers: &mut Careers,
    (habits, history): (&Habits, &History),
    clock: Clock<'_>,
    spotless: Vec<bool>,
    running: &Running,
) -> Vec<Exchange> {
    let mut days = Days::of(ground, careers, (habits, history), clock, spotless);
    days.pass((history.districts_end(), history.horizon()), &running.events());
    days.exchanged
}

impl<'a, 'g> Days<'a, 'g> {
    fn of(
        ground: &'a Ground<'g>,
        careers: &'a mut Careers,
        (habits, history): (&'a Habits, &'a History),
        clock: Clock<'a>,
        spotless: Vec<bool>,
    ) -> Days<'a, 'g> {
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
        let (open, all, holders) =
            (vec![Vec::new(); people], vec![Vec::new(); people], vec![Vec::new(); ground.chairs.len()]);
        let seated = vec![Vec::new(); ground.chairs.len()];
        let scale = (served as u64 * 1000 / 28_947).clamp(1, 1000);
        let exchanged = Vec::new();
        let mut days = Days {
            ground,
            habits,
            history,
            clock,
            careers,
            open,
            all,
            seated,
            holders,
            by_title,
            with,
            scale,
            spotless,
            exchanged,
        };
        days.look_round();
        days
    }
}

impl<'g> Days<'_, 'g> {
    fn look_round(&mut self) {
        for (at, stint) in self.careers.stints.iter().enumerate() {
            if let Some(all) = self.all.get_mut(stint.person as usize) {
                all.push(at);
            }
            if stint.to != Day::MAX {
                continue;
            }
            if let Some(seated) = self.seated.get_mut(stint.chair as usize) {
                seated.push(at);
            }
            if let Some(open) = self.open.get_mut(stint.person as usize) {
                open.push(at);
            }
            if let Some(holders) = self.holders.get_mut(stint.chair as usize).filter(|_| !stint.concurrent) {
                holders.push(stint.person);
            }
        }
    }

    /// Passes the days after the first up to the last: people retire, units end, and what is planned for a day happens.
    fn pass(&mut self, (after, until): (Day, Day), events: &[(Day, running::Event<'_>)]) {
        let mut retiring: Vec<(Day, u32)> = (0u32..)
            .zip(&self.careers.lives)
            .map(|(at, life)| (life.retires, at))
            .filter(|(last, _)| after <= *last && *last < until)
            .map(|(last, at)| (last.next(), at))
            .collect();
        retiring.sort_unstable();
        let mut turns: BTreeSet<Day> = BTreeSet::new();
        for chair in &self.ground.chairs {
            let changes = chair.post.seats.iter().map(|s| s.span.from);
            turns.extend([chair.post.span.to, chair.post.span.from].into_iter().chain(changes));
        }
        let mut retiring = retiring.into_iter().peekable();
        let structural = turns.clone();
        turns.extend(events.iter().map(|(on, _)| *on));
        let turns: Vec<Day> = turns.into_iter().filter(|d| after < *d && *d <= until).collect();
        for turn in turns.into_iter().chain([until.next()]) {
            while let Some((day, person)) = retiring.next_if(|(day, _)| *day <= turn) {
                self.retire(person, day, turn);
            }
            if turn <= until {
                if structural.contains(&turn) {
                    self.reorganise(turn);
                }
                events.iter().filter(|(on, _)| *on == turn).for_each(|(on, event)| self.happen(*on, *event));
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
        if let Some(seated) = self.seated.get_mut(stint.chair as usize) {
            seated.retain(|o| *o != at);
        }
        if let Some(holders) = self.holders.get_mut(stint.chair as usize).filter(|_| !stint.concurrent) {
            holders.retain(|p| *p != stint.person);
        }
    }

    fn begin(&mut self, person: u32, chair: u32, on: Day, began: ActKind, concurrent: bool) {
        let at = self.careers.stints.len();
        self.careers.stints.push(Stint { person, chair, from: on, to: Day::MAX, began, ended: None, concurrent });
        self.careers.seats.take(chair, on, Day::MAX);
        for of in [&mut self.open, &mut self.all] {
            if let Some(times) = of.get_mut(person as usize) {
                times.push(at);
            }
        }
        if let Some(seated) = self.seated.get_mut(chair as usize) {
            seated.push(at);
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
                let Some(who) = self.careers.people.get(*person as usize) else { continue };
                if chair.only_women && who.sex() != Sex::Female {
                    continue;
                }
                let place = |c: &Chair<'_>| if c.district > 0 { (c.district, 0) } else { (0, c.commune) };
                let near = place(other) == place(chair);
                let score = (near, other.title.rank, who.age);
                if best.is_none_or(|(s, ..)| score > s) && self.may_come(*person, chair, on) {
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
            let left = self.ground.chair_at(stint.chair);
            let leads = left.is_some_and(|c| c.title.ladder == Ladder::Leadership);
            if !stint.concurrent || leads || self.leaves_seat(stint.chair, chair) {
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
        self.all.push(Vec::new());
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
