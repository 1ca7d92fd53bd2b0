//! Gates at the door of an appointment, on the command line: what is refused without the authority's paper, what no paper
//! lifts, what a list only records, which law judged, and what becomes of the seats of who leaves.

use crate::support::{Home, said, sample};
use serde_json::Value;

const TODAY: [&str; 2] = ["--today", "2026-12-01"];
const PAPER: [&str; 6] =
    ["--override-doc", "7-TB/TU", "--override-date", "2026-11-20", "--override-by", "Ban Thường vụ Tỉnh ủy"];

/// A department of its own, with a head's post and one of deputies of which nobody is planned.
struct Department {
    home: Home,
    head: String,
    deputy: String,
}

fn only(home: &Home, query: &str) -> String {
    home.json(&["find", query, "--limit", "1", "--as-of", "2026-12-01"])[0]["id"].as_str().unwrap().to_owned()
}

fn run(home: &Home, words: &[&str]) -> (i32, Value) {
    let out = home.run(&[words, &TODAY, &["--json"]].concat());
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    (out.status.code().unwrap(), serde_json::from_str(&text).unwrap_or(Value::String(said(&out))))
}

fn done(home: &Home, words: &[&str]) -> Value {
    let (code, answer) = run(home, words);
    assert_eq!(code, 0, "{words:?}: {answer}");
    answer
}

fn department() -> Department {
    let home = Home::like(&sample());
    let province = only(&home, "Tỉnh Lạng Sơn");
    let parent = format!("parent-state={province}");
    done(
        &home,
        &[
            "add",
            "unit",
            "name=Thử nghiệm",
            "kind=so",
            "level=province",
            &parent,
            "number=90",
            "--effective",
            "2020-01-01",
        ],
    );
    let unit = only(&home, "Sở Thử nghiệm");
    for (title, seats) in [("title=giam-doc-so", "seats=1"), ("title=pho-giam-doc-so", "seats=3")] {
        done(&home, &["add", "post", &unit, title, seats, "--effective", "2020-01-01"]);
    }
    let posts = home.json(&["show", &unit, "--as-of", "2026-12-01"])["posts"].clone();
    let post = |title: &str| {
        let found = posts.as_array().unwrap().iter().find(|p| p["title"] == title);
        found.unwrap_or_else(|| panic!("{posts}"))["id"].as_str().unwrap().to_owned()
    };
    let (head, deputy) = (post("Giám đốc Sở"), post("Phó Giám đốc Sở"));
    Department { home, head, deputy }
}

/// Somebody who is concluded upon, born on a day.
fn person(home: &Home, name: &str, born: &str) -> String {
    let (name_is, born) = (format!("name={name}"), format!("born={born}"));
    done(
        home,
        &[
            "add",
            "cadre",
            &name_is,
            &born,
            "sex=male",
            "ethnic=kinh",
            "payroll=civil-servant",
            "--effective",
            "2010-01-01",
        ],
    );
    let id = only(home, name);
    let by = "by=provincial-standing-committee";
    done(home, &["add", "conclusion", &id, "decision=1-KL/TU", "on=01/02/2019", "outcome=meets", by]);
    id
}

fn appoint<'a>(cadre: &'a str, post: &'a str, on: &'a str) -> Vec<&'a str> {
    vec![
        "add",
        "appointment",
        cadre,
        post,
        "act=appointed",
        "--effective",
        on,
        "--decision",
        "12-QĐ",
        "--decision-date",
        on,
    ]
}

fn finding<'v>(answer: &'v Value, rule: &str) -> &'v Value {
    let found = answer["findings"].as_array().and_then(|all| all.iter().find(|f| f["rule"] == rule));
    found.unwrap_or_else(|| panic!("{rule} is silent: {answer}"))
}

#[test]
fn case_8_promoted_after_eleven_months_is_refused_without_the_paper_and_taken_after_twelve() {
    let Department { home, head, deputy } = department();
    let cadre = person(&home, "Phan Thử Tám", "10/05/1985");
    let (head, deputy) = (format!("post={head}"), format!("post={deputy}"));
    done(&home, &appoint(&cadre, &deputy, "2026-01-01"));
    let early = appoint(&cadre, &head, "2026-12-01");
    for more in [&[][..], &["--dry-run"][..]] {
        let (code, answer) = run(&home, &[&early[..], more].concat());
        assert_eq!((code, &finding(&answer, "tenure")["measured"]), (3, &Value::from(11)), "{more:?}");
    }
    let tried = done(&home, &[&early[..], &PAPER, &["--dry-run"]].concat());
    assert_eq!(finding(&tried, "tenure")["verdict"], "special");
    let in_time = appoint(&cadre, &head, "2027-01-01");
    let met = done(&home, &[&in_time[..], &["--dry-run"]].concat());
    assert!(met["findings"].as_array().unwrap().iter().all(|f| f["rule"] != "tenure"), "{met}");
}

