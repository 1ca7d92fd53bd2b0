//! Records before anything is entered in them.

use crate::domain::{
    Act, ActKind, Appointment, AppointmentId, Cadre, CadreId, Conduct, Day, Dossier, Entry, EntryId, Grades, Kin,
    ListId, MoveKind, Origin, PartialDate, PlanKind, Post, PostId, Record, RecordKey, RecordKind, Rotation, RotationId,
    Round, RoundId, Sex, Span, Standing, Statuses, TermId, TitleId, Training, Unit, UnitGrades, UnitId,
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

/// A card before anything is entered in it; its sheets fill it in.
#[must_use]
pub(super) fn blank_card(id: CadreId) -> Cadre {
    Cadre {
        id,
        code: String::new(),
        citizen: None,
        name: String::new(),
        other_name: None,
        sex: Sex::Male,
        born: PartialDate::Day(Day(0)),
        ethnic: ListId(0),
        religion: ListId(0),
        origin: Origin { text: String::new(), unit: None, code: None },
        membership: None,
        qualifications: Vec::new(),
        ranks: Vec::new(),
        payroll: Vec::new(),
        recruited: None,
        retirement: None,
    }
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
        RecordKind::Post => Record::Post(Post {
            id: PostId(key.id),
            unit: UnitId(0),
            title: TitleId(0),
            span,
            seats: Vec::new(),
            planned: Vec::new(),
        }),
        RecordKind::Appointment => Record::Appointment(Appointment {
            id: AppointmentId(key.id),
            cadre: whose,
            post: PostId(0),
            span,
            began: Act { kind: ActKind::Appointed, decision: None },
            ended: None,
            concurrent: false,
            term_ends: None,
        }),
        RecordKind::Entry => Record::Entry(Entry::new(EntryId(key.id), whose, (PostId(0), TermId(0)), span)),
        RecordKind::Round => Record::Round(blank_round(RoundId(key.id))),
        RecordKind::Rotation => {
            Record::Rotation(Rotation::new(RotationId(key.id), whose, MoveKind::Rotation, PostId(0)))
        }
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
