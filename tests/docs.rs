//! The documents tell the truth: links lead somewhere, commands are understood, keys do what the tables say, files and
//! fields that are named exist, examples of files of one's own are accepted, and both languages say the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A document, by its path from the root.
struct Document {
    path: String,
    text: String,
}

/// A line of a document: whether it stands in a block of code, and in which language that is written.
struct Line<'a> {
    text: &'a str,
    code: Option<&'a str>,
}

impl Document {
    fn named(path: &str) -> Document {
        let text = fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        Document { path: path.to_owned(), text }
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let mut code = None;
        let mut lines = Vec::new();
        for text in self.text.lines() {
            match (text.strip_prefix("```"), code) {
                (Some(_), Some(_)) => code = None,
                (Some(language), None) => code = Some(language),
                (None, code) => lines.push(Line { text, code }),
            }
        }
        lines
    }

    fn prose(&self) -> impl Iterator<Item = &str> {
        self.lines().into_iter().filter(|line| line.code.is_none()).map(|line| line.text)
    }

    /// Blocks of code in a language, whole.
    fn blocks(&self, language: &str) -> Vec<String> {
        let mut parts = self.text.split("```").skip(1).step_by(2).map(|part| part.split_once('\n').unwrap());
        parts.by_ref().filter(|(of, _)| *of == language).map(|(_, text)| text.to_owned()).collect()
    }

    /// What stands between backticks in the prose.
    fn spans(&self) -> Vec<&str> {
        self.prose().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
    }

    /// Names by which a link can lead to a heading.
    fn anchors(&self) -> BTreeSet<String> {
        let headings =
            self.prose().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
        let kept = |c: &char| c.is_alphanumeric() || "- _".contains(*c);
        headings.map(|h| h.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")).collect()
    }

    /// Rows of its tables after a heading that begins with one of these words, cells trimmed.
    fn tables(&self, heading: &[&str]) -> Vec<Vec<Vec<String>>> {
        let mut tables: Vec<Vec<Vec<String>>> = Vec::new();
        let mut inside = false;
        for line in self.prose() {
            if !line.starts_with('|') {
                inside = false;
                continue;
            }
            let cells: Vec<String> = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
            if heading.iter().any(|word| cells[0].split(' ').next() == Some(word)) {
                inside = true;
                tables.push(Vec::new());
            } else if inside && !cells[0].starts_with("---") {
                tables.last_mut().unwrap().push(cells);
            }
        }
        tables
    }
}

fn documents() -> Vec<Document> {
    let mut paths: Vec<String> = ["README.md", "README.vi.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    for folder in ["docs/en", "docs/vi", "docs/decisions"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            paths.push(format!("{folder}/{name}"));
        }
    }
    paths.sort();
    paths.iter().map(|path| Document::named(path)).collect()
}

