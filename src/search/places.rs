//! Places in which several words, or the first letters of several, stand in a text; and slips of the finger.

use super::found::Field;
use super::hit::Why;
use super::index::Index;
use super::phrases::Placed;
use super::words::WordId;
use super::worth;

/// Words that follow one another in a field.
pub(super) struct Several {
    /// For each place the words that fit.
    pub places: Vec<Vec<WordId>>,
    pub field: Field,
    /// What they are worth at the beginning of a part of a text, as all of it, inside.
    pub worth: [u16; 3],
    /// Why, where that is not plain.
    pub why: Option<Why>,
}

/// Where a term fits in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextPlace {
    pub at: usize,
    /// Each word that is taken, as a bit counted from the first of the text.
    pub words: u64,
    /// What it is worth.
    pub score: u16,
    /// Why, where that is not plain.
    pub why: Option<Why>,
}

/// A word as a bit.
pub(super) fn bit(at: usize) -> u64 {
    u32::try_from(at).ok().and_then(|at| 1u64.checked_shl(at)).unwrap_or(0)
}

/// Bits of words that follow one another.
fn bits(at: usize, count: usize) -> u64 {
    (at..at + count).fold(0, |all, at| all | bit(at))
}

/// Places in which they stand; what is short for a unit is no name of a person.
pub(super) fn several_places(several: &Several, text: &[Placed], take: &mut dyn FnMut(TextPlace)) {
    if several.why == Some(Why::Short) && text.first().is_some_and(|placed| placed.is_person()) {
        return;
    }
    let length = several.places.len();
    for (at, window) in text.windows(length.max(1)).enumerate() {
        let fits = window.iter().zip(&several.places).all(|(placed, words)| words.contains(&placed.word()));
        if !fits {
            continue;
        }
        let [begins, all, inside] = several.worth;
        let score = match window.first().is_some_and(|p| p.begins()) {
            true if text.len() == length => all,
            true => begins,
            false => inside,
        };
        take(TextPlace { at, words: bits(at, length), score, why: several.why });
    }
}

/// The letters of a term that may be first letters.
pub(super) struct Initials {
    letters: Vec<char>,
    /// Whether they are a usual short form as well, which is meant before anybody's name.
    are_short: bool,
}

impl Initials {
    /// Of a folded term, where it may be some.
    pub fn of(folded: &str, are_short: bool) -> Option<Initials> {
        const MOST: usize = 10;
        let letters: Vec<char> = folded.chars().collect();
        let may_be = (2..=MOST).contains(&letters.len()) && letters.iter().all(|c| c.is_alphabetic());
        may_be.then_some(Initials { letters, are_short })
    }

    /// Places in which the words begin with the letters.
    pub fn places(&self, index: &Index, field: Field, text: &[Placed], take: &mut dyn FnMut(TextPlace)) {
        if field == Field::Name && text.first().is_some_and(|placed| placed.is_person()) {
            let less = if self.are_short { worth::MEANT_SHORT } else { 0 };
            self.of_person(index, text, &mut |place| {
                take(TextPlace { score: place.score.saturating_sub(less).max(1), ..place });
            });
        } else {
            self.of_thing(index, field, text, take);
        }
    }

    /// Where as many words begin with the letters.
    fn windows(&self, index: &Index, text: &[Placed], take: &mut dyn FnMut(TextPlace)) {
        let length = self.letters.len();
        for (at, window) in text.windows(length).enumerate() {
            if window.iter().zip(&self.letters).all(|(placed, letter)| first(index, placed) == Some(*letter)) {
                take(TextPlace { at, words: bits(at, length), score: 0, why: Some(Why::Initials) });
            }
        }
    }

