//! The invented province: its people made so that what is counted from their records meets what the source reports
//! print.
//!
//! Everything is drawn from a seed: the same number of people and the same seed give the same records. What is to be
//! met and what people are like is data (`data/sample/`); no figure stands in the code. No clock, no file, no screen
//! enters here; the room reads the catalogue and the gazetteer through the register and hands out edits. Nobody of the
//! real province enters.

mod card;
mod careers;
mod error;
mod facts;
mod figures;
mod ground;
mod habits;
mod history;
mod later;
mod life;
mod moves;
mod names;
mod origins;
mod person;
mod plan;
mod pools;
mod profile;
mod quota;
mod recruits;
mod renewals;
mod retire;
mod rng;
mod seats;
mod stint;
pub mod structure;

pub use error::SampleError;

use crate::domain::{Act, Appointment, AppointmentId, Day, Edit, Record, Tier};
use crate::register::catalogue::Catalogue;
use crate::register::gazetteer::{Era, Gazetteer};
use card::{CardSources, ORIGIN, cadre_id};
use careers::Careers;
use figures::Figures;
use ground::Ground;
use habits::Habits;
use history::History;
use life::Clock;
use names::Names;
use origins::Origins;
use plan::Sources;
use retire::Schedule;
use std::collections::{BTreeMap, VecDeque};
use stint::Stint;

/// The seed of the sample that everybody sees who asks for no other.
pub const SEED: u64 = 20_240_501;
/// Who makes the sample, in the journal.
pub const AUTHOR: (&str, &str) = ("sample", "Dữ liệu mẫu (con người hư cấu)");
/// When the sample is made, in the journal: 01/05/2024 00:00 UTC, so that the same sample has the same journal.
pub const MADE_AT: i64 = 1_714_521_600;
/// Above so many people the dossiers have no texts.
const TEXTS_UP_TO: u32 = 100_000;

/// Which sample is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// People on the province's payroll on the day of the figures.
    pub people: u32,
    /// What everything is drawn from.
    pub seed: u64,
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted { people: 28_947, seed: SEED }
    }
}

/// The province that a sample is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Code of the statistics office.
    pub code: u32,
    pub name: String,
    /// The day that a store of the sample opens on.
    pub home: Day,
}

/// The day on which a store of the sample opens: terms of appointment have been renewed by then.
fn home() -> Day {
    Day::of(2024, 5, 1).unwrap_or(Day::MIN)
}

/// The province of the sample.
#[must_use]
pub fn province(gazetteer: &Gazetteer) -> Province {
    const CODE: u32 = 20;
    let area = gazetteer.area(crate::domain::Level::Province, CODE, Era::Until2024);
    let home = home();
    Province { code: CODE, name: area.map_or_else(String::new, |a| a.name.to_owned()), home }
}

/// A sample whose people are settled and whose records are not yet written.
pub struct Sample<'a> {
    catalogue: &'a Catalogue,
    ground: Ground<'a>,
    careers: Careers,
    /// First time of each person, and one more: the times are sorted by person.
    first_of: Vec<u32>,
    names: Names,
    origins: Origins<'a>,
    history: History,
    schedule: Schedule,
    figures: Figures,
    facts: facts::Ledger,
    pools: pools::Pools,
    moves: Vec<crate::domain::Rotation>,
    /// Who was sent to another post after the districts had ended.
    exchanged: Vec<later::Exchange>,
    wanted: Wanted,
    province: u32,
}

/// Settles the people of a sample. `progress` hears how far it is, in a thousand.
///
/// # Errors
/// A number of people out of range, or data of the sample that do not fit together.
pub fn make<'a>(
    wanted: Wanted,
    catalogue: &'a Catalogue,
    gazetteer: &'a Gazetteer,
    progress: &mut dyn FnMut(u32),
) -> Result<Sample<'a>, SampleError> {
    let built = structure::build(catalogue, gazetteer, structure::Scale { people: wanted.people })?;
    progress(50);
    let figures = Figures::read(include_str!("../../data/sample/figures.toml"))?;
    let habits = Habits::read(include_str!("../../data/sample/people.toml"))?;
    let history = History::read(include_str!("../../data/sample/history.toml"))?;
    let schedule = Schedule::embedded()?;
    let lists = include_str!("../../data/sample/names.toml");
    let names = Names::read(lists, include_str!("../../data/sample/not-these.txt"))?;
    let code = province(gazetteer).code;
    let mut ground = Ground::of(built, catalogue, figures.on());
    ground.mark_women(&habits);
    progress(100);
    let sources = Sources { figures: &figures, habits: &habits, catalogue, seed: wanted.seed };
    let planned = plan::plan(&ground, sources)?;
    progress(400);
    let (seed, on) = (wanted.seed, figures.on());
    let clock = Clock { seed, on, steady_until: history.steady_until(), schedule: &schedule };
    let mut careers = careers::tell(&ground, planned, &history, clock);
    progress(700);
    later::tell_on(&ground, &mut careers, &habits, &history, clock);
    moves::arrange(&ground, &mut careers, history.term_from(), wanted)?;
    let first_of = in_order(&mut careers);
    let origins = Origins::of(gazetteer, catalogue, &habits.origins, &ground, code, on, seed);
    progress(900);
    let facts = {
        let term = (history.term_from(), history.term_to());
        facts::Ledger::draw(&ground, &careers, &first_of, wanted, on, term)?
    };
    let mut sample = Sample {
        catalogue,
        ground,
        careers,
        first_of,
        names,
        origins,
        history,
        schedule,
        figures,
        facts,
        pools: pools::Pools::default(),
        moves: Vec::new(),
        exchanged: Vec::new(),
        wanted,
        province: code,
    };
    let running = later::Running::embedded()?;
    sample.live_on(&habits, &running);
    sample.plan(&running)?;
    progress(1000);
    Ok(sample)
}

