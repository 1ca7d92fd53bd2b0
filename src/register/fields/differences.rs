//! What an edit changes, field by field: the journal and every preview show it.

use crate::domain::Record;
use crate::register::fields::sheet::Sheet;
use crate::register::view::View;

/// What becomes of the row that a field stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays, with other values.
    Stays,
    /// It is new.
    Comes,
    Goes,
}

/// One field that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The sheet it stands on.
    pub sheet: Sheet,
    /// Which of the changed rows of the sheet, from zero.
    pub row: usize,
    /// What becomes of the row.
    pub fate: Fate,
    /// The row's first value that stays as it was, with its field's place: what tells the row from others.
    pub of: Option<(usize, String)>,
    /// The field's place in [`Sheet::columns`].
    pub column: usize,
    /// What stood there; empty for nothing.
    pub was: String,
    /// What stands there then; empty for nothing.
    pub becomes: String,
}

/// The fields in which two states of one record differ, sheet by sheet.
#[must_use]
pub fn differences(was: Option<&Record>, becomes: Option<&Record>, view: &View) -> Vec<Difference> {
    let Some(kind) = becomes.or(was).map(|r| r.key().kind) else { return Vec::new() };
    let mut out = Vec::new();
    for sheet in Sheet::of(kind) {
        let rows = |record: Option<&Record>| record.map(|r| sheet.cells(r, view)).unwrap_or_default();
        let (mut before, mut after) = (rows(was), rows(becomes));
        // what stays as it was says nothing; of what is left, rows in order belong together
        before.retain(|row| match after.iter().position(|other| other == row) {
            Some(at) => {
                after.remove(at);
                false
            }
            None => true,
        });
        for row in 0..before.len().max(after.len()) {
            let fate = match (before.get(row), after.get(row)) {
                (None, _) => Fate::Comes,
                (_, None) => Fate::Goes,
                _ => Fate::Stays,
            };
            let pairs = before.get(row).into_iter().flatten().zip(after.get(row).into_iter().flatten());
            let of = pairs.enumerate().find(|(_, (a, b))| a == b && !a.is_empty()).map(|(at, (a, _))| (at, a.clone()));
            for column in 0..sheet.columns().len() {
                let cell = |rows: &[Vec<String>]| rows.get(row).and_then(|r| r.get(column)).cloned();
                let (was, becomes) = (cell(&before).unwrap_or_default(), cell(&after).unwrap_or_default());
                if was != becomes {
                    out.push(Difference { sheet, row, fate, of: of.clone(), column, was, becomes });
                }
            }
        }
    }
    out
}
