//! The register at one revision: immutable once published, cheap to clone, copied where it is written.

use crate::domain::{
    Appointment, AppointmentId, Cadre, CadreId, CitizenNumber, Conduct, Day, Edit, Entry, EntryId, Grades, Kin, Line,
    Post, PostId, Record, RecordKey, RecordKind, Revision, Rotation, RotationId, Round, RoundId, Ruling, RulingId,
    Standing, Statuses, Unit, UnitGrades, UnitId,
};
use crate::policy::{Policy, RulingFault};
use imbl::{OrdMap, OrdSet};
use std::sync::{Arc, OnceLock};

mod lookup;
mod pack;
mod rules;

pub use rules::Ground;

/// How much of the store has been read: the screen shows what there is and says what is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Loaded {
    /// Nothing yet.
    #[default]
    Nothing,
    /// Units and posts: the tree stands.
    Units,
    /// Cards: names can be found.
    Cadres,
    /// Appointments: holders, vacancies, counts.
    Appointments,
    /// Everything that is held in memory.
    All,
}

/// The register at one revision. Cloning shares everything.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// Revision that it stands at.
    pub revision: Revision,
    /// The day since which the register is kept: of its first revision, or the earlier one that it is looked at from.
    pub kept_since: Option<Day>,
    /// How much of the store it holds.
    pub loaded: Loaded,
    /// Units by id.
    pub units: OrdMap<UnitId, Arc<Unit>>,
    /// Posts by id.
    pub posts: OrdMap<PostId, Arc<Post>>,
    /// Cards by id.
    pub cadres: OrdMap<CadreId, Arc<Cadre>>,
    /// Appointments by id.
    pub appointments: OrdMap<AppointmentId, Arc<Appointment>>,
    /// Grades by cadre.
    pub grades: OrdMap<CadreId, Arc<Grades>>,
    /// Conclusions and votes by cadre.
    pub standing: OrdMap<CadreId, Arc<Standing>>,
    /// Discipline and praise by cadre.
    pub conduct: OrdMap<CadreId, Arc<Conduct>>,
    /// Relatives by cadre.
    pub kin: OrdMap<CadreId, Arc<Kin>>,
    /// Statuses by cadre.
    pub statuses: OrdMap<CadreId, Arc<Statuses>>,
    /// Grades by unit.
    pub unit_grades: OrdMap<UnitId, Arc<UnitGrades>>,
    /// Places in planning pools by id.
    pub entries: OrdMap<EntryId, Arc<Entry>>,
    /// Review rounds by id.
    pub rounds: OrdMap<RoundId, Arc<Round>>,
    /// Rotations and transfers by id.
    pub rotations: OrdMap<RotationId, Arc<Rotation>>,
    /// What the office decided of rules, by id.
    pub rulings: OrdMap<RulingId, Arc<Ruling>>,
    /// The rules over which that is laid.
    ground: Arc<Ground>,
    /// The rules with what the office decided of them, once they are asked for.
    ruled: OnceLock<(Arc<Policy>, Arc<[RulingFault]>)>,
    /// Units that have stood under a parent at any time.
    children: OrdSet<(Line, Option<UnitId>, UnitId)>,
    /// Units that went into a unit.
    came_from: OrdSet<(UnitId, UnitId)>,
    /// Posts of a unit.
    posts_of: OrdMap<(UnitId, PostId), Arc<Post>>,
    /// Appointments to a post.
    holders_of: OrdMap<(PostId, AppointmentId), Arc<Appointment>>,
    /// Appointments of a cadre.
    career_of: OrdMap<(CadreId, AppointmentId), Arc<Appointment>>,
    /// Entries of a post's pools.
    pool_of: OrdMap<(PostId, EntryId), Arc<Entry>>,
    /// Entries of a cadre.
    planned_of: OrdMap<(CadreId, EntryId), Arc<Entry>>,
    /// Rotations of a cadre.
    moved: OrdSet<(CadreId, RotationId)>,
    /// Rotations from and to a post.
    moves_of: OrdSet<(PostId, RotationId)>,
    /// Who has a citizen number.
    numbered: OrdSet<(CitizenNumber, CadreId)>,
    /// A relative on the register, and who declared it.
    declared_by: OrdSet<(CadreId, CadreId)>,
}

