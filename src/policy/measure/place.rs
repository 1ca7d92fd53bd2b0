//! Where a unit stands: whether it is a locality, and what it stands under.

use crate::domain::{Day, Line, UnitId};
use crate::policy::facts::Facts;

/// Deeper than any hierarchy of the state; a circle in bad data ends here.
const DEPTH: usize = 16;

/// Whether a unit is a locality.
pub(in crate::policy) fn is_land(facts: &dyn Facts, unit: UnitId, on: Day) -> bool {
    facts.unit(unit).is_some_and(|u| u.parent(Line::Territory, on).is_some())
}

/// Whether a unit stands under another in any line.
pub(in crate::policy) fn under(facts: &dyn Facts, unit: UnitId, above: UnitId, on: Day) -> bool {
    Line::ALL.into_iter().any(|line| {
        let mut at = Some(unit);
        for _ in 0..DEPTH {
            at = at.and_then(|id| facts.unit(id)?.parent(line, on)?);
            if at == Some(above) {
                return true;
            }
        }
        false
    })
}
