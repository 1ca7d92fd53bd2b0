use crate::policy::measure::list::{Among, Composition, Counted, Group, JudgesList};
use crate::policy::measure::prelude::*;

/// At least so many of a group in a list, among those planned or those in office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtLeast {
    of: Group,
    people: i64,
    #[serde(default)]
    among: Among,
}

impl Parameters for AtLeast {
    fn validate(&self) -> Result<(), Flaw> {
        fault::positive(self.people)
    }

    fn sets_the_same(&self, other: &Self, _alike: bool) -> bool {
        self.of == other.of && self.among == other.among
    }
}

impl JudgesList for AtLeast {
    fn composition(&self) -> Composition {
        Composition::Group(self.of)
    }

    fn of_list(&self, counted: &Counted) -> Answer {
        let tally = counted.among(self.among);
        let range = tally.of_group(self.of);
        let holds = range.holds(tally.planned, |n| n >= self.people);
        let limit = Limit::least(Amount::Count(self.people));
        Answer::new(Amount::Count(range.least), limit, holds).estimated(!range.is_exact())
    }

    fn among(&self) -> Among {
        self.among
    }
}
