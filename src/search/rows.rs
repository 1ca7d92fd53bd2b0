//! A table looked through, row by row: whether a row has every term is three look-ups for all of them together, and
//! only of one that has is it asked how well.

use super::best::{Best, Survivor};
use super::scan::{Reading, Sought};
use super::table::{Row, Table};
use super::term::Weighed;
use std::ops::Range;

/// Rows from which on two threads are faster than one; where facts are asked for, which take longer than words.
const WORTH_A_THREAD: [usize; 2] = [100_000, 2_000];
/// Rows after which it is asked whether the answer is still waited for.
const BLOCK: usize = 1024;
/// What a hit that was so only before is worth less, before the exact ranking.
const FORMER: u16 = 25;

/// A table that is being looked through.
pub(super) struct Scan<'a> {
    /// What is looked for.
    pub sought: &'a Sought<'a>,
    /// In which readings.
    pub readings: &'a [Reading<'a>],
    /// Where.
    pub table: &'a Table,
    /// How many texts of units are counted; none: they are not asked for.
    pub units: usize,
    /// How many rows are kept.
    pub most: usize,
}

/// What was found in a part of a table.
pub(super) struct Rows<'t> {
    /// The best rows.
    pub best: Best<'t>,
    /// How often each text of a unit was found.
    pub units: Vec<u32>,
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
    fn has(&self, row: &Row) -> u8 {
        let [names, titles, units] = &self.bits;
        let of = |bits: &[u8], id: u32| bits.get(id as usize).copied().unwrap_or(0);
        of(names, row.name) | of(titles, row.title) | of(units, row.unit)
    }

    /// What each row of a block is worth, zero for one that has not every term.
    fn weigh(&self, block: &[Row], scores: &mut Scores) {
        match self.terms.as_slice() {
            // where no word is required every row that is anything stands the same chance
            [] => each(block, scores, |row| u16::from(row.name != 0 || row.title != 0)),
            [term] => each(block, scores, |row| best(term, row)),
            terms => {
                each(block, scores, |row| u16::from(self.has(row) == self.all));
                for (score, row) in scores.iter_mut().zip(block).filter(|(score, _)| **score > 0) {
                    *score = sum(terms, row);
                }
            }
        }
    }

    /// With one thing that the row was before.
    fn before(&self, table: &Table, at: usize, row: &Row) -> u16 {
        let mut most = 0;
        let has = self.has(row);
        for former in table.former(at) {
            let former = former.row();
            // of one term there are no bits
            if has | self.has(&former) == self.all {
                let sum = with(&self.terms, row, &former);
                most = most.max(if sum > 0 { sum.saturating_sub(FORMER).max(1) } else { 0 });
            }
        }
        most
    }
}

/// A number for each row of a block.
type Scores = [u16; BLOCK];

fn each(block: &[Row], scores: &mut Scores, of: impl Fn(&Row) -> u16) {
    for (score, row) in scores.iter_mut().zip(block) {
        *score = of(row);
    }
}

impl<'a> Scan<'a> {
    /// Looks through the table, through half of a large one on a second thread.
    pub fn rows(&self) -> Rows<'a> {
        let rows = self.table.rows.len();
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
                Ok(second) => Rows {
                    best: first.best.with(second.best),
                    units: first.units.iter().zip(&second.units).map(|(a, b)| a + b).collect(),
                },
                Err(_) => first,
            }
        })
    }

    /// Block by block, and in each block one thing after another for all rows: short loops without a branch.
    fn part(&self, ready: &[Ready<'_>], range: Range<usize>) -> Rows<'a> {
        let mut rows = Rows { best: Best::new(self.table, self.most), units: vec![0; self.units] };
        let mut from = range.start;
        let (mut scores, mut others): (Scores, Scores) = ([0; BLOCK], [0; BLOCK]);
        let mut readings = [0u8; BLOCK];
        for block in self.table.rows.get(range).unwrap_or_default().chunks(BLOCK) {
            if !(self.sought.go_on)() {
                return rows;
            }
            for (nth, ready) in (0..).zip(ready) {
                if nth == 0 {
                    self.weigh(ready, from, block, &mut scores);
                    continue;
                }
                self.weigh(ready, from, block, &mut others);
                let all = scores.iter_mut().zip(&mut readings).zip(&others).take(block.len());
                for ((score, reading), other) in all.filter(|((score, _), other)| **other > **score) {
                    (*score, *reading) = (*other, nth);
                }
            }
            let found = scores.get(..block.len()).unwrap_or_default();
            if rows.best.count(found) > 0 {
                self.keep(&mut rows, from, block, (found, &readings));
            }
            if ready.len() > 1 {
                readings.fill(0);
            }
            from += block.len();
        }
        rows
    }

    /// What each row of a block is worth in a reading, as it is or as it was before, where it has all that is asked.
    fn weigh(&self, ready: &Ready<'_>, from: usize, block: &[Row], scores: &mut Scores) {
        ready.weigh(block, scores);
        let rows = || (from..).zip(block);
        if self.table.has_former() && !ready.terms.is_empty() {
            for (score, (at, row)) in scores.iter_mut().zip(rows()).filter(|(score, _)| **score == 0) {
                *score = ready.before(self.table, at, row);
            }
        }
        if !ready.reading.rest.is_empty() {
            for (score, (at, _)) in scores.iter_mut().zip(rows()).filter(|(score, _)| **score > 0) {
                let rest = ready.reading.rest_worth(self.sought, self.table, at);
                *score = rest.map_or(0, |worth| score.saturating_add(worth));
            }
        }
    }

    /// Takes what was found in a block among the best, and counts the units.
    fn keep(&self, rows: &mut Rows<'a>, from: usize, block: &[Row], (scores, readings): (&[u16], &[u8])) {
        if self.units > 0 {
            for (row, score) in block.iter().zip(scores) {
                if let Some(count) = rows.units.get_mut(row.unit as usize) {
                    *count += u32::from(*score > 0);
                }
            }
        }
        if scores.iter().all(|score| *score < rows.best.least()) {
            return;
        }
        for ((at, score), reading) in (from..).zip(scores).zip(readings).filter(|((_, score), _)| **score > 0) {
            let row = u32::try_from(at).unwrap_or(u32::MAX);
            rows.best.push(Survivor { score: *score, reading: *reading, row });
        }
    }
}

/// The best score of a term in a row.
pub(super) fn best(term: &Weighed, row: &Row) -> u16 {
    let [names, titles, units] = &term.texts;
    let of = |texts: &[u16], id: u32| texts.get(id as usize).copied().unwrap_or(0);
    of(names, row.name).max(of(titles, row.title)).max(of(units, row.unit))
}

/// Of several terms together; zero where one is missing.
fn sum(terms: &[&Weighed], row: &Row) -> u16 {
    with(terms, row, row)
}

/// Of several terms in a row, or in another that goes with it.
fn with(terms: &[&Weighed], row: &Row, other: &Row) -> u16 {
    let mut sum = 0u16;
    for term in terms {
        match best(term, row).max(best(term, other)) {
            0 => return 0,
            score => sum = sum.saturating_add(score),
        }
    }
    sum
}
