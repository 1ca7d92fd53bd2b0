//! What the office decides of the rules, on the real program: set, switched off, reset, from a file, into a file.

use crate::support::{Home, said, sample};
use serde_json::Value;
use std::path::Path;

const PAPER: [&str; 6] = ["--decision", "12-QĐ/TU", "--decision-date", "2025-12-20", "--by", "Ban Thường vụ Tỉnh ủy"];

fn with_paper<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [words, &PAPER].concat()
}

/// A home with a sample of its own.
fn home() -> Home {
    Home::like(&sample())
}

/// What a rule finds in the sample on a day of the rules of today.
fn found(home: &Home, rule: &str) -> Vec<Value> {
    let out = home.run(&["check", "--rule", rule, "--as-of", "2026-12-01", "--json"]);
    serde_json::from_slice::<Value>(&out.stdout).unwrap_or_default().as_array().cloned().unwrap_or_default()
}

fn write(home: &Home, name: &str, text: &str) -> String {
    let path = home.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// A coefficient of an officer's own, under an id.
fn coefficient(id: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\nkind = \"coefficient\"\nwith = {{ least = [10, 10], most = [20, 10] }}\n\
         applies = {{ to = [\"committee\", \"standing-committee\"] }}\nfrom = \"2025-10-08\"\nstrength = \"hard\"\n\
         sureness = \"practice\"\nsource = \"12-QĐ/TU 20/12/2025, Ban Thường vụ Tỉnh ủy\"\nvi = \"Hệ số\"\nen = \"Coefficient\"\n"
    )
}

#[test]
fn a_rule_that_the_office_sets_judges_at_once_and_undo_turns_it_back() {
    let home = home();
    let before = found(&home, "people-a-title-2025");
    assert!(before.iter().all(|f| f["own"] == false));
    // nobody may be planned for a title unless ten are
    let words = ["policy", "set", "people-a-title-2025", "least=10", "most=20", "--from", "2026-01-01"];
    let tried = home.json(&with_paper(&[&words[..], &["--dry-run"]].concat()));
    assert!(tried["revision"].is_null());
    assert_eq!(found(&home, "people-a-title-2025"), before, "a dry run changes nothing");
    home.json(&with_paper(&words));
    let now = found(&home, "people-a-title-2025");
    assert!(now.len() > before.len(), "{} findings, {} before", now.len(), before.len());
    assert!(now.iter().all(|f| f["own"] == true && f["limit"]["least"] == 10), "{now:#?}");
    assert!(now.iter().all(|f| f["source"] == "12-QĐ/TU 20/12/2025, Ban Thường vụ Tỉnh ủy"));
    let told = said(&home.run(&["check", "--rule", "people-a-title-2025", "--as-of", "2026-12-01"]));
    assert!(told.contains("[số của cơ quan]"), "{told}");
    let then = home.run(&["check", "--rule", "people-a-title-2025", "--as-of", "2025-12-31", "--json"]);
    assert!(!said(&then).contains("\"own\": true"), "the days before keep the program's number");
    let journal = home.json(&["journal", "--revision", "2"]);
    let change = &journal[0]["changes"][0];
    assert_eq!((&change["kind"], &change["subject"]["id"]), (&"ruling".into(), &"people-a-title-2025".into()));
    home.json(&["undo"]);
    assert_eq!(found(&home, "people-a-title-2025"), before);
}

#[test]
fn a_rule_is_switched_off_from_a_day_and_reset_to_what_the_program_says() {
    let home = home();
    home.json(&with_paper(&["policy", "off", "women-share-2025", "--from", "2026-06-01"]));
    let shown = |day: &str| home.json(&["policy", "show", "women-share-2025", "--as-of", day]);
    assert_eq!((&shown("2026-06-01")["off"], &shown("2026-06-01")["own"]), (&true.into(), &true.into()));
    assert_eq!((&shown("2026-05-31")["off"], &shown("2026-05-31")["own"]), (&false.into(), &false.into()));
    assert!(found(&home, "women-share-2025").is_empty());
    home.json(&with_paper(&["policy", "set", "women-share-2025", "least=30%", "--from", "2026-09-01"]));
    assert_eq!(shown("2026-09-01")["with"]["least"], serde_json::json!([30, 100]));
    assert_eq!(shown("2026-08-31")["off"], true, "the new number ends what stood before it");
    home.json(&["policy", "reset", "women-share-2025"]);
    assert_eq!((&shown("2026-09-01")["off"], &shown("2026-09-01")["own"]), (&false.into(), &false.into()));
    assert_eq!(home.run(&["policy", "reset", "women-share-2025"]).status.code(), Some(3));
}

