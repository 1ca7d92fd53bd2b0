//! Every field of every record as text: what is shown can be typed back, and what is wrong is said beside its field.

use canbo::domain::edit::renumber::is_provisional;
use canbo::domain::*;
use canbo::policy::Policy;
use canbo::register::check::{self, Problem};
use canbo::register::fields::{Operation, Records, Sheet, Task, Wrong, differences};
use canbo::register::gazetteer::Gazetteer;
use canbo::register::handle::Texts;
use canbo::register::trial::try_out;
use canbo::register::{Catalogue, Snapshot, View};
use canbo::sample::{self, Wanted};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

const TODAY: &str = "22/11/2026";

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A small sample province, made once, as of 01/05/2024.
struct Province {
    records: Vec<Record>,
    view: View,
    texts: Texts,
    policy: Policy,
}

/// What an office decides and the sample leaves open: a rule switched off, a cap widened.
fn decided_by_the_office() -> [Record; 2] {
    let paper = Paper { number: "12-QĐ/TU".to_owned(), on: day("01/04/2024"), by: "Ban Thường vụ".to_owned() };
    let ruling = Ruling {
        id: RulingId::new(1, 1),
        rule: "women-share-2025".to_owned(),
        span: Span::since(day("01/01/2026")),
        says: None,
        paper,
    };
    let decision = Decision { number: "15-QĐ/TU".to_owned(), on: day("02/04/2026") };
    let caps = vec![CapDecision { period: Period::Quarter(2026, 1), decision }];
    [Record::Ruling(ruling), Record::UnitGrades(UnitGrades { unit: UnitId::new(9, 9), rows: Vec::new(), caps })]
}

fn province() -> &'static Province {
    static MADE: OnceLock<Province> = OnceLock::new();
    MADE.get_or_init(|| {
        let (catalogue, gazetteer) = (Catalogue::embedded().unwrap(), Gazetteer::embedded().unwrap());
        let wanted = Wanted { people: 2_000, ..Wanted::default() };
        let edits = sample::edits(wanted, &catalogue, &gazetteer, &mut |_| {}).unwrap();
        let mut records: Vec<Record> = edits.filter_map(|e| e.becomes).collect();
        records.extend(decided_by_the_office());
        let snapshot = Snapshot::of(records.iter().filter(|r| r.key().kind.in_memory()).cloned());
        let view = View::new(Arc::new(snapshot), Arc::new(Catalogue::embedded().unwrap()), day("01/05/2024"));
        Province { records, view, texts: Texts::default(), policy: Policy::embedded().unwrap() }
    })
}

/// The province as it was made, for whoever only looks.
pub fn view() -> &'static View {
    &province().view
}

impl Province {
    fn records(&self) -> Records<'_> {
        Records { view: &self.view, texts: &self.texts }
    }

    /// The edits of a task with some of its fields filled in.
    fn fill(&self, task: Task, fields: &[(&str, &str)]) -> Result<Vec<Edit>, Wrong> {
        let mut cells = task.begin(self.records())?;
        for (name, text) in fields {
            let at = task.columns().iter().position(|c| c.id == *name).unwrap_or_else(|| panic!("no field {name}"));
            cells[at] = (*text).to_owned();
        }
        task.edits(self.records(), &cells)
    }

    /// Why a task with these fields is refused: by what must always hold, or by hard rules.
    fn refused(&self, task: Task, fields: &[(&str, &str)]) -> String {
        match self.fill(task, fields) {
            Err(wrong) => format!("{}: {:?}", wrong.column, wrong.problem),
            Ok(edits) => match try_out(&self.view, &self.policy, &edits, day(TODAY)) {
                Err(problem) => format!("{}: {problem:?}", problem.column()),
                Ok(trial) => trial.findings.iter().map(|f| f.rule.clone()).collect::<Vec<_>>().join(" "),
            },
        }
    }

    /// A cadre who holds a main post of a title, and the appointment.
    fn holder(&self, code: &str) -> (RecordKey, &canbo::domain::Appointment) {
        let title = |post| self.view.title(self.view.post(post).unwrap()).unwrap();
        let a = self
            .view
            .snapshot
            .appointments
            .values()
            .find(|a| a.span.holds(self.view.on) && !a.concurrent && title(a.post).code == code);
        let a = a.unwrap();
        (RecordKey { kind: RecordKind::Cadre, id: a.cadre.0 }, a)
    }
}

