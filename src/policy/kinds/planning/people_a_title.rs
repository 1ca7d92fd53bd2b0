use crate::policy::measure::pool::{JudgesPool, TitlePool};
use crate::policy::measure::prelude::*;

/// People in the pool of a title: at least, at most; for each of its seats, or for all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PeopleATitle {
    least: i64,
    most: i64,
    /// The most is for each seat.
    per_seat: bool,
}

impl Parameters for PeopleATitle {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.most)?;
        fault::ordered(self.least <= self.most)
    }

    fn sets_the_same(&self, _other: &Self, _alike: bool) -> bool {
        true
    }
}

impl JudgesPool for PeopleATitle {
    fn of_pool(&self, pool: &TitlePool<'_>) -> Option<Answer> {
        let seats = if self.per_seat { pool.tally.seats.max(1) } else { 1 };
        let (people, most) = (pool.tally.planned, self.most * seats);
        let limit = Limit { least: Amount::Count(self.least), most: Amount::Count(most) };
        Some(Answer::new(Amount::Count(people), limit, people >= self.least && people <= most))
    }
}
