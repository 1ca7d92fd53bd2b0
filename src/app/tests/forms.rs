use super::*;
use crate::app::overlays::form::Form;
use crate::app::overlays::form::FormPurpose;
use crate::app::session::effect::Change;
use crate::domain::{ActKind, AppointmentId, Cadre, CadreId, Edit, PostId, Record, RecordKind, Span};
use crate::policy::Verdict;
use crate::register::fields::{Operation, Sheet, Task, differences};

/// What was proposed last, with the exception it rests on.
fn proposed(bench: &mut Bench) -> (u64, Vec<Edit>, Option<crate::domain::Override>) {
    loop {
        match bench.asked.pop() {
            Some(Effect::Change(Change::Commit { generation, edits, exception, .. })) => {
                return (generation, edits, exception);
            }
            Some(_) => {}
            None => panic!("nothing was proposed; the form is {:?}", problems(bench)),
        }
    }
}

/// The register takes what was proposed; what changed, cell by cell.
fn taken(bench: &mut Bench) -> Vec<String> {
    let (generation, edits, _) = proposed(bench);
    let view = bench.model.cx.view.clone();
    let told = edits.iter().flat_map(|e| differences(e.was.as_ref(), e.becomes.as_ref(), &view));
    let column = |sheet: Sheet, at: usize| sheet.columns()[at].id;
    let told = told.map(|d| format!("{}.{}: {} → {}", d.sheet.id(), column(d.sheet, d.column), d.was, d.becomes));
    let told = told.collect();
    let mut snapshot = (*view.snapshot).clone();
    edits.into_iter().for_each(|e| snapshot.apply(e));
    snapshot.revision = Revision(snapshot.revision.0 + 1);
    bench.say(Msg::Snapshot(snapshot.into()));
    let said = Notice { key: "said.saved", with: vec!["1".to_owned()] };
    bench.say(Msg::Committed { generation, result: Ok(said), created: None });
    assert!(!bench.model.cx.over.is_open(), "what is saved is closed");
    told
}

/// What stands beside the fields of the open form.
fn problems(bench: &Bench) -> Vec<(String, String)> {
    let Some(form) = bench.model.cx.over.get::<Form>() else { return Vec::new() };
    let beside = form.fields.iter().filter_map(|f| Some((f.column.id.to_owned(), f.problem.as_ref()?)));
    let whole = form.problem.iter().map(|said| (String::new(), said));
    beside.chain(whole).map(|(column, said)| (column, said.key.to_owned())).collect()
}

fn dossier(tab: usize) -> Bench {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"nong thi hoa\" enter");
    assert_eq!(bench.model.cx.screen, Screen::Dossier);
    (0..tab).for_each(|_| _ = bench.keys("tab"));
    bench
}

#[test]
fn every_fact_of_a_dossier_is_entered_from_the_keyboard() {
    // the tab, what is typed into the list of what can be added, the fields; what becomes of it
    let cases: &[(usize, &str, &[&str])] = &[
        (2, "a \"q1/2024\" tab \"tot\" tab ctrl-s", &["grade.period:  → Q1/2024", "grade.grade:  → good"]),
        (
            7,
            "a \"ky luat\" enter \"khien\" tab \"co\" tab ctrl-u \"1/3/2024\" tab \"01032025\" tab \"5-QĐ/HU\" tab \"28/2/2024\" ctrl-s",
            &[
                "discipline.measure:  → reprimand",
                "discipline.by-party:  → yes",
                "discipline.from:  → 01/03/2024",
                "discipline.expires:  → 01/03/2025",
                "discipline.decision:  → 5-QĐ/HU",
                "discipline.decision-date:  → 28/02/2024",
            ],
        ),
        (
            7,
            "a \"khen\" enter \"bang khen\" tab \"2023\" tab \"hoàn thành sắp xếp thôn\" ctrl-s",
            &["praise.when:  → 2023", "praise.product:  → hoàn thành sắp xếp thôn"],
        ),
        (
            7,
            "a \"tin nhiem\" enter \"20/12/2022\" tab \"30\" tab \"25\" tab \"4\" tab \"1\" ctrl-s",
            &["vote.returned:  → 30", "vote.low:  → 1"],
        ),
        (
            6,
            "a \"chong\" tab \"hoang van binh\" down enter ctrl-s",
            &["relative.relation:  → chong", "relative.cadre:  → c-0-"],
        ),
        (
            0,
            "a \"trang thai\" enter \"di hoc\" tab ctrl-u \"1/9/2023\" tab \"30/6/2024\" ctrl-s",
            &["status.status:  → studying", "status.from:  → 01/09/2023", "status.to:  → 30/06/2024"],
        ),
        (
            0,
            "a \"trinh do\" enter \"thac si\" tab ctrl-u \"1/6/2023\" ctrl-s",
            &["qualification.level:  → education.master"],
        ),
    ];
    for (tab, script, expected) in cases {
        let mut bench = dossier(*tab);
        bench.keys(script);
        let told = taken(&mut bench);
        for wanted in *expected {
            assert!(told.iter().any(|t| t.starts_with(wanted)), "{script}: {told:?} has no {wanted}");
        }
    }
}

