//! Days that matter, on the command line: the month of retirement, grades of quarters at every door, who is out of the
//! plan and when.

use crate::support::{Home, said, sample};
use serde_json::Value;

/// The head of a provincial department of the sample, and the department.
fn head(home: &Home) -> (String, String) {
    let found = home.json(&["find", "cấp:tỉnh cd:giám-đốc-sở"]);
    let head = found[0]["id"].as_str().unwrap().to_owned();
    let posts = home.json(&["show", &head])["posts"].as_array().unwrap().clone();
    let held = posts.iter().find(|post| post["title"].as_str().is_some_and(|t| t.contains("Giám đốc Sở"))).unwrap();
    (head, held["unit_id"].as_str().unwrap().to_owned())
}

fn done(home: &Home, words: &[&str]) {
    let out = home.run(words);
    assert!(out.status.success(), "{words:?}: {}", said(&out));
}

#[test]
fn the_month_of_retirement_is_shown_with_what_it_rests_on() {
    let home = Home::like(&sample());
    let (head, _) = head(&home);
    done(&home, &["edit", "cadre", &head, "born=05/03/1978", "sex=male"]);
    let shown = home.json(&["show", &head]);
    let retirement = &shown["card"]["retirement"];
    assert_eq!((&retirement["date"], &retirement["last_day"]), (&"2040-03".into(), &"2040-03-31".into()));
    assert_eq!((&retirement["basis"], &retirement["by_year_alone"]), (&"schedule".into(), &false.into()));
    let text = said(&home.run(&["show", &head]));
    assert!(text.contains("03/2040 · theo Nghị định 135/2020/NĐ-CP"), "{text}");
    // known by the year alone: the cautious end, and said so
    done(&home, &["edit", "cadre", &head, "born=1978"]);
    let text = said(&home.run(&["show", &head]));
    assert!(text.contains("từ 01/2040 đến 12/2040, chỉ biết năm sinh"), "{text}");
    assert_eq!(home.json(&["find", "nghỉ-hưu:01/2040 cd:giám-đốc-sở"])[0]["retires"], "01/2040 chỉ biết năm");
    // the person's own day, with its paper
    done(&home, &["edit", "cadre", &head, "retires=15/10/2039", "retires-by=83/2022/NĐ-CP"]);
    let text = said(&home.run(&["--lang", "en", "show", &head]));
    assert!(text.contains("15/10/2039 · own day by 83/2022/NĐ-CP"), "{text}");
}

#[test]
fn quarters_are_read_however_they_are_written_at_every_door_and_written_in_one_way() {
    let home = Home::like(&sample());
    let (head, unit) = head(&home);
    let doors = ["2019-Q1", "Q2/2019", "quý III/2019", "iv/2019"];
    for (at, period) in doors.into_iter().enumerate() {
        done(&home, &["add", "grade", &head, &format!("period={period}"), "grade=good"]);
        let written = format!("Q{}/2019", at + 1);
        let grades = home.json(&["show", &head])["grades"].as_array().unwrap().clone();
        assert!(grades.iter().any(|g| g["period"] == Value::String(written.clone())), "{grades:?}");
        assert!(said(&home.run(&["show", &head])).contains(&written));
        let found = home.json(&["find", &format!("xl{}=tốt", written.to_lowercase())]);
        assert_eq!(found[0]["id"], head, "{written}");
    }
    let out = home.run(&["add", "grade", &head, "period=Q5/2019", "grade=good"]);
    assert!(!out.status.success() && said(&out).contains("Q5/2019"), "{}", said(&out));
    // a list: a row of its own, and a column that is headed by the quarter
    let shown = home.json(&["show", &head]);
    let (name, born) = (shown["card"]["name"].as_str().unwrap(), shown["card"]["born"].as_str().unwrap());
    let file = home.path().join("g.csv");
    std::fs::write(&file, format!("Họ và tên,Ngày sinh,2018-Q4,Quý I/2018\n{name},{born},HTXSNV,tốt\n")).unwrap();
    done(&home, &["import", "grades", file.to_str().unwrap()]);
    let found = |query: &str| home.json(&["find", query]);
    assert_eq!(found("c/xl2018-q4=xuất-sắc")[0]["id"], head);
    assert_eq!(found("c/xlq1/2018=tốt")[0]["id"], head);
    done(&home, &["add", "unit-grade", &unit, "period=2018-q4", "grade=completed"]);
    assert_eq!(found("d/xlq4/2018=hoàn-thành")[0]["id"], unit);
}

#[test]
fn a_heads_grade_of_a_quarter_above_the_units_own_is_found_where_it_is_entered_and_afterwards() {
    let home = Home::like(&sample());
    let (head, unit) = head(&home);
    done(&home, &["add", "unit-grade", &unit, "period=Q1/2024", "grade=completed"]);
    let out = home.run(&["--json", "add", "grade", &head, "period=2024-Q1", "grade=excellent", "--dry-run"]);
    let text = said(&out);
    assert!(text.contains("head-grade") && text.contains("Q1/2024"), "{text}");
    // whether a fact may be refused for it is the change's to say; what is entered is found
    home.run(&["add", "grade", &head, "period=2024-Q1", "grade=excellent"]);
    let found = home.json(&["check", "--rule", "head-grade", "--unit", &unit]);
    if !found.as_array().unwrap().is_empty() {
        let quarter = found.as_array().unwrap().iter().find(|f| f["period"] == "Q1/2024").unwrap();
        assert_eq!((&quarter["verdict"], &quarter["strength"]), (&"broken".into(), &"hard".into()));
    }
}

#[test]
fn case_10_a_reprimand_of_10_02_2027_takes_one_out_of_every_pool_at_once() {
    let home = Home::like(&sample());
    let planned = home.json(&["find", "c/qh:2025-2030", "--as-of", "2026-12-01"]);
    let cadre = planned[0]["id"].as_str().unwrap().to_owned();
    let reprimand = ["measure=reprimand", "by-party=yes", "from=10/02/2027", "expires=10/02/2028"];
    done(&home, &[&["add", "discipline", &cadre, "--today", "2027-02-10"][..], &reprimand].concat());
    let outs = |on: &str| {
        let shown = home.json(&["show", &cadre, "--as-of", on]);
        let pools = shown["pools"].as_array().unwrap().clone().into_iter().filter(|p| p["term"] != "2020-2025");
        pools.map(|p| (p["out"].clone(), p["out_on"].clone())).collect::<Vec<_>>()
    };
    let after = outs("2027-02-10");
    assert!(!after.is_empty());
    for out in after {
        assert_eq!(out, ("at-once".into(), "2027-02-10".into()));
    }
    assert!(outs("2027-02-09").iter().all(|(out, _)| *out != "at-once"), "not the day before");
    let found = home.json(&["find", "rqh:ngay", "--as-of", "2027-02-10"]);
    assert_eq!(found.as_array().unwrap().iter().map(|f| &f["id"]).collect::<Vec<_>>(), [&Value::String(cadre.clone())]);
    let today = said(&home.run(&["--plain", "--screen", "today", "--as-of", "2027-02-10"]));
    assert!(today.contains("1, bị kỷ luật, ra quy hoạch ngay, 10/02/2027"), "{today}");
}
