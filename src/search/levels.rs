//! A title before the word for a level: "chủ tịch huyện" is the chair of the district's people's committee, whatever
//! bodies of the district have a chair as well.

use super::found::Field;
use super::index::Index;
use super::letters::{Spelling, words};
use super::phrases::Placed;
use super::short::{Level, levels, meanings};
use super::term::Term;
use super::words::{WordId, Words};

/// The fewest words of a title by which it is meant.
const FEWEST: usize = 2;

/// A title that is meant, and the word for the level in the name of its unit.
pub(super) struct Meant {
    /// For each word of the title those of the index that are it.
    title: Vec<Vec<WordId>>,
    level: Vec<Vec<WordId>>,
}

impl Meant {
    /// Whether a part of a title and the name of a unit are it: the words in their order, perhaps with others between
    /// them.
    pub fn is(&self, title: &[Placed], unit: &[Placed]) -> bool {
        let mut wanted = self.title.iter().peekable();
        for placed in title {
            wanted.next_if(|words| words.contains(&placed.word()));
        }
        let level = |window: &[Placed]| window.iter().zip(&self.level).all(|(p, words)| words.contains(&p.word()));
        wanted.peek().is_none() && unit.windows(self.level.len().max(1)).any(level)
    }
}

/// What words in the order in which they were typed mean together.
pub(super) fn meant(index: &Index, terms: &[Vec<Term>]) -> Vec<Meant> {
    let terms: Vec<&Term> = terms.iter().flatten().collect();
    let mut out = Vec::new();
    for at in 1..terms.len() {
        let (before, from) = terms.split_at(at);
        for level in levels().iter().filter(|level| level.typed.iter().any(|typed| stands(typed, from))) {
            out.extend(of_level(index, level, before));
        }
    }
    out
}

/// Whether terms begin with a level's word; marks that were typed must be its own.
fn stands(typed: &str, terms: &[&Term]) -> bool {
    let mut terms = terms.iter();
    words(typed).all(|spot| {
        let level = Spelling::of(spot.word);
        terms.next().is_some_and(|term| {
            let typed = Spelling::of(&term.typed);
            term.field.is_none() && if typed.is_marked() { typed == level } else { typed.folded == level.folded }
        })
    })
}

fn of_level<'l>(index: &'l Index, level: &'l Level, before: &'l [&Term]) -> impl Iterator<Item = Meant> + 'l {
    let typed: Vec<String> = before.iter().flat_map(|term| in_full(term)).collect();
    let spelled = move |text: &str| -> Option<Vec<Vec<WordId>>> {
        // "tỉnh" is not Tĩnh Bắc
        let all = words(text).map(|spot| Spelling::of(spot.word));
        let of = |wanted: Spelling| -> Vec<WordId> {
            let spelled = index.words().spelled(&wanted.folded).filter(|(_, word)| **word == wanted);
            spelled.map(|(id, _)| id).collect()
        };
        let all: Vec<Vec<WordId>> = all.map(of).collect();
        all.iter().all(|words| !words.is_empty()).then_some(all)
    };
    level.titles.iter().filter_map(move |title| {
        let whole = Words::folded(title);
        let ends = (FEWEST..=whole.len()).any(|some| whole.get(..some).is_some_and(|some| typed.ends_with(some)));
        ends.then(|| Some(Meant { title: spelled(title)?, level: spelled(level.typed.first()?)? })).flatten()
    })
}

/// The folded words that a typed one stands for in a title.
fn in_full(term: &Term) -> Vec<String> {
    let folded = Spelling::of(&term.typed).folded;
    let of_title = meanings(&folded).iter().find(|meaning| meaning.field == Field::Title);
    of_title.map_or_else(|| vec![folded], |meaning| meaning.words.clone())
}