/// Sorts the times by person and day; where each person's begin.
fn in_order(careers: &mut Careers) -> Vec<u32> {
    careers.stints.retain(|s| s.from < s.to);
    careers.stints.sort_by_key(|s| (s.person, s.from, s.concurrent, s.chair));
    let mut first = vec![0u32; careers.people.len() + 1];
    for stint in &careers.stints {
        if let Some(count) = first.get_mut(stint.person as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut first {
        sum += *count;
        *count = sum;
    }
    first
}

impl<'a> Sample<'a> {
    /// Cadres of the sample, those who left before the day of the figures or came after it among them.
    #[must_use]
    pub fn cadres(&self) -> u32 {
        u32::try_from(self.careers.people.len()).unwrap_or(u32::MAX)
    }

    /// Tells what happens after the districts have ended, to people against whom nothing stands.
    fn live_on(&mut self, habits: &Habits, running: &later::Running) {
        let spotless: Vec<bool> = {
            let sources = self.card_sources();
            (0..self.cadres()).map(|person| self.facts.is_spotless(&sources, person, self.stints(person))).collect()
        };
        let (seed, on) = (self.wanted.seed, self.figures.on());
        let clock = Clock { seed, on, steady_until: self.history.steady_until(), schedule: &self.schedule };
        let told = (habits, &self.history);
        self.exchanged = later::go_on(&self.ground, &mut self.careers, told, clock, spotless, running);
        self.first_of = in_order(&mut self.careers);
        self.facts.settle(&self.ground, &self.careers, &self.first_of, self.wanted);
    }

    /// Draws the pools, and what they say of posts and people.
    fn plan(&mut self, running: &later::Running) -> Result<(), SampleError> {
        let pools = pools::Pools::draw(self)?;
        for (at, seats) in &pools.seats {
            if let Some(chair) = self.ground.chairs.get_mut(*at as usize) {
                chair.post.planned.push(*seats);
            }
        }
        for (person, on) in &pools.concluded {
            let tier = self.careers.people.get(*person as usize).and_then(|p| self.ground.chair_at(p.chair));
            let tier = tier.map_or(Tier::Grassroots, |c| c.title.tier);
            self.facts.concluded_before(*person, u64::from(*person), *on, tier);
        }
        let moves = moves::draw(self, &pools.entries)?;
        let tiers: BTreeMap<_, Tier> = self.ground.chairs.iter().map(|c| (c.post.id, c.title.tier)).collect();
        for entry in &moves.entries {
            let tier = tiers.get(&entry.post).copied().unwrap_or(Tier::Grassroots);
            let person = u32::try_from(entry.cadre.counter().saturating_sub(1)).unwrap_or(u32::MAX);
            if entry.span.from > self.history.districts_end() {
                self.facts.conclude_once(person, entry.span.from, tier);
            }
        }
        for (at, act) in moves.began {
            let Some(stint) = self.careers.stints.get_mut(at) else { continue };
            let (person, from, was) = (stint.person, stint.from, std::mem::replace(&mut stint.began, act));
            // the post before ended by the same act
            let before = self.careers.stints.iter_mut().filter(|s| s.person == person && s.to == from);
            before.filter(|s| s.ended == Some(was)).for_each(|s| s.ended = Some(act));
        }
        self.moves = moves.rotations;
        self.pools = pools;
        self.pools.entries.extend(moves.entries);
        renewals::tell(&self.ground, &mut self.careers, &self.history, self.wanted);
        renewals::go_on(&self.ground, &mut self.careers, &self.history, running, self.wanted.seed);
        self.first_of = in_order(&mut self.careers);
        let planned = self.pools.entries.iter().map(|e| e.cadre).collect();
        self.facts.close(&self.ground, &self.careers, &self.first_of, self.wanted, &planned);
        Ok(())
    }

    /// Times on posts of a person.
    fn stints(&self, person: u32) -> &[Stint] {
        let bounds = (self.first_of.get(person as usize), self.first_of.get(person as usize + 1));
        let (Some(from), Some(to)) = bounds else { return &[] };
        self.careers.stints.get(*from as usize..*to as usize).unwrap_or(&[])
    }

    fn card_sources(&self) -> CardSources<'_> {
        CardSources {
            ground: &self.ground,
            careers: &self.careers,
            catalogue: self.catalogue,
            names: &self.names,
            origins: &self.origins,
            history: &self.history,
            schedule: &self.schedule,
            on: self.figures.on(),
            seed: self.wanted.seed,
            province: self.province,
        }
    }

    fn appointments(&self, person: u32) -> impl Iterator<Item = Appointment> + '_ {
        let first = self.first_of.get(person as usize).copied().unwrap_or(0);
        let numbered = (u64::from(first) + 1..).zip(self.stints(person));
        numbered.filter_map(move |(number, stint)| {
            let chair = self.ground.chair_at(stint.chair)?;
            let paper = |kind, on| Act { kind, decision: Some(facts::decision(chair, kind, on, number)) };
            Some(Appointment {
                ended: stint.ended.map(|kind| self.history.under_decree(paper(kind, stint.to), stint.to)),
                concurrent: stint.concurrent,
                term_ends: facts::term_ends(chair, stint, home()).map(|day| self.working_age(person, stint, day)),
                ..Appointment::new(
                    AppointmentId::new(ORIGIN, number),
                    cadre_id(person),
                    chair.post.id,
                    crate::domain::Span::new(stint.from, stint.to),
                    paper(stint.began, stint.from),
                )
            })
        })
    }

    /// The last day of a term that runs no longer than to the age of retirement, as terms have been since 2025.
    fn working_age(&self, person: u32, stint: &Stint, day: Day) -> Day {
        let life = self.careers.lives.get(person as usize);
        let retires = life.filter(|_| stint.from >= self.history.districts_end()).map_or(Day::MAX, |l| l.retires);
        if retires < Day::MAX { day.min(retires.next()) } else { day }
    }

    fn records_of(&self, person: u32) -> Vec<Record> {
        let sources = self.card_sources();
        let stints = self.stints(person);
        let Some(card) = sources.card(person, stints) else { return Vec::new() };
        let mut records = vec![Record::Cadre(card)];
        records.extend(self.appointments(person).map(Record::Appointment));
        self.facts.of_person(&sources, person, stints, self.wanted.people <= TEXTS_UP_TO, &mut records);
        records
    }

    /// All records of the sample as creations: units, posts, each person's, then rounds and pools.
    #[must_use]
    fn into_edits(self) -> Edits<'a> {
        Edits { sample: self, next: 0, waiting: VecDeque::new() }
    }
}

