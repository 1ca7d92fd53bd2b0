//! What is asked of a snapshot by way of its indexes.

use super::Snapshot;
use crate::domain::{
    Appointment, AppointmentId, CadreId, CitizenNumber, Day, Entry, EntryId, Line, Post, PostId, Rotation, RotationId,
    Unit, UnitId,
};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Snapshot {
    /// Units that stand under a parent on the day, in protocol order; `None` asks for the tops of the line.
    #[must_use]
    pub fn children(&self, line: Line, parent: Option<UnitId>, on: Day) -> Vec<&Arc<Unit>> {
        let range = (line, parent, UnitId(0))..=(line, parent, UnitId(u64::MAX));
        let mut units: Vec<&Arc<Unit>> = self
            .children
            .range(range)
            .filter_map(|(_, _, id)| self.units.get(id))
            .filter(|u| u.parent(line, on) == Some(parent))
            .collect();
        units.sort_by_key(|u| (u.ordinal(on), u.id));
        units
    }

    /// Units that have stood under a parent at any time.
    pub fn ever_under(&self, line: Line, parent: UnitId) -> impl Iterator<Item = &Arc<Unit>> {
        let parent = Some(parent);
        self.children
            .range((line, parent, UnitId(0))..=(line, parent, UnitId(u64::MAX)))
            .filter_map(|(_, _, id)| self.units.get(id))
    }

    /// Whether anything stands under the unit on the day.
    #[must_use]
    pub fn has_children(&self, line: Line, parent: UnitId, on: Day) -> bool {
        self.ever_under(line, parent).any(|u| u.parent(line, on) == Some(Some(parent)))
    }

    /// Units that went into this one, whole or in part, at any time.
    pub fn predecessors(&self, unit: UnitId) -> impl Iterator<Item = &Arc<Unit>> {
        self.came_from.range((unit, UnitId(0))..=(unit, UnitId(u64::MAX))).filter_map(|(_, from)| self.units.get(from))
    }

    /// Posts that a unit has had at any time.
    pub fn posts_of(&self, unit: UnitId) -> impl Iterator<Item = &Arc<Post>> {
        self.posts_of.range((unit, PostId(0))..=(unit, PostId(u64::MAX))).map(|(_, post)| post)
    }

    /// Appointments that a post has had at any time.
    pub fn holders_of(&self, post: PostId) -> impl Iterator<Item = &Arc<Appointment>> {
        self.holders_of.range((post, AppointmentId(0))..=(post, AppointmentId(u64::MAX))).map(|(_, held)| held)
    }

    /// Who has a citizen number: one at the most, but while edits are being judged.
    pub fn numbered(&self, number: CitizenNumber) -> impl Iterator<Item = CadreId> {
        self.numbered.range((number, CadreId(0))..=(number, CadreId(u64::MAX))).map(|(_, id)| *id)
    }

    /// Appointments that a cadre has had at any time.
    pub fn career_of(&self, cadre: CadreId) -> impl Iterator<Item = &Arc<Appointment>> {
        self.career_of.range((cadre, AppointmentId(0))..=(cadre, AppointmentId(u64::MAX))).map(|(_, held)| held)
    }

    /// Entries that the pools of a post have had at any time, of all terms.
    pub fn pool_of(&self, post: PostId) -> impl Iterator<Item = &Arc<Entry>> {
        self.pool_of.range((post, EntryId(0))..=(post, EntryId(u64::MAX))).map(|(_, entry)| entry)
    }

    /// Entries that a cadre has had at any time, of all posts and terms.
    pub fn planned_of(&self, cadre: CadreId) -> impl Iterator<Item = &Arc<Entry>> {
        self.planned_of.range((cadre, EntryId(0))..=(cadre, EntryId(u64::MAX))).map(|(_, entry)| entry)
    }

    /// Rotations and transfers that a cadre has had at any time.
    pub fn moved(&self, cadre: CadreId) -> impl Iterator<Item = &Arc<Rotation>> {
        self.moved
            .range((cadre, RotationId(0))..=(cadre, RotationId(u64::MAX)))
            .filter_map(|(_, id)| self.rotations.get(id))
    }

    /// Rotations and transfers that led from or to a post at any time.
    pub fn moves_of(&self, post: PostId) -> impl Iterator<Item = &Arc<Rotation>> {
        self.moves_of
            .range((post, RotationId(0))..=(post, RotationId(u64::MAX)))
            .filter_map(|(_, id)| self.rotations.get(id))
    }

    /// Cadres who have declared this one as a relative.
    pub fn declared_by(&self, cadre: CadreId) -> impl Iterator<Item = CadreId> {
        self.declared_by.range((cadre, CadreId(0))..=(cadre, CadreId(u64::MAX))).map(|(_, by)| *by)
    }

    /// Days on which the hierarchy changed: units began or ended, took another name, form or parent.
    ///
    /// The register's own beginning, the first of them, is left out.
    #[must_use]
    pub fn milestones(&self) -> Vec<Day> {
        let mut days = BTreeSet::new();
        for unit in self.units.values() {
            let spans = unit
                .names
                .iter()
                .map(|d| d.span)
                .chain(unit.forms.iter().map(|d| d.span))
                .chain(unit.places.iter().map(|d| d.span))
                .chain([unit.span]);
            days.extend(spans.flat_map(|s| [s.from, s.to]));
        }
        days.remove(&Day::MAX);
        days.pop_first();
        days.into_iter().collect()
    }
}
