//! The exact ranking of what may be shown: which word of the text each term takes, in which order, how near.

use super::found::{Field, Found, Kind};
use super::hit::Why;
use super::index::Index;
use super::levels::Meant;
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
    pub const NEXT: [i32; 2] = [20, 45];
    /// Anywhere after it in the same field.
    pub const AFTER: i32 = 2;
    /// A word that another term has taken as well.
    pub const TAKEN: i32 = -40;
    /// Every word of the name is taken.
    pub(super) const WHOLE_NAME: i32 = 12;
    /// Also that nothing is left over of the words that say of what kind it is.
    pub(super) const EVERY_WORD: i32 = 8;
    /// Every word of a part of a title, or of the unit itself, is taken.
    pub(super) const WHOLE_PART: i32 = 8;
    /// A word of the unit itself, before one of what the unit lies in.
    pub(super) const OWN: i32 = 10;
    /// A title and a unit that do not belong together: one of today, one of another time.
    pub(super) const MIXED: i32 = -30;
    /// The title that is meant by its beginning and the word for a level: the chair of a district.
    pub(super) const MEANT: i32 = 60;
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
    /// Whether it is not what is shown, but was so before or is so beside.
    pub former: bool,
    /// Whether it was so before.
    past: bool,
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
    before: Option<Before>,
}

impl<'a> Ranked<'_, 'a> {
    /// The texts that the row is searched by.
    pub fn texts<'i>(&self, index: &'i Index) -> [Text<'i>; 6] {
        texts(index, &self.row, self.before)
    }

    /// Whether what it was found by is so now, beside what is shown.
    pub fn is_now(&self) -> bool {
        self.before.is_some_and(Before::is_now)
    }

    /// What each term has taken.
    pub fn taken(&self, index: &Index, steps: &mut Vec<Step>) -> impl Iterator<Item = (&'a Weighed, Taken)> {
        let last = assign(index, &self.terms, (&self.row, self.before), &[], steps).map(|(_, last)| last);
        let mut taken: Vec<Taken> = last.map_or_else(Vec::new, |last| way_to(steps, last).map(|s| s.taken).collect());
        taken.reverse();
        self.terms.iter().copied().zip(taken).collect::<Vec<_>>().into_iter()
    }
}

/// Ranks a row that has every term: as it is, else with the one thing it was before, or is beside, that fits best; it is
/// worth so much more by what it has beside the words, or where it is what the words mean together. `steps` is room to
/// work in.
pub(super) fn exactly<'r, 'a>(
    index: &Index,
    terms: Cow<'r, [&'a Weighed]>,
    (table, row): (usize, usize),
    (more, meant): (u16, &[Meant]),
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
    if let Some((score, _)) = assign(index, &terms, (present, None), meant, steps) {
        let score = score + behind;
        return Some(Ranked { terms, what, order, score, former: None, row: *present, before: None });
    }
    let with = |(at, before): (usize, &Before)| {
        let (score, _) = assign(index, &terms, (present, Some(*before)), meant, steps)?;
        let score = if before.is_now() { score } else { score + worth::FORMER };
        Some((score, Reverse(at), *before))
    };
    let former = table.former(row).iter().enumerate().filter_map(with);
    let (score, Reverse(at), before) = former.max_by_key(|(score, at, ..)| (*score, *at))?;
    let score = score + behind;
    Some(Ranked { terms, what, order, score, former: Some(at), row: *present, before: Some(before) })
}

