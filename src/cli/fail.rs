//! Why a command did not do what was asked: an exit status for scripts, a sentence for people.

use crate::app::host::Said;
use crate::register::check::Problem;
use crate::register::handle::{CommitError, RegisterError};
use crate::store::StoreError;
use serde::Serialize;
use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// Done.
    Done = 0,
    /// Done, and the answer is no or there are findings.
    Findings = 1,
    /// Wrong usage.
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

/// What a name could mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Id, as it can be asked for.
    pub id: String,
    /// Full name.
    pub name: String,
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Exit status.
    pub status: Status,
    /// Sentence.
    pub said: Said,
    /// What an ambiguous name could mean.
    pub candidates: Vec<Candidate>,
}

impl Failure {
    /// A failure with its sentence.
    #[must_use]
    pub fn new(status: Status, key: &'static str, with: &[&str]) -> Failure {
        let said = say(key, with);
        Failure { status, said, candidates: Vec::new() }
    }

    /// Input that is refused.
    #[must_use]
    pub fn refused(key: &'static str, with: &[&str]) -> Failure {
        Failure::new(Status::Refused, key, with)
    }

    /// A failure of a file that is not the store's.
    #[must_use]
    pub fn file(path: &Path, error: &std::io::Error) -> Failure {
        Failure::refused("said.file", &[&path.display().to_string(), &error.to_string()])
    }

    /// What the store in a folder said.
    #[must_use]
    pub fn store(error: &StoreError, dir: &Path) -> Failure {
        let (status, said) = store(error, dir);
        Failure { status, said, candidates: Vec::new() }
    }

    /// What the register of the store in a folder said.
    #[must_use]
    pub fn register(error: &RegisterError, dir: &Path) -> Failure {
        match error {
            RegisterError::Store(error) => Failure::store(error, dir),
            RegisterError::Closed => Failure::new(Status::Store, "said.closed", &[]),
        }
    }

    /// Why a change was not taken.
    #[must_use]
    pub fn commit(error: &CommitError, dir: &Path) -> Failure {
        match error {
            CommitError::Changed(changed) => Failure::refused("said.changed", &[&changed.by.id]),
            CommitError::Refused(findings) => Failure::refused("said.findings", &[&findings.len().to_string()]),
            CommitError::Invalid(problem) => Failure::problem(problem),
            CommitError::NothingToUndo => Failure::refused("said.nothing-to-undo", &[]),
            CommitError::ReadOnly => Failure::refused("said.read-only", &[]),
            CommitError::Store(error) => Failure::store(error, dir),
            CommitError::Closed => Failure::new(Status::Store, "said.closed", &[]),
        }
    }

    /// What is wrong with a change.
    #[must_use]
    pub fn problem(problem: &Problem) -> Failure {
        match problem {
            Problem::Nothing => Failure::refused("said.problem.nothing", &[]),
            Problem::EmptyName => Failure::refused("said.problem.empty-name", &[]),
            Problem::TooLong(bytes) => Failure::refused("said.problem.too-long", &[&bytes.to_string()]),
            Problem::Missing(_) => Failure::refused("said.problem.missing", &[]),
            Problem::OutsideLife(life) if life.ends() => {
                Failure::refused("said.problem.outside-life", &[&life.from.to_string(), &life.to.prev().to_string()])
            }
            Problem::OutsideLife(life) => Failure::refused("said.problem.before-life", &[&life.from.to_string()]),
            Problem::ChangesLater(day) => Failure::refused("said.problem.changes-later", &[&day.to_string()]),
            Problem::EndsFirst(_) => Failure::refused("said.problem.ends-first", &[]),
            Problem::Text(_) => Failure::refused("said.problem.text", &[]),
            Problem::SpokenOf(_) => Failure::refused("said.problem.spoken-of", &[]),
        }
    }
}

/// A sentence of the locale with what stands in its gaps.
#[must_use]
pub fn say(key: &'static str, with: &[&str]) -> Said {
    Said { key, with: with.iter().map(|s| (*s).to_owned()).collect() }
}

/// Exit status and sentence for what the store in a folder said: what, where, and what to do.
#[must_use]
pub fn store(error: &StoreError, dir: &Path) -> (Status, Said) {
    let place = dir.display().to_string();
    match error {
        StoreError::Missing(_) => (Status::Store, say("said.store.missing", &[&place])),
        StoreError::Busy { pid: Some(pid), .. } => (Status::Store, say("said.store.busy-pid", &[&place, &pid.to_string()])),
        StoreError::Busy { pid: None, .. } => (Status::Store, say("said.store.busy", &[&place])),
        StoreError::NotAStore(what) => (Status::Store, say("said.store.not-a-store", &[&what.display().to_string()])),
        StoreError::Newer { found, known } => {
            (Status::Store, say("said.store.newer", &[&place, &found.to_string(), &known.to_string()]))
        }
        StoreError::NewerValue(_) => (Status::Store, say("said.store.newer-value", &[&place])),
        StoreError::Damaged(damage) => (Status::Store, say("said.store.damaged", &[&place, &damage.to_string()])),
        StoreError::Occupied(what) => (Status::Refused, say("said.store.occupied", &[&what.display().to_string()])),
        StoreError::ReadOnly => (Status::Refused, say("said.read-only", &[])),
        StoreError::Poisoned => (Status::Store, say("said.store.poisoned", &[&place])),
        StoreError::Writing => (Status::Store, say("said.store.writing", &[&place])),
        StoreError::Conflict { .. } => (Status::Refused, say("said.changed-since", &[])),
        StoreError::TooLong { limit, .. } => (Status::Refused, say("said.problem.too-long", &[&limit.to_string()])),
        StoreError::Io { source, .. } => match source.kind() {
            ErrorKind::StorageFull => (Status::Store, say("said.store.full", &[&place])),
            ErrorKind::PermissionDenied => (Status::Store, say("said.store.denied", &[&place])),
            _ => (Status::Store, say("said.store.io", &[&place, &source.to_string()])),
        },
        other => (Status::Refused, say("said.store.other", &[&place, &other.to_string()])),
    }
}
