//! What a query may name: `data/search/fields.toml`. Words are data; what a fact is of somebody, the corpus knows.

use super::found::{Fact, Field, Kind};
use super::letters::{Spelling, fold};
use super::typed;
use crate::domain::{Day, PartialDate, Period};
use serde::Deserialize;
use std::sync::LazyLock;

/// How a fact is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compared {
    Number,
    /// Days, months or years.
    Day,
    /// One of a few values, lowest first.
    Choice,
    /// Words of the catalogue or of the record itself.
    List,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    kind: Vec<KindNames>,
    text: Vec<Text>,
    fact: Vec<FactField>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindNames {
    kind: Kind,
    names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    field: Field,
    names: Vec<String>,
}

/// A fact that a query may name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactField {
    pub fact: Fact,
    /// How it is compared.
    #[serde(rename = "kind")]
    pub compared: Compared,
    /// What it is called, the first for completion.
    pub names: Vec<String>,
    /// Whether a year, a quarter, a month or a term stands behind the name.
    #[serde(default)]
    pub period: bool,
    /// Whether a query that names it must not be kept.
    #[serde(default)]
    pub sensitive: bool,
    /// Whether the name alone asks whether there is any.
    #[serde(default)]
    pub any: bool,
    /// Whether a year, a month or a day that stands alone means it.
    #[serde(default)]
    pub bare: bool,
    /// Its values, lowest first, where they are few.
    #[serde(default, rename = "value")]
    pub values: Vec<FactValue>,
}

/// A value of a fact.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactValue {
    /// Its name for the corpus.
    pub value: String,
    /// What it is called, the first for completion.
    pub words: Vec<String>,
    /// Words that mean it where they stand alone, only with their marks.
    #[serde(default)]
    pub alone: Vec<String>,
}

const EMBEDDED: &str = include_str!("../../data/search/fields.toml");

static FILE: LazyLock<File> =
    // the embedded file is read by a test; one that cannot be read leaves no fields to name
    LazyLock::new(|| {
        toml::from_str(EMBEDDED).unwrap_or(File { kind: Vec::new(), text: Vec::new(), fact: Vec::new() })
    });

/// What a name before an operator speaks of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    /// A field of text.
    Text(Field),
    /// A fact, of a period where one stands behind the name.
    Fact(&'static FactField, Option<Period>),
}

/// Letters without marks, a hyphen as a space.
pub(super) fn plain(text: &str) -> String {
    fold(text).replace(['-', '_'], " ").trim().to_owned()
}

/// The field or the fact with this name.
pub(super) fn named(name: &str) -> Option<Named> {
    let name = plain(name);
    let is = |names: &[String], name: &str| names.iter().any(|n| plain(n) == name);
    if let Some(text) = FILE.text.iter().find(|t| is(&t.names, &name)) {
        return Some(Named::Text(text.field));
    }
    if let Some(fact) = FILE.fact.iter().find(|f| is(&f.names, &name)) {
        return Some(Named::Fact(fact, None));
    }
    FILE.fact.iter().filter(|f| f.period).find_map(|fact| {
        let behind = |known: &String| name.strip_prefix(&plain(known)).and_then(Period::parse);
        Some(Named::Fact(fact, Some(fact.names.iter().find_map(behind)?)))
    })
}

/// What stands between the name of a kind and what is looked for among it.
pub const KIND_SIGN: char = '/';

/// The kind with this name.
pub(super) fn kind(name: &str) -> Option<Kind> {
    let name = plain(name);
    FILE.kind.iter().find(|k| k.names.iter().any(|n| plain(n) == name)).map(|k| k.kind)
}

/// The letter with which one narrows to a kind, where it has one.
#[must_use]
pub fn kind_letter(kind: Kind) -> Option<&'static str> {
    FILE.kind.iter().find(|k| k.kind == kind).and_then(|k| k.names.first()).map(String::as_str)
}

/// The name of a field of text.
#[must_use]
pub fn text_name(field: Field) -> &'static str {
    FILE.text.iter().find(|t| t.field == field).and_then(|t| t.names.first()).map_or("", String::as_str)
}

/// The fields of facts, in the order of the file.
#[must_use]
pub fn facts() -> &'static [FactField] {
    &FILE.fact
}

/// All names of fields, the first of each, in the order of the file.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let texts = FILE.text.iter().map(|t| t.names.as_slice());
    texts.chain(FILE.fact.iter().map(|f| f.names.as_slice())).filter_map(|n| n.first().map(String::as_str))
}

