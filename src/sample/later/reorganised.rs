//! The days on which units end: who goes on where, and who leaves.

use super::*;

impl<'g> Days<'_, 'g> {
    pub(super) fn reorganise(&mut self, on: Day) {
        let mut displaced = self.displaced(on);
        self.leave_early(&mut displaced, on);
        let mut waiting = Vec::new();
        for (person, from) in displaced {
            let chair = self.ground.chair_at(from);
            let goes_on = chair.and_then(|c| c.successor).filter(|at| self.takes(*at, on));
            match goes_on {
                Some(at) => self.move_to(person, at, on, ActKind::Reorganised, self.way(at)),
                None => waiting.push((person, from)),
            }
        }
        self.place(waiting, on);
        self.sit_together(on);
    }

    /// How somebody comes to a post when units are reorganised.
    fn way(&self, at: u32) -> ActKind {
        match self.ground.chair_at(at) {
            Some(chair) if chair.title.ladder == Ladder::Staff => ActKind::Transferred,
            Some(chair) if self.history.elected(&chair.title.code) => ActKind::Designated,
            _ => ActKind::Appointed,
        }
    }

    /// People whose main post ends or has too few seats from the day on, highest first, each with the chair left.
    fn displaced(&mut self, on: Day) -> Vec<(u32, u32)> {
        let mut found: Vec<(i32, u8, u32, u32)> = Vec::new();
        for (at, chair) in (0u32..).zip(&self.ground.chairs) {
            let seats = usize::from(chair.post.seats(on));
            let gone = chair.post.span.to <= on;
            let holders = self.holders.get(at as usize).map_or(&[][..], Vec::as_slice);
            let over = if gone { holders.len() } else { self.careers.seats.sitting(at, on).saturating_sub(seats) };
            for person in holders.iter().rev().take(over) {
                let age = self.careers.people.get(*person as usize).map_or(0, |p| p.age);
                found.push((-i32::from(chair.title.rank), age, *person, at));
            }
        }
        found.sort_unstable();
        let gone = |at: u32| self.ground.chair_at(at).is_some_and(|c| c.post.span.to <= on);
        let ended: Vec<usize> = (0..self.careers.stints.len())
            .filter(|at| self.stint(*at).is_some_and(|s| s.concurrent && s.to == Day::MAX && gone(s.chair)))
            .collect();
        for at in ended {
            self.end(at, on, ActKind::Reorganised);
        }
        found.into_iter().map(|(_, _, person, at)| (person, at)).collect()
    }

    fn leave_early(&mut self, displaced: &mut Vec<(u32, u32)>, on: Day) {
        let mut leaving: BTreeSet<u32> = BTreeSet::new();
        for level in [Level::Province, Level::District, Level::Commune] {
            let count = u64::from(self.history.leave_early(level, on)) * self.scale / 1000;
            let mut old: Vec<(u8, u32)> = Vec::new();
            for (at, holders) in (0u32..).zip(&self.holders) {
                let Some(chair) = self.ground.chair_at(at) else { continue };
                let officer = matches!(chair.title.payroll, Payroll::CivilServant | Payroll::CommuneOfficer);
                if count == 0 || chair.title.level != level || !officer || chair.is_known() {
                    continue;
                }
                for person in holders {
                    let age = self.careers.people.get(*person as usize).map_or(0, |p| p.age);
                    if age >= self.history.leaves_from() {
                        old.push((u8::MAX - age, *person));
                    }
                }
            }
            old.sort_unstable();
            leaving.extend(old.into_iter().take(usize::try_from(count).unwrap_or(0)).map(|(_, person)| person));
        }
        for person in &leaving {
            let left = self.main_of(*person).and_then(|at| self.stint(at)).map(|s| s.chair);
            let seats = self.leave(*person, on, ActKind::RetiredEarly);
            if let Some(at) = left {
                self.succeed(at, on, &seats, 0);
            }
        }
        displaced.retain(|(person, _)| !leaving.contains(person));
    }

    /// Finds a post for everybody who has none to go on with: near, of the same payroll, not above the old one.
    fn place(&mut self, waiting: Vec<(u32, u32)>, on: Day) {
        if waiting.is_empty() {
            return;
        }
        let waiting = self.place_leaders(waiting, on);
        let mut open = self.vacancies(on);
        for (person, from) in waiting {
            let Some(chair) = self.ground.chair_at(from) else { continue };
            let found = self.nearest(chair, &mut open, on);
            match found {
                Some(at) => self.move_to(person, at, on, ActKind::Reorganised, self.way(at)),
                None => {
                    let age = self.careers.people.get(person as usize).map_or(0, |p| p.age);
                    let early = age >= self.history.leaves_from() && chair.title.payroll != Payroll::Outside;
                    self.leave(person, on, if early { ActKind::RetiredEarly } else { ActKind::Left });
                }
            }
        }
    }

    /// Leading posts first, from the highest down, each with the highest who waits and is near enough to it.
    fn place_leaders(&mut self, mut waiting: Vec<(u32, u32)>, on: Day) -> Vec<(u32, u32)> {
        let district_of = self.old_districts(on);
        let mut open: Vec<(u16, u32, u32)> = Vec::new();
        for chairs in self.vacancies(on).into_values() {
            for (rank, at) in chairs.into_iter().filter(|(rank, _)| *rank > 0) {
                let Some(chair) = self.ground.chair_at(at) else { continue };
                let free = self.free_now(at, chair, on);
                let fresh = chair.post.span.from == on;
                let sitting = u32::from(chair.post.seats(on)).saturating_sub(free);
                let wanted = if fresh { chair.filled_2025.saturating_sub(sitting) } else { free };
                open.extend((0..wanted.min(free)).map(|_| (rank, u32::MAX - at, at)));
            }
        }
        open.sort_unstable_by(|a, b| b.cmp(a));
        for (rank, _, at) in open {
            let Some(chair) = self.ground.chair_at(at) else { continue };
            let district = district_of.get(&chair.commune).copied().unwrap_or(u32::from(chair.district));
            let found = STEPS.iter().find_map(|(near, below)| {
                waiting.iter().position(|(person, from)| {
                    let who = self.careers.people.get(*person as usize);
                    let fits = !chair.only_women || who.is_some_and(|w| w.sex() == Sex::Female);
                    fits && self.ground.chair_at(*from).is_some_and(|c| {
                        class(c) == class(chair)
                            && c.title.rank.saturating_add(*below) >= rank
                            && (!near || u32::from(c.district) == district)
                    })
                })
            });
            if let Some(nth) = found {
                let (person, _) = waiting.remove(nth);
                self.move_to(person, at, on, ActKind::Reorganised, self.way(at));
            }
        }
        waiting
    }

    /// Chairs with a free seat by payroll class and old district, highest first.
    fn vacancies(&self, on: Day) -> BTreeMap<(u8, u32), Vec<(u16, u32)>> {
        let district_of = self.old_districts(on);
        let mut open: BTreeMap<(u8, u32), Vec<(u16, u32)>> = BTreeMap::new();
        for (at, chair) in (0u32..).zip(&self.ground.chairs) {
            let main = chair.title.ladder != Ladder::Committee && chair.with.is_none() && chair.concurrent == 0;
            let main = main && (chair.concurrent_later == 0 || chair.filled_2025 > 0);
            if main && chair.post.span.holds(on) && self.free_now(at, chair, on) > 0 {
                let district = district_of.get(&chair.commune).copied().unwrap_or(u32::from(chair.district));
                open.entry((class(chair), district)).or_default().push((chair.title.rank, at));
            }
        }
        for chairs in open.values_mut() {
            chairs.sort_unstable_by(|a, b| b.cmp(a));
        }
        open
    }

    /// Which district most of a commune's land was in, by the communes that went into it.
    fn old_districts(&self, on: Day) -> BTreeMap<u16, u32> {
        let mut found = BTreeMap::new();
        let number =
            |unit| self.ground.areas.iter().position(|a| a.unit == unit).and_then(|n| u16::try_from(n + 1).ok());
        for chair in self.ground.chairs.iter().filter(|c| c.commune != 0 && c.district != 0) {
            let Some(area) =
                self.ground.area(chair.commune).filter(|a| !found.contains_key(&chair.commune) && a.span.to >= on)
            else {
                continue;
            };
            found.insert(chair.commune, u32::from(chair.district));
            let unit = self.ground.place_of(area.unit).and_then(|at| self.ground.unit_at(at));
            for became in unit.map_or(&[][..], |u| u.became.as_slice()) {
                if let Some(heir) = number(became.into) {
                    found.entry(heir).or_insert(u32::from(chair.district));
                }
            }
        }
        found
    }

    fn nearest(&self, chair: &Chair<'_>, open: &mut BTreeMap<(u8, u32), Vec<(u16, u32)>>, on: Day) -> Option<u32> {
        let class = class(chair);
        let mut districts: Vec<u32> = vec![u32::from(chair.district)];
        districts.extend(open.keys().filter(|(c, d)| *c == class && *d != u32::from(chair.district)).map(|(_, d)| *d));
        // one's own rank or a little above first, then anything
        for reach in [60, 220] {
            for district in &districts {
                let Some(chairs) = open.get_mut(&(class, *district)) else { continue };
                chairs.retain(|(_, at)| self.takes(*at, on));
                let fits = |(rank, _): &&(u16, u32)| *rank <= chair.title.rank.saturating_add(reach);
                if let Some((_, at)) = chairs.iter().find(fits) {
                    return Some(*at);
                }
            }
        }
        None
    }

    /// New committees, and leading posts that go with another, get their people.
    fn sit_together(&mut self, on: Day) {
        let fresh: Vec<u32> = (0u32..)
            .zip(&self.ground.chairs)
            .filter(|(_, c)| c.post.span.from == on && c.concurrent_later > 0)
            .map(|(at, _)| at)
            .collect();
        if fresh.is_empty() {
            return;
        }
        let by_title = holders_by_title(self.ground, &self.holders);
        for at in fresh {
            let Some(chair) = self.ground.chair_at(at) else { continue };
            let wanted = chair.concurrent_later.min(self.free_now(at, chair, on));
            let began = if chair.title.ladder == Ladder::Committee { ActKind::Designated } else { self.way(at) };
            for person in candidates(self.ground, self.habits, chair, &by_title, &self.holders, wanted, &|_| true) {
                self.begin(person, at, on, began, true);
            }
        }
    }
}
