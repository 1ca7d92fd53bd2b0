//! Maps that were filled in the order of their keys, made anew without the room that they keep free.

use super::Snapshot;
use crate::domain::RecordKind;
use imbl::{OrdMap, OrdSet};

impl Snapshot {
    /// Makes the maps of a kind anew, once all of its records have been read: a node that is full is split into halves,
    /// so that keys in their order leave every node half empty. Linear in the kind's records.
    pub(in crate::register) fn pack(&mut self, kind: RecordKind) {
        match kind {
            RecordKind::Unit => {
                map(&mut self.units);
                set(&mut self.children);
            }
            RecordKind::Post => {
                map(&mut self.posts);
                map(&mut self.posts_of);
            }
            RecordKind::Appointment => {
                map(&mut self.appointments);
                map(&mut self.holders_of);
                map(&mut self.career_of);
            }
            RecordKind::Entry => {
                map(&mut self.entries);
                map(&mut self.pool_of);
                map(&mut self.planned_of);
            }
            RecordKind::Rotation => {
                map(&mut self.rotations);
                set(&mut self.moved);
                set(&mut self.moves_of);
            }
            RecordKind::Kin => {
                map(&mut self.kin);
                set(&mut self.declared_by);
            }
            RecordKind::Cadre => map(&mut self.cadres),
            RecordKind::Grades => map(&mut self.grades),
            RecordKind::Standing => map(&mut self.standing),
            RecordKind::Conduct => map(&mut self.conduct),
            RecordKind::Statuses => map(&mut self.statuses),
            RecordKind::UnitGrades => map(&mut self.unit_grades),
            RecordKind::Round => map(&mut self.rounds),
            RecordKind::Ruling => map(&mut self.rulings),
            RecordKind::Training | RecordKind::Dossier => {}
        }
    }
}

/// Every second key first, then those between them: what the first have left free the others fill.
fn map<K: Ord + Clone, V: Clone>(map: &mut OrdMap<K, V>) {
    let all: Vec<(K, V)> = std::mem::take(map).into_iter().collect();
    for first in [0, 1] {
        map.extend(all.iter().skip(first).step_by(2).cloned());
    }
}

fn set<K: Ord + Clone>(set: &mut OrdSet<K>) {
    let all: Vec<K> = std::mem::take(set).into_iter().collect();
    for first in [0, 1] {
        set.extend(all.iter().skip(first).step_by(2).cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_what_it_was() {
        for count in [0u32, 1, 2, 17, 1000, 4097] {
            let mut packed: OrdMap<u32, u32> = (0..count).map(|n| (n, n * 2)).collect();
            map(&mut packed);
            assert_eq!(packed, (0..count).map(|n| (n, n * 2)).collect::<OrdMap<_, _>>());
            let mut keys: OrdSet<u32> = (0..count).map(|n| n * 7 % count).collect();
            let before = keys.clone();
            set(&mut keys);
            assert_eq!(keys, before);
        }
    }
}
