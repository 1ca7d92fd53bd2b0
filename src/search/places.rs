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

/// Places in which they stand.
pub(super) fn several_places(several: &Several, text: &[Placed], take: &mut dyn FnMut(TextPlace)) {
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
pub(super) fn initials(folded: &str) -> Option<Vec<char>> {
    const MOST: usize = 8;
    let letters: Vec<char> = folded.chars().collect();
    (2..=MOST).contains(&letters.len()).then_some(letters).filter(|l| l.iter().all(|c| c.is_alphabetic()))
}

/// Places in which the words begin with the letters.
pub(super) fn initial_places(
    index: &Index,
    field: Field,
    text: &[Placed],
    letters: &[char],
    take: &mut dyn FnMut(TextPlace),
) {
    let first = |placed: &Placed| index.words.get(placed.word()).and_then(|w| w.folded.chars().next());
    let fits = |window: &[Placed]| window.iter().zip(letters).all(|(placed, l)| first(placed) == Some(*l));
    if text.len() < letters.len() {
        return;
    }
    let [all, leading, trailing, some] = worth::NAME_INITIALS;
    let [begins, inside] = worth::INITIALS;
    // a unit is called by its words, not as people are
    let of_person = field == Field::Name && text.first().is_some_and(|p| p.is_person());
    let mut any = false;
    for (at, window) in text.windows(letters.len()).enumerate() {
        if !fits(window) {
            continue;
        }
        any = true;
        let last = at + letters.len() == text.len();
        let score = match (at == 0, last) {
            (true, true) if of_person => all,
            (true, false) if of_person => leading,
            (false, true) if of_person => trailing,
            (false, false) if of_person => some,
            _ if window.first().is_some_and(|p| p.begins()) => begins,
            _ => inside,
        };
        let score = if field == Field::Name && !of_person { score * worth::TENTHS / 10 } else { score };
        take(TextPlace { at, words: bits(at, letters.len()), score, why: Some(Why::Initials) });
    }
    if of_person && !any {
        // first letters of some of the words, in their order
        let mut wanted = letters.iter().peekable();
        let mut taken = (0..).zip(text).filter(|(_, placed)| {
            let fits = wanted.peek().is_some_and(|l| first(placed) == Some(**l));
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
