//! The first command of the README, as it stands there. It builds a release, so it is run only when asked for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod support;

use portable_pty::CommandBuilder;
use support::{Home, Session};

/// The first line of the README's first block of code.
fn first_command() -> String {
    let readme = include_str!("../README.md");
    readme.split("```").nth(1).unwrap().trim().lines().next().unwrap().to_owned()
}

#[test]
#[ignore = "builds a release; .ci/run asks for it"]
fn the_readmes_first_command_says_what_wants_doing_and_leaves_the_terminal_as_it_was() {
    let home = Home::new();
    let words = first_command();
    assert!(words.starts_with("cargo run "), "{words}");
    // cargo stays in between and would not pass a signal on; the shell makes way for it
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &format!("exec {words}")]);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command.env("XDG_DATA_HOME", home.data());
    command.env("XDG_CONFIG_HOME", home.path().join("config"));
    command.env("TERM", "xterm-256color");
    let mut session = Session::start(command);
    let screen = session.sees("đợt rà soát chưa phê duyệt");
    assert!(screen.contains("DỮ LIỆU MẪU"), "{screen}");
    println!("{screen}");
    session.types("\x11");
    assert_eq!(session.ends(), 0);
    session.assert_restored();
    assert!(home.data().join("canbo-demo").is_dir());
    assert!(!home.data().join("canbo").exists());
}
