//! The distinct words of everything that can be found: a few thousand, however many people there are. What a typed
//! word means is asked of them, never of the people.

use super::letters::{Spelling, words};
use std::collections::HashMap;

/// A word's number.
pub(super) type WordId = u32;

/// The most words that are told apart; further ones are one word that nobody finds. No province comes near it.
pub(super) const MOST: usize = (1 << 29) - 1;

/// Every word of the index, each once, with a number.
#[derive(Default)]
pub(super) struct Words {
    all: Vec<Spelling>,
    /// How many texts have the word.
    seen: Vec<u32>,
    by_spelling: HashMap<Spelling, WordId>,
    /// Numbers in the order of the folded words; made anew by [`Words::settle`].
    sorted: Vec<WordId>,
}

impl Words {
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The number of a word, which is given one if it is new. A word counts once a text is said to have it.
    pub fn number(&mut self, spelling: &Spelling) -> WordId {
        if let Some(id) = self.by_spelling.get(spelling) {
            return *id;
        }
        let id = u32::try_from(self.all.len().min(MOST)).unwrap_or(u32::MAX);
        if self.all.len() < MOST {
            self.all.push(spelling.clone());
            self.seen.push(0);
            self.by_spelling.insert(spelling.clone(), id);
        }
        id
    }

    /// One more text has the word.
    pub fn seen_in_one_more(&mut self, id: WordId) {
        if let Some(seen) = self.seen.get_mut(id as usize) {
            *seen += 1;
        }
    }

    /// One text less has the word; a word that none has is no word any more.
    pub fn seen_in_one_less(&mut self, id: WordId) {
        if let Some(seen) = self.seen.get_mut(id as usize) {
            *seen = seen.saturating_sub(1);
        }
    }

    /// Sorts what is new; the first number that is.
    pub fn settle(&mut self) -> WordId {
        let new = u32::try_from(self.sorted.len()).unwrap_or(u32::MAX);
        if self.sorted.len() < self.all.len() {
            self.sorted.extend((0..).take(self.all.len()).skip(new as usize));
            let folded = |id: &WordId| self.all.get(*id as usize).map(|w| w.folded.as_str());
            self.sorted.sort_by(|a, b| folded(a).cmp(&folded(b)));
            self.all.shrink_to_fit();
            self.seen.shrink_to_fit();
        }
        new
    }

    /// The word with a number.
    pub fn get(&self, id: WordId) -> Option<&Spelling> {
        self.all.get(id as usize)
    }

    /// How many texts have the word.
    pub fn seen(&self, id: WordId) -> u32 {
        self.seen.get(id as usize).copied().unwrap_or(0)
    }

    /// All words with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (WordId, &Spelling)> {
        self.from(0)
    }

    /// The words from a number on.
    pub fn from(&self, first: WordId) -> impl Iterator<Item = (WordId, &Spelling)> {
        (0..).zip(&self.all).skip(first as usize).filter(|(id, _)| self.seen(*id) > 0)
    }

    /// Words whose folded spelling begins so.
    pub fn beginning<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = (WordId, &'a Spelling)> {
        let of = |id: &WordId| self.all.get(*id as usize);
        let first = self.sorted.partition_point(|id| of(id).is_some_and(|w| w.folded.as_str() < folded));
        let from = self.sorted.get(first..).unwrap_or_default().iter();
        from.map_while(move |id| Some((*id, of(id).filter(|w| w.folded.starts_with(folded))?)))
            .filter(|(id, _)| self.seen(*id) > 0)
    }

    /// Words whose folded spelling is this.
    pub fn spelled<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = (WordId, &'a Spelling)> {
        self.beginning(folded).take_while(move |(_, w)| w.folded == folded)
    }

    /// The folded words of a text that the dictionary need not have.
    pub fn folded(text: &str) -> Vec<String> {
        words(text).map(|spot| Spelling::of(spot.word).folded).collect()
    }

    /// Bytes that it takes, near enough.
    pub fn bytes(&self) -> usize {
        let letters: usize = self.all.iter().map(|w| w.folded.len() + w.letters.len()).sum();
        // each spelling stands in the list and in the map
        2 * (self.all.len() * size_of::<Spelling>() + letters) + self.all.len() * (2 * size_of::<WordId>() + 8)
    }
}
