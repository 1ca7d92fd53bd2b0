//! What may be typed next: names of fields, values of a field.

use super::super::corpus::Corpus;
use super::super::fields::{Compared, Named, named, names, plain};

/// What may take the place of the word under the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Letters of the text before the cursor that it replaces.
    pub replaces: usize,
    /// What is put there.
    pub text: String,
}

/// What may be typed where the text before the cursor ends: names of fields that begin so, or values of the field that
/// is named. A word that begins no name has none.
#[must_use]
pub fn completions(before: &str, corpus: &dyn Corpus) -> Vec<Completion> {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let word = word.trim_start_matches('!');
    match word.split_once([':', '=', '<', '>']) {
        Some((name, value)) => values(name.trim_end_matches('!'), value.trim_start_matches(['=', '>']), corpus),
        None => fields(word),
    }
}

fn fields(word: &str) -> Vec<Completion> {
    let typed = plain(word);
    if typed.is_empty() {
        return Vec::new();
    }
    let fits = names().filter(|name| plain(name).starts_with(&typed));
    let replaces = word.chars().count();
    fits.map(|name| Completion { replaces, text: format!("{name}:") }).collect()
}

fn values(name: &str, value: &str, corpus: &dyn Corpus) -> Vec<Completion> {
    const MOST: usize = 60;
    let Some(Named::Fact(field, _)) = named(name) else { return Vec::new() };
    // of several values the last is being typed
    let value = value.rsplit(',').next().unwrap_or_default();
    let words: Vec<String> = match field.compared {
        Compared::Choice => field.values.iter().filter_map(|v| v.words.first().cloned()).collect(),
        Compared::List => corpus.words(field.fact),
        Compared::Number | Compared::Day => Vec::new(),
    };
    let typed = plain(value);
    let fits = words.into_iter().filter(|w| plain(w).starts_with(&typed)).take(MOST);
    let replaces = value.chars().count();
    let fits = fits.map(|w| w.to_lowercase().replace(' ', "-"));
    // what stands there whole needs nothing more
    fits.filter(|w| w != value).map(|text| Completion { replaces, text }).collect()
}
