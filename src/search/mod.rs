//! Finding by name, title and unit: folded keys, a matcher, a ranking.
//!
//! Reads the register only through [`Corpus`]. Every letter of the text as it is written has one letter in the folded
//! key, so that what matched can be shown in the text itself.

use crate::domain::{CadreId, PostId, UnitId};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    /// A cadre.
    Cadre(CadreId),
    /// A unit.
    Unit(UnitId),
    /// A post.
    Post(PostId),
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub what: Found,
    /// Its name: of a person, a unit, a post.
    pub name: String,
    /// Title and unit, as they are written.
    pub about: String,
}

/// What can be found; the register's views are one.
pub trait Corpus {
    /// Hands over everything, one after the other, in the order in which equals shall stand.
    fn each(&self, take: &mut dyn FnMut(Entry));
}

/// A hit, best first in the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub what: Found,
    /// Higher is better; only to be compared within one answer.
    pub score: i64,
    /// Name, then title and unit, as they are written.
    pub text: String,
    /// Letters of `text` that matched, as ranges of `char` positions.
    pub ranges: Vec<Range<usize>>,
}

/// A line of the index. Texts lie end to end in the index's own, so that a line costs no memory but its letters.
struct Line {
    what: Found,
    /// Where its text, its folded text and its initials end; they begin where those of the line before end.
    text: u32,
    folded: u32,
    initials: u32,
    name_chars: u16,
}

/// A line as the matcher sees it.
struct Key<'a> {
    text: &'a str,
    folded: &'a str,
    /// First letters of the words.
    initials: &'a str,
    name_chars: usize,
}

/// What stands between the name and the rest, in the text and in the key.
pub const FIELD: &str = " · ";

/// An index of everything that can be found, for one view.
#[derive(Default)]
pub struct Index {
    lines: Vec<Line>,
    text: String,
    folded: String,
    initials: String,
}

/// One letter for one letter: small, without marks, đ as d. Text is NFC before.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    let small = c.to_lowercase().next().unwrap_or(c);
    match small {
        'đ' | 'ð' => 'd',
        c if c.is_ascii() => c,
        c => std::iter::once(c).nfd().next().unwrap_or(c),
    }
}

/// One word of a query.
struct Term {
    folded: String,
    /// As typed, small, where it has marks: a wish, never a demand.
    marked: Option<String>,
}

fn terms(query: &str) -> Vec<Term> {
    let query: String = query.nfc().collect();
    query
        .split_whitespace()
        .map(|word| {
            let small = word.to_lowercase();
            let folded = fold(word);
            Term { marked: (small != folded).then_some(small), folded }
        })
        .collect()
}

/// How much more a match is worth than any fuzzy one: by where it begins and ends.
mod worth {
    pub const WHOLE_WORD: i64 = 400;
    pub const BEGINS_WORD: i64 = 250;
    pub const INITIALS: i64 = 200;
    pub const IN_WORD: i64 = 60;
    pub const IN_NAME: i64 = 60;
    pub const ADJACENT: i64 = 120;
    pub const AS_MARKED: i64 = 150;
    pub const LAST_OF_NAME: i64 = 40;
    pub const IN_ORDER: i64 = 30;
}

impl Index {
    /// Makes the index; linear in what can be found.
    #[must_use]
    pub fn build(corpus: &dyn Corpus) -> Index {
        let mut index = Index::default();
        corpus.each(&mut |entry| index.add(&entry));
        index.lines.shrink_to_fit();
        index.text.shrink_to_fit();
        index.folded.shrink_to_fit();
        index.initials.shrink_to_fit();
        index
    }

    fn add(&mut self, entry: &Entry) {
        let from = self.folded.len();
        self.text.extend([entry.name.as_str(), FIELD, entry.about.as_str()]);
        self.folded.extend(
            [entry.name.as_str(), FIELD, entry.about.as_str()].into_iter().flat_map(|t| t.chars()).map(fold_char),
        );
        let added = self.folded.get(from..).unwrap_or_default();
        self.initials.extend(first_letters(added).map(|(_, c)| c));
        let end = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.lines.push(Line {
            what: entry.what,
            text: end(&self.text),
            folded: end(&self.folded),
            initials: end(&self.initials),
            name_chars: u16::try_from(entry.name.chars().count()).unwrap_or(u16::MAX),
        });
    }

    /// All lines as the matcher sees them.
    fn keys(&self) -> impl Iterator<Item = (&Line, Key<'_>)> {
        let mut from = (0, 0, 0);
        self.lines.iter().filter_map(move |line| {
            let to = (line.text as usize, line.folded as usize, line.initials as usize);
            let key = Key {
                text: self.text.get(from.0..to.0)?,
                folded: self.folded.get(from.1..to.1)?,
                initials: self.initials.get(from.2..to.2)?,
                name_chars: usize::from(line.name_chars),
            };
            from = to;
            Some((line, key))
        })
    }