fn guides(language: &str) -> Vec<Document> {
    let folder = format!("docs/{language}/");
    documents().into_iter().filter(|document| document.path.starts_with(&folder)).collect()
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

/// Keys of the default keymap: scope, action → its keys.
fn keymap() -> BTreeMap<(String, String), BTreeSet<String>> {
    let text = fs::read_to_string(root().join("keymaps/default.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let mut keys = BTreeMap::new();
    for (scope, actions) in table {
        for (action, list) in actions.as_table().unwrap() {
            let list = list.as_array().unwrap().iter().map(|key| key.as_str().unwrap().to_owned());
            keys.insert((scope.clone(), action.clone()), list.collect());
        }
    }
    keys
}

/// A key as the keymap writes it.
fn as_in_keymap(key: &str) -> String {
    match key {
        "-" => "minus".to_owned(),
        "PageUp" | "PageDown" => key.to_lowercase(),
        key if key.chars().count() == 1 => key.to_owned(),
        key => key.to_lowercase(),
    }
}

/// What the tables of keys promise, table by table in the order of the documents: each key and what it does, as
/// scope/action. Both languages are held to the same list.
const FRONT_PAGE: &str = r"
Enter tree/open, Esc global/leave, ? global/help, H global/screen-today, T global/screen-units,
C global/screen-cadres, Q global/screen-plan, L global/screen-rotations, I global/screen-indicators,
B global/screen-reports, / global/find, f tree/filter, D global/next-line, @ global/date-type,
[ global/date-previous, ] global/date-next, e tree/edit, E tree/change-from, a tree/add, d tree/end,
u global/undo, Ctrl-R global/redo, N global/screen-journal, X global/export, F global/papers,
Alt-L global/next-language, Ctrl-Q global/quit
";
const OFFICER: &str = r"
H global/screen-today, T global/screen-units, C global/screen-cadres, Q global/screen-plan,
L global/screen-rotations, I global/screen-indicators, B global/screen-reports, N global/screen-journal,
O global/screen-import

e tree/edit, E tree/change-from, a tree/add, d tree/end, b cadres/many, r tree/rename-unit

f journal/filter, b journal/under, x journal/everything, U journal/undo-revision, = journal/known-at,
K global/known-now

a plan/add, Tab text/next-field, d plan/take-out, K plan/raise, J plan/lower, s plan/stage, b plan/must-go,
c plan/copy-across, p plan/repeat-edit, = plan/compare, u global/undo, S plan/save-draft, U plan/drop-draft,
n plan/drafts

Enter indicators/open, b indicators/by-unit, Enter indicators/open, p indicators/parent, c indicators/lacking,
Tab indicators/next-tab, Enter indicators/open, Left indicators/collapse, Right indicators/expand,
i indicators/why, X global/export

Enter tree/open, Esc global/leave, H global/screen-today, T global/screen-units, C global/screen-cadres,
D global/next-line, @ global/date-type, [ global/date-previous, ] global/date-next, h global/date-today,
/ global/find, N global/screen-journal, J tree/journal-of, e tree/edit, E tree/change-from, a tree/add, d tree/end,
Q global/screen-plan, L global/screen-rotations, I global/screen-indicators, B global/screen-reports,
t tree/timeline, b cadres/many, R global/resume-draft, u global/undo, Ctrl-R global/redo, m global/set-mark,
' global/go-to-mark, F global/papers, X global/export, O global/screen-import, y global/copy,
Ctrl-T global/next-typing, M global/meeting, Alt-L global/next-language, ? global/help, Ctrl-Q global/quit
";
const SEARCH: &str = r"
Tab text/next-field, Enter text/accept, Ctrl-Y text/found-within, Ctrl-D text/found-table,
Ctrl-K text/found-mark, Alt-Q text/found-plan, Alt-Y text/found-copy, Alt-U text/found-unit,
Ctrl-R text/recall-query, Ctrl-S text/save, Delete text/delete-forward
";

/// Tables of keys with what they do.
fn promised(text: &str) -> Vec<Vec<(&str, &str)>> {
    text.trim()
        .split("\n\n")
        .map(|table| table.split([',', '\n']).filter_map(|e| e.trim().rsplit_once(' ')).collect())
        .collect()
}

/// The keys that a table names, in its order; endings of files stand among them.
fn keys_of(table: &[Vec<String>]) -> Vec<String> {
    let spans = table.iter().flatten().flat_map(|cell| cell.split('`').skip(1).step_by(2));
    spans.filter(|span| !span.starts_with('.') && !span.starts_with("canbo")).map(str::to_owned).collect()
}

#[test]
fn the_tables_of_keys_agree_with_the_keymap_and_with_each_other() {
    let keymap = keymap();
    let mut wrong = Vec::new();
    let held = [("README.md", "README.vi.md", FRONT_PAGE), ("docs/en/officer.md", "docs/vi/officer.md", OFFICER)];
    for (english, vietnamese, text) in held.into_iter().chain([("docs/en/search.md", "docs/vi/search.md", SEARCH)]) {
        let promised = promised(text);
        let expected: Vec<Vec<&str>> =
            promised.iter().map(|table| table.iter().map(|(key, _)| *key).collect()).collect();
        for path in [english, vietnamese] {
            let document = Document::named(path);
            let told: Vec<Vec<String>> = document.tables(&["key", "phím"]).iter().map(|table| keys_of(table)).collect();
            assert_eq!(told, expected, "{path}");
        }
        for (key, action) in promised.into_iter().flatten() {
            let (scope, name) = action.split_once('/').unwrap();
            let keys = keymap.get(&(scope.to_owned(), name.to_owned()));
            if !keys.is_some_and(|keys| keys.contains(&as_in_keymap(key))) {
                wrong.push(format!("{key} is not bound to {action}"));
            }
        }
    }
    none_wrong(&wrong);
}

#[test]
fn every_key_with_a_modifier_that_is_named_is_bound() {
    let bound: BTreeSet<String> = keymap().into_values().flatten().collect();
    let mut wrong = Vec::new();
    for document in documents().iter().filter(|document| !document.path.starts_with("docs/decisions/")) {
        for span in document.spans() {
            let held = ["Ctrl-", "Alt-", "Shift-"].iter().any(|held| span.starts_with(held));
            if held && !bound.contains(&as_in_keymap(span)) {
                wrong.push(format!("{}: {span}", document.path));
            }
        }
    }
    none_wrong(&wrong);
}

#[test]
fn the_fields_of_a_query_are_those_of_the_data() {
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
        assert_eq!(told, known, "{path}");
    }
}

#[test]
fn every_kind_of_rule_in_the_data_is_described() {
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
        let document = Document::named(path);
        let told: BTreeSet<&str> = document.spans().into_iter().collect();
        let missing: Vec<_> = kinds.iter().filter(|kind| !told.contains(kind.as_str())).collect();
        assert!(missing.is_empty(), "{path}: {missing:?}");
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
