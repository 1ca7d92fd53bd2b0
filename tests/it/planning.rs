//! Pools and rounds on the command line: what is listed, who enters and leaves, a round from opening to closing, and
//! what is refused in one sentence with nothing changed.

use crate::support::{Home, said, sample};
use serde_json::Value;

const TERM: &str = "2025-2030";

fn words<'a>(first: &[&'a str], rest: &[&'a str]) -> Vec<&'a str> {
    first.iter().chain(rest).copied().collect()
}

fn pools(home: &Home, rest: &[&str]) -> Vec<Value> {
    home.json(&words(&["pool", "list", "--term", TERM], rest)).as_array().unwrap().clone()
}

fn pool(home: &Home, post: &str) -> Value {
    home.json(&["pool", "show", "--term", TERM, "--post", post])
}

fn head(home: &Home) -> u64 {
    home.json(&["journal", "--limit", "1"])[0]["revision"].as_u64().unwrap()
}

/// A change that must be refused: one sentence, exit status 3, no revision.
fn refused(home: &Home, what: &[&str]) -> String {
    let before = head(home);
    let out = home.run(what);
    let text = said(&out);
    assert_eq!(out.status.code(), Some(3), "{what:?}: {text}");
    assert_eq!(text.trim().lines().count(), 1, "{what:?}: {text}");
    assert_eq!(head(home), before, "{what:?} changed something");
    text
}

fn done(home: &Home, what: &[&str]) {
    let out = home.run(what);
    assert_eq!(out.status.code(), Some(0), "{what:?}: {}", said(&out));
}

/// A pool of a commune's committee with somebody in it, and who is on its first place.
fn some_pool(home: &Home) -> (String, String) {
    let list = pools(home, &["--level", "commune"]);
    let row = list.iter().find(|p| p["title_code"] == "uvbch-xa").unwrap();
    let post = row["post"].as_str().unwrap().to_owned();
    let first = pool(home, &post)["entries"][0]["cadre"].as_str().unwrap().to_owned();
    (post, first)
}

#[test]
fn a_list_a_level_and_a_pool_tell_the_same_numbers() {
    let home = sample();
    let list = pools(&home, &[]);
    let summary = home.json(&["pool", "list", "--term", "2026-2031", "--summary"]);
    let planned = |rows: &[Value]| rows.iter().map(|r| r["planned"].as_u64().unwrap()).sum::<u64>();
    assert!(planned(&list) > 100);
    assert_eq!(planned(&list), planned(summary.as_array().unwrap()));
    let committee = list.iter().find(|p| p["title_code"] == "uvbch-tinh").unwrap();
    let shown = pool(&home, committee["post"].as_str().unwrap());
    let people = shown["entries"].as_array().unwrap();
    assert_eq!(people.len() as u64, committee["planned"].as_u64().unwrap());
    for key in ["seats", "sitting", "planned", "women", "minority", "young", "coefficient", "verdict"] {
        assert_eq!(shown[key], committee[key], "{key}");
    }
    let ratio = committee["planned"].as_f64().unwrap() / committee["seats"].as_f64().unwrap();
    assert_eq!(committee["coefficient"].as_f64().unwrap(), ratio, "unrounded");
}

#[test]
fn who_leaves_a_pool_is_out_of_it_from_that_day_on_and_back_after_undo() {
    let home = Home::like(&sample());
    let (post, cadre) = some_pool(&home);
    let before = pool(&home, &post)["planned"].clone();
    let shown = home.json(&["show", &cadre])["pools"].clone();
    assert!(shown.as_array().unwrap().iter().any(|p| p["post"] == post.as_str()), "{shown}");
    let leave = ["pool", "remove", "--term", TERM, "--post", &post, "--cadre", &cadre];
    refused(&home, &words(&leave, &["--round", "none"]));
    done(
        &home,
        &words(
            &leave,
            &["--round", "none", "--removal", "nguyen-vong", "--decision", "7-QĐ/TU", "--decision-date", "2024-04-30"],
        ),
    );
    assert_eq!(pool(&home, &post)["planned"].as_u64().unwrap() + 1, before.as_u64().unwrap());
    let change = home.json(&["pool", "diff", "--term", TERM, "--from", "2024-04-30", "--to", "2024-05-01"]);
    let removed = change["removed"].as_array().unwrap();
    assert!(removed.iter().any(|p| p["cadre"] == cadre.as_str() && p["reason"] == "theo nguyện vọng cá nhân"));
    let known = home.json(&["pool", "diff", "--term", TERM, "--from", "1", "--to", "2"]);
    assert_eq!(known["removed"].as_array().unwrap().len(), 1);
    done(&home, &["undo"]);
    assert_eq!(pool(&home, &post)["planned"], before);
}

#[test]
fn what_cannot_be_is_refused_in_one_sentence_and_nothing_changes() {
    let home = Home::like(&sample());
    let (post, cadre) = some_pool(&home);
    let add = |more: &[&'static str]| -> Vec<String> {
        let own = ["pool", "add", "--term", TERM, "--post", &post, "--cadre", &cadre];
        own.iter().chain(more).map(|w| (*w).to_owned()).collect()
    };
    let say = |what: &[String]| refused(&home, &what.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(say(&add(&[])).contains("đã có trong quy hoạch"), "twice in one pool");
    assert!(refused(&home, &["pool", "add", "--term", "1999", "--post", &post, "--cadre", &cadre]).contains("1999"));
    refused(&home, &["pool", "add", "--term", "2015-2020", "--post", &post, "--cadre", &cadre]);
    refused(&home, &["pool", "add", "--term", TERM, "--post", "p-1-999999", "--cadre", &cadre]);
    // the post ended with the district level; the person left
    let late = ["--effective", "2025-08-01"];
    refused(&home, &words(&["pool", "add", "--term", TERM, "--post", &post, "--cadre", &cadre], &late));
    let rounds = home.json(&["round", "list", "--state", "closed"]);
    let closed = rounds[0]["id"].as_str().unwrap();
    refused(&home, &["round", "close", closed]);
    refused(
        &home,
        &words(
            &["pool", "remove", "--term", TERM, "--post", &post, "--cadre", &cadre],
            &["--round", closed, "--removal", "khac"],
        ),
    );
    let unit = home.json(&["tree", "--depth", "0"])["id"].as_str().unwrap().to_owned();
    done(&home, &["round", "open", "--unit", &unit, "--term", TERM]);
    let rounds = home.json(&["round", "list", "--state", "open", "--unit", &unit]);
    let open = rounds.as_array().unwrap().iter().find(|r| r["unit"] == unit.as_str()).unwrap()["id"].as_str().unwrap();
    refused(&home, &["round", "submit", open, "--effective", "2019-01-01"]);
    refused(&home, &["round", "approve", open, "--decision", "1-QĐ/TU", "--decision-date", "2024-05-01"]);
    refused(&home, &["round", "open", "--unit", &unit, "--term", TERM]);
    refused(&home, &["round", "submit", "r-1-999999"]);
}

#[test]
fn a_round_runs_from_opening_to_closing_and_takes_out_whom_it_proposed() {
    let home = Home::like(&sample());
    let province = home.json(&["tree", "--depth", "0"])["id"].as_str().unwrap().to_owned();
    done(&home, &["round", "open", "--unit", &province, "--term", TERM, "--effective", "2024-05-02"]);
    let on = ["--as-of", "2024-05-02"];
    let rounds = home.json(&words(&on, &["round", "list", "--state", "open", "--unit", &province]));
    let own = rounds.as_array().unwrap().iter().find(|r| r["unit"] == province.as_str()).unwrap().clone();
    let id = own["id"].as_str().unwrap();
    let must = home.json(&words(&on, &["round", "propose", id]));
    let must = must.as_array().unwrap();
    assert!(must.iter().all(|m| m["finding"]["verdict"] == "broken" && m["reason"].is_string()));
    let list = pools(&home, &["--level", "province"]);
    let post = list.iter().find(|p| p["title_code"] == "uvbch-tinh").unwrap()["post"].clone();
    let post = post.as_str().unwrap();
    let entry = &pool(&home, post)["entries"][0].clone();
    let who = ["--term", TERM, "--post", post, "--cadre", entry["cadre"].as_str().unwrap()];
    let leave = words(&["pool", "remove"], &who);
    done(&home, &words(&on, &words(&leave, &["--round", id, "--removal", "nguyen-vong"])));
    let place = |day: &str| -> Option<Value> {
        let shown = home.json(&["--as-of", day, "pool", "show", "--term", TERM, "--post", post]);
        shown["entries"].as_array().unwrap().iter().find(|e| e["entry"] == entry["entry"]).cloned()
    };
    assert!(place("2024-05-02").unwrap()["leaving"].is_string(), "proposed, and still there");
    done(&home, &["round", "submit", id, "--effective", "2024-05-20"]);
    done(
        &home,
        &[
            "round",
            "approve",
            id,
            "--effective",
            "2024-06-03",
            "--decision",
            "9-QĐ/TU",
            "--decision-date",
            "2024-06-03",
            "--override-doc",
            "5-TB/TU",
            "--override-date",
            "2024-06-03",
            "--override-by",
            "BTV",
        ],
    );
    done(&home, &["round", "close", id, "--effective", "2024-06-05"]);
    assert!(place("2024-06-02").is_some() && place("2024-06-03").is_none());
    let closed = home.json(&["--as-of", "2024-06-06", "round", "list", "--state", "closed", "--unit", &province]);
    let closed = closed.as_array().unwrap().iter().find(|r| r["id"] == id).unwrap();
    assert_eq!((closed["state"].as_str(), closed["leave"].as_u64()), (Some("closed"), Some(1)));
}

#[test]
fn what_is_out_of_order_or_more_than_the_ballots_is_refused_in_one_sentence() {
    let home = Home::like(&sample());
    let (post, cadre) = some_pool(&home);
    let unit = home.json(&["tree", "--depth", "0"])["id"].as_str().unwrap().to_owned();
    done(&home, &["round", "open", "--unit", &unit, "--term", TERM]);
    let rounds = home.json(&["round", "list", "--state", "open", "--unit", &unit]);
    let open = rounds.as_array().unwrap().iter().find(|r| r["unit"] == unit.as_str()).unwrap()["id"].clone();
    let open = open.as_str().unwrap();
    let step = |fields: &[&'static str]| -> Vec<String> {
        ["add", "step", open].iter().chain(fields).map(|w| (*w).to_owned()).collect()
    };
    let say = |what: &[String]| refused(&home, &what.iter().map(String::as_str).collect::<Vec<_>>());
    let counts = ["step=1", "on=02/05/2024", "summoned=40", "present=38", "issued=38"];
    let too_many = step(&words(&counts, &["returned=39", "valid=37", "choose=2"]));
    assert!(say(&too_many).contains("38"), "more came back than went out");
    let before =
        step(&["step=1", "on=02/05/2019", "summoned=4", "present=4", "issued=4", "returned=4", "valid=4", "choose=1"]);
    assert!(say(&before).contains("02/05/2019 trước"), "before the round was opened");
    let held = step(&words(&counts, &["returned=37", "valid=36", "choose=2"]));
    done(&home, &held.iter().map(String::as_str).collect::<Vec<_>>());
    // who died, and who left, is proposed for nothing
    let people: Vec<Value> = home.json(&["find", "--kind", "cadre", "--limit", "40", "a"]).as_array().unwrap().clone();
    let there: Vec<Value> = pool(&home, &post)["entries"].as_array().unwrap().clone();
    let mut others = people
        .iter()
        .map(|p| p["id"].as_str().unwrap())
        .filter(|id| *id != cadre && !there.iter().any(|e| e["cadre"] == *id));
    // whoever comes to another post later does not die before
    let ends = |id: &str| home.run(&["end", "cadre", id, "act=died", "from=30/04/2024"]).status.success();
    let free = others.find(|id| ends(id)).unwrap();
    let late = refused(&home, &["pool", "add", "--term", TERM, "--post", &post, "--cadre", free]);
    assert!(late.contains("29/04/2024") || late.contains("30/04/2024"), "{late}");
}

#[test]
fn what_a_round_submits_is_told_against_the_list_approved_last() {
    let home = Home::like(&sample());
    let province = home.json(&["tree", "--depth", "0"])["id"].as_str().unwrap().to_owned();
    done(&home, &["round", "open", "--unit", &province, "--term", TERM]);
    let rounds = home.json(&["round", "list", "--state", "open", "--unit", &province]);
    let id = rounds.as_array().unwrap().iter().find(|r| r["unit"] == province.as_str()).unwrap()["id"].clone();
    let id = id.as_str().unwrap();
    let list = pools(&home, &["--level", "province"]);
    let post = list.iter().find(|p| p["title_code"] == "uvbch-tinh").unwrap()["post"].clone();
    let post = post.as_str().unwrap();
    let gone = pool(&home, post)["entries"][0]["cadre"].as_str().unwrap().to_owned();
    let leave = ["pool", "remove", "--term", TERM, "--post", post, "--cadre", &gone];
    done(&home, &words(&leave, &["--round", id, "--removal", "nguyen-vong"]));
    let diff = home.json(&["pool", "diff", "--round", id]);
    let removed = diff["removed"].as_array().unwrap();
    assert_eq!(removed.len(), 1, "{diff}");
    assert_eq!((&removed[0]["cadre"], &removed[0]["reason"]), (&Value::from(gone), &"theo nguyện vọng cá nhân".into()));
    assert!(removed[0]["findings"].is_array());
    assert_eq!(diff["added"].as_array().unwrap().len(), 0);
    assert!(diff["kept"].as_array().unwrap().len() > 100);
    refused(&home, &["pool", "diff", "--round", "r-1-999999"]);
    // approved on the day it was opened: what it has changed is told as it was before
    let paper = ["--override-doc", "5-TB/TU", "--override-date", "2024-05-01", "--override-by", "BTV"];
    let decision = ["--decision", "9-QĐ/TU", "--decision-date", "2024-05-01"];
    done(&home, &["round", "submit", id]);
    done(&home, &words(&["round", "approve", id], &words(&decision, &paper)));
    let approved = home.json(&["pool", "diff", "--round", id]);
    assert_eq!(approved["removed"][0]["cadre"], diff["removed"][0]["cadre"], "{approved}");
    assert_eq!(approved["kept"].as_array().unwrap().len(), diff["kept"].as_array().unwrap().len());
}

#[test]
fn a_rule_of_ones_own_for_one_locality_is_judged_there_and_a_bad_file_changes_nothing() {
    let home = Home::like(&sample());
    let dir = home.path().join("config/canbo/policy");
    std::fs::create_dir_all(&dir).unwrap();
    let unit = home.json(&["tree", "--depth", "0"])["code"].as_str().unwrap().to_owned();
    let rule = |least: &str| {
        format!(
            "[[rule]]\nid = \"own-minority\"\nkind = \"share\"\nwith = {{ of = \"minority\", least = {least} }}\n\
             applies = {{ to = [\"standing-committee\"], unit = {unit} }}\nfrom = \"2021-12-27\"\nstrength = \"target\"\n\
             sureness = \"practice\"\nsource = \"x\"\nvi = \"Tỷ lệ của địa bàn\"\nen = \"The locality's share\"\n"
        )
    };
    std::fs::write(dir.join("minority.toml"), rule("[100, 100]")).unwrap();
    let out = home.run(&["check", "--term", TERM, "--rule", "own-minority", "--json"]);
    assert_eq!(out.status.code(), Some(1), "{}", said(&out));
    let found: Value = serde_json::from_slice(&out.stdout).unwrap();
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 1, "only the list of that unit: {found:?}");
    assert_eq!(found[0]["verdict"], "missed");
    std::fs::write(dir.join("minority.toml"), rule("[3, 2]")).unwrap();
    let out = home.run(&["policy", "list"]);
    let told = String::from_utf8(out.stderr).unwrap();
    assert_eq!((out.status.code(), told.trim().lines().count()), (Some(0), 1), "{told}");
    assert!(told.contains("minority.toml:4"), "{told}");
    assert!(!String::from_utf8(out.stdout).unwrap().contains("own-minority"), "the built-in rules hold");
}

#[test]
fn two_terms_of_a_post_are_set_side_by_side() {
    let home = sample();
    let list = pools(&home, &["--level", "province"]);
    let post = list.iter().find(|p| p["title_code"] == "uvbch-tinh").unwrap()["post"].as_str().unwrap().to_owned();
    let both = home.json(&["pool", "compare", "--post", &post]);
    assert_eq!(both["terms"], serde_json::json!(["2020-2025", "2025-2030"]));
    let count = |key: &str| both[key].as_array().unwrap().len() as u64;
    let next = pool(&home, &post)["planned"].as_u64().unwrap();
    assert_eq!(count("kept") + count("moved") + count("added"), next);
}