#[test]
fn every_row_of_the_sample_is_read_back_as_it_is_written() {
    let province = province();
    let mut seen = BTreeSet::new();
    for record in &province.records {
        for sheet in Sheet::of(record.key().kind) {
            for (row, cells) in sheet.cells(record, &province.view).into_iter().enumerate() {
                seen.insert(sheet);
                assert_eq!(cells.len(), sheet.columns().len(), "{sheet:?}");
                let again = sheet.set(record, Some(row), &cells, &province.view);
                assert_eq!(again.as_ref(), Ok(record), "{sheet:?} {cells:?}");
            }
        }
    }
    let absent: Vec<&Sheet> = Sheet::ALL.iter().filter(|s| !seen.contains(s)).collect();
    assert!(absent.is_empty(), "no record of the sample has {absent:?}");
}

#[test]
fn the_sample_holds_to_what_is_asked_of_every_change() {
    let province = province();
    let snapshot = &province.view.snapshot;
    let of_the_sample = &province.records[..province.records.len() - decided_by_the_office().len()];
    for record in of_the_sample.iter().filter(|r| r.key().kind.in_memory()) {
        let edit = [Edit::create(record.clone())];
        assert_eq!(check::check(&edit, snapshot, day(TODAY)), Ok(()), "{record:?}");
    }
}

#[test]
fn bad_input_is_refused_beside_its_field() {
    let province = province();
    let (cadre, head) = province.holder("ct-ubnd-xa");
    let card = Task::Correct { sheet: Sheet::Card, key: cadre, row: 0 };
    assert_eq!(
        province.refused(card, &[("born", "5/3/2031")]),
        format!("born: {:?}", Problem::ToCome(day("5/3/2031"), "born"))
    );
    assert_eq!(province.refused(card, &[("born", "31/2/1978")]), "born: NoDate(\"31/2/1978\")");
    assert_eq!(province.refused(card, &[("name", "  ")]), "name: Needed");
    assert!(province.refused(card, &[("joined", "1/1/1950"), ("official", "")]).contains("BeforeBirth"));

    // somebody else comes into a post that is held
    let other = province.view.snapshot.cadres.keys().find(|c| province.view.holds(**c).is_empty()).unwrap();
    let appoint = Task::Do(Operation::Appoint(Some(*other), Some(head.post)));
    assert!(province.refused(appoint, &[]).starts_with("seats one-head"));
    assert!(
        province
            .refused(appoint, &[("from", "1/1/1930"), ("to", "31/12/1931")])
            .starts_with("life-of-post born-before")
    );
    assert_eq!(province.refused(appoint, &[("decision", "12-QĐ/TU")]), "decision-date: Needed");
    // two heads of one body, where the seats would allow them
    let seats = RecordKey { kind: RecordKind::Post, id: head.post.0 };
    let more = province.fill(Task::Change { sheet: Sheet::Seats, key: seats, row: 0 }, &[("seats", "2")]).unwrap();
    let view = province.view.with(more);
    let records = Records { view: &view, texts: &province.texts };
    let edits = appoint.edits(records, &appoint.begin(records).unwrap()).unwrap();
    let findings = try_out(&view, &province.policy, &edits, day(TODAY)).unwrap().findings;
    let of_posts = findings.iter().map(|f| &*f.rule).filter(|r| ["seats", "one-head"].contains(r));
    assert_eq!(of_posts.collect::<Vec<_>>(), ["one-head"]);

    let end = Task::Do(Operation::End(head.id));
    let before = head.span.from.to_string();
    assert!(province.refused(end, &[("from", &before)]).starts_with("from: OutsideLife"));
    let own = RecordKey { kind: RecordKind::Appointment, id: head.id.0 };
    let correct = Task::Correct { sheet: Sheet::Appointment, key: own, row: 0 };
    assert!(province.refused(correct, &[("to", "1/1/1990"), ("ended", "relieved")]).starts_with("to: EndsFirst"));

    let unit = province.view.post(head.post).unwrap().unit;
    assert!(province.refused(Task::Do(Operation::EndUnit(unit)), &[]).starts_with("from: NotEmpty"));
    assert!(province.refused(Task::Delete(cadre), &[]).contains("SpokenOf"));
    let place = RecordKey { kind: RecordKind::Unit, id: unit.0 };
    let under = Task::Correct { sheet: Sheet::UnitPlace, key: place, row: 0 };
    assert_eq!(province.refused(under, &[("parent", &unit.to_string())]), "parent: UnderItself");
}

