//! What a row can name: units, posts and people of the register, and those that the rows before it have brought.

use super::map::Map;
use super::trouble::{Open, Trouble};
use crate::domain::{Cadre, CadreId, Line, PostId, Record, RecordKey, UnitId};
use crate::register::View;
use crate::register::fields::blank;
use crate::register::names::{self, Names};
use crate::register::office_names;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// The table of cadres that have been seen grows by so many places: doubling would hold it twice for a moment.
const STEP: usize = 2_048;
/// Units that are offered for a word that names none.
const GUESSES: usize = 8;
/// Units of one name that are offered.
const MOST: usize = 40;

/// The register as the next row finds it.
pub(super) struct Known {
    /// The register with the records that earlier rows have brought laid over it.
    pub(super) view: View,
    /// Names and codes of its units and people.
    pub(super) names: Names,
    /// Of each person, by the index among the names: whether an earlier piece of the file is about them.
    seen: Vec<bool>,
    /// Units by words that are none of their names, as offices write them.
    written: RefCell<HashMap<String, Vec<UnitId>>>,
}

impl Known {
    pub(super) fn of(view: &View) -> Known {
        Known { view: view.clone(), names: Names::of(view), seen: Vec::new(), written: RefCell::default() }
    }

    /// Lays a blank record over the view where there is none, so that rows can name what stands further down the file.
    pub(super) fn foresee(&mut self, key: RecordKey) {
        if self.view.snapshot.record(key).is_none() {
            self.show(blank(key, CadreId(key.id)));
        }
    }

    /// Lays a record over the view, so that the next rows find it.
    pub(super) fn show(&mut self, record: Record) {
        Arc::make_mut(&mut self.view.snapshot).set(record.key(), Some(record));
    }

    /// Indexes the names of a new person.
    pub(super) fn add_cadre(&mut self, id: CadreId) {
        if let Some(cadre) = self.view.cadre(id) {
            self.names.people.add(cadre);
        }
    }

    fn index(&self, cadre: CadreId) -> Option<usize> {
        self.names.people.place(cadre).and_then(|at| usize::try_from(at).ok())
    }

    /// Whether an earlier piece of the file is about a person.
    pub(super) fn has_seen(&self, cadre: CadreId) -> bool {
        self.index(cadre).and_then(|at| self.seen.get(at)).is_some_and(|seen| *seen)
    }

    /// Remembers that a piece of the file is about a person.
    pub(super) fn see(&mut self, cadre: CadreId) {
        let Some(at) = self.index(cadre) else { return };
        if self.seen.len() <= at {
            self.seen.reserve_exact(at + STEP - self.seen.len());
            self.seen.resize(at + 1, false);
        }
        if let Some(seen) = self.seen.get_mut(at) {
            *seen = true;
        }
    }

    /// The unit that a word means, as offices write it.
    ///
    /// # Errors
    /// There is none, or several.
    pub(super) fn unit(&self, word: &str) -> Result<UnitId, Trouble> {
        match self.named_unit(word) {
            // the same word stands in many rows
            Err(Trouble::Unknown(_)) => self.the_one(word, &self.as_offices_write(word)),
            found => found,
        }
    }

    /// The unit that bears a name.
    ///
    /// # Errors
    /// There is none, or several.
    pub(super) fn named_unit(&self, word: &str) -> Result<UnitId, Trouble> {
        self.the_one(word, &self.names.units(&self.view, word))
    }

    fn the_one(&self, word: &str, found: &[UnitId]) -> Result<UnitId, Trouble> {
        match found {
            [one] => Ok(*one),
            [] => Err(Trouble::Unknown(word.to_owned())),
            many => {
                let named = |id: &UnitId| format!("{id} {}", self.named(*id));
                Err(Trouble::Ambiguous(word.to_owned(), many.iter().map(named).collect()))
            }
        }
    }

    fn as_offices_write(&self, word: &str) -> Vec<UnitId> {
        let mut written = self.written.borrow_mut();
        written.entry(word.to_owned()).or_insert_with(|| office_names::units(&self.view, word)).clone()
    }

    /// The unit that a word means, or was said to mean.
    ///
    /// # Errors
    /// It is none and several, and nobody has said which: a question with those that come nearest.
    pub(super) fn unit_said(&self, map: &Map, word: &str) -> Result<UnitId, Trouble> {
        let trouble = match self.unit(word) {
            Err(trouble) if !word.is_empty() => trouble,
            done => return done,
        };
        let key = format!("unit / {word}");
        if let Some(said) = map.reading(&key) {
            return self.unit(said);
        }
        let near = match trouble {
            Trouble::Ambiguous(..) => self.names.units(&self.view, word),
            _ => Vec::new(),
        };
        let near = if near.is_empty() { office_names::guesses(&self.view, word, GUESSES) } else { near };
        let choices = near.into_iter().take(MOST).map(|id| (id.to_string(), self.named(id))).collect();
        Err(Open { key, asks: "unit", of: word.to_owned(), choices }.into())
    }

    fn named(&self, id: UnitId) -> String {
        let line = Line::ALL.into_iter().rev().find(|line| self.view.stands(*line, id));
        self.view.called_in_full(line.unwrap_or(Line::Territory), id)
    }

    /// The post that a word means: by id, or as `title @ unit`.
    ///
    /// # Errors
    /// There is none, or the unit is named by several.
    pub(super) fn post(&self, map: &Map, word: &str) -> Result<PostId, Trouble> {
        if let Ok(id) = word.parse::<PostId>() {
            return self.view.post(id).map(|p| p.id).ok_or_else(|| Trouble::Unknown(word.to_owned()));
        }
        let apart = word.split_once('@').or_else(|| word.split_once('·')).or_else(|| word.split_once(','));
        let (title, unit) = apart.ok_or_else(|| Trouble::Unknown(word.to_owned()))?;
        self.post_of(map, unit.trim(), title.trim())
    }

    /// The post of a title in a unit.
    ///
    /// # Errors
    /// No such unit, or the unit has no such post.
    pub(super) fn post_of(&self, map: &Map, unit: &str, title: &str) -> Result<PostId, Trouble> {
        let id = self.unit_said(map, unit)?;
        let none = || Trouble::NoPost(title.to_owned(), unit.to_owned());
        names::post(&self.view, id, title).ok_or_else(none)
    }

    /// The cadre that a word means: by id, by code, by a name that only one bears.
    ///
    /// # Errors
    /// There is none, or several.
    pub(super) fn cadre(&self, word: &str) -> Result<CadreId, Trouble> {
        let none = || Trouble::Unknown(word.to_owned());
        if let Ok(id) = word.parse::<CadreId>() {
            return self.view.cadre(id).map(|c| c.id).ok_or_else(none);
        }
        let coded = self.names.people.coded(&self.view, word);
        let found = if coded.is_empty() { self.names.people.named(&self.view, word, None) } else { coded };
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => Err(none()),
            many => Err(doubt(many)),
        }
    }
}

/// The question which of several people is meant.
pub(super) fn doubt(people: &[&Arc<Cadre>]) -> Trouble {
    Trouble::Doubt(people.iter().map(|c| c.id).collect())
}
