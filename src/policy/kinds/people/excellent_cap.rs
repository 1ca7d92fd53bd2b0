use crate::domain::Grade;
use crate::policy::finding::count;
use crate::policy::measure::grading::{GradedGroup, JudgesGrading};
use crate::policy::measure::prelude::*;

/// How many of a group of like posts may be graded excellent, of those graded good; more where the unit itself is
/// graded excellent, or the authority decided so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExcellentCap {
    /// Excellent of good, at most.
    share: Ratio,
    /// The same of an outstanding unit, or by a decision.
    wider: Ratio,
    /// A group with fewer grades is not judged by itself.
    least_people: i64,
}

impl Parameters for ExcellentCap {
    fn validate(&self) -> Result<(), Flaw> {
        [("share", self.share), ("wider", self.wider)].into_iter().try_for_each(|(name, Ratio(part, whole))| {
            let is_share = whole > 0 && (0..=whole).contains(&part);
            if is_share { Ok(()) } else { Err(Flaw::NoNumber(name.to_owned())) }
        })
    }

    fn sets_the_same(&self, _: &Self, _: bool) -> bool {
        true
    }
}

impl JudgesGrading for ExcellentCap {
    fn of_group(&self, group: &GradedGroup<'_>) -> Option<Answer> {
        if count(group.grades.len()) < self.least_people {
            return None;
        }
        let of = |grade| count(group.grades.iter().filter(|g| **g == grade).count());
        let (excellent, good) = (of(Grade::Excellent), of(Grade::Good));
        let is_wider = group.unit == Some(Grade::Excellent) || group.decision.is_some();
        let Ratio(part, whole) = if is_wider { self.wider } else { self.share };
        // people are whole: the most of them is cut off, never rounded up
        let most = good.saturating_mul(part).checked_div(whole)?;
        Some(Answer::new(Amount::Count(excellent), Limit::most(Amount::Count(most)), excellent <= most))
    }
}
