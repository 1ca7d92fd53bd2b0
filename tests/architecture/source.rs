//! Reads the files of `src`: their tokens, their doc comments and the paths that they name.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// One file of `src`.
pub struct Source {
    /// Path from the root of the repository, with `/`.
    pub path: String,
    /// First folder below `src`.
    pub room: String,
    /// Names of the modules from the crate's root down to the file.
    pub module: Vec<String>,
    pub lines: usize,
    pub tokens: Vec<Token>,
    pub docs: Vec<Doc>,
    pub names: Vec<Name>,
}

/// A word or a punctuation mark; a literal that is no number is `""`.
pub struct Token {
    pub text: String,
    /// From 1.
    pub line: usize,
    /// Whether it stands in a file or module of tests.
    pub test: bool,
}

/// Consecutive lines of a `///` comment.
pub struct Doc {
    pub text: String,
    pub line: usize,
    /// Index of the token that follows it.
    pub before: usize,
}

/// A path as it is written: in the code, or as one branch of a `use`.
pub struct Name {
    pub segments: Vec<String>,
    /// For a branch of a `use`: the name that it brings in (`*` for a glob).
    pub brings: Option<String>,
    pub test: bool,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src`, read once.
pub fn sources() -> &'static [Source] {
    static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();
    SOURCES.get_or_init(|| {
        let sources: Vec<Source> = rust_files("src").iter().map(|file| read(file)).collect();
        assert!(sources.len() > 10, "the sources were not found");
        sources
    })
}

/// Every Rust file below a folder of the repository.
pub fn rust_files(folder: &str) -> Vec<PathBuf> {
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
    let mut files = Vec::new();
    walk(&root().join(folder), &mut files);
    files.sort();
    files
}

fn read(file: &Path) -> Source {
    let text = fs::read_to_string(file).unwrap();
    let below = file.strip_prefix(root().join("src")).unwrap().with_extension("");
    let mut module: Vec<String> = below.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|m| m == "mod" || m == "lib" || m == "main") && module.len() > 1 {
        module.pop();
    }
    let path = file.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    Source::parse(path, module, &text)
}

impl Source {
    /// # Panics
    /// If the text is not Rust.
    pub fn parse(path: String, module: Vec<String>, text: &str) -> Source {
        let stream: TokenStream = text.parse().unwrap_or_else(|e| panic!("{path}: {e}"));
        let mut reader = Reader::default();
        reader.stream(stream, module.iter().any(|m| m == "tests"));
        Source {
            room: module[0].clone(),
            module: if path == "src/lib.rs" || path == "src/main.rs" { Vec::new() } else { module },
            lines: text.lines().count(),
            names: names(&reader.tokens),
            tokens: reader.tokens,
            docs: reader.docs,
            path,
        }
    }

    pub fn is_test(&self) -> bool {
        self.module.iter().any(|m| m == "tests")
    }

    /// The module that a token stands in: an inline module of tests is one below the file's.
    pub fn module_of(&self, test: bool) -> Vec<String> {
        let mut module = self.module.clone();
        if test && !self.is_test() {
            module.push("tests".to_owned());
        }
        module
    }

    /// The index of the bracket that closes the one at `at`.
    pub fn closing(&self, at: usize) -> usize {
        closing(&self.tokens, at)
    }
}

fn closing(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate().skip(at) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    tokens.len()
}

#[derive(Default)]
struct Reader {
    tokens: Vec<Token>,
    docs: Vec<Doc>,
}

impl Reader {
    fn stream(&mut self, stream: TokenStream, test: bool) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        // an item under `#[cfg(test)]` ends with its block or its semicolon
        let mut item_of_tests = false;
        while at < trees.len() {
            let line = trees[at].span().start().line;
            match &trees[at..] {
                [TokenTree::Punct(hash), TokenTree::Group(attribute), ..] if hash.as_char() == '#' => {
                    item_of_tests |= attribute.stream().to_string().replace(' ', "") == "cfg(test)";
                    match doc(attribute) {
                        Some(text) => self.doc(text, line),
                        None => self.group(attribute, test),
                    }
                    at += 2;
                    continue;
                }
                [TokenTree::Punct(a), TokenTree::Punct(b), ..] if a.as_char() == ':' && b.as_char() == ':' => {
                    self.push("::", line, test || item_of_tests);
                    at += 2;
                    continue;
                }
                [TokenTree::Group(group), ..] => {
                    self.group(group, test || item_of_tests);
                    item_of_tests &= group.delimiter() != Delimiter::Brace;
                }
                [TokenTree::Literal(literal), ..] => {
                    let text = literal.to_string();
                    let number = text.starts_with(|c: char| c.is_ascii_digit());
                    self.push(if number { &text } else { "\"\"" }, line, test || item_of_tests);
                }
                [tree, ..] => {
                    let text = tree.to_string();
                    self.push(&text, line, test || item_of_tests);
                    item_of_tests &= text != ";";
                }
                [] => break,
            }
            at += 1;
        }
    }

    fn group(&mut self, group: &Group, test: bool) {
        let (open, close) = match group.delimiter() {
            Delimiter::Brace => ("{", "}"),
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => return self.stream(group.stream(), test),
        };
        self.push(open, group.span_open().start().line, test);
        self.stream(group.stream(), test);
        self.push(close, group.span_close().start().line, test);
    }

    fn push(&mut self, text: &str, line: usize, test: bool) {
        self.tokens.push(Token { text: text.to_owned(), line, test });
    }

    fn doc(&mut self, text: String, line: usize) {
        match self.docs.last_mut().filter(|d| d.before == self.tokens.len()) {
            Some(doc) => doc.text += &format!(" {text}"),
            None => self.docs.push(Doc { text, line, before: self.tokens.len() }),
        }
    }
}