    /// How many things can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The best hits that have every word of the query somewhere, and how many there are in all.
    #[must_use]
    pub fn find(&self, query: &str, limit: usize) -> (Vec<Hit>, usize) {
        let terms = terms(query);
        if terms.is_empty() {
            return (Vec::new(), 0);
        }
        let scored = |(line, key): (&Line, Key<'_>), matcher: Option<&SkimMatcherV2>| {
            let (score, letters) = matches(matcher, &key, &terms)?;
            // a post stands behind those who hold it
            let behind = if matches!(line.what, Found::Post(_)) { worth::WHOLE_WORD } else { 0 };
            Some((score - behind, letters))
        };
        let pass = |matcher: Option<&SkimMatcherV2>| -> Vec<(i64, usize)> {
            self.keys().enumerate().filter_map(|(at, key)| Some((scored(key, matcher)?.0, at))).collect()
        };
        // letters with gaps between are only meant where nothing has the words themselves
        let fuzzy = SkimMatcherV2::default().ignore_case();
        let (mut best, mut matcher) = (pass(None), None);
        if best.is_empty() {
            matcher = Some(&fuzzy);
            best = pass(matcher);
        }
        let total = best.len();
        best.sort_unstable_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        best.truncate(limit);
        let rank: HashMap<usize, usize> = best.iter().enumerate().map(|(rank, (_, at))| (*at, rank)).collect();
        // letters only of what is shown: a short query matches nearly everybody
        let mut hits: Vec<(usize, Hit)> = self
            .keys()
            .enumerate()
            .filter_map(|(at, (line, key))| {
                let rank = *rank.get(&at)?;
                let (what, text) = (line.what, key.text.to_owned());
                let (score, letters) = scored((line, key), matcher)?;
                Some((rank, Hit { what, score, text, ranges: ranges(letters) }))
            })
            .collect();
        hits.sort_by_key(|(rank, _)| *rank);
        let hits = hits.into_iter().map(|(_, hit)| hit).collect();
        (hits, total)
    }
}

/// Score and letters of a key that has all terms.
fn matches(matcher: Option<&SkimMatcherV2>, key: &Key<'_>, terms: &[Term]) -> Option<(i64, Vec<usize>)> {
    let (mut total, mut letters, mut last) = (0, Vec::<usize>::new(), 0);
    for term in terms {
        // the word after the one that the term before has taken
        let next = letters.last().map(|last| last + 2);
        let (score, mut at) =
            word(key, term, next).or_else(|| as_initials(key, term)).or_else(|| fuzzy(matcher?, key, term))?;
        total += score;
        if let Some(first) = at.first().copied() {
            if first >= last {
                total += worth::IN_ORDER;
            }
            last = first;
        }
        letters.append(&mut at);
    }
    // of equals the shorter name is meant
    Some((total - i64::try_from(key.name_chars).unwrap_or(0), letters))
}

/// The best place in which the term stands as it is.
fn word(key: &Key<'_>, term: &Term, next: Option<usize>) -> Option<(i64, Vec<usize>)> {
    let length = term.folded.chars().count();
    let mut best: Option<(i64, usize)> = None;
    for (byte, _) in key.folded.match_indices(term.folded.as_str()) {
        let (before, rest) = key.folded.split_at_checked(byte)?;
        let at = before.chars().count();
        let begins = !before.ends_with(|c: char| c.is_alphanumeric());
        let after = rest.get(term.folded.len()..)?;
        let ends = !after.starts_with(|c: char| c.is_alphanumeric());
        let mut score = match (begins, ends) {
            (true, true) => worth::WHOLE_WORD,
            (true, false) => worth::BEGINS_WORD,
            _ => worth::IN_WORD,
        };
        if at < key.name_chars {
            score += worth::IN_NAME;
            if at + length == key.name_chars {
                score += worth::LAST_OF_NAME;
            }
        }
        if begins && next == Some(at) {
            score += worth::ADJACENT;
        }
        if let Some(marked) = &term.marked
            && written(key, at, length) == *marked
        {
            score += worth::AS_MARKED;
        }
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, at));
        }
    }
    best.map(|(score, at)| (score, (at..at + length).collect()))
}

/// Letters of the text as it is written, small.
fn written(key: &Key<'_>, at: usize, length: usize) -> String {
    key.text.chars().skip(at).take(length).flat_map(char::to_lowercase).collect()
}

/// First letters of words that follow one another: `nva`, `ct`, `ubnd`.
fn as_initials(key: &Key<'_>, term: &Term) -> Option<(i64, Vec<usize>)> {
    const SHORTEST: usize = 2;
    if term.folded.len() < SHORTEST {
        return None;
    }
    // every key is one letter long in the initials, whatever its bytes
    let (before, _) = key.initials.split_at_checked(key.initials.find(term.folded.as_str())?)?;
    let (from, count) = (before.chars().count(), term.folded.chars().count());
    let at: Vec<usize> = first_letters(key.folded).skip(from).take(count).map(|(at, _)| at).collect();
    let in_name = at.last().is_some_and(|last| *last < key.name_chars);
    let begins = at.first().is_some_and(|first| *first == 0 || *first == key.name_chars + FIELD.chars().count());
    let score = worth::INITIALS + if in_name { worth::IN_NAME } else { 0 } + if begins { worth::IN_ORDER } else { 0 };
    Some((score, at))
}

/// The first letter of each word, and where it stands.
fn first_letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = ' ';
    text.chars().enumerate().filter(move |(_, c)| {
        let first = c.is_alphanumeric() && !before.is_alphanumeric();
        before = *c;
        first
    })
}

/// Letters in order with gaps between; short words would match everything so.
fn fuzzy(matcher: &SkimMatcherV2, key: &Key<'_>, term: &Term) -> Option<(i64, Vec<usize>)> {
    const SHORTEST: usize = 3;
    if term.folded.chars().count() < SHORTEST || !has_letters(key.folded, &term.folded) {
        return None;
    }
    let (score, letters) = matcher.fuzzy_indices(key.folded, &term.folded)?;
    // letters strewn over the whole line are no match that anybody means
    let near = letters.first().zip(letters.last()).is_some_and(|(a, b)| b - a < 2 * letters.len());
    near.then_some((score.min(worth::IN_WORD), letters))
}

fn has_letters(text: &str, wanted: &str) -> bool {
    let mut letters = text.chars();
    wanted.chars().all(|c| letters.any(|l| l == c))
}

fn ranges(mut letters: Vec<usize>) -> Vec<Range<usize>> {
    letters.sort_unstable();
    letters.dedup();
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in letters {
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

#[cfg(test)]
mod tests;
