//! Everything of one kind as rows of numbers: what each is, what it was before, and its id.

use super::found::{Found, Kind};
use super::phrases::PhraseId;

/// Name, title and unit of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct IndexedRow {
    pub name: PhraseId,
    /// What it holds.
    pub title: PhraseId,
    pub unit: PhraseId,
}

/// What something was called or held before, or holds beside: a name, or a title and a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Before {
    first: u32,
    unit: PhraseId,
}

impl Before {
    const NAME: u32 = 1 << 31;
    const NOW: u32 = 1 << 30;

    /// Another name, in its unit.
    pub fn named(name: PhraseId, unit: PhraseId) -> Before {
        Before { first: name | Before::NAME, unit }
    }

    /// A title that was held, in its unit.
    pub fn held(title: PhraseId, unit: PhraseId) -> Before {
        Before { first: title, unit }
    }

    /// The same, and it is so now, beside what is shown.
    pub fn now(self) -> Before {
        Before { first: self.first | Before::NOW, ..self }
    }

    /// Whether it is so now.
    pub fn is_now(self) -> bool {
        self.first & Before::NOW != 0
    }

    /// As a row: what is not former about it is empty.
    pub fn row(self) -> IndexedRow {
        let former = self.first & !(Before::NAME | Before::NOW);
        if self.first & Before::NAME == 0 {
            IndexedRow { name: 0, title: former, unit: self.unit }
        } else {
            IndexedRow { name: former, title: 0, unit: self.unit }
        }
    }
}

/// Rows that follow one another and whose ids lie near each other.
struct Run {
    first_row: usize,
    base: u64,
}

/// Everything of one kind, in the order of its ids.
pub(super) struct Table {
    /// Of which kind.
    pub kind: Kind,
    pub rows: Vec<IndexedRow>,
    runs: Vec<Run>,
    /// Each row's id, counted from its run's base.
    offsets: Vec<u32>,
    /// Each row's place in the order of protocol; empty where no row has one.
    orders: Vec<u16>,
    /// Where each row's former ones end; empty where no row has any.
    former_ends: Vec<u32>,
    former: Vec<Before>,
}

impl Table {
    /// A table without rows.
    pub fn new(kind: Kind) -> Table {
        let (rows, runs, offsets) = (Vec::new(), Vec::new(), Vec::new());
        Table { kind, rows, runs, offsets, orders: Vec::new(), former_ends: Vec::new(), former: Vec::new() }
    }

    /// Adds a row whose id comes after all others.
    pub fn push(&mut self, id: u64, row: IndexedRow, order: u16, former: &[Before]) {
        let at = self.rows.len();
        self.insert(at, id, row);
        self.set_order(at, order);
        self.set_former(at, former);
    }

    /// Takes a row in, in its place, or in that of the row with the same id; that row and what it was before come back.
    pub fn put(
        &mut self,
        id: u64,
        row: IndexedRow,
        order: u16,
        former: &[Before],
    ) -> Option<(IndexedRow, Vec<Before>)> {
        let (at, old) = match self.place(id) {
            Ok(at) => {
                let before = self.former(at).to_vec();
                let old = self.rows.get_mut(at).map(|place| std::mem::replace(place, row));
                (at, old.map(|old| (old, before)))
            }
            Err(at) => {
                self.insert(at, id, row);
                (at, None)
            }
        };
        self.set_order(at, order);
        self.set_former(at, former);
        old
    }

    /// Takes a row away; it and what it was before come back.
    pub fn remove(&mut self, id: u64) -> Option<(IndexedRow, Vec<Before>)> {
        let at = self.place(id).ok()?;
        let before = self.former(at).to_vec();
        self.set_former(at, &[]);
        if !self.former_ends.is_empty() {
            self.former_ends.remove(at);
        }
        if !self.orders.is_empty() {
            self.orders.remove(at);
        }
        self.offsets.remove(at);
        let row = self.rows.remove(at);
        for run in self.runs.iter_mut().filter(|run| run.first_row > at) {
            run.first_row -= 1;
        }
        let rows = self.rows.len();
        let mut nexts: Vec<usize> = self.runs.iter().skip(1).map(|run| run.first_row).chain([rows]).collect();
        nexts.reverse();
        self.runs.retain(|run| nexts.pop().is_some_and(|next| run.first_row < next));
        Some((row, before))
    }

    /// The row with this id; `Err`: where it would stand.
    fn place(&self, id: u64) -> Result<usize, usize> {
        let Some(nth) = self.runs.partition_point(|run| run.base <= id).checked_sub(1) else { return Err(0) };
        let end = self.runs.get(nth + 1).map_or(self.rows.len(), |next| next.first_row);
        let Some(run) = self.runs.get(nth) else { return Err(end) };
        let Ok(offset) = u32::try_from(id - run.base) else { return Err(end) };
        let offsets = self.offsets.get(run.first_row..end).unwrap_or_default();
        offsets.binary_search(&offset).map(|at| run.first_row + at).map_err(|at| run.first_row + at)
    }

