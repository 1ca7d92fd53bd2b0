//! What can go wrong with a store. Words for people are made where they are shown; the texts here are for logs.

use crate::domain::{RecordKey, Revision, Subject};
use std::io;
use std::path::PathBuf;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no folder, or an empty one.
    #[error("no store in {}", .0.display())]
    Missing(PathBuf),
    /// Another process holds the store.
    #[error("the store in {} is held by process {pid:?}", .dir.display())]
    Busy {
        /// Where the store is.
        dir: PathBuf,
        /// The process that holds it, where it said so.
        pid: Option<u32>,
    },
    /// The folder, or the file that should be a backup, holds something else.
    #[error("{} is not a store of canbo", .0.display())]
    NotAStore(PathBuf),
    /// The store was written by a later program.
    #[error("the store has format {found}, this program knows {known}")]
    Newer {
        found: u16,
        /// The latest format that this program reads.
        known: u16,
    },
    /// A value was written by a later program.
    #[error("written by a later program: {0}")]
    NewerValue(Damage),
    /// The store, or a value in it, cannot be read. Nothing was overwritten.
    #[error("damaged: {0}")]
    Damaged(Damage),
    /// Something already stands where a store or a file was to be made.
    #[error("{} is already there", .0.display())]
    Occupied(PathBuf),
    /// The store was opened for reading only.
    #[error("the store was opened for reading only")]
    ReadOnly,
    /// An earlier write failed; what reached the disk is unknown until the store is opened again.
    #[error("an earlier write failed; the store must be opened again")]
    Poisoned,
    /// A large revision is being written; the question can be asked when it is done.
    #[error("a large revision is being written")]
    Writing,
    /// A revision without edits.
    #[error("a revision without edits")]
    Empty,
    /// Whoever wrote it broke off; what was written of it has been taken back.
    #[error("broken off")]
    BrokenOff,
    /// An edit that changes nothing, or two records at once.
    #[error("the edit of {0:?} changes nothing, or two records at once")]
    Unsound(Option<RecordKey>),
    /// The revision does not follow the last one.
    #[error("revision {found} does not follow: {expected} is next")]
    OutOfOrder {
        /// The number that is next.
        expected: Revision,
        /// The number that was given.
        found: Revision,
    },
    /// The record is no longer what the edit's author saw.
    #[error("{key:?} has changed since, in revision {last:?}")]
    Conflict {
        key: RecordKey,
        /// The revision that changed it last; `None` where it never was.
        last: Option<Revision>,
    },
    /// A value is longer than the store takes.
    #[error("a value of {bytes} bytes, the limit is {limit}")]
    TooLong {
        bytes: u64,
        /// What the store takes.
        limit: u64,
    },
    /// The system refused (disk full, no permission …).
    #[error("{what}: {source}")]
    Io {
        /// What was being done.
        what: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl StoreError {
    pub(super) fn io(what: &'static str) -> impl FnOnce(io::Error) -> StoreError {
        move |source| StoreError::Io { what, source }
    }
}

/// Something in a store that cannot be read or does not fit the rest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place:?}: {flaw}")]
pub struct Damage {
    pub place: Location,
    /// What is wrong there.
    pub flaw: Flaw,
}

impl From<Damage> for StoreError {
    fn from(damage: Damage) -> StoreError {
        match damage.flaw {
            Flaw::NewerVersion { .. } | Flaw::UnknownKind(_) => StoreError::NewerValue(damage),
            Flaw::TooLong { bytes, limit } => StoreError::TooLong { bytes, limit },
            _ => StoreError::Damaged(damage),
        }
    }
}

/// Where in a store something is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    /// The engine's files.
    Files,
    /// The store's format.
    Format,
    /// The province that the store is of.
    Province,
    /// Head revision and counters.
    State,
    Record(RecordKey),
    /// The header of a revision.
    Header(Revision),
    /// The edits of a revision.
    Edits(Revision),
    /// The index's answer about a subject and a revision.
    Index(Subject, Revision),
    /// A key that no question asks for.
    Key,
    /// A note of an author.
    Note,
    /// A backup file.
    Backup,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// It is not there.
    #[error("missing")]
    Missing,
    /// It is there and nothing asked for it.
    #[error("superfluous")]
    Superfluous,
    /// The engine cannot read it.
    #[error("the engine says: {0}")]
    Engine(String),
    /// It is shorter than its frame.
    #[error("too short")]
    Short,
    /// Its checksum does not fit.
    #[error("checksum")]
    Checksum,
    /// It is of another kind than its key says, or of another record.
    #[error("another value than its key says")]
    Misplaced,
    /// A kind that this program does not know.
    #[error("unknown kind {0}")]
    UnknownKind(u8),
    /// A version that this program does not know.
    #[error("version {found} of kind {kind}, known is {known}")]
    NewerVersion {
        /// Kind of the value.
        kind: u8,
        found: u16,
        /// The latest that this program reads.
        known: u16,
    },
    /// Its checksum fits and its fields do not.
    #[error("fields: {0}")]
    Fields(String),
    /// It is longer than the store takes.
    #[error("{bytes} bytes, the limit is {limit}")]
    TooLong {
        bytes: u64,
        /// What the store takes.
        limit: u64,
    },
    /// Revisions that were answered for are gone.
    #[error("revision {expected} was answered for, the last one there is {found}")]
    Lost {
        /// The head when the store was closed.
        expected: Revision,
        /// The head that was found.
        found: Revision,
    },
    /// A count does not fit.
    #[error("{found} instead of {expected}")]
    Count {
        /// What was declared.
        expected: u64,
        /// What was counted.
        found: u64,
    },
    /// It differs from what the journal says.
    #[error("differs from the journal")]
    NotAsJournalled,
}

impl Flaw {
    pub(super) fn at(self, place: Location) -> Damage {
        Damage { place, flaw: self }
    }
}
