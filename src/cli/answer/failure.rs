//! Why a command did not do what was asked: an exit status for scripts, a sentence for people.

use crate::app::session::host::Notice;
use crate::app::words::refusals;
use crate::register::check::Problem;
use crate::register::{CommitError, RegisterError, View};
use crate::store::StoreError;
use serde::Serialize;
use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;

/// How a command ends: the exit status that scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    Done = 0,
    /// Done, and the answer is no or there are findings.
    Findings = 1,
    Usage = 2,
    /// Input refused, nothing changed.
    Refused = 3,
    /// The store is busy, missing, damaged or of a newer format.
    Store = 4,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status as u8)
    }
}

/// Something that a name could mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Id, as it can be asked for.
    pub id: String,
    pub name: String,
}

/// Why a command was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub status: Status,
    /// The sentence for people: a key of the locale and what fills its gaps.
    pub said: Notice,
    /// What an ambiguous name could mean.
    pub candidates: Vec<Candidate>,
}

impl Failure {
    pub fn new(status: Status, key: &'static str, with: &[&str]) -> Failure {
        Failure { status, said: say(key, with), candidates: Vec::new() }
    }

    /// Input that is refused with a sentence that is already made.
    pub fn refused_with(said: Notice) -> Failure {
        Failure { status: Status::Refused, said, candidates: Vec::new() }
    }

    /// Input that is refused.
    pub fn refused(key: &'static str, with: &[&str]) -> Failure {
        Failure::new(Status::Refused, key, with)
    }

    /// A failure of a file that is not the store's.
    pub fn file(path: &Path, error: &std::io::Error) -> Failure {
        let path = path.display().to_string();
        let key = match error.kind() {
            ErrorKind::NotFound => "told.file-missing",
            ErrorKind::PermissionDenied => "told.file-denied",
            ErrorKind::IsADirectory => "told.file-folder",
            ErrorKind::InvalidData => "told.file-no-text",
            ErrorKind::FileTooLarge => "told.file-large",
            _ => return Failure::refused("told.file", &[&path, &error.to_string()]),
        };
        Failure::refused(key, &[&path])
    }

    /// What the store in a folder said.
    pub fn store(error: &StoreError, dir: &Path) -> Failure {
        let (status, said) = store(error, dir);
        Failure { status, said, candidates: Vec::new() }
    }

    /// What the register of the store in a folder said.
    pub fn register(error: &RegisterError, dir: &Path) -> Failure {
        match error {
            RegisterError::Store(error) => Failure::store(error, dir),
            RegisterError::Closed => Failure::new(Status::Store, "told.closed", &[]),
        }
    }

    /// Why a change was not taken.
    pub fn commit(error: &CommitError, view: &View, dir: &Path) -> Failure {
        match error {
            CommitError::Store(error) => Failure::store(error, dir),
            CommitError::Closed => Failure::new(Status::Store, "told.closed", &[]),
            CommitError::ReadOnly => Failure::refused("told.read-only", &[]),
            other => Failure::refused_with(refusals::commit(other, Some(view))),
        }
    }

    /// What is wrong with a change.
    pub fn problem(problem: &Problem) -> Failure {
        Failure::refused_with(refusals::problem(problem))
    }
}

/// A sentence of the locale with what stands in its gaps.
pub fn say(key: &'static str, with: &[&str]) -> Notice {
    Notice { key, with: with.iter().map(|s| (*s).to_owned()).collect() }
}

/// Exit status and sentence for what the store in a folder said: what, where, and what to do.
fn store(error: &StoreError, dir: &Path) -> (Status, Notice) {
    let place = dir.display().to_string();
    match error {
        StoreError::Missing(_) => (Status::Store, say("told.store.missing", &[&place])),
        StoreError::Busy { pid: Some(pid), .. } => {
            (Status::Store, say("told.store.busy-pid", &[&place, &pid.to_string()]))
        }
        StoreError::Busy { pid: None, .. } => (Status::Store, say("told.store.busy", &[&place])),
        StoreError::NotAStore(what) => (Status::Store, say("told.store.not-a-store", &[&what.display().to_string()])),
        StoreError::Newer { found, known } => {
            (Status::Store, say("told.store.newer", &[&place, &found.to_string(), &known.to_string()]))
        }
        StoreError::NewerValue(_) => (Status::Store, say("told.store.newer-value", &[&place])),
        StoreError::Damaged(damage) => (Status::Store, say("told.store.damaged", &[&place, &damage.to_string()])),
        StoreError::Occupied(what) => (Status::Refused, say("told.store.occupied", &[&what.display().to_string()])),
        StoreError::ReadOnly => (Status::Refused, say("told.read-only", &[])),
        StoreError::Poisoned => (Status::Store, say("told.store.poisoned", &[&place])),
        StoreError::Writing => (Status::Store, say("told.store.writing", &[&place])),
        StoreError::Conflict { .. } => (Status::Refused, say("told.changed-since", &[])),
        StoreError::TooLong { limit, .. } => (Status::Refused, say("problem.too-long", &[&limit.to_string()])),
        StoreError::Io { source, .. } => match source.kind() {
            ErrorKind::StorageFull => (Status::Store, say("told.store.full", &[&place])),
            ErrorKind::PermissionDenied => (Status::Store, say("told.store.denied", &[&place])),
            _ => (Status::Store, say("told.store.io", &[&place, &source.to_string()])),
        },
        other => (Status::Refused, say("told.store.other", &[&place, &other.to_string()])),
    }
}
