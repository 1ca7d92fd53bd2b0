//! The distinct texts of one field (names, titles, units) as the numbers of their words. Thousands of people share a
//! few hundred titles and units, so a typed word is weighed against each text once.

use super::letters::{Spelling, words};
use super::words::{WordId, Words};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Placed(u32);

impl Placed {
    /// In the place of a word of a text that nothing has any more: no word is called so.
    const NONE: Placed = Placed(super::words::MOST as u32);

    /// The word, without the marks of where it is placed.
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
    /// How often each text stands in a row.
    uses: Vec<u32>,
}

impl Default for Phrases {
    fn default() -> Phrases {
        Phrases { ends: vec![0], words: Vec::new(), uses: vec![0] }
    }
}

impl Phrases {
    /// How many texts there are, the empty one among them.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many words they have together.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// Takes a text in, or finds it where another is the same word for word.
    fn add(&mut self, words_of_all: &mut Words, text: &str, whose: Whose, known: &mut Same) -> PhraseId {
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
        let new = self.words.get(before..).unwrap_or_default();
        if new.is_empty() {
            return 0;
        }
        let hash = hash(new);
        if let Some(same) = known.get(&hash).copied().filter(|same| self.get(*same) == new) {
            self.words.truncate(before);
            return same;
        }
        new.iter().for_each(|placed| words_of_all.seen_in_one_more(placed.word()));
        self.ends.push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.uses.push(0);
        let id = u32::try_from(self.ends.len() - 1).unwrap_or(0);
        known.insert(hash, id);
        id
    }

    /// A row has the text no more. A text that none has is none.
    pub fn release(&mut self, words_of_all: &mut Words, id: PhraseId) {
        let Some(uses) = self.uses.get_mut(id as usize).filter(|uses| **uses > 0) else { return };
        *uses -= 1;
        if *uses > 0 {
            return;
        }
        let range = self.range(id);
        for placed in self.words.get_mut(range).unwrap_or_default() {
            words_of_all.seen_in_one_less(placed.word());
            *placed = Placed::NONE;
        }
    }

    fn range(&self, id: PhraseId) -> std::ops::Range<usize> {
        let to = self.ends.get(id as usize).copied().unwrap_or(0) as usize;
        let from = id.checked_sub(1).and_then(|b| self.ends.get(b as usize)).copied().unwrap_or(0) as usize;
        from..to
    }

    /// The words of a text.
    pub fn get(&self, id: PhraseId) -> &[Placed] {
        self.words.get(self.range(id)).unwrap_or_default()
    }

    /// All texts in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &[Placed]> {
        self.some(0..self.len())
    }

    /// The texts with these numbers, in their order.
    pub fn some(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = &[Placed]> {
        let mut from = range.start.checked_sub(1).and_then(|b| self.ends.get(b)).map_or(0, |end| *end as usize);
        self.ends.get(range).unwrap_or_default().iter().map(move |to| {
            let words = self.words.get(from..*to as usize).unwrap_or_default();
            from = *to as usize;
            words
        })
    }

    /// Gives back what was reserved and is not needed.
    pub fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.words.shrink_to_fit();
        self.uses.shrink_to_fit();
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        size_of_val(self.ends.as_slice()) + size_of_val(self.words.as_slice()) + size_of_val(self.uses.as_slice())
    }
}

/// Texts by the hash of their words; of two with one hash, which nobody has seen, the second is taken in twice.
type Same = HashMap<u64, PhraseId>;

fn hash(words: &[Placed]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Texts that have been taken in, while an index is made or changed: as they are written, and word for word.
pub(super) struct Known {
    /// A text of a person and the same of a thing are two.
    written: Vec<(Whose, HashMap<Box<str>, PhraseId>)>,
    same: Same,
}

impl Known {
    /// What there is already.
    pub fn of(phrases: &Phrases) -> Known {
        let used = (0..).zip(&phrases.uses).filter(|(_, uses)| **uses > 0);
        Known { written: Vec::new(), same: used.map(|(id, _)| (hash(phrases.get(id)), id)).collect() }
    }

    /// The number of a text, which is taken in if it is new; a row more has it.
    pub fn number(&mut self, phrases: &mut Phrases, words: &mut Words, text: &str, whose: Whose) -> PhraseId {
        if text.is_empty() {
            return 0;
        }
        let known = self.written.iter().find(|(of, _)| *of == whose).and_then(|(_, texts)| texts.get(text)).copied();
        let id = known.unwrap_or_else(|| {
            let id = phrases.add(words, text, whose, &mut self.same);
            let at = self.written.iter().position(|(of, _)| *of == whose).unwrap_or_else(|| {
                self.written.push((whose, HashMap::new()));
                self.written.len() - 1
            });
            self.written.get_mut(at).map(|(_, texts)| texts.insert(text.into(), id));
            id
        });
        if let Some(uses) = phrases.uses.get_mut(id as usize) {
            *uses += 1;
        }
        id
    }
}
