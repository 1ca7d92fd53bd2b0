//! The exact ranking of what may be shown: which word of the text each term takes, in which order, how near; and the
//! letters that matched.

use super::letters::{LEVEL, Spelling, fold, letter, words};
use super::phrases::Placed;
use super::places::Place;
use super::scan::Sought;
use super::table::{Before, Row};
use super::term::Weighed;
use super::{FIELD, Field, Found, Hit, Index, Kind, Why, Written};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::cmp::Reverse;
use std::ops::Range;

/// What the place of a word is worth.
mod worth {
    /// The given name, by which people are called; still more for the last term.
    pub const GIVEN: [i32; 2] = [6, 3];
    /// The family name; still more for the first term.
    pub const FAMILY: [i32; 2] = [4, 3];
    /// The word after the one that the term before has taken: in a name; in a title or a unit, whose words are worth
    /// less alone.
    pub const NEXT: [i32; 2] = [6, 45];
    /// Anywhere after it in the same field.
    pub const AFTER: i32 = 2;
    /// A word that another term has taken as well.
    pub const TAKEN: i32 = -40;
    /// Every word of the name is taken.
    pub const WHOLE_NAME: i32 = 12;
    /// Also that nothing is left over of the words that say of what kind it is.
    pub const EVERY_WORD: i32 = 8;
    /// Every word of a title or a unit is taken.
    pub const WHOLE_TEXT: i32 = 8;
    /// It was so before, and is not now.
    pub const FORMER: i32 = -25;
    /// A post stands behind those who hold it, a title of the catalogue behind both; what the program itself has to
    /// offer behind what the register has.
    pub const BEHIND: [i32; 3] = [-30, -45, -40];
}

/// What a term has taken.
#[derive(Debug, Clone, Copy)]
struct Taken {
    /// Which of the row's texts.
    text: usize,
    place: Place,
}

/// A text of a row.
struct Text<'a> {
    field: Field,
    former: bool,
    words: &'a [Placed],
}

/// A term that has taken a place, in the best way to give the terms before theirs.
#[derive(Debug, Clone, Copy)]
struct Step {
    score: i32,
    taken: Taken,
    /// The step of the term before, by its place among all.
    before: Option<usize>,
}

/// A row with its exact score.
pub(super) struct Ranked<'a> {
    /// The words that it was ranked by.
    terms: Vec<&'a Weighed>,
    what: Found,
    /// Its place in the order of protocol.
    order: u16,
    score: i32,
    /// Which of its former ones it was found by.
    former: Option<usize>,
    row: Row,
    before: Option<Row>,
    taken: Vec<Taken>,
}

/// Ranks a row that has every term: as it is, else with the one thing it was before that fits best; it is worth so much
/// more by what it has beside the words.
pub(super) fn exactly<'a>(
    index: &Index,
    terms: Vec<&'a Weighed>,
    table: usize,
    row: usize,
    more: u16,
) -> Option<Ranked<'a>> {
    let table = index.tables.get(table)?;
    let what = table.found(row)?;
    let present = table.rows.get(row)?;
    let order = table.order(row);
    let [post, title, own] = worth::BEHIND;
    let behind = match table.kind {
        Kind::Post => post,
        Kind::Title => title,
        Kind::Action | Kind::Rule | Kind::Report => own,
        Kind::Cadre | Kind::Unit | Kind::Saved | Kind::Line => 0,
    } + i32::from(more);
    if let Some((score, taken)) = assign(index, &terms, present, None) {
        let score = score + behind;
        return Some(Ranked { terms, what, order, score, former: None, row: *present, before: None, taken });
    }
    let with = |(at, before): (usize, &Before)| {
        let before = before.row();
        let (score, taken) = assign(index, &terms, present, Some(&before))?;
        Some((score, Reverse(at), before, taken))
    };
    let former = table.former(row).iter().enumerate().filter_map(with);
    let (score, Reverse(at), before, taken) = former.max_by_key(|(score, at, ..)| (*score, *at))?;
    let score = score + worth::FORMER + behind;
    Some(Ranked { terms, what, order, score, former: Some(at), row: *present, before: Some(before), taken })
}

/// The texts of a row, those of one of its former ones behind them, empty where there is none.
fn texts<'a>(index: &'a Index, row: &Row, former: Option<&Row>) -> [Text<'a>; 6] {
    let of = |field, id, former| Text { field, former, words: index.phrases(field).get(id) };
    let before = former.copied().unwrap_or_default();
    [
        of(Field::Name, row.name, false),
        of(Field::Title, row.title, false),
        of(Field::Unit, row.unit, false),
        of(Field::Name, before.name, true),
        of(Field::Title, before.title, true),
        of(Field::Unit, before.unit, true),
    ]
}

