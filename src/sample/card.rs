//! A person's card: the record of a cadre, from the plan and the times on posts.

use super::careers::Careers;
use super::ground::Ground;
use super::history::History;
use super::life::{Life, education, theory};
use super::names::{Called, Names};
use super::origins::{Bound, Origins};
use super::person::Person;
use super::retire::Schedule;
use super::rng::{Purpose, Rng};
use super::stint::Stint;
use crate::domain::{
    Cadre, CadreId, Dated, Day, Education, Ladder, ListId, Management, Membership, PartialDate, Payroll, Qualification,
    RetirementOverride, Span, Theory,
};
use crate::register::catalogue::{Catalogue, ListName};

/// What cards are written from.
pub struct CardSources<'a> {
    pub ground: &'a Ground<'a>,
    pub careers: &'a Careers,
    /// Titles and lists.
    pub catalogue: &'a Catalogue,
    pub names: &'a Names,
    pub origins: &'a Origins<'a>,
    /// Frame of careers.
    pub history: &'a History,
    pub schedule: &'a Schedule,
    /// The day of the figures.
    pub on: Day,
    /// Seed of the sample.
    pub seed: u64,
    /// Code of the province.
    pub province: u32,
}

/// The store in which all records of a sample are born.
pub const ORIGIN: u16 = 1;

/// Identity of the person at a place in the list.
#[must_use]
pub fn cadre_id(person: u32) -> CadreId {
    CadreId::new(ORIGIN, u64::from(person) + 1)
}

