//! The rules on the real program: what is in force, one rule in full, a faulty file, what is found in the sample.

use crate::support::{Home, said, sample};
use serde_json::Value;

const PLANTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/policy-with-ten-faults.toml");
const PLANNING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/policy/planning.toml");

fn answer(out: &std::process::Output) -> Value {
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn a_file_of_ten_faults_is_refused_with_each_of_them_and_its_line() {
    let home = Home::new();
    let out = home.run(&["policy", "check", PLANTED, "--json"]);
    assert_eq!(out.status.code(), Some(3));
    let told = answer(&out);
    assert_eq!((told["sound"].as_bool(), told["faults"].as_array().unwrap().len()), (Some(false), 10));
    let plain = said(&home.run(&["policy", "check", PLANTED, "--lang", "en"]));
    assert_eq!(plain.lines().filter(|line| line.contains("ten-faults.toml:") && line.contains('[')).count(), 10);
    assert_eq!(home.run(&["policy", "check", PLANNING]).status.code(), Some(0));
    assert_eq!(home.run(&["policy", "check", "/no/such/file.toml"]).status.code(), Some(3));
}

#[test]
fn the_rules_of_the_day_are_listed_and_one_is_shown_with_its_numbers() {
    let home = Home::new();
    let ids = |day: &str| -> Vec<String> {
        let rows = home.json(&["policy", "list", "--as-of", day]);
        rows.as_array().unwrap().iter().map(|r| r["rule"].as_str().unwrap().to_owned()).collect()
    };
    let coefficients = |day| ids(day).into_iter().filter(|id| id.starts_with("coefficient")).collect::<Vec<_>>();
    assert_eq!(coefficients("2021-12-26"), ["coefficient-2017"]);
    assert_eq!(coefficients("2021-12-27"), ["coefficient-2021"]);
    assert_eq!(coefficients("2025-10-08"), ["coefficient-2025"]);
    let shown = home.json(&["policy", "show", "coefficient-2021"]);
    assert_eq!(shown["with"]["most"], serde_json::json!([15, 10]));
    assert_eq!(shown["until"], "2025-10-07");
    // since 45-HD/BTCTW was read its number is the text's
    let rounded = home.json(&["policy", "show", "coefficient-2025"]);
    assert_eq!((&rounded["sureness"], &rounded["with"]["round"]), (&"text".into(), &"up".into()));
    let unsure = home.json(&["policy", "show", "women-share-2025"]);
    assert_eq!(unsure["sureness"], "unsure");
    assert_eq!(home.json(&["policy", "show", "age-added"])["off"], true);
    assert_eq!(home.run(&["policy", "show", "no-such-rule"]).status.code(), Some(3));
}

#[test]
fn check_says_what_the_rules_find_and_where_and_nothing_that_is_met() {
    let home = sample();
    let out = home.run(&["check", "--json"]);
    assert_eq!(out.status.code(), Some(1));
    let rows = answer(&out);
    let rows = rows.as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        assert_ne!(row["verdict"], "met", "{row}");
        assert!(row["name"].as_str().is_some_and(|n| !n.is_empty()), "{row}");
        assert!(row["source"].as_str().is_some_and(|s| !s.is_empty()), "{row}");
    }
    let term = answer(&home.run(&["check", "--term", "2025–2030", "--json"]));
    assert!(term.as_array().unwrap().iter().all(|r| r["term"] == "2025-2030"));
    let one = answer(&home.run(&["check", "--rule", "women-share-2021", "--json"]));
    assert!(one.as_array().unwrap().iter().all(|r| r["rule"] == "women-share-2021"));
    assert_eq!(home.run(&["check", "--rule", "no-such"]).status.code(), Some(3));
    assert_eq!(home.run(&["check", "--term", "1999-2004"]).status.code(), Some(3));
    assert_eq!(home.run(&["check", "--unit", "không có đâu"]).status.code(), Some(3));
}
