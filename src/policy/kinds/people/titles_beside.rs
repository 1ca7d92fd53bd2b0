use crate::domain::Title;
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// Of certain titles only so many for one person, beside the committee title that is planned with them: asked of who
/// holds one of some titles and is planned for a committee title in the same term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitlesBeside {
    /// Held, by code.
    holds: Vec<String>,
    /// Planned, by code.
    planned: Vec<String>,
    /// The titles that are counted, by code.
    of: Vec<String>,
    most: i64,
}

impl Parameters for TitlesBeside {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.most)
    }

    fn sets_the_same(&self, other: &Self, _alike: bool) -> bool {
        self.holds == other.holds && self.planned == other.planned && self.of == other.of
    }

    fn titles(&self) -> Vec<&str> {
        self.holds.iter().chain(&self.planned).chain(&self.of).map(String::as_str).collect()
    }
}

impl JudgesCandidate for TitlesBeside {
    /// The titles planned for, with the one that is asked about.
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let (pool, person) = (case.pool, case.person);
        let among = |titles: &[String], title: &Title| titles.contains(&title.code);
        if !among(&self.of, pool.title) || !person.held.iter().any(|(_, _, t)| among(&self.holds, t)) {
            return None;
        }
        let mut term = person.planned.iter().filter(|(e, ..)| e.term == pool.term && e.post != pool.post.id);
        term.clone().find(|(_, _, t)| among(&self.planned, t))?;
        let titles = term.by_ref().filter(|(_, _, t)| among(&self.of, t)).count() + 1;
        let titles = count(titles);
        Some(Answer::new(Amount::Count(titles), Limit::most(Amount::Count(self.most)), titles <= self.most))
    }
}
