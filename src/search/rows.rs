//! A table looked through, row by row: whether a row has every term is three look-ups for all of them together, and
//! only of one that has is it asked how well.

use super::best::{Best, Survivor};
use super::scan::{Reading, Sought};
use super::table::{IndexedRow, Table};
use super::term::Weighed;
use std::ops::Range;

/// Rows from which on two threads are faster than one; where facts are asked for, which take longer than words.
const WORTH_A_THREAD: [usize; 2] = [100_000, 2_000];
/// Rows after which it is asked whether the answer is still waited for.
const BLOCK: usize = 1024;
/// What a hit that was so only before is worth less, before the exact ranking.
const FORMER: u16 = 25;

/// A table that is being looked through.
pub(super) struct Scan<'a, 't> {
    /// What is looked for.
    pub sought: &'a Sought<'a>,
    /// In which readings.
    pub readings: &'a [Reading<'a>],
    pub table: &'t Table,
    /// How many texts of units are counted; none: they are not asked for.
    pub units: usize,
    /// How many rows are kept.
    pub most: usize,
    /// The only rows that can have every word, where they are known; none: all rows.
    pub among: Option<&'a [u32]>,
    /// Whether the rows that have every word are remembered.
    pub remembers: bool,
}

/// What was found in a part of a table.
pub(super) struct Rows<'t> {
    /// The best rows.
    pub best: Best<'t>,
    /// How often each text of a unit was found.
    pub units: Vec<u32>,
    /// The rows that have every word, whatever else is asked of them; none where they are too many, or not all of the
    /// table was looked through.
    pub having: Option<Vec<u32>>,
    /// How many rows were looked at.
    seen: usize,
}

/// Rows that are looked at together.
#[derive(Clone, Copy)]
struct Block<'b> {
    rows: &'b [IndexedRow],
    /// Where they stand: one after the other, or each for itself.
    places: Places<'b>,
}

#[derive(Clone, Copy)]
enum Places<'b> {
    From(usize),
    At(&'b [u32]),
}

impl Block<'_> {
    fn place(&self, nth: usize) -> usize {
        match self.places {
            Places::From(from) => from + nth,
            Places::At(places) => places.get(nth).map_or(usize::MAX, |at| *at as usize),
        }
    }
}

/// A reading made ready: its terms, the rarest first, and which of the first eight each text has, a bit for each.
struct Ready<'a> {
    reading: &'a Reading<'a>,
    terms: Vec<&'a Weighed>,
    bits: [Vec<u8>; 3],
    all: u8,
}

impl<'a> Ready<'a> {
    fn of(reading: &'a Reading<'a>) -> Ready<'a> {
        let terms = reading.in_order();
        let mut ready = Ready { reading, terms, bits: Default::default(), all: 0 };
        if ready.terms.len() < 2 {
            // of one term the score tells as much
            return ready;
        }
        for (bit, term) in (0..u8::BITS).map(|at| 1u8 << at).zip(&ready.terms) {
            ready.all |= bit;
            for (bits, texts) in ready.bits.iter_mut().zip(&term.texts) {
                bits.resize(texts.len(), 0);
                for (bits, score) in bits.iter_mut().zip(texts) {
                    *bits |= if *score > 0 { bit } else { 0 };
                }
            }
        }
        ready
    }

    /// Which of the first terms a row has, a bit for each.
    fn has(&self, row: &IndexedRow) -> u8 {
        let [names, titles, units] = &self.bits;
        let of = |bits: &[u8], id: u32| bits.get(id as usize).copied().unwrap_or(0);
        of(names, row.name) | of(titles, row.title) | of(units, row.unit)
    }

    /// What each row of a block is worth, zero for one that has not every term.
    fn weigh(&self, block: &[IndexedRow], scores: &mut Scores) {
        match self.terms.as_slice() {
            // where no word is required every row that is anything stands the same chance
            [] => {
                for (score, row) in scores.iter_mut().zip(block) {
                    *score = u16::from(row.name != 0 || row.title != 0);
                }
            }
            [term] => {
                let tables = term.texts.each_ref().map(Vec::as_slice);
                fields(block, scores, term.fits, tables, |score, of| score.max(of));
            }
            terms => {
                let fits = [0, 1, 2].map(|at| terms.iter().any(|term| term.fits.get(at).is_some_and(|fits| *fits)));
                fields(block, scores, fits, self.bits.each_ref().map(Vec::as_slice), |bits, of| bits | of);
                let all = u16::from(self.all);
                scores.iter_mut().for_each(|bits| *bits = u16::from(*bits == all));
                let few = scores.chunks_mut(FEW).zip(block.chunks(FEW));
                for (scores, rows) in few.filter(|(scores, _)| highest(scores) > 0) {
                    for (score, row) in scores.iter_mut().zip(rows).filter(|(score, _)| **score > 0) {
                        *score = sum(terms, row);
                    }
                }
            }
        }
    }

    /// With one thing that the row was before.
    fn before(&self, table: &Table, at: usize, row: &IndexedRow) -> u16 {
        let mut most = 0;
        let has = self.has(row);
        for former in table.former(at) {
            let (former, is_now) = (former.row(), former.is_now());
            // of one term there are no bits
            if has | self.has(&former) == self.all {
                let sum = with(&self.terms, row, &former);
                let less = if is_now { 0 } else { FORMER };
                most = most.max(if sum > 0 { sum.saturating_sub(less).max(1) } else { 0 });
            }
        }
        most
    }
}

