use crate::domain::Day;
use crate::policy::measure::list::{Ages, Composition, Counted, Edge, JudgesList, Range, SetsAges};
use crate::policy::measure::prelude::*;

/// Somebody in each band of age (ba độ tuổi); the edges part the bands, in full years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeBands {
    pub(in crate::policy) edges: Vec<u32>,
}

impl Parameters for AgeBands {
    fn validate(&self) -> Result<(), Flaw> {
        if self.edges.is_sorted() && !self.edges.is_empty() {
            Ok(())
        } else {
            Err(Flaw::NoNumber(format!("{:?}", self.edges)))
        }
    }

    fn sets_the_same(&self, _other: &Self, _alike: bool) -> bool {
        true
    }
}

impl SetsAges for AgeBands {
    fn set_ages(&self, ages: &mut Ages, on: Day) {
        ages.bands = self.edges.iter().map(|years| Edge::at(*years, on)).collect();
    }
}

impl JudgesList for AgeBands {
    fn composition(&self) -> Composition {
        Composition::AgeBands
    }

    fn of_list(&self, counted: &Counted) -> Answer {
        let tally = &counted.tally;
        let filled = |pick: fn(&Range) -> i64| count(tally.bands.iter().filter(|b| pick(b) > 0).count());
        let (range, bands) = (Range { least: filled(|b| b.least), most: filled(|b| b.most) }, count(tally.bands.len()));
        let holds = range.holds(tally.planned, |n| n >= bands);
        let limit = Limit::least(Amount::Count(bands));
        Answer::new(Amount::Count(range.least), limit, holds).estimated(!range.is_exact())
    }
}
