//! What a session asks of the world outside it. The terminal's loop calls these on threads of their own and brings
//! the answers back as messages, so that a screen is never kept waiting; a test answers from memory.

use crate::domain::{Author, Day};
use crate::exchange::indicators::Plan;
use crate::exchange::reports::Reports;
use crate::register::Register;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How far a long task has come: a step named by a key of the locale, and per mille of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Key of the locale that names the step.
    pub step: &'static str,
    /// Part of the whole that is done, 0 to 1000.
    pub per_mille: u16,
}

/// Something to say to the officer: a key of the locale and what stands in its gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Key of the locale.
    pub key: &'static str,
    /// Values for the gaps `{0}`, `{1}` … of the sentence.
    pub with: Vec<String>,
}

/// Where a session begins.
#[derive(Debug, Clone)]
pub enum Start {
    /// Open this store.
    Open(PathBuf),
    /// Make the sample province in this folder, then open it (`--demo`, first start).
    MakeSample(PathBuf),
    /// No store in this folder yet: ask on the screen, write nothing before.
    Ask(PathBuf),
}

impl Start {
    /// The folder that is spoken of.
    #[must_use]
    pub fn folder(&self) -> &Path {
        match self {
            Start::Open(dir) | Start::MakeSample(dir) | Start::Ask(dir) => dir,
        }
    }
}

/// A province that a store can be started for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvinceChoice {
    /// GSO code.
    pub code: u16,
    /// "tỉnh Lạng Sơn"
    pub name: String,
    /// Of the 34 since 01/07/2025; else of the 63 before.
    pub since_2025: bool,
}

/// The world outside a session.
pub trait Host: Send + Sync {
    /// Opens a store; what was repaired or rolled back is said beside the register.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the store and what to do; nothing was changed.
    fn open(&self, dir: &Path) -> Result<(Register, Vec<Said>), Said>;

    /// Makes the sample province in a folder, telling how far it is, and opens it.
    ///
    /// # Errors
    /// A sentence that says why not; what was begun is rolled back.
    fn make_sample(&self, dir: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Register, Said>;

    /// Starts a store with the units and posts of a province and no people.
    ///
    /// # Errors
    /// A sentence that says why not.
    fn start_empty(&self, dir: &Path, province: &ProvinceChoice) -> Result<Register, Said>;

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
    fn reports(&self) -> Result<Reports, Said> {
        Reports::embedded().map_err(|e| Said { key: "report.failed", with: vec![e.to_string()] })
    }

    /// What indicators there are: those that come with the program, under the user's own.
    ///
    /// # Errors
    /// A sentence that says which file is wrong, where and why.
    fn indicators(&self) -> Result<Arc<Plan>, Said> {
        Ok(Plan::embedded())
    }

    /// The user's own templates of papers and what stands at their head, by file name.
    ///
    /// # Errors
    /// A sentence that says which file cannot be read.
    fn lists(&self) -> Result<Vec<(String, Vec<u8>)>, Said> {
        Ok(Vec::new())
    }

    /// Today in Viet Nam.
    fn today(&self) -> Day;
}