/// A number for each row of a block.
type Scores = [u16; BLOCK];

/// What the texts of each row come to, field by field; a field in which nothing fits is not looked at.
fn fields<T: Copy + Default + Into<u16>>(
    block: &[IndexedRow],
    scores: &mut Scores,
    [in_names, in_titles, in_units]: [bool; 3],
    [names, titles, units]: [&[T]; 3],
    with: impl Fn(u16, u16) -> u16 + Copy,
) {
    scores.fill(0);
    if in_names {
        field(block, scores, names, |row| row.name, with);
    }
    if in_titles {
        field(block, scores, titles, |row| row.title, with);
    }
    if in_units {
        field(block, scores, units, |row| row.unit, with);
    }
}

fn field<T: Copy + Default + Into<u16>>(
    block: &[IndexedRow],
    scores: &mut Scores,
    texts: &[T],
    text: impl Fn(&IndexedRow) -> u32,
    with: impl Fn(u16, u16) -> u16,
) {
    for (score, row) in scores.iter_mut().zip(block) {
        *score = with(*score, texts.get(text(row) as usize).copied().unwrap_or_default().into());
    }
}

impl<'t> Scan<'_, 't> {
    /// Looks through the table, through half of a large one on a second thread.
    pub fn rows(&self) -> Rows<'t> {
        let rows = self.among.map_or(self.table.rows.len(), <[u32]>::len);
        let ready: Vec<Ready<'_>> = self.readings.iter().map(Ready::of).collect();
        let [words, facts] = WORTH_A_THREAD;
        let asks_facts = self.readings.iter().any(|reading| !reading.rest.is_empty());
        if rows < if asks_facts { facts } else { words } {
            return self.part(&ready, 0..rows);
        }
        let half = rows / 2;
        std::thread::scope(|scope| {
            let second = scope.spawn(|| self.part(&ready, half..rows));
            let first = self.part(&ready, 0..half);
            match second.join() {
                Ok(second) => first.with(second),
                Err(_) => Rows { having: None, ..first },
            }
        })
    }

    /// Block by block, and in each block one thing after another for all rows: short loops without a branch.
    fn part(&self, ready: &[Ready<'_>], range: Range<usize>) -> Rows<'t> {
        let having = self.remembers.then(Vec::new);
        let mut rows = Rows { best: Best::new(self.table, self.most), units: vec![0; self.units], having, seen: 0 };
        let mut work = Work { scores: [0; BLOCK], others: [0; BLOCK], readings: [0; BLOCK] };
        let go_on = match self.among {
            None => {
                let blocks = self.table.rows.get(range.clone()).unwrap_or_default().chunks(BLOCK);
                let mut starts = range.step_by(BLOCK);
                blocks.map(|rows| Block { rows, places: Places::From(starts.next().unwrap_or(0)) }).all(|block| {
                    self.block(ready, block, &mut work, &mut rows);
                    (self.sought.go_on)()
                })
            }
            Some(places) => {
                let mut found: Vec<IndexedRow> = Vec::with_capacity(BLOCK);
                let row = |at: &u32| self.table.rows.get(*at as usize).copied().unwrap_or_default();
                places.get(range).unwrap_or_default().chunks(BLOCK).all(|places| {
                    found.clear();
                    found.extend(places.iter().map(row));
                    self.block(ready, Block { rows: &found, places: Places::At(places) }, &mut work, &mut rows);
                    (self.sought.go_on)()
                })
            }
        };
        if !go_on {
            rows.having = None;
        }
        rows
    }

    /// Looks at the rows of a block.
    fn block(&self, ready: &[Ready<'_>], block: Block<'_>, work: &mut Work, rows: &mut Rows<'t>) {
        let Work { scores, others, readings } = work;
        for (nth, ready) in (0..).zip(ready) {
            if nth == 0 {
                self.weigh(ready, block, scores);
                rows.remember(block, scores);
                self.ask(ready, block, scores);
                continue;
            }
            self.weigh(ready, block, others);
            self.ask(ready, block, others);
            let all = scores.iter_mut().zip(readings.iter_mut()).zip(others.iter()).take(block.rows.len());
            for ((score, reading), other) in all.filter(|((score, _), other)| **other > **score) {
                (*score, *reading) = (*other, nth);
            }
        }
        let found = scores.get(..block.rows.len()).unwrap_or_default();
        if rows.best.count(found) > 0 {
            self.keep(rows, block, found, readings);
        }
        if ready.len() > 1 {
            readings.fill(0);
        }
    }

    /// What each row of a block is worth in a reading, as it is or as it was before.
    fn weigh(&self, ready: &Ready<'_>, block: Block<'_>, scores: &mut Scores) {
        ready.weigh(block.rows, scores);
        if self.table.has_former() && !ready.terms.is_empty() {
            for (nth, (score, row)) in
                scores.iter_mut().zip(block.rows).enumerate().filter(|(_, (score, _))| **score == 0)
            {
                *score = ready.before(self.table, block.place(nth), row);
            }
        }
    }

    /// Asks what else is asked of those that have every word.
    fn ask(&self, ready: &Ready<'_>, block: Block<'_>, scores: &mut Scores) {
        if ready.reading.rest.is_empty() {
            return;
        }
        for (nth, score) in scores.iter_mut().enumerate().take(block.rows.len()).filter(|(_, score)| **score > 0) {
            let rest = ready.reading.rest_worth(self.sought, self.table, block.place(nth));
            *score = rest.map_or(0, |worth| score.saturating_add(worth));
        }
    }

    /// Takes what was found in a block among the best, and counts the units; a few rows at a time, as most have nothing.
    fn keep(&self, rows: &mut Rows<'t>, block: Block<'_>, scores: &[u16], readings: &[u8]) {
        let few = block.rows.chunks(FEW).zip(scores.chunks(FEW)).zip(readings.chunks(FEW));
        for (from, ((found, scores), readings)) in (0..).step_by(FEW).zip(few) {
            let most = highest(scores);
            if most == 0 {
                continue;
            }
            if self.units > 0 {
                for (row, score) in found.iter().zip(scores) {
                    if let Some(count) = rows.units.get_mut(row.unit as usize) {
                        *count += u32::from(*score > 0);
                    }
                }
            }
            let least = rows.best.least();
            if most < least {
                continue;
            }
            for ((nth, score), reading) in (from..).zip(scores).zip(readings).filter(|((_, score), _)| **score >= least)
            {
                let row = u32::try_from(block.place(nth)).unwrap_or(u32::MAX);
                rows.best.push(Survivor { score: *score, reading: *reading, row });
            }
        }
    }
}

/// Which part of the rows is remembered at the most as having every word.
const REMEMBERED: usize = 8;
/// Rows of a block that are passed over together where none of them has anything.
const FEW: usize = 32;

fn highest(scores: &[u16]) -> u16 {
    scores.iter().copied().fold(0, u16::max)
}

/// Room to work in.
struct Work {
    scores: Scores,
    others: Scores,
    readings: [u8; BLOCK],
}

impl Rows<'_> {
    /// What was found in this part and in the one after it.
    fn with(self, after: Self) -> Self {
        let having = self.having.zip(after.having).map(|(mut having, after)| {
            having.extend(after);
            having
        });
        let units = self.units.iter().zip(&after.units).map(|(a, b)| a + b).collect();
        Rows { best: self.best.with(after.best), units, having, seen: self.seen + after.seen }
    }

    /// Remembers which rows have every word, as long as they are a small part of those that were looked at.
    fn remember(&mut self, block: Block<'_>, scores: &Scores) {
        let Some(having) = &mut self.having else { return };
        let scores = scores.get(..block.rows.len()).unwrap_or_default();
        self.seen += scores.len();
        for (from, few) in (0..).step_by(FEW).zip(scores.chunks(FEW)).filter(|(_, few)| highest(few) > 0) {
            having.reserve(FEW);
            for (nth, _) in (from..).zip(few).filter(|(_, score)| **score > 0) {
                having.push(u32::try_from(block.place(nth)).unwrap_or(u32::MAX));
            }
        }
        let all = matches!(block.places, Places::From(_));
        if all && having.len() > (self.seen + BLOCK) / REMEMBERED {
            self.having = None;
        }
    }
}

/// The best score of a term in a row.
pub(super) fn best(term: &Weighed, row: &IndexedRow) -> u16 {
    let [names, titles, units] = &term.texts;
    let of = |texts: &[u16], id: u32| texts.get(id as usize).copied().unwrap_or(0);
    of(names, row.name).max(of(titles, row.title)).max(of(units, row.unit))
}

/// Of several terms together; zero where one is missing.
fn sum(terms: &[&Weighed], row: &IndexedRow) -> u16 {
    with(terms, row, row)
}

/// Of several terms in a row, or in another that goes with it.
fn with(terms: &[&Weighed], row: &IndexedRow, other: &IndexedRow) -> u16 {
    let mut sum = 0u16;
    for term in terms {
        match best(term, row).max(best(term, other)) {
            0 => return 0,
            score => sum = sum.saturating_add(score),
        }
    }
    sum
}
