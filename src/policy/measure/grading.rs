//! The grades of a group of like posts in a period.

use super::row::{Named, thing};
use crate::domain::{Decision, Grade};
use crate::policy::finding::Answer;

/// Those of a unit whose posts are alike, graded for a period.
pub(in crate::policy) struct GradedGroup<'f> {
    /// The grades that were given.
    pub(in crate::policy) grades: &'f [Grade],
    /// The unit's own grade of the period.
    pub(in crate::policy) unit: Option<Grade>,
    /// The authority's decision by which more may be graded excellent.
    pub(in crate::policy) decision: Option<&'f Decision>,
}

/// A kind that judges the grades of a group.
pub(in crate::policy) trait JudgesGrading: Named<thing::grading> {
    /// Measures a group; none where it has nothing to ask.
    fn of_group(&self, group: &GradedGroup<'_>) -> Option<Answer>;
}
