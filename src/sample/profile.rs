//! Settles what people are, attribute by attribute, so that every group comes to its figures.

use super::figures::{Figures, Group};
use super::person::{Attr, Person};
use super::quota::{Cell, Margin, solve};
use super::rng::{Purpose, Rng};
use crate::sample::error::SampleError;
use std::collections::BTreeMap;

/// People who stand in the same groups, with their places in the list of people.
#[derive(Default)]
struct Bin {
    members: Vec<u32>,
    groups: u16,
    kind: u8,
    woman: bool,
}

/// Settles one attribute of everybody. `score` says who is likelier to be in a later class; ties are drawn.
pub fn settle(
    people: &mut [Person],
    figures: &Figures,
    attr: Attr,
    seed: u64,
    score: &dyn Fn(&Person, &mut Rng) -> i64,
) -> Result<(), SampleError> {
    let bins = bins(people, attr);
    let attribute = figures.attribute(attr.id())?;
    let schooled = figures.bit("schooled");
    let mut cells = Vec::with_capacity(bins.len());
    for bin in &bins {
        let weights = figures.kinds().get(usize::from(bin.kind)).map_or(&[][..], |k| k.weights(attr.id()));
        let mut weights: Vec<u32> = weights.iter().map(|w| w.saturating_mul(16)).collect();
        let full = attr == Attr::Party && bin.groups & schooled != 0;
        for (weight, class) in weights.iter_mut().zip(&attribute.classes) {
            if bin.woman && figures.men_only(class) || full && class != "party" {
                *weight = 0;
            }
        }
        cells.push(Cell { size: u32::try_from(bin.members.len()).unwrap_or(0), weights, counts: Vec::new() });
    }
    let margins = margins(figures, attr, &bins, &cells)?;
    let subject = attr as u64;
    solve(&mut cells, &margins, &mut Rng::stream(seed, Purpose::Margins, subject));
    for (bin, cell) in bins.into_iter().zip(&cells) {
        hand_out(people, bin.members, &cell.counts, attr, seed, score);
    }
    Ok(())
}

fn bins(people: &[Person], attr: Attr) -> Vec<Bin> {
    let mut bins: BTreeMap<(u16, u8, bool), Bin> = BTreeMap::new();
    for (at, person) in (0u32..).zip(people) {
        // ages are bounded by the sexes' own retirement
        let woman = attr == Attr::Age && person.class(Attr::Sex) == 1;
        let bin = bins.entry((person.groups, person.kind, woman)).or_default();
        (bin.groups, bin.kind, bin.woman) = (person.groups, person.kind, woman);
        bin.members.push(at);
    }
    bins.into_values().collect()
}

fn margins(figures: &Figures, attr: Attr, bins: &[Bin], cells: &[Cell]) -> Result<Vec<Margin>, SampleError> {
    let attribute = figures.attribute(attr.id())?;
    let mut margins = Vec::new();
    for group in figures.groups() {
        let bit = figures.bit(&group.id);
        let members: Vec<usize> =
            bins.iter().enumerate().filter(|(_, b)| b.groups & bit != 0).map(|(at, _)| at).collect();
        let size: u64 = members.iter().filter_map(|at| cells.get(*at)).map(|c| u64::from(c.size)).sum();
        for (name, count) in &group.counts {
            if let Some(classes) = attribute.classes(name) {
                let target = scaled(*count, group, size);
                margins.push(Margin { cells: members.clone(), classes, target });
            }
        }
    }
    Ok(margins)
}

/// A count of the report in a group of another size.
fn scaled(count: u32, group: &Group, size: u64) -> i64 {
    let base = u64::from(group.people.max(1));
    i64::try_from((u64::from(count) * size + base / 2) / base).unwrap_or(0)
}

fn hand_out(
    people: &mut [Person],
    members: Vec<u32>,
    counts: &[u32],
    attr: Attr,
    seed: u64,
    score: &dyn Fn(&Person, &mut Rng) -> i64,
) {
    let mut ranked: Vec<(i64, u64, u32)> = members
        .into_iter()
        .filter_map(|at| {
            let mut rng = Rng::stream(seed ^ (attr as u64) << 40, Purpose::Attributes, u64::from(at));
            let score = score(people.get(at as usize)?, &mut rng);
            Some((score, rng.draw(), at))
        })
        .collect();
    ranked.sort_unstable();
    let mut in_order = ranked.into_iter();
    for (class, count) in (0u8..).zip(counts) {
        for (_, _, at) in in_order.by_ref().take(*count as usize) {
            if let Some(person) = people.get_mut(at as usize) {
                person.settle(attr, class);
            }
        }
    }
}

/// Gives everybody an age within the class, so that the groups with a printed mean come to it.
pub fn settle_ages(people: &mut [Person], figures: &Figures, seed: u64) {
    let mut rng = Rng::stream(seed, Purpose::Births, 0);
    for person in people.iter_mut() {
        let (low, high) = figures.ages(person.class(Attr::Age)).unwrap_or((40, 40));
        // the first class is long: few begin at its foot
        let age = rng.between(i32::from(low), i32::from(high)).max(rng.between(i32::from(low), i32::from(high)));
        person.age = u8::try_from(age).unwrap_or(0);
    }
    let mut settled = 0u16;
    for group in figures.groups().iter().rev() {
        let (Some(mean), bit) = (group.mean_age, figures.bit(&group.id)) else { continue };
        let members: Vec<u32> = (0u32..).zip(&*people).filter(|(_, p)| p.groups & bit != 0).map(|(at, _)| at).collect();
        let open: Vec<u32> = members
            .iter()
            .copied()
            .filter(|at| people.get(*at as usize).is_some_and(|p| p.groups & settled == 0))
            .collect();
        let have: i64 = members.iter().filter_map(|at| people.get(*at as usize)).map(|p| i64::from(p.age)).sum();
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "far below 2^53")]
        let target = (mean * members.len() as f64).round() as i64;
        shift(people, &open, target - have, figures, &mut rng);
        settled |= bit;
    }
}

/// Makes some of the people a year older or younger within their classes, until all together are by so many years.
fn shift(people: &mut [Person], open: &[u32], by: i64, figures: &Figures, rng: &mut Rng) {
    let step = by.signum();
    let mut left = by.abs();
    for _ in 0..open.len().saturating_mul(40) {
        if left == 0 {
            break;
        }
        let Some(person) = rng.pick(open).and_then(|at| people.get_mut(*at as usize)) else { break };
        let (low, high) = figures.ages(person.class(Attr::Age)).unwrap_or((0, 0));
        let age = i64::from(person.age) + step;
        if (i64::from(low)..=i64::from(high)).contains(&age) {
            person.age = u8::try_from(age).unwrap_or(person.age);
            left -= 1;
        }
    }
}
