//! Holds the code to the house of `ARCHITECTURE.md`: which room may use which, and which crate stands where.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod circles;
mod counts;
mod graph;
mod source;

use graph::Modules;
use source::{Source, root, sources};
use std::collections::BTreeSet;
use std::fs;

/// A room and the rooms that it may use: a room uses only rooms above it in this list, so that no two use each other.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("policy", &["domain"]),
    ("search", &["domain"]),
    ("register", &["domain", "store", "policy", "search"]),
    ("sample", &["domain", "register"]),
    ("exchange", &["domain", "policy", "search", "register"]),
    ("app", &["domain", "store", "policy", "search", "register", "exchange"]),
    ("runtime", &["domain", "store", "policy", "search", "register", "exchange", "app"]),
    ("ui", &["app", "domain", "policy", "search", "register", "exchange"]),
    ("terminal", &["app", "runtime", "ui", "domain"]),
    ("cli", &["domain", "store", "policy", "search", "register", "sample", "exchange", "app", "runtime", "terminal"]),
    ("main", &["cli", "terminal"]),
];

/// What the tests of a room use above it: those of `app` are driven by the world that a session has.
const IN_TESTS: &[(&str, &str)] = &[("app", "runtime")];

/// A crate and the only places that may name it.
const CRATES: &[(&str, &[&str])] = &[
    ("sled", &["src/store/engine.rs"]),
    ("bincode", &["src/store/codec.rs"]),
    ("ratatui", &["src/ui/", "src/terminal/"]),
    ("crossterm", &["src/terminal/"]),
    ("signal_hook", &["src/terminal/"]),
    ("vi", &["src/app/input/typing.rs"]),
    ("fuzzy_matcher", &["src/search/", "src/app/overlays/form/options.rs"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/"]),
    ("clap_mangen", &["src/cli/"]),
    ("indicatif", &["src/cli/"]),
    ("etcetera", &["src/cli/"]),
    ("calamine", &["src/exchange/"]),
    ("rust_xlsxwriter", &["src/exchange/"]),
    ("csv", &["src/exchange/"]),
    ("encoding_rs", &["src/exchange/"]),
    ("minijinja", &["src/exchange/"]),
    ("quick_xml", &["src/exchange/"]),
    ("zip", &["src/exchange/"]),
    (
        "serde_json",
        &[
            "src/cli/",
            "src/exchange/",
            "src/app/overlays/form/draft.rs",
            "src/app/screens/plan/saving.rs",
            "src/app/screens/chain/carry.rs",
        ],
    ),
];

/// What a room that only computes must not touch: files, clocks, threads, the environment.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "jiff::Zoned",
    "Timestamp",
    "println",
    "eprintln",
];

/// Rooms that only compute.
const PURE: &[&str] = &["domain", "policy", "app"];

/// The longest that a file may be, in lines.
const LONGEST: usize = 400;

/// Files that are longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

/// Every name at the crate's root that a file reaches, through `crate::`, `canbo::`, a climb by `super::` or an import.
fn reached(source: &Source, modules: &Modules) -> BTreeSet<String> {
    modules.absolute(source).into_iter().filter_map(|(path, _)| path.into_iter().next()).collect()
}

/// Whether a file names a crate in a path or a `use`.
fn uses_crate(source: &Source, name: &str) -> bool {
    source.names.iter().any(|n| n.segments[0] == name)
}

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let modules = Modules::new(sources());
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| s.room != "lib") {
        let Some((_, may)) = ROOMS.iter().find(|(room, _)| *room == source.room) else {
            wrong.push(format!("{} is in no room of the table", source.path));
            continue;
        };
        for name in reached(source, &modules) {
            let is_room = ROOMS.iter().any(|(room, _)| *room == name);
            let in_a_test = source.is_test() && IN_TESTS.contains(&(source.room.as_str(), name.as_str()));
            if is_room && name != source.room && !may.contains(&name.as_str()) && !in_a_test {
                wrong.push(format!("{} uses {name}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "against the direction of the house:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_of_rooms_has_no_circle() {
    for (at, (room, may)) in ROOMS.iter().enumerate() {
        for below in *may {
            let stands = ROOMS.iter().position(|(r, _)| r == below);
            assert!(stands.is_some_and(|s| s < at), "{room} uses {below}, which does not stand below it");
        }
    }
}

#[test]
fn every_room_opens_with_what_it_is_for() {
    for (room, _) in ROOMS.iter().filter(|(room, _)| *room != "main") {
        let door = root().join("src").join(room).join("mod.rs");
        if let Ok(text) = fs::read_to_string(&door) {
            assert!(text.starts_with("//!"), "src/{room}/mod.rs does not say what the room is for");
        }
    }
}

#[test]
fn each_outside_crate_stands_only_where_it_may() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, places) in CRATES {
            if uses_crate(source, name) && !places.iter().any(|p| source.path.starts_with(p)) {
                wrong.push(format!("{} names {name}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "crates out of their place:\n{}", wrong.join("\n"));
}

#[test]
fn rooms_that_only_compute_touch_neither_files_nor_clocks() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| PURE.contains(&s.room.as_str())) {
        let code: String = source.tokens.iter().filter(|t| !t.test).map(|t| t.text.as_str()).collect();
        for outside in OUTSIDE {
            if code.contains(outside) {
                wrong.push(format!("{} names {outside}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "not pure:\n{}", wrong.join("\n"));
}

#[test]
fn files_are_short_or_say_why_not() {
    let sources = sources();
    let long: Vec<String> = sources
        .iter()
        .filter(|s| s.lines > LONGEST && !LONGER.iter().any(|(path, _)| *path == s.path))
        .map(|s| format!("{}: {} lines", s.path, s.lines))
        .collect();
    assert!(long.is_empty(), "longer than {LONGEST} lines without a reason:\n{}", long.join("\n"));
    for (path, _) in LONGER {
        let still = sources.iter().any(|s| s.path == *path && s.lines > LONGEST);
        assert!(still, "{path} is short now; take it off the list");
    }
}

#[test]
fn the_reader_of_sources_sees_what_a_compiler_would() {
    let text = r##"
        // use crate::store::x;
        /* crate::store /* nested */ crate::store */
        const A: &str = "crate::store \" crate::store";
        const B: &str = r#"crate::store"#;
        const C: char = '"';
        use crate::{domain::{Day, store}, policy as rules};
        fn f<'a>(x: &'a str) { super::super::search::go(x) }
    "##;
    let module = vec!["register".to_owned(), "view".to_owned()];
    let source = Source::parse("src/register/view.rs".to_owned(), module, text);
    let modules = Modules::new(std::slice::from_ref(&source));
    let rooms = ["domain", "policy", "search"].map(str::to_owned);
    assert_eq!(reached(&source, &modules), BTreeSet::from(rooms));
}
