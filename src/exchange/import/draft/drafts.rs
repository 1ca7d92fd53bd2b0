//! Records as the rows of a file make them, beside what they were.

use super::record::RecordDraft;
use crate::domain::{CadreId, Day, Edit, Record, RecordKey};
use crate::exchange::import::account::{RowAddress, RowEffect};
use crate::exchange::import::map::target;
use crate::exchange::import::parse::Cells;
use crate::exchange::import::trouble::Trouble;
use crate::register::View;
use crate::register::check::Problem;
use crate::register::fields::{Sheet, blank, empty};
use std::collections::HashMap;

/// Reads a record that the register does not hold in memory.
pub type StoredTexts<'a> = dyn Fn(RecordKey) -> Result<Option<Record>, String> + 'a;

/// What is wrong with a cell: the place of its field, where it is known.
pub(super) type CellFault = (Option<usize>, Trouble);

/// All records that the rows are about.
pub(crate) struct Drafts<'a> {
    /// The register before the rows.
    pub(crate) base: View,
    texts: &'a StoredTexts<'a>,
    /// From which day on changes are, where the officer says so.
    pub(super) effective: Option<Day>,
    records: HashMap<RecordKey, RecordDraft>,
    /// In the order in which the file names them.
    order: Vec<RecordKey>,
}

impl<'a> Drafts<'a> {
    pub(crate) fn new(base: View, texts: &'a StoredTexts<'a>, effective: Option<Day>) -> Drafts<'a> {
        Drafts { base, texts, effective, records: HashMap::new(), order: Vec::new() }
    }

    /// The row that first filled in a sheet of a record.
    pub(super) fn filled(&self, key: RecordKey, sheet: Sheet) -> Option<u32> {
        let draft = self.records.get(&key).filter(|draft| draft.has_filled(sheet))?;
        draft.rows.first().map(|place| place.row)
    }

    /// The draft of a record, begun from what it was.
    fn draft(&mut self, key: RecordKey, whose: CadreId) -> Result<&mut RecordDraft, Trouble> {
        if !self.records.contains_key(&key) {
            let was = if key.kind.in_memory() {
                self.base.snapshot.record(key)
            } else if self.base.cadre(CadreId(key.id)).is_some() {
                (self.texts)(key).map_err(Trouble::Store)?
            } else {
                None
            };
            let is = was.clone().or_else(|| empty(key)).unwrap_or_else(|| blank(key, whose));
            self.records.insert(key, RecordDraft::new(was, is));
            self.order.push(key);
        }
        self.records.get_mut(&key).ok_or(Trouble::Problem(Problem::Missing(key)))
    }

    /// The note of a dossier as it is by now.
    pub(super) fn note(&self, key: RecordKey) -> String {
        let known = match self.records.get(&key) {
            Some(draft) => Some(draft.is.clone()),
            None if self.base.cadre(CadreId(key.id)).is_some() => (self.texts)(key).ok().flatten(),
            None => None,
        };
        if let Some(Record::Dossier(dossier)) = known { dossier.note } else { String::new() }
    }

    /// A copy of a draft, to restore it when the row fails.
    pub(super) fn saved(&self, key: RecordKey) -> Option<RecordDraft> {
        self.records.get(&key).cloned()
    }

    /// Restores a draft that was saved; one that did not exist then is removed.
    pub(super) fn restore(&mut self, key: RecordKey, saved: Option<RecordDraft>) {
        match saved {
            Some(draft) => drop(self.records.insert(key, draft)),
            None => {
                self.records.remove(&key);
                self.order.retain(|k| *k != key);
            }
        }
    }

    /// A record as it is by now.
    pub(super) fn record(&self, key: RecordKey) -> Option<&Record> {
        self.records.get(&key).map(|draft| &draft.is)
    }

    /// Sets cells of a sheet of a record: of its only row, of the row that they are about, or of a new one. `view` is the
    /// register with what earlier rows have brought.
    ///
    /// # Errors
    /// The fields that are wrong, and why.
    pub(super) fn set(
        &mut self,
        view: &View,
        (key, whose): (RecordKey, CadreId),
        sheet: Sheet,
        cells: &Cells,
        row: RowAddress,
    ) -> Result<RowEffect, Vec<CellFault>> {
        let effective = self.effective;
        let draft = self.draft(key, whose).map_err(|t| vec![(None, t)])?;
        if draft.rows.last() != Some(&row) {
            draft.rows.push(row);
        }
        let done =
            if sheet.is_list() { draft.row(sheet, cells, view, effective) } else { draft.only(sheet, cells, view) };
        let place = |column: Option<&str>| column.and_then(|id| target::place(sheet, id));
        done.map_err(|all| all.into_iter().map(|(column, trouble)| (place(column), trouble)).collect())
    }

    /// The rows that are about a record.
    pub(crate) fn rows_of(&self, key: RecordKey) -> &[RowAddress] {
        self.records.get(&key).map_or(&[], |draft| draft.rows.as_slice())
    }

    /// The edits that turn the records into what the rows make of them, in the order of the file.
    pub(crate) fn edits(&self) -> Vec<Edit> {
        self.order.iter().filter_map(|key| self.records.get(key)?.edit(self.effective)).collect()
    }
}
