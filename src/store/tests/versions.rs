//! Envelopes: what was written once is read for ever, and what has changed in a bit is not.

use super::support::{header, province};
use crate::domain::*;
use crate::store::codec::{self, Format, Kept, kind};
use crate::store::state::State;
use crate::store::{Flaw, Ids, Province};

/// Version 1 of every kind as it was first written, a line each: name, bytes in hexadecimal. A line is never changed;
/// a new version adds lines
/// (the bytes stand in the failure of the test that misses them).
const WRITTEN: &str = include_str!("../../../tests/data/envelopes.txt");

fn written(name: &str) -> Vec<u8> {
    let line = WRITTEN.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    let digits = line.unwrap_or_else(|| panic!("no line {name}")).trim();
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

fn is_written(name: &str) -> bool {
    WRITTEN.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn dated<T>(value: T) -> Vec<Dated<T>> {
    vec![Dated { span: Span::new(Day(-10), Day(18_262)), value }]
}

fn places() -> [Record; 4] {
    let id = UnitId::new(7, 300);
    let form = Form { kind: KindId(3), level: Level::District };
    let mut unit = Unit::new(id, Span::since(Day(4_000)), "Cao Lộc", form, 12);
    unit.place(Line::Party, Some(UnitId::new(7, 1)), Span::new(Day(4_000), Day(20_270)));
    unit.codes = dated(183);
    unit.became.push(Became { on: Day(20_270), into: UnitId::new(7, 301), share: Share::MainPart });
    unit.declared.push(Declared { what: Total::Cells, on: Day(19_000), count: 300, source: "BC 1".to_owned() });
    let seats_of_term = PlannedSeats { term: TermId(2025), seats: 4 };
    let post = Post {
        seats: dated(3),
        planned: vec![seats_of_term],
        ..Post::new(PostId::new(7, 9), id, TitleId(41), Span::since(Day(4_000)), 0)
    };
    let act = |kind| Act { kind, decision: Some(Decision { number: "118-QĐ/TU".to_owned(), on: Day(18_000) }) };
    let appointment = Appointment {
        ended: Some(act(ActKind::Reorganised)),
        concurrent: true,
        term_ends: Some(Day(19_826)),
        ..Appointment::new(
            AppointmentId::new(7, 70_000),
            CadreId::new(7, 28_947),
            post.id,
            Span::new(Day(18_000), Day(20_270)),
            act(ActKind::Rotated),
        )
    };
    let rows = vec![Graded { period: Period::Quarter(2023, 4), grade: None }];
    [
        Record::Unit(unit),
        Record::Post(post),
        Record::Appointment(appointment),
        Record::UnitGrades(UnitGrades { unit: id, rows, caps: Vec::new() }),
    ]
}

fn card(cadre: CadreId) -> Cadre {
    Cadre {
        code: "LS-0001".to_owned(),
        citizen: CitizenNumber::parse("020099000001"),
        other_name: Some("Thử".to_owned()),
        ethnic: ListId(4),
        origin: Origin { text: "xã Hải Yến".to_owned(), unit: Some(UnitId::new(7, 44)), code: Some(6_196) },
        membership: Some(Membership { joined: PartialDate::Year(2001), official: Some(PartialDate::Day(Day(12_000))) }),
        qualifications: dated(Qualification::Theory(Theory::Advanced)),
        ranks: dated(ListId(300)),
        payroll: dated(Payroll::CivilServant),
        recruited: Some(PartialDate::Year(2000)),
        retirement: Some(RetirementOverride { last_day: Day(22_000), basis: "NĐ 83/2022".to_owned() }),
        party_card: "020099000002".to_owned(),
        ..Cadre::new(cadre, "Người Thử", Sex::Female, PartialDate::Month(1978, 3))
    }
}

fn facts() -> [Record; 8] {
    let cadre = CadreId::new(7, 28_947);
    let decision = Some(Decision { number: "7-QĐ".to_owned(), on: Day(17_000) });
    let span = Span::new(Day(17_000), Day(17_365));
    let conclusion = Conclusion {
        number: "118-KL/TU".to_owned(),
        on: Day(19_500),
        outcome: Outcome::Meets,
        by: Tier::DirectCommittee,
    };
    let relative = Relative {
        relation: ListId(2),
        cadre: Some(CadreId::new(7, 5)),
        name: "Người Nhà".to_owned(),
        born: Some(PartialDate::Year(1950)),
        about: "nghỉ hưu".to_owned(),
    };
    let course = Course {
        subject: "Luật".to_owned(),
        school: "ĐH Luật".to_owned(),
        from: Some(PartialDate::Year(1996)),
        to: None,
        form: "chính quy".to_owned(),
        certificate: "cử nhân".to_owned(),
    };
    let text = |text: &str| text.to_owned();
    [
        Record::Cadre(card(cadre)),
        Record::Grades(Grades {
            cadre,
            rows: vec![Graded { period: Period::Year(2023), grade: Some(Grade::Excellent) }],
        }),
        Record::Standing(Standing {
            cadre,
            conclusions: vec![conclusion],
            votes: vec![Vote { on: Day(19_600), returned: 52, high: 40, trusted: 10, low: 2 }],
            exempt: vec![Day(18_600)],
        }),
        Record::Conduct(Conduct {
            cadre,
            discipline: vec![Discipline { measure: Measure::Warning, by_party: true, span, decision }],
            praise: vec![Praise { form: ListId(1), on: PartialDate::Year(2022), product: text("đề án") }],
        }),
        Record::Kin(Kin { cadre, rows: vec![relative] }),
        Record::Statuses(Statuses { cadre, rows: dated(Status::Studying) }),
        Record::Training(Training { cadre, rows: vec![course] }),
        Record::Dossier(Dossier {
            cadre,
            birthplace: text("Đồng Đăng"),
            residence: text("Lạng Sơn"),
            background: text("nông dân"),
            strengths: text("tổ chức"),
            duty: text("phó phòng"),
            career: vec![CareerLine { from: PartialDate::Year(1999), to: None, text: text("giáo viên") }],
            note: text("ghi chú"),
        }),
    ]
}

fn planning() -> [Record; 2] {
    let decision = || Some(Decision { number: "118-QĐ/TU".to_owned(), on: Day(18_000) });
    let (round, post) = (RoundId::new(7, 8), PostId::new(7, 9));
    [
        Record::Entry(Entry {
            id: EntryId::new(7, 13_943),
            post,
            term: TermId(2025),
            cadre: CadreId::new(7, 28_947),
            span: Span::new(Day(18_000), Day(20_270)),
            stages: dated(Stage::Approved),
            order: 2,
            source: Origination::Outside,
            kind: PlanKind::Reviewed,
            round: Some(round),
            decision: decision(),
            removal: Some(Removal {
                reason: ListId(3), text: "ý kiến".to_owned(), decision: decision(), round: None
            }),
            votes: vec![StepVotes { step: 2, votes: 50 }],
            carried: Some(EntryId::new(7, 4)),
            note: "ghi chú".to_owned(),
        }),
        Record::Round(Round {
            id: round,
            unit: UnitId::new(7, 300),
            term: TermId(2025),
            kind: PlanKind::Built,
            year: 2024,
            opened: Day(19_700),
            plan: decision(),
            submitted: Some(Day(19_760)),
            approved: Some(Day(19_800)),
            decision: decision(),
            closed: Some(Day(19_810)),
            steps: vec![Step {
                step: 2,
                held: Day(19_720),
                summoned: 52,
                present: 50,
                issued: 50,
                returned: 50,
                valid: 49,
                choose: 3,
            }],
            note: "ghi chú".to_owned(),
        }),
    ]
}

fn rotation() -> Record {
    let decision = || Some(Decision { number: "118-QĐ/TU".to_owned(), on: Day(18_000) });
    Record::Rotation(Rotation {
        id: RotationId::new(7, 588),
        cadre: CadreId::new(7, 28_947),
        kind: MoveKind::ProvinceCommune,
        direction: Direction::Up,
        purpose: Purpose::TwoTerms,
        from: Some(PostId::new(7, 8)),
        to: PostId::new(7, 9),
        phases: dated(Phase::Away),
        planned: Some(Day(18_000)),
        minimum: Some(36),
        until: Some(Day(19_800)),
        extension: decision(),
        agreement: decision(),
        decision: decision(),
        assessments: vec![Assessment { of: Assessed::Year(2023), on: Day(19_700), grade: Grade::Good }],
        support: Support { housing: true, allowance_kept: true },
        after: Some(AfterPlan { what: Afterwards::Higher, post: Some(PostId::new(7, 10)), on: Day(19_700) }),
        ended: Some(Act { kind: ActKind::Reorganised, decision: decision() }),
        note: "ghi chú".to_owned(),
    })
}

fn ruling() -> Record {
    let text = |text: &str| text.to_owned();
    Record::Ruling(Ruling {
        id: RulingId::new(7, 3),
        rule: text("coefficient-2025"),
        span: Span::new(Day(20_600), Day(21_000)),
        says: Some(RuleText {
            kind: text("coefficient"),
            with: vec![(text("least"), text("[10, 10]")), (text("most"), text("[20, 10]"))],
            applies: vec![(text("to"), text("[\"committee\"]"))],
            except: vec![text("uvbch-xa")],
            strength: text("hard"),
            sureness: text("text"),
            removal: Some(text("qua-tuoi")),
            vi: text("Hệ số"),
            en: text("Coefficient"),
            short: Some((text("hệ số"), text("coefficient"))),
        }),
        paper: Paper { number: text("12-QĐ/TU"), on: Day(20_590), by: text("Ban Thường vụ Tỉnh ủy") },
    })
}

fn full_header() -> Header {
    Header {
        source: Source::Import("can-bo.xlsx".to_owned()),
        undoes: Some(Revision(299)),
        exception: Some(Override {
            document: "12-TB/TU".to_owned(),
            on: Day(19_900),
            by: "BTV".to_owned(),
            reason: "đặc biệt".to_owned(),
        }),
        edits: 70_000,
        ..header(300)
    }
}

#[test]
fn records_are_read_and_written_as_on_the_first_day_of_their_version() {
    let records: Vec<Record> =
        places().into_iter().chain(facts()).chain(planning()).chain([rotation(), ruling()]).collect();
    let of_kind = |kind| records.iter().find(|record| record.key().kind == kind).unwrap();
    let name = |kind| match codec::newest(kind) {
        1 => format!("{kind:?}"),
        version => format!("{kind:?}-{version}"),
    };
    let seal = |kind| hex(&codec::seal_record(of_kind(kind), Revision(300)).unwrap());
    let kinds = RecordKind::ALL.into_iter().filter(|kind| !is_written(&name(*kind)));
    let missing: Vec<String> = kinds.map(|kind| format!("{} {}", name(kind), seal(kind))).collect();
    assert!(missing.is_empty(), "these lines are missing:\n{}", missing.join("\n"));
    for kind in RecordKind::ALL {
        let (record, bytes) = (of_kind(kind), written(&name(kind)));
        assert_eq!(codec::open_record(&bytes).unwrap(), (Revision(300), Some(record.clone())), "{kind:?}");
        assert_eq!(hex(&codec::seal_record(record, Revision(300)).unwrap()), hex(&bytes), "{kind:?}");
    }
}

fn as_written<T: Kept + PartialEq + std::fmt::Debug>(name: &str, value: &T) {
    let now = hex(&codec::keep(value, Revision(300)).unwrap());
    assert!(is_written(name), "this line is missing:\n{name} {now}");
    assert_eq!(codec::kept::<T>(&written(name)).as_ref(), Ok(value), "{name}");
    assert_eq!(now, hex(&written(name)), "{name}");
}

#[test]
fn what_stands_beside_the_records_is_read_and_written_as_on_the_first_day() {
    as_written("Header", &full_header());
    as_written("Format", &Format(1));
    as_written(
        "State-4",
        &State {
            head: Revision(300),
            ids: Ids {
                units: 1,
                posts: 2,
                cadres: 3,
                appointments: 70_000,
                entries: 13_943,
                rounds: 8,
                rotations: 588,
                rulings: 3,
            },
        },
    );
    let sample = Some(crate::store::SampleMark { seed: 1 << 40, people: 28_947 });
    as_written("Province", &Province { sample, ..province() });
    assert_eq!(hex(&codec::seal_removal(RecordKind::Unit, Revision(300))), hex(&written("Removed")));
    assert_eq!(codec::open_record(&written("Removed")), Ok((Revision(300), None)));
}

#[test]
fn no_bit_of_a_value_changes_unseen() {
    for line in WRITTEN.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split(' ').next().unwrap();
        let bytes = written(name);
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(codec::open(&flipped), Err(Flaw::Checksum), "{name}, bit {bit}");
        }
        for length in 0..bytes.len() {
            assert!(codec::open(&bytes[..length]).is_err(), "{name} cut to {length}");
        }
    }
}

