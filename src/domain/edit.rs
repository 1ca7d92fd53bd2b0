//! The only way data changes: a value that says what was and what becomes, so that it can be checked, journalled,
//! undone, replayed and shown.

use crate::domain::cadre::Cadre;
use crate::domain::calendar::Day;
use crate::domain::exception::Override;
use crate::domain::facts::{Conduct, Dossier, Grades, Kin, Standing, Statuses, Training, UnitGrades};
use crate::domain::ids::{AppointmentId, CadreId, EntryId, PostId, RotationId, RoundId, RulingId, UnitId};
use crate::domain::pool::{Entry, Round};
use crate::domain::post::{Appointment, Post};
use crate::domain::rotation::Rotation;
use crate::domain::ruling::Ruling;
use crate::domain::unit::Unit;
use serde::{Deserialize, Serialize};
use std::fmt;

pub mod renumber;

/// What a record is; the number is its first byte in the store and never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum RecordKind {
    Unit = 1,
    Post = 2,
    Cadre = 3,
    Appointment = 4,
    Grades = 5,
    Standing = 6,
    Conduct = 7,
    Kin = 8,
    Statuses = 9,
    UnitGrades = 10,
    Training = 11,
    Dossier = 12,
    Entry = 13,
    Round = 14,
    Rotation = 15,
    Ruling = 16,
}

impl RecordKind {
    /// All kinds, in the order in which a store is read: what the first screen needs first.
    pub const ALL: [RecordKind; 16] = [
        RecordKind::Ruling,
        RecordKind::Unit,
        RecordKind::Post,
        RecordKind::Cadre,
        RecordKind::Appointment,
        RecordKind::Grades,
        RecordKind::Standing,
        RecordKind::Conduct,
        RecordKind::Kin,
        RecordKind::Statuses,
        RecordKind::UnitGrades,
        RecordKind::Entry,
        RecordKind::Round,
        RecordKind::Rotation,
        RecordKind::Training,
        RecordKind::Dossier,
    ];

    /// The kind with this number.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<RecordKind> {
        RecordKind::ALL.into_iter().find(|k| *k as u8 == byte)
    }

    /// Its name for files and questions.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            RecordKind::Unit => "unit",
            RecordKind::Post => "post",
            RecordKind::Cadre => "cadre",
            RecordKind::Appointment => "appointment",
            RecordKind::Grades => "grades",
            RecordKind::Standing => "standing",
            RecordKind::Conduct => "conduct",
            RecordKind::Kin => "kin",
            RecordKind::Statuses => "statuses",
            RecordKind::UnitGrades => "unit-grades",
            RecordKind::Training => "training",
            RecordKind::Dossier => "dossier",
            RecordKind::Entry => "entry",
            RecordKind::Round => "round",
            RecordKind::Rotation => "rotation",
            RecordKind::Ruling => "ruling",
        }
    }

    /// Whether the register holds it in memory; the others are read when a dossier is opened.
    #[must_use]
    pub fn in_memory(self) -> bool {
        !matches!(self, RecordKind::Training | RecordKind::Dossier)
    }
}

/// What identifies a record: its kind, and its number within the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordKey {
    /// What it is.
    pub kind: RecordKind,
    /// Id of the unit, post, appointment, entry, round, rotation or ruling, or of the cadre or unit a fact speaks of.
    pub id: u64,
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            RecordKind::Unit | RecordKind::UnitGrades => UnitId(self.id).fmt(f),
            RecordKind::Post => PostId(self.id).fmt(f),
            RecordKind::Appointment => AppointmentId(self.id).fmt(f),
            RecordKind::Entry => EntryId(self.id).fmt(f),
            RecordKind::Round => RoundId(self.id).fmt(f),
            RecordKind::Rotation => RotationId(self.id).fmt(f),
            RecordKind::Ruling => RulingId(self.id).fmt(f),
            _ => CadreId(self.id).fmt(f),
        }
    }
}

/// One record of the register.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Record {
    Unit(Unit),
    Post(Post),
    Cadre(Cadre),
    Appointment(Appointment),
    Grades(Grades),
    Standing(Standing),
    Conduct(Conduct),
    Kin(Kin),
    Statuses(Statuses),
    UnitGrades(UnitGrades),
    Training(Training),
    Dossier(Dossier),
    Entry(Entry),
    Round(Round),
    Rotation(Rotation),
    Ruling(Ruling),
}

/// What a record speaks of: the journal is asked "what happened to this cadre".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    Unit(UnitId),
    Post(PostId),
    Cadre(CadreId),
}

impl Record {
    /// Which record it is.
    #[must_use]
    pub fn key(&self) -> RecordKey {
        let (kind, id) = match self {
            Record::Unit(r) => (RecordKind::Unit, r.id.0),
            Record::Post(r) => (RecordKind::Post, r.id.0),
            Record::Cadre(r) => (RecordKind::Cadre, r.id.0),
            Record::Appointment(r) => (RecordKind::Appointment, r.id.0),
            Record::Grades(r) => (RecordKind::Grades, r.cadre.0),
            Record::Standing(r) => (RecordKind::Standing, r.cadre.0),
            Record::Conduct(r) => (RecordKind::Conduct, r.cadre.0),
            Record::Kin(r) => (RecordKind::Kin, r.cadre.0),
            Record::Statuses(r) => (RecordKind::Statuses, r.cadre.0),
            Record::UnitGrades(r) => (RecordKind::UnitGrades, r.unit.0),
            Record::Training(r) => (RecordKind::Training, r.cadre.0),
            Record::Dossier(r) => (RecordKind::Dossier, r.cadre.0),
            Record::Entry(r) => (RecordKind::Entry, r.id.0),
            Record::Round(r) => (RecordKind::Round, r.id.0),
            Record::Rotation(r) => (RecordKind::Rotation, r.id.0),
            Record::Ruling(r) => (RecordKind::Ruling, r.id.0),
        };
        RecordKey { kind, id }
    }

