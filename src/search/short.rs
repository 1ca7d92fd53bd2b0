//! Short forms of titles, units and places, and what a title means before the word for a level:
//! `data/search/short.toml`.

use super::found::Field;
use super::letters::{Spelling, fold};
use super::words::Words;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    short: Vec<Abbreviation>,
    level: Vec<Level>,
    same: Vec<Same>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Abbreviation {
    typed: Vec<String>,
    means: Vec<String>,
    #[serde(rename = "in")]
    fields: Vec<Field>,
}

/// Names of one thing, the first of which stands for all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    names: Vec<String>,
}

/// A level of land, as a word of it is typed behind a title.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Level {
    /// How it is typed; the first is the word as units are called by it.
    pub typed: Vec<String>,
    /// Titles that are meant there by their first words.
    pub titles: Vec<String>,
}

/// What a short form stands for: folded words that follow one another in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    pub words: Vec<String>,
    /// In which field.
    pub field: Field,
}

const EMBEDDED: &str = include_str!("../../data/search/short.toml");

static FILE: LazyLock<File> =
    // the embedded file is read by a test; one that cannot be read leaves first letters, which need no file
    LazyLock::new(|| toml::from_str(EMBEDDED).unwrap_or_default());

static MEANINGS: LazyLock<HashMap<String, Vec<Meaning>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<Meaning>> = HashMap::new();
    for row in &FILE.short {
        for typed in &row.typed {
            // only letters count: GD&ĐT, GD-ĐT
            let meanings = all.entry(Spelling::of(typed).folded).or_default();
            for means in &row.means {
                let words = Words::folded(means);
                meanings.extend(row.fields.iter().map(|field| Meaning { words: words.clone(), field: *field }));
            }
        }
    }
    all
});

/// What a folded word stands for.
pub(super) fn meanings(folded: &str) -> &'static [Meaning] {
    MEANINGS.get(folded).map(Vec::as_slice).unwrap_or_default()
}

static SAME: LazyLock<Vec<Vec<String>>> =
    LazyLock::new(|| FILE.same.iter().map(|same| same.names.iter().map(|name| fold(name)).collect()).collect());

/// Names of one thing, folded, the first of which stands for all.
pub(super) fn same() -> &'static [Vec<String>] {
    &SAME
}

/// The levels of land.
pub(super) fn levels() -> &'static [Level] {
    &FILE.level
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let file = toml::from_str::<File>(EMBEDDED).unwrap();
        assert!(file.short.len() > 40);
        assert!(file.short.iter().all(|row| !row.fields.is_empty() && !row.fields.contains(&Field::Name)));
        assert!(MEANINGS.values().flatten().all(|m| !m.words.is_empty()));
        assert_eq!(meanings("tp").len(), 2);
        assert!(meanings("xyz").is_empty());
        assert!(levels().iter().all(|level| !level.typed.is_empty() && !level.titles.is_empty()));
    }
}
