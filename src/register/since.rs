//! What one view has otherwise than another: the records by themselves, and for a search everybody and everything that
//! is called after them.

use crate::domain::{Appointment, CadreId, Edit, Line, Nature, Post, PostId, Record, Unit, UnitId};
use crate::register::view::View;
use crate::search::Found;
use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use std::collections::BTreeSet;
use std::sync::Arc;

/// More than so many are not worth taking in one by one.
const MOST: usize = 1500;

impl View {
    /// What may be found otherwise than in another view of the same day; nothing where it is as well to look at
    /// everything again: on another day, after an import, after a large unit got another name.
    #[must_use]
    pub fn changed_since(&self, before: &View) -> Option<Vec<Found>> {
        let comparable = self.on == before.on
            && self.snapshot.loaded == before.snapshot.loaded
            && Arc::ptr_eq(&self.catalogue, &before.catalogue);
        if !comparable {
            return None;
        }
        let mut touched = Touched { views: [before, self], all: BTreeSet::new() };
        let (then, now) = (&before.snapshot, &self.snapshot);
        changes(&then.cadres, &now.cadres, |id, _, _| touched.take(Found::Cadre(*id)))?;
        changes(&then.appointments, &now.appointments, |_, old, new| {
            [old, new].into_iter().flatten().try_for_each(|a: &Appointment| touched.take(Found::Cadre(a.cadre)))
        })?;
        changes(&then.posts, &now.posts, |id, _, _| touched.post(*id))?;
        changes(&then.units, &now.units, |id, old, new| match (old, new) {
            (Some(old), Some(new)) if called_alike(old, new) => Some(()),
            _ => touched.unit(*id),
        })?;
        Some(touched.all.into_iter().collect())
    }

    /// The edits that would make another view of the same day into this one, whatever lies between the two: steps of a
    /// draft, an undo, what somebody else saved. Nothing where it is as well to look at everything again.
    #[must_use]
    pub fn edits_since(&self, before: &View) -> Option<Vec<Edit>> {
        let (then, now) = (&before.snapshot, &self.snapshot);
        if self.on != before.on || then.loaded != now.loaded || !Arc::ptr_eq(&self.catalogue, &before.catalogue) {
            return None;
        }
        if !Arc::ptr_eq(then.policy(), now.policy()) {
            // other rules may judge everything otherwise
            return None;
        }
        let mut edits = Vec::new();
        collect(&then.units, &now.units, Record::Unit, &mut edits)?;
        collect(&then.posts, &now.posts, Record::Post, &mut edits)?;
        collect(&then.cadres, &now.cadres, Record::Cadre, &mut edits)?;
        collect(&then.appointments, &now.appointments, Record::Appointment, &mut edits)?;
        collect(&then.grades, &now.grades, Record::Grades, &mut edits)?;
        collect(&then.standing, &now.standing, Record::Standing, &mut edits)?;
        collect(&then.conduct, &now.conduct, Record::Conduct, &mut edits)?;
        collect(&then.kin, &now.kin, Record::Kin, &mut edits)?;
        collect(&then.statuses, &now.statuses, Record::Statuses, &mut edits)?;
        collect(&then.unit_grades, &now.unit_grades, Record::UnitGrades, &mut edits)?;
        collect(&then.entries, &now.entries, Record::Entry, &mut edits)?;
        collect(&then.rounds, &now.rounds, Record::Round, &mut edits)?;
        collect(&then.rotations, &now.rotations, Record::Rotation, &mut edits)?;
        Some(edits)
    }
}

/// What one map has otherwise than another, as edits; `None` as soon as that is too much.
fn collect<K: Ord + Clone, V: PartialEq + Clone>(
    then: &OrdMap<K, Arc<V>>,
    now: &OrdMap<K, Arc<V>>,
    record: fn(V) -> Record,
    edits: &mut Vec<Edit>,
) -> Option<()> {
    changes(then, now, |_, was, becomes| {
        let [was, becomes] = [was, becomes].map(|r| r.cloned().map(record));
        edits.push(Edit { nature: Nature::Correction, was, becomes });
        (edits.len() <= MOST).then_some(())
    })
}

/// Hands over what one map has otherwise than another; `None` as soon as that is too much.
fn changes<K: Ord + Clone, V: PartialEq>(
    then: &OrdMap<K, Arc<V>>,
    now: &OrdMap<K, Arc<V>>,
    mut take: impl FnMut(&K, Option<&V>, Option<&V>) -> Option<()>,
) -> Option<()> {
    for item in then.diff(now) {
        match item {
            DiffItem::Add(key, new) => take(key, None, Some(new))?,
            DiffItem::Remove(key, old) => take(key, Some(old), None)?,
            DiffItem::Update { old: (key, old), new: (_, new) } => take(key, Some(old), Some(new))?,
        }
    }
    Some(())
}

/// Whether nobody calls a unit, or places it, otherwise.
fn called_alike(old: &Unit, new: &Unit) -> bool {
    (&old.names, &old.forms, &old.places, old.span) == (&new.names, &new.forms, &new.places, new.span)
}

struct Touched<'a> {
    /// Before and after.
    views: [&'a View; 2],
    all: BTreeSet<Found>,
}

impl Touched<'_> {
    fn take(&mut self, what: Found) -> Option<()> {
        self.all.insert(what);
        (self.all.len() <= MOST).then_some(())
    }

    /// A post and everybody who has ever held it.
    fn post(&mut self, post: PostId) -> Option<()> {
        self.take(Found::Post(post))?;
        for view in self.views {
            let holders: Vec<CadreId> = view.snapshot.holders_of(post).map(|a| a.cadre).collect();
            holders.into_iter().try_for_each(|cadre| self.take(Found::Cadre(cadre)))?;
        }
        Some(())
    }

    /// A unit, its posts, and all that has ever stood under it: their names in full name it.
    fn unit(&mut self, unit: UnitId) -> Option<()> {
        let mut open = vec![unit];
        let mut seen = BTreeSet::from([unit]);
        while let Some(unit) = open.pop() {
            self.take(Found::Unit(unit))?;
            for view in self.views {
                let posts: Vec<PostId> = view.snapshot.posts_of(unit).map(|post: &Arc<Post>| post.id).collect();
                posts.into_iter().try_for_each(|post| self.post(post))?;
                let under = Line::ALL.into_iter().flat_map(|line| view.snapshot.ever_under(line, unit));
                open.extend(under.map(|below| below.id).filter(|below| seen.insert(*below)));
            }
        }
        Some(())
    }
}