/// Every name of a field, for what comes near a wrong one.
pub(super) fn all_names() -> impl Iterator<Item = &'static str> {
    let texts = FILE.text.iter().map(|t| t.names.as_slice());
    texts.chain(FILE.fact.iter().map(|f| f.names.as_slice())).flatten().map(String::as_str)
}

impl FactField {
    /// The place among the values of what is called so; whole words before beginnings.
    #[must_use]
    pub fn value(&self, word: &str) -> Option<usize> {
        let word = plain(word);
        let find = |fits: &dyn Fn(&str) -> bool| {
            self.values.iter().position(|value| value.words.iter().chain([&value.value]).any(|w| fits(&plain(w))))
        };
        find(&|w| w == word)
    }

    /// The place among the values of one that the corpus names.
    #[must_use]
    pub fn place(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|v| v.value == value)
    }
}

/// The value of a fact that a word means which stands alone.
pub(super) enum Alone {
    /// By its name for the corpus.
    Choice(&'static str),
    Days(Day, Day),
}

/// What a word means that stands alone: a fact and its value.
pub(super) fn alone(word: &str) -> Option<(&'static FactField, Alone)> {
    if let Some((from, to)) = bare_days(word) {
        return FILE.fact.iter().find(|fact| fact.bare).map(|fact| (fact, Alone::Days(from, to)));
    }
    let mut typed = typed::readings(word);
    typed.push(Spelling::of(word));
    FILE.fact.iter().find_map(|fact| {
        let means = |value: &&FactValue| value.alone.iter().any(|w| typed.contains(&Spelling::of(w)));
        fact.values.iter().find(means).map(|value| (fact, Alone::Choice(&value.value)))
    })
}

/// A year of four digits, or a month or a day with one.
fn bare_days(word: &str) -> Option<(Day, Day)> {
    let year = word.rsplit('/').next().filter(|year| year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()));
    year.and_then(|_| days(word))
}

/// A day, or all days of a month or a year.
pub(super) fn days(text: &str) -> Option<(Day, Day)> {
    let text = text.trim();
    if let Some(day) = Day::parse(text) {
        return Some((day, day));
    }
    PartialDate::parse(text).map(|date| (date.earliest(), date.latest()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_with_marks_and_without() {
        toml::from_str::<File>(EMBEDDED).unwrap();
        let text = |name: &str| matches!(named(name), Some(Named::Text(_)));
        assert!(text("tên") && text("TEN") && text("đv") && text("dv") && text("cd"));
        assert!(matches!(named("LLCT"), Some(Named::Fact(f, None)) if f.fact == Fact::Theory));
        assert!(matches!(named("luân-chuyển"), Some(Named::Fact(f, None)) if f.fact == Fact::Rotation));
        assert!(matches!(named("xl2023"), Some(Named::Fact(f, Some(Period::Year(2023)))) if f.fact == Fact::Grade));
        assert!(alone("nữ").is_some() && alone("nuwx").is_some() && alone("nu").is_none());
        assert!(alone("1984").is_some() && alone("5/1984").is_some() && alone("05/03/1984").is_some());
        assert!(alone("84").is_none() && alone("5/84").is_none() && alone("06088").is_none());
        assert!(named("xl20231").is_none() && named("x").is_none() && named("tuoi3").is_none());
    }

    #[test]
    fn each_kind_has_a_letter_of_its_own() {
        let mut names: Vec<String> = FILE.kind.iter().flat_map(|k| &k.names).map(|n| plain(n)).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count, "{names:?}");
        let kinds =
            [Kind::Cadre, Kind::Unit, Kind::Post, Kind::Title, Kind::Saved, Kind::Action, Kind::Rule, Kind::Report];
        for found in kinds {
            let letter = kind_letter(found).unwrap();
            assert_eq!((letter.chars().count(), kind(letter)), (1, Some(found)));
        }
    }

    #[test]
    fn no_name_and_no_value_means_two_things() {
        let mut names: Vec<String> = all_names().map(plain).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count, "{names:?}");
        for fact in facts() {
            let mut words: Vec<String> = fact.values.iter().flat_map(|v| &v.words).map(|w| plain(w)).collect();
            let count = words.len();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), count, "{:?}: {words:?}", fact.fact);
            assert_eq!(fact.values.is_empty(), fact.compared != Compared::Choice, "{:?}", fact.fact);
        }
    }
}