    /// A unit is called by its words, not as people are.
    fn of_thing(&self, index: &Index, field: Field, text: &[Placed], take: &mut dyn FnMut(TextPlace)) {
        let [begins, inside] = worth::INITIALS;
        self.windows(index, text, &mut |place| {
            let score = if text.get(place.at).is_some_and(|p| p.begins()) { begins } else { inside };
            let score = match field {
                Field::Name if text.len() == self.letters.len() => worth::WHOLE_INITIALS,
                Field::Name => score * worth::TENTHS / 10,
                Field::Title | Field::Unit => score,
            };
            let score = if self.are_short { score / 2 } else { score };
            take(TextPlace { score, ..place });
        });
    }

    fn of_person(&self, index: &Index, text: &[Placed], take: &mut dyn FnMut(TextPlace)) {
        let [all, leading, trailing, some] = worth::NAME_INITIALS;
        if text.len() < self.letters.len() {
            self.with_given(index, text, take);
            return;
        }
        let mut any = false;
        self.windows(index, text, &mut |place| {
            any = true;
            let score = match (place.at == 0, place.at + self.letters.len() == text.len()) {
                (true, true) => all,
                (true, false) => leading,
                (false, true) => trailing,
                (false, false) => some,
            };
            take(TextPlace { score, ..place });
        });
        if any {
            return;
        }
        // first letters of some of the words, in their order
        let mut wanted = self.letters.iter().peekable();
        let mut taken = (0..).zip(text).filter(|(_, placed)| {
            let fits = wanted.peek().is_some_and(|l| first(index, placed) == Some(**l));
            if fits {
                wanted.next();
            }
            fits
        });
        let start = taken.next().map(|(at, _)| at);
        let words = taken.fold(start.map_or(0, bit), |all, (at, _)| all | bit(at));
        if let Some(at) = start.filter(|_| wanted.peek().is_none()) {
            take(TextPlace { at, words, score: some, why: Some(Why::Initials) });
        }
    }

    /// First letters of all names but the last, which follows them: nvan for Nguyễn Văn An.
    fn with_given(&self, index: &Index, text: &[Placed], take: &mut dyn FnMut(TextPlace)) {
        let Some((given, before)) = text.split_last().filter(|(_, before)| !before.is_empty()) else { return };
        let Some((letters, rest)) = self.letters.split_at_checked(before.len()) else { return };
        if !before.iter().zip(letters).all(|(placed, letter)| first(index, placed) == Some(*letter)) {
            return;
        }
        let mut word = index.words.get(given.word()).map(|w| w.folded.chars()).into_iter().flatten();
        if rest.iter().all(|letter| word.next() == Some(*letter)) {
            let [whole, begun] = worth::GIVEN_SPELLED;
            let score = if word.next().is_none() { whole } else { begun };
            take(TextPlace { at: 0, words: bits(0, text.len()), score, why: Some(Why::Initials) });
        }
    }
}

fn first(index: &Index, placed: &Placed) -> Option<char> {
    index.words.get(placed.word()).and_then(|word| word.folded.chars().next())
}

/// Whether one letter was left out, added, changed or exchanged with the next; of a beginning the word may go on.
pub(super) fn one_slip(typed: &[char], word: impl Iterator<Item = char>, beginning: bool) -> bool {
    let mut letters = ['\0'; 16];
    let mut length = 0;
    for (place, c) in letters.iter_mut().zip(word) {
        *place = c;
        length += 1;
    }
    let word = letters.get(..length).unwrap_or_default();
    let same = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let ends = |from_typed: usize, from_word: usize| match (typed.get(from_typed..), word.get(from_word..)) {
        (Some(typed), Some(word)) if beginning => word.starts_with(typed),
        (Some(typed), Some(word)) => word == typed,
        _ => false,
    };
    if same == typed.len() {
        return beginning || word.len() <= same + 1;
    }
    let exchanged = typed.get(same) == word.get(same + 1) && typed.get(same + 1) == word.get(same);
    ends(same + 1, same + 1)
        || ends(same + 1, same)
        || ends(same, same + 1)
        || exchanged && typed.len() > same + 1 && ends(same + 2, same + 2)
}
