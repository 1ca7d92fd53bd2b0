//! Which unit another belongs to, by the territory.

use crate::domain::UnitId;
use crate::register::View;

// deeper than any hierarchy of the state; a circle in bad data ends here instead of never
const DEPTH: usize = 16;

/// Whether a unit is `top` or below it.
#[must_use]
pub fn under(view: &View, unit: UnitId, top: UnitId) -> bool {
    let mut at = Some(unit);
    for _ in 0..DEPTH {
        match at {
            Some(here) if here == top => return true,
            Some(here) => at = view.above(here),
            None => return false,
        }
    }
    false
}

/// The unit directly under the top to which another belongs; the top itself for what belongs to it alone.
pub(super) fn part_of(view: &View, unit: UnitId, top: UnitId) -> Option<UnitId> {
    let mut at = unit;
    for _ in 0..DEPTH {
        if at == top {
            return Some(top);
        }
        let above = view.above(at)?;
        if above == top {
            return Some(at);
        }
        at = above;
    }
    None
}
