//! What is said to the officer, how far a long task is, and where a session begins.

use std::path::{Path, PathBuf};

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
pub struct Notice {
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