#[test]
fn a_rule_that_collides_is_named_with_what_it_collides_with_and_all_others_hold() {
    let home = home();
    let file = write(&home, "x.toml", &coefficient("coef-own"));
    let checked = home.run(&["policy", "check", &file, "--lang", "en"]);
    assert_eq!(checked.status.code(), Some(3));
    assert!(said(&checked).contains("coefficient-2025 (08/10/2025"), "{}", said(&checked));
    let imported = home.run(&["policy", "import", &file, "--lang", "en"]);
    assert_eq!(imported.status.code(), Some(3));
    assert!(said(&imported).contains("coefficient-2025 (08/10/2025"), "{}", said(&imported));
    // in the folder it is left out by itself, and another file of the folder holds
    write(&home, "config/canbo/policy/a.toml", &coefficient("coef-own"));
    let own =
        coefficient("titles-own").replace("coefficient\"\nwith = { least = [10, 10], most = [20, 10] }", "surplus\"");
    write(&home, "config/canbo/policy/b.toml", &own);
    let listed = home.run(&["policy", "list", "--as-of", "2026-12-01", "--lang", "en"]);
    let told = said(&listed);
    assert!(told.contains("a.toml:2:") && told.contains("coefficient-2025 (08/10/2025"), "{told}");
    assert!(told.contains("titles-own") && !told.contains("\ncoef-own"), "{told}");
    // under the name of the program's rule it takes that one's place
    let file = write(&home, "y.toml", &coefficient("coefficient-2025"));
    assert_eq!(home.run(&["policy", "check", &file]).status.code(), Some(0));
    home.json(&["policy", "import", &file]);
    assert_eq!(home.json(&["policy", "show", "coefficient-2025"])["with"]["most"], serde_json::json!([20, 10]));
}

