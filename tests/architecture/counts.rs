//! What is counted over the sources, each with a budget that only falls.

use crate::graph::Modules;
use crate::source::{Source, rust_files, sources};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

/// Longer functions are hard to read in one piece.
const LONGEST_FUNCTION: usize = 60;
const LONG_FUNCTIONS: usize = 3;

/// Items that are `pub` though no other file names them. Those left are types of public fields and signatures, and errors
/// of public functions: the compiler wants them as visible as what they stand in.
const NEEDLESSLY_PUBLIC: usize = 15;

/// Doc comments of one or two words, which mostly repeat the name.
const SHORT_DOCS: usize = 296;

/// Items without a doc comment that another room names.
const UNDOCUMENTED: usize = 0;

/// Structs that every screen is handed, and how many fields each has.
const FIELDS: &[(&str, usize)] = &[("Model", 6), ("Session", 31)];

/// Fails where more was found than the budget allows, and where the budget can be lowered.
fn hold(what: &str, budget: usize, found: &[String]) {
    let number = found.len();
    assert!(number <= budget, "{number} {what}, {budget} allowed:\n{}", found.join("\n"));
    assert!(number >= budget, "{number} {what} now: lower the budget of {budget}");
}

#[test]
fn long_functions_become_fewer() {
    let mut found = Vec::new();
    for source in sources() {
        for (at, pair) in source.tokens.windows(2).enumerate() {
            if pair[0].text != "fn" || pair[0].test || !pair[1].text.starts_with(char::is_alphabetic) {
                continue;
            }
            let Some(body) = (at..source.tokens.len()).find(|i| ["{", ";"].contains(&source.tokens[*i].text.as_str()))
            else {
                continue;
            };
            let end = if source.tokens[body].text == "{" { source.closing(body) } else { body };
            let lines = source.tokens[end].line - pair[0].line + 1;
            if lines > LONGEST_FUNCTION {
                found.push(format!("{}:{} {}: {lines} lines", source.path, pair[0].line, pair[1].text));
            }
        }
    }
    hold("functions longer than 60 lines", LONG_FUNCTIONS, &found);
}

#[test]
fn what_is_public_is_named_by_another_file() {
    let mut files_with: HashMap<&str, HashSet<&str>> = HashMap::new();
    for source in sources() {
        for token in &source.tokens {
            files_with.entry(&token.text).or_default().insert(&source.path);
        }
    }
    let outside: HashSet<String> =
        ["tests", "benches"].iter().flat_map(|f| rust_files(f)).flat_map(|f| words(&f)).collect();
    let mut found = Vec::new();
    for source in sources() {
        for item in items(source) {
            if files_with[item.name].len() == 1 && !outside.contains(item.name) {
                found.push(format!("{}:{} {}", source.path, item.line, item.name));
            }
        }
    }
    hold("public items that no other file names", NEEDLESSLY_PUBLIC, &found);
}

#[test]
fn doc_comments_of_two_words_become_fewer() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|s| !s.is_test()) {
        let short = source.docs.iter().filter(|d| d.text.split_whitespace().count() <= 2);
        found.extend(short.map(|d| format!("{}:{} {}", source.path, d.line, d.text)));
    }
    hold("doc comments of one or two words", SHORT_DOCS, &found);
}

#[test]
fn what_another_room_names_is_documented() {
    let modules = Modules::new(sources());
    let mut named: HashSet<(String, String)> = HashSet::new();
    for source in sources() {
        for (path, _) in modules.absolute(source) {
            if let [room, below @ ..] = path.as_slice()
                && *room != source.room
            {
                named.extend(below.iter().map(|name| (room.clone(), name.clone())));
            }
        }
    }
    let mut found = Vec::new();
    for source in sources() {
        for item in items(source).filter(|i| i.outermost && !i.documented) {
            if named.contains(&(source.room.clone(), item.name.to_owned())) {
                found.push(format!("{}:{} {}", source.path, item.line, item.name));
            }
        }
    }
    hold("items without a doc comment that another room names", UNDOCUMENTED, &found);
}

#[test]
fn what_every_screen_is_handed_stays_small() {
    for (name, budget) in FIELDS {
        let holders = sources().iter().filter(|s| s.room == "app" && !s.is_test());
        let found: Vec<String> = holders.flat_map(|s| fields(s, name)).collect();
        assert!(!found.is_empty(), "no struct {name} in app");
        hold(&format!("fields of {name}"), *budget, &found);
    }
}

fn fields(source: &Source, name: &str) -> Vec<String> {
    let tokens = &source.tokens;
    let Some(at) = tokens.windows(2).position(|w| w[0].text == "struct" && w[1].text == name) else {
        return Vec::new();
    };
    let mut depth = 0;
    let mut found = Vec::new();
    for i in at + 2..=source.closing(at + 2) {
        match tokens[i].text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            ":" if depth == 1 => found.push(tokens[i - 1].text.clone()),
            _ => {}
        }
    }
    found
}

/// Something that is plainly `pub`, in the crate's root or in an `impl`.
struct Item<'a> {
    name: &'a str,
    line: usize,
    documented: bool,
    /// Whether it stands in no block.
    outermost: bool,
}

fn items(source: &Source) -> impl Iterator<Item = Item<'_>> {
    let tokens = &source.tokens;
    let mut depth = 0;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "pub" if !token.test => {
                let words: Vec<&str> = tokens[at + 1..].iter().take(3).map(|t| t.text.as_str()).collect();
                let name = match words[..] {
                    ["const" | "async", "fn", name] => name,
                    ["fn" | "struct" | "enum" | "trait" | "type" | "const" | "static", name, _] => name,
                    _ => continue,
                };
                let start = before_attributes(source, at);
                let documented = source.docs.iter().any(|d| (start..=at).contains(&d.before));
                found.push(Item { name, line: token.line, documented, outermost: depth == 0 });
            }
            _ => {}
        }
    }
    found.into_iter()
}

/// The index at which the attributes of an item begin.
fn before_attributes(source: &Source, mut at: usize) -> usize {
    while let Some(close) = at.checked_sub(1).filter(|i| source.tokens[*i].text == "]") {
        match (0..close).rev().find(|open| source.tokens[*open].text == "[" && source.closing(*open) == close) {
            Some(open) => at = open,
            None => break,
        }
    }
    at
}

fn words(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.map(str::to_owned).collect()
}
