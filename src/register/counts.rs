//! Counts of seats, holders, vacancies and people for every unit and everything below it, on one day.

use crate::domain::{CadreId, Day, Line, Unit, UnitId};
use crate::register::catalogue::Catalogue;
use crate::register::snapshot::Snapshot;
use std::collections::HashMap;
use std::ops::AddAssign;

/// What is counted of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub seats: u32,
    /// Seats that nobody holds.
    pub vacant: u32,
    /// People of the province's payroll whose main post is here; each counted once in the province.
    pub people: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.seats += other.seats;
        self.vacant += other.vacant;
        self.people += other.people;
    }
}

/// Tallies of one line on one day.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    own: HashMap<UnitId, Tally>,
    below: HashMap<UnitId, Tally>,
}

/// Which posts a line shows: the party line its own, the state line its own, the territory both.
#[must_use]
pub fn shows(line: Line, title_line: Line) -> bool {
    line == Line::Territory || line == title_line
}

impl Counts {
    /// Counts one line. Linear in units, posts and appointments.
    #[must_use]
    pub fn of(snapshot: &Snapshot, catalogue: &Catalogue, line: Line, on: Day) -> Counts {
        let mut own: HashMap<UnitId, Tally> = HashMap::with_capacity(snapshot.units.len());
        let mut held: HashMap<crate::domain::PostId, u32> = HashMap::with_capacity(snapshot.posts.len());
        let mut main: Vec<(CadreId, UnitId)> = Vec::with_capacity(snapshot.cadres.len());
        for appointment in snapshot.appointments.values().filter(|a| a.span.holds(on)) {
            *held.entry(appointment.post).or_default() += 1;
            if !appointment.concurrent
                && let Some(post) = snapshot.posts.get(&appointment.post)
                && catalogue.title(post.title).is_some_and(|t| shows(line, t.line))
            {
                main.push((appointment.cadre, post.unit));
            }
        }
        for post in snapshot.posts.values() {
            if !catalogue.title(post.title).is_some_and(|t| shows(line, t.line)) {
                continue;
            }
            let seats = u32::from(post.seats(on));
            let tally = own.entry(post.unit).or_default();
            tally.seats += seats;
            tally.vacant += seats.saturating_sub(held.get(&post.id).copied().unwrap_or(0));
        }
        for (cadre, unit) in main {
            if snapshot.cadres.get(&cadre).is_some_and(|c| c.serves(on)) {
                own.entry(unit).or_default().people += 1;
            }
        }
        let below = summed(snapshot, &own, line, on);
        Counts { own, below }
    }

    /// Of the unit alone.
    #[must_use]
    pub fn own(&self, unit: UnitId) -> Tally {
        self.own.get(&unit).copied().unwrap_or_default()
    }

    /// Of the unit and all that stands below it in the line.
    #[must_use]
    pub fn below(&self, unit: UnitId) -> Tally {
        self.below.get(&unit).copied().unwrap_or_default()
    }
}

/// The unit above in a line. Land has no departments and schools: they count where the state, else the party, has them.
pub(super) fn above(unit: &Unit, line: Line, on: Day) -> Option<UnitId> {
    let lines = match line {
        Line::Territory => &[Line::Territory, Line::State, Line::Party][..],
        Line::State => &[Line::State],
        Line::Party => &[Line::Party],
    };
    lines.iter().find_map(|line| unit.parent(*line, on)).flatten()
}

/// Adds every unit's own tally to itself and to all units above it.
fn summed(snapshot: &Snapshot, own: &HashMap<UnitId, Tally>, line: Line, on: Day) -> HashMap<UnitId, Tally> {
    // deeper than any hierarchy of the state; a circle in bad data ends here instead of never
    const DEPTH: usize = 16;
    let mut below: HashMap<UnitId, Tally> = HashMap::with_capacity(own.len());
    for (unit, tally) in own {
        let mut at = Some(*unit);
        for _ in 0..DEPTH {
            let Some(id) = at else { break };
            *below.entry(id).or_default() += *tally;
            at = snapshot.units.get(&id).and_then(|u| above(u, line, on));
        }
    }
    below
}
