//! Cells merged downwards: the value of the first row is that of each row.

use crate::exchange::import::read::{Merged, Value};
use std::collections::BTreeMap;

/// The merged cells of a sheet while its rows go by.
pub(super) struct Spread {
    /// By their first row.
    begin: BTreeMap<u32, Vec<Merged>>,
    /// Those that go on, each with its value.
    open: Vec<(Merged, Value)>,
}

impl Spread {
    /// Those below the headings that go over several rows.
    pub(super) fn of(merged: &[Merged], last_heading: u32) -> Spread {
        let mut begin: BTreeMap<u32, Vec<Merged>> = BTreeMap::new();
        for one in merged.iter().filter(|m| m.rows.0 > last_heading && m.rows.1 > m.rows.0) {
            begin.entry(one.rows.0).or_default().push(*one);
        }
        Spread { begin, open: Vec::new() }
    }

    /// Fills the cells of a row that are merged with those above; how many.
    pub(super) fn fill(&mut self, row: u32, cells: &mut Vec<Value>) -> usize {
        self.open.retain(|(merged, _)| merged.rows.1 >= row);
        let mut filled = 0;
        for (merged, value) in &self.open {
            let column = merged.columns.0;
            if cells.len() <= column {
                cells.resize(column + 1, Value::Empty);
            }
            if let Some(cell) = cells.get_mut(column).filter(|cell| cell.is_empty() && !value.is_empty()) {
                *cell = value.clone();
                filled += 1;
            }
        }
        for merged in self.begin.remove(&row).into_iter().flatten() {
            let value = cells.get(merged.columns.0).cloned().unwrap_or_default();
            self.open.push((merged, value));
        }
        filled
    }
}
