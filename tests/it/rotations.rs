//! Rotations on the command line: a move through every step to each of its ends, what the journal tells of it, undone
//! step by step, and what is refused with nothing changed.

use crate::support::{Home, said, sample};
use serde_json::Value;

/// After the reorganisation, so that nothing ends while somebody is away.
const ON: [&str; 2] = ["--as-of", "2025-09-01"];

/// Somebody who may be rotated, and where to.
struct Plot {
    cadre: String,
    /// The post that is held.
    held: String,
    /// Posts about as high with a free seat, in two communes.
    free: [String; 2],
    /// A post of which no seat is free.
    full: String,
}

fn rotation(home: &Home, step: &str, more: &[&str]) -> std::process::Output {
    home.run(&[&["rotation", step], more, &ON].concat())
}

fn done(home: &Home, step: &str, more: &[&str]) {
    let out = rotation(home, step, more);
    assert_eq!(out.status.code(), Some(0), "{step} {more:?}: {}", said(&out));
}

fn head(home: &Home) -> u64 {
    home.json(&["journal", "--limit", "1"])[0]["revision"].as_u64().unwrap()
}

/// A step that must be refused: exit status 3, no revision, and what was said.
fn refused(home: &Home, step: &str, more: &[&str]) -> String {
    let before = head(home);
    let out = rotation(home, step, more);
    assert_eq!(out.status.code(), Some(3), "{step} {more:?}: {}", said(&out));
    assert_eq!(head(home), before, "{step} {more:?} changed something");
    said(&out)
}

/// One that must be refused in one sentence.
fn told(home: &Home, step: &str, more: &[&str], expected: &str) {
    let text = refused(home, step, more);
    assert_eq!(text.trim().lines().count(), 1, "{text}");
    assert!(text.contains(expected), "{step} {more:?}: {text}");
}

fn list(home: &Home, on: &str) -> Value {
    home.json(&["rotation", "list", "--as-of", on])
}

fn row(home: &Home, on: &str, id: &str) -> Value {
    list(home, on).as_array().unwrap().iter().find(|r| r["id"] == id).unwrap().clone()
}

