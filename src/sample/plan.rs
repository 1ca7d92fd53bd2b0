//! The plan of a province's people on the day of the figures: who sits where, and what everybody is.

use super::figures::Figures;
use super::ground::{Chair, Ground};
use super::habits::Habits;
use super::person::{Attr, Person};
use super::profile::{settle, settle_ages};
use super::rng::{Purpose, Rng};
use super::seats::{Beside, fill, in_committee};
use crate::domain::{Level, ListId, Payroll, Role};
use crate::register::catalogue::{Catalogue, ListName};
use crate::sample::error::SampleError;

/// Everybody on the day of the figures.
pub struct PeoplePlan {
    /// People in the order of their main posts.
    pub people: Vec<Person>,
    /// Seats beside the main posts, by person.
    pub beside: Vec<Beside>,
}

/// What everything is drawn from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    pub figures: &'a Figures,
    /// What people are like.
    pub habits: &'a Habits,
    /// Titles and lists.
    pub catalogue: &'a Catalogue,
    /// Seed of the sample.
    pub seed: u64,
}

/// Puts people on the posts and settles what they are.
pub fn plan(ground: &Ground<'_>, from: Sources<'_>) -> Result<PeoplePlan, SampleError> {
    let beside = fill(ground, from.habits);
    let mut people = seat_everybody(ground, from.figures);
    for seat in &beside {
        // a leading post in a second hand does not make one more leader
        let group = ground.chair_at(seat.chair).filter(|c| in_committee(c)).and_then(|c| c.title.group.as_deref());
        if let (Some(person), Some(group)) = (people.get_mut(seat.person as usize), group) {
            person.groups |= from.figures.bit(group);
        }
    }
    for attr in Attr::ALL {
        if attr == Attr::Party {
            mark_schooled(&mut people, from.figures);
        }
        let score = |person: &Person, rng: &mut Rng| score(ground, from, attr, person, rng);
        settle(&mut people, from.figures, attr, from.seed, &score)?;
    }
    settle_ages(&mut people, from.figures, from.seed);
    settle_doctors(&mut people, ground, from);
    settle_ranks(&mut people, ground, from);
    settle_groups(&mut people, ground, from);
    Ok(PeoplePlan { people, beside })
}

fn seat_everybody(ground: &Ground<'_>, figures: &Figures) -> Vec<Person> {
    let mut people = Vec::new();
    for (at, chair) in (0u32..).zip(&ground.chairs) {
        let kind = figures.kinds().iter().position(|k| is_kind(chair, &k.id));
        let person = Person::on(at, groups(chair, figures), kind.and_then(|k| u8::try_from(k).ok()).unwrap_or(0));
        people.extend((0..chair.filled).map(|_| person));
    }
    people
}

fn of_commune(chair: &Chair<'_>) -> bool {
    let payroll = matches!(chair.title.payroll, Payroll::CommuneOfficer | Payroll::CivilServant);
    payroll && chair.title.level == Level::Commune
}

fn is_kind(chair: &Chair<'_>, kind: &str) -> bool {
    match kind {
        "outside" => chair.title.payroll == Payroll::Outside,
        "commune" => of_commune(chair),
        "contract" => chair.title.payroll == Payroll::Contract,
        "civil" => chair.title.payroll == Payroll::CivilServant,
        "heads" => chair.title.payroll == Payroll::PublicEmployee && chair.title.role != Role::Member,
        "public" => chair.title.payroll == Payroll::PublicEmployee,
        group => chair.title.group.as_deref() == Some(group),
    }
}

fn groups(chair: &Chair<'_>, figures: &Figures) -> u16 {
    let mut groups = chair.title.group.as_deref().map_or(0, |g| figures.bit(g));
    if chair.title.payroll != Payroll::Outside {
        groups |= figures.bit("all");
    }
    if chair.title.payroll == Payroll::Contract {
        groups |= figures.bit("contract");
    }
    if of_commune(chair) {
        groups |= figures.bit("commune");
    }
    groups
}

fn mark_schooled(people: &mut [Person], figures: &Figures) {
    let (schooled, all) = (figures.bit("schooled"), figures.bit("all"));
    let asked = figures.attribute("theory").ok().and_then(|a| a.class("intermediate")).unwrap_or(u8::MAX);
    for person in people.iter_mut().filter(|p| p.class(Attr::Theory) >= asked && p.groups & all != 0) {
        person.groups |= schooled;
    }
}

/// Who is likelier to be in a later class of an attribute: a woman, older, better schooled, in the party.
fn score(ground: &Ground<'_>, from: Sources<'_>, attr: Attr, person: &Person, rng: &mut Rng) -> i64 {
    let Some(chair) = ground.chair_at(person.chair) else { return 0 };
    let rank = i64::from(chair.title.rank);
    let chance = i64::from(rng.below(1000));
    match attr {
        Attr::Sex if chair.only_women => 100_000 + chance,
        Attr::Sex => chance + i64::from(from.habits.women(chair.kind, &chair.title.code).unwrap_or(560)),
        Attr::Ethnic => {
            let home = from.habits.home(ground.district_code(chair.district));
            chance + home.map_or(700, |h| i64::from(h.minority))
        }
        Attr::Religion => chance,
        Attr::Age => rank + chance,
        Attr::Education => {
            let teaches = i64::from(chair.title.payroll != Payroll::Contract) * 300;
            let old = i64::from(person.class(Attr::Age));
            // those beyond the usual age stay because of their doctorate
            rank + teaches + chance - old * 40 + if old == 8 { 100_000 } else { 0 }
        }
        Attr::Theory => rank * 2 + chance + i64::from(person.class(Attr::Education)) * 60,
        Attr::Party => rank * 2 + chance + i64::from(person.class(Attr::Theory)) * 400,
    }
}

