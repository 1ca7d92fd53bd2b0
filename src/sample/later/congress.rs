//! The congress of the province, and elections by people's councils: who is elected again, who comes, who is too old.

use super::running::{Congress, Seats};
use super::*;

/// Whoever is younger on the day of the congress is young (45-CT/TW).
const YOUNG: i32 = 42;

impl<'g> Days<'_, 'g> {
    fn titled(&self, code: &str) -> Vec<u32> {
        self.by_title.get(code).cloned().unwrap_or_default()
    }

    fn serves(&self, person: u32, on: Day, months: i32) -> bool {
        self.careers.lives.get(person as usize).is_some_and(|l| l.retires >= on.add_months(months))
    }

    /// Times on a chair that are open, with whose they are.
    pub(super) fn sitting_on(&self, at: u32) -> Vec<(usize, u32)> {
        let open = self.seated.get(at as usize).into_iter().flatten();
        open.filter_map(|nth| Some((*nth, self.stint(*nth)?.person))).collect()
    }

    fn again(&mut self, nth: usize, on: Day) {
        let Some(stint) = self.stint(nth) else { return };
        self.end(nth, on, ActKind::Reelected);
        self.begin(stint.person, stint.chair, on, ActKind::Reelected, stint.concurrent);
    }

    pub(super) fn congress(&mut self, on: Day, congress: &Congress) {
        self.elect_again(on, &congress.leaders, congress.again_months);
        for seats in &congress.committee {
            for at in self.titled(&seats.title) {
                self.elect_committee(at, on, seats, congress);
            }
        }
    }

    fn elect_committee(&mut self, at: u32, on: Day, seats: &Seats, congress: &Congress) {
        let rank = |days: &Self, person: u32| {
            let main = days.main_of(person).and_then(|nth| days.stint(nth));
            main.and_then(|s| days.ground.chair_at(s.chair)).map_or(0, |c| c.title.rank)
        };
        let mut sitting = self.sitting_on(at);
        sitting.sort_by_key(|(nth, person)| (std::cmp::Reverse(rank(self, *person)), *nth));
        let sat: BTreeSet<u32> = sitting.iter().map(|(_, person)| *person).collect();
        let mut elected = 0;
        for (nth, person) in sitting {
            if elected < seats.again && self.serves(person, on, congress.again_months) && self.sits_in(person, seats) {
                self.again(nth, on);
                elected += 1;
            } else {
                self.end(nth, on, ActKind::TermEnded);
            }
        }
        let titles = seats.from.iter().flat_map(|code| self.titled(code));
        let mut people: Vec<u32> = titles.filter_map(|at| self.holders.get(at as usize)).flatten().copied().collect();
        people.retain(|person| {
            let party = self.careers.people.get(*person as usize).is_some_and(super::super::person::Person::party);
            // whoever sat there and was not elected again has left it
            party
                && !sat.contains(person)
                && self.is_spotless(*person)
                && self.serves(*person, on, congress.first_months)
                && self.sits_in(*person, seats)
        });
        for person in self.in_shares(at, on, seats, people) {
            if elected >= seats.elected || !self.takes(at, on) {
                break;
            }
            if !self.sitting_on(at).iter().any(|(_, other)| *other == person) {
                self.begin(person, at, on, ActKind::Elected, true);
                elected += 1;
            }
        }
    }

    /// Whether somebody sits in the committee from which another one is made.
    fn sits_in(&self, person: u32, seats: &Seats) -> bool {
        seats.of.as_ref().is_none_or(|code| {
            let open = self.open.get(person as usize).into_iter().flatten().filter_map(|nth| self.stint(*nth));
            open.filter_map(|s| self.ground.chair_at(s.chair)).any(|c| c.title.code == *code)
        })
    }

    /// The women and the young who are wanting first, then the others in order.
    fn in_shares(&self, at: u32, on: Day, seats: &Seats, people: Vec<u32>) -> Vec<u32> {
        let woman = |p: u32| self.careers.people.get(p as usize).is_some_and(|p| p.sex() == Sex::Female);
        let young = |p: u32| self.careers.lives.get(p as usize).is_some_and(|l| l.birthday.add_months(YOUNG * 12) > on);
        let sitting = self.sitting_on(at);
        let have = |fits: &dyn Fn(u32) -> bool| sitting.iter().filter(|(_, p)| fits(*p)).count();
        let lacking = |wanted: u32, have: usize| (wanted as usize).saturating_sub(have);
        let mut first: Vec<u32> =
            people.iter().copied().filter(|p| young(*p)).take(lacking(seats.young, have(&young))).collect();
        let women = have(&woman) + first.iter().filter(|p| woman(**p)).count();
        first.extend(people.iter().copied().filter(|p| woman(*p) && !young(*p)).take(lacking(seats.women, women)));
        first.extend(people);
        first
    }

    /// Elects those again who hold the titles and are young enough; the others leave, and their posts are filled.
    pub(super) fn elect_again(&mut self, on: Day, titles: &[String], months: i32) {
        let mut free = Vec::new();
        for at in titles.iter().flat_map(|code| self.titled(code)).collect::<Vec<_>>() {
            for (nth, person) in self.sitting_on(at) {
                if self.serves(person, on, months) {
                    self.again(nth, on);
                } else {
                    let main = self.main_of(person).and_then(|nth| self.stint(nth)).map(|s| s.chair);
                    let seats = self.leave(person, on, ActKind::RetiredEarly);
                    free.extend(main.map(|main| (main, seats)));
                }
            }
        }
        for (at, seats) in free {
            self.succeed(at, on, &seats, 0);
        }
    }
}