    /// Makes room for a row at a place at which its id belongs.
    fn insert(&mut self, at: usize, id: u64, row: IndexedRow) {
        let nth = self.runs.partition_point(|run| run.base <= id).checked_sub(1);
        let offset = nth.and_then(|nth| u32::try_from(id - self.runs.get(nth)?.base).ok());
        let mut after = nth.map_or(0, |nth| nth + 1);
        if offset.is_none() {
            self.runs.insert(after, Run { first_row: at, base: id });
            after += 1;
        }
        for run in self.runs.iter_mut().skip(after) {
            run.first_row += 1;
        }
        self.offsets.insert(at, offset.unwrap_or(0));
        self.rows.insert(at, row);
        if !self.orders.is_empty() {
            self.orders.insert(at, 0);
        }
        if !self.former_ends.is_empty() {
            self.former_ends.insert(at, self.former_from(at));
        }
    }

    fn set_order(&mut self, at: usize, order: u16) {
        if order != 0 && self.orders.is_empty() {
            self.orders = vec![0; self.rows.len()];
        }
        if let Some(place) = self.orders.get_mut(at) {
            *place = order;
        }
    }

    fn set_former(&mut self, at: usize, former: &[Before]) {
        if former == self.former(at) {
            return;
        }
        if self.former_ends.is_empty() {
            self.former_ends = vec![0; self.rows.len()];
        }
        let from = self.former_from(at) as usize;
        let to = self.former_ends.get(at).map_or(from, |to| *to as usize);
        self.former.splice(from..to, former.iter().copied());
        let (grown, shrunk) = (former.len().saturating_sub(to - from), (to - from).saturating_sub(former.len()));
        let by = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for end in self.former_ends.iter_mut().skip(at) {
            *end = end.saturating_add(by(grown)).saturating_sub(by(shrunk));
        }
    }

    /// Where the former ones of a row begin.
    fn former_from(&self, row: usize) -> u32 {
        row.checked_sub(1).and_then(|before| self.former_ends.get(before)).copied().unwrap_or(0)
    }

    /// What stands in a row.
    pub fn found(&self, row: usize) -> Option<Found> {
        let run = self.runs.partition_point(|run| run.first_row <= row).checked_sub(1)?;
        let id = self.runs.get(run)?.base + u64::from(*self.offsets.get(row)?);
        Found::of(self.kind, id)
    }

    /// A row's place in the order of protocol: of two that fit alike the first of it stands first.
    pub fn order(&self, row: usize) -> u16 {
        self.orders.get(row).copied().unwrap_or(0)
    }

    /// Whether any row has a place in that order.
    pub fn has_orders(&self) -> bool {
        !self.orders.is_empty()
    }

    /// What the row was before.
    pub fn former(&self, row: usize) -> &[Before] {
        let to = self.former_ends.get(row).copied().unwrap_or(0) as usize;
        self.former.get(self.former_from(row) as usize..to).unwrap_or_default()
    }

    /// Whether any row was anything before.
    pub fn has_former(&self) -> bool {
        !self.former.is_empty()
    }

    /// Gives back what was reserved and is not needed.
    pub fn shrink(&mut self) {
        self.rows.shrink_to_fit();
        self.offsets.shrink_to_fit();
        self.orders.shrink_to_fit();
        self.former_ends.shrink_to_fit();
        self.former.shrink_to_fit();
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        size_of_val(self.rows.as_slice())
            + size_of_val(self.offsets.as_slice())
            + size_of_val(self.orders.as_slice())
            + size_of_val(self.former_ends.as_slice())
            + size_of_val(self.former.as_slice())
            + size_of_val(self.runs.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn row(n: u32) -> IndexedRow {
        IndexedRow { name: n, title: n / 2, unit: n / 3 }
    }

    proptest! {
        /// Rows that come and go in any order stand as a map would have them, ids far apart or near.
        #[test]
        fn rows_stand_in_the_order_of_their_ids(
            steps in prop::collection::vec((any::<bool>(), 0u64..40, 0u64..3, 0u32..1000, 0usize..4), 0..80),
        ) {
            let mut table = Table::new(Kind::Cadre);
            let mut wanted: BTreeMap<u64, (IndexedRow, u16, Vec<Before>)> = BTreeMap::new();
            for (puts, near, far, n, formers) in steps {
                let id = near | far << 40;
                let former: Vec<Before> = (1..).take(formers).map(|f| Before::held(f, n)).collect();
                let order = u16::try_from(n % 7).unwrap();
                if puts {
                    let old = table.put(id, row(n), order, &former);
                    let was = wanted.insert(id, (row(n), order, former));
                    prop_assert_eq!(old, was.map(|(row, _, former)| (row, former)));
                } else {
                    let was = wanted.remove(&id).map(|(row, _, former)| (row, former));
                    prop_assert_eq!(table.remove(id), was);
                }
            }
            prop_assert_eq!(table.rows.len(), wanted.len());
            for (at, (id, (row, order, former))) in wanted.into_iter().enumerate() {
                prop_assert_eq!(table.found(at), Found::of(Kind::Cadre, id));
                prop_assert_eq!((table.rows[at], table.order(at)), (row, order));
                prop_assert_eq!(table.former(at), former);
            }
        }
    }
}
