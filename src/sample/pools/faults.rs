//! A few people who should not stand in a pool, so that there is something to find.

use super::field::{AGE, Against, CONCLUSION, DISCIPLINE, FEEDER, Field, GRADE, RANK, TITLES};
use super::picks::Picks;
use crate::domain::TermId;
use crate::sample::rng::{Purpose, Rng};

/// Years by which somebody planted as too old misses the end of the term, in months.
const CLEARLY: i32 = 12;

/// A kind of fault: what stands against the person, what else may, and how many there are.
#[derive(Debug, Clone, Copy)]
struct Fault {
    bit: Against,
    with: Against,
    count: u32,
    /// Nothing hurtful is told of a post that one known person holds.
    hurts: bool,
}

/// Puts people with one fault each on the last places of pools, half of them in each term.
pub(super) fn plant(field: &mut Field<'_, '_>, picks: &mut Picks) {
    let wanted = &field.book.faults;
    let fault = |bit, with, count, hurts| Fault { bit, with, count, hurts };
    let faults = [
        fault(CONCLUSION, FEEDER, wanted.conclusion, true),
        fault(AGE, 0, wanted.age, false),
        fault(GRADE, FEEDER, wanted.grade, true),
        fault(DISCIPLINE, FEEDER, wanted.discipline, true),
        fault(RANK, FEEDER, wanted.rank, false),
        fault(FEEDER, 0, wanted.feeder, false),
        fault(TITLES, 0, wanted.titles, false),
    ];
    let terms: Vec<TermId> = field.book.term.iter().map(|t| t.number).collect();
    // in a smaller sample there are as many fewer, and one of each kind at the least
    let people = u64::from(field.sample.wanted.people.min(28_947));
    let share = |count: u32| match count {
        0 => 0,
        count => (u64::from(count) * people / 28_947).max(terms.len() as u64),
    };
    let counts: Vec<u64> = faults.iter().map(|f| share(f.count)).collect();
    let mut taken: Vec<(u32, TermId)> = Vec::new();
    for (fault, count) in faults.iter().zip(counts) {
        for (nth, term) in terms.iter().enumerate() {
            let half = (count + nth as u64) / terms.len().max(1) as u64;
            plant_kind(field, picks, *fault, *term, half, &mut taken);
        }
    }
}

fn plant_kind(
    field: &mut Field<'_, '_>,
    picks: &mut Picks,
    fault: Fault,
    term: TermId,
    count: u64,
    taken: &mut Vec<(u32, TermId)>,
) {
    let mut rng = Rng::stream(field.sample.wanted.seed, Purpose::Pools, u64::from(fault.bit) << 32 | u64::from(term.0));
    // the last place of each pool, the pools in no order
    let mut last: Vec<(u64, usize)> = Vec::new();
    for (at, pick) in picks.all.iter().enumerate().filter(|(_, p)| p.faults && p.term == term) {
        let next = picks.all.get(at + 1).is_some_and(|n| n.chair == pick.chair && n.term == term);
        let first = at.checked_sub(1).and_then(|b| picks.all.get(b)).is_none_or(|b| b.chair != pick.chair);
        if !next && !first {
            last.push((rng.draw(), at));
        }
    }
    last.sort_unstable();
    let mut left = count;
    for (_, at) in last {
        let Some(pick) = picks.all.get(at).copied().filter(|p| left > 0 && !taken.contains(&(p.chair, term))) else {
            continue;
        };
        let Some(person) = sinner(field, picks, fault, at) else { continue };
        let Some(chair) = field.chair(pick.chair) else { continue };
        field.uncount(pick.person, chair, term);
        field.count(person, chair, term);
        if let Some(pick) = picks.all.get_mut(at) {
            pick.person = person;
            pick.score = i64::MIN;
        }
        taken.push((pick.chair, term));
        left -= 1;
    }
}

/// Somebody around the post of a place against whom just this stands.
fn sinner(field: &Field<'_, '_>, picks: &Picks, fault: Fault, at: usize) -> Option<u32> {
    let pick = picks.all.get(at)?;
    let (chair, line) = (field.chair(pick.chair)?, field.book.line.get(pick.line)?);
    let (near, wide) = field.around(chair);
    let pool = || picks.all.iter().filter(|p| p.chair == pick.chair && p.term == pick.term);
    let until = field.book.term(pick.term)?.serves_until();
    let fits = |person: u32| {
        let Some(against) = field.against(person, chair, pick.term) else { return false };
        let just = against & fault.bit != 0 && against & !(fault.bit | fault.with) == 0;
        let Some((state, life)) = field.state(person).zip(field.sample.careers.lives.get(person as usize)) else {
            return false;
        };
        let old = fault.bit != AGE || life.retires < until.add_months(-CLEARLY);
        let now = fault.bit != DISCIPLINE || state.gates.disciplined.is_some_and(|span| span.holds(field.on));
        just && old && now && !(fault.hurts && state.known) && !pool().any(|p| p.person == person)
    };
    [near, wide]
        .into_iter()
        .flat_map(|near| field.people(chair, line, near))
        .map(|(person, _)| person)
        .find(|p| fits(*p))
}
