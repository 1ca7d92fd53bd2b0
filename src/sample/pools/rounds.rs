//! The rounds in which the pools were built and reviewed: one a year and term for the province and for each committee
//! directly under it.

use super::book::{Body, RoundBook};
use super::field::Field;
use super::picks::Picks;
use crate::domain::{Day, Decision, Ladder, Level, Round, RoundId, Step, TermId, UnitId};
use crate::sample::card::ORIGIN;
use crate::sample::ground::Chair;
use crate::sample::rng::{Purpose, Rng};
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(super) struct Rounds {
    pub all: Vec<Round>,
    /// Whose rounds there are: the province first.
    pub units: Vec<UnitId>,
    of_district: BTreeMap<u16, usize>,
    of_committee: BTreeMap<u32, usize>,
    of_commune: BTreeMap<u16, usize>,
    /// How many rounds there are in earlier books.
    before: usize,
    at: BTreeMap<(usize, TermId, u16), usize>,
}

/// What the decisions of a body are called.
pub(super) fn decision(rng: &mut Rng, series: &str, on: Day) -> Decision {
    Decision { number: format!("{}-{series}", 100 + rng.below(1700)), on }
}

impl Rounds {
    /// The committees that have rounds, and their rounds with their steps.
    pub(super) fn of(field: &Field<'_, '_>, picks: &Picks, before: usize) -> Rounds {
        let mut rounds = Rounds { before, ..Rounds::default() };
        let chairs: Vec<u32> = {
            let mut all: Vec<u32> = picks.all.iter().map(|p| p.chair).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let planned = |at: &u32| field.chair(*at);
        let province = chairs.iter().filter_map(planned).find(|c| c.title.code == "uvbch-tinh");
        rounds.units.extend(province.map(|c| c.post.unit));
        for chair in chairs.iter().filter_map(planned).filter(|c| c.title.ladder == Ladder::Committee) {
            let place = rounds.units.len();
            match chair.title.level {
                Level::District if !rounds.of_district.contains_key(&chair.district) => {
                    rounds.of_district.insert(chair.district, place);
                }
                Level::Province if rounds.units.first() != Some(&chair.post.unit) => {
                    rounds.of_committee.insert(chair.unit, place);
                }
                Level::Commune if chair.district == 0 && !rounds.of_commune.contains_key(&chair.commune) => {
                    rounds.of_commune.insert(chair.commune, place);
                }
                _ => continue,
            }
            rounds.units.push(chair.post.unit);
        }
        rounds.tell(field);
        rounds
    }

    fn tell(&mut self, field: &Field<'_, '_>) {
        for place in 0..self.units.len() {
            for term in &field.book.term {
                for book in &term.round {
                    let Some(unit) = self.units.get(place).copied() else { continue };
                    let id = RoundId::new(ORIGIN, (self.before + self.all.len()) as u64 + 1);
                    self.at.insert((place, term.number, book.year), self.all.len());
                    self.all.push(told(field, book, term.number, id, unit, place));
                }
            }
        }
    }

    /// Whose round speaks of a post.
    pub(super) fn place(&self, chair: &Chair<'_>) -> usize {
        let own = self.of_committee.get(&chair.unit).filter(|_| chair.title.ladder == Ladder::Committee);
        let place = own.or_else(|| self.of_district.get(&chair.district));
        place.or_else(|| self.of_commune.get(&chair.commune)).copied().unwrap_or(0)
    }

    pub(super) fn get(&self, place: usize, term: TermId, year: u16) -> Option<&Round> {
        self.all.get(*self.at.get(&(place, term, year))?)
    }

    /// Says at each meeting how many were to be chosen: fewer than were voted on.
    pub(super) fn settle(&mut self, voted_on: &BTreeMap<RoundId, u16>) {
        for round in &mut self.all {
            let people = voted_on.get(&round.id).copied().unwrap_or(0);
            for step in &mut round.steps {
                step.choose = people.saturating_sub((people / 10).max(1));
            }
        }
    }
}

/// Whether the round of a place is one of those not approved on the day; and whether it is submitted.
fn waits(field: &Field<'_, '_>, place: usize, term: TermId, year: u16) -> Option<bool> {
    let waiting = &field.book.waiting;
    // the first committees after the province's own: districts, with people enough to propose
    let nth = u32::try_from(place).unwrap_or(0).checked_sub(1)?;
    let is = waiting.term == term && waiting.year == year && nth < waiting.rounds;
    is.then_some(nth < waiting.submitted)
}

fn told(field: &Field<'_, '_>, book: &RoundBook, term: TermId, id: RoundId, unit: UnitId, place: usize) -> Round {
    let mut rng = Rng::stream(field.sample.wanted.seed, Purpose::Pools, id.0 | 1 << 62);
    let later = i32::try_from(place).unwrap_or(0) % 8;
    let opened = Day(book.opened.0.0 + i32::from(place > 0) * (2 + later));
    let waits = waits(field, place, term, book.year);
    let day = |on: Option<crate::domain::IsoDay>| on.map(|on| Day(on.0.0 + later));
    let submitted = day(book.submitted).filter(|_| waits.unwrap_or(true));
    let approved = day(book.approved).filter(|_| waits.is_none());
    let series = if place == 0 { "QĐ/TU" } else { "TB/TU" };
    Round {
        id,
        unit,
        term,
        kind: book.kind,
        year: book.year,
        opened,
        plan: Some(Decision { number: book.plan.clone(), on: book.opened.0 }),
        submitted,
        approved,
        decision: approved.map(|on| decision(&mut rng, series, on)),
        closed: day(book.closed).filter(|_| waits.is_none()),
        steps: steps(field, unit, opened, submitted.is_some(), &mut rng),
        note: String::new(),
    }
}

/// The meetings of a round; one that is still being prepared has had the first two.
fn steps(field: &Field<'_, '_>, unit: UnitId, opened: Day, all: bool, rng: &mut Rng) -> Vec<Step> {
    let rules = &field.book.steps;
    let ground = &field.sample.ground;
    let of_unit = ground.place_of(unit).map_or(&[][..], |at| ground.posts_of(at));
    let committees = of_unit.iter().filter_map(|at| field.chair(*at)).filter(|c| c.title.ladder == Ladder::Committee);
    // the committee is the largest of them, its standing committee the one of the highest rank
    let seats = |c: &Chair<'_>| c.post.seats(field.on);
    let most = committees.clone().map(seats).max().unwrap_or(0);
    let standing = committees.filter(|c| seats(c) > 0).max_by_key(|c| c.title.rank).map_or(0, seats);
    let held = rules.bodies.iter().zip(0i32..).take(if all { rules.bodies.len() } else { 2 });
    held.map(|(body, nth)| {
        let summoned = match body {
            Body::Standing => standing,
            Body::Committee => most,
            Body::Key => most.saturating_add(rules.key_people),
        };
        let part = |of: u16, (low, high): (i32, i32), rng: &mut Rng| {
            u16::try_from((i32::from(of) * rng.between(low, high) + 50) / 100).unwrap_or(of).min(of)
        };
        let present = part(summoned, rules.present, rng);
        Step {
            step: u8::try_from(nth + 1).unwrap_or(u8::MAX),
            held: Day(opened.0 + rules.first_after + nth * rules.between),
            summoned,
            present,
            issued: present,
            returned: present,
            valid: part(present, rules.valid, rng),
            choose: 0,
        }
    })
    .collect()
}