/// The texts of a row, those of one of its former ones behind them, empty where there is none.
fn texts<'a>(index: &'a Index, row: &IndexedRow, former: Option<Before>) -> [Text<'a>; 6] {
    let past = former.is_some_and(|before| !before.is_now());
    let of = |field, id, former| Text { field, former, past: former && past, words: index.phrases(field).get(id) };
    let before = former.map(Before::row).unwrap_or_default();
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
    (row, former): (&IndexedRow, Option<Before>),
    meant: &[Meant],
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
                let alone = i32::from(place.score) + in_name(text, &place, ends) + own(text, &place);
                let best = last
                    .clone()
                    .filter_map(|way| Some((steps.get(way)?.score + after(steps, way, &taken, &texts), Some(way))))
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
    let taken_from = |way: usize, field: Field, former: bool| {
        let text = |step: &Step| texts.get(step.taken.text);
        way_to(steps, way).filter_map(text).any(|text| text.field == field && text.former == former)
    };
    let mixed = |way: usize| {
        let pairs = [true, false];
        let any = pairs.iter().any(|of| taken_from(way, Field::Title, *of) && taken_from(way, Field::Unit, !of));
        if former.is_some() && any { worth::MIXED } else { 0 }
    };
    let as_meant = if is_meant(&texts, meant) { worth::MEANT } else { 0 };
    let whole =
        |way: usize| Some((steps.get(way)?.score + whole_texts(&texts, steps, way) + mixed(way) + as_meant, way));
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

/// What a place in the unit itself is worth, before one in what it lies in.
fn own(text: &Text<'_>, place: &TextPlace) -> i32 {
    let is_own = text.field == Field::Unit && place.at < first_part(text.words).len();
    if is_own { worth::OWN } else { 0 }
}

/// The words before the first comma.
fn first_part(words: &[Placed]) -> &[Placed] {
    parts(words).next().unwrap_or_default()
}

/// The parts of a text that commas part.
fn parts(words: &[Placed]) -> impl Iterator<Item = &[Placed]> {
    words.chunk_by(|_, next| !next.begins())
}

/// Whether title and unit, as they are, or as they were together, are what the words mean.
fn is_meant(texts: &[Text<'_>; 6], meant: &[Meant]) -> bool {
    let [_, title, unit, _, was_title, was_unit] = texts;
    let holds = |title: &Text<'_>, unit: &Text<'_>| {
        meant.iter().any(|meant| parts(title.words).any(|title| meant.is(title, first_part(unit.words))))
    };
    !meant.is_empty() && (holds(title, unit) || holds(was_title, was_unit))
}

/// What a place is worth after those of the terms before.
fn after(steps: &[Step], way: usize, this: &Taken, texts: &[Text<'_>; 6]) -> i32 {
    let Some(text) = texts.get(this.text) else { return 0 };
    let mut score = 0;
    if goes_on(steps, way, this, texts) {
        let [_, elsewhere] = worth::NEXT;
        score += elsewhere;
    }
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
    // of a word that is short for several each of them takes the same
    let in_short = this.place.why == Some(Why::Short) && this.place.words.count_ones() == 1;
    if again && !in_short { score + worth::TAKEN } else { score }
}

/// Whether a place in a unit goes on where the title ended: at its first word after the last of the title ("Chủ tịch" of
/// "Hội Nông dân"), or behind the same word ("Chủ tịch UBND" of "UBND huyện Cao Lộc" has all of "chủ tịch UBND huyện").
fn goes_on(steps: &[Step], way: usize, this: &Taken, texts: &[Text<'_>; 6]) -> bool {
    const BACK: usize = 3;
    let Some(unit) = texts.get(this.text).filter(|text| text.field == Field::Unit) else { return false };
    let is_title = |taken: &Taken| {
        texts.get(taken.text).is_some_and(|text| text.field == Field::Title && text.former == unit.former)
    };
    let words_of = |taken: &Taken| texts.get(taken.text).map(|text| text.words).unwrap_or_default();
    let mut titles = way_to(steps, way).take(BACK).map(|step| step.taken).take_while(is_title);
    match this.place.at.checked_sub(1).and_then(|at| unit.words.get(at)) {
        Some(before) => titles.any(|taken| {
            let mut placed = (0..u64::BITS).zip(words_of(&taken)).filter(|(at, _)| taken.place.words >> at & 1 == 1);
            placed.any(|(_, placed)| placed.word() == before.word())
        }),
        None => titles.next().is_some_and(|taken| {
            let end = (u64::BITS - taken.place.words.leading_zeros()) as usize;
            words_of(&taken).get(end).is_none_or(|next| next.begins())
        }),
    }
}

/// What it is worth that nothing of a text is left over, or of a part of a title, or of the unit itself.
fn whole_texts(texts: &[Text<'_>], steps: &[Step], way: usize) -> i32 {
    let of = |(at, text): (usize, &Text<'_>)| {
        let taken = way_to(steps, way).map(|step| step.taken).filter(|t| t.text == at);
        let got = taken.fold(0, |all, t| all | t.place.words);
        if got == 0 || text.past && text.field != Field::Name {
            return 0;
        }
        let every = |words: &[Placed]| (0..64).zip(words).fold(0u64, |all, (at, _)| all | 1 << at);
        let wanted = (0..64).zip(text.words).filter(|(_, p)| !p.is_kind()).fold(0u64, |all, (at, _)| all | 1 << at);
        let of_name = wanted != 0 && wanted & !got == 0;
        match text.field {
            // the district before a school that is called after it
            Field::Name if of_name && every(text.words) & !got == 0 => worth::WHOLE_NAME + worth::EVERY_WORD,
            Field::Name if of_name => worth::WHOLE_NAME,
            Field::Name => 0,
            Field::Title => {
                let mut from = 0u32;
                let mut whole = parts(text.words).map(|part| {
                    let bits = every(part).checked_shl(from).unwrap_or(0);
                    from = u32::try_from(part.len()).map_or(u32::MAX, |length| from.saturating_add(length));
                    bits != 0 && bits & !got == 0
                });
                if whole.any(|whole| whole) { worth::WHOLE_PART } else { 0 }
            }
            Field::Unit if every(first_part(text.words)) & !got == 0 => worth::WHOLE_PART,
            Field::Unit => 0,
        }
    };
    texts.iter().enumerate().filter(|(_, text)| !text.words.is_empty()).map(of).sum()
}
