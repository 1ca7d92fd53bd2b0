//! The store: one province's records, their journal, and what is asked of both, in four sled trees.
//!
//! Keys, envelopes, commits that last, interrupted revisions, opening, backup, verification. Only `domain` may be
//! used here. sled is named in `engine.rs` alone, bincode in `codec.rs` alone; neither is maintained any more. No
//! rule and no word for the screen may enter: errors and reports are types.
//!
//! `meta` holds format, province, head revision, counters and notes; `records` kind, id, part → record; `index`
//! subject, revision; `journal` revision, part → header and edits. See [`Store::commit`] for what an answer means.

mod backup;
mod codec;
mod engine;
mod error;
mod folder;
mod ids;
mod journal;
mod keys;
mod notes;
mod open;
mod quiet;
mod read;
#[cfg(test)]
mod tests;
mod verify;
mod write;

pub use backup::{Summary, restore};
pub use error::{Damage, Flaw, Location, StoreError};
pub use ids::Ids;
pub use open::{Opened, Repair, Repaired, RolledBack};
pub use quiet::is_catching;
pub use read::Records;
pub use verify::Verified;
pub use write::{Phase, Written};

use crate::domain::{Day, Revision};
use codec::{Kept, kind};
use engine::{Disk, Engine};
use folder::Lock;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

/// The province that a store is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Province {
    /// Code of the statistics office.
    pub code: u16,
    /// "Lạng Sơn"
    pub name: String,
    /// The number in front of the ids that are born here.
    pub origin: u16,
    /// The day that the store opens on; today where there is none.
    pub home_date: Option<Day>,
    /// Set where the people are invented.
    pub sample: Option<SampleMark>,
}

/// What a sample was made from; the same again gives the same people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleMark {
    /// Seed of the invention.
    pub seed: u64,
    /// People asked for.
    pub people: u32,
}

impl Kept for Province {
    const KIND: u8 = kind::PROVINCE;
}

/// What changes with every commit besides records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
struct State {
    head: Revision,
    ids: Ids,
}

impl Kept for State {
    const KIND: u8 = kind::STATE;
    const VERSION: u16 = 3;

    fn older(version: u16, payload: &[u8]) -> Option<Result<State, Flaw>> {
        match version {
            1 => Some(codec::older::state(payload)),
            2 => Some(codec::older::state_2(payload)),
            _ => None,
        }
    }
}

/// An open store. Any thread reads; writers wait for one another.
pub struct Store {
    // dropped in this order: the engine lets go of its files before the lock says that they are closed
    disk: Box<dyn Disk>,
    engine: Engine,
    province: Province,
    state: RwLock<State>,
    writer: Mutex<()>,
    read_only: bool,
    /// A write failed; what the device has is unknown.
    poisoned: AtomicBool,
    /// A large revision is being written.
    large: AtomicBool,
    dir: PathBuf,
    lock: Mutex<Lock>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("dir", &self.dir).field("head", &self.head()).finish_non_exhaustive()
    }
}

impl Store {
    /// Whether a store stands in the folder, readable or not.
    #[must_use]
    pub fn exists(dir: &Path) -> bool {
        folder::is_store(dir)
    }

    /// The folder that the store stands in.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The province that it is of.
    #[must_use]
    pub fn province(&self) -> &Province {
        &self.province
    }

    /// The last revision; 0 before the first.
    #[must_use]
    pub fn head(&self) -> Revision {
        self.state().head
    }

    /// The highest ids used.
    #[must_use]
    pub fn ids(&self) -> Ids {
        self.state().ids
    }

    /// Whether it refuses every edit.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    fn state(&self) -> State {
        *self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_state(&self, state: State) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
        self.lock.lock().unwrap_or_else(PoisonError::into_inner).head = Some(state.head);
    }

    fn poison(&self) {
        self.poisoned.store(true, Ordering::Release);
        self.lock.lock().unwrap_or_else(PoisonError::into_inner).head = None;
    }
}
