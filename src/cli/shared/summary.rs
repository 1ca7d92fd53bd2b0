//! A store by its revision, its records and their checksum.

use crate::app::words::Words;
use crate::cli::answer::{Failure, pairs};
use crate::cli::context::Context;
use crate::cli::host::repairs;
use crate::store::{Store, Summary};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct StoreSummary {
    revision: u64,
    records: u64,
    /// CRC-32 of all records, as eight hexadecimal digits.
    checksum: String,
}

impl StoreSummary {
    pub fn of(Summary { revision, records, checksum }: Summary) -> StoreSummary {
        StoreSummary { revision: revision.0, records, checksum: format!("{checksum:08x}") }
    }

    pub fn plain(&self, words: &Words) -> String {
        pairs(&[
            (words.get("cli.table.revision"), words.number(self.revision)),
            (words.get("cli.table.records"), words.number(self.records)),
            (words.get("cli.table.checksum"), self.checksum.clone()),
        ])
    }
}

/// Opens the store alone; the register is not needed, and a damaged record must not stop what looks for damage.
///
/// # Errors
/// The store cannot be opened.
pub fn open_store(cx: &Context) -> Result<Store, Failure> {
    let (store, opened) = Store::open(&cx.dir, cx.read_only).map_err(|e| Failure::store(&e, &cx.dir))?;
    repairs(&opened).iter().for_each(|said| cx.warn(said));
    Ok(store)
}
