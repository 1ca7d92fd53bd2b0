//! The map from a list's headings to the register's fields: proposed by the program, kept in a small file that the
//! officer can change.

use super::target;
use crate::exchange::export::ListKind;
use crate::exchange::import::read::Charset;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What an empty cell does to what is on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Blank {
    #[default]
    Keep,
    /// It is taken out.
    Clear,
}

/// Which birth date holds where the list has another than the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Birth {
    /// It is asked for each.
    #[default]
    Ask,
    /// That of the list.
    File,
    /// That of the register.
    Register,
}

/// Who a doubtful row is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonAnswer {
    /// Somebody who is not on file.
    New,
    /// This one, with the birth date on file.
    Is(String),
    /// This one, and the list's birth date is right.
    IsBorn(String),
    /// The row is left out.
    Leave,
}

/// Why a map cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// It is no TOML or has an unknown word; the line and what is wrong.
    #[error("line {0}: {1}")]
    Bad(usize, String),
    /// It is for another kind of list.
    #[error("a map for {0}")]
    Kind(String),
    /// There is no such field; those that there are.
    #[error("no field {0}")]
    Field(String, Vec<String>),
    /// A heading of the map that the file does not have.
    #[error("no heading {0}")]
    Heading(String),
}

/// The map of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// What kind of list it is.
    pub kind: String,
    /// The sheet of the workbook; the first that has something where it is empty.
    #[serde(default)]
    pub sheet: String,
    /// Further sheets with the same headings that are read with it.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// First and last row of the headings; found where it is empty.
    #[serde(default)]
    pub heading: Vec<u32>,
    /// The code of its letters; found where it is not said.
    #[serde(default)]
    pub letters: Option<Charset>,
    /// What an empty cell does.
    #[serde(default)]
    pub empty: Blank,
    /// Which birth date holds.
    #[serde(default)]
    pub birth: Birth,
    /// Heading → field; an empty field leaves the column out.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// Field → what it says in every row that has nothing of its own.
    #[serde(default)]
    pub always: BTreeMap<String, String>,
    /// What is asked once for the file → what is meant: how a column is read, which unit a word names.
    #[serde(default)]
    pub readings: BTreeMap<String, String>,
    /// What a row says of a person → who it is: an id, `ID file` for the list's birth date, `new`, or `leave`.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
}

impl Map {
    /// Parses a map for a kind of list.
    ///
    /// # Errors
    /// It is no such map, or names a field that there is not.
    pub fn parse(text: &str, kind: ListKind) -> Result<Map, MapError> {
        let map: Map = toml::from_str(text).map_err(|e| {
            let before = e.span().and_then(|s| text.get(..s.start)).unwrap_or_default();
            MapError::Bad(before.matches('\n').count() + 1, e.message().to_owned())
        })?;
        if map.kind != kind.id() {
            return Err(MapError::Kind(map.kind));
        }
        let named = map.columns.values().filter(|f| !f.is_empty()).chain(map.always.keys());
        for field in named {
            if target::named(kind, field).is_none() {
                let known = target::fields(kind).into_iter().map(|f| f.id).collect();
                return Err(MapError::Field(field.clone(), known));
            }
        }
        Ok(map)
    }

    /// The map as a file, its columns in the order of the list.
    #[must_use]
    pub fn written(&self, headings: &[String], notes: &[&str]) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let word = |value: Option<toml::Value>| value.map(|v| v.to_string()).unwrap_or_default();
        let mut out = String::new();
        for note in notes {
            out.push_str(&format!("# {note}\n"));
        }
        let mut line = |name: &str, value: String| {
            // writing to a string does not fail
            let _ = writeln!(out, "{name} = {value}");
        };
        line("kind", quoted(&self.kind));
        line("sheet", quoted(&self.sheet));
        if !self.sheets.is_empty() {
            line("sheets", word(toml::Value::try_from(&self.sheets).ok()));
        }
        line("heading", format!("{:?}", self.heading));
        if let Some(letters) = self.letters {
            line("letters", word(toml::Value::try_from(letters).ok()));
        }
        line("empty", word(toml::Value::try_from(self.empty).ok()));
        line("birth", word(toml::Value::try_from(self.birth).ok()));
        out.push_str("\n[columns]\n");
        let listed = headings.iter().filter_map(|h| self.columns.get_key_value(h));
        let others = self.columns.iter().filter(|(h, _)| !headings.contains(h));
        for (heading, field) in listed.chain(others) {
            out.push_str(&format!("{} = {}\n", quoted(heading), quoted(field)));
        }
        for (name, table) in [("always", &self.always), ("readings", &self.readings), ("answers", &self.answers)] {
            out.push_str(&format!("\n[{name}]\n"));
            for (key, value) in table {
                out.push_str(&format!("{} = {}\n", quoted(key), quoted(value)));
            }
        }
        out
    }

    /// What was answered to a question that is asked once for the file.
    #[must_use]
    pub fn reading(&self, key: &str) -> Option<&str> {
        self.readings.get(key).map(|said| said.trim()).filter(|said| !said.is_empty())
    }

    /// What was answered for rows that say this of a person.
    #[must_use]
    pub fn answer(&self, about: &str) -> Option<PersonAnswer> {
        let said = self.answers.get(about)?.trim();
        Some(match said.strip_suffix(" file") {
            Some(id) => PersonAnswer::IsBorn(id.trim().to_owned()),
            None if said == "new" => PersonAnswer::New,
            None if said == "leave" => PersonAnswer::Leave,
            None => PersonAnswer::Is(said.to_owned()),
        })
    }

    /// Answers for rows that say this of a person.
    pub fn set_answer(&mut self, about: &str, answer: &PersonAnswer) {
        let said = match answer {
            PersonAnswer::New => "new".to_owned(),
            PersonAnswer::Leave => "leave".to_owned(),
            PersonAnswer::Is(id) => id.clone(),
            PersonAnswer::IsBorn(id) => format!("{id} file"),
        };
        self.answers.insert(about.to_owned(), said);
    }
}
