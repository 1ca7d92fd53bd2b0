//! Keys on the real program: keymaps, a file of the user's own, sequences, what an input method sends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod support;

use support::{Home, said, sample};

const PLANTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/keys-with-ten-faults.toml");

fn write(home: &Home, name: &str, text: &str) {
    let dir = home.path().join("config/canbo");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join(name), text).unwrap();
}

#[test]
fn a_file_of_ten_faults_is_refused_with_each_of_them_and_its_line() {
    let home = Home::new();
    let out = home.run(&["keys", "check", PLANTED, "--json"]);
    assert_eq!(out.status.code(), Some(3));
    let answer: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!((answer["sound"].as_bool(), answer["faults"].as_array().unwrap().len()), (Some(false), 10));
    assert_eq!(answer["faults"][1]["fault"], "action");
    assert!(answer["faults"][1]["message"].as_str().unwrap().contains("undo"), "the nearest name: {answer}");

    let plain = said(&home.run(&["keys", "check", PLANTED, "--lang", "en"]));
    assert_eq!(plain.lines().filter(|line| line.contains("ten-faults.toml:")).count(), 10, "{plain}");
}

#[test]
fn the_status_tells_a_sound_file_from_a_doubtful_one_and_from_a_wrong_one() {
    let home = Home::new();
    for (text, status) in [
        ("[global]\nmeeting = \"f9\"\n", 0),
        ("[global]\nmeeting = [\"f9\", \"ctrl-i\"]\n", 1),
        ("[global]\nmeeting = \"f9\"\nquit = []\n", 3),
        ("[global\n", 3),
    ] {
        write(&home, "keys.toml", text);
        assert_eq!(home.run(&["keys", "check"]).status.code(), Some(status), "{text}");
    }
}

#[test]
fn a_broken_file_leaves_the_built_in_keys_in_force_and_is_said_in_one_line() {
    let home = Home::like(&sample());
    write(&home, "keys.toml", "[global]\nquit = \"f10\"\nudno = \"u\"\n");
    let mut session = home.session(&["--keymap", "vim"]);
    session.sees("keys.toml: 1 lỗi");
    session.sees("UBND tỉnh Lạng Sơn");
    session.types("Z");
    let shown = session.sees("Z …");
    assert!(shown.lines().any(|line| line.contains("Z thoát") && line.contains("Q thoát")), "{shown}");
    session.types("Z");
    assert_eq!(session.ends(), 0);
    session.assert_restored();
}
