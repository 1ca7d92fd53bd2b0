//! What an import asks of the world: names of files, the file itself, the commit.

use super::planned::Planned;
use crate::app::session::host::Notice;
use crate::app::words::Words;
use crate::domain::{Day, Override};
use crate::exchange::export::ListKind as Kind;
use crate::exchange::import::map::Map;
use crate::policy::Policy;
use crate::register::View;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A file to be planned.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    pub generation: u64,
    /// The file.
    pub path: PathBuf,
    /// What it is a list of.
    pub kind: Kind,
    /// The map, where there is one already.
    pub map: Option<Map>,
    /// From which day on changes are.
    pub effective: Option<Day>,
    /// Whether it rests on an exception: hard rules stop nothing.
    pub exception: bool,
    /// The register.
    pub view: View,
    /// The rules.
    pub policy: Arc<Policy>,
    pub today: Day,
    /// Set to break reading off.
    pub stop: Arc<AtomicBool>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub enum Asks {
    /// What lies where a path is being typed.
    Names {
        generation: u64,
        /// The path so far.
        typed: String,
    },
    /// What a file comes to.
    Plan(Box<ImportRequest>),
    /// Write it.
    Commit {
        generation: u64,
        /// What was planned.
        planned: Arc<Planned>,
        /// The file, for the journal.
        file: PathBuf,
        /// What it is a list of.
        kind: Kind,
        /// The exception that it rests on.
        exception: Option<Override>,
        /// Set to break writing off.
        stop: Arc<AtomicBool>,
    },
    /// Take the map from a file.
    TakeMap {
        generation: u64,
        /// The file.
        path: PathBuf,
        /// What it is a list of.
        kind: Kind,
    },
    /// Write the map into a file.
    SaveMap {
        generation: u64,
        /// The file.
        path: PathBuf,
        /// Whether it may take the place of another.
        over: bool,
        /// What is written.
        text: String,
    },
    /// Write the refused rows into a file.
    Errors {
        generation: u64,
        /// What was planned.
        planned: Arc<Planned>,
        /// Where to.
        path: PathBuf,
        /// The register, for names.
        view: View,
        /// The rules, for what they say.
        policy: Arc<Policy>,
        words: Words,
    },
}

impl Asks {
    /// The generation of what is waited for.
    #[must_use]
    pub fn generation(&self) -> u64 {
        match self {
            Asks::Names { generation, .. }
            | Asks::Commit { generation, .. }
            | Asks::TakeMap { generation, .. }
            | Asks::SaveMap { generation, .. }
            | Asks::Errors { generation, .. } => *generation,
            Asks::Plan(wish) => wish.generation,
        }
    }
}

/// What comes back.
#[derive(Debug, Clone)]
pub enum Answered {
    /// Paths that go on from what was typed.
    Names {
        generation: u64,
        /// Folders end with a slash.
        names: Vec<String>,
    },
    /// So many rows have been read.
    Reading {
        generation: u64,
        /// How many.
        rows: usize,
        /// Of the file, in per cent.
        percent: u8,
    },
    /// So much of a long file has been written.
    Writing {
        generation: u64,
        /// Of the file, in per cent.
        percent: u8,
    },
    /// A map was read from a file, or why not.
    Map {
        generation: u64,
        /// The map.
        result: Result<Map, Notice>,
    },
    /// What the file comes to, or why it cannot be read.
    Planned {
        generation: u64,
        /// The plan.
        result: Result<Arc<Planned>, Notice>,
    },
}
