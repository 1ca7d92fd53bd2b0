use crate::domain::{Day, Post, PostId};
use crate::policy::measure::candidate::is_in_pool;
use crate::policy::measure::pool::{JudgesPool, TitlePool, committee};
use crate::policy::measure::prelude::*;
use crate::policy::tables::Tables;

/// The committee's pool comes before the pool of a leadership title of the same body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitteeFirst {}

impl Parameters for CommitteeFirst {}

impl JudgesPool for CommitteeFirst {
    fn of_pool(&self, pool: &TitlePool<'_>) -> Option<Answer> {
        if pool.tally.planned == 0 {
            return None;
        }
        let seats = committee(pool.tables, pool.facts, pool.post, pool.on);
        let seat = seats.first()?;
        let entries = pool.facts.pool(seat.id);
        let people = entries.iter().filter(|e| e.term == pool.term && is_in_pool(e, seat, pool.on)).count();
        Some(Answer::new(Amount::Count(count(people)), Limit::least(Amount::Count(1)), people > 0))
    }

    /// Those who are planned for the committee.
    fn speaks_of(&self, tables: &Tables, facts: &dyn Facts, post: &Post, on: Day) -> Vec<PostId> {
        committee(tables, facts, post, on).iter().map(|seat| seat.id).collect()
    }
}
