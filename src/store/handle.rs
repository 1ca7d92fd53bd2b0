//! An open store, and what it says of itself.

use super::engine::{Disk, Engine};
use super::folder::{self, Lock};
use super::ids::Ids;
use super::state::{Province, State};
use crate::domain::Revision;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

/// An open store. Any thread reads; writers wait for one another.
pub struct Store {
    // dropped in this order: the engine lets go of its files before the lock says that they are closed
    pub(super) disk: Box<dyn Disk>,
    pub(super) engine: Engine,
    pub(super) province: Province,
    pub(super) state: RwLock<State>,
    pub(super) writer: Mutex<()>,
    pub(super) read_only: bool,
    /// A write failed; what the device has is unknown.
    pub(super) poisoned: AtomicBool,
    /// A large revision is being written.
    pub(super) large: AtomicBool,
    pub(super) dir: PathBuf,
    pub(super) lock: Mutex<Lock>,
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

    pub(super) fn state(&self) -> State {
        *self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_state(&self, state: State) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
        self.lock.lock().unwrap_or_else(PoisonError::into_inner).head = Some(state.head);
    }

    pub(super) fn poison(&self) {
        self.poisoned.store(true, Ordering::Release);
        self.lock.lock().unwrap_or_else(PoisonError::into_inner).head = None;
    }
}