fn plot(home: &Home) -> Plot {
    let tree = home.json(&["tree", "--depth", "1", ON[0], ON[1]]);
    let communes = tree["children"].as_array().unwrap().iter().filter(|u| u["level"] == "commune");
    let posts: Vec<Vec<Value>> = communes
        .map(|u| home.json(&["show", u["id"].as_str().unwrap(), ON[0], ON[1]])["posts"].as_array().unwrap().clone())
        .collect();
    let post = |at: usize, title: &str, free: bool| -> String {
        let fits = |p: &&Value| p["title"] == title && (p["vacant"].as_u64().unwrap() > 0) == free;
        posts[at].iter().find(fits).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let sources = home.json(&["rotation", "list", "--queue", "source", ON[0], ON[1]]);
    let fits = |s: &&Value| {
        s["verdict"] == "met" && s["post"]["title"].as_str().unwrap().starts_with("Phó Chủ tịch Ủy ban MTTQ")
    };
    let source = sources.as_array().unwrap().iter().find(fits).unwrap();
    Plot {
        cadre: source["cadre"].as_str().unwrap().to_owned(),
        held: source["post"]["post"].as_str().unwrap().to_owned(),
        free: [post(0, "Trưởng ban HĐND", true), post(1, "Trưởng ban HĐND", true)],
        full: post(0, "Phó Chủ tịch UBND", false),
    }
}

/// Proposes a move and returns its id.
fn proposed(home: &Home, plot: &Plot) -> String {
    let who = ["--cadre", &plot.cadre, "--post", &plot.free[0], "--effective", "2025-09-01", "planned=2025-11-03"];
    done(home, "propose", &who);
    let rows = list(home, ON[1]);
    let own = rows.as_array().unwrap().iter().find(|r| r["cadre"] == plot.cadre.as_str()).unwrap();
    assert_eq!((&own["state"], &own["queue"]), (&"proposed".into(), &"proposed".into()));
    own["id"].as_str().unwrap().to_owned()
}

const DECIDED: [&str; 7] = [
    "--effective",
    "2025-10-20",
    "--decision",
    "12-QĐ/TU",
    "--decision-date",
    "2025-10-20",
    // fewer than the rule's thirty-six: the decision says so
    "minimum=12",
];

/// Every step up to the day on which the time away is over.
const STEPS: [(&str, &[&str]); 7] = [
    ("agree", &["--effective", "2025-09-15"]),
    ("approve", &DECIDED),
    ("start", &["--effective", "2025-11-03"]),
    ("assess", &["period=2026", "on=2026-10-15", "grade=good"]),
    ("assess", &["on=2026-10-30", "grade=excellent"]),
    ("plan-after", &["--effective", "2026-06-01", "afterwards=return"]),
    ("finish", &["--effective", "2026-11-03"]),
];

fn walked(home: &Home, id: &str, steps: &[(&str, &[&str])]) {
    for (step, more) in steps {
        done(home, step, &[&[id], *more].concat());
    }
}

fn main_post(home: &Home, cadre: &str, on: &str) -> Value {
    let sheet = home.json(&["show", cadre, "--as-of", on]);
    let main = sheet["posts"].as_array().unwrap().iter().find(|p| p["concurrent"] == false);
    main.map_or(Value::Null, |p| p["post"].clone())
}

#[test]
fn a_move_goes_through_every_step_the_journal_tells_each_and_undone_one_by_one_all_is_as_it_was() {
    let home = Home::like(&sample());
    let plot = plot(&home);
    let (before, sheet) = (list(&home, "2027-01-01"), home.json(&["show", &plot.cadre, "--as-of", "2027-01-01"]));
    let id = proposed(&home, &plot);
    walked(&home, &id, &STEPS);
    done(&home, "return", &[&id, "--effective", "2026-12-01"]);
    let state = |on: &str| {
        let row = row(&home, on, &id);
        (row["state"].as_str().unwrap().to_owned(), row["queue"].as_str().unwrap().to_owned(), row["months"].clone())
    };
    let is = |on: &str, phase: &str, queue: &str, months: Value| {
        assert_eq!(state(on), (phase.to_owned(), queue.to_owned(), months), "{on}");
    };
    is("2025-09-01", "proposed", "proposed", Value::Null);
    is("2025-09-15", "agreed", "proposed", Value::Null);
    is("2025-10-20", "approved", "proposed", Value::Null);
    is("2025-11-03", "away", "away", 0.into());
    is("2026-05-03", "away", "nearing", 6.into());
    is("2026-11-03", "finished", "to-place", 12.into());
    is("2026-12-01", "returned", "done", 12.into());
    let posts = ["2025-11-02", "2025-11-03", "2026-11-30", "2026-12-01"].map(|on| main_post(&home, &plot.cadre, on));
    let [held, taken] = [&plot.held, &plot.free[0]].map(|p| Value::from(p.as_str()));
    assert_eq!(posts, [held.clone(), taken.clone(), taken, held], "the appointments go with the move");
    let journal = home.json(&["journal", "--limit", "9", "--subject", &plot.cadre]);
    let intents: Vec<&str> = journal.as_array().unwrap().iter().rev().map(|r| r["intent"].as_str().unwrap()).collect();
    let steps = STEPS.map(|(step, _)| format!("move-{step}"));
    let all: Vec<&str> = ["move-propose"].into_iter().chain(steps.iter().map(String::as_str)).collect();
    assert_eq!(intents, [&all[..], &["move-return"]].concat());
    for _ in &intents {
        let out = home.run(&["undo"]);
        assert!(out.status.success(), "{}", said(&out));
    }
    assert_eq!(list(&home, "2027-01-01"), before);
    assert_eq!(home.json(&["show", &plot.cadre, "--as-of", "2027-01-01"]), sheet);
}

#[test]
fn a_move_ends_with_another_post_with_staying_or_is_called_off_before_it_began() {
    let home = Home::like(&sample());
    let plot = plot(&home);
    let id = proposed(&home, &plot);
    walked(&home, &id, &STEPS[..1]);
    let early = Home::like(&home);
    done(&early, "cancel", &[&id, "--effective", "2025-09-20", "note=theo nguyện vọng"]);
    let row_of = |home: &Home| row(home, "2027-01-01", &id);
    assert_eq!((row_of(&early)["state"].clone(), row_of(&early)["queue"].clone()), ("cancelled".into(), Value::Null));
    told(&early, "agree", &[&id], "đề xuất mới");
    done(&early, "propose", &["--cadre", &plot.cadre, "--post", &plot.free[1], "--effective", "2025-10-01"]);
    walked(&home, &id, &STEPS[1..]);
    told(&home, "cancel", &[&id, "note=muộn"], "ở lại hoặc trở về");
    let stays = Home::like(&home);
    done(&stays, "stay", &[&id, "--effective", "2026-12-01"]);
    assert_eq!(row_of(&stays)["state"], "stayed");
    assert_eq!(main_post(&stays, &plot.cadre, "2027-01-01"), plot.free[0].as_str());
    done(&home, "place", &[&id, "--effective", "2026-12-01", &format!("post={}", plot.free[1])]);
    assert_eq!((row_of(&home)["state"].clone(), row_of(&home)["queue"].clone()), ("placed".into(), "done".into()));
    assert_eq!(main_post(&home, &plot.cadre, "2027-01-01"), plot.free[1].as_str());
    // it is over: the person may go again
    let again = ["--cadre", &plot.cadre, "--post", &plot.free[0], "--effective", "2027-01-04"];
    done(&home, "propose", &again);
}

#[test]
fn an_end_before_the_least_months_is_refused_by_the_rule_and_taken_with_a_document() {
    let home = Home::like(&sample());
    let plot = plot(&home);
    let id = proposed(&home, &plot);
    walked(&home, &id, &STEPS[..3]);
    let early = [id.as_str(), "--effective", "2026-10-02"];
    let text = refused(&home, "finish", &early);
    assert!(text.contains("170/2025/NĐ-CP") && text.contains("[10 tháng"), "{text}");
    let papers = ["--override-doc", "9-KL/TU", "--override-date", "2026-09-30", "--override-by", "Ban Thường vụ"];
    done(&home, "finish", &[&early[..], &papers, &["--reason", "theo yêu cầu nhiệm vụ"]].concat());
    assert_eq!(row(&home, "2026-10-02", &id)["state"], "finished");
}

#[test]
fn what_cannot_be_is_said_in_one_sentence_and_nothing_changes() {
    let home = Home::like(&sample());
    let plot = plot(&home);
    let to = |post: &str, more: &[&str]| -> Vec<String> {
        let own = ["--cadre", &plot.cadre, "--post", post];
        own.iter().chain(more).map(|w| (*w).to_owned()).collect()
    };
    let propose = |post: &str, more: &[&str], expected: &str| {
        let words = to(post, more);
        told(&home, "propose", &words.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    };
    propose(&plot.free[0], &["xx=1"], "Không có trường “xx”");
    propose(&plot.held, &[], "Đang giữ chức vụ này");
    propose("p-1-999999", &[], "p-1-999999");
    propose(&plot.free[0], &["move=di-choi"], "di-choi");
    // a destination that ended with its district
    let unit = home.json(&["tree", "--depth", "1", "--as-of", "2024-05-01"])["children"][0]["id"].clone();
    let gone = home.json(&["show", unit.as_str().unwrap(), "--as-of", "2024-05-01"])["posts"][0]["id"].clone();
    propose(gone.as_str().unwrap(), &[], "đã kết thúc ngày 30/06/2025");
    let full = to(&plot.full, &[]);
    let text = refused(&home, "propose", &full.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(text.contains("Không bố trí tăng thêm chức danh"), "{text}");

    let id = proposed(&home, &plot);
    told(&home, "start", &[&id], "thống nhất chủ trương trước");
    told(&home, "approve", &[&[id.as_str()], &DECIDED[..]].concat(), "thống nhất chủ trương trước");
    told(&home, "agree", &[&id, "--effective", "2025-08-01"], "01/08/2025 trước ngày 01/09/2025");
    walked(&home, &id, &STEPS[..1]);
    propose(&plot.free[1], &["--effective", "2025-10-01"], "đã được đề xuất luân chuyển từ 01/09/2025");
    let late = ["--effective", "2025-10-20", "--decision", "1-QĐ/TU", "--decision-date", "2025-11-20"];
    told(&home, "approve", &[&[id.as_str()], &late[..]].concat(), "trước ngày của quyết định 20/11/2025");
    let ends_first = [&[id.as_str()], &DECIDED[..], &["until=2025-10-30"]].concat();
    told(&home, "approve", &ends_first, "Kết thúc trước khi bắt đầu");
    told(&home, "approve", &[&id, "--effective", "2025-10-20"], "decision");
    walked(&home, &id, &STEPS[1..2]);
    told(&home, "start", &[&id, "--effective", "2025-10-10"], "10/10/2025 trước ngày 20/10/2025");
    told(&home, "finish", &[&id, "--effective", "2026-11-03"], "cần bắt đầu trước");
    told(&home, "assess", &[&id, "period=2025", "on=2025-10-25", "grade=good"], "không đi luân chuyển");
    walked(&home, &id, &STEPS[2..4]);
    propose(&plot.free[1], &["--effective", "2026-03-02"], "đang đi luân chuyển từ 03/11/2025");
    told(&home, "assess", &[&id, "period=2026", "on=2026-10-16", "grade=good"], "đã được xếp loại, đánh giá");
    told(&home, "assess", &[&id, "period=Q1/2026", "on=2026-10-16", "grade=good"], "Cần một năm");
    told(&home, "place", &[&id, &format!("post={}", plot.free[1])], "kết thúc thời gian luân chuyển trước");
    told(&home, "agree", &["l-1-999999"], "Không có luân chuyển");
}

#[test]
fn who_has_left_is_not_proposed_and_who_stands_in_no_pool_only_with_a_document() {
    let home = Home::like(&sample());
    let plot = plot(&home);
    let left = ["act=retired", "--effective", "2025-09-10", "--decision", "5-QĐ/TU", "--decision-date", "2025-09-01"];
    let out = home.run(&[&["end", "cadre", &plot.cadre], &left[..], &ON].concat());
    assert!(out.status.success(), "{}", said(&out));
    let who = ["--cadre", &plot.cadre, "--post", &plot.free[0], "--effective", "2025-10-01"];
    told(&home, "propose", &who, "không quy hoạch, không luân chuyển từ sau ngày đó");
    // somebody in office who is in no pool
    let sources = home.json(&["rotation", "list", "--queue", "source", ON[0], ON[1]]);
    let planned: Vec<&str> = sources.as_array().unwrap().iter().map(|s| s["cadre"].as_str().unwrap()).collect();
    let tree = home.json(&["tree", "--depth", "1", ON[0], ON[1]]);
    let communes = tree["children"].as_array().unwrap();
    let posts = communes.iter().flat_map(|u| {
        home.json(&["show", u["id"].as_str().unwrap(), ON[0], ON[1]])["posts"].as_array().unwrap().clone()
    });
    let holders: Vec<Value> = posts.flat_map(|p| p["holders"].as_array().unwrap().clone()).collect();
    let other = holders.iter().map(|h| h["id"].as_str().unwrap()).find(|id| !planned.contains(id)).unwrap();
    let text = refused(&home, "propose", &["--cadre", other, "--post", &plot.free[0]]);
    assert!(text.contains("phải trong quy hoạch"), "{text}");
}

#[test]
fn check_and_the_sheet_of_a_person_tell_of_rotations() {
    let home = Home::like(&sample());
    let plot = plot(&home);
    let id = proposed(&home, &plot);
    walked(&home, &id, &STEPS[..3]);
    let found = |more: &[&str]| {
        let out =
            home.run(&[&["check", "--json", "--as-of", "2026-06-01", "--rule", "rotation-after-2025"], more].concat());
        let rows: Value = serde_json::from_slice(&out.stdout).unwrap();
        rows.as_array().unwrap().iter().filter(|f| f["subject"] == plot.cadre.as_str()).count()
    };
    assert_eq!(found(&[]), 1, "within six months of the least ones, and nothing is planned for afterwards");
    let tree = home.json(&["tree", "--depth", "1", ON[0], ON[1]]);
    let offices = tree["children"].as_array().unwrap().iter().map(|u| u["id"].as_str().unwrap());
    let within = offices.filter(|unit| found(&["--unit", unit]) == 1).count();
    assert!((1..=2).contains(&within), "of the unit that was left, and of the one gone to");
    let sheet = home.json(&["show", &plot.cadre, "--as-of", "2026-06-01"]);
    assert_eq!(sheet["rotations"].as_array().unwrap(), &[row(&home, "2026-06-01", &id)]);
    walked(&home, &id, &STEPS[5..6]);
    assert_eq!(found(&[]), 0);
}