/// Sets or removes a record in its map.
/// The record where it is of a kind.
macro_rules! only {
    ($record:expr, $kind:ident) => {
        match $record {
            Some(Record::$kind(record)) => Some(record),
            _ => None,
        }
    };
}

fn put<K: Ord + Clone, V>(map: &mut OrdMap<K, Arc<V>>, key: K, value: Option<impl Into<Arc<V>>>) {
    match value {
        Some(value) => {
            map.insert(key, value.into());
        }
        None => {
            map.remove(&key);
        }
    }
}

impl Snapshot {
    /// A snapshot of these records, all loaded.
    #[must_use]
    pub fn of(records: impl IntoIterator<Item = Record>) -> Snapshot {
        let mut snapshot = Snapshot { loaded: Loaded::All, ..Snapshot::default() };
        for record in records {
            snapshot.set(record.key(), Some(record));
        }
        snapshot
    }

    /// Applies an edit without asking whether its *was* is what stands here; the writer has asked.
    pub fn apply(&mut self, edit: Edit) {
        if let Some(key) = edit.key() {
            self.set(key, edit.becomes);
        }
    }

    /// Sets or removes one record, and keeps the indexes in step.
    pub fn set(&mut self, key: RecordKey, record: Option<Record>) {
        let cadre = CadreId(key.id);
        match key.kind {
            RecordKind::Unit => self.set_unit(UnitId(key.id), record),
            RecordKind::Post => self.set_post(PostId(key.id), record),
            RecordKind::Appointment => self.set_appointment(AppointmentId(key.id), record),
            RecordKind::Entry => self.set_entry(EntryId(key.id), record),
            RecordKind::Rotation => self.set_rotation(RotationId(key.id), record),
            RecordKind::Round => put(&mut self.rounds, RoundId(key.id), only!(record, Round)),
            RecordKind::Cadre => self.set_cadre(cadre, record),
            RecordKind::Grades => put(&mut self.grades, cadre, only!(record, Grades)),
            RecordKind::Standing => put(&mut self.standing, cadre, only!(record, Standing)),
            RecordKind::Conduct => put(&mut self.conduct, cadre, only!(record, Conduct)),
            RecordKind::Kin => self.set_kin(cadre, record),
            RecordKind::Statuses => put(&mut self.statuses, cadre, only!(record, Statuses)),
            RecordKind::UnitGrades => put(&mut self.unit_grades, UnitId(key.id), only!(record, UnitGrades)),
            RecordKind::Ruling => {
                put(&mut self.rulings, RulingId(key.id), only!(record, Ruling));
                self.ruled = OnceLock::new();
            }
            RecordKind::Training | RecordKind::Dossier => {}
        }
    }

    fn set_unit(&mut self, id: UnitId, record: Option<Record>) {
        if let Some(old) = self.units.get(&id).cloned() {
            for place in &old.places {
                self.children.remove(&(place.value.line, place.value.parent, id));
            }
            for became in &old.became {
                self.came_from.remove(&(became.into, id));
            }
        }
        let unit = only!(record, Unit);
        if let Some(unit) = &unit {
            for place in &unit.places {
                self.children.insert((place.value.line, place.value.parent, id));
            }
            for became in &unit.became {
                self.came_from.insert((became.into, id));
            }
        }
        put(&mut self.units, id, unit);
    }

    fn set_cadre(&mut self, id: CadreId, record: Option<Record>) {
        if let Some(number) = self.cadres.get(&id).and_then(|old| old.citizen) {
            self.numbered.remove(&(number, id));
        }
        let cadre = only!(record, Cadre);
        if let Some(number) = cadre.as_ref().and_then(|c| c.citizen) {
            self.numbered.insert((number, id));
        }
        put(&mut self.cadres, id, cadre);
    }

    fn set_post(&mut self, id: PostId, record: Option<Record>) {
        if let Some(old) = self.posts.get(&id) {
            self.posts_of.remove(&(old.unit, id));
        }
        let post = only!(record, Post).map(Arc::new);
        if let Some(post) = &post {
            self.posts_of.insert((post.unit, id), Arc::clone(post));
        }
        put(&mut self.posts, id, post);
    }