#[test]
fn a_line_of_the_dossier_is_corrected_where_it_stands_and_a_row_is_removed() {
    let mut bench = dossier(0);
    // the birth date is the second line of the card
    bench.keys("down e");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("a form") };
    assert_eq!(form.fields[form.at].column.id, "born");
    bench.keys("ctrl-u \"05031978\" ctrl-s");
    assert_eq!(taken(&mut bench), ["card.born: 12/03/1984 → 05/03/1978"]);

    let mut bench = dossier(2);
    bench.keys("d ctrl-s");
    assert_eq!(taken(&mut bench).len(), 2, "period and grade of the newest year are gone");
}

#[test]
fn what_is_wrong_stands_beside_the_field_and_nothing_is_proposed() {
    let mut bench = dossier(0);
    bench.keys("down e ctrl-u \"5/3/2031\"");
    assert_eq!(problems(&bench), [("born".to_owned(), "problem.to-come".to_owned())], "while it is typed");
    bench.keys("ctrl-s");
    assert!(!bench.asked.iter().any(|e| matches!(e, Effect::Change(Change::Commit { .. }))));
    bench.keys("ctrl-u \"31/2/1978\" ctrl-s");
    assert_eq!(problems(&bench), [("born".to_owned(), "problem.no-date".to_owned())]);
    bench.keys("ctrl-u \"3/1978\" ctrl-s");
    assert_eq!(taken(&mut bench), ["card.born: 12/03/1984 → 03/1978"]);
}

#[test]
fn somebody_is_appointed_and_a_full_post_asks_for_the_document_of_an_exception() {
    let mut bench = dossier(1);
    bench.keys("a \"bo nhiem\" enter tab tab \"chu tich ubnd huyen\"");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("a form") };
    let at = form.fields[form.at].offers.iter().position(|o| !o.text.contains("xã")).unwrap();
    (0..=at).for_each(|_| _ = bench.keys("down"));
    bench.keys("enter ctrl-s");
    assert!(!bench.asked.iter().any(|e| matches!(e, Effect::Change(Change::Commit { .. }))), "the post is held");
    assert!(problems(&bench).contains(&(String::new(), "form.stopped".to_owned())), "{:?}", problems(&bench));
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the form stays") };
    assert!(form.findings.iter().any(|f| &*f.rule == "seats"), "{:?}", form.findings);
    bench.keys("ctrl-x \"7-CV/TU\" ctrl-s");
    assert_eq!(problems(&bench), [("exception-date".to_owned(), "problem.needed".to_owned())]);
    bench.keys("\"28/4/2024\" tab \"Ban Thường vụ Tỉnh ủy\" tab \"chuyển giao\" ctrl-s");
    let (_, edits, exception) = proposed(&mut bench);
    let exception = exception.unwrap();
    assert_eq!((exception.document.as_str(), exception.reason.as_str()), ("7-CV/TU", "chuyển giao"));
    let kinds: Vec<RecordKind> = edits.iter().filter_map(|e| e.key()).map(|k| k.kind).collect();
    assert_eq!(kinds, [RecordKind::Appointment; 2], "the chair of the commune is left, the district's begins");
}

