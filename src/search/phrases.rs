//! The distinct texts of one field (names, titles, units) as the numbers of their words. Thousands of people share a
//! few hundred titles and units, so a typed word is weighed against each text once.

use super::letters::{Spelling, words};
use super::words::{WordId, Words};
use std::collections::HashMap;

/// A text's number. 0 is the empty text.
pub(super) type PhraseId = u32;

/// Set on a word with which a part of the text begins: the first, and each after a comma.
const BEGINS: u32 = 1 << 31;
/// Set on a word that only says of what kind something is ("Huyện" of a district's name).
const KIND: u32 = 1 << 30;

/// Set on the words of a person's name.
const PERSON: u32 = 1 << 29;

/// Whose a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// The name of a person.
    Person,
    /// The name of anything else; so many words only say of what kind it is.
    Thing(usize),
}

/// A word in its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed(u32);

impl Placed {
    /// Which word.
    pub fn word(self) -> WordId {
        self.0 & !(BEGINS | KIND | PERSON)
    }

    /// Whether a part of the text begins with it.
    pub fn begins(self) -> bool {
        self.0 & BEGINS != 0
    }

    /// Whether it belongs to a person's name.
    pub fn is_person(self) -> bool {
        self.0 & PERSON != 0
    }

    /// Whether it only says of what kind something is.
    pub fn is_kind(self) -> bool {
        self.0 & KIND != 0
    }
}

/// The texts of one field.
pub(super) struct Phrases {
    /// Where each text's words end.
    ends: Vec<u32>,
    words: Vec<Placed>,
}

impl Default for Phrases {
    fn default() -> Phrases {
        Phrases { ends: vec![0], words: Vec::new() }
    }
}

impl Phrases {
    /// How many texts there are, the empty one among them.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Takes a text in.
    pub fn add(&mut self, words_of_all: &mut Words, text: &str, whose: Whose) -> PhraseId {
        let mut spelling = Spelling::default();
        let before = self.words.len();
        for (at, spot) in words(text).enumerate() {
            spelling.read(spot.word);
            let begins = if spot.begins { BEGINS } else { 0 };
            let kind = match whose {
                Whose::Person => PERSON,
                Whose::Thing(kind) if at < kind => KIND,
                Whose::Thing(_) => 0,
            };
            self.words.push(Placed(words_of_all.number(&spelling) | begins | kind));
        }
        if self.words.len() == before {
            return 0;
        }
        self.ends.push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        u32::try_from(self.ends.len() - 1).unwrap_or(0)
    }

    /// The words of a text.
    pub fn get(&self, id: PhraseId) -> &[Placed] {
        let to = self.ends.get(id as usize).copied().unwrap_or(0) as usize;
        let from = id.checked_sub(1).and_then(|b| self.ends.get(b as usize)).copied().unwrap_or(0) as usize;
        self.words.get(from..to).unwrap_or_default()
    }

    /// All texts in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &[Placed]> {
        let mut from = 0;
        self.ends.iter().map(move |to| {
            let words = self.words.get(from..*to as usize).unwrap_or_default();
            from = *to as usize;
            words
        })
    }

    /// Gives back what was reserved and is not needed.
    pub fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.words.shrink_to_fit();
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        size_of_val(self.ends.as_slice()) + size_of_val(self.words.as_slice())
    }
}

/// Texts that have been taken in, while an index is made.
#[derive(Default)]
pub(super) struct Known(HashMap<Box<str>, PhraseId>);

impl Known {
    /// The number of a text, which is taken in if it is new.
    pub fn number(&mut self, phrases: &mut Phrases, words: &mut Words, text: &str, whose: Whose) -> PhraseId {
        if text.is_empty() {
            return 0;
        }
        if let Some(id) = self.0.get(text) {
            return *id;
        }
        let id = phrases.add(words, text, whose);
        self.0.insert(text.into(), id);
        id
    }
}
