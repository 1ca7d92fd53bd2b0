//! Those who held a post before, and those who left before the day of the figures.

use super::*;

impl<'g> Teller<'_, 'g> {
    /// Who held the posts of the province's own tier at the start of the term, where the present holders came later.
    pub(super) fn predecessors(&mut self) {
        let start = self.history.term_from().prev();
        for at in 0..u32::try_from(self.ground.chairs.len()).unwrap_or(u32::MAX) {
            let Some(chair) = self.chair(at) else { continue };
            let own = matches!(chair.title.tier, Tier::Central | Tier::ProvincialStandingCommittee);
            let main = chair.filled > 0 && chair.title.ladder == Ladder::Leadership && chair.post.span.holds(start);
            if !main || !own && !self.sits_high(&chair) {
                continue;
            }
            let full = if own { u32::from(chair.post.seats(start)) } else { chair.filled };
            for nth in 0..full {
                if self.careers.seats.sitting(at, start) >= full as usize {
                    break;
                }
                self.predecessor(at, &chair, start, nth);
            }
        }
    }

    /// Whether a present holder sits in a committee managed by the province.
    fn sits_high(&self, chair: &Chair<'g>) -> bool {
        let own = |at: &u32| {
            self.ground.chair_at(*at).is_some_and(|c| {
                in_committee(c) && matches!(c.title.tier, Tier::Central | Tier::ProvincialStandingCommittee)
            })
        };
        (chair.first..chair.first + chair.filled)
            .any(|person| self.beside.get(&person).is_some_and(|seats| seats.iter().any(own)))
    }

    fn predecessor(&mut self, at: u32, chair: &Chair<'g>, start: Day, nth: u32) {
        let mut rng = Rng::stream(self.clock.seed ^ u64::from(nth) << 50, Purpose::Careers, u64::from(at) | 1 << 40);
        // until the first present holder who came after the start of the term
        let came = |s: &&Stint| s.chair == at && !s.concurrent && s.from > start;
        let mut comings: Vec<Day> = self.careers.stints.iter().filter(came).map(|s| s.from).collect();
        comings.sort_unstable();
        let left = first_of(self.clock.on.add_months(-rng.between(2, 20)), &mut rng);
        let to = comings.get(nth as usize).or(comings.first()).copied().unwrap_or(left);
        // long before, where the seat was free so long
        for most in [66, 30, 12, 4, 1] {
            let from = first_of(start.add_months(-rng.between(most / 4, most)), &mut rng).min(start);
            if self.careers.seats.free(at, chair, from, to) {
                self.former(at, from, to, ActKind::Retired, &mut rng);
                return;
            }
        }
    }

    /// Somebody who left the service before the day of the figures.
    fn former(&mut self, at: u32, from: Day, to: Day, how: ActKind, rng: &mut Rng) -> Option<u32> {
        let chair = self.ground.chair_at(at)?;
        let holder = chair.first;
        let mut person = self.careers.people.get(holder as usize).copied()?;
        person.chair = at;
        person.groups = 0;
        let woman = rng.chance(230) || chair.only_women;
        person.settle(Attr::Sex, u8::from(woman));
        let clock = self.clock;
        let place = u32::try_from(self.careers.people.len()).unwrap_or(u32::MAX);
        // born so as to retire on the last day, or some years younger where another way was taken
        let age = if woman { 55 } else { 60 };
        let mut birthday = to.prev().add_months(-age * 12 - 8);
        for _ in 0..24 {
            if clock.schedule.last_day(person.sex(), birthday) >= to.prev() {
                break;
            }
            birthday = birthday.add_months(1);
        }
        if how != ActKind::Retired {
            birthday = birthday.add_months(rng.between(60, 150));
        }
        let years = birthday.months_until(clock.on) / 12;
        person.age = u8::try_from(years).unwrap_or(60);
        let last = if how == ActKind::Retired { to.prev() } else { clock.schedule.last_day(person.sex(), birthday) };
        let recruited = Day(birthday.add_months(23 * 12).0 + rng.between(0, 700));
        let born = crate::domain::PartialDate::Day(birthday);
        self.careers.people.push(person);
        self.careers.lives.push(Life { born, birthday, recruited, retires: last });
        let elected = self.ground.chair_at(at).is_some_and(|c| self.history.elected(&c.title.code));
        let began = if elected { ActKind::Elected } else { ActKind::Appointed };
        let stint = Stint { person: place, chair: at, from, to, began, ended: Some(how), concurrent: false };
        self.add(stint);
        self.hold_beside(stint);
        Some(place)
    }

    /// The few who resigned, were dismissed, or went or went down after discipline, on posts that several people hold.
    pub(super) fn departures(&mut self) {
        let leaving = &self.history.leaving;
        let (province, district) = (Tier::ProvincialStandingCommittee, Tier::DistrictStandingCommittee);
        let mut ways = vec![
            (province, ActKind::Resigned, leaving.resigned_province),
            (province, ActKind::Dismissed, leaving.dismissed_province),
            (district, ActKind::Resigned, leaving.resigned_district),
            (district, ActKind::Dismissed, leaving.dismissed_district),
        ];
        ways.extend(leaving.early.iter().map(|(tier, n)| (*tier, ActKind::RetiredEarly, *n)));
        ways.extend(leaving.lower.iter().map(|(tier, n)| (*tier, ActKind::Relieved, *n)));
        ways.extend(leaving.stayed.iter().map(|(tier, n)| (*tier, ActKind::Reappointed, *n)));
        let full = self.main.len() >= FULL;
        for (tier, how, count) in ways.into_iter().filter(|_| full) {
            self.depart(tier, how, count);
        }
    }

    fn depart(&mut self, tier: Tier, how: ActKind, count: u32) {
        let mut rng = Rng::stream(self.clock.seed, Purpose::Careers, (tier as u64) << 8 | how as u64 | 1 << 41);
        let open: Vec<u32> = (0u32..)
            .zip(&self.ground.chairs)
            .filter(|(_, c)| {
                let officer = matches!(c.title.payroll, Payroll::CivilServant | Payroll::CommuneOfficer);
                let several = c.title.role == Role::Deputy || tier == Tier::Grassroots;
                c.title.tier == tier && several && officer && !c.is_known() && c.filled > 0 && !in_committee(c)
            })
            .map(|(at, _)| at)
            .collect();
        let mut left = count;
        for _ in 0..20_000 {
            if left == 0 {
                break;
            }
            let Some((at, chair)) = rng.pick(&open).and_then(|at| Some((*at, self.chair(*at)?))) else { break };
            let done = match how {
                ActKind::Relieved => self.go_down(at, &chair, &mut rng),
                ActKind::Reappointed => self.stay(&chair, &mut rng),
                _ => self.go(at, &chair, how, &mut rng),
            };
            left -= u32::from(done.is_some());
        }
    }

    /// Somebody leaves the service from a post.
    fn go(&mut self, at: u32, chair: &Chair<'g>, how: ActKind, rng: &mut Rng) -> Option<u32> {
        let start = self.history.term_from();
        let from = first_of(start.add_months(-rng.between(3, 40)), rng);
        let to = first_of(start.add_months(rng.between(6, 36)), rng);
        let person = self.careers.seats.free(at, chair, from, to).then(|| self.former(at, from, to, how, rng))??;
        if how == ActKind::RetiredEarly {
            self.careers.disciplined.push((person, Day(to.0 - rng.between(30, 120))));
        }
        Some(person)
    }

    /// Somebody whose present post is lower held this one until then.
    fn go_down(&mut self, at: u32, chair: &Chair<'g>, rng: &mut Rng) -> Option<u32> {
        let lower: Vec<(u32, Stint)> = self
            .ground
            .posts_of(chair.unit)
            .iter()
            .copied()
            .chain((0..4).filter_map(|_| self.neighbour(chair, rng)))
            .filter_map(|other| Some((other, self.ground.chair_at(other)?)))
            .filter(|(_, c)| c.title.rank < chair.title.rank || chair.title.rank == 0)
            .flat_map(|(_, c)| c.first..c.first + c.filled)
            .filter_map(|person| Some((person, *self.careers.stints.get(*self.main.get(person as usize)?)?)))
            .collect();
        let term = self.history.term_from().add_months(4);
        for (person, main) in lower {
            let only = main.from > term && main.from < self.clock.on.add_months(-1);
            let alone = only && !self.careers.stints.iter().any(|s| s.person == person && s.from < main.from);
            let from = first_of(main.from.add_months(-rng.between(30, 60)), rng);
            let worked = self.life(person).is_some_and(|l| l.recruited.add_months(24) <= from);
            if alone && worked && self.careers.seats.free(at, chair, from, main.from) {
                let began = if self.history.elected(&chair.title.code) { ActKind::Elected } else { ActKind::Appointed };
                let (to, ended) = (main.from, Some(ActKind::Relieved));
                self.add(Stint { person, chair: at, from, to, began, ended, concurrent: false });
                self.careers.disciplined.push((person, Day(to.0 - rng.between(20, 90))));
                return Some(person);
            }
        }
        None
    }

    /// A chair of a lower title of the same district.
    fn neighbour(&self, chair: &Chair<'g>, rng: &mut Rng) -> Option<u32> {
        let feeder = rng.pick(&chair.title.feeders)?;
        rng.pick(self.by_title.get(&(feeder.as_str(), chair.district))?).copied()
    }

    /// Somebody keeps the post after discipline.
    fn stay(&mut self, chair: &Chair<'g>, rng: &mut Rng) -> Option<u32> {
        let person = (chair.filled > 0).then_some(chair.first)?;
        let since = self.careers.stints.get(*self.main.get(person as usize)?)?.from;
        let day = Day(self.clock.on.0 - rng.between(200, 800));
        let new = !self.careers.disciplined.iter().any(|(other, _)| *other == person);
        (since < day && new).then(|| self.careers.disciplined.push((person, day)))?;
        Some(person)
    }
}
