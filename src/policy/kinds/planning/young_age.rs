use crate::domain::Day;
use crate::policy::measure::list::{Ages, Among, Edge, SetsAges};
use crate::policy::measure::prelude::*;

/// Who counts as young: under so many full years. Finds nothing itself: shares of the young are counted by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YoungAge {
    below: u32,
    #[serde(default)]
    among: Among,
}

impl Parameters for YoungAge {
    fn sets_the_same(&self, other: &Self, _alike: bool) -> bool {
        self.among == other.among
    }
}

impl SetsAges for YoungAge {
    fn set_ages(&self, ages: &mut Ages, on: Day) {
        let edge = Some(Edge::at(self.below, on));
        match self.among {
            Among::Planned => ages.young = edge,
            Among::Sitting => ages.young_in_office = edge,
        }
    }
}
