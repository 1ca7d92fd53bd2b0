//! Short forms of titles, units and places: `data/search/short.toml`.

use super::found::Field;
use super::letters::fold;
use super::words::Words;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    short: Vec<Abbreviation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Abbreviation {
    typed: Vec<String>,
    means: Vec<String>,
    #[serde(rename = "in")]
    fields: Vec<Field>,
}

/// What a short form stands for: folded words that follow one another in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    pub words: Vec<String>,
    /// In which field.
    pub field: Field,
}

const EMBEDDED: &str = include_str!("../../data/search/short.toml");

static MEANINGS: LazyLock<HashMap<String, Vec<Meaning>>> = LazyLock::new(|| {
    // the embedded file is read by a test; one that cannot be read leaves first letters, which need no file
    let rows = toml::from_str::<File>(EMBEDDED).map(|file| file.short).unwrap_or_default();
    let mut all: HashMap<String, Vec<Meaning>> = HashMap::new();
    for row in rows {
        for typed in &row.typed {
            let meanings = all.entry(fold(typed)).or_default();
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
    }
}
