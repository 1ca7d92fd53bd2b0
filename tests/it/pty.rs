//! The real program on an emulated terminal: what an officer sees, and how the terminal is left.

use crate::support::{Home, said, sample};
use rustix::process::Signal;

/// Keys of the default keymap.
mod key {
    pub const ENTER: &str = "\r";
    pub const ESC: &str = "\x1b";
    pub const QUIT: &str = "\x11";
}

/// What stands on the screen only when the hierarchy of the sample has been drawn.
const HIERARCHY: &str = "UBND tỉnh Lạng Sơn";

#[test]
fn a_walk_from_the_province_to_a_dossier_and_to_2025_leaves_the_terminal_as_it_was() {
    let home = Home::like(&sample());
    let mut session = home.session(&["--screen", "units"]);
    let first = session.sees(HIERARCHY);
    assert!(first.contains("DỮ LIỆU MẪU"), "{first}");
    assert!(first.contains("01/05/2024"), "{first}");
    assert!(session.is_raw());

    // before the people are read, only what the program itself has is found
    session.wait("everything", |s| !s.contents().contains("đang mở"));
    session.types("/");
    session.types("chu tich");
    session.wait("hits", |s| s.contents().contains("chu tich") && s.contents().contains("Chủ tịch"));
    session.types(key::ENTER);
    let landed = session.wait("the end of the overlay", |s| !s.contents().contains("› chu tich"));
    assert!(landed.contains("Chủ tịch"), "{landed}");

    session.types("@");
    session.types("01072025");
    session.types(key::ENTER);
    session.sees("tính đến 01/07/2025");

    session.types(key::QUIT);
    assert_eq!(session.ends(), 0);
    session.assert_restored();
}

/// People and vacancies on the row of the province, once they stand there.
fn counts(screen: &str) -> Option<(u64, u64)> {
    let row = screen.lines().find(|line| line.contains(HIERARCHY) && !line.contains('›'))?;
    let number = |word: &str| word.replace('.', "").parse::<u64>().ok();
    let words: Vec<&str> = row.split_whitespace().collect();
    match words.as_slice() {
        [.., people, vacant] if vacant.starts_with('○') => {
            Some((number(people)?, number(&vacant['○'.len_utf8()..])?))
        }
        [.., people] => Some((number(people)?, 0)),
        [] => None,
    }
}

#[test]
fn the_screen_counts_what_the_command_line_counts_on_each_day_and_after_an_edit() {
    let home = Home::like(&sample());
    let seen = || {
        // not where the last one was left
        let mut session = home.session(&["--screen", "units"]);
        session.sees(HIERARCHY);
        let before = counts(&session.wait("the counts", |s| counts(&s.contents()).is_some()));
        session.types("@01072025\r");
        let there = |s: &vt100::Screen| s.contents().contains("tính đến 01/07/2025");
        let after = counts(&session.wait("the counts of 2025", |s| there(s) && counts(&s.contents()).is_some()));
        session.types(key::QUIT);
        assert_eq!(session.ends(), 0);
        (before.unwrap(), after.unwrap())
    };
    let counted = |on: &str| {
        let tree = home.json(&["tree", "--line", "state", "--depth", "0", "--as-of", on]);
        (tree["people"].as_u64().unwrap(), tree["vacant"].as_u64().unwrap())
    };
    let (before, after) = seen();
    assert!(before.0 > 100, "{before:?}");
    assert_eq!((before, after), (counted("2024-05-01"), counted("2025-07-01")));

    let unit = home.json(&["tree", "--line", "state"])["children"][0]["id"].as_str().unwrap().to_owned();
    home.json(&["edit", "unit", &unit, "name=Thử Nghiệm", "--effective", "2024-06-01"]);
    assert_eq!(seen(), (before, after));
}

#[test]
fn a_signal_to_end_restores_the_terminal() {
    let home = Home::like(&sample());
    let mut session = home.session(&["--screen", "units"]);
    session.sees(HIERARCHY);
    session.signal(Signal::TERM);
    assert_ne!(session.ends(), 0);
    session.assert_restored();
    assert_eq!(home.json(&["verify"]), sample().json(&["verify"]));
}

#[test]
fn a_second_process_is_told_who_holds_the_store() {
    let home = Home::like(&sample());
    let mut session = home.session(&["--screen", "units"]);
    session.sees(HIERARCHY);
    let holder = session.process().to_string();

    let out = home.run(&["tree"]);
    assert_eq!(out.status.code(), Some(4));
    assert!(said(&out).contains(&holder), "{}", said(&out));

    let mut second = home.session(&[]);
    assert_eq!(second.ends(), 4);
    let text = second.sees("đang được");
    assert!(text.replace('\n', "").contains(&holder), "{text}");
    second.assert_restored();

    session.types(key::QUIT);
    assert_eq!(session.ends(), 0);
    assert_eq!(home.run(&["tree"]).status.code(), Some(0));
}

#[test]
fn without_a_store_nothing_is_written_before_it_is_asked_for() {
    let home = Home::new();
    let mut session = home.session(&[]);
    session.sees("Tạo tỉnh mẫu");
    session.types(key::ESC);
    assert_eq!(session.ends(), 0);
    session.assert_restored();
    assert!(!home.data().exists());
}

#[test]
fn a_sample_that_was_killed_while_it_was_made_is_said_and_made_again() {
    let home = Home::new();
    // large enough that it is still being written when the store is there
    let mut making = home.command(&["sample", "--people", "20000"]).spawn().unwrap();
    let marker = home.data().join("canbo.making");
    let written = || home.store().join("db").metadata().map_or(0, |db| db.len());
    while written() < 4 << 20 {
        assert!(making.try_wait().unwrap().is_none(), "the sample was made before it could be killed");
        std::thread::yield_now();
    }
    making.kill().unwrap();
    making.wait().unwrap();

    let out = home.run(&["tree"]);
    assert_eq!(out.status.code(), Some(4), "{}", said(&out));
    assert!(said(&out).contains("dừng giữa chừng"), "{}", said(&out));

    let made = home.json(&["sample", "--people", "300"]);
    assert_eq!(made["revision"], 1);
    assert!(!marker.exists());
    assert_eq!(home.json(&["verify"])["checksum"], sample().json(&["verify"])["checksum"]);
}

#[test]
fn a_screen_that_does_not_exist_is_refused_before_the_terminal_is_taken() {
    let home = Home::like(&sample());
    let mut session = home.session(&["--screen", "kitchen", "--lang", "en"]);
    assert_eq!(session.ends(), 2);
    session.sees("no screen “kitchen”");
    session.assert_restored();
}
