//! Making and opening a store. What cannot be read is never overwritten: repairs are tried on a copy.

use super::codec::{self, Format};
use super::engine::{Batch, Disk, Engine, Tree};
use super::error::{Damage, Flaw, Location, StoreError};
use super::folder::{self, Beside, Lock};
use super::handle::Store;
use super::keys;
use super::state::{Province, State};
use super::write::put_state;
use crate::domain::Revision;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, RwLock};

/// What had to be done to open a store.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    /// A revision that was interrupted while it was written, and is gone.
    pub rolled_back: Option<RolledBack>,
    /// Files of the engine that were made again.
    pub repaired: Option<Repaired>,
}

/// A large revision that was never completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolledBack {
    /// The number that it would have had.
    pub revision: Revision,
    /// Edits that had been written.
    pub edits: u64,
    /// What was meant.
    pub intent: Option<String>,
    /// Whether all of its edits had been written.
    pub complete: bool,
}

/// A repair that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// What was made again.
    pub what: Repair,
    /// Where the folder is kept as it was found.
    pub kept: PathBuf,
}

/// Files of the engine that can be made again from its data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// The snapshot of its page table.
    Snapshot,
    Settings,
    Both,
}

impl Repair {
    const LADDER: [Repair; 3] = [Repair::Snapshot, Repair::Settings, Repair::Both];

    fn leaves_out(self, name: &str) -> bool {
        let snapshot = name.starts_with(folder::SNAPSHOT);
        let settings = name == folder::SETTINGS;
        match self {
            Repair::Snapshot => snapshot,
            Repair::Settings => settings,
            Repair::Both => snapshot || settings,
        }
    }
}

impl Store {
    /// Makes a store for a province where nothing is, or an empty folder. It is there whole or not at all; the folder
    /// and its files are for their owner alone.
    ///
    /// # Errors
    /// [`StoreError::Occupied`] where anything is already, [`StoreError::Io`].
    pub fn create(dir: &Path, province: &Province) -> Result<Store, StoreError> {
        build(dir, |engine, _| {
            let mut batch = Batch::default();
            let format = codec::keep(&Format(folder::FORMAT), Revision(0)).map_err(|flaw| flaw.at(Location::Format))?;
            batch.put(Tree::Meta, keys::FORMAT.to_vec(), format)?;
            let province = codec::keep(province, Revision(0)).map_err(|flaw| flaw.at(Location::Province))?;
            batch.put(Tree::Meta, keys::PROVINCE.to_vec(), province)?;
            put_state(&mut batch, &State::default())?;
            engine.durable(&batch)
        })?;
        Ok(Store::open(dir, false)?.0)
    }

    /// Looks whether there is a store that could be opened: one of ours, of a known format, held by nobody. What is
    /// inside is not read.
    ///
    /// # Errors
    /// As [`Store::open`], as far as it can be seen from outside.
    pub fn look(dir: &Path) -> Result<(), StoreError> {
        Lock::take(&folder::find(dir)?).map(drop)
    }

    /// Opens a store. An interrupted revision is taken back, even if the store is opened for reading only: it would
    /// be read otherwise.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NotAStore`], [`StoreError::Newer`], [`StoreError::Busy`],
    /// [`StoreError::Damaged`] (nothing was overwritten), [`StoreError::Io`].
    pub fn open(dir: &Path, read_only: bool) -> Result<(Store, Opened), StoreError> {
        let dir = folder::find(dir)?;
        let mut lock = Lock::take(&dir)?;
        // a data file that has become shorter: see on a copy what is left, the engine would write to it
        if lock.closed.is_some_and(|closed| closed.is_cut(&dir)) {
            try_copy(&dir, &lock, |_| false)?;
        }
        let (base, repaired) = match attempt(&dir, &mut lock) {
            Err(StoreError::Damaged(damage)) => {
                let repaired = repair(&dir, lock, damage)?;
                lock = Lock::take(&dir)?;
                (attempt(&dir, &mut lock)?, Some(repaired))
            }
            outcome => (outcome?, None),
        };
        let (store, rolled_back) = Store::start(dir, lock, base, read_only)?;
        Ok((store, Opened { rolled_back, repaired }))
    }