/// Gives every term its place so that all together are worth most: what a place is worth depends on the one before.
fn assign(index: &Index, terms: &[&Weighed], row: &Row, former: Option<&Row>) -> Option<(i32, Vec<Taken>)> {
    let texts = texts(index, row, former);
    let mut steps: Vec<Step> = Vec::with_capacity(terms.len() * 2);
    // the steps of the term before
    let mut last = 0..0;
    for (nth, term) in terms.iter().enumerate() {
        let ends = (nth == 0, nth + 1 == terms.len());
        let next = steps.len();
        for (at, text) in texts.iter().enumerate().filter(|(_, text)| !text.words.is_empty()) {
            term.places(index, text.field, text.words, &mut |place| {
                let taken = Taken { text: at, place };
                let alone = i32::from(place.score) + in_name(text, &place, ends);
                let best = last
                    .clone()
                    .filter_map(|way| Some((steps.get(way)?.score + after(&steps, way, &taken, text), Some(way))))
                    .max_by_key(|(score, _)| *score);
                if let Some((score, before)) = best.or_else(|| (nth == 0).then_some((0, None))) {
                    steps.push(Step { score: score + alone, taken, before });
                }
            });
        }
        last = next..steps.len();
    }
    if terms.is_empty() {
        return Some((0, Vec::new()));
    }
    let whole = |way: usize| Some((steps.get(way)?.score + whole_texts(&texts, &steps, way), way));
    let (score, way) = last.filter_map(whole).max_by_key(|(score, _)| *score)?;
    let mut taken = Vec::with_capacity(terms.len());
    taken.extend(way_to(&steps, way).map(|step| step.taken));
    taken.reverse();
    Some((score, taken))
}

/// A step and those before it, the last first.
fn way_to(steps: &[Step], way: usize) -> impl Iterator<Item = &Step> {
    std::iter::successors(steps.get(way), |step| steps.get(step.before?))
}

/// What a place in a name is worth beside what the word itself is.
fn in_name(text: &Text<'_>, place: &Place, (first, last): (bool, bool)) -> i32 {
    if text.field != Field::Name {
        return 0;
    }
    let begins = text.words.iter().position(|p| !p.is_kind()).unwrap_or(0);
    if place.at + 1 == text.words.len() && text.words.len() > 1 {
        let [given, more] = worth::GIVEN;
        given + if last { more } else { 0 }
    } else if place.at == begins {
        let [family, more] = worth::FAMILY;
        family + if first { more } else { 0 }
    } else {
        0
    }
}

/// What a place is worth after those of the terms before.
fn after(steps: &[Step], way: usize, this: &Taken, text: &Text<'_>) -> i32 {
    let mut score = 0;
    if let Some(before) = steps.get(way).map(|step| step.taken).filter(|t| t.text == this.text) {
        let end = (u64::BITS - before.place.words.leading_zeros()) as usize;
        if this.place.at == end {
            let [in_name, elsewhere] = worth::NEXT;
            score += if text.field == Field::Name { in_name } else { elsewhere };
        }
        if this.place.at > before.place.at {
            score += worth::AFTER;
        }
    }
    let mut others = way_to(steps, way).map(|step| step.taken).filter(|t| t.text == this.text);
    let again = others.any(|t| t.place.words & this.place.words != 0);
    if again && this.place.why != Some(Why::Short) { score + worth::TAKEN } else { score }
}