#[test]
fn case_9_a_first_appointment_with_fifty_months_left_is_a_special_case_and_with_forty_seven_never() {
    let Department { home, head, .. } = department();
    let (fifty, less) = (person(&home, "Phan Thử Chín", "10/02/1969"), person(&home, "Phan Thử Mười", "10/11/1968"));
    let post = format!("post={head}");
    let make = appoint(&fifty, &post, "2026-12-01");
    let (code, refused) = run(&home, &make);
    assert_eq!((code, &finding(&refused, "appointment-age-2025")["verdict"]), (3, &Value::from("broken")));
    // 47 months: whatever the paper
    let never = [&appoint(&less, &post, "2026-12-01")[..], &PAPER].concat();
    for more in [&["--dry-run"][..], &[][..]] {
        let (code, refused) = run(&home, &[&never[..], more].concat());
        assert_eq!((code, &finding(&refused, "appointment-age-2025")["measured"]), (3, &Value::from(47)));
    }
    // with the paper it is taken, said so in the real run too, and the paper stays with the appointment
    let taken = done(&home, &[&make[..], &PAPER].concat());
    assert_eq!(finding(&taken, "appointment-age-2025")["verdict"], "special");
    let shown = home.json(&["show", &fifty, "--as-of", "2026-12-01"]);
    assert_eq!(shown["career"][0]["exception"], "7-TB/TU");
    let unit = only(&home, "Sở Thử nghiệm");
    let (code, listed) =
        run(&home, &["check", "--unit", &unit, "--as-of", "2026-12-02", "--rule", "appointment-age-2025"]);
    assert_eq!((code, &listed[0]["verdict"]), (0, &Value::from("special")), "listed, and no breach: {listed}");
}

#[test]
fn without_a_conclusion_in_no_pool_and_under_discipline_nobody_is_elected_in_2024() {
    let Department { home, head, .. } = department();
    let name = "name=Phan Thử Việc";
    done(
        &home,
        &[
            "add",
            "cadre",
            name,
            "born=10/05/1980",
            "sex=male",
            "ethnic=kinh",
            "payroll=civil-servant",
            "--effective",
            "2010-01-01",
        ],
    );
    let cadre = only(&home, "Phan Thử Việc");
    done(&home, &["add", "discipline", &cadre, "measure=warning", "from=01/03/2024", "expires=01/03/2025"]);
    done(&home, &["add", "status", &cadre, "status=suspended", "from=01/03/2024"]);
    let post = format!("post={head}");
    let make = [
        "add",
        "appointment",
        &cadre,
        &post,
        "act=elected",
        "--effective",
        "2024-05-02",
        "--decision",
        "80-QĐ",
        "--decision-date",
        "2024-05-01",
    ];
    let (code, tried) = run(&home, &[&make[..], &["--dry-run"]].concat());
    let (real, refused) = run(&home, &make);
    assert_eq!((code, real), (3, 3));
    for rule in ["appointment-conclusion", "appointment-discipline-in-force", "appointment-statuses"] {
        assert_eq!(finding(&tried, rule)["verdict"], "broken");
        assert_eq!(finding(&refused, rule)["judged"], "2024-05-01", "by the law of its decision");
    }
    // today's law says it too, by its own rules
    let today: Vec<&str> = tried["today"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap()).collect();
    assert!(
        today.contains(&"appointment-discipline-in-force-2025") || today.contains(&"appointment-statuses-2025"),
        "{today:?}"
    );
}

#[test]
fn soft_findings_are_said_in_the_real_run_as_in_the_dry_one() {
    let Department { home, deputy, .. } = department();
    let cadre = person(&home, "Phan Thử Mềm", "10/05/1985");
    let post = format!("post={deputy}");
    let make = appoint(&cadre, &post, "2026-12-01");
    let tried = done(&home, &[&make[..], &["--dry-run"]].concat());
    let taken = done(&home, &make);
    assert_eq!(finding(&tried, "appointment-grades")["verdict"], "unknown", "no grade is on record");
    assert_eq!(tried["findings"], taken["findings"]);
}

#[test]
fn with_today_alone_a_dry_run_is_judged_by_the_law_of_today() {
    let Department { home, deputy, .. } = department();
    let cadre = person(&home, "Phan Thử Nay", "10/05/1985");
    let post = format!("post={deputy}");
    let tried = done(&home, &["add", "appointment", &cadre, &post, "act=appointed", "--dry-run"]);
    assert!(tried["findings"].as_array().unwrap().iter().all(|f| f["judged"] == "2026-12-01"), "{tried}");
    assert!(tried.get("today").is_none(), "one law judged: {tried}");
}

