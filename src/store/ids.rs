//! Counters of ids. A number that was used once is not used again, even if its record was removed.

use crate::domain::{Record, RecordKey, RecordKind, UnitId};
use serde::{Deserialize, Serialize};

/// The highest counters used in the ids that were born here; 0 where there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ids {
    pub units: u64,
    pub posts: u64,
    pub cadres: u64,
    pub appointments: u64,
    pub entries: u64,
    pub rounds: u64,
    pub rotations: u64,
    pub rulings: u64,
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
            Record::Ruling(_) => &mut self.rulings,
            _ => return,
        };
        if of == origin {
            *highest = counter.max(*highest);
        }
    }

    /// The highest counter used by a kind that is numbered by itself; of what speaks of a cadre or a unit none is counted.
    fn highest(&self, kind: RecordKind) -> Option<u64> {
        Some(match kind {
            RecordKind::Unit => self.units,
            RecordKind::Post => self.posts,
            RecordKind::Cadre => self.cadres,
            RecordKind::Appointment => self.appointments,
            RecordKind::Entry => self.entries,
            RecordKind::Round => self.rounds,
            RecordKind::Rotation => self.rotations,
            RecordKind::Ruling => self.rulings,
            _ => return None,
        })
    }

    /// Whether a record of the store `origin` cannot be on file: it is numbered beyond all that there ever were, and the
    /// engine need not be asked.
    pub(super) fn is_beyond(&self, origin: u16, key: RecordKey) -> bool {
        let (of, counter) = (UnitId(key.id).origin(), UnitId(key.id).counter());
        of == origin && self.highest(key.kind).is_some_and(|highest| counter > highest)
    }

    /// The next unused id of a kind: what speaks of a cadre is numbered as cadres are. The counter moves on.
    pub fn next(&mut self, kind: RecordKind, origin: u16) -> u64 {
        let counter = match kind {
            RecordKind::Unit => &mut self.units,
            RecordKind::Post => &mut self.posts,
            RecordKind::Appointment => &mut self.appointments,
            RecordKind::Entry => &mut self.entries,
            RecordKind::Round => &mut self.rounds,
            RecordKind::Rotation => &mut self.rotations,
            RecordKind::Ruling => &mut self.rulings,
            _ => &mut self.cadres,
        };
        *counter += 1;
        UnitId::new(origin, *counter).0
    }
}
