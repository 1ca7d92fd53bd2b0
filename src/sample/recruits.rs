//! Who was taken on since the start of the term: as many as the report counts, of those who do not lead.

use super::ground::Ground;
use super::history::History;
use super::life::{Clock, Life};
use super::person::Person;
use super::rng::{Purpose, Rng};
use crate::domain::{Day, Ladder};

/// Of those who came a few years before the term some came later instead, by so many years at the most.
const YEARS: i32 = 7;

/// Moves the first day of work of some of the young into the term, payroll by payroll.
pub fn take_on(ground: &Ground<'_>, people: &[Person], lives: &mut [Life], history: &History, clock: Clock<'_>) {
    let (start, end) = (history.term_from(), clock.on.add_months(-3));
    let served = u64::try_from(people.len()).unwrap_or(u64::MAX).min(28_947);
    for group in history.recruited() {
        let wanted = usize::try_from(u64::from(group.people) * served / 28_947).unwrap_or(0);
        let mut came = 0;
        let mut earlier: Vec<(u64, usize)> = Vec::new();
        for (at, (person, life)) in people.iter().zip(lives.iter()).enumerate() {
            let Some(chair) = ground.chair_at(person.chair).filter(|c| group.payrolls.contains(&c.title.payroll))
            else {
                continue;
            };
            if start <= life.recruited && life.recruited <= history.term_to() {
                came += 1;
            } else if chair.title.ladder == Ladder::Staff
                && life.recruited < start
                && life.recruited > start.add_months(-12 * YEARS)
            {
                earlier.push((Rng::stream(clock.seed ^ 7 << 48, Purpose::Births, at as u64).draw(), at));
            }
        }
        earlier.sort_unstable();
        for (_, at) in earlier.into_iter().take(wanted.saturating_sub(came)) {
            let mut rng = Rng::stream(clock.seed ^ 8 << 48, Purpose::Births, at as u64);
            let day = Day(start.0 + rng.between(30, end.0 - start.0));
            if let Some(life) = lives.get_mut(at) {
                life.recruited = Day::of(day.year(), day.month(), 1).unwrap_or(day);
            }
        }
    }
}
