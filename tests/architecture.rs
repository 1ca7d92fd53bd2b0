//! Holds the code to the house of `ARCHITECTURE.md`: which room may use which, and which crate stands where.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room and the rooms that it may use. Nothing runs back up, nothing runs in a circle.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("policy", &["domain"]),
    ("search", &["domain"]),
    ("register", &["domain", "store", "policy", "search"]),
    ("sample", &["domain", "register"]),
    ("exchange", &["domain", "policy", "search", "register"]),
    ("app", &["domain", "store", "policy", "search", "register", "exchange"]),
    ("ui", &["app", "domain", "policy", "search", "register", "exchange"]),
    ("terminal", &["app", "ui", "domain"]),
    ("cli", &["domain", "store", "policy", "search", "register", "sample", "exchange", "app", "terminal"]),
    ("main", &["cli", "terminal"]),
];

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
const PURE: &[&str] = &["domain", "policy"];

/// The longest that a file may be, in lines.
const LONGEST: usize = 400;

/// Files that are longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

struct Source {
    path: String,
    room: String,
    /// Names of the modules from the crate's root down to the file.
    module: Vec<String>,
    tokens: Vec<String>,
    lines: usize,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    assert!(files.len() > 10, "the sources were not found");
    files.into_iter().map(|file| read(&file)).collect()
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

fn read(file: &Path) -> Source {
    let text = fs::read_to_string(file).unwrap();
    let below = file.strip_prefix(root().join("src")).unwrap().with_extension("");
    let mut module: Vec<String> = below.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    let room = module[0].clone();
    if module.last().is_some_and(|m| m == "mod" || m == "lib" || m == "main") {
        module.pop();
    }
    Source {
        path: file.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"),
        room,
        module,
        lines: text.lines().count(),
        tokens: tokens(&text),
    }
}

/// Words and punctuation of Rust, without comments, strings and characters; `::` is one token.
fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        match rest {
            ['/', '/', ..] => at += rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => at += past_block_comment(rest),
            ['r', '"' | '#', ..] if raw_string(rest).is_some() => at += raw_string(rest).unwrap(),
            ['"', ..] => at += past_string(rest),
            ['\'', '\\', ..] => at += 3 + rest[3..].iter().position(|c| *c == '\'').unwrap_or(0),
            ['\'', _, '\'', ..] => at += 3,
            [':', ':', ..] => {
                out.push("::".to_owned());
                at += 2;
            }
            [c, ..] if c.is_alphanumeric() || *c == '_' => {
                let word: String = rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_').collect();
                at += word.chars().count();
                out.push(word);
            }
            [c, ..] => {
                if !c.is_whitespace() {
                    out.push(c.to_string());
                }
                at += 1;
            }
            [] => break,
        }
    }
    out
}

fn past_block_comment(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        match &rest[at..] {
            ['/', '*', ..] => {
                depth += 1;
                at += 2;
            }
            ['*', '/', ..] => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    at
}

fn past_string(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    at
}

/// Length of a raw string that begins here.
fn raw_string(rest: &[char]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return None;
    }
    let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let body = 2 + hashes;
    let at = rest[body..].windows(end.len()).position(|w| w == end.as_slice())?;
    Some(body + at + end.len())
}

/// The names that follow a path's beginning: one, or those at the top of a group in braces.
fn names_after(tokens: &[String], at: usize) -> Vec<&str> {
    match tokens.get(at).map(String::as_str) {
        Some("{") => {
            let mut names = Vec::new();
            let mut depth = 0;
            let mut first = true;
            for token in &tokens[at..] {
                match token.as_str() {
                    "{" => {
                        depth += 1;
                        first = true;
                    }
                    "}" => depth -= 1,
                    "," => first = true,
                    name => {
                        if depth == 1 && first {
                            names.push(name);
                        }
                        first = false;
                    }
                }
                if depth == 0 {
                    break;
                }
            }
            names
        }
        Some(name) => vec![name],
        None => Vec::new(),
    }
}

/// Every name at the crate's root that a file reaches, through `crate::`, `canbo::` or a climb by `super::`.
fn reached(source: &Source) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let tokens = &source.tokens;
    let mut at = 0;
    while at + 1 < tokens.len() {
        let begins_path = at == 0 || tokens[at - 1] != "::";
        let step = tokens[at + 1] == "::";
        match tokens[at].as_str() {
            "crate" | "canbo" if begins_path && step => {
                names.extend(names_after(tokens, at + 2));
                at += 2;
            }
            "super" if begins_path && step => {
                let mut climbed = 0;
                while tokens.get(at).is_some_and(|t| t == "super") && tokens.get(at + 1).is_some_and(|t| t == "::") {
                    climbed += 1;
                    at += 2;
                }
                if climbed >= source.module.len() {
                    names.extend(names_after(tokens, at));
                }
            }
            _ => at += 1,
        }
    }
    names
}

/// Whether a file names a crate in a path or a `use`.
fn uses_crate(source: &Source, name: &str) -> bool {
    source.tokens.windows(3).any(|w| match w {
        [before, word, after] if word == name => {
            after == "::" && before != "::" || before == "use" && (after == ";" || after == "as")
        }
        _ => false,
    })
}

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| s.room != "lib") {
        let Some((_, may)) = ROOMS.iter().find(|(room, _)| *room == source.room) else {
            wrong.push(format!("{} is in no room of the table", source.path));
            continue;
        };
        for name in reached(source) {
            let is_room = ROOMS.iter().any(|(room, _)| *room == name);
            if is_room && name != source.room && !may.contains(&name) {
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
            if uses_crate(&source, name) && !places.iter().any(|p| source.path.starts_with(p)) {
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
        let code = source.tokens.join("");
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
    let source = Source {
        path: String::new(),
        room: "register".to_owned(),
        module: vec!["register".to_owned(), "view".to_owned()],
        tokens: tokens(text),
        lines: 0,
    };
    assert_eq!(reached(&source), BTreeSet::from(["domain", "policy", "search"]));
}