/// The edits that make a sample, one after the other; each is written when it is asked for.
pub struct Edits<'a> {
    sample: Sample<'a>,
    next: usize,
    waiting: VecDeque<Record>,
}

impl Edits<'_> {
    /// How far it is, in a thousand.
    #[must_use]
    pub fn progress(&self) -> u32 {
        let sample = &self.sample;
        let all = sample.ground.units.len() + sample.ground.chairs.len() + sample.careers.people.len();
        u32::try_from(self.next.min(all) * 1000 / all.max(1)).unwrap_or(1000)
    }
}

impl Iterator for Edits<'_> {
    type Item = Edit;

    fn next(&mut self) -> Option<Edit> {
        loop {
            if let Some(record) = self.waiting.pop_front() {
                return Some(Edit::create(record));
            }
            let (units, chairs) = (self.sample.ground.units.len(), self.sample.ground.chairs.len());
            let at = self.next;
            self.next += 1;
            if let Some(unit) = self.sample.ground.units.get(at) {
                self.waiting.push_back(Record::Unit(unit.clone()));
                self.waiting.extend(
                    self.sample.facts.of_unit(unit, u32::try_from(at).unwrap_or(u32::MAX)).map(Record::UnitGrades),
                );
            } else if let Some(chair) = self.sample.ground.chairs.get(at - units) {
                self.waiting.push_back(Record::Post(chair.post.clone()));
            } else {
                let person = at - units - chairs;
                let people = self.sample.careers.people.len();
                if person < people {
                    self.waiting.extend(self.sample.records_of(u32::try_from(person).ok()?));
                } else if person == people {
                    let pools = std::mem::take(&mut self.sample.pools);
                    self.waiting.extend(pools.rounds.into_iter().map(Record::Round));
                    self.waiting.extend(pools.entries.into_iter().map(Record::Entry));
                    let moves = std::mem::take(&mut self.sample.moves);
                    self.waiting.extend(moves.into_iter().map(Record::Rotation));
                } else {
                    return None;
                }
            }
        }
    }
}

/// The edits of a sample: [`make`] and `Sample::into_edits` in one.
///
/// # Errors
/// As [`make`].
pub fn edits<'a>(
    wanted: Wanted,
    catalogue: &'a Catalogue,
    gazetteer: &'a Gazetteer,
    progress: &mut dyn FnMut(u32),
) -> Result<Edits<'a>, SampleError> {
    Ok(make(wanted, catalogue, gazetteer, progress)?.into_edits())
}

#[cfg(test)]
mod tests;
