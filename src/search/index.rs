//! The index: every text as a number, every thing that can be found as a row of numbers. Texts themselves stay where
//! they are and are asked for when a hit is shown.

use super::corpus::{Corpus, Entry};
use super::found::{Found, Kind};
use super::kept::Kept;
use super::parts::Parts;
use super::phrases::{Known, Phrases, Whose};
use super::short::meanings;
use super::table::{Before, IndexedRow, Table};
use super::words::{WordId, Words};

/// An index of everything that can be found, for one view.
#[derive(Default)]
pub struct Index {
    pub(super) words: Words,
    pub(super) names: Phrases,
    pub(super) titles: Phrases,
    pub(super) units: Phrases,
    pub(super) tables: Vec<Table>,
    /// Words that are short for several ("UBND"), with the folded words that they stand for.
    pub(super) in_short: Vec<(WordId, String)>,
    /// In which unit each unit lies.
    pub(super) parts: Parts,
    /// Words that were typed last, weighed.
    pub(super) kept: Kept,
}

/// An index into which something is being taken.
struct Maker<'a> {
    index: &'a mut Index,
    names: Known,
    titles: Known,
    units: Known,
    before: Vec<Before>,
}

impl Maker<'_> {
    fn of(index: &mut Index) -> Maker<'_> {
        let [names, titles, units] = [&index.names, &index.titles, &index.units].map(Known::of);
        Maker { index, names, titles, units, before: Vec::new() }
    }

    fn row(&mut self, entry: &Entry<'_>) -> IndexedRow {
        let Index { words, names, titles, units, .. } = &mut *self.index;
        let whose = match entry.what.kind() {
            Kind::Cadre | Kind::Line => Whose::Person,
            _ => Whose::Thing(entry.kind_words),
        };
        let other = Whose::Thing(0);
        let row = IndexedRow {
            name: self.names.number(names, words, entry.name, whose),
            title: self.titles.number(titles, words, entry.title, other),
            unit: self.units.number(units, words, entry.unit, other),
        };
        self.before.clear();
        for former in entry.former {
            let unit = self.units.number(units, words, former.unit, other);
            let before = if former.name.is_empty() {
                Before::held(self.titles.number(titles, words, former.title, other), unit)
            } else {
                Before::named(self.names.number(names, words, former.name, whose), unit)
            };
            self.before.push(if former.now { before.now() } else { before });
        }
        row
    }

    /// Takes in what comes after everything of its kind.
    fn push(&mut self, entry: &Entry<'_>) {
        let row = self.row(entry);
        let (kind, id) = entry.what.parts();
        if let Some(table) = self.index.table(kind) {
            table.push(id, row, entry.title_order, &self.before);
        }
    }

    /// Takes in what may be there already.
    fn put(&mut self, entry: &Entry<'_>) {
        let row = self.row(entry);
        let (kind, id) = entry.what.parts();
        let old = self.index.table(kind).and_then(|t| t.put(id, row, entry.title_order, &self.before));
        self.index.release(old);
    }

    fn remove(&mut self, what: Found) {
        let (kind, id) = what.parts();
        let old = self.index.table(kind).and_then(|table| table.remove(id));
        self.index.release(old);
    }
}

impl Index {
    /// Makes the index; linear in what can be found.
    #[must_use]
    pub fn build(corpus: &dyn Corpus) -> Index {
        let mut index = Index::default();
        let mut maker = Maker::of(&mut index);
        corpus.each(&mut |entry| maker.push(entry));
        drop(maker);
        index.settle();
        for phrases in [&mut index.names, &mut index.titles, &mut index.units] {
            phrases.shrink();
        }
        index.tables.iter_mut().for_each(Table::shrink);
        index
    }

    /// Takes in what has changed since the index was made or taken in last: what is new, is otherwise, or is no more.
    /// Afterwards everything is found as in an index that was made afresh.
    pub fn take_in(&mut self, corpus: &dyn Corpus, changed: &[Found]) {
        if changed.is_empty() {
            return;
        }
        let mut maker = Maker::of(self);
        for what in changed {
            let mut stands = false;
            corpus.one(*what, &mut |entry| {
                maker.put(entry);
                stands = true;
            });
            if !stands {
                maker.remove(*what);
            }
        }
        drop(maker);
        self.settle();
    }

    fn table(&mut self, kind: Kind) -> Option<&mut Table> {
        let at = self.tables.iter().position(|t| t.kind == kind).unwrap_or_else(|| {
            let at = self.tables.iter().position(|t| t.kind > kind).unwrap_or(self.tables.len());
            self.tables.insert(at, Table::new(kind));
            at
        });
        self.tables.get_mut(at)
    }

    /// Lets go of the texts of a row that is no more.
    fn release(&mut self, old: Option<(IndexedRow, Vec<Before>)>) {
        let Some((row, before)) = old else { return };
        let Index { words, names, titles, units, .. } = self;
        for row in std::iter::once(row).chain(before.into_iter().map(Before::row)) {
            names.release(words, row.name);
            titles.release(words, row.title);
            units.release(words, row.unit);
        }
    }

    /// Puts what is new in its order.
    fn settle(&mut self) {
        self.kept.forget();
        self.parts = Parts::of(&self.units);
        let new = self.words.settle();
        let stands_for = |(id, word): (WordId, &super::letters::Spelling)| {
            // shorter ones are words as well: Tư, Ban
            const SHORTEST: usize = 3;
            if word.folded.len() < SHORTEST {
                return Vec::new();
            }
            let all = meanings(&word.folded).iter().flat_map(|m| m.words.iter().cloned());
            all.map(move |means| (id, means)).collect::<Vec<_>>()
        };
        self.in_short.extend(self.words.from(new).flat_map(stands_for));
        self.in_short.sort_unstable();
        self.in_short.dedup();
    }

    /// How many things can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tables.iter().map(|t| t.rows.len()).sum()
    }

    /// Whether nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes that it takes, near enough.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let phrases = [&self.names, &self.titles, &self.units];
        self.words.bytes()
            + self.parts.bytes()
            + phrases.into_iter().map(Phrases::bytes).sum::<usize>()
            + self.tables.iter().map(Table::bytes).sum::<usize>()
    }
}
