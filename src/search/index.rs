//! The index: every text as a number, every thing that can be found as a row of numbers. Texts themselves stay where
//! they are and are asked for when a hit is shown.

use super::phrases::{Known, PhraseId, Phrases, Whose};
use super::short::meanings;
use super::words::{WordId, Words};
use super::{Corpus, Entry, Found, Kind};

/// Name, title and unit of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Row {
    /// Its name.
    pub name: PhraseId,
    /// What it holds.
    pub title: PhraseId,
    /// Where.
    pub unit: PhraseId,
}

/// What something was called or held before: a name, or a title and a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Before {
    first: u32,
    unit: PhraseId,
}

impl Before {
    const NAME: u32 = 1 << 31;

    /// As a row: what is not former about it is empty.
    pub fn row(self) -> Row {
        let former = self.first & !Before::NAME;
        if self.first & Before::NAME == 0 {
            Row { name: 0, title: former, unit: self.unit }
        } else {
            Row { name: former, title: 0, unit: self.unit }
        }
    }
}

/// Rows that follow one another and whose ids lie near each other.
struct Run {
    first_row: usize,
    base: u64,
}

/// Everything of one kind.
pub(super) struct Table {
    /// Of which kind.
    pub kind: Kind,
    /// Its rows.
    pub rows: Vec<Row>,
    runs: Vec<Run>,
    /// Each row's id, counted from its run's base.
    offsets: Vec<u32>,
    /// Where each row's former ones end; empty where no row has any.
    former_ends: Vec<u32>,
    former: Vec<Before>,
}

impl Table {
    fn new(kind: Kind) -> Table {
        let (rows, runs, offsets) = (Vec::new(), Vec::new(), Vec::new());
        Table { kind, rows, runs, offsets, former_ends: Vec::new(), former: Vec::new() }
    }

    fn push(&mut self, id: u64, row: Row, former: &[Before]) {
        let offset = self.runs.last().and_then(|run| u32::try_from(id.checked_sub(run.base)?).ok());
        let offset = offset.unwrap_or_else(|| {
            self.runs.push(Run { first_row: self.rows.len(), base: id });
            0
        });
        self.offsets.push(offset);
        if !former.is_empty() && self.former_ends.is_empty() {
            self.former_ends = vec![0; self.rows.len()];
        }
        self.rows.push(row);
        self.former.extend(former);
        if !self.former_ends.is_empty() || !former.is_empty() {
            self.former_ends.push(u32::try_from(self.former.len()).unwrap_or(u32::MAX));
        }
    }

    /// What stands in a row.
    pub fn found(&self, row: usize) -> Option<Found> {
        let run = self.runs.partition_point(|run| run.first_row <= row).checked_sub(1)?;
        let id = self.runs.get(run)?.base + u64::from(*self.offsets.get(row)?);
        Found::of(self.kind, id)
    }

    /// What the row was before.
    pub fn former(&self, row: usize) -> &[Before] {
        let to = self.former_ends.get(row).copied().unwrap_or(0) as usize;
        let from = row.checked_sub(1).and_then(|b| self.former_ends.get(b)).copied().unwrap_or(0) as usize;
        self.former.get(from..to).unwrap_or_default()
    }

    /// Whether any row was anything before.
    pub fn has_former(&self) -> bool {
        !self.former.is_empty()
    }

    fn shrink(&mut self) {
        self.rows.shrink_to_fit();
        self.offsets.shrink_to_fit();
        self.former_ends.shrink_to_fit();
        self.former.shrink_to_fit();
    }

    fn bytes(&self) -> usize {
        size_of_val(self.rows.as_slice())
            + size_of_val(self.offsets.as_slice())
            + size_of_val(self.former_ends.as_slice())
            + size_of_val(self.former.as_slice())
            + size_of_val(self.runs.as_slice())
    }
}

/// An index of everything that can be found, for one view.
#[derive(Default)]
pub struct Index {
    pub(super) words: Words,
    pub(super) names: Phrases,
    pub(super) titles: Phrases,
    pub(super) units: Phrases,
    pub(super) tables: Vec<Table>,
    /// Each title's place in the order of protocol.
    title_orders: Vec<u16>,
    /// Words that are short for several ("UBND"), with the folded words that they stand for.
    pub(super) in_short: Vec<(WordId, String)>,
}

/// An index being made.
#[derive(Default)]
struct Maker {
    index: Index,
    names: Known,
    titles: Known,
    units: Known,
    before: Vec<Before>,
}

impl Maker {
    fn add(&mut self, entry: &Entry<'_>) {
        let Index { words, names, titles, units, tables, title_orders, .. } = &mut self.index;
        let (kind, id) = entry.what.parts();
        let whose = match kind {
            Kind::Cadre | Kind::Line => Whose::Person,
            Kind::Unit | Kind::Post | Kind::Title => Whose::Thing(entry.kind_words),
        };
        let row = Row {
            name: self.names.number(names, words, entry.name, whose),
            title: self.titles.number(titles, words, entry.title, Whose::Thing(0)),
            unit: self.units.number(units, words, entry.unit, Whose::Thing(0)),
        };
        if let Some(place) = usize::try_from(row.title).ok().filter(|at| *at >= title_orders.len()) {
            title_orders.resize(place, u16::MAX);
            title_orders.push(entry.title_order);
        }
        self.before.clear();
        for former in entry.former {
            let unit = self.units.number(units, words, former.unit, Whose::Thing(0));
            let first = if former.name.is_empty() {
                self.titles.number(titles, words, former.title, Whose::Thing(0))
            } else {
                self.names.number(names, words, former.name, whose) | Before::NAME
            };
            self.before.push(Before { first, unit });
        }
        let at = tables.iter().position(|t| t.kind == kind).unwrap_or_else(|| {
            tables.push(Table::new(kind));
            tables.len() - 1
        });
        if let Some(table) = tables.get_mut(at) {
            table.push(id, row, &self.before);
        }
    }

    fn done(self) -> Index {
        let mut index = self.index;
        index.words.settle();
        for phrases in [&mut index.names, &mut index.titles, &mut index.units] {
            phrases.shrink();
        }
        index.tables.iter_mut().for_each(Table::shrink);
        index.tables.sort_by_key(|t| t.kind);
        let stands_for = |(id, word): (WordId, &super::letters::Spelling)| {
            // shorter ones are words as well: Tư, Ban
            const SHORTEST: usize = 3;
            if word.folded.len() < SHORTEST {
                return Vec::new();
            }
            let all = meanings(&word.folded).iter().flat_map(|m| m.words.iter().cloned());
            all.map(move |means| (id, means)).collect::<Vec<_>>()
        };
        index.in_short = index.words.iter().flat_map(stands_for).collect();
        index.in_short.sort_unstable();
        index.in_short.dedup();
        index
    }
}

impl Index {
    /// Makes the index; linear in what can be found.
    #[must_use]
    pub fn build(corpus: &dyn Corpus) -> Index {
        let mut maker = Maker::default();
        corpus.each(&mut |entry| maker.add(entry));
        maker.done()
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

    /// A title's place in the order of protocol; of two that fit alike the first of it stands first.
    pub(super) fn title_order(&self, title: PhraseId) -> u16 {
        self.title_orders.get(title as usize).copied().unwrap_or(u16::MAX)
    }

    /// Bytes that it takes, near enough.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let phrases = [&self.names, &self.titles, &self.units];
        self.words.bytes()
            + phrases.into_iter().map(Phrases::bytes).sum::<usize>()
            + self.tables.iter().map(Table::bytes).sum::<usize>()
    }
}
