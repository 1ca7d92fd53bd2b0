//! A typed word: what it may stand for, and how well each word and each text of the index fits it.

use super::found::Field;
use super::hit::Why;
use super::index::Index;
use super::letters::{LEVEL, Spelling, fold, in_word, other_i, words};
use super::phrases::{Phrases, Placed};
use super::places::{Initials, Several, TextPlace, bit, one_slip, several_places};
use super::short::meanings;
use super::typed;
use super::weights::{Weights, begins, worth_in};
use super::words::{WordId, Words};
use super::worth;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// How much is forgiven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Strictness {
    /// Slips only of what is nowhere as it was typed.
    Strict,
    /// Slips and first letters of everything.
    Loose,
}

/// A typed word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Term {
    pub typed: String,
    /// In which field, where that is asked.
    pub field: Option<Field>,
    /// Whether its words must stand so: whole, one after the other.
    pub quoted: bool,
}

/// One thing that a term may stand for.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub spelling: Spelling,
    /// What it is worth less.
    less: u16,
    /// Why, where it is not what was typed.
    pub why: Option<Why>,
}

/// How well a word fits, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Fit {
    score: u16,
    why: Option<Why>,
}

/// How well everything of an index fits a term.
pub(super) struct Weighed {
    /// What the term may stand for.
    pub readings: Vec<Reading>,
    several: Vec<Several>,
    /// Folded, where first letters are looked at.
    initials: Option<Initials>,
    field: Option<Field>,
    /// Whether a single letter was typed.
    is_letter: bool,
    words: Vec<Fit>,
    /// Best score of each text: names, titles, units.
    pub texts: [Vec<u16>; 3],
    /// How many texts fit.
    pub count: usize,
    /// Whether any fits: names, titles, units.
    pub fits: [bool; 3],
}

impl Term {
    /// What it may stand for as one word: as typed, by an input method's keys, with i for y.
    fn readings(&self, words: &Words) -> Vec<Reading> {
        let mut out = Vec::new();
        if self.quoted {
            return out;
        }
        let literal = Spelling::of(&self.typed);
        if self.typed.chars().all(in_word) && !literal.folded.is_empty() {
            out.push(Reading { spelling: literal, less: 0, why: None });
        }
        for spelling in typed::readings(&self.typed) {
            // a reading that is the beginning of no word is none
            let known = words.beginning(&spelling.folded).next().is_some();
            if known && out.iter().all(|r| r.spelling != spelling) {
                out.push(Reading { spelling, less: worth::KEYS, why: Some(Why::Keys) });
            }
        }
        out
    }
}

impl Weighed {
    /// Weighs an index for a term.
    pub fn new(index: &Index, term: &Term, strictness: Strictness) -> Weighed {
        let folded = fold(&term.typed);
        let mut weighed = Weighed {
            readings: term.readings(&index.words),
            several: if term.quoted { quoted(index, term) } else { several(index, &term.typed, term.field) },
            initials: None,
            field: term.field,
            is_letter: folded.chars().count() == 1,
            words: vec![Fit::default(); index.words.len()],
            texts: Default::default(),
            count: 0,
            fits: [false; 3],
        };
        let as_word = weighed.weigh_words(index);
        let capitals = term.typed.chars().count() > 1 && term.typed.chars().all(char::is_uppercase);
        let loose = strictness == Strictness::Loose;
        if term.quoted {
            weighed.weigh_texts(index);
            return weighed;
        }
        if !as_word || capitals || loose {
            weighed.initials = Initials::of(&folded, !weighed.several.is_empty());
        }
        weighed.weigh_texts(index);
        if weighed.count == 0 || loose {
            weighed.forgive_slips(index);
            weighed.weigh_texts(index);
        }
        if weighed.count == 0 || loose {
            weighed.forgive_gaps(index, &folded);
            weighed.weigh_texts(index);
        }
        weighed
    }

    fn better(&mut self, word: WordId, score: u16, why: Option<Why>) {
        if let Some(fit) = self.words.get_mut(word as usize)
            && score > fit.score
        {
            *fit = Fit { score, why };
        }
    }

    /// Whether any word fits.
    fn weigh_words(&mut self, index: &Index) -> bool {
        let readings = self.readings.clone();
        for reading in &readings {
            let spelling = &reading.spelling;
            for (id, word) in index.words.beginning(&spelling.folded) {
                self.better(id, fit(word, spelling).saturating_sub(reading.less), reading.why);
            }
            if let Some(other) = other_i(&spelling.folded) {
                let [bare, marked] = worth::OTHER_I;
                let score = if spelling.is_marked() { marked } else { bare };
                for (id, _) in index.words.spelled(&other) {
                    self.better(id, score.saturating_sub(reading.less), reading.why.or(Some(Why::OtherI)));
                }
            }
        }
        let any = self.words.iter().any(|fit| fit.score > 0);
        for (id, word) in &index.in_short {
            if readings.iter().any(|r| word.starts_with(&r.spelling.folded)) {
                self.better(*id, worth::IN_SHORT, Some(Why::Short));
            }
        }
        any
    }

    fn forgive_slips(&mut self, index: &Index) {
        const SHORTEST: usize = 3;
        const SHORTEST_BEGINNING: usize = 4;
        let [whole, beginning] = worth::SLIP;
        for reading in self.readings.clone() {
            let typed: Vec<char> = reading.spelling.folded.chars().collect();
            if typed.len() < SHORTEST {
                continue;
            }
            for (id, word) in index.words.iter() {
                let letters = || word.folded.chars();
                if one_slip(&typed, letters(), false) {
                    self.better(id, whole, Some(Why::Slip));
                } else if typed.len() >= SHORTEST_BEGINNING && one_slip(&typed, letters(), true) {
                    self.better(id, beginning, Some(Why::Slip));
                }
            }
        }
    }

