//! The exact ranking of what may be shown: which word of the text each term takes, in which order, how near.

use super::found::{Field, Found, Kind};
use super::hit::Why;
use super::index::Index;
use super::phrases::Placed;
use super::places::TextPlace;
use super::table::{Before, IndexedRow};
use super::term::Weighed;
use std::borrow::Cow;
use std::cmp::Reverse;

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
    pub(super) const WHOLE_NAME: i32 = 12;
    /// Also that nothing is left over of the words that say of what kind it is.
    pub(super) const EVERY_WORD: i32 = 8;
    /// Every word of a title or a unit is taken.
    pub(super) const WHOLE_TEXT: i32 = 8;
    /// It was so before, and is not now.
    pub const FORMER: i32 = -25;
    /// A post stands behind those who hold it, a title of the catalogue behind both; what the program itself has to
    /// offer behind what the register has.
    pub const BEHIND: [i32; 3] = [-30, -45, -40];
}

/// What a term has taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    /// Which of the row's texts.
    pub text: usize,
    /// Where in it.
    pub place: TextPlace,
}

/// A text of a row.
pub(super) struct Text<'a> {
    /// Of which field.
    pub field: Field,
    /// Whether it was so before.
    pub former: bool,
    words: &'a [Placed],
}

/// A term that has taken a place, in the best way to give the terms before theirs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    score: i32,
    taken: Taken,
    /// The step of the term before, by its place among all.
    before: Option<usize>,
}

/// A row with its exact score.
pub(super) struct Ranked<'r, 'a> {
    /// The words that it was ranked by.
    pub terms: Cow<'r, [&'a Weighed]>,
    /// What it is.
    pub what: Found,
    /// Its place in the order of protocol.
    pub order: u16,
    pub score: i32,
    /// Which of its former ones it was found by.
    pub former: Option<usize>,
    row: IndexedRow,
    before: Option<IndexedRow>,
}

impl<'a> Ranked<'_, 'a> {
    /// The texts that the row is searched by.
    pub fn texts<'i>(&self, index: &'i Index) -> [Text<'i>; 6] {
        texts(index, &self.row, self.before.as_ref())
    }

    /// What each term has taken.
    pub fn taken(&self, index: &Index, steps: &mut Vec<Step>) -> impl Iterator<Item = (&'a Weighed, Taken)> {
        let last = assign(index, &self.terms, (&self.row, self.before.as_ref()), steps).map(|(_, last)| last);
        let mut taken: Vec<Taken> = last.map_or_else(Vec::new, |last| way_to(steps, last).map(|s| s.taken).collect());
        taken.reverse();
        self.terms.iter().copied().zip(taken).collect::<Vec<_>>().into_iter()
    }
}

/// Ranks a row that has every term: as it is, else with the one thing it was before that fits best; it is worth so much
/// more by what it has beside the words. `steps` is room to work in.
pub(super) fn exactly<'r, 'a>(
    index: &Index,
    terms: Cow<'r, [&'a Weighed]>,
    (table, row): (usize, usize),
    more: u16,
    steps: &mut Vec<Step>,
) -> Option<Ranked<'r, 'a>> {
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
    if let Some((score, _)) = assign(index, &terms, (present, None), steps) {
        let score = score + behind;
        return Some(Ranked { terms, what, order, score, former: None, row: *present, before: None });
    }
    let with = |(at, before): (usize, &Before)| {
        let before = before.row();
        let (score, _) = assign(index, &terms, (present, Some(&before)), steps)?;
        Some((score, Reverse(at), before))
    };
    let former = table.former(row).iter().enumerate().filter_map(with);
    let (score, Reverse(at), before) = former.max_by_key(|(score, at, ..)| (*score, *at))?;
    let score = score + worth::FORMER + behind;
    Some(Ranked { terms, what, order, score, former: Some(at), row: *present, before: Some(before) })
}

/// The texts of a row, those of one of its former ones behind them, empty where there is none.
fn texts<'a>(index: &'a Index, row: &IndexedRow, former: Option<&IndexedRow>) -> [Text<'a>; 6] {
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

/// Gives every term its place so that all together are worth most: what a place is worth depends on the one before. What
/// that is worth, and the step of the last term; the steps stand in `steps`.
fn assign(
    index: &Index,
    terms: &[&Weighed],
    (row, former): (&IndexedRow, Option<&IndexedRow>),
    steps: &mut Vec<Step>,
) -> Option<(i32, usize)> {
    let texts = texts(index, row, former);
    steps.clear();
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
                    .filter_map(|way| Some((steps.get(way)?.score + after(steps, way, &taken, text), Some(way))))
                    .max_by_key(|(score, _)| *score);
                if let Some((score, before)) = best.or_else(|| (nth == 0).then_some((0, None))) {
                    steps.push(Step { score: score + alone, taken, before });
                }
            });
        }
        last = next..steps.len();
    }
    if terms.is_empty() {
        // there is no step to speak of
        return Some((0, 0));
    }
    let whole = |way: usize| Some((steps.get(way)?.score + whole_texts(&texts, steps, way), way));
    last.filter_map(whole).max_by_key(|(score, _)| *score)
}

/// A step and those before it, the last first.
fn way_to(steps: &[Step], way: usize) -> impl Iterator<Item = &Step> {
    std::iter::successors(steps.get(way), |step| steps.get(step.before?))
}

/// What a place in a name is worth beside what the word itself is.
fn in_name(text: &Text<'_>, place: &TextPlace, (first, last): (bool, bool)) -> i32 {
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
