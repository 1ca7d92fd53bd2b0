//! Seventh step: what an import comes to before anything is written: how many rows add, change and say the same, which are
//! refused and why, and the questions that only an officer can answer.

use super::account::{FileAccount, Refused, RowAccount, RowEffect, Skipped, TakenOff};
use super::trouble::{Open, Trouble};
use crate::domain::Edit;
use std::collections::HashMap;

/// Rows of a long list that are told one by one; of the others there is the number.
const TOLD: usize = 65_536;
/// Edits of a long list that are kept to be shown.
const SHOWN: usize = 64;

/// A question that is asked once for the file.
#[derive(Debug, Clone)]
pub struct Asked<'p> {
    pub open: &'p Open,
    /// The heading of the column that it stands in.
    pub column: &'p str,
    /// The first refused row that asks it, by its place among those.
    pub first: usize,
    /// The rows that wait for the answer.
    pub rows: Vec<u32>,
}

/// What an import comes to.
#[derive(Debug, Clone, Default)]
pub struct ImportPlan {
    /// Rows of the list.
    pub read: usize,
    /// Rows that bring something new.
    pub added: usize,
    /// Rows that change something.
    pub changed: usize,
    /// Rows that say what is on file.
    pub same: usize,
    /// Rows that the officer left out.
    pub left: usize,
    /// Appointments that are recorded and not judged: of people who are new, and of before the register was kept.
    pub recorded: [usize; 2],
    /// Rows that are refused, in order.
    pub refused: Vec<Refused>,
    /// Rows that do not belong to the list.
    pub skipped: Vec<Skipped>,
    /// What the file has beside these rows.
    pub account: FileAccount,
    /// Names from which something was taken off.
    pub taken_off: Vec<TakenOff>,
    /// Refused rows of a long list that are only counted.
    pub refused_more: usize,
    /// The edits of one revision; those of a long list are not kept.
    pub edits: Vec<Edit>,
    /// How many edits a long list comes to.
    pub brings: usize,
    /// The first of them, to look at.
    pub first: Vec<Edit>,
}

impl ImportPlan {
    /// Whether it can be written: nothing is refused, or what is refused may be left out; and something would change.
    #[must_use]
    pub fn is_ready(&self, partial: bool) -> bool {
        // what is left out must be told, row by row
        self.refused_more == 0 && (partial || self.refused.is_empty()) && self.is_new()
    }

    /// Whether it would change anything.
    #[must_use]
    pub fn is_new(&self) -> bool {
        !self.edits.is_empty() || self.brings > 0
    }

    /// The questions that are asked once for the file, each with the rows that wait for its answer.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked<'_>> {
        let mut asked: Vec<Asked<'_>> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (at, refused) in self.refused.iter().enumerate() {
            for fault in &refused.faults {
                let Trouble::Open(open) = &fault.trouble else { continue };
                let place = *places.entry(&open.key).or_insert(asked.len());
                match asked.get_mut(place) {
                    Some(known) => known.rows.push(refused.place.row),
                    None => asked.push(Asked { open, column: &fault.column, first: at, rows: vec![refused.place.row] }),
                }
            }
        }
        asked
    }

    /// How many rows are refused.
    #[must_use]
    pub fn refuses(&self) -> usize {
        self.refused.len() + self.refused_more
    }

    /// Counts rows; of a long list not every one is told.
    pub(super) fn count_rows(&mut self, rows: RowAccount, is_long: bool) {
        let most = if is_long { TOLD } else { usize::MAX };
        let effects = |effect| rows.taken.iter().filter(|row| row.effect == effect).count();
        self.read += rows.read;
        self.added += effects(RowEffect::Added);
        self.changed += effects(RowEffect::Changed);
        self.same += effects(RowEffect::Same);
        self.left += rows.left;
        let room = most - self.refused.len();
        self.refused_more += rows.refused.len().saturating_sub(room);
        self.refused.extend(rows.refused.into_iter().take(room));
        let room = most - self.taken_off.len();
        self.taken_off.extend(rows.taken_off.into_iter().take(room));
        let room = most - self.skipped.len();
        self.skipped.extend(rows.skipped.into_iter().take(room));
    }

    /// Counts edits that are not kept, and keeps the first of all.
    pub(super) fn count_edits(&mut self, edits: &[Edit]) {
        if self.first.is_empty() {
            self.first = edits.iter().take(SHOWN).cloned().collect();
        }
        self.brings += edits.len();
    }
}