    /// Letters in order with gaps between: the matcher's own work, asked of the words only where nothing else fits.
    fn forgive_gaps(&mut self, index: &Index, folded: &str) {
        const SHORTEST: usize = 3;
        const MOST_LEFT_OUT: usize = 3;
        let length = folded.chars().count();
        if length < SHORTEST {
            return;
        }
        let matcher = SkimMatcherV2::default().ignore_case();
        for (id, word) in index.words.iter() {
            let letters = word.folded.chars().count();
            let near = letters > length && letters <= length + MOST_LEFT_OUT;
            let same_first = word.folded.chars().next() == folded.chars().next();
            if near && same_first && matcher.fuzzy_match(&word.folded, folded).is_some() {
                self.better(id, worth::GAPS, Some(Why::Gaps));
            }
        }
    }

    fn weigh_texts(&mut self, index: &Index) {
        let any_word = self.words.iter().any(|fit| fit.score > 0);
        self.texts = Field::ALL.map(|field| match self.asks(field, any_word) {
            true => self.field(field).weigh(index),
            false => vec![0; index.phrases(field).len()],
        });
        let counts = self.texts.each_ref().map(|texts| texts.iter().filter(|score| **score > 0).count());
        self.count = counts.iter().sum();
        self.fits = counts.map(|count| count > 0);
    }

    /// What its texts are weighed by.
    fn field(&self, field: Field) -> Weights<'_> {
        let words = self.words.iter().map(|fit| fit.score);
        let several = self.several.iter().filter(|s| s.field == field).collect();
        Weights::of(field, words, several, (self.initials.as_ref(), self.is_letter))
    }

    /// Whether a field can have anything.
    fn asks(&self, field: Field, any_word: bool) -> bool {
        let possible = any_word || self.initials.is_some() || self.several.iter().any(|s| s.field == field);
        possible && self.field.is_none_or(|f| f == field)
    }

    /// Every place in which the term fits in a text.
    pub fn places(&self, index: &Index, field: Field, text: &[Placed], take: &mut dyn FnMut(TextPlace)) {
        if self.field.is_some_and(|f| f != field) {
            return;
        }
        for (at, placed) in text.iter().enumerate() {
            let Some(Fit { score, why }) = self.words.get(placed.word() as usize).copied().filter(|f| f.score > 0)
            else {
                continue;
            };
            let score = worth_in(field, score, self.is_letter) + begins(field, *placed);
            take(TextPlace { at, words: bit(at), score, why });
        }
        for several in self.several.iter().filter(|s| s.field == field) {
            several_places(several, text, take);
        }
        if let Some(initials) = &self.initials {
            initials.places(index, field, text, take);
        }
    }
}

/// How well a word that begins as it was typed fits.
fn fit(word: &Spelling, typed: &Spelling) -> u16 {
    let whole = word.folded.len() == typed.folded.len();
    let tone = word.tone == typed.tone;
    if !typed.is_marked() {
        let [unmarked, marked, beginning] = worth::BARE;
        return match (whole, word.is_marked()) {
            (true, false) => unmarked,
            (true, true) => marked,
            (false, _) => beginning,
        };
    }
    let letters = word.letters.starts_with(&typed.letters);
    match (letters, tone, whole) {
        (true, true, true) => worth::EXACT[0],
        (true, true, false) => worth::EXACT[1],
        (true, false, false) if typed.tone == LEVEL => worth::EXACT[2],
        (true, false, true) => worth::OTHER_TONE[0],
        (true, false, false) => worth::OTHER_TONE[1],
        (false, _, true) => worth::OTHER_MARKS[0],
        (false, _, false) => worth::OTHER_MARKS[1],
    }
}

/// Words that must stand one after the other; marks that were typed must be there.
fn quoted(index: &Index, term: &Term) -> Vec<Several> {
    let fits = |typed: &str| -> Vec<WordId> {
        let typed = Spelling::of(typed);
        let same = |word: &Spelling| !typed.is_marked() || *word == typed;
        index.words.spelled(&typed.folded).filter(|(_, word)| same(word)).map(|(id, _)| id).collect()
    };
    let places: Vec<Vec<WordId>> = words(&term.typed).map(|spot| fits(spot.word)).collect();
    if places.is_empty() || places.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let worth = worth::QUOTED.saturating_mul(u16::try_from(places.len()).unwrap_or(1));
    let fields = Field::ALL.into_iter().filter(|field| term.field.is_none_or(|f| f == *field));
    fields.map(|field| Several { places: places.clone(), field, worth: [worth; 3], why: None }).collect()
}

/// What a short form stands for, in the words of an index. What it is of a unit, it is in the unit's own name.
fn several(index: &Index, typed: &str, field: Option<Field>) -> Vec<Several> {
    let mut out = Vec::new();
    for meaning in meanings(&Spelling::of(typed).folded) {
        let places: Vec<Vec<WordId>> =
            meaning.words.iter().map(|w| index.words.spelled(w).map(|(id, _)| id).collect()).collect();
        if places.iter().any(Vec::is_empty) {
            continue;
        }
        let of_unit = (meaning.field == Field::Unit).then_some((Field::Name, worth::SHORT_NAME));
        for (found, worth) in std::iter::once((meaning.field, worth::SHORT)).chain(of_unit) {
            if field.is_none_or(|f| f == found) {
                out.push(Several { places: places.clone(), field: found, worth, why: Some(Why::Short) });
            }
        }
    }
    out
}

impl Index {
    /// The texts of a field.
    pub(super) fn phrases(&self, field: Field) -> &Phrases {
        match field {
            Field::Name => &self.names,
            Field::Title => &self.titles,
            Field::Unit => &self.units,
        }
    }
}
