//! What is found as it is shown: equals told apart, and the letters that matched.

use super::corpus::Written;
use super::found::Field;
use super::hit::{FIELD, Hit, Why};
use super::index::Index;
use super::letters::{fold, in_word, is_mark, letter, words};
use super::rank::{Ranked, Step, Taken};
use super::scan::Sought;
use super::term::Weighed;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// The best in their order and as they are shown: the matcher tells equals apart and marks the letters.
pub(super) fn settle(index: &Index, sought: &Sought<'_>, best: &[Ranked<'_, '_>]) -> Vec<Hit> {
    // what is sorted is small, so that sorting moves little
    let mut order: Vec<_> = best.iter().map(|r| (Reverse(r.score), r.order, r.what, r)).collect();
    order.sort_unstable_by_key(|(score, order, what, _)| (*score, *order, *what));
    // equals of the last that is shown are asked for as well: the matcher may prefer one of them
    const EQUALS: usize = 50;
    let last = sought.limit.checked_sub(1).and_then(|l| order.get(l)).map_or(i32::MIN, |(.., r)| r.score);
    let shown = order.iter().take_while(|(.., r)| r.score >= last).count().min(sought.limit.saturating_add(EQUALS));
    order.truncate(shown);
    let mut near = Near::to(sought);
    let mut hits: Vec<(Written, &Ranked<'_, '_>)> = Vec::with_capacity(shown);
    for equals in order.chunk_by(|(score, order, ..), (other, place, ..)| (score, order) == (other, place)) {
        if hits.len() >= sought.limit {
            break;
        }
        let from = hits.len();
        let written = |ranked: &Ranked<'_, '_>| sought.corpus.written(ranked.what, ranked.former.is_some());
        hits.extend(equals.iter().filter_map(|(.., ranked)| Some((written(ranked)?, *ranked))));
        if let Some(equals) = hits.get_mut(from..).filter(|equals| equals.len() > 1) {
            equals.sort_by_cached_key(|(written, ranked)| (near.key(written), ranked.what));
        }
    }
    hits.truncate(sought.limit);
    let mut steps = Vec::new();
    hits.iter().map(|(written, ranked)| shown_as(index, &near.matcher, (ranked, written), &mut steps)).collect()
}

/// How near the matcher finds names to what was typed, each name once.
struct Near {
    matcher: SkimMatcherV2,
    typed: String,
    known: HashMap<String, i64>,
}

impl Near {
    fn to(sought: &Sought<'_>) -> Near {
        let typed = sought.query.terms.iter().map(|t| fold(&t.typed)).collect::<Vec<_>>().join(" ");
        Near { matcher: SkimMatcherV2::default().ignore_case(), typed, known: HashMap::new() }
    }

    /// The order among rows of equal score: the name that is nearer to what was typed first, then the shorter one.
    fn key(&mut self, written: &Written) -> (Reverse<i64>, usize) {
        let name = written.fields.first().map(|n| fold(n)).unwrap_or_default();
        let length = name.len();
        let near = match self.known.get(&name) {
            Some(near) => *near,
            None => {
                let near = self.matcher.fuzzy_match(&name, &self.typed).unwrap_or(0);
                self.known.insert(name, near);
                near
            }
        };
        (Reverse(near), length)
    }
}

fn shown_as(
    index: &Index,
    matcher: &SkimMatcherV2,
    (ranked, written): (&Ranked<'_, '_>, &Written),
    steps: &mut Vec<Step>,
) -> Hit {
    let former = ranked.former.and_then(|at| written.former.get(at));
    let texts = ranked.texts(index);
    let mut why: Vec<Why> = ranked.former.filter(|_| !ranked.is_now()).map(|_| Why::Former).into_iter().collect();
    let (mut present, mut before) = (Vec::new(), Vec::new());
    for (term, taken) in ranked.taken(index, steps) {
        why.extend(taken.place.why);
        let Some(text) = texts.get(taken.text) else { continue };
        let at = Field::ALL.iter().position(|f| *f == text.field).unwrap_or(0);
        let (fields, letters) = if text.former { (former, &mut before) } else { (Some(&written.fields), &mut present) };
        if let Some(field) = fields.and_then(|f| f.get(at)) {
            marked(matcher, term, &taken, field, &mut |letter| letters.push((at, letter)));
        }
    }
    why.sort_unstable();
    why.dedup();
    let (text, ranges) = joined(&written.fields, &present);
    let former = former.map(|fields| joined(fields, &before));
    Hit { what: ranked.what, score: i64::from(ranked.score), text, ranges, former, now: ranked.is_now(), why }
}