    /// What it speaks of; an appointment or an entry of both its cadre and its post, a ruling of none of these.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        match self {
            Record::Unit(r) => vec![Subject::Unit(r.id)],
            Record::UnitGrades(r) => vec![Subject::Unit(r.unit)],
            Record::Post(r) => vec![Subject::Post(r.id)],
            Record::Appointment(r) => vec![Subject::Cadre(r.cadre), Subject::Post(r.post)],
            Record::Entry(r) => vec![Subject::Cadre(r.cadre), Subject::Post(r.post)],
            Record::Round(r) => vec![Subject::Unit(r.unit)],
            Record::Ruling(_) => Vec::new(),
            Record::Rotation(r) => {
                let posts = [r.from, Some(r.to)].into_iter().flatten();
                [Subject::Cadre(r.cadre)].into_iter().chain(posts.map(Subject::Post)).collect()
            }
            Record::Cadre(Cadre { id: cadre, .. })
            | Record::Grades(Grades { cadre, .. })
            | Record::Standing(Standing { cadre, .. })
            | Record::Conduct(Conduct { cadre, .. })
            | Record::Kin(Kin { cadre, .. })
            | Record::Statuses(Statuses { cadre, .. })
            | Record::Training(Training { cadre, .. })
            | Record::Dossier(Dossier { cadre, .. }) => vec![Subject::Cadre(*cadre)],
        }
    }
}

/// Why a record changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Nature {
    /// It was wrong and is set right (sửa sai).
    Correction,
    /// Things change from a day on (thay đổi từ ngày).
    Change(Day),
}

/// A change of one record: created (`was` is `None`), changed, or removed (`becomes` is `None`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    /// Correction or change.
    pub nature: Nature,
    /// What the author saw.
    pub was: Option<Record>,
    /// What it shall be.
    pub becomes: Option<Record>,
}

impl Edit {
    /// A new record.
    #[must_use]
    pub fn create(record: Record) -> Edit {
        Edit { nature: Nature::Correction, was: None, becomes: Some(record) }
    }

    /// Which record is changed; `None` for an edit that changes nothing out of nothing.
    #[must_use]
    pub fn key(&self) -> Option<RecordKey> {
        self.becomes.as_ref().or(self.was.as_ref()).map(Record::key)
    }

    /// The edit that takes this one back.
    #[must_use]
    pub fn invert(self) -> Edit {
        Edit { nature: self.nature, was: self.becomes, becomes: self.was }
    }

    /// Whether it speaks of one record and changes it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        match (&self.was, &self.becomes) {
            (None, None) => false,
            (Some(was), Some(becomes)) => was.key() == becomes.key() && was != becomes,
            _ => true,
        }
    }
}

/// Who makes a revision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Author {
    /// Login name or key id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Where from: a terminal, an SSH address, a script.
    pub via: String,
}

/// What a revision came through.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Source {
    Key,
    /// The command line.
    Cli,
    /// An imported file, by its name.
    Import(String),
    Undo,
    Redo,
    /// The sample province.
    Sample,
}

impl Source {
    /// Its name for files and questions: `import` for any file.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Source::Key => "key",
            Source::Cli => "cli",
            Source::Import(_) => "import",
            Source::Undo => "undo",
            Source::Redo => "redo",
            Source::Sample => "sample",
        }
    }
}

/// A revision's number; 0 is the empty register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Revision(pub u64);

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The head of a revision: the journal's answer to who, when, why.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Header {
    pub revision: Revision,
    /// Seconds since 1970, UTC.
    pub at: i64,
    pub author: Author,
    pub source: Source,
    /// What was meant, in the author's words or the program's ("rename-unit").
    pub intent: String,
    /// The revision it takes back.
    pub undoes: Option<Revision>,
    /// The exception it rests on.
    pub exception: Option<Override>,
    /// Hash of the policy in force when it was checked.
    pub policy: u32,
    /// Number of edits.
    pub edits: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Form, KindId, Level, Span};

    #[test]
    fn an_edit_turned_round_twice_is_itself() {
        let form = Form { kind: KindId(1), level: Level::District };
        let unit = Unit::new(UnitId::new(1, 1), Span::since(Day(0)), "Cao Lộc", form, 1);
        let mut renamed = unit.clone();
        renamed.rename_from(Day(100), "Cao Lộc mới");
        let edit = Edit {
            nature: Nature::Change(Day(100)),
            was: Some(Record::Unit(unit)),
            becomes: Some(Record::Unit(renamed)),
        };
        assert!(edit.is_sound());
        assert_eq!(edit.clone().invert().invert(), edit);
    }
}