impl CardSources<'_> {
    /// The person at a place, with the days of the life.
    #[must_use]
    pub fn who(&self, at: u32) -> Option<(&Person, &Life)> {
        Some((self.careers.people.get(at as usize)?, self.careers.lives.get(at as usize)?))
    }

    /// Full name of the person at a place.
    #[must_use]
    pub fn name(&self, at: u32) -> String {
        let Some((person, life)) = self.who(at) else { return String::new() };
        let ethnic = self.ethnic(at);
        let (seed, subject, sex, born) = (self.seed, u64::from(at), person.sex(), life.birthday.year());
        self.names.full(&Called { seed, subject, sex, ethnic, born, family: None })
    }

    /// Code of the person's ethnic group.
    #[must_use]
    pub fn ethnic(&self, at: u32) -> &str {
        let entry = self.who(at).and_then(|(p, _)| self.catalogue.lists().get(ListName::Ethnic, p.ethnic));
        entry.map_or("kinh", |e| e.code.as_str())
    }

    /// The unit in which the person works, with its place.
    #[must_use]
    pub fn workplace(&self, at: u32) -> String {
        let chair = self.who(at).and_then(|(person, _)| self.ground.chair_at(person.chair));
        let Some(chair) = chair else { return String::new() };
        let on = if chair.post.span.holds(self.on) { self.on } else { chair.post.span.from };
        let Some(unit) = self.ground.unit_at(chair.unit) else { return String::new() };
        let kind = unit.form(on).and_then(|f| self.catalogue.kind(f.kind));
        let pattern = kind.map_or("{}", |k| match chair.title.line {
            crate::domain::Line::Party => k.called.party.as_deref().unwrap_or(&k.called.territory),
            _ => k.called.state.as_deref().unwrap_or(&k.called.territory),
        });
        pattern.replace("{}", unit.name(on))
    }

    /// Where the person lives: in the district of the post, else at home.
    #[must_use]
    pub fn residence(&self, at: u32, home: &str) -> String {
        let chair = self.who(at).and_then(|(person, _)| self.ground.chair_at(person.chair));
        let area = chair.and_then(|c| self.ground.area(c.commune).or(self.ground.area(c.district)));
        let unit = area.and_then(|a| self.ground.place_of(a.unit)).and_then(|place| self.ground.unit_at(place));
        let called = unit.and_then(|u| {
            let kind = self.catalogue.kind(u.form(self.on)?.kind)?;
            Some(kind.called.territory.replace("{}", u.name(self.on)))
        });
        called.unwrap_or_else(|| home.to_owned())
    }

    /// The card of the person at a place; `stints` are all the person's, in order of time.
    #[must_use]
    pub fn card(&self, at: u32, stints: &[Stint]) -> Option<Cadre> {
        let (person, life) = self.who(at)?;
        let mut rng = Rng::stream(self.seed, Purpose::Births, u64::from(at) | 1 << 40);
        let payroll = self.payroll(stints);
        let stays =
            person.age > 60 && payroll.iter().any(|p| p.value == Payroll::PublicEmployee && p.span.holds(self.on));
        let basis = self.schedule.stays_under.clone();
        Some(Cadre {
            code: format!("{:02}.{:06}", self.province, at + 1),
            ethnic: person.ethnic,
            religion: person.religion,
            origin: self.origin(at, person, stints),
            membership: self.membership(person, life, stints, &mut rng),
            qualifications: self.qualifications(person, life, &mut rng),
            ranks: self.ranks(person, life, &mut rng),
            payroll,
            recruited: Some(PartialDate::Day(life.recruited)),
            retirement: stays.then_some(RetirementOverride { last_day: life.retires, basis }),
            ..Cadre::new(cadre_id(at), &self.name(at), person.sex(), life.born)
        })
    }

    fn origin(&self, at: u32, person: &Person, stints: &[Stint]) -> crate::domain::Origin {
        let mut bound = Bound::default();
        for stint in stints {
            let Some(chair) = self.ground.chair_at(stint.chair) else { continue };
            let district = self.ground.district_code(chair.district);
            if self.history.local(&chair.title.code, district, stint.from) {
                bound.inside = Some(district);
            } else if chair.title.non_local {
                bound.outside.push(district);
            }
        }
        if bound.inside.is_some_and(|inside| bound.outside.contains(&inside)) {
            bound.outside.clear();
        }
        let chair = self.ground.chair_at(person.chair);
        let code = |number: u16| self.ground.area(number).filter(|a| a.span.holds(self.on)).map_or(0, |a| a.code);
        let home = chair.map_or((0, 0), |c| (code(c.commune), code(c.district)));
        self.origins.draw(person, at, home, &bound)
    }

    fn payroll(&self, stints: &[Stint]) -> Vec<Dated<Payroll>> {
        let mut payroll: Vec<Dated<Payroll>> = Vec::new();
        for stint in stints.iter().filter(|s| !s.concurrent) {
            let Some(chair) = self.ground.chair_at(stint.chair) else { continue };
            let value = chair.title.payroll;
            let span = Span::new(stint.from, stint.to);
            match payroll.last_mut() {
                Some(last) if last.value == value && last.span.to >= span.from => last.span.to = span.to,
                _ => payroll.push(Dated { span, value }),
            }
        }
        payroll
    }

    fn membership(&self, person: &Person, life: &Life, stints: &[Stint], rng: &mut Rng) -> Option<Membership> {
        if !person.party() {
            return None;
        }
        let leads = |s: &&Stint| self.ground.chair_at(s.chair).is_some_and(|c| c.title.ladder != Ladder::Staff);
        let first = stints.iter().find(leads).map_or(self.on, |s| s.from);
        let latest = first.min(self.on.add_months(-2)).add_months(-14);
        let joined = life.at_age(rng.between(21, 31), rng).min(latest).max(life.birthday.add_months(18 * 12 + 1));
        let official = joined.add_months(12);
        Some(Membership { joined: PartialDate::Day(joined), official: Some(PartialDate::Day(official)) })
    }

    fn qualifications(&self, person: &Person, life: &Life, rng: &mut Rng) -> Vec<Dated<Qualification>> {
        let mut all = Vec::new();
        let latest = self.on.add_months(-1);
        let mut add = |value, from: Day| {
            let from = from.min(latest).max(life.birthday.add_months(12 * 18));
            all.push(Dated { span: Span::since(from), value });
        };
        let graduated = Day(life.recruited.0 - rng.between(40, 700));
        match education(person) {
            Education::None => add(Qualification::Education(Education::None), life.recruited),
            top @ (Education::Master | Education::Doctor) => {
                add(Qualification::Education(Education::University), graduated);
                add(Qualification::Education(Education::Master), life.at_age(rng.between(27, 41), rng));
                if top == Education::Doctor {
                    add(Qualification::Education(Education::Doctor), life.at_age(rng.between(36, 46), rng));
                }
            }
            Education::University if rng.chance(220) => {
                add(Qualification::Education(Education::College), graduated);
                add(Qualification::Education(Education::University), life.at_age(rng.between(26, 38), rng));
            }
            other => add(Qualification::Education(other), graduated),
        }
        let reached = theory(person);
        if reached == Theory::None {
            add(Qualification::Theory(reached), life.recruited);
        }
        let ages = [(Theory::Elementary, 24, 32), (Theory::Intermediate, 27, 38), (Theory::Advanced, 33, 46)];
        for (level, from, to) in ages.into_iter().filter(|(level, ..)| *level <= reached) {
            if level == reached || rng.chance(520) {
                add(Qualification::Theory(level), life.at_age(rng.between(from, to), rng));
            }
        }
        match self.management(person, rng) {
            Some(level) => add(Qualification::Management(level), life.at_age(rng.between(25, 44), rng)),
            None => add(Qualification::Management(Management::None), life.recruited),
        }
        self.certificates(person, rng, &mut |value, rng| add(value, life.at_age(rng.between(22, 36), rng)));
        all
    }

    fn management(&self, person: &Person, rng: &mut Rng) -> Option<Management> {
        let rank = self.catalogue.lists().get(ListName::Rank, person.rank)?;
        match (rank.payroll, rank.step) {
            (Some(Payroll::CivilServant), Some(1)) => Some(Management::Senior),
            (Some(Payroll::CivilServant), Some(2)) => Some(Management::Principal),
            (Some(Payroll::CivilServant), Some(3)) => {
                Some(if rng.chance(240) { Management::Principal } else { Management::Expert })
            }
            (Some(Payroll::CivilServant), Some(4)) => rng.chance(620).then_some(Management::Assistant),
            (Some(Payroll::PublicEmployee), Some(1 | 2)) => rng.chance(140).then_some(Management::Expert),
            _ => None,
        }
    }

    fn certificates(&self, person: &Person, rng: &mut Rng, add: &mut dyn FnMut(Qualification, &mut Rng)) {
        let schooled = education(person) >= Education::College;
        let lists = self.catalogue.lists();
        let one = |list, chance: u32, rng: &mut Rng| -> Option<ListId> {
            let all = lists.all(list);
            if !schooled || !rng.chance(chance) {
                return None;
            }
            rng.pick(all).map(|entry| entry.id)
        };
        if let Some(id) = one(ListName::Language, 560, rng) {
            add(Qualification::Language(id), rng);
        }
        if let Some(id) = one(ListName::Computing, 680, rng) {
            add(Qualification::Computing(id), rng);
        }
    }

    fn ranks(&self, person: &Person, life: &Life, rng: &mut Rng) -> Vec<Dated<ListId>> {
        let Some(rank) = self.catalogue.lists().get(ListName::Rank, person.rank) else { return Vec::new() };
        let step = |step: u8| {
            let all = self.catalogue.lists().all(ListName::Rank);
            all.iter().find(|r| r.payroll == rank.payroll && r.step == Some(step)).map(|r| r.id)
        };
        let raised =
            life.at_age(rng.between(33, 46), rng).max(life.recruited.add_months(60)).min(self.on.add_months(-3));
        let before = rank.step.filter(|s| *s <= 2).and_then(|s| step(s + 1)).filter(|_| raised > life.recruited);
        match before {
            Some(lower) => vec![
                Dated { span: Span::new(life.recruited, raised), value: lower },
                Dated { span: Span::since(raised), value: rank.id },
            ],
            None => vec![Dated { span: Span::since(life.recruited), value: rank.id }],
        }
    }
}
