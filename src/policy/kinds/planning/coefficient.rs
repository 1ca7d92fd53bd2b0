use crate::policy::measure::list::{Composition, Counted, JudgesList};
use crate::policy::measure::prelude::*;

/// How the most people are reckoned of the seats, where that comes to a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Rounded {
    /// To the next whole number: 1.5 times 15 are 23.
    Up,
}

/// People planned for a list ÷ its seats (hệ số), between two ratios.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coefficient {
    least: Ratio,
    most: Ratio,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    round: Option<Rounded>,
}

impl Coefficient {
    /// The two ratios, before anything is rounded.
    #[must_use]
    pub fn ratios(&self) -> (Ratio, Ratio) {
        (self.least, self.most)
    }

    /// The most people for so many seats, where they are rounded.
    #[must_use]
    pub fn rounded(&self, seats: i64) -> Option<i64> {
        let Ratio(high, whole) = self.most;
        self.round.filter(|_| whole > 0).map(|Rounded::Up| (high * seats + whole - 1) / whole)
    }
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
        let rounded = self.rounded(seats).filter(|_| seats > 0);
        // what was rounded is no longer the ratio, but so many people for these seats
        let most = rounded.map_or(Amount::Ratio(high, whole), |people| Amount::Ratio(people, seats));
        let limit = Limit { least: Amount::Ratio(low, of), most };
        // by seats, so that nothing is divided; without seats there is nothing to measure against
        let holds = if seats > 0 {
            let within = rounded.map_or(people * whole <= high * seats, |most| people <= most);
            Holds::from(people * of >= low * seats && within)
        } else {
            Holds::Unknown
        };
        Answer::new(Amount::Ratio(people, seats), limit, holds)
    }
}
