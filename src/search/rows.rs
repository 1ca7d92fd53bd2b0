//! A table looked through, row by row: whether a row has every term is three look-ups for all of them together, and
//! only of one that has is it asked how well.

use super::best::{Best, Survivor};
use super::scan::{Reading, Sought};
use super::table::{Row, Table};
use super::term::Weighed;
use std::ops::Range;

/// Rows from which on two threads are faster than one.
const WORTH_A_THREAD: usize = 100_000;
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

    /// Whether a row has each of the first terms in one of its texts.
    fn may_have_all(&self, row: &Row) -> bool {
        let [names, titles, units] = &self.bits;
        let of = |bits: &[u8], id: u32| bits.get(id as usize).copied().unwrap_or(0);
        of(names, row.name) | of(titles, row.title) | of(units, row.unit) == self.all
    }

    fn present(&self, row: &Row) -> u16 {
        if self.all != 0 && !self.may_have_all(row) {
            return 0;
        }
        present(&self.terms, row)
    }
}

impl<'a> Scan<'a> {
    /// Looks through the table, through half of a large one on a second thread.
    pub fn rows(&self) -> Rows<'a> {
        let rows = self.table.rows.len();
        let ready: Vec<Ready<'_>> = self.readings.iter().map(Ready::of).collect();
        if rows < WORTH_A_THREAD {
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

    fn part(&self, ready: &[Ready<'_>], range: Range<usize>) -> Rows<'a> {
        let mut rows = Rows { best: Best::new(self.table, self.most), units: vec![0; self.units] };
        let has_former = self.table.has_former();
        let mut from = range.start;
        for block in self.table.rows.get(range).unwrap_or_default().chunks(BLOCK) {
            if !(self.sought.go_on)() {
                return rows;
            }
            for (at, row) in (from..).zip(block) {
                let mut best = Survivor { score: 0, reading: 0, row: u32::try_from(at).unwrap_or(u32::MAX) };
                for (nth, ready) in (0..).zip(ready) {
                    let mut score = ready.present(row);
                    if score == 0 && has_former {
                        score = before(self.table, &ready.terms, at, row);
                    }
                    let rest = &ready.reading.rest;
                    if score > best.score && (rest.is_empty() || ready.reading.rest_holds(self.sought, self.table, at))
                    {
                        (best.score, best.reading) = (score, nth);
                    }
                }
                if best.score > 0 {
                    rows.best.push(best);
                    if let Some(count) = rows.units.get_mut(row.unit as usize) {
                        *count += 1;
                    }
                }
            }
            from += block.len();
        }
        rows
    }
}

/// The best score of a term in a row.
pub(super) fn best(term: &Weighed, row: &Row) -> u16 {
    let [names, titles, units] = &term.texts;
    let of = |texts: &[u16], id: u32| texts.get(id as usize).copied().unwrap_or(0);
    of(names, row.name).max(of(titles, row.title)).max(of(units, row.unit))
}

fn present(terms: &[&Weighed], row: &Row) -> u16 {
    // where no word is required every row that is anything stands the same chance
    let mut sum = u16::from(terms.is_empty() && (row.name != 0 || row.title != 0));
    for term in terms {
        match best(term, row) {
            0 => return 0,
            score => sum = sum.saturating_add(score),
        }
    }
    sum
}

/// With one thing that the row was before.
fn before(table: &Table, terms: &[&Weighed], at: usize, row: &Row) -> u16 {
    let sums = table.former(at).iter().map(|former| {
        let former = former.row();
        let mut sum = 0u16;
        for term in terms {
            match best(term, row).max(best(term, &former)) {
                0 => return 0,
                score => sum = sum.saturating_add(score),
            }
        }
        sum.saturating_sub(FORMER).max(1)
    });
    sums.max().unwrap_or(0)
}
