use crate::policy::measure::list::{Composition, Counted, JudgesList};
use crate::policy::measure::prelude::*;

/// People planned for a list ÷ its seats (hệ số), between two ratios.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coefficient {
    least: Ratio,
    most: Ratio,
}

impl Parameters for Coefficient {
    fn validate(&self) -> Result<(), Flaw> {
        let (Ratio(low, of), Ratio(high, whole)) = (self.least, self.most);
        fault::ratio(self.least)?;
        fault::ratio(self.most)?;
        fault::ordered(low * whole <= high * of)
    }

    fn sets_the_same(&self, _other: &Self, _alike: bool) -> bool {
        true
    }
}

impl JudgesList for Coefficient {
    fn composition(&self) -> Composition {
        Composition::Coefficient
    }

    fn of_list(&self, counted: &Counted) -> Answer {
        let (people, seats) = (counted.tally.planned, counted.tally.seats);
        let (Ratio(low, of), Ratio(high, whole)) = (self.least, self.most);
        let limit = Limit { least: Amount::Ratio(low, of), most: Amount::Ratio(high, whole) };
        // by seats, so that nothing is divided; without seats there is nothing to measure against
        let holds = if seats > 0 {
            Holds::from(people * of >= low * seats && people * whole <= high * seats)
        } else {
            Holds::Unknown
        };
        Answer::new(Amount::Ratio(people, seats), limit, holds)
    }
}
