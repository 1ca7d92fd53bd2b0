//! sled, which is named in this file only.
//!
//! It is the project's fixed choice and no longer maintained, so the rest of the room sees four trees of bytes, one
//! atomic batch, and three steps to make it last.

use super::error::{Flaw, Location, StoreError};
use super::quiet;
use sled::transaction::{TransactionError, Transactional};
use std::fs::File;
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// The longest value. The engine moves pages of more than about 128 KiB into files of their own, which it never
/// syncs and without which it cannot open after a power cut; a page holds some sixteen values.
pub(super) const LONGEST_VALUE: usize = 4096;

/// Pages kept in memory, in bytes. The register holds what is read often; of the rest a few dossiers at a time are.
const CACHE: u64 = 1 << 20;

/// A closed engine of the same process holds its lock until its last thread has let go: some milliseconds, and on a
/// machine with more to do than it can, seconds. Another process of ours is told from the store's own lock, at once.
const LOCK_ATTEMPTS: u32 = 1_000;
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// The engine's own threads are called so.
pub(super) const THREADS: &str = "sled-io";

/// Bytes as the engine hands them out, without a copy.
pub(super) type Bytes = sled::IVec;

/// A key and its value.
pub(super) type Pair = Result<(Bytes, Bytes), StoreError>;

/// The four trees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tree {
    Meta,
    Records,
    Index,
    Journal,
}

impl Tree {
    pub(super) const ALL: [Tree; 4] = [Tree::Meta, Tree::Records, Tree::Index, Tree::Journal];
}

/// Writes that become visible together or not at all.
#[derive(Debug, Default)]
pub(super) struct Batch {
    writes: Vec<(Tree, Vec<u8>, Option<Vec<u8>>)>,
}

impl Batch {
    /// Sets a value; longer ones than [`LONGEST_VALUE`] are refused.
    pub(super) fn put(&mut self, tree: Tree, key: Vec<u8>, value: Vec<u8>) -> Result<(), StoreError> {
        if value.len() > LONGEST_VALUE {
            return Err(StoreError::TooLong { bytes: value.len() as u64, limit: LONGEST_VALUE as u64 });
        }
        self.writes.push((tree, key, Some(value)));
        Ok(())
    }

    pub(super) fn delete(&mut self, tree: Tree, key: Vec<u8>) {
        self.writes.push((tree, key, None));
    }

    pub(super) fn len(&self) -> usize {
        self.writes.len()
    }
}

/// The three steps of a write that lasts. A seam, so that a test can record their order and let one fail.
pub(super) trait Disk: Send + Sync {
    /// Makes the batch visible, all of it at once.
    fn apply(&self, batch: &Batch) -> Result<(), StoreError>;
    /// Hands everything to the system.
    fn flush(&self) -> Result<(), StoreError>;
    /// Waits until the device has it: the engine's own flush does not.
    fn sync(&self) -> Result<(), StoreError>;
    /// The steps in the only order that lasts.
    fn durable(&self, batch: &Batch) -> Result<(), StoreError> {
        self.apply(batch)?;
        self.flush()?;
        self.sync()
    }
}

/// An open sled database.
#[derive(Clone)]
pub(super) struct Engine {
    meta: sled::Tree,
    records: sled::Tree,
    index: sled::Tree,
    journal: sled::Tree,
    data: std::sync::Arc<File>,
}

impl Engine {
    /// Opens the files in `dir`, or makes new ones. A panic of the engine becomes an error.
    pub(super) fn open(dir: &Path) -> Result<Engine, StoreError> {
        quiet::caught(|| Self::open_or_panic(dir)).unwrap_or_else(|message| Err(unreadable(message)))
    }

    fn open_or_panic(dir: &Path) -> Result<Engine, StoreError> {
        // no thread that flushes by the clock: every commit flushes, and an idle store writes nothing
        let config = sled::Config::new().path(dir).cache_capacity(CACHE).flush_every_ms(None);
        let mut attempt = 0;
        let db = loop {
            match config.open() {
                Err(error) if is_locked(&error) && attempt < LOCK_ATTEMPTS => {
                    attempt += 1;
                    thread::sleep(LOCK_PAUSE);
                }
                Err(error) if is_locked(&error) => {
                    return Err(StoreError::Busy { dir: dir.to_owned(), pid: None });
                }
                outcome => break outcome.map_err(failed)?,
            }
        };
        let tree = |name: &str| db.open_tree(name).map_err(failed);
        let data = File::open(dir.join(super::folder::DATA)).map_err(StoreError::io("open the data file"))?;
        Ok(Engine {
            meta: tree("meta")?,
            records: tree("records")?,
            index: tree("index")?,
            journal: tree("journal")?,
            data: std::sync::Arc::new(data),
        })
    }