    /// Takes back what was interrupted, and is open.
    fn start(
        dir: PathBuf,
        lock: Lock,
        (engine, province, state): Base,
        read_only: bool,
    ) -> Result<(Store, Option<RolledBack>), StoreError> {
        let store = Store {
            disk: Box::new(engine.clone()),
            engine,
            province,
            state: RwLock::new(state),
            writer: Mutex::new(()),
            read_only,
            poisoned: AtomicBool::new(false),
            large: AtomicBool::new(false),
            dir,
            lock: Mutex::new(lock),
        };
        let rolled_back = store.take_back(Revision(state.head.0.saturating_add(1)))?;
        store.set_state(state);
        Ok((store, rolled_back))
    }
}

/// What must be in every store.
type Base = (Engine, Province, State);

/// Opens the engine and reads what must be there; signs the lock if all is well.
fn attempt(dir: &Path, lock: &mut Lock) -> Result<Base, StoreError> {
    let engine = Engine::open(dir)?;
    let Format(found) = meta(&engine, keys::FORMAT, Location::Format)?;
    if found > folder::FORMAT {
        return Err(StoreError::Newer { found, known: folder::FORMAT });
    }
    let province = meta(&engine, keys::PROVINCE, Location::Province)?;
    let state: State = meta(&engine, keys::STATE, Location::State)?;
    if let Some(closed) = lock.closed.filter(|closed| state.head < closed.head) {
        return Err(Flaw::Lost { expected: closed.head, found: state.head }.at(Location::State).into());
    }
    folder::tighten(dir)?;
    folder::sync(dir)?;
    lock.sign()?;
    Ok((engine, province, state))
}

fn meta<T: codec::Kept>(engine: &Engine, key: &[u8], place: Location) -> Result<T, StoreError> {
    let value = engine.get(Tree::Meta, key)?.ok_or(Flaw::Missing.at(place))?;
    Ok(codec::kept(&value).map_err(|flaw| flaw.at(place))?)
}

/// Makes the engine's other files again on a copy; if that can be opened and verified, it takes the store's place.
fn repair(dir: &Path, lock: Lock, damage: Damage) -> Result<Repaired, StoreError> {
    for what in Repair::LADDER {
        // why a copy did not help (it is damaged too, or there is no room for it) is not what is to be told
        let Ok(copy) = try_copy(dir, &lock, |name| what.leaves_out(name)) else { continue };
        let kept = folder::keep_path(dir);
        folder::move_to(dir, &kept)?;
        copy.settle(dir)?;
        return Ok(Repaired { what, kept });
    }
    Err(damage.into())
}

/// A copy of the store without some of its files, if it can be opened and every value in it is sound.
fn try_copy(dir: &Path, lock: &Lock, leave: impl Fn(&str) -> bool) -> Result<Beside, StoreError> {
    let copy = Beside::new(dir, "repair")?;
    folder::copy(dir, copy.path(), leave)?;
    let mut own = Lock::take(copy.path())?;
    own.closed = lock.closed;
    let base = attempt(copy.path(), &mut own)?;
    let (store, _) = Store::start(copy.path().to_owned(), own, base, false)?;
    match store.verify()?.damage.into_iter().next() {
        Some(damage) => Err(damage.into()),
        None => Ok(copy),
    }
}

/// Builds a store beside `dir` and puts it in its place when it is complete.
pub(super) fn build<T>(
    dir: &Path,
    fill: impl FnOnce(&Engine, &Path) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    if !folder::is_free(dir).map_err(StoreError::io("look into the store's folder"))? {
        return Err(StoreError::Occupied(dir.to_owned()));
    }
    let dir = std::path::absolute(dir).map_err(StoreError::io("find the store's folder"))?;
    let new = Beside::new(&dir, "new")?;
    let engine = Engine::open(new.path())?;
    let answer = fill(&engine, new.path())?;
    drop(engine);
    folder::mark(new.path())?;
    folder::tighten(new.path())?;
    folder::sync(new.path())?;
    new.settle(&dir)?;
    Ok(answer)
}
