//! A document as the tests look at it: prose and code apart, links, tables.

use crate::root;
use std::collections::BTreeSet;
use std::fs;

/// A document, by its path from the root.
pub struct Document {
    pub path: String,
    pub text: String,
}

/// A line of a document: whether it stands in a block of code, and in which language that is written.
pub struct Line<'a> {
    pub text: &'a str,
    pub code: Option<&'a str>,
}

impl Document {
    pub fn named(path: &str) -> Document {
        let text = fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        Document { path: path.to_owned(), text }
    }

    pub fn lines(&self) -> Vec<Line<'_>> {
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

    pub fn prose(&self) -> impl Iterator<Item = &str> {
        self.lines().into_iter().filter(|line| line.code.is_none()).map(|line| line.text)
    }

    /// Blocks of code in a language, whole.
    pub fn blocks(&self, language: &str) -> Vec<String> {
        let mut parts = self.text.split("```").skip(1).step_by(2).map(|part| part.split_once('\n').unwrap());
        parts.by_ref().filter(|(of, _)| *of == language).map(|(_, text)| text.to_owned()).collect()
    }

    /// What stands between backticks in the prose.
    pub fn spans(&self) -> Vec<&str> {
        self.prose().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
    }

    /// Names by which a link can lead to a heading.
    pub fn anchors(&self) -> BTreeSet<String> {
        let headings =
            self.prose().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
        let kept = |c: &char| c.is_alphanumeric() || "- _".contains(*c);
        headings.map(|h| h.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")).collect()
    }

    /// Rows of its tables after a heading that begins with one of these words, cells trimmed.
    pub fn tables(&self, heading: &[&str]) -> Vec<Vec<Vec<String>>> {
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

/// Every document of the repository.
pub fn documents() -> Vec<Document> {
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

/// The manual in a language.
pub fn guides(language: &str) -> Vec<Document> {
    let folder = format!("docs/{language}/");
    documents().into_iter().filter(|document| document.path.starts_with(&folder)).collect()
}
