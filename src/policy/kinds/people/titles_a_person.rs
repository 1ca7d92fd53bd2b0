use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// Titles that one person may be planned for, at one level and in one term; committee seats do not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitlesAPerson {
    most: i64,
}

impl Parameters for TitlesAPerson {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.most)
    }

    fn sets_the_same(&self, _other: &Self, _alike: bool) -> bool {
        true
    }
}

impl JudgesCandidate for TitlesAPerson {
    /// The titles planned for, with the one that is asked about.
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let pool = case.pool;
        if !pool.title.counts_to_limit {
            return None;
        }
        let others = case.person.planned.iter().filter(|(e, _, title)| {
            e.term == pool.term && e.post != pool.post.id && title.counts_to_limit && title.level == pool.title.level
        });
        let titles = count(others.count()) + 1;
        Some(Answer::new(Amount::Count(titles), Limit::most(Amount::Count(self.most)), titles <= self.most))
    }
}
