use crate::policy::measure::pool::{Ballot, JudgesBallot};
use crate::policy::measure::prelude::*;

/// More people voted on than are to be chosen, at each step of a round (số dư).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Surplus {}

impl Parameters for Surplus {}

impl JudgesBallot for Surplus {
    fn of_ballot(&self, ballot: &Ballot) -> Answer {
        let Ballot { people, choose } = *ballot;
        let holds = if choose > 0 { Holds::from(people > choose) } else { Holds::Unknown };
        Answer::new(Amount::Count(people), Limit::least(Amount::Count(choose + 1)), holds)
    }
}
