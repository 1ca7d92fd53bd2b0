use crate::policy::measure::list::{Among, Composition, Counted, Group, JudgesList};
use crate::policy::measure::prelude::*;

/// Share of a group in a list, among those planned or those in office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    of: Group,
    least: Ratio,
    #[serde(default)]
    among: Among,
}

impl Parameters for Share {
    fn validate(&self) -> Result<(), Flaw> {
        fault::share(self.least)
    }

    fn sets_the_same(&self, other: &Self, _alike: bool) -> bool {
        self.of == other.of && self.among == other.among
    }
}

impl JudgesList for Share {
    fn composition(&self) -> Composition {
        Composition::Group(self.of)
    }

    fn of_list(&self, counted: &Counted) -> Answer {
        let tally = counted.among(self.among);
        let (range, people, Ratio(part, whole)) = (tally.of_group(self.of), tally.planned, self.least);
        let holds = range.holds(people, |n| n * whole >= part * people);
        let limit = Limit::least(Amount::Ratio(part, whole));
        Answer::new(Amount::Ratio(range.least, people), limit, holds).estimated(!range.is_exact())
    }

    fn among(&self) -> Among {
        self.among
    }
}
