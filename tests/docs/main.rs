//! The documents tell the truth: links lead somewhere, commands are understood, keys do what the tables say, files and
//! fields that are named exist, examples of files of one's own are accepted, and both languages say the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod document;
mod keys;

use document::{Document, documents, guides};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn none_wrong(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_link_leads_to_a_file_and_a_heading_of_it() {
    let mut wrong = Vec::new();
    let mut links = 0;
    for document in documents() {
        let folder = Path::new(&document.path).parent().unwrap().to_owned();
        for target in
            document.prose().flat_map(|line| line.split("](").skip(1)).map(|rest| rest.split(')').next().unwrap())
        {
            links += 1;
            if target.starts_with("https://") {
                continue;
            }
            let (file, anchor) = target.split_once('#').map_or((target, None), |(file, anchor)| (file, Some(anchor)));
            let path = if file.is_empty() { PathBuf::from(&document.path) } else { folder.join(file) };
            let there = root().join(&path).exists();
            let heading = |anchor: &str| Document::named(path.to_str().unwrap()).anchors().contains(anchor);
            if !there || anchor.is_some_and(|anchor| !heading(anchor)) {
                wrong.push(format!("{}: {target}", document.path));
            }
        }
    }
    assert!(links > 100, "links were not found");
    none_wrong(&wrong);
}

#[test]
fn every_file_of_the_repository_that_is_named_exists() {
    let places = ["data/", "src/", "keymaps/", "tests/", "benches/", "docs/", ".ci/"];
    let plain = |span: &str| span.chars().all(|c| c.is_ascii_alphanumeric() || "./-_".contains(c));
    let mut wrong = Vec::new();
    for document in documents() {
        for span in document.spans().into_iter().filter(|span| plain(span)) {
            let whole = places.iter().any(|place| span.starts_with(place));
            // ARCHITECTURE names files of the code from src on
            let of_code = !whole && span.contains('/') && span.ends_with(".rs");
            let below = if of_code { "src" } else { "." };
            if (whole || of_code) && !root().join(below).join(span).exists() {
                wrong.push(format!("{}: {span}", document.path));
            }
        }
    }
    none_wrong(&wrong);
}

/// The program in a home of its own, without a store.
struct Home(TempDir);

impl Home {
    fn new() -> Home {
        Home(tempfile::tempdir().unwrap())
    }

    fn config(&self) -> PathBuf {
        self.0.path().join("config/canbo")
    }

    fn put(&self, name: &str, text: &str) -> PathBuf {
        let file = self.config().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        file
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_canbo"));
        command.args(words).current_dir(self.0.path());
        command.env("HOME", self.0.path()).env("XDG_DATA_HOME", self.0.path().join("data"));
        command.env("XDG_CONFIG_HOME", self.0.path().join("config"));
        command.output().unwrap()
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The words of a line as a shell would part them, without its comment.
fn words_of(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted && words.last().is_some_and(String::is_empty) => break,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What stands for a value in the prose, and a value.
const PLACEHOLDERS: &[(&str, &str)] =
    &[("COMMAND", "tree"), ("LỆNH", "tree"), ("KIND", "cadres"), ("LOẠI", "cadres"), ("DATE", "2024-05-01"), ("…", "")];

#[test]
fn every_command_line_is_understood() {
    let home = Home::new();
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for document in documents() {
        let code = document.lines().into_iter().filter(|line| line.code == Some("")).map(|line| line.text.to_owned());
        let spans = document.spans().into_iter().map(str::to_owned);
        for line in code.chain(spans).filter(|line| line.starts_with("canbo ")) {
            lines.entry(line).or_insert_with(|| document.path.clone());
        }
    }
    assert!(lines.len() > 80, "commands were not found");
    let mut wrong = Vec::new();
    for (line, path) in lines {
        // what the file of a backup begins with
        if line.starts_with("canbo backup, ") {
            continue;
        }
        let value = |word: String| match PLACEHOLDERS.iter().find(|(name, _)| *name == word) {
            Some((_, value)) => (*value).to_owned(),
            None => word,
        };
        let words: Vec<String> =
            words_of(&line).into_iter().skip(1).map(value).filter(|word| !word.is_empty()).collect();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        words.push("--help");
        let output = home.run(&words);
        if output.status.code() != Some(0) {
            wrong.push(format!("{path}: {line}: {}", said(&output).lines().next().unwrap_or_default()));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn every_field_of_a_query_that_is_described_is_one_of_the_data() {
    let text = fs::read_to_string(root().join("data/search/fields.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let list = |name: &str| table[name].as_array().unwrap().clone();
    let names = |field: &toml::Value| -> Vec<String> {
        field["names"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let known: BTreeSet<Vec<String>> = [list("text"), list("fact")].concat().iter().map(names).collect();
    for path in ["docs/en/search.md", "docs/vi/search.md"] {
        let tables = Document::named(path).tables(&["names", "tên"]);
        let rows = tables.iter().flatten();
        let told: BTreeSet<Vec<String>> =
            rows.map(|row| row[0].split('`').skip(1).step_by(2).map(str::to_owned).collect()).collect();
        let unknown: Vec<_> = told.difference(&known).collect();
        assert!(told.len() > 30 && unknown.is_empty(), "{path}: {unknown:?}");
    }
}

#[test]
fn every_kind_of_rule_that_is_described_is_one_of_the_data() {
    let mut kinds = BTreeSet::new();
    for folder in ["data/policy", "data/policy/local"] {
        for file in fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            let text = if file.is_file() { fs::read_to_string(file).unwrap() } else { String::new() };
            let quoted = text.lines().filter_map(|line| line.strip_prefix("kind = \"")?.strip_suffix('"'));
            kinds.extend(quoted.map(str::to_owned));
        }
    }
    assert!(kinds.len() > 30, "kinds were not found");
    for path in ["docs/en/rules.md", "docs/vi/rules.md"] {
        let tables = Document::named(path).tables(&["kind", "loại"]);
        let told = tables.iter().flatten().flat_map(|row| row[0].split('`').skip(1).step_by(2));
        let told: BTreeSet<String> = told.map(str::to_owned).collect();
        let unknown: Vec<_> = told.difference(&kinds).collect();
        assert!(told.len() > 30 && unknown.is_empty(), "{path}: {unknown:?}");
    }
}

#[test]
fn examples_of_files_of_ones_own_are_accepted() {
    for language in ["en", "vi"] {
        let blocks = |name: &str| Document::named(&format!("docs/{language}/{name}.md")).blocks("toml");
        let home = Home::new();
        let rule = home.put("policy/own.toml", &blocks("rules")[0]);
        let checked = home.run(&["policy", "check", rule.to_str().unwrap()]);
        assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
        let settings = blocks("administrator");
        home.put("settings.toml", &settings[0]);
        let keys = home.put("keys.toml", &settings[1]);
        let checked = home.run(&["keys", "check", keys.to_str().unwrap()]);
        assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
        let own = blocks("files");
        home.put("reports/own.toml", &own[0]);
        home.put("indicators/own.toml", &own[1]);
        home.put("lists/office.toml", &blocks("papers")[0]);
        let health: serde_json::Value = serde_json::from_slice(&home.run(&["doctor", "--json"]).stdout).unwrap();
        for name in ["keys", "policy", "indicators", "reports"] {
            let check = health.as_array().unwrap().iter().find(|check| check["check"] == name).unwrap();
            assert_eq!(check["health"], "good", "{language}: {check}");
        }
        let reports = home.run(&["report", "list"]);
        assert!(said(&reports).contains("women-leaders"), "{}", said(&reports));
    }
}

#[test]
fn both_languages_have_the_same_documents_with_the_same_parts() {
    let shape = |document: &Document| {
        let headings: Vec<usize> = document
            .prose()
            .filter(|l| l.starts_with('#'))
            .map(|l| l.chars().take_while(|c| *c == '#').count())
            .collect();
        let rows = document.prose().filter(|line| line.starts_with('|')).count();
        let points = document.prose().filter(|line| line.starts_with("- ") || line.starts_with("1. ")).count();
        let blocks = document.text.matches("```").count();
        (Path::new(&document.path).file_name().unwrap().to_owned(), headings, rows, points, blocks)
    };
    let [english, vietnamese] = ["en", "vi"].map(|language| guides(language).iter().map(shape).collect::<Vec<_>>());
    assert_eq!(english, vietnamese);
    assert!(english.len() > 5);
    let commands = |path: &str| Document::named(path).blocks("").into_iter().take(2).collect::<Vec<_>>();
    assert_eq!(commands("README.md"), commands("README.vi.md"));
}