    fn tree(&self, tree: Tree) -> &sled::Tree {
        match tree {
            Tree::Meta => &self.meta,
            Tree::Records => &self.records,
            Tree::Index => &self.index,
            Tree::Journal => &self.journal,
        }
    }

    pub(super) fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Bytes>, StoreError> {
        self.tree(tree).get(key).map_err(failed)
    }

    /// All pairs whose key begins with `prefix`, in order of keys.
    pub(super) fn scan(&self, tree: Tree, prefix: &[u8]) -> impl DoubleEndedIterator<Item = Pair> + Send + use<> {
        let tree = self.tree(tree);
        Walk { pairs: tree.scan_prefix(prefix), tree: tree.clone(), passed: 0 }
    }

    /// All pairs from the key `first` on.
    pub(super) fn scan_from(&self, tree: Tree, first: Vec<u8>) -> impl DoubleEndedIterator<Item = Pair> + Send + use<> {
        let tree = self.tree(tree);
        Walk { pairs: tree.range(first..), tree: tree.clone(), passed: 0 }
    }
}

/// How often a part of the engine's cache must be asked before it lets go of what it holds beyond its share.
const ASKED: usize = 64;

/// Pairs in the order of their keys, read without keeping what was passed. The engine's cache is in 256 parts, each of
/// which counts only once [`ASKED`] pages of it have been asked for: a walk asks for each page once, so that a whole
/// store would stay in memory, whatever the cache may hold. Asking for one page again and again makes its part let go.
struct Walk {
    pairs: sled::Iter,
    tree: sled::Tree,
    passed: usize,
}

impl Walk {
    fn passed(&mut self, pair: Option<sled::Result<(Bytes, Bytes)>>) -> Option<Pair> {
        let pair = pair?.map_err(failed);
        self.passed += 1;
        if self.passed.is_multiple_of(ASKED)
            && let Ok((key, _)) = &pair
        {
            for _ in 0..ASKED {
                if let Err(error) = self.tree.get(key) {
                    return Some(Err(failed(error)));
                }
            }
        }
        Some(pair)
    }
}

impl Iterator for Walk {
    type Item = Pair;

    fn next(&mut self) -> Option<Pair> {
        let pair = self.pairs.next();
        self.passed(pair)
    }
}

impl DoubleEndedIterator for Walk {
    fn next_back(&mut self) -> Option<Pair> {
        let pair = self.pairs.next_back();
        self.passed(pair)
    }
}

impl Disk for Engine {
    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        let trees = (&self.meta, &self.records, &self.index, &self.journal);
        let outcome = trees.transaction(|(meta, records, index, journal)| {
            for (tree, key, value) in &batch.writes {
                let tree = match tree {
                    Tree::Meta => meta,
                    Tree::Records => records,
                    Tree::Index => index,
                    Tree::Journal => journal,
                };
                match value {
                    Some(value) => tree.insert(key.as_slice(), value.as_slice())?,
                    None => tree.remove(key.as_slice())?,
                };
            }
            Ok(())
        });
        outcome.map_err(|error| match error {
            TransactionError::Storage(error) => failed(error),
            TransactionError::Abort(()) => unreadable("aborted".to_owned()),
        })
    }

    fn flush(&self) -> Result<(), StoreError> {
        self.meta.flush().map(|_| ()).map_err(failed)
    }

    fn sync(&self) -> Result<(), StoreError> {
        self.data.sync_data().map_err(StoreError::io("sync the data file"))
    }
}

fn is_locked(error: &sled::Error) -> bool {
    // the engine hides the kind of this error in its text
    matches!(error, sled::Error::Io(e) if e.kind() == io::ErrorKind::Other && e.to_string().contains("acquire lock"))
}

fn unreadable(message: String) -> StoreError {
    Flaw::Engine(message).at(Location::Files).into()
}

fn failed(error: sled::Error) -> StoreError {
    match error {
        sled::Error::Io(source) => StoreError::Io { what: "read or write the data file", source },
        other => unreadable(other.to_string()),
    }
}
