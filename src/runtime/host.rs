//! The world outside a session, as whoever runs one has it.

use crate::app::session::host::{Notice, Progress, ProvinceChoice};
use crate::domain::{Author, Day};
use crate::exchange::indicators::Plan;
use crate::exchange::reports::Reports;
use crate::register::Register;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The world outside a session.
pub trait Host: Send + Sync {
    /// Opens a store; what was repaired or rolled back is said beside the register.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the store and what to do; nothing was changed.
    fn open(&self, dir: &Path) -> Result<(Register, Vec<Notice>), Notice>;

    /// Makes the sample province in a folder, telling how far it is, and opens it.
    ///
    /// # Errors
    /// A sentence that says why not; what was begun is rolled back.
    fn make_sample(&self, dir: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Register, Notice>;

    /// Starts a store with the units and posts of a province and no people.
    ///
    /// # Errors
    /// A sentence that says why not.
    fn start_empty(&self, dir: &Path, province: &ProvinceChoice) -> Result<Register, Notice>;

    /// Provinces that a store can be started for.
    fn provinces(&self) -> Vec<ProvinceChoice>;

    /// Who sits here.
    fn author(&self) -> Author;

    /// Seconds since 1970, UTC.
    fn now(&self) -> i64;

    /// The file that a typed name means.
    fn file(&self, name: &str) -> PathBuf {
        PathBuf::from(name)
    }

    /// What reports there are: those that come with the program, and the user's own.
    ///
    /// # Errors
    /// A sentence that says which file is wrong and why.
    fn reports(&self) -> Result<Reports, Notice> {
        Reports::embedded().map_err(|e| Notice { key: "report.failed", with: vec![e.to_string()] })
    }

    /// What indicators there are: those that come with the program, under the user's own.
    ///
    /// # Errors
    /// A sentence that says which file is wrong, where and why.
    fn indicators(&self) -> Result<Arc<Plan>, Notice> {
        Ok(Plan::embedded())
    }

    /// The user's own templates of papers and what stands at their head, by file name.
    ///
    /// # Errors
    /// A sentence that says which file cannot be read.
    fn lists(&self) -> Result<Vec<(String, Vec<u8>)>, Notice> {
        Ok(Vec::new())
    }

    /// Today in Viet Nam.
    fn today(&self) -> Day;
}
