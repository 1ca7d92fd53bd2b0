//! Days of a person's life that everything else hangs on: birth, first work, the party, studies, retirement.

use super::person::{Attr, Person};
use super::retire::Schedule;
use super::rng::{Purpose, Rng};
use crate::domain::{Day, Education, PartialDate, Theory};

/// Days of one life.
#[derive(Debug, Clone, Copy)]
pub struct Life {
    /// Birth, as the file has it.
    pub born: PartialDate,
    /// The day of birth, even where the file has only the month or the year.
    pub birthday: Day,
    /// First day of work for the state.
    pub recruited: Day,
    /// Last working day.
    pub retires: Day,
}

/// What a life is counted from.
#[derive(Clone, Copy)]
pub struct Clock<'a> {
    /// Seed of the sample.
    pub seed: u64,
    /// The day of the figures.
    pub on: Day,
    /// Nobody goes before this day, so that the figures stand still from their day to it.
    pub steady_until: Day,
    pub schedule: &'a Schedule,
}

/// Draws before a birthday is taken as it is.
const DRAWS: u32 = 200;
/// Older people whose day, or day and month, of birth the file does not have, in a thousand.
const MONTH_ONLY: u32 = 40;
const YEAR_ONLY: u32 = 15;
/// The age from which a file may have less than the day.
const OLD: u8 = 44;

impl Life {
    /// The life of the person at a place in the list.
    #[must_use]
    pub fn of(person: &Person, at: u32, clock: Clock<'_>) -> Life {
        let mut rng = Rng::stream(clock.seed, Purpose::Births, u64::from(at) + 1);
        let year = clock.on.year() - i16::from(person.age);
        let stays = person.age > 60;
        let mut birthday = clock.on;
        for _ in 0..DRAWS {
            let first = Day::of(year, 1, 1).unwrap_or(clock.on);
            birthday = Day(first.0 + rng.between(0, 364));
            if birthday.year() == year
                && (stays || clock.schedule.last_day(person.sex(), birthday) > clock.steady_until)
            {
                break;
            }
        }
        let born = match rng.below(1000) {
            n if person.age < OLD || n >= MONTH_ONLY + YEAR_ONLY => PartialDate::Day(birthday),
            n if n >= YEAR_ONLY => PartialDate::Month(birthday.year(), birthday.month()),
            _ => PartialDate::Year(birthday.year()),
        };
        let normal = clock.schedule.last_day(person.sex(), birthday);
        let retires = if stays { normal.add_months(clock.schedule.stays_years * 12) } else { normal };
        Life { born, birthday, recruited: recruited(person, birthday, clock.on, &mut rng), retires }
    }

    /// The day on which so many years are full, or shortly after.
    #[must_use]
    pub fn at_age(&self, years: i32, rng: &mut Rng) -> Day {
        Day(self.birthday.add_months(years * 12).0 + rng.between(20, 330))
    }
}

fn recruited(person: &Person, birthday: Day, on: Day, rng: &mut Rng) -> Day {
    let latest = on.add_months(-2);
    let soonest = match education(person) {
        Education::Doctor | Education::Master | Education::University => 22,
        Education::College => 21,
        Education::BelowCollege | Education::None => 20,
    };
    let waited = rng.below(4).min(rng.below(7)) + if rng.chance(60) { rng.below(12) } else { 0 };
    let years = soonest + i32::try_from(waited).unwrap_or(0);
    let day = Day(birthday.add_months(years * 12).0 + rng.between(30, 300));
    // nobody is taken on at a weekend's whim: the first of a month
    let first = Day::of(day.year(), day.month(), 1).unwrap_or(day);
    if first <= latest { first } else { Day(latest.0 - rng.between(0, 300)).max(birthday.add_months(12 * 19)) }
}

/// Education of a person.
#[must_use]
pub fn education(person: &Person) -> Education {
    match person.class(Attr::Education) {
        0 => Education::None,
        1 => Education::BelowCollege,
        2 => Education::College,
        3 => Education::University,
        _ if person.doctor => Education::Doctor,
        _ => Education::Master,
    }
}

/// Political theory of a person.
#[must_use]
pub fn theory(person: &Person) -> Theory {
    match person.class(Attr::Theory) {
        0 => Theory::None,
        1 => Theory::Elementary,
        2 => Theory::Intermediate,
        _ => Theory::Advanced,
    }
}