#[test]
fn an_appointment_ends_and_a_person_retires_from_all() {
    let mut bench = dossier(1);
    bench.keys("end d \"thoi giu\" enter ctrl-s");
    let told = taken(&mut bench);
    assert!(told.contains(&"appointment.ended: reorganised → relieved".to_owned()), "{told:?}");
    let mut bench = dossier(0);
    bench.keys("d \"nghi huu\" enter ctrl-s");
    assert!(problems(&bench).iter().any(|(_, key)| key == "problem.changes-later"), "a later post is known");
    bench.keys("ctrl-u \"1/8/2025\" ctrl-s");
    let told = taken(&mut bench);
    assert!(told.contains(&"appointment.ended:  → retired".to_owned()), "{told:?}");
    assert!(told.iter().any(|t| t.starts_with("payroll.to")), "{told:?}");
}

#[test]
fn a_unit_is_corrected_changed_from_a_date_added_to_and_not_ended_while_anybody_is_in_it() {
    let open = || {
        let mut bench = Bench::open((120, 40));
        bench.keys("/ \"hai yen\" enter");
        bench
    };
    let mut bench = open();
    bench.keys("e \"ten goi\" enter ctrl-u \"Hải Yên\" ctrl-s");
    let told = taken(&mut bench);
    assert_eq!(told, ["name.name: Hải Yến → Hải Yên"], "a correction leaves no trace of a change");
    let mut bench = open();
    bench.keys("E \"ten goi\" enter");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("a form") };
    assert!(form.fields.iter().all(|f| f.column.id != "to"));
    bench.keys("ctrl-u \"Hải Yên\" tab ctrl-u \"1/3/2024\" ctrl-s");
    let told = taken(&mut bench);
    assert!(told.iter().any(|t| t == "name.to:  → 29/02/2024"), "{told:?}");
    let mut bench = open();
    bench.keys("a \"them chuc vu\" enter tab \"ct-ubnd-xa\" tab tab ctrl-s");
    assert!(taken(&mut bench).contains(&"post.title:  → ct-ubnd-xa".to_owned()));
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"tan thanh\" enter d \"ket thuc don vi\" enter ctrl-s");
    assert_eq!(problems(&bench), [("from".to_owned(), "problem.not-empty".to_owned())]);
}

#[test]
fn the_usual_way_is_suggested_and_one_key_takes_it() {
    let mut bench = Bench::open((120, 40));
    bench.keys("/ \"hai yen\" enter e \"ten goi\" enter");
    let purpose = |bench: &Bench| {
        let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("a form") };
        let FormPurpose::Task(task) = form.purpose.clone() else { panic!("a task") };
        (task.intent(), form.usual.map(|t| t.intent()))
    };
    assert_eq!(purpose(&bench), ("correct", Some("change")), "the name has held for years");
    bench.keys("ctrl-g");
    assert_eq!(purpose(&bench).0, "change");
}

#[test]
fn the_same_change_on_many_shows_what_would_change_and_is_one_revision() {
    let mut bench = Bench::open((120, 40));
    bench.keys("C space space space b \"xep loai\" enter \"2023\" tab \"xuat sac\" tab");
    let twice = ("period".to_owned(), "problem.period-twice".to_owned());
    assert_eq!(problems(&bench), [twice], "what is wrong with all three is wrong with the form");
    bench.keys("shift-tab shift-tab ctrl-u \"2024\" tab");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("a form") };
    assert_eq!((form.preview.changes.len(), form.preview.refused.len()), (3, 0));
    bench.keys("ctrl-s");
    let (_, edits, _) = proposed(&mut bench);
    assert_eq!(edits.len(), 3);
}

