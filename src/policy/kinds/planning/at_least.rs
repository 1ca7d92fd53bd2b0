use crate::policy::measure::list::{Composition, Counted, Group, JudgesList};
use crate::policy::measure::prelude::*;

/// At least so many of a group among those planned for a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtLeast {
    of: Group,
    people: i64,
}

impl Parameters for AtLeast {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.people)
    }

    fn sets_the_same(&self, other: &Self, _alike: bool) -> bool {
        self.of == other.of
    }
}

impl JudgesList for AtLeast {
    fn composition(&self) -> Composition {
        Composition::Group(self.of)
    }

    fn of_list(&self, counted: &Counted) -> Answer {
        let range = counted.tally.of_group(self.of);
        let holds = range.holds(counted.tally.planned, |n| n >= self.people);
        let limit = Limit::least(Amount::Count(self.people));
        Answer::new(Amount::Count(range.least), limit, holds).estimated(!range.is_exact())
    }
}
