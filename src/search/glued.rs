//! Words typed without a space between them, taken apart by the dictionary.

use super::index::Index;
use super::letters::{Spelling, in_word};
use super::places::one_slip;
use super::short::meanings;
use super::typed;

/// The fewest letters that are taken apart, and the most.
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=48;
/// The longest word with its keys.
const LONGEST: usize = 12;
/// What a part costs; one that few texts have costs more, one that is only begun still more.
const PART: u32 = 10;
const RARE: u32 = 14;
const BEGUN: u32 = 3;

/// The words that were typed: one, or several that were run together.
pub(super) fn parts(index: &Index, word: &str) -> Vec<String> {
    let whole = vec![word.to_owned()];
    if !word.chars().all(in_word) && typed::readings(word).is_empty() {
        if !meanings(&Spelling::of(word).folded).is_empty() {
            // GD&ĐT
            return whole;
        }
        // hành-chính
        let split: Vec<String> = word.split(|c| !in_word(c)).filter(|w| !w.is_empty()).map(str::to_owned).collect();
        return split.into_iter().flat_map(|part| parts(index, &part)).collect();
    }
    let chars: Vec<char> = word.chars().collect();
    if !LENGTHS.contains(&chars.len()) || is_word(index, word) || is_slip(index, word) {
        return whole;
    }
    cheapest(index, &chars).filter(|parts| parts.len() > 1 && parts.len() * 2 <= chars.len()).unwrap_or(whole)
}

/// Whether it is the beginning of a word, or a short form, as it stands.
fn is_word(index: &Index, word: &str) -> bool {
    let spelling = Spelling::of(word);
    let begins = |folded: &str| index.words().beginning(folded).next().is_some();
    begins(&spelling.folded)
        || !meanings(&spelling.folded).is_empty()
        || typed::readings(word).iter().any(|r| begins(&r.folded))
}

/// Whether it is a word with at most one typing error.
fn is_slip(index: &Index, word: &str) -> bool {
    let typed: Vec<char> = Spelling::of(word).folded.chars().collect();
    index.words().iter().any(|(_, word)| one_slip(&typed, word.folded.chars(), false))
}

/// What it costs to read these letters as a word, or as the beginning of one at the end.
fn cost(index: &Index, letters: &str, last: bool) -> Option<u32> {
    let mut spellings = vec![Spelling::of(letters)];
    spellings.extend(typed::readings(letters));
    let whole = |spelling: &Spelling| {
        let seen = index.words().spelled(&spelling.folded).map(|(id, _)| index.words().seen(id)).max()?;
        Some(PART + RARE.saturating_sub((seen + 1).ilog2()))
    };
    let begun = |spelling: &Spelling| {
        let seen = index.words().beginning(&spelling.folded).map(|(id, _)| index.words().seen(id)).max()?;
        Some(PART + BEGUN + RARE.saturating_sub((seen + 1).ilog2()))
    };
    let best = spellings.iter().filter_map(whole).min();
    let best = match meanings(&Spelling::of(letters).folded) {
        [] => best,
        _ => best.or(Some(PART + RARE / 2)),
    };
    if last { best.into_iter().chain(spellings.iter().filter_map(begun)).min() } else { best }
}

fn cheapest(index: &Index, chars: &[char]) -> Option<Vec<String>> {
    // at each place the least cost of coming there, and from where
    let mut best: Vec<Option<(u32, usize)>> = vec![None; chars.len() + 1];
    *best.first_mut()? = Some((0, 0));
    for from in 0..chars.len() {
        let Some((so_far, _)) = best.get(from).copied().flatten() else { continue };
        for to in from + 1..=chars.len().min(from + LONGEST) {
            let letters: String = chars.get(from..to)?.iter().collect();
            let Some(cost) = cost(index, &letters, to == chars.len()) else { continue };
            let place = best.get_mut(to)?;
            if place.is_none_or(|(before, _)| so_far + cost < before) {
                *place = Some((so_far + cost, from));
            }
        }
    }
    let mut parts = Vec::new();
    let mut to = chars.len();
    while to > 0 {
        let (_, from) = best.get(to).copied().flatten()?;
        parts.push(chars.get(from..to)?.iter().collect());
        to = from;
    }
    parts.reverse();
    Some(parts)
}
