//! Where the records that are filled in are looked up.

use crate::domain::{CadreId, Record, RecordKey, RecordKind};
use crate::register::fields::empty::empty;
use crate::register::handle::Texts;
use crate::register::view::View;

/// The register on the day looked at, with the texts of the one dossier that is open.
#[derive(Debug, Clone, Copy)]
pub struct Records<'a> {
    /// The register; texts of dossiers are not in it.
    pub view: &'a View,
    /// Texts of the cadre whose dossier is open.
    pub texts: &'a Texts,
}

impl Records<'_> {
    /// A record as it stands.
    #[must_use]
    pub fn record(&self, key: RecordKey) -> Option<Record> {
        let whose = |cadre: CadreId| cadre.0 == key.id;
        match key.kind {
            RecordKind::Training => self.texts.training.clone().filter(|t| whose(t.cadre)).map(Record::Training),
            RecordKind::Dossier => self.texts.dossier.clone().filter(|d| whose(d.cadre)).map(Record::Dossier),
            _ => self.view.snapshot.record(key),
        }
    }

    /// A record as it stands, or one that holds nothing yet.
    #[must_use]
    pub fn record_or_empty(&self, key: RecordKey) -> Option<Record> {
        self.record(key).or_else(|| empty(key))
    }
}
