//! The command line as scripts use it: words in, tables or JSON out, and the exit status.

use crate::support::{Home, said, sample};
use canbo::app::session::stage::Screen;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

fn status(home: &Home, words: &[&str]) -> (i32, String) {
    let out = home.run(words);
    (out.status.code().unwrap(), said(&out))
}

fn walk<'a>(node: &'a Value, seen: &mut Vec<&'a Value>) {
    seen.push(node);
    node["children"].as_array().unwrap().iter().for_each(|child| walk(child, seen));
}

#[test]
fn a_missing_store_is_said_in_the_language_asked_for_and_nothing_is_made() {
    let home = Home::new();
    let (code, text) = status(&home, &["tree"]);
    assert_eq!(code, 4);
    assert!(text.contains("Chưa có kho") && text.contains("canbo sample"), "{text}");
    let (code, text) = status(&home, &["--lang", "en", "find", "an"]);
    assert_eq!(code, 4);
    assert!(text.contains("There is no store"), "{text}");
    assert!(!home.data().exists());
}

#[test]
fn wrong_words_leave_with_two_and_no_terminal_does_too() {
    let home = Home::new();
    for words in [&["tre"][..], &["tree", "--line", "army"], &["tree", "--as-of", "31/02/2024"], &["edit"], &[]] {
        let (code, text) = status(&home, words);
        assert_eq!(code, 2, "{words:?}: {text}");
        assert!(!text.is_empty());
    }
    assert!(!home.data().exists());
}

#[test]
fn folders_and_files_of_a_store_are_for_their_owner_alone() {
    let home = sample();
    let store = home.store();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&store), 0o700);
    for entry in std::fs::read_dir(&store).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()) & 0o077, 0);
    }
}

#[test]
fn the_same_people_and_seed_make_the_same_records() {
    let again = Home::with_sample();
    assert_eq!(sample().json(&["verify"]), again.json(&["verify"]));
    let other = Home::new();
    let made = other.json(&["sample", "--people", "300", "--seed", "7"]);
    assert!(made["units"].as_u64().unwrap() > 10, "{made}");
    assert_ne!(sample().json(&["verify"])["checksum"], other.json(&["verify"])["checksum"]);
}

#[test]
fn a_sample_is_replaced_only_when_told_to() {
    let home = Home::like(&sample());
    let before = home.json(&["verify"]);
    let (code, text) = status(&home, &["sample", "--people", "300", "--seed", "7"]);
    assert_eq!(code, 3, "{text}");
    assert_eq!(home.json(&["verify"]), before);
    home.json(&["sample", "--people", "300", "--seed", "7", "--force"]);
    assert_ne!(home.json(&["verify"])["checksum"], before["checksum"]);
    let left: Vec<_> = std::fs::read_dir(home.data()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["canbo"], "something was left beside the store");
}

#[test]
fn the_tree_counts_each_person_of_a_line_once_and_parents_hold_their_children() {
    let tree = sample().json(&["tree", "--line", "state"]);
    let mut nodes = Vec::new();
    walk(&tree, &mut nodes);
    assert!(nodes.len() > 20, "{}", nodes.len());
    for node in nodes {
        for count in ["people", "seats", "vacant"] {
            let of = |n: &Value| n[count].as_u64().unwrap();
            let below: u64 = node["children"].as_array().unwrap().iter().map(of).sum();
            assert!(of(node) >= below, "{}: {count}", node["name"]);
        }
        assert!(node["id"].as_str().unwrap().starts_with("u-"));
    }
    let shallow = sample().json(&["tree", "--line", "state", "--depth", "0"]);
    assert_eq!(shallow["people"], tree["people"]);
    assert_eq!(shallow["children"].as_array().unwrap().len(), 0);
}