/// A doctor among so many with a postgraduate degree: 39 of 1,612 in the report.
const DOCTORS: (usize, usize) = (39, 1612);

fn settle_doctors(people: &mut [Person], ground: &Ground<'_>, from: Sources<'_>) {
    let Some(top) = from.figures.attribute("education").ok().and_then(|a| a.class("postgraduate")) else { return };
    let mut ranked: Vec<(i64, usize)> = Vec::new();
    for (at, person) in people.iter().enumerate().filter(|(_, p)| p.class(Attr::Education) == top) {
        let mut rng = Rng::stream(from.seed, Purpose::Groups, u64::try_from(at).unwrap_or(0));
        let Some(chair) = ground.chair_at(person.chair).filter(|c| c.title.payroll != Payroll::Outside) else {
            continue;
        };
        let stays = if person.class(Attr::Age) == 8 { 100_000 } else { 0 };
        let province = i64::from(chair.title.level == Level::Province) * 800;
        ranked.push((-(stays + province + i64::from(person.age) * 8 + i64::from(rng.below(900))), at));
    }
    ranked.sort_unstable();
    let doctors = (ranked.len() * DOCTORS.0).div_ceil(DOCTORS.1);
    for (_, at) in ranked.into_iter().take(doctors) {
        if let Some(person) = people.get_mut(at) {
            person.doctor = true;
        }
    }
}

fn settle_ranks(people: &mut [Person], ground: &Ground<'_>, from: Sources<'_>) {
    let ranks = from.catalogue.lists().all(ListName::Rank);
    for rule in from.figures.ranks() {
        let mut order: Vec<(i64, u32)> = Vec::new();
        for (at, person) in (0u32..).zip(&*people) {
            let Some(chair) = ground.chair_at(person.chair) else { continue };
            if rule.payrolls.contains(&chair.title.payroll) {
                let mut rng = Rng::stream(from.seed, Purpose::Attributes, u64::from(at) | 1 << 50);
                order.push((-standing(chair, person) - i64::from(rng.below(260)), at));
            }
        }
        order.sort_unstable();
        let size = u32::try_from(order.len()).unwrap_or(u32::MAX);
        let weights: Vec<u32> = rule.counts.iter().map(|(_, count)| *count).collect();
        let counts = super::quota::share(size, &weights);
        let mut in_order = order.into_iter();
        for ((code, _), count) in rule.counts.iter().zip(counts) {
            let id = ranks.iter().find(|r| r.code == *code).map_or(ListId(0), |r| r.id);
            for (_, at) in in_order.by_ref().take(count as usize) {
                if let Some(person) = people.get_mut(at as usize) {
                    person.rank = id;
                }
            }
        }
    }
}

/// How high a rank one may expect: schooling first, then the post and the level, then the years.
fn standing(chair: &Chair<'_>, person: &Person) -> i64 {
    let education = i64::from(person.class(Attr::Education)) * 420;
    let level = match chair.title.level {
        Level::Central | Level::Province => 420,
        Level::District => 300,
        Level::Commune => 0,
    };
    education + level + i64::from(chair.title.rank) * 3 + i64::from(person.age) * 14
}

fn settle_groups(people: &mut [Person], ground: &Ground<'_>, from: Sources<'_>) {
    let ethnic = |code: &str| {
        let all = from.catalogue.lists().all(ListName::Ethnic);
        all.iter().find(|e| e.code == code).map_or(ListId(0), |e| e.id)
    };
    let religions = from.catalogue.lists().all(ListName::Religion);
    let kinh = ethnic("kinh");
    for (at, person) in (0u64..).zip(people.iter_mut()) {
        let mut rng = Rng::stream(from.seed, Purpose::Groups, at);
        let district = ground.chair_at(person.chair).map_or(0, |c| ground.district_code(c.district));
        person.ethnic = kinh;
        if person.minority() {
            let groups = from.habits.home(district).map(|h| &h.groups);
            let drawn = groups.and_then(|g| g.keys().nth(rng.weighted(g.values().copied())?));
            person.ethnic = drawn.map_or(kinh, |code| ethnic(code));
        }
        if person.class(Attr::Religion) == 1 {
            let drawn = rng.weighted(from.habits.religions.values().copied());
            let code = drawn.and_then(|nth| from.habits.religions.keys().nth(nth));
            person.religion = religions.iter().find(|r| Some(&r.code) == code).map_or(ListId(0), |r| r.id);
        }
    }
}
