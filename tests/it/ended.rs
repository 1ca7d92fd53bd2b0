//! What ended and what is on file for later: people of posts that ended, a day that tells only what was so on it, and
//! what cannot have been on a day.

use crate::support::{Home, said, sample};
use serde_json::Value;
use std::collections::BTreeMap;

const ENDED: &str = "2025-07-01";

fn refused(home: &Home, words: &[&str]) -> String {
    let before = home.json(&["verify"])["checksum"].clone();
    let out = home.run(words);
    assert_ne!(out.status.code(), Some(0), "{words:?}: {}", said(&out));
    assert_eq!(home.json(&["verify"])["checksum"], before, "nothing changed: {words:?}");
    said(&out)
}

fn displaced(home: &Home, more: &[&str]) -> Vec<Value> {
    home.json(&[&["displaced", "--on", ENDED, "--as-of", "2026-12-01"], more].concat()).as_array().unwrap().clone()
}

#[test]
fn one_list_tells_where_everybody_of_what_ended_went_and_is_narrowed_and_written_to_a_file() {
    let home = Home::like(&sample());
    let all = displaced(&home, &[]);
    let mut fates: BTreeMap<&str, usize> = BTreeMap::new();
    all.iter().for_each(|one| *fates.entry(one["fate"].as_str().unwrap()).or_default() += 1);
    assert!(fates.get("placed").is_some_and(|n| *n > 0), "{fates:?}");
    for one in &all {
        assert_eq!(one["fate"] == "placed", one["given"].is_string(), "{one}");
        assert!(one["left"].as_str().is_some_and(|left| !left.is_empty()), "{one}");
    }
    for (fate, count) in &fates {
        assert_eq!(displaced(&home, &["--fate", fate]).len(), *count, "{fate}");
    }
    // of one district, by the name it had
    let district = home.json(&["tree", "--as-of", "2025-06-30"])["children"][0]["id"].as_str().unwrap().to_owned();
    let of_one = displaced(&home, &["--unit", &district]);
    assert!(!of_one.is_empty() && of_one.len() < all.len(), "{} of {}", of_one.len(), all.len());
    assert!(of_one.iter().all(|one| all.contains(one)));
    let file = home.path().join("displaced.xlsx");
    displaced(&home, &["--out", file.to_str().unwrap()]);
    assert!(std::fs::metadata(&file).unwrap().len() > 1000);
    let none = refused(&home, &["displaced", "--on", "2020-02-03"]);
    assert!(none.contains("03/02/2020"), "{none}");
}

#[test]
fn a_day_that_is_looked_at_tells_what_was_so_on_it_and_what_is_on_file_for_later_apart() {
    let home = Home::like(&sample());
    let who = displaced(&home, &["--fate", "placed"])[0]["cadre"].as_str().unwrap().to_owned();
    let shown = home.json(&["show", &who, "--as-of", "2024-05-01"]);
    let day = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let career = shown["career"].as_array().unwrap();
    assert!(!career.is_empty() && career.iter().all(|held| day(&held["from"]).as_str() <= "2024-05-01"), "{career:?}");
    assert!(career.iter().all(|held| held["to"].is_null() || day(&held["to"]).as_str() < "2024-05-01"), "{career:?}");
    assert!(career.iter().any(|held| held["to"].is_null()), "what ended in 2025 had not ended: {career:?}");
    assert!(shown["grades"].as_array().unwrap().iter().all(|g| day(&g["period"]).as_str() < "2024"), "{shown}");
    let later = shown["after"]["career"].as_array().unwrap();
    assert!(later.iter().any(|held| held["from"] == ENDED), "{later:?}");
    assert!(later.iter().any(|held| held["to"] == "2025-06-30"), "{later:?}");
    let text = said(&home.run(&["show", &who, "--as-of", "2024-05-01"]));
    assert!(text.contains("Sau ngày này"), "{text}");
    let now = home.json(&["show", &who, "--as-of", "2026-12-01"]);
    assert!(now["career"].as_array().unwrap().iter().any(|held| held["from"] == ENDED), "{now}");
}

#[test]
fn what_cannot_have_been_on_the_day_is_refused_with_one_sentence() {
    let home = Home::like(&sample());
    // a reorganisation before what it ends began
    let unit = home.json(&["tree", "--as-of", "2026-12-01"])["children"][0]["id"].as_str().unwrap().to_owned();
    let plan = home.path().join("early.toml");
    std::fs::write(&plan, format!("on = \"2025-01-01\"\n[[unit]]\nfrom = \"{unit}\"\n")).unwrap();
    let text = refused(&home, &["reorganise", plan.to_str().unwrap()]);
    assert!(text.contains("01/07/2025"), "{text}");
    // somebody leaves by a decree that was signed later
    let who = home.json(&["find", "c/tuổi>50", "--limit", "1"])[0]["id"].as_str().unwrap().to_owned();
    let basis = "retires-by=NĐ 178/2024/NĐ-CP";
    let text = refused(&home, &["edit", "cadre", &who, "retires=2024-05-31", basis]);
    assert!(text.contains("178/2024/NĐ-CP") && text.contains("31/12/2024"), "{text}");
    home.json(&["edit", "cadre", &who, "retires=2025-05-31", basis]);
}

#[test]
fn more_elected_than_seats_and_a_seat_that_is_not_there_are_refused_and_who_holds_it_later_is_said() {
    let home = Home::like(&sample());
    let elect = |who: &str, post: &str, more: &[&str]| -> Vec<String> {
        let post = format!("post={post}");
        let words = ["add", "appointment", who, &post, "act=elected", "concurrent=yes", "--effective", "2024-05-02"];
        words.iter().chain(more).map(|word| (*word).to_owned()).collect()
    };
    let run = |words: &[String]| refused(&home, &words.iter().map(String::as_str).collect::<Vec<_>>());
    let who = home.json(&["find", "c/tuổi<40", "--limit", "1"])[0]["id"].as_str().unwrap().to_owned();
    let one = displaced(&home, &["--fate", "placed"]).into_iter().find(|one| one["left"].as_str().is_some()).unwrap();
    // the post began in 2025: it is not there in 2024
    let text = run(&elect(&who, one["given_post"].as_str().unwrap(), &[]));
    assert!(!text.is_empty());
    // every seat is held
    let text = run(&elect(&who, one["left_post"].as_str().unwrap(), &[]));
    assert!(text.to_lowercase().contains("số lượng được giao"), "{text}");
}