#[test]
fn what_was_half_typed_is_taken_up_again_and_nothing_sensitive_is_kept() {
    let mut bench = dossier(0);
    bench.keys("down e ctrl-u \"7/7/1977\" esc");
    assert!(bench.said().contains("Đã giữ"), "{}", bench.said());
    bench.keys("T R");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the form again") };
    let born = form.fields.iter().find(|f| f.column.id == "born").unwrap();
    assert_eq!(born.input.text(), "7/7/1977");
    bench.keys("ctrl-s");
    assert_eq!(taken(&mut bench), ["card.born: 12/03/1984 → 07/07/1977"]);
    bench.keys("R");
    assert!(!bench.model.cx.over.is_open(), "what is saved is not offered again");

    let mut bench = dossier(7);
    bench.keys("a \"ket luan\" enter \"9-KL/TU\" esc");
    assert!(bench.model.cx.draft.is_none());
    let mut bench = dossier(0);
    bench.keys("down e ctrl-u \"7/7/1977\"");
    let kept = bench.model.cx.draft.clone().unwrap();
    let religion = Sheet::Card.columns().iter().position(|c| c.id == "religion").unwrap();
    assert_eq!(kept.cells[religion], "");
}

#[test]
fn a_long_text_has_lines_and_is_saved_as_a_whole() {
    let mut bench = dossier(0);
    bench.keys("e");
    assert!(bench.model.cx.over.get::<Form>().is_some());
    bench.keys("esc");
    bench.say(Msg::Texts {
        cadre: bench.model.screens.dossier.cadre.unwrap(),
        training: None,
        dossier: Some(texts(&bench)),
    });
    let of_texts = |l: &crate::app::parts::page::Row| l.entry.is_some_and(|e| e.sheet == Sheet::Texts);
    let at = bench.model.screens.dossier.lines.iter().position(of_texts).unwrap();
    bench.keys("home");
    (0..at).for_each(|_| _ = bench.keys("down"));
    bench.keys("e");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("a form") };
    let at = form.fields.iter().position(|f| f.column.id == "note").unwrap();
    let steps = (at + form.fields.len() - form.at) % form.fields.len();
    (0..steps).for_each(|_| _ = bench.keys("tab"));
    bench.keys("\"dòng một\" enter \"dòng hai\" up \"!\" ctrl-s");
    let told = taken(&mut bench);
    assert!(told.iter().any(|t| t.starts_with("texts.note") && t.contains("dòng một!\ndòng hai")), "{told:?}");
}

fn texts(bench: &Bench) -> crate::domain::Dossier {
    let cadre = bench.model.screens.dossier.cadre.unwrap();
    crate::domain::Dossier {
        birthplace: "Cao Lộc".to_owned(),
        residence: "Cao Lộc".to_owned(),
        background: "Nông dân".to_owned(),
        strengths: "Pháp luật".to_owned(),
        duty: "Chủ tịch".to_owned(),
        ..crate::domain::Dossier::new(cadre)
    }
}

/// The province with one post more, of which nobody is planned, and a seat of the district's committee beside the chair.
fn with_a_department(bench: &mut Bench) -> (CadreId, PostId, AppointmentId) {
    use crate::domain::{Appointment, Conclusion, Nature, Outcome, Post, Record, Standing, Tier};
    let view = bench.model.cx.view.clone();
    let mut snapshot = (*view.snapshot).clone();
    let named = |name: &str| snapshot.cadres.values().find(|c| c.name == name).unwrap();
    let was = (**named("Vi Văn An")).clone();
    let an = was.id;
    let title = |code: &str| view.catalogue.title_coded(code).unwrap().id;
    let units = |level| snapshot.units.values().find(|u| u.form(view.on).is_some_and(|f| f.level == level)).unwrap().id;
    let (province, district) = (units(crate::domain::Level::Province), units(crate::domain::Level::District));
    let since = Span::since(fixture::day("01/01/2019"));
    let head = Post::new(PostId::new(1, 9_001), province, title("giam-doc-so"), since, 1);
    let until = Span::new(since.from, fixture::day("01/07/2025"));
    let committee = Post::new(PostId::new(1, 9_002), district, title("uvbch-huyen"), until, 30);
    let held = Span::new(fixture::day("01/07/2021"), until.to);
    let seat = Appointment::new(AppointmentId::new(1, 9_003), an, committee.id, held, ActKind::Elected);
    let seat = Appointment { concurrent: true, ended: Some(ActKind::Reorganised.into()), ..seat };
    let by = Tier::ProvincialStandingCommittee;
    let conclusion = Conclusion { number: "1".to_owned(), on: fixture::day("01/02/2024"), outcome: Outcome::Meets, by };
    let standing = Standing { cadre: an, conclusions: vec![conclusion], votes: Vec::new(), exempt: Vec::new() };
    let card = Cadre { born: crate::domain::PartialDate::parse("10/02/1969").unwrap(), ..was.clone() };
    let (post, chosen) = (head.id, seat.id);
    let (was, becomes) = (Some(Record::Cadre(was)), Some(Record::Cadre(card)));
    snapshot.apply(Edit { nature: Nature::Correction, was, becomes });
    let new = [Record::Post(head), Record::Post(committee), Record::Appointment(seat), Record::Standing(standing)];
    new.into_iter().for_each(|record| snapshot.apply(Edit::create(record)));
    snapshot.revision = Revision(snapshot.revision.0 + 1);
    bench.say(Msg::Snapshot(snapshot.into()));
    (an, post, chosen)
}