#[test]
fn what_the_office_decided_goes_into_a_file_and_comes_back_the_same() {
    let home = home();
    home.json(&with_paper(&[
        "policy",
        "set",
        "coefficient-2025",
        "most=1,8",
        "--from",
        "2026-01-01",
        "--until",
        "2026-12-31",
    ]));
    home.json(&with_paper(&["policy", "off", "a-young-2025", "--from", "2026-01-01"]));
    home.json(&with_paper(&["policy", "standard", "pho-bi-thu-tinh-uy", "theory=advanced", "--from", "2026-01-01"]));
    let months = "[[reference]]\nterm = 2030\nlevel = \"province\"\nline = \"party\"\nmonth = \"2030-09-01\"\n\
                  source = \"45-HD/BTCTW 21/11/2025, Ban Tổ chức Trung ương\"\n";
    let file = write(&home, "months.toml", months);
    home.json(&["policy", "import", &file]);
    let out = home.path().join("out.toml").display().to_string();
    home.json(&["policy", "export", &out]);
    let other = Home::new();
    home.json(&["init", "--province", "20", "--store", &other.store().display().to_string()]);
    other.json(&["policy", "import", &out]);
    let again = other.path().join("again.toml").display().to_string();
    other.json(&["policy", "export", &again]);
    let text = |path: &str| std::fs::read_to_string(Path::new(path)).unwrap();
    assert_eq!(text(&out), text(&again));
    assert_eq!(text(&out).matches("[[rule]]").count() + text(&out).matches("[[reference]]").count(), 4);
    assert_eq!(other.run(&["policy", "import", &out]).status.code(), Some(3), "nothing would change");
    assert_eq!(other.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn what_cannot_be_decided_is_refused_in_one_sentence_and_nothing_changes() {
    let home = home();
    let refused = |words: &[&str], why: &str| {
        let out = home.run(&[words, &["--lang", "en"]].concat());
        assert_eq!(out.status.code(), Some(3), "{words:?}: {}", said(&out));
        assert!(said(&out).contains(why), "{words:?}: {}", said(&out));
    };
    let set = |words: &[&'static str]| with_paper(&[&["policy", "set", "young-share-2025"], words].concat());
    refused(&set(&["least=125%", "--from", "2026-12-01"]), "young-share-2025");
    refused(&set(&["least=20%", "--from", "2026-12-01", "--until", "2026-11-01"]), "until");
    refused(&set(&["most=20%"]), "most");
    refused(&set(&["least=much"]), "least");
    refused(&set(&["strength=sometimes"]), "strength");
    refused(&["policy", "off", "young-share-2025", "--decision", "1", "--decision-date", "2026-01-01"], "decided-by");
    refused(&["policy", "set", "young-share-2025", "least=20%"], "decision");
    refused(&with_paper(&["policy", "set", "no-such-rule", "most=1"]), "no-such-rule");
    refused(&with_paper(&["policy", "standard", "giam-doc-xo", "theory=advanced"]), "giam-doc-xo");
    let of = |id: &str, from: &str| {
        coefficient("coefficient-2025").replace("coefficient-2025", id).replace("2025-10-08", from)
    };
    let twice = write(
        &home,
        "twice.toml",
        &format!("{}\n{}", of("coefficient-2025", "2026-01-01"), of("coefficient-2025", "2026-02-01")),
    );
    refused(&["policy", "import", &twice], "twice.toml");
    let title = write(
        &home,
        "title.toml",
        &of("coefficient-2025", "2026-01-01")
            .replace("to = [\"committee\", \"standing-committee\"]", "titles = [\"giam-doc-xo\"]"),
    );
    refused(&["policy", "import", &title], "giam-doc-xo");
    let month = "[[reference]]\nterm = 2030\nlevel = \"commune\"\nline = \"party\"\nmonth = \"2027-07-01\"\nsource = \"1 01/01/2026, x\"\n";
    let month = write(&home, "month.toml", month);
    refused(&["policy", "import", &month], "2027-07");
    let rank = "[[rank]]\nscale = \"x\"\nstep = 1\ntitles = [\"giam-doc-so\"]\nfrom = \"2026-01-01\"\nsureness = \"practice\"\nsource = \"x\"\n";
    let rank = write(&home, "rank.toml", rank);
    refused(&["policy", "import", &rank], "rank.toml:1");
    assert_eq!(home.json(&["journal"]).as_array().unwrap().len(), 1, "only the sample's own revision");
}

#[test]
fn somebody_with_elementary_theory_planned_as_standing_deputy_secretary_is_found() {
    let home = home();
    let titles = ["bi-thu-tinh-uy", "pbt-thuong-truc-tinh-uy", "ct-ubnd-tinh"];
    for title in titles {
        let asked = home.json(&with_paper(&[
            "policy",
            "standard",
            title,
            "theory=advanced",
            "--from",
            "2026-12-01",
            "--dry-run",
        ]));
        assert!(asked["revision"].is_null(), "{title}");
    }
    // practice values judge: without a decision of the office the titles managed by the provincial committee ask advanced
    let found = found(&home, "standard-theory-province");
    assert!(
        !found.is_empty() && found.iter().all(|f| f["verdict"] == "missed" && f["limit"] == "advanced"),
        "{found:#?}"
    );
    assert!(self::found(&home, "standard-theory-others").iter().all(|f| f["limit"] == "intermediate"));
    // what is asked of one title outranks what is asked of many
    let rule = home.json(&["policy", "show", "standard-theory-central"]);
    assert_eq!((&rule["applies"]["tiers"][0], &rule["strength"]), (&"central".into(), &"target".into()));
}
