//! Records before anything is entered in them.

use crate::domain::{
    ActKind, Appointment, AppointmentId, Cadre, CadreId, Conduct, Day, Dossier, Entry, EntryId, Grades, Kin, MoveKind,
    Paper, PartialDate, PlanKind, Post, PostId, Record, RecordKey, RecordKind, Rotation, RotationId, Round, RoundId,
    Ruling, RulingId, Sex, Span, Standing, Statuses, TermId, TitleId, Training, Unit, UnitGrades, UnitId,
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
        RecordKind::UnitGrades => {
            Record::UnitGrades(UnitGrades { unit: UnitId(key.id), rows: Vec::new(), caps: Vec::new() })
        }
        RecordKind::Training => Record::Training(Training { cadre, rows: Vec::new() }),
        RecordKind::Dossier => Record::Dossier(Dossier::new(cadre)),
        RecordKind::Unit
        | RecordKind::Post
        | RecordKind::Cadre
        | RecordKind::Appointment
        | RecordKind::Entry
        | RecordKind::Round
        | RecordKind::Ruling
        | RecordKind::Rotation => return None,
    })
}

/// A card before anything is entered in it; its sheets fill it in.
#[must_use]
pub(super) fn blank_card(id: CadreId) -> Cadre {
    Cadre::new(id, "", Sex::Male, PartialDate::Day(Day(0)))
}

/// A record of any kind before anything is entered in it, for files that fill it in sheet by sheet; `whose` is the
/// cadre that an appointment, an entry or a rotation speaks of. It is no sound record before its sheets are set.
#[must_use]
pub fn blank(key: RecordKey, whose: CadreId) -> Record {
    let span = Span::since(Day::MIN);
    match key.kind {
        RecordKind::Unit => Record::Unit(Unit {
            id: UnitId(key.id),
            span,
            names: Vec::new(),
            forms: Vec::new(),
            codes: Vec::new(),
            places: Vec::new(),
            ordinals: Vec::new(),
            became: Vec::new(),
            declared: Vec::new(),
        }),
        RecordKind::Post => {
            Record::Post(Post { seats: Vec::new(), ..Post::new(PostId(key.id), UnitId(0), TitleId(0), span, 0) })
        }
        RecordKind::Appointment => {
            let id = AppointmentId(key.id);
            Record::Appointment(Appointment::new(id, whose, PostId(0), span, ActKind::Appointed))
        }
        RecordKind::Entry => Record::Entry(Entry::new(EntryId(key.id), whose, (PostId(0), TermId(0)), span)),
        RecordKind::Round => Record::Round(blank_round(RoundId(key.id))),
        RecordKind::Rotation => {
            Record::Rotation(Rotation::new(RotationId(key.id), whose, MoveKind::Rotation, PostId(0)))
        }
        RecordKind::Ruling => Record::Ruling(Ruling {
            id: RulingId(key.id),
            rule: String::new(),
            span,
            says: None,
            paper: Paper { number: String::new(), on: Day(0), by: String::new() },
        }),
        _ => empty(key).unwrap_or_else(|| Record::Cadre(blank_card(CadreId(key.id)))),
    }
}

fn blank_round(id: RoundId) -> Round {
    Round {
        id,
        unit: UnitId(0),
        term: TermId(0),
        kind: PlanKind::Built,
        year: 0,
        opened: Day(0),
        plan: None,
        submitted: None,
        approved: None,
        decision: None,
        closed: None,
        steps: Vec::new(),
        note: String::new(),
    }
}
