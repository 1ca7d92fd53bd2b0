//! Planning pools and review rounds of the sample: made so that on the day of the report they come to what it prints,
//! of the people who are there, and told on after it.
//!
//! Lines of the report are filled one after the other ([`picks`]), a few faults are planted ([`faults`]), each place
//! gets the round that brought it ([`entries`]), and what happens later closes it or carries it on ([`after`]). What
//! is printed, and every bound, is data (data/sample/pools.toml).

mod after;
mod book;
mod choose;
mod entries;
mod faults;
mod field;
mod picks;
mod rounds;

use super::Sample;
use crate::domain::{Day, Entry, PlannedSeats, Round};
use crate::sample::error::SampleError;

/// What planning adds to a sample.
#[derive(Debug, Default)]
pub struct Pools {
    pub rounds: Vec<Round>,
    /// Places in pools.
    pub entries: Vec<Entry>,
    /// Seats of a term by place of the chair.
    pub seats: Vec<(u32, PlannedSeats)>,
    /// Conclusions of before the days that the report counts: place of the person, day.
    pub concluded: Vec<(u32, Day)>,
}

impl Pools {
    /// Draws the pools of a sample whose people and facts are settled.
    ///
    /// # Errors
    /// The data of the pools cannot be read.
    pub fn draw(sample: &Sample<'_>) -> Result<Pools, SampleError> {
        let mut pools = Pools::default();
        for rules in &book::Book::all()? {
            let mut field = field::Field::of(sample, rules, &pools);
            let mut picks = picks::pick(&mut field);
            faults::plant(&mut field, &mut picks);
            let mut book = entries::Book::of(&field, &picks, &pools);
            after::tell_on(&mut book);
            pools.rounds.extend(book.rounds.all);
            pools.entries.extend(book.entries);
            pools.concluded.extend(book.concluded);
            pools.seats.extend(picks.seats);
        }
        pools.concluded.sort_unstable();
        pools.concluded.dedup_by_key(|(person, _)| *person);
        Ok(pools)
    }
}
