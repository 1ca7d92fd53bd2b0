//! Facts about people and units.

use super::card::Desk;
use super::careers::Careers;
use super::ground::{Chair, Ground};
use super::history::History;
use super::stint::Stint;
use super::{SampleError, Wanted};
use crate::domain::{Day, Decision, Ladder, Record, Tier, Unit, UnitGrades};

/// What is drawn for the whole province before the records are written.
pub struct Ledger {}

impl Ledger {
    /// x
    pub fn draw(
        _ground: &Ground<'_>,
        _careers: &Careers,
        _first_of: &[u32],
        _history: &History,
        _wanted: Wanted,
        _on: Day,
    ) -> Result<Ledger, SampleError> {
        Ok(Ledger {})
    }

    /// x
    pub fn of_person(&self, _desk: &Desk<'_>, _at: u32, _stints: &[Stint], _texts: bool, _into: &mut Vec<Record>) {}

    /// x
    pub fn of_unit(&self, _unit: &Unit) -> Option<UnitGrades> {
        None
    }
}

/// The decision of an act on a post.
pub fn decision(chair: &Chair<'_>, on: Day, number: u64) -> Decision {
    let series = match chair.title.tier {
        Tier::Central => "QĐNS/TW",
        Tier::ProvincialStandingCommittee => "QĐ/TU",
        Tier::DistrictStandingCommittee => "QĐ/HU",
        Tier::DirectCommittee => "QĐ/ĐU",
        Tier::DepartmentLeadership => "QĐ-SNV",
        Tier::Grassroots => "QĐ-UBND",
    };
    Decision { number: format!("{}-{series}", number.wrapping_mul(2_654_435_761) % 1900 + 1), on: Day(on.0 - 3) }
}

/// The day on which the term of an appointment runs out.
pub fn term_ends(chair: &Chair<'_>, stint: &Stint, _on: Day) -> Option<Day> {
    (chair.title.ladder == Ladder::Leadership && !stint.concurrent && stint.to == Day::MAX)
        .then(|| stint.from.add_months(60))
}
