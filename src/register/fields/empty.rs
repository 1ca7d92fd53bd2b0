//! Records of facts before their first row.

use crate::domain::{
    CadreId, Conduct, Dossier, Grades, Kin, Record, RecordKey, RecordKind, Standing, Statuses, Training, UnitGrades,
    UnitId,
};

/// A record of facts that holds nothing yet; the others begin with a form of their own.
#[must_use]
pub fn empty(key: RecordKey) -> Option<Record> {
    let cadre = CadreId(key.id);
    Some(match key.kind {
        RecordKind::Grades => Record::Grades(Grades { cadre, rows: Vec::new() }),
        RecordKind::Standing => {
            Record::Standing(Standing { cadre, conclusions: Vec::new(), votes: Vec::new(), exempt: Vec::new() })
        }
        RecordKind::Conduct => Record::Conduct(Conduct { cadre, discipline: Vec::new(), praise: Vec::new() }),
        RecordKind::Kin => Record::Kin(Kin { cadre, rows: Vec::new() }),
        RecordKind::Statuses => Record::Statuses(Statuses { cadre, rows: Vec::new() }),
        RecordKind::UnitGrades => Record::UnitGrades(UnitGrades { unit: UnitId(key.id), rows: Vec::new() }),
        RecordKind::Training => Record::Training(Training { cadre, rows: Vec::new() }),
        RecordKind::Dossier => Record::Dossier(Dossier {
            cadre,
            birthplace: String::new(),
            residence: String::new(),
            background: String::new(),
            strengths: String::new(),
            duty: String::new(),
            career: Vec::new(),
            note: String::new(),
        }),
        RecordKind::Unit
        | RecordKind::Post
        | RecordKind::Cadre
        | RecordKind::Appointment
        | RecordKind::Entry
        | RecordKind::Round
        | RecordKind::Rotation => return None,
    })
}