/// Hands over the letters of a text that a term has taken, as places of `char`s.
fn marked(matcher: &SkimMatcherV2, term: &Weighed, taken: &Taken, text: &str, take: &mut dyn FnMut(usize)) {
    let mut chars = 0;
    let mut byte = 0;
    let mut left = taken.place.words;
    for spot in words(text) {
        if left == 0 {
            return;
        }
        chars += text.get(byte..spot.from).unwrap_or_default().chars().count();
        byte = spot.from;
        if left & 1 != 0 {
            letters_of(matcher, term, taken, spot.word, &mut |at| take(chars + at));
        }
        left >>= 1;
    }
}

/// The letters of one word.
fn letters_of(matcher: &SkimMatcherV2, term: &Weighed, taken: &Taken, word: &str, take: &mut dyn FnMut(usize)) {
    let several = taken.place.words.count_ones() > 1;
    match taken.place.why {
        Some(Why::Initials) => return take(0),
        Some(Why::Short) if several => return take(0),
        None if several => return (0..word.chars().count()).for_each(take),
        _ => {}
    }
    let readings = || term.readings.iter().map(|r| r.spelling.folded.as_str()).filter(|folded| !folded.is_empty());
    if let Some(length) = readings().filter_map(|folded| begins(word, folded)).max() {
        return spread(word, |nth| nth < length, take);
    }
    let folded: String = bare(word).collect();
    let gaps = readings().filter_map(|reading| matcher.fuzzy_indices(&folded, reading)).max_by_key(|(s, _)| *s);
    match gaps {
        Some((_, letters)) => spread(word, |nth| letters.contains(&nth), take),
        None => (0..word.chars().count()).for_each(take),
    }
}

/// The letters of a word, folded.
fn bare(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|c| in_word(*c) && !is_mark(*c)).map(|c| letter(c).base)
}

/// How many letters a word begins with that are these.
fn begins(word: &str, folded: &str) -> Option<usize> {
    let mut letters = bare(word);
    folded.chars().all(|c| letters.next() == Some(c)).then(|| folded.chars().count())
}

/// Hands over the places of some letters of a word that may be written with marks of their own.
fn spread(word: &str, is_one: impl Fn(usize) -> bool, take: &mut dyn FnMut(usize)) {
    let mut nth = None;
    for (at, c) in word.chars().enumerate() {
        if !is_mark(letter(c).base) {
            nth = Some(nth.map_or(0, |n: usize| n + 1));
        }
        if nth.is_some_and(&is_one) {
            take(at);
        }
    }
}

/// Name, title and unit in one text, with the ranges of the letters that matched.
fn joined(fields: &[String; 3], letters: &[(usize, usize)]) -> (String, Vec<Range<usize>>) {
    let bytes = fields.iter().map(|f| f.len() + FIELD.len()).sum();
    let mut text = String::with_capacity(bytes);
    let mut all = Vec::with_capacity(letters.len());
    let mut chars = 0;
    for (at, field) in fields.iter().enumerate().filter(|(_, f)| !f.is_empty()) {
        if !text.is_empty() {
            text.push_str(FIELD);
            chars += FIELD.chars().count();
        }
        text.push_str(field);
        all.extend(letters.iter().filter(|(of, _)| *of == at).map(|(_, letter)| chars + letter));
        chars += field.chars().count();
    }
    (text, ranges(all))
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