#[test]
fn secretary_and_chair_in_one_person_is_no_fault() {
    let province = province();
    let (_, chair) = province.holder("ct-ubnd-xa");
    let unit = province.view.post(chair.post).unwrap().unit;
    let secretary = province.view.snapshot.posts_of(unit).find(|p| province.view.title(p).unwrap().code == "bi-thu-xa");
    let secretary = secretary.unwrap().id;
    let sits = province.view.snapshot.holders_of(secretary).find(|a| a.span.holds(province.view.on));
    let view = match sits {
        Some(sits) => {
            let task = Task::Do(Operation::End(sits.id));
            let records = Records { view: &province.view, texts: &province.texts };
            let seats = task.seats(records, &task.begin(records).unwrap(), &province.policy);
            let kept: Vec<String> = seats.iter().map(|seat| format!("{}:keep", seat.appointment)).collect();
            province.view.with(province.fill(task, &[("seats", &kept.join(","))]).unwrap())
        }
        None => province.view.clone(),
    };
    let records = Records { view: &view, texts: &province.texts };
    let task = Task::Do(Operation::Appoint(Some(chair.cadre), Some(secretary)));
    let mut cells = task.begin(records).unwrap();
    let concurrent = task.columns().iter().position(|c| c.id == "concurrent").unwrap();
    cells[concurrent] = "yes".to_owned();
    let edits = task.edits(records, &cells).unwrap();
    let findings = try_out(&view, &province.policy, &edits, day(TODAY)).unwrap().findings;
    assert_eq!(findings.into_iter().filter(|f| f.stops()).collect::<Vec<_>>(), []);
}

#[test]
fn a_change_from_a_date_keeps_what_was_and_is_suggested_for_what_has_held_for_a_while() {
    let province = province();
    let (cadre, _) = province.holder("hieu-truong-thpt");
    let at = |task: Task, fields: &[(&str, &str)]| province.fill(task, fields);
    let correct = Task::Correct { sheet: Sheet::Payroll, key: cadre, row: 0 };
    let change = correct.usual(province.records()).unwrap();
    let edits = at(change, &[("payroll", "contract"), ("from", "1/3/2024")]).unwrap();
    let Some(Record::Cadre(is)) = &edits[0].becomes else { panic!("a card") };
    let on = |text: &str| is.payroll(day(text)).unwrap();
    assert_ne!(on("29/02/2024"), on("01/03/2024"), "before and after the day");
    assert_eq!(at(change, &[("from", "1/1/1900")]).unwrap_err().column, "from", "a later value would be lost");
    let same = change.begin(province.records()).unwrap();
    assert_eq!(change.edits(province.records(), &same).unwrap_err().problem, Problem::Nothing);
}

#[test]
fn what_an_edit_changes_is_told_field_by_field() {
    let province = province();
    let (cadre, _) = province.holder("ct-ubnd-xa");
    let card = Task::Correct { sheet: Sheet::Card, key: cadre, row: 0 };
    let edit = province.fill(card, &[("born", "05031978"), ("code", "LS-1")]).unwrap().remove(0);
    let told = differences(edit.was.as_ref(), edit.becomes.as_ref(), &province.view);
    let fields: Vec<(&str, &str)> = told.iter().map(|d| (d.sheet.columns()[d.column].id, d.becomes.as_str())).collect();
    assert_eq!(fields, [("code", "LS-1"), ("born", "05/03/1978")]);
    let add = Task::Add { sheet: Sheet::Grade, key: RecordKey { kind: RecordKind::Grades, id: cadre.id } };
    let edit = province.fill(add, &[("period", "q1/2024"), ("grade", "good")]).unwrap().remove(0);
    let told = differences(edit.was.as_ref(), edit.becomes.as_ref(), &province.view);
    assert_eq!(
        told.iter().map(|d| (d.was.as_str(), d.becomes.as_str())).collect::<Vec<_>>(),
        [("", "Q1/2024"), ("", "good")]
    );
}

#[test]
fn what_is_new_has_an_id_only_within_its_proposal_until_it_is_written() {
    let province = province();
    let fields = [("name", "Nông Thị Thử"), ("sex", "female"), ("born", "3/1990"), ("origin", "xã Hải Yến")];
    let edits = province.fill(Task::Do(Operation::NewCadre), &fields).unwrap();
    assert_eq!(try_out(&province.view, &province.policy, &edits, day(TODAY)).unwrap().findings, []);
    assert!(edits.iter().all(|e| is_provisional(e.key().unwrap().id)));
}