#[test]
fn what_a_later_program_wrote_is_told_as_such() {
    let newer = codec::seal(RecordKind::Kin as u8, 2, Revision(1), b"who knows");
    assert_eq!(codec::open_record(&newer), Err(Flaw::NewerVersion { kind: 8, found: 2, known: 1 }));
    let unknown = codec::seal(99, 1, Revision(1), b"who knows");
    assert_eq!(codec::open_record(&unknown), Err(Flaw::UnknownKind(99)));
    let newer = codec::seal(kind::HEADER, 7, Revision(1), b"who knows");
    assert_eq!(codec::kept::<Header>(&newer), Err(Flaw::NewerVersion { kind: kind::HEADER, found: 7, known: 1 }));
    let place = crate::store::Location::Header(Revision(1));
    let error = codec::kept::<Header>(&newer).unwrap_err().at(place).into();
    assert!(matches!(error, crate::store::StoreError::NewerValue(_)), "not called damaged: {error}");
}

#[test]
fn fields_that_do_not_fit_are_an_error_and_ask_for_no_memory() {
    // a length of 2^63 in front of nothing
    let payload = [&[0xfd][..], &(1_u64 << 63).to_le_bytes()].concat();
    let bytes = codec::seal(RecordKind::Dossier as u8, 1, Revision(1), &payload);
    assert!(matches!(codec::open_record(&bytes), Err(Flaw::Fields(_))));
    // bytes left over
    let mut payload = codec::open(&written("Statuses")).unwrap().payload.to_vec();
    payload.push(0);
    let bytes = codec::seal(RecordKind::Statuses as u8, 1, Revision(1), &payload);
    assert!(matches!(codec::open_record(&bytes), Err(Flaw::Fields(_))));
}