#[test]
fn districts_are_gone_in_2025_and_the_communes_say_where_they_came_from() {
    let levels = |date: &str| {
        let tree = sample().json(&["tree", "--line", "territory", "--as-of", date]);
        let mut nodes = Vec::new();
        walk(&tree, &mut nodes);
        let mut levels: BTreeMap<String, usize> = BTreeMap::new();
        for node in nodes {
            *levels.entry(node["level"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        levels
    };
    let (before, after) = (levels("2024-05-01"), levels("01/07/2025"));
    assert!(before["district"] >= 1 && before["commune"] >= 2, "{before:?}");
    assert!(!after.contains_key("district") && after["commune"] >= 1, "{after:?}");
}

#[test]
fn what_is_found_can_be_shown_by_its_id() {
    let hits = sample().json(&["find", "lang son", "--limit", "3"]);
    let hits = hits.as_array().unwrap();
    assert!(!hits.is_empty() && hits.len() <= 3);
    for hit in hits {
        assert!(!hit["why"].as_array().unwrap().is_empty());
        let shown = sample().json(&["show", hit["id"].as_str().unwrap()]);
        assert_eq!(shown["id"], hit["id"]);
        assert_eq!(shown["type"], hit["kind"]);
    }
    let (code, _) = status(&sample(), &["find", "qqqqzzzz"]);
    assert_eq!(code, 1);
}

#[test]
fn a_cadre_is_shown_by_id_and_by_code_alike() {
    let hit = &sample().json(&["find", "chu tich", "--kind", "cadre", "--limit", "1"])[0];
    let by_id = sample().json(&["show", hit["id"].as_str().unwrap()]);
    let by_code = sample().json(&["show", by_id["card"]["code"].as_str().unwrap()]);
    assert_eq!(by_id, by_code);
    assert_eq!(by_id["card"]["name"], hit["name"]);
    assert!(!by_id["career"].as_array().unwrap().is_empty());
    let (code, text) = status(&sample(), &["show", hit["id"].as_str().unwrap()]);
    assert_eq!(code, 0);
    assert!(text.contains(hit["name"].as_str().unwrap()));
}

#[test]
fn a_name_that_several_bear_lists_them_and_nothing_is_changed() {
    // the province and its town bear one name
    let tree = sample().json(&["tree", "--line", "territory"]);
    let mut nodes = Vec::new();
    walk(&tree, &mut nodes);
    let bare = |n: &Value| n["name"].as_str().unwrap().rsplit(' ').take(2).collect::<Vec<_>>().join(" ");
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    nodes.iter().for_each(|n| *names.entry(bare(n)).or_default() += 1);
    let twice = names.into_iter().find(|(_, count)| *count > 1).expect("two units of one name").0;
    let name: Vec<&str> = twice.split(' ').rev().collect();
    let out = sample().run(&["edit", "unit", &name.join(" "), "name=X", "--effective", "2024-06-01", "--json"]);
    assert_eq!(out.status.code(), Some(3), "{}", said(&out));
    let answer: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(answer["error"], "ambiguous");
    assert!(answer["candidates"].as_array().unwrap().len() > 1);

    // what only comes near is named, and never taken for what was meant
    let out = sample().run(&["edit", "unit", "huyen loc", "name=X", "--effective", "2024-06-01", "--json"]);
    assert_eq!(out.status.code(), Some(3), "{}", said(&out));
    let answer: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert!(answer["error"].as_str().unwrap().starts_with("no-such"), "{answer}");
}

#[test]
fn an_edit_is_journalled_undone_and_done_again_and_the_counts_stay() {
    let home = Home::like(&sample());
    let counts = |home: &Home| {
        let tree = home.json(&["tree"]);
        (tree["people"].clone(), tree["seats"].clone(), tree["vacant"].clone())
    };
    let before = counts(&home);
    let unit = home.json(&["tree"])["children"][0]["id"].as_str().unwrap().to_owned();
    let name = |home: &Home, on: &str| home.json(&["tree", &unit, "--as-of", on])["name"].as_str().unwrap().to_owned();
    let was = name(&home, "2024-06-01");

    let dry = home.json(&["edit", "unit", &unit, "name=Thử Nghiệm", "--effective", "2024-06-01", "--dry-run"]);
    assert!(dry["revision"].is_null());
    let done = home.json(&["edit", "unit", &unit, "name=Thử Nghiệm", "--effective", "2024-06-01"]);
    assert_eq!(done["revision"], 2);
    assert!(name(&home, "2024-06-01").contains("Thử Nghiệm"));
    assert_eq!(name(&home, "2024-05-31"), was);
    assert_eq!(counts(&home), before);

    assert_eq!(home.json(&["undo"])[0]["undoes"], 2);
    assert_eq!(name(&home, "2024-06-01"), was);
    assert_eq!(home.json(&["redo"])[0]["undoes"], 3);
    assert!(name(&home, "2024-06-01").contains("Thử Nghiệm"));

    let journal = home.json(&["journal", "--subject", &unit]);
    let revisions: Vec<u64> = journal.as_array().unwrap().iter().map(|r| r["revision"].as_u64().unwrap()).collect();
    assert_eq!(revisions, [4, 3, 2, 1]);
    assert_eq!(counts(&home), before);
}

#[test]
fn a_revision_is_looked_into_taken_back_by_number_and_the_register_seen_as_it_was_known() {
    let home = Home::like(&sample());
    let unit = home.json(&["tree"])["children"][0]["id"].as_str().unwrap().to_owned();
    let was = home.json(&["tree", &unit])["name"].clone();
    home.json(&["edit", "unit", &unit, "name=Thử Một", "--effective", "2024-05-01"]);
    let revision = &home.json(&["journal", "--revision", "2"])[0];
    assert_eq!((&revision["edits"], &revision["subjects"][0]["id"]), (&1.into(), &unit.as_str().into()));
    let fields = revision["changes"][0]["differences"].as_array().unwrap();
    assert!(fields.iter().any(|f| f["field"] == "name" && f["becomes"] == "Thử Một"), "{fields:?}");
    assert_eq!(home.json(&["tree", &unit, "--known-at", "1"])["name"], was);
    assert_eq!(status(&home, &["undo", "--known-at", "1"]).0, 2);
    assert_eq!(status(&home, &["undo", "--revision", "1"]).0, 3, "the store began with it");
    assert_eq!(home.json(&["undo", "--revision", "2"])[0]["undoes"], 2);
    assert_eq!(status(&home, &["undo", "--revision", "2"]).0, 3, "taken back already");
    assert_eq!(home.json(&["redo", "--revision", "2"])[0]["undoes"], 3);
    let asked = |words: &[&str]| home.json(&[&["journal"], words].concat()).as_array().unwrap().len();
    assert_eq!(asked(&["--kind", "unit", "--source", "cli"]), 1);
    assert_eq!(asked(&["--author", "sample"]), 1);
    assert_eq!(asked(&["--subject", &unit, "--under", "--limit", "2"]), 2);
    assert_eq!(asked(&["--text", "thay doi"]), 3);
    assert_eq!(asked(&["--to", "2024-05-01"]), 1);
}

#[test]
fn a_reorganisation_is_tried_out_carried_out_and_taken_back() {
    let home = Home::like(&sample());
    let district = home.json(&["tree"])["children"][0].clone();
    let communes: Vec<&str> =
        district["children"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
    let (one, two, above) = (communes[0], communes[1], district["id"].as_str().unwrap());
    let plan = format!(
        "on = \"2024-06-01\"\n\
         decision = {{ number = \"1-NQ\", on = \"2024-05-15\" }}\n\
         [[new]]\nkey = \"moi\"\nname = \"Mới\"\nkind = \"xa\"\nlevel = \"commune\"\nposts = [[\"ct-ubnd-xa\", 1]]\n\
         under = {{ territory = \"{above}\", state = \"{above}\", party = \"{above}\" }}\n\
         [[unit]]\nfrom = \"{one}\"\ninto = \"moi\"\n[[unit]]\nfrom = \"{two}\"\ninto = \"moi\"\n"
    );
    let file = home.path().join("plan.toml");
    std::fs::write(&file, &plan).unwrap();
    let file = file.to_str().unwrap();
    let before = home.json(&["verify"]);
    let dry = home.json(&["reorganise", file, "--dry-run"]);
    assert_eq!(home.json(&["verify"]), before, "nothing was written");
    let count = |answer: &Value, field: &str| answer[field].as_array().unwrap().len();
    assert_eq!((count(&dry, "units_ended"), count(&dry, "units_begun")), (2, 1));
    let done = home.json(&["reorganise", file]);
    assert_eq!((&done["revision"], &done["unplaced"]), (&2.into(), &dry["unplaced"]));
    let now = home.json(&["tree", "--as-of", "2024-06-01"]);
    let names: Vec<&str> =
        now["children"][0]["children"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"Xã Mới") && names.len() == communes.len() - 1, "{names:?}");
    home.json(&["undo"]);
    assert_eq!(home.json(&["verify"])["checksum"], before["checksum"]);
    std::fs::write(home.path().join("plan.toml"), plan.replace("ct-ubnd-xa", "no-such-title")).unwrap();
    assert_eq!(status(&home, &["reorganise", file]).0, 3);
}

#[test]
fn what_is_refused_says_why_and_changes_nothing() {
    let home = Home::like(&sample());
    let before = home.json(&["verify"]);
    let unit = home.json(&["tree"])["id"].as_str().unwrap().to_owned();
    let refused: [&[&str]; 5] = [
        &["edit", "unit", &unit, "name=", "--effective", "2024-06-01"],
        &["edit", "unit", &unit, "name=X", "--effective", "1901-01-01"],
        &["edit", "unit", &unit, "colour=red", "--effective", "2024-06-01"],
        &["edit", "unit", "u-9-9", "name=X", "--effective", "2024-06-01"],
        &["edit", "unit", &unit, "name=X", "--effective", "2024-06-01", "--read-only"],
    ];
    for words in refused {
        let (code, text) = status(&home, words);
        assert_eq!(code, 3, "{words:?}: {text}");
    }
    assert_eq!(status(&home, &["undo"]).0, 3);
    assert_eq!(home.json(&["verify"]), before);
}

#[test]
fn a_backup_restored_elsewhere_is_the_same_store() {
    let home = Home::like(&sample());
    let file = home.path().join("backup");
    let file = file.to_str().unwrap();
    let backup = home.json(&["backup", file]);
    assert_eq!(status(&home, &["backup", file]).0, 3, "a file that is there is not overwritten");
    let other = home.path().join("other");
    let other = other.to_str().unwrap();
    assert_eq!(home.json(&["restore", file, "--store", other]), backup);
    assert_eq!(home.json(&["tree", "--store", other]), home.json(&["tree"]));
    assert_eq!(status(&home, &["restore", file]).0, 3, "a store that is there is not overwritten");

    let mut bytes = std::fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    let (spoiled, foreign) = (home.path().join("spoiled"), home.path().join("foreign"));
    std::fs::write(&spoiled, bytes).unwrap();
    std::fs::write(&foreign, "a letter").unwrap();
    let nowhere = home.path().join("nowhere");
    for wrong in [&spoiled, &foreign] {
        let (code, text) = status(&home, &["restore", wrong.to_str().unwrap(), "--store", nowhere.to_str().unwrap()]);
        assert_eq!(code, 3, "{text}");
        assert!(text.contains(wrong.to_str().unwrap()), "{text}");
        assert!(!nowhere.exists());
    }
}

#[test]
fn damaged_newer_and_foreign_folders_are_each_told_apart_and_left_alone() {
    let home = Home::like(&sample());
    let marker = home.store().join("canbo.store");
    let text = std::fs::read_to_string(&marker).unwrap();
    std::fs::write(&marker, text.replace(" 1", " 99")).unwrap();
    let (code, newer) = status(&home, &["tree"]);
    assert_eq!(code, 4);
    assert!(newer.contains("99"), "{newer}");
    std::fs::write(&marker, &text).unwrap();

    let data = home.store().join("db");
    std::fs::write(&data, b"").unwrap();
    let (code, damaged) = status(&home, &["tree"]);
    assert_eq!(code, 4, "{damaged}");
    assert!(damaged.contains("hỏng"), "{damaged}");
    assert_eq!(std::fs::read(&data).unwrap(), b"");

    let foreign = home.path().join("letters");
    std::fs::create_dir(&foreign).unwrap();
    std::fs::write(foreign.join("letter.txt"), "x").unwrap();
    let (code, other) = status(&home, &["tree", "--store", foreign.to_str().unwrap()]);
    assert_eq!(code, 4, "{other}");
    assert!(other.contains("không phải là kho"), "{other}");
    assert_eq!(std::fs::read_dir(&foreign).unwrap().count(), 1);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = sample();
    let mut child = home.command(&["tree"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.contains("Đơn vị"), "{first}");
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "{}", said(&out));
    assert!(out.stderr.is_empty(), "{}", said(&out));
}

#[test]
fn the_log_is_off_by_default_and_holds_no_names() {
    let home = Home::like(&sample());
    let log = home.path().join("log");
    let hit = &home.json(&["find", "chu tich", "--kind", "cadre", "--limit", "1"])[0];
    assert!(!log.exists());
    home.json(&["show", hit["id"].as_str().unwrap(), "--log", log.to_str().unwrap()]);
    let text = std::fs::read_to_string(&log).unwrap();
    assert!(text.contains("store opened"), "{text}");
    assert!(!text.contains(hit["name"].as_str().unwrap()), "{text}");
}

#[test]
fn a_province_is_begun_with_its_units_and_nobody_and_never_over_another_store() {
    let home = Home::new();
    let begun = home.json(&["init", "--province", "20", "--as-of", "2024-06-30"]);
    assert_eq!(begun["people"], 0);
    let tree = home.json(&["tree", "--line", "territory"]);
    assert_eq!(tree["children"].as_array().unwrap().len(), 11);
    let before = home.json(&["verify"]);
    assert_eq!(status(&home, &["init", "--province", "20"]).0, 3);
    assert_eq!(status(&home, &["sample", "--force", "--people", "300"]).0, 3);
    assert_eq!(home.json(&["verify"]), before);
    assert_eq!(status(&Home::new(), &["init", "--province", "999"]).0, 3);
}

#[test]
fn help_doctor_paths_rules_keys_completions_and_manual_answer_without_a_store() {
    let home = Home::new();
    for words in [
        &["--help"][..],
        &["tree", "--help"],
        &["--version"],
        &["doctor"],
        &["paths"],
        &["policy", "list"],
        &["keys", "list"],
        &["completions", "bash"],
        &["man"],
    ] {
        let out = home.run(words);
        assert!(out.status.success(), "{words:?}: {}", said(&out));
        assert!(!out.stdout.is_empty(), "{words:?}");
        assert!(out.stderr.is_empty(), "{words:?}: {}", said(&out));
    }
    assert!(!home.data().exists());
}

#[test]
fn a_department_sets_its_own_target_and_a_faulty_file_of_its_own_hinders_nothing() {
    let home = Home::like(&sample());
    let folder = home.json(&["paths"])["indicators"].as_str().unwrap().to_owned();
    std::fs::create_dir_all(&folder).unwrap();
    let own = std::path::Path::new(&folder).join("own.toml");
    let target =
        "targets = [{ least = [85, 100], until = \"2026-12-31\", source = \"01-NQ/TU\", sureness = \"text\" }]";
    std::fs::write(&own, format!("[[indicator]]\nid = \"commune-university\"\n{target}\n")).unwrap();
    let measured = || home.json(&["indicators", "--indicator", "commune-university"])[0].clone();
    let row = measured();
    assert_eq!((row["target"].as_f64(), row["source"].as_str()), (Some(85.0), Some("01-NQ/TU")));
    let needs = home.json(&["indicators", "--needs"]);
    let first = needs.as_array().unwrap().first().expect("somebody planned lacks something");
    assert!(first["year"].as_i64() >= Some(2024) && first["course"].as_str().is_some_and(|c| !c.is_empty()), "{first}");
    std::fs::write(&own, "[[indicator]]\nid = \"commune-university\"\ntargets = []\n").unwrap();
    assert_eq!(measured()["target"].as_f64(), Some(80.0), "those that come with the program hold");
    let complaint = said(&home.run(&["indicators", "--indicator", "commune-university"]));
    assert!(complaint.contains("own.toml:3:"), "{complaint}");
    let doctor = home.json(&["doctor"]);
    let check = doctor.as_array().unwrap().iter().find(|check| check["check"] == "indicators").unwrap();
    assert_eq!(check["health"], "poor");
    assert!(check["found"].as_str().unwrap().contains("own.toml:3:"), "{check}");
}

#[test]
fn a_cadre_is_added_appointed_graded_corrected_and_retired_and_an_exception_is_kept() {
    let home = Home::like(&sample());
    let add = home.json(&[
        "add",
        "cadre",
        "name=Nông Thị Thử",
        "sex=nữ",
        "born=5/3/1978",
        "ethnic=Tày",
        "payroll=công chức",
        "--effective",
        "2024-05-01",
    ]);
    assert_eq!(add["revision"], 2);
    let found = home.json(&["find", "nong thi thu", "--kind", "cadre", "--limit", "1"]);
    let id = found[0]["id"].as_str().unwrap().to_owned();
    let show = |what: &str| home.json(&["show", &id])[what].clone();
    assert_eq!(show("card")["born"], "1978-03-05");
    assert_eq!(show("card")["ethnic"], "Tày");

    home.json(&["add", "grade", &id, "period=2023", "grade=good"]);
    assert_eq!(show("grades")[0]["grade"], "good");
    home.json(&["edit", "grade", &id, "grade=excellent"]);
    assert_eq!(show("grades")[0]["grade"], "excellent");
    home.json(&["edit", "cadre", &id, "born=3/1978"]);
    assert_eq!(show("card")["born"], "1978-03");

    // a post that somebody holds is full, unless the competent authority has decided otherwise
    let chair = home.json(&["find", "cd:\"chủ tịch ubnd tỉnh\"", "--kind", "post", "--limit", "1"]);
    let post = format!("post={}", chair[0]["id"].as_str().unwrap());
    let appoint = [
        "add",
        "appointment",
        &id,
        &post,
        "--effective",
        "2024-05-02",
        "--decision",
        "12-QĐ/TU",
        "--decision-date",
        "2024-04-28",
    ];
    let (code, text) = status(&home, &appoint);
    assert_eq!(code, 3, "{text}");
    let exception = [
        &appoint[..],
        &[
            "--override-doc",
            "7-CV/TU",
            "--override-date",
            "2024-04-29",
            "--override-by",
            "Ban Thường vụ Tỉnh ủy",
            "--reason",
            "chuyển giao nhiệm vụ",
        ],
    ]
    .concat();
    home.json(&exception);
    let posts = home.json(&["show", &id, "--as-of", "2024-05-02"])["posts"].clone();
    assert_eq!(posts[0]["decision"], "12-QĐ/TU");
    assert_eq!(home.json(&["journal", "--limit", "1"])[0]["intent"], "chuyển giao nhiệm vụ");

    home.json(&["end", "cadre", &id, "act=retired", "--effective", "2024-06-01"]);
    assert_eq!(home.json(&["show", &id, "--as-of", "2024-06-01"])["posts"].as_array().unwrap().len(), 0);
    assert_eq!(home.json(&["show", &id, "--as-of", "2024-05-31"])["posts"].as_array().unwrap().len(), 1);
    for words in [
        &["edit", "cadre", &id, "born=31/2/1978"][..],
        &["edit", "cadre", &id, "born=2031"],
        &["edit", "cadre", &id, "nose=long"],
        &["add", "grade", &id, "period=2023", "grade=good"],
        &["add", "dragon", &id, "period=2023"],
        &["end", "cadre", &id, "--effective", "1950-01-01"],
    ] {
        assert_eq!(status(&home, words).0, 3, "{words:?}");
    }
}

#[test]
fn an_export_has_all_rows_is_for_its_owner_and_keeps_what_is_sensitive_until_it_is_asked_for() {
    let home = sample();
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str| dir.path().join(name).display().to_string();
    let out = home.json(&["export", "cadres", &file("a.json")]);
    assert_eq!(dir.path().join("a.json").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let read = |name: &str| std::fs::read_to_string(dir.path().join(name)).unwrap();
    let written: Value = serde_json::from_str(&read("a.json")).unwrap();
    let people = written["card"].as_array().unwrap();
    let rows: usize = written.as_object().unwrap().values().filter_map(|t| t.as_array()).map(Vec::len).sum();
    assert_eq!(out["rows"].as_u64().unwrap() as usize, rows);
    assert!(people.iter().all(|p| p["id"].as_str().unwrap().starts_with("c-") && p.get("religion").is_none()));
    assert!(written.get("texts").is_none() && written["qualification"].as_array().unwrap().len() > people.len());

    // over a file only where that is said, and then whole
    let (code, text) = status(&home, &["export", "cadres", &file("a.json"), "--sensitive"]);
    assert_eq!((code, text.contains("--force")), (3, true), "{text}");
    assert_eq!(status(&home, &["export", "cadres", &file("a.json"), "--sensitive", "--force"]).0, 0);
    let sensitive: Value = serde_json::from_str(&read("a.json")).unwrap();
    assert!(sensitive["card"][0].get("religion").is_some() && sensitive["texts"].as_array().unwrap().len() > 1);
    assert_ne!(sensitive["classification"], written["classification"]);

    // the language of queries chooses whose rows go out
    home.json(&["export", "grades", &file("b.json"), "--query", "nữ tuổi<40"]);
    let young: Value = serde_json::from_str(&read("b.json")).unwrap();
    let found = home.json(&["find", "nữ tuổi<40", "--kind", "cadre", "--limit", "3000"]);
    let found: Vec<&str> = found.as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect();
    let graded = young["grade"].as_array().unwrap();
    assert!(!graded.is_empty() && graded.iter().all(|row| found.contains(&row["id"].as_str().unwrap())));

    let (code, text) = status(&home, &["export", "cadres", &file("c.pdf")]);
    assert_eq!(code, 2, "{text}");
    let (code, text) = status(&home, &["export", "cadres", "/no/such/folder/c.xlsx"]);
    assert_eq!(code, 3, "{text}");
    let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing half written is left: {left:?}");
}

#[test]
fn a_csv_of_people_opens_no_formula_in_a_spreadsheet() {
    let home = Home::with_sample();
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.csv").display().to_string();
    let who = home.json(&["find", "nữ", "--kind", "cadre", "--limit", "1"])[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(status(&home, &["edit", "cadre", &who, "other-name==1+2", "code=-77"]).0, 0);
    assert_eq!(status(&home, &["export", "cadres", &file]).0, 0);
    assert_eq!(status(&home, &["undo"]).0, 0);
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.starts_with('\u{feff}'), "spreadsheets know UTF-8 by its mark");
    let row = text.lines().find(|line| line.starts_with(&format!("{who},"))).unwrap();
    assert!(row.contains(",'=1+2,") && row.contains(",'-77,"), "{row}");
}

#[test]
fn a_report_answers_in_every_form_and_tells_whom_a_cell_counts() {
    let home = sample();
    let (code, text) = status(&home, &["report", "list"]);
    assert_eq!(code, 0);
    assert!(text.contains("workforce") && text.contains("early-leavers"), "{text}");
    // as of the day looked at, or each section on its own day of the printed report
    assert_eq!(home.json(&["report", "546", "--section", "workforce"])["sections"][0]["on"], "2024-05-01");
    let whole = home.json(&["report", "546", "--section", "workforce", "--own-days"]);
    let table = &whole["sections"][0]["tables"][0];
    assert_eq!(
        (whole["sections"][0]["on"].as_str(), table["id"].as_str()),
        (Some("2023-12-31"), Some("workforce-groups"))
    );
    let row = |id: &str| {
        let rows = table["rows"].as_array().unwrap();
        rows.iter().find(|row| row["id"] == id).unwrap()["cells"]["number"].as_u64().unwrap()
    };
    assert_eq!(row("officers") + row("employees") + row("contract"), row("total"));
    let people = home.json(&["report", "546", "--own-days", "--who", "workforce-groups/contract/number"]);
    assert_eq!(people.as_array().unwrap().len() as u64, row("contract"));
    // on another day, and what changed until then
    let words = ["report", "546", "--section", "workforce", "--as-of", "2026-01-01"];
    assert_eq!(home.json(&words)["sections"][0]["on"], "2026-01-01");
    let words = ["report", "546", "--section", "workforce", "--from", "2023-12-31", "--to", "2026-01-01"];
    let moved = &home.json(&words)["sections"][0]["tables"][0]["rows"][0]["cells"];
    assert_eq!(moved["before"].as_u64(), Some(row("total")));
    let count = |name: &str| moved[name].as_i64().unwrap();
    assert_eq!(count("after") - count("before"), count("joined") - count("left"));
    // what nobody has records of is blank, never nought
    let blank = home.json(&["report", "lai-chau", "--section", "quarter", "--as-of", "2024-05-01"]);
    assert!(blank["sections"][0]["tables"][0]["rows"][0]["cells"]["total"].is_null());

    let file = home.path().join("report.xlsx");
    let name = file.to_str().unwrap();
    let (code, text) = status(&home, &["report", "546", "--section", "grades", "--out", name]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let (code, text) = status(&home, &["report", "546", "--section", "grades", "--out", name]);
    assert!(code == 3 && text.contains("--force"), "{text}");
    std::fs::remove_file(&file).unwrap();
    for (words, known) in [
        (&["report", "547"][..], "546"),
        (&["report", "546", "--section", "grade"], "grades"),
        (&["report", "546", "--format", "pdf"], "pdf"),
        (&["report", "546", "--who", "workforce/total"], "--json"),
    ] {
        let (code, text) = status(&home, words);
        assert!(code == 2 && text.contains(known), "{words:?}: {code} {text}");
    }
}

/// Lines of a screen after the two of its heading.
fn lines_of(home: &Home, screen: &str) -> (String, Vec<String>) {
    let out = home.run(&["--plain", "--screen", screen]);
    let text = said(&out);
    assert!(out.status.success(), "{screen}: {text}");
    let mut lines = text.lines().map(str::to_owned);
    let (_, heading) = (lines.next(), lines.next().unwrap_or_default());
    (heading, lines.collect())
}

#[test]
fn every_screen_prints_its_own_lines() {
    let home = sample();
    let mut seen: BTreeMap<Vec<String>, &str> = BTreeMap::new();
    let mut headings: BTreeMap<String, &str> = BTreeMap::new();
    for screen in Screen::names() {
        let (heading, lines) = lines_of(&home, screen);
        assert!(lines.iter().any(|line| !line.trim().is_empty()), "{screen} prints nothing");
        assert_eq!(headings.insert(heading, screen), None, "the heading of {screen}");
        assert_eq!(seen.insert(lines, screen), None, "the lines of {screen}");
    }
    let (_, plan) = lines_of(&home, "plan");
    assert!(plan.iter().any(|line| line.contains("2025–2030")), "{plan:?}");
    let (_, journal) = lines_of(&home, "journal");
    assert!(journal.iter().any(|line| line.contains("tạo tỉnh mẫu")), "{journal:?}");
}

#[test]
fn help_and_the_manual_name_the_screens_that_there_are() {
    let help = said(&sample().run(&["--help"]));
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let names: Vec<&str> = Screen::names().collect();
    assert!(help.contains(&names.join(", ")), "{help}");
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    for manual in ["docs/vi/administrator.md", "docs/en/administrator.md"] {
        let text = std::fs::read_to_string(manual).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&format!("{}.", quoted.join(", "))), "{manual}");
    }
}

#[test]
fn a_report_of_another_province_says_nothing_of_the_figures_that_one_province_published() {
    let home = Home::new();
    assert!(home.run(&["init", "--province", "12"]).status.success());
    for name in ["546", "lai-chau"] {
        for day in [&[][..], &["--as-of", "2026-12-01"]] {
            let (code, out) = status(&home, &[&["report", name], day].concat());
            assert_eq!(code, 0, "{out}");
            assert!(!out.contains("Báo cáo in"), "{out}");
        }
    }
    // of its own province, and on the report's own day alone
    let (_, own) = status(&home, &["report", "lai-chau", "--own-days"]);
    assert!(own.contains("Báo cáo của Lai Châu in 817 người"), "{own}");
    assert!(own.contains("Báo cáo của Đảng ủy UBND tỉnh Lai Châu năm 2026"), "{own}");
    let (_, later) = status(&home, &["report", "lai-chau", "--as-of", "2024-12-01"]);
    assert!(!later.contains("Báo cáo của Lai Châu in"), "{later}");
}

#[test]
fn a_new_store_reports_what_it_counts_and_nothing_of_another_province() {
    for (code, foreign) in [("12", &["Lạng Sơn", "546-BC"][..]), ("4", &["Lạng Sơn", "546-BC", "Lai Châu"])] {
        let home = Home::new();
        assert!(home.run(&["init", "--province", code]).status.success());
        for name in ["546", "lai-chau", "hai-cap"] {
            let report = home.json(&["report", name]);
            // the short name of a report is its name and no sentence
            let text = serde_json::to_string(&report).unwrap().replace("\"lai-chau\"", "").replace("\"546\"", "");
            for word in foreign.iter().chain(&["Báo cáo in", "Báo cáo của"]) {
                assert!(!text.contains(word), "{code} {name}: {word}");
            }
            assert_eq!(report["source"], "");
            for section in report["sections"].as_array().unwrap() {
                assert_eq!(section["source"], "", "{}", section["id"]);
                for table in section["tables"].as_array().unwrap() {
                    nothing_is_invented(table);
                }
            }
        }
    }
}

/// Of a store with units and without people: of bodies a number, of all else a blank, of which the table says so.
fn nothing_is_invented(table: &Value) {
    let id = table["id"].as_str().unwrap();
    let mut blank = false;
    for row in table["rows"].as_array().unwrap() {
        for (column, value) in row["cells"].as_object().unwrap() {
            let bodies = matches!(id, "party-organisation" | "administrative-units");
            assert!(value.is_null() || bodies, "{id}/{}/{column}: {value}", row["id"]);
            blank |= value.is_null();
        }
    }
    let notes = table["notes"].to_string();
    assert_eq!(blank, notes.contains("Ô trống"), "{id}: {notes}");
}

#[test]
fn party_discipline_and_streamlining_are_counted_from_the_records_beside_what_units_declare() {
    let home = Home::with_sample();
    let number = |section: &str, table: &str, row: &str| {
        let report = home.json(&["report", "546", "--section", section]);
        let tables = report["sections"][0]["tables"].as_array().unwrap().clone();
        let table = tables.into_iter().find(|t| t["id"] == table).unwrap();
        let row = table["rows"].as_array().unwrap().iter().find(|r| r["id"] == row).unwrap().clone();
        (row["cells"]["records"].as_u64().unwrap_or(0), row["cells"]["declared"].as_u64())
    };
    let before = number("discipline", "party-discipline", "warning");
    let who = home.json(&["find", "nữ", "--kind", "cadre", "--limit", "1"])[0]["id"].as_str().unwrap().to_owned();
    let words = ["add", "discipline", &who, "measure=warning", "by-party=yes", "from=02/04/2024", "expires=02/04/2025"];
    let (code, text) = status(&home, &words);
    assert_eq!(code, 0, "{text}");
    assert_eq!(number("discipline", "party-discipline", "warning"), (before.0 + 1, before.1));
    // nobody's record says who was prosecuted: that is declared alone
    let report = home.json(&["report", "546", "--section", "discipline"]);
    let rows = report["sections"][0]["tables"][0]["rows"].as_array().unwrap().clone();
    assert!(rows.iter().find(|r| r["id"] == "prosecuted").unwrap()["cells"]["records"].is_null());

    // who left by a decree on streamlining, as the file names it
    let before = number("streamlining", "streamlining", "total");
    let found = home.json(&["find", "nữ", "--kind", "cadre", "--limit", "40"]);
    let people = found.as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap());
    let mut alone = people.filter_map(|id| {
        let career = home.json(&["show", id])["career"].as_array().unwrap().clone();
        let open: Vec<&Value> = career.iter().filter(|a| a["to"].is_null()).collect();
        (open.len() == 1).then(|| id.to_owned())
    });
    // whoever comes to a post later does not leave before
    let leaves =
        |who: &String| status(&home, &["end", "cadre", who, "act=retired-early", "--effective", "2024-04-01"]).0 == 0;
    let who = alone.find(leaves).unwrap();
    assert_eq!(number("streamlining", "streamlining", "total"), before, "no paper is named yet");
    let words = ["edit", "cadre", &who, "retires=31/03/2024", "retires-by=Nghị định 29/2023/NĐ-CP"];
    let (code, text) = status(&home, &words);
    assert_eq!(code, 0, "{text}");
    assert_eq!(number("streamlining", "streamlining", "total"), (before.0 + 1, before.1));
}