    fn set_appointment(&mut self, id: AppointmentId, record: Option<Record>) {
        if let Some(old) = self.appointments.get(&id) {
            self.holders_of.remove(&(old.post, id));
            self.career_of.remove(&(old.cadre, id));
        }
        let appointment = only!(record, Appointment).map(Arc::new);
        if let Some(appointment) = &appointment {
            self.holders_of.insert((appointment.post, id), Arc::clone(appointment));
            self.career_of.insert((appointment.cadre, id), Arc::clone(appointment));
        }
        put(&mut self.appointments, id, appointment);
    }

    fn set_kin(&mut self, id: CadreId, record: Option<Record>) {
        if let Some(old) = self.kin.get(&id) {
            for relative in old.rows.iter().filter_map(|r| r.cadre) {
                self.declared_by.remove(&(relative, id));
            }
        }
        let kin = only!(record, Kin);
        for relative in kin.iter().flat_map(|k| &k.rows).filter_map(|r| r.cadre) {
            self.declared_by.insert((relative, id));
        }
        put(&mut self.kin, id, kin);
    }

    fn set_entry(&mut self, id: EntryId, record: Option<Record>) {
        if let Some(old) = self.entries.get(&id) {
            self.pool_of.remove(&(old.post, id));
            self.planned_of.remove(&(old.cadre, id));
        }
        let entry = only!(record, Entry).map(Arc::new);
        if let Some(entry) = &entry {
            self.pool_of.insert((entry.post, id), Arc::clone(entry));
            self.planned_of.insert((entry.cadre, id), Arc::clone(entry));
        }
        put(&mut self.entries, id, entry);
    }

    fn set_rotation(&mut self, id: RotationId, record: Option<Record>) {
        if let Some(old) = self.rotations.get(&id) {
            self.moved.remove(&(old.cadre, id));
            old.from.into_iter().chain([old.to]).for_each(|post| {
                self.moves_of.remove(&(post, id));
            });
        }
        let rotation = only!(record, Rotation);
        if let Some(rotation) = &rotation {
            self.moved.insert((rotation.cadre, id));
            self.moves_of.extend(rotation.from.into_iter().chain([rotation.to]).map(|post| (post, id)));
        }
        put(&mut self.rotations, id, rotation);
    }

    /// The record with a key as it stands here; texts of dossiers are not here.
    #[must_use]
    pub fn record(&self, key: RecordKey) -> Option<Record> {
        fn of<K: Ord, V: Clone>(map: &OrdMap<K, Arc<V>>, key: &K) -> Option<V> {
            map.get(key).map(|v| V::clone(v))
        }
        let cadre = CadreId(key.id);
        match key.kind {
            RecordKind::Unit => of(&self.units, &UnitId(key.id)).map(Record::Unit),
            RecordKind::Post => of(&self.posts, &PostId(key.id)).map(Record::Post),
            RecordKind::Cadre => of(&self.cadres, &cadre).map(Record::Cadre),
            RecordKind::Appointment => of(&self.appointments, &AppointmentId(key.id)).map(Record::Appointment),
            RecordKind::Grades => of(&self.grades, &cadre).map(Record::Grades),
            RecordKind::Standing => of(&self.standing, &cadre).map(Record::Standing),
            RecordKind::Conduct => of(&self.conduct, &cadre).map(Record::Conduct),
            RecordKind::Kin => of(&self.kin, &cadre).map(Record::Kin),
            RecordKind::Statuses => of(&self.statuses, &cadre).map(Record::Statuses),
            RecordKind::UnitGrades => of(&self.unit_grades, &UnitId(key.id)).map(Record::UnitGrades),
            RecordKind::Entry => of(&self.entries, &EntryId(key.id)).map(Record::Entry),
            RecordKind::Round => of(&self.rounds, &RoundId(key.id)).map(Record::Round),
            RecordKind::Rotation => of(&self.rotations, &RotationId(key.id)).map(Record::Rotation),
            RecordKind::Ruling => of(&self.rulings, &RulingId(key.id)).map(Record::Ruling),
            RecordKind::Training | RecordKind::Dossier => None,
        }
    }
}
