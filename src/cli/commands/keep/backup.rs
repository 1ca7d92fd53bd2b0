//! `backup` and `restore`: a store as one file, and back.

use crate::cli::answer::{Answer, Failure};
use crate::cli::context::{Context, Run};
use crate::cli::shared::summary::{StoreSummary, open_store};
use crate::store::{StoreError, restore};
use clap::Args;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file; none may be there.
    file: PathBuf,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The file that `backup` wrote.
    file: PathBuf,
}

impl Run for BackupArgs {
    /// A damaged store is not backed up.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let summary = open_store(cx)?.backup(&self.file).map_err(|e| Failure::store(&e, &cx.dir))?;
        Ok(cx.answer(&StoreSummary::of(summary), |summary| summary.plain(&cx.words)))
    }
}

impl Run for RestoreArgs {
    /// Makes a store where none is.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        cx.host.writable()?;
        if !self.file.exists() {
            return Err(Failure::file(&self.file, &ErrorKind::NotFound.into()));
        }
        let summary = restore(&self.file, &cx.dir).map_err(|e| of_backup(&e, &self.file, &cx.dir))?;
        Ok(cx.answer(&StoreSummary::of(summary), |summary| summary.plain(&cx.words)))
    }
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