/// What it is worth that nothing of a text is left over.
fn whole_texts(texts: &[Text<'_>], steps: &[Step], way: usize) -> i32 {
    let of = |(at, text): (usize, &Text<'_>)| {
        let wanted = (0..64).zip(text.words).filter(|(_, p)| !p.is_kind()).fold(0u64, |all, (at, _)| all | 1 << at);
        let taken = way_to(steps, way).map(|step| step.taken).filter(|t| t.text == at);
        let got = taken.fold(0, |all, t| all | t.place.words);
        let every = (0..64).zip(text.words).fold(0u64, |all, (at, _)| all | 1 << at);
        match text.field {
            _ if wanted == 0 || wanted & !got != 0 => 0,
            // the district before a school that is called after it
            Field::Name if every & !got == 0 => worth::WHOLE_NAME + worth::EVERY_WORD,
            Field::Name => worth::WHOLE_NAME,
            Field::Title | Field::Unit if text.former => 0,
            Field::Title | Field::Unit => worth::WHOLE_TEXT,
        }
    };
    texts.iter().enumerate().filter(|(_, text)| !text.words.is_empty()).map(of).sum()
}

/// By what hits stand: score, order of their kind, how near the matcher finds the name, its length, what they are.
type Key = (Reverse<i32>, u16, Reverse<i64>, usize, Found);

/// The best in their order and as they are shown: the matcher tells equals apart and marks the letters.
pub(super) fn settle(index: &Index, sought: &Sought<'_>, best: Vec<Ranked<'_>>) -> Vec<Hit> {
    // what is sorted is small, so that sorting moves little
    let mut order: Vec<_> = best.iter().map(|r| (Reverse(r.score), r.order, r.what, r)).collect();
    order.sort_unstable_by_key(|(score, order, what, _)| (*score, *order, *what));
    // equals of the last that is shown are asked for as well: the matcher may prefer one of them
    const EQUALS: usize = 50;
    let last = sought.limit.checked_sub(1).and_then(|l| order.get(l)).map_or(i32::MIN, |(.., r)| r.score);
    let shown = order.iter().take_while(|(.., r)| r.score >= last).count().min(sought.limit.saturating_add(EQUALS));
    order.truncate(shown);
    let matcher = SkimMatcherV2::default().ignore_case();
    let typed = sought.query.terms.iter().map(|t| fold(&t.typed)).collect::<Vec<_>>().join(" ");
    let mut hits: Vec<(Key, Written, &Ranked<'_>)> = order
        .into_iter()
        .filter_map(|(.., ranked)| {
            let written = sought.corpus.written(ranked.what, ranked.former.is_some())?;
            let name = written.fields.first().map(|n| fold(n)).unwrap_or_default();
            let close = matcher.fuzzy_match(&name, &typed).unwrap_or(0);
            let key = (Reverse(ranked.score), ranked.order, Reverse(close), name.len(), ranked.what);
            Some((key, written, ranked))
        })
        .collect();
    hits.sort_unstable_by_key(|(key, ..)| *key);
    hits.truncate(sought.limit);
    hits.iter().map(|(_, written, ranked)| shown_as(index, &matcher, ranked, written)).collect()
}

fn shown_as(index: &Index, matcher: &SkimMatcherV2, ranked: &Ranked<'_>, written: &Written) -> Hit {
    let former = ranked.former.and_then(|at| written.former.get(at));
    let texts = texts(index, &ranked.row, ranked.before.as_ref());
    let mut why: Vec<Why> = ranked.former.map(|_| Why::Former).into_iter().collect();
    let (mut present, mut before) = (Vec::new(), Vec::new());
    for (term, taken) in ranked.terms.iter().zip(&ranked.taken) {
        why.extend(taken.place.why);
        let Some(text) = texts.get(taken.text) else { continue };
        let at = Field::ALL.iter().position(|f| *f == text.field).unwrap_or(0);
        let (fields, letters) = if text.former { (former, &mut before) } else { (Some(&written.fields), &mut present) };
        if let Some(field) = fields.and_then(|f| f.get(at)) {
            letters.extend(marked(matcher, term, taken, field).into_iter().map(|letter| (at, letter)));
        }
    }
    why.sort_unstable();
    why.dedup();
    let (text, ranges) = joined(&written.fields, &present);
    let former = former.map(|fields| joined(fields, &before));
    Hit { what: ranked.what, score: i64::from(ranked.score), text, ranges, former, why }
}

/// The letters of a text that a term has taken, as places of `char`s.
fn marked(matcher: &SkimMatcherV2, term: &Weighed, taken: &Taken, text: &str) -> Vec<usize> {
    let mut letters = Vec::new();
    let mut chars = 0;
    let mut byte = 0;
    for (nth, spot) in words(text).enumerate() {
        chars += text.get(byte..spot.from).unwrap_or_default().chars().count();
        byte = spot.from;
        if nth < 64 && taken.place.words & (1 << nth) != 0 {
            letters.extend(letters_of(matcher, term, taken, spot.word).into_iter().map(|at| chars + at));
        }
    }
    letters
}

/// The letters of one word.
fn letters_of(matcher: &SkimMatcherV2, term: &Weighed, taken: &Taken, word: &str) -> Vec<usize> {
    let all = || (0..word.chars().count()).collect::<Vec<_>>();
    match taken.place.why {
        Some(Why::Initials) => return vec![0],
        Some(Why::Short) if taken.place.words.count_ones() > 1 => return vec![0],
        None if taken.place.words.count_ones() > 1 => return all(),
        _ => {}
    }
    let folded = Spelling::of(word).folded;
    let readings = || term.readings.iter().filter(|r| r.spelling.tone != LEVEL || !r.spelling.folded.is_empty());
    let begins =
        readings().filter(|r| folded.starts_with(&r.spelling.folded)).map(|r| r.spelling.folded.chars().count());
    if let Some(length) = begins.max() {
        return spread(word, &(0..length).collect::<Vec<_>>());
    }
    let gaps = readings().filter_map(|r| matcher.fuzzy_indices(&folded, &r.spelling.folded)).max_by_key(|(s, _)| *s);
    gaps.map_or_else(all, |(_, at)| spread(word, &at))
}

/// Places of letters in a word that may be written with marks of their own.
fn spread(word: &str, letters: &[usize]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut nth = None;
    for (at, c) in word.chars().enumerate() {
        let is_mark = ('\u{300}'..='\u{36f}').contains(&letter(c).base);
        if !is_mark {
            nth = Some(nth.map_or(0, |n: usize| n + 1));
        }
        if nth.is_some_and(|n| letters.contains(&n)) {
            out.push(at);
        }
    }
    out
}

/// Name, title and unit in one text, with the ranges of the letters that matched.
fn joined(fields: &[String; 3], letters: &[(usize, usize)]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut all = Vec::new();
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
