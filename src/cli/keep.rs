//! `verify`, `backup`, `restore`: what keeps a store from being lost.

use super::Asked;
use super::fail::{Failure, Status};
use super::out::{Answer, complain, pairs};
use crate::app::words::Words;
use crate::store::{Store, StoreError, Summary, restore as store_restore};
use serde::Serialize;
use std::path::Path;

#[derive(Debug, Serialize)]
struct Report {
    revision: u64,
    records: u64,
    /// CRC-32 of all records, as eight hexadecimal digits.
    checksum: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    damage: Option<Vec<String>>,
}

fn report(summary: Summary) -> Report {
    let Summary { revision, records, checksum } = summary;
    Report { revision: revision.0, records, checksum: format!("{checksum:08x}"), damage: None }
}

/// Opens the store alone; the register is not needed, and a damaged record must not stop what looks for damage.
fn open(asked: &Asked, read_only: bool) -> Result<Store, Failure> {
    let (store, opened) = Store::open(&asked.dir, read_only).map_err(|e| Failure::store(&e, &asked.dir))?;
    for said in super::host::said_of(&opened) {
        complain(&asked.words.fill(said.key, &said.with));
    }
    Ok(store)
}

/// Answers `verify`; damage is an answer, with its own exit status.
///
/// # Errors
/// The store cannot be opened or read at all.
pub fn verify(asked: &Asked) -> Result<Answer, Failure> {
    let store = open(asked, asked.read_only)?;
    let verified = store.verify().map_err(|e| Failure::store(&e, &asked.dir))?;
    let damage: Vec<String> = verified.damage.iter().map(ToString::to_string).collect();
    let status = if damage.is_empty() { Status::Done } else { Status::Findings };
    let report = Report {
        revision: verified.revision.0,
        records: verified.records,
        checksum: format!("{:08x}", verified.checksum),
        damage: Some(damage),
    };
    Ok(Answer::of(asked.form, &report, |report| plain(report, &asked.words)).with(status))
}

/// Answers `backup`.
///
/// # Errors
/// Something is there already, or the store is damaged: then it is not backed up.
pub fn backup(asked: &Asked, file: &Path) -> Result<Answer, Failure> {
    let store = open(asked, asked.read_only)?;
    let summary = store.backup(file).map_err(|e| Failure::store(&e, &asked.dir))?;
    Ok(Answer::of(asked.form, &report(summary), |report| plain(report, &asked.words)))
}

/// Answers `restore`: makes a store where none is.
///
/// # Errors
/// A store is there already, or the file is no sound backup.
pub fn restore(asked: &Asked, file: &Path) -> Result<Answer, Failure> {
    if asked.read_only {
        return Err(Failure::refused("told.read-only", &[]));
    }
    if !file.exists() {
        return Err(Failure::file(file, &std::io::ErrorKind::NotFound.into()));
    }
    let summary = store_restore(file, &asked.dir).map_err(|e| of_backup(&e, file, &asked.dir))?;
    Ok(Answer::of(asked.form, &report(summary), |report| plain(report, &asked.words)))
}

/// What is wrong with the file is said of the file: the store was not touched.
fn of_backup(error: &StoreError, file: &Path, dir: &Path) -> Failure {
    let name = file.display().to_string();
    match error {
        StoreError::NotAStore(_) => Failure::refused("told.backup.foreign", &[&name]),
        StoreError::Damaged(damage) => Failure::refused("told.backup.damaged", &[&name, &damage.to_string()]),
        StoreError::Newer { .. } | StoreError::NewerValue(_) => Failure::refused("told.backup.newer", &[&name]),
        other => Failure::store(other, dir),
    }
}

fn plain(report: &Report, words: &Words) -> String {
    let mut out = pairs(&[
        (words.get("cli.table.revision"), words.number(report.revision)),
        (words.get("cli.table.records"), words.number(report.records)),
        (words.get("cli.table.checksum"), report.checksum.clone()),
    ]);
    match report.damage.as_deref() {
        Some([]) => out.push_str(&format!("✓ {}\n", words.get("cli.verify.sound"))),
        Some(damage) => damage.iter().for_each(|d| out.push_str(&format!("✗ {d}\n"))),
        None => {}
    }
    out
}
