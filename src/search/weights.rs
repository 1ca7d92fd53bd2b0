//! What each text of a field is worth to a typed word: the best of its words, or of several of them together.

use super::found::Field;
use super::index::Index;
use super::phrases::Placed;
use super::places::{Initials, Several, TextPlace, several_places};
use super::worth;
use std::ops::Range;

/// Words of texts from which on two threads are faster than one.
const WORTH_A_THREAD: usize = 500_000;

/// What the texts of a field are weighed by.
pub(super) struct Weights<'t> {
    field: Field,
    /// What each word is worth within a part of a text, and where it begins one.
    words: Vec<[u16; 2]>,
    /// Words that follow one another.
    several: Vec<&'t Several>,
    initials: Option<&'t Initials>,
}

impl<'t> Weights<'t> {
    /// In a field, by how well each word of the dictionary fits.
    pub fn of(
        field: Field,
        words: impl Iterator<Item = u16>,
        several: Vec<&'t Several>,
        (initials, is_letter): (Option<&'t Initials>, bool),
    ) -> Weights<'t> {
        let first = bonus(field);
        let both = |score: u16| match worth_in(field, score, is_letter) {
            0 => [0, 0],
            inside => [inside, inside + first],
        };
        Weights { field, words: words.map(both).collect(), several, initials }
    }

    /// What each text is worth; half of many on a second thread.
    pub fn weigh(&self, index: &Index) -> Vec<u16> {
        let texts = index.phrases(self.field);
        let all = texts.len();
        if texts.words() < WORTH_A_THREAD {
            return self.some(index, 0..all);
        }
        std::thread::scope(|scope| {
            let rest = scope.spawn(|| self.some(index, all / 2..all));
            let mut texts = self.some(index, 0..all / 2);
            texts.extend(rest.join().unwrap_or_else(|_| self.some(index, all / 2..all)));
            texts
        })
    }

    fn some(&self, index: &Index, range: Range<usize>) -> Vec<u16> {
        let texts = index.phrases(self.field).some(range);
        if self.several.is_empty() && self.initials.is_none() {
            texts.map(|text| self.by_words(text)).collect()
        } else {
            texts.map(|text| self.in_every_way(index, text)).collect()
        }
    }

    fn by_words(&self, text: &[Placed]) -> u16 {
        let worth = |placed: &Placed| {
            let [inside, first] = self.words.get(placed.word() as usize).copied().unwrap_or_default();
            if placed.begins() { first } else { inside }
        };
        text.iter().map(worth).fold(0, u16::max)
    }

    fn in_every_way(&self, index: &Index, text: &[Placed]) -> u16 {
        let mut best = self.by_words(text);
        let mut take = |place: TextPlace| best = best.max(place.score);
        self.several.iter().for_each(|several| several_places(several, text, &mut take));
        if let Some(initials) = self.initials {
            initials.places(index, self.field, text, &mut take);
        }
        best
    }
}

/// What it is worth in a field that a part of a text begins with the word.
fn bonus(field: Field) -> u16 {
    let [of_title, of_unit] = worth::BEGINS;
    match field {
        Field::Name => 0,
        Field::Title => of_title,
        Field::Unit => of_unit,
    }
}

/// What a word that fits so well is worth in a field.
pub(super) fn worth_in(field: Field, score: u16, is_letter: bool) -> u16 {
    match field {
        Field::Name => score,
        _ if is_letter => score * worth::TENTHS_OF_A_LETTER / 10,
        _ => score * worth::TENTHS / 10,
    }
}

/// What it is worth that a part of a text begins with the word, where one does.
pub(super) fn begins(field: Field, placed: Placed) -> u16 {
    if placed.begins() { bonus(field) } else { 0 }
}
