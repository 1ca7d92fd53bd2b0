//! The best of many rows, without keeping them all.

use super::table::Table;
use std::cmp::Reverse;

/// A row that has every term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Survivor {
    /// Sum of the best scores of the terms.
    pub score: u16,
    /// By which reading of the query.
    pub reading: u8,
    pub row: u32,
}

/// The best rows of a table so far, and how many there were in all.
pub(super) struct Best<'t> {
    table: &'t Table,
    most: usize,
    all: Vec<Survivor>,
    /// Score and order of the last that is kept, once there are more than are kept.
    last: Option<(u16, u16)>,
    /// How many rows were taken in.
    pub total: usize,
}

impl<'t> Best<'t> {
    /// So many of a table's rows are kept.
    pub fn new(table: &'t Table, most: usize) -> Best<'t> {
        Best { table, most, all: Vec::new(), last: None, total: 0 }
    }

    /// Counts those of some rows that have a score.
    pub fn count(&mut self, scores: &[u16]) -> usize {
        let count: u16 = scores.iter().map(|score| u16::from(*score > 0)).sum();
        self.total += usize::from(count);
        usize::from(count)
    }

    /// The least score that is still taken in.
    pub fn least(&self) -> u16 {
        // rows come in their order: of two alike that no protocol tells apart the first stays
        let above = u16::from(!self.table.has_orders());
        if self.most == 0 { u16::MAX } else { self.last.map_or(1, |(score, _)| score.saturating_add(above)) }
    }

    /// Takes a row in that has been counted; rows come in their order.
    pub fn push(&mut self, survivor: Survivor) {
        if self.most == 0 {
            return;
        }
        if let Some((score, order)) = self.last {
            let fits =
                survivor.score > score || survivor.score == score && self.table.order(survivor.row as usize) < order;
            if !fits {
                return;
            }
        }
        self.all.push(survivor);
        if self.all.len() >= self.most.saturating_mul(2) {
            self.trim();
        }
    }

    /// What is best of these and of those of the rows that follow.
    pub fn with(mut self, rest: Best<'t>) -> Best<'t> {
        self.total += rest.total;
        self.all.extend(rest.all);
        self
    }

    fn key(table: &Table, survivor: &Survivor) -> (Reverse<u16>, u16, u32) {
        (Reverse(survivor.score), table.order(survivor.row as usize), survivor.row)
    }

    fn trim(&mut self) {
        let table = self.table;
        let Some(last) = self.most.checked_sub(1).filter(|last| *last < self.all.len()) else { return };
        let (_, worst, _) = self.all.select_nth_unstable_by_key(last, |s| Best::key(table, s));
        self.last = Some((worst.score, table.order(worst.row as usize)));
        self.all.truncate(self.most);
    }

    /// The best, best first.
    pub fn sorted(mut self) -> Vec<Survivor> {
        self.trim();
        let table = self.table;
        self.all.sort_unstable_by_key(|s| Best::key(table, s));
        self.all
    }
}
