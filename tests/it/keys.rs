//! Keys on the real program: keymaps, a file of the user's own, sequences, what an input method sends.

use crate::support::{Home, said, sample};

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
    let mut session = home.session(&["--keymap", "vim", "--screen", "units"]);
    session.sees("keys.toml: 1 lỗi");
    session.sees("UBND tỉnh Lạng Sơn");
    session.types("Z");
    let shown = session.sees("Z …");
    assert!(shown.lines().any(|line| line.contains("Z thoát") && line.contains("Q thoát")), "{shown}");
    session.types("Z");
    assert_eq!(session.ends(), 0);
    session.assert_restored();
}

#[test]
fn what_an_input_method_sends_into_a_field_is_the_word_that_was_meant() {
    let home = Home::like(&sample());
    let mut session = home.session(&["--screen", "units"]);
    session.sees("UBND tỉnh Lạng Sơn");
    // as an input method writes "nguyễn": it takes letters back and sends them with their marks
    session.types("/");
    for read in ["n", "g", "u", "y", "e", "\x7fê", "n", "\x7f\x7fễn"] {
        session.types(read);
    }
    session.sees("› nguyễn");
    // the whole word in one read, its marks apart from their letters as some terminals send them
    session.types("\x15to\u{302}\u{309} chu\u{31b}\u{301}c");
    session.sees("› tổ chức");
    // text that is pasted is text, whatever it holds
    session.types("\x15\x1b[200~sở\nnội vụ\x1b[201~");
    session.sees("› sở nội vụ");
    session.types("\x1b");
    session.wait("the end of find", |s| !s.contents().contains("› sở"));
    // pasted where letters are commands, it is no command either
    session.types("\x1b[200~CqM\x1b[201~");
    session.types("?");
    let shown = session.sees("Phím");
    assert!(!shown.contains("CHẾ ĐỘ HỌP") && !shown.contains("[Cán bộ]"), "{shown}");
    session.types("\x11");
    assert_eq!(session.ends(), 0);
}

#[test]
fn telex_is_switched_on_in_the_settings_and_by_a_key() {
    let home = Home::like(&sample());
    write(&home, "settings.toml", "typing = \"telex\"\n");
    let mut session = home.session(&["--screen", "units"]);
    session.sees("UBND tỉnh Lạng Sơn");
    session.types("/nguyeenx");
    session.sees("› nguyễn");
    session.types("\x15\x14d9o62ng");
    session.sees("› đồng");
    session.types("\x11");
    assert_eq!(session.ends(), 0);
}

#[test]
fn a_session_goes_on_where_the_last_one_was_left_with_its_marks_unless_a_screen_is_named() {
    let home = Home::like(&sample());
    let mut session = home.session(&["--screen", "units"]);
    session.sees("UBND tỉnh Lạng Sơn");
    session.types("ma");
    session.sees("Đã đặt dấu a");
    session.types("C");
    session.sees("Bí thư Tỉnh ủy");
    session.types("\r");
    session.sees("[Lý lịch]");
    session.types("\t");
    session.sees("[Công tác]");
    // a dropped line is no reason to forget where one was
    session.signal(rustix::process::Signal::HUP);
    assert_eq!(session.ends(), 129);

    let mut session = home.session(&[]);
    session.sees("[Công tác]");
    session.types("'a");
    session.sees("[Tổ chức]");
    session.types("C\x11");
    assert_eq!(session.ends(), 0);

    let mut session = home.session(&["--screen", "units"]);
    session.sees("UBND tỉnh Lạng Sơn");
    session.types("'");
    session.sees("a UBND tỉnh Lạng Sơn");
    session.types("\x11");
    assert_eq!(session.ends(), 0);
}

#[test]
fn settings_that_cannot_be_used_are_said_and_hinder_nothing() {
    let home = Home::like(&sample());
    write(&home, "settings.toml", "theme = \"neon\"\n");
    let mut session = home.session(&["--lang", "en"]);
    session.sees("There is no theme “neon”");
    session.types("\x11");
    assert_eq!(session.ends(), 0);
    write(&home, "settings.toml", "lang = \"en\"\nkeymaps = \"vim\"\n");
    assert!(said(&home.run(&["paths"])).contains("Kho"), "a file that is wrong is passed over");
    write(&home, "settings.toml", "lang = \"en\"\n");
    assert!(said(&home.run(&["paths"])).contains("Store"));
}
