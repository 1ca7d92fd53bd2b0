use crate::domain::Day;
use crate::policy::measure::list::{Ages, Edge, SetsAges};
use crate::policy::measure::prelude::*;

/// Who counts as young: under so many full years. Finds nothing itself: shares of the young are counted by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YoungAge {
    below: u32,
}

impl Parameters for YoungAge {
    fn sets_the_same(&self, _other: &Self, _alike: bool) -> bool {
        true
    }
}

impl SetsAges for YoungAge {
    fn set_ages(&self, ages: &mut Ages, on: Day) {
        ages.young = Some(Edge::at(self.below, on));
    }
}