#[test]
fn what_was_written_before_there_were_pools_is_read_as_if_there_were_none() {
    let state = State {
        head: Revision(300),
        ids: Ids { units: 1, posts: 2, cadres: 3, appointments: 70_000, ..Ids::default() },
    };
    assert_eq!(codec::kept::<State>(&written("State")), Ok(state));
    let ids = Ids { entries: 13_943, rounds: 8, ..state.ids };
    assert_eq!(codec::kept::<State>(&written("State-2")), Ok(State { ids, ..state }));
    let ids = Ids { rotations: 588, ..ids };
    assert_eq!(codec::kept::<State>(&written("State-3")), Ok(State { ids, ..state }));
    let [_, Record::Post(post), ..] = places() else { panic!("a post") };
    let before = Record::Post(Post { planned: Vec::new(), ..post });
    assert_eq!(codec::open_record(&written("Post")).unwrap().1, Some(before));
}

#[test]
fn a_card_of_before_there_were_citizen_numbers_or_party_cards_is_read_as_one_without() {
    let before = Cadre { party_card: String::new(), ..card(CadreId::new(7, 28_947)) };
    assert_eq!(codec::open_record(&written("Cadre-2")).unwrap().1, Some(Record::Cadre(before.clone())));
    let before = Cadre { citizen: None, ..before };
    assert_eq!(codec::open_record(&written("Cadre")).unwrap().1, Some(Record::Cadre(before)));
}