/// The text of an attribute that is a doc comment.
fn doc(attribute: &Group) -> Option<String> {
    let mut trees = attribute.stream().into_iter();
    match (trees.next()?, trees.next()?, trees.next()?) {
        (TokenTree::Ident(doc), TokenTree::Punct(_), TokenTree::Literal(text)) if doc == "doc" => {
            Some(text.to_string().trim_matches('"').to_owned())
        }
        _ => None,
    }
}

/// Every path of a file: those in the code and every branch of every `use`.
fn names(tokens: &[Token]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let before = at.checked_sub(1).map_or("", |i| tokens[i].text.as_str());
        if tokens[at].text == "use" && before != "+" {
            at = branches(tokens, at + 1, &[], &mut names);
        } else if is_word(&tokens[at].text) && before != "::" && before != "in" {
            let mut segments = vec![tokens[at].text.clone()];
            let first = at;
            while tokens.get(at + 1).is_some_and(|t| t.text == "::")
                && tokens.get(at + 2).is_some_and(|t| is_word(&t.text))
            {
                at += 2;
                segments.push(tokens[at].text.clone());
            }
            if segments.len() > 1 {
                names.push(Name { segments, brings: None, test: tokens[first].test });
            }
            at += 1;
        } else {
            at += 1;
        }
    }
    names
}

/// Reads one tree of a `use` that begins at `at`; returns the index of the token after it.
fn branches(tokens: &[Token], mut at: usize, prefix: &[String], names: &mut Vec<Name>) -> usize {
    let test = tokens.get(at).is_some_and(|t| t.test);
    let mut segments = prefix.to_vec();
    let mut brings = None;
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "{" => {
                let end = closing(tokens, at);
                at += 1;
                while at < end {
                    at = branches(tokens, at, &segments, names);
                    at += usize::from(tokens.get(at).is_some_and(|t| t.text == ","));
                }
                return end + 1;
            }
            "self" if !segments.is_empty() => {}
            "*" => brings = Some("*".to_owned()),
            "as" => {
                at += 1;
                brings = tokens.get(at).map(|t| t.text.clone());
            }
            "::" => {}
            word if is_word(word) => segments.push(word.to_owned()),
            _ => break,
        }
        at += 1;
    }
    let brings = brings.or_else(|| segments.last().cloned());
    names.push(Name { segments, brings, test });
    at
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
