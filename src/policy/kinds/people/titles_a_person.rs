use crate::domain::Title;
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate, PoolContext};
use crate::policy::measure::prelude::*;

/// What titles of one person have in common that are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Alike {
    /// The level of administration.
    #[default]
    Level,
    /// Who approves their planning (cùng một cấp phê duyệt quy hoạch).
    Approval,
}

/// Titles that one person may be planned for, at one level or by one approval, in one term; committee seats do not
/// count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitlesAPerson {
    most: i64,
    #[serde(default)]
    by: Alike,
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
            e.term == pool.term && e.post != pool.post.id && title.counts_to_limit && self.counts(title, pool)
        });
        let titles = count(others.count()) + 1;
        Some(Answer::new(Amount::Count(titles), Limit::most(Amount::Count(self.most)), titles <= self.most))
    }
}

impl TitlesAPerson {
    /// Whether another title is counted together with the pool's.
    fn counts(&self, title: &Title, pool: &PoolContext<'_>) -> bool {
        match self.by {
            Alike::Level => title.level == pool.title.level,
            Alike::Approval => pool.tables.order.approving(title) == pool.approving,
        }
    }
}
