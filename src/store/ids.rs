//! Counters of ids. A number that was used once is not used again, even if its record was removed.

use crate::domain::{AppointmentId, CadreId, EntryId, PostId, Record, RotationId, RoundId, UnitId};
use serde::{Deserialize, Serialize};

/// The highest counters used in the ids that were born here; 0 where there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is named as what it counts")]
pub struct Ids {
    pub units: u64,
    pub posts: u64,
    pub cadres: u64,
    pub appointments: u64,
    pub entries: u64,
    pub rounds: u64,
    pub rotations: u64,
}

impl Ids {
    /// Counts the id of a record that was born in the store `origin`.
    pub(super) fn see(&mut self, origin: u16, record: &Record) {
        let id = record.key().id;
        // all kinds of ids divide alike
        let (of, counter) = (UnitId(id).origin(), UnitId(id).counter());
        let highest = match record {
            Record::Unit(_) => &mut self.units,
            Record::Post(_) => &mut self.posts,
            Record::Cadre(_) => &mut self.cadres,
            Record::Appointment(_) => &mut self.appointments,
            Record::Entry(_) => &mut self.entries,
            Record::Round(_) => &mut self.rounds,
            Record::Rotation(_) => &mut self.rotations,
            _ => return,
        };
        if of == origin {
            *highest = counter.max(*highest);
        }
    }

    /// The next unused id of a unit; the counter moves on.
    pub fn next_unit(&mut self, origin: u16) -> UnitId {
        self.units += 1;
        UnitId::new(origin, self.units)
    }

    /// The next unused id of a post; the counter moves on.
    pub fn next_post(&mut self, origin: u16) -> PostId {
        self.posts += 1;
        PostId::new(origin, self.posts)
    }

    /// The next unused id of a cadre; the counter moves on.
    pub fn next_cadre(&mut self, origin: u16) -> CadreId {
        self.cadres += 1;
        CadreId::new(origin, self.cadres)
    }

    /// The next unused id of an appointment; the counter moves on.
    pub fn next_appointment(&mut self, origin: u16) -> AppointmentId {
        self.appointments += 1;
        AppointmentId::new(origin, self.appointments)
    }

    /// The next unused id of a place in a pool; the counter moves on.
    pub fn next_entry(&mut self, origin: u16) -> EntryId {
        self.entries += 1;
        EntryId::new(origin, self.entries)
    }

    /// The next unused id of a review round; the counter moves on.
    pub fn next_round(&mut self, origin: u16) -> RoundId {
        self.rounds += 1;
        RoundId::new(origin, self.rounds)
    }

    /// The next unused id of a rotation; the counter moves on.
    pub fn next_rotation(&mut self, origin: u16) -> RotationId {
        self.rotations += 1;
        RotationId::new(origin, self.rotations)
    }
}