fn appoint(bench: &mut Bench, cadre: CadreId, post: PostId) {
    let task = Task::Do(Operation::Appoint(Some(cadre), Some(post)));
    crate::app::overlays::form::open(&mut bench.model.cx, task);
}

fn verdict(bench: &Bench, rule: &str) -> Option<Verdict> {
    let form = bench.model.cx.over.get::<Form>().unwrap();
    form.findings.iter().find(|f| &*f.rule == rule).map(|f| f.verdict)
}

#[test]
fn case_9_the_form_of_an_appointment_says_what_the_rules_find_before_it_is_saved() {
    let mut bench = Bench::open((120, 40));
    let (an, post, _) = with_a_department(&mut bench);
    appoint(&mut bench, an, post);
    bench.keys("tab tab tab ctrl-u \"1/12/2026\"");
    assert_eq!(verdict(&bench, "appointment-age-2025"), Some(Verdict::Broken), "50 months are left, and no paper");
    bench.keys("ctrl-s");
    assert_eq!(problems(&bench), [(String::new(), "form.stopped".to_owned())]);
    bench.keys("ctrl-x \"7-TB/TU\" tab \"20/11/2026\" tab \"Ban Thường vụ Tỉnh ủy\" tab \"trường hợp đặc biệt\"");
    assert_eq!(verdict(&bench, "appointment-age-2025"), Some(Verdict::Special));
    // 47 months: the paper does not help
    bench.keys("shift-tab shift-tab shift-tab shift-tab");
    let form = bench.model.cx.over.get_mut::<Form>().unwrap();
    form.at = form.fields.iter().position(|f| f.column.id == "from").unwrap();
    bench.keys("ctrl-u \"1/3/2027\" ctrl-s");
    assert_eq!(problems(&bench), [(String::new(), "form.forbidden".to_owned())]);
    bench.model.cx.over.get_mut::<Form>().unwrap().at = 3;
    bench.keys("ctrl-u \"1/12/2026\" ctrl-s");
    assert!(proposed(&mut bench).2.is_some());
}

#[test]
fn each_seat_that_is_still_held_has_a_field_with_what_the_rule_says_and_one_key_decides() {
    let mut bench = Bench::open((120, 40));
    let (an, post, seat) = with_a_department(&mut bench);
    appoint(&mut bench, an, post);
    let field = |bench: &Bench| {
        let form = bench.model.cx.over.get::<Form>().unwrap();
        let at = form.fields.iter().position(|f| f.seat.as_ref().is_some_and(|s| s.appointment == seat)).unwrap();
        (at, form.fields[at].cell(), form.fields[at].seat.clone().unwrap().says)
    };
    let (at, cell, says) = field(&bench);
    assert_eq!(cell, "end", "who leaves the party organisation of the district leaves its committee: {says}");
    assert!(says.contains("đảng bộ"), "{says}");
    bench.model.cx.over.get_mut::<Form>().unwrap().at = at;
    bench.keys("\"g\"");
    assert_eq!(field(&bench).1, "keep");
    bench.keys("\"k\"");
    assert_eq!(field(&bench).1, "end");
    bench.keys("ctrl-s");
    let (_, edits, _) = proposed(&mut bench);
    let ended = edits.iter().any(
        |e| matches!(&e.becomes, Some(Record::Appointment(a)) if a.id == seat && a.span.to == bench.model.cx.view.on),
    );
    assert!(ended, "{edits:?}");
}