#[test]
fn a_list_records_what_people_hold_and_judges_who_is_appointed_since_the_register_is_kept() {
    let Department { home, .. } = department();
    let unknown = "outcome=does-not-meet";
    for name in ["Phan Thử Trước", "Phan Thử Sau"] {
        let cadre = person(&home, name, "10/05/1985");
        done(&home, &["edit", "conclusion", &cadre, unknown]);
    }
    let file = home.path().join("list.csv");
    let import = |row: &str, more: &[&str]| {
        let heads = "Họ và tên;Đơn vị;Chức vụ;Từ ngày;Hình thức";
        std::fs::write(&file, format!("{heads}\n{row}\n")).unwrap();
        run(&home, &[&["import", "appointments", file.to_str().unwrap()], more].concat())
    };
    // in the post since before the register was kept: recorded, and told
    let (code, answer) = import("Phan Thử Trước;Sở Thử nghiệm;pho-giam-doc-so;01/03/2022;Bổ nhiệm", &[]);
    assert_eq!((code, &answer["recorded_before"]), (0, &Value::from(1)), "{answer}");
    // appointed now: refused as the form would
    let (code, answer) = import("Phan Thử Sau;Sở Thử nghiệm;giam-doc-so;01/12/2026;Bổ nhiệm", &["--dry-run"]);
    assert_eq!(code, 3, "{answer}");
}

#[test]
fn a_grade_above_the_units_is_refused_in_the_dry_run_and_in_the_real_one() {
    let Department { home, head, .. } = department();
    let cadre = person(&home, "Phan Thử Loại", "10/05/1985");
    let post = format!("post={head}");
    done(&home, &appoint(&cadre, &post, "2024-12-01"));
    let unit = only(&home, "Sở Thử nghiệm");
    done(&home, &["add", "unit-grade", &unit, "period=2025", "grade=completed"]);
    let grade = ["add", "grade", &cadre, "period=2025", "grade=excellent"];
    for more in [&["--dry-run"][..], &[][..]] {
        let (code, answer) = run(&home, &[&grade[..], more].concat());
        assert_eq!((code, &finding(&answer, "head-grade")["verdict"]), (3, &Value::from("broken")));
    }
}

#[test]
fn who_moves_out_of_a_party_organisation_leaves_its_committee_and_nothing_stays_open_unasked() {
    let Department { home, deputy, .. } = department();
    // a secretary of a commune with seats in its committees
    let secretary =
        home.json(&["find", "cd:\"bí thư đảng ủy\"", "--kind", "cadre", "--limit", "20", "--as-of", "2026-12-01"]);
    let (cadre, held) = secretary
        .as_array()
        .unwrap()
        .iter()
        .find_map(|c| {
            let id = c["id"].as_str().unwrap().to_owned();
            let shown = home.json(&["show", &id, "--as-of", "2026-12-01"]);
            let career = shown["career"].as_array().unwrap().clone();
            let held: Vec<Value> =
                career.into_iter().filter(|a| a["to"].is_null() && a["concurrent"] == true).collect();
            held.iter().any(|a| a["title"] == "Ủy viên Ban Chấp hành Đảng bộ").then_some((id, held))
        })
        .unwrap();
    let post = format!("--post={deputy}");
    let send = [
        "rotation",
        "send",
        "--cadre",
        &cadre,
        &post,
        "move=province-commune",
        "purpose=need",
        "--effective",
        "2026-12-02",
        "--decision",
        "81-QĐ",
        "--decision-date",
        "2026-12-01",
    ];
    let id = |a: &Value| a["id"].as_str().unwrap().to_owned();
    let committee = held.iter().find(|a| a["title"] == "Ủy viên Ban Chấp hành Đảng bộ").map(id).unwrap();
    // what no rule settles must be said
    let open: Vec<String> =
        held.iter().filter(|a| !a["title"].as_str().unwrap().starts_with("Ủy viên")).map(id).collect();
    let answers: Vec<String> = held.iter().map(id).filter(|a| *a != committee).map(|a| format!("{a}:keep")).collect();
    let (code, refused) = run(&home, &[&send[..], &PAPER].concat());
    if !open.is_empty() {
        assert_eq!(code, 3);
        assert!(open.iter().all(|id| refused.to_string().contains(id.as_str())), "{refused}");
    }
    let seats = format!("seats={}", answers.join(","));
    let more: &[&str] = if answers.is_empty() { &[] } else { &[&seats] };
    let taken = done(&home, &[&send[..], more, &PAPER].concat());
    let told = taken["seats"].as_array().unwrap().iter().find(|s| s["appointment"] == committee.as_str()).unwrap();
    assert_eq!((&told["does"], &told["rule"]), (&Value::from("end"), &Value::from("seat-out-of-committee")));
    let after = home.json(&["show", &cadre, "--as-of", "2026-12-02"])["career"].clone();
    let seat = after.as_array().unwrap().iter().find(|a| a["id"] == committee.as_str()).unwrap();
    assert_eq!((&seat["to"], &seat["ended"]), (&Value::from("2026-12-01"), &Value::from("transferred")));
    // a seat of somebody else is not the person's to keep
    let (code, wrong) = run(&home, &["end", "appointment", &committee, "act=resigned", "seats=a-1-1:end", "--dry-run"]);
    assert_eq!(code, 3, "{wrong}");
}
