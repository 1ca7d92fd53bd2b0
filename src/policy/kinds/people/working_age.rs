use crate::policy::measure::age::{months, service_left};
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate, Whom};
use crate::policy::measure::prelude::*;
use crate::policy::tables::Retires;

/// Months of working age from the reference month on: so many, or a share of the term. Asked of those who stand so to
/// the pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WorkingAge {
    whom: Vec<Whom>,
    months: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of_term: Option<Ratio>,
}

impl Parameters for WorkingAge {
    fn validate(&self) -> Result<(), Flaw> {
        self.of_term.map_or_else(|| fault::positive(self.months), fault::share)
    }

    /// A hard number and a target may be set beside each other.
    fn sets_the_same(&self, other: &Self, alike: bool) -> bool {
        self.whom == other.whom && alike
    }
}

impl JudgesCandidate for WorkingAge {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let (pool, retires) = (case.pool, case.person.retires);
        // of the term that runs what is left at the review counts, of one to come the whole
        let from = case.whom.filter(|asked| self.whom.contains(&asked.whom))?.from;
        let least = match self.of_term {
            Some(Ratio(part, whole)) => {
                let term = months(pool.reference?, pool.over?);
                // the least whole number of months that is not under the share
                (term * part + whole - 1) / whole
            }
            None => self.months,
        };
        let estimated = matches!(retires, Retires::On(earliest, latest) if earliest != latest);
        Some(service_left(retires, from, least).estimated(estimated).counted_from(from))
    }

    fn judges_by_review(&self) -> bool {
        true
    }
}
