//! The folder of a store: which files it has, who holds it, who may read it, and how one takes another's place.
//!
//! `canbo.store` says that the folder is a store and of which format, before the engine touches a byte. `LOCK.info`
//! is locked while a process holds the store and names the process; when the store has been closed in order it names
//! the last revision and the length of the data file instead.

use super::error::{Flaw, Location, StoreError};
use crate::domain::Revision;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The format that this program writes, and the latest that it reads.
pub(super) const FORMAT: u16 = 1;
/// The engine's data file.
pub(super) const DATA: &str = "db";
/// The engine's settings.
pub(super) const SETTINGS: &str = "conf";
/// The engine's snapshots of its page table begin so.
pub(super) const SNAPSHOT: &str = "snap.";
/// Where the engine puts pages that are too large; ours never are.
pub(super) const BLOBS: &str = "blobs";

const MARKER: &str = "canbo.store";
const MARKER_TEXT: &str = "canbo store, format ";
const LOCK: &str = "LOCK.info";
const FILE_MODE: u32 = 0o600;
const FOLDER_MODE: u32 = 0o700;

/// Whether a store stands in the folder (which may yet be damaged, or of a newer format).
pub(super) fn is_store(dir: &Path) -> bool {
    dir.join(MARKER).is_file()
}

/// Whether a store can be made here: nothing, or an empty folder.
pub(super) fn is_free(dir: &Path) -> io::Result<bool> {
    match fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error),
    }
}

/// Looks at a folder without changing it: is there a store, and can this program read it?
pub(super) fn find(dir: &Path) -> Result<PathBuf, StoreError> {
    if is_free(dir).map_err(StoreError::io("look into the store's folder"))? {
        return Err(StoreError::Missing(dir.to_owned()));
    }
    if !is_store(dir) {
        return Err(StoreError::NotAStore(dir.to_owned()));
    }
    let dir = dir.canonicalize().map_err(StoreError::io("look into the store's folder"))?;
    let marker = fs::read(dir.join(MARKER)).map_err(StoreError::io("read the store's format"))?;
    let format = std::str::from_utf8(&marker).ok().and_then(|text| text.trim_end().strip_prefix(MARKER_TEXT));
    match format.and_then(|number| number.parse().ok()) {
        None => Err(Flaw::Fields(MARKER.to_owned()).at(Location::Format).into()),
        Some(found) if found > FORMAT => Err(StoreError::Newer { found, known: FORMAT }),
        // the engine would make an empty store of a missing file
        Some(_) if !dir.join(DATA).is_file() => Err(Flaw::Missing.at(Location::Files).into()),
        Some(_) => Ok(dir),
    }
}

/// Says that the folder is a store of ours.
pub(super) fn mark(dir: &Path) -> Result<(), StoreError> {
    let mut file = open_file(&dir.join(MARKER), true)?;
    writeln!(file, "{MARKER_TEXT}{FORMAT}")
        .and_then(|()| file.sync_all())
        .map_err(StoreError::io("write the store's format"))
}

fn open_file(path: &Path, new: bool) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).create_new(new).truncate(false).mode(FILE_MODE);
    options.open(path).map_err(StoreError::io("open a file of the store"))
}

/// Leaves the folder and its files to their owner alone; the engine makes its files for everybody.
pub(super) fn tighten(dir: &Path) -> Result<(), StoreError> {
    let tightened = || -> io::Result<()> {
        let close = |path: &Path, mode: u32| match fs::metadata(path)?.permissions().mode() & 0o777 {
            now if now == mode => Ok(()),
            _ => fs::set_permissions(path, Permissions::from_mode(mode)),
        };
        close(dir, FOLDER_MODE)?;
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            close(&entry.path(), if entry.file_type()?.is_dir() { FOLDER_MODE } else { FILE_MODE })?;
        }
        Ok(())
    };
    tightened().map_err(StoreError::io("close the store's files to others"))
}

/// Makes sure that the device has the files themselves and their names; the engine syncs neither.
pub(super) fn sync(dir: &Path) -> Result<(), StoreError> {
    let synced = || -> io::Result<()> {
        for name in [DATA, SETTINGS] {
            File::open(dir.join(name))?.sync_all()?;
        }
        File::open(dir)?.sync_all()
    };
    synced().map_err(StoreError::io("sync the store's files"))
}

/// Moves a folder or a file to where nothing or an empty folder stands, and makes sure that the device knows.
pub(super) fn move_to(from: &Path, to: &Path) -> Result<(), StoreError> {
    let moved = || -> io::Result<()> {
        fs::rename(from, to)?;
        to.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all())
    };
    moved().map_err(StoreError::io("put the store in its place"))
}

/// A folder beside another that is to take its place; gone again unless it does.
pub(super) struct Beside {
    path: PathBuf,
}

impl Beside {
    /// An empty folder beside `dir`, whose parents are made where they are missing.
    pub(super) fn new(dir: &Path, suffix: &str) -> Result<Beside, StoreError> {
        let path = beside(dir, &format!("{suffix}-{}", std::process::id()));
        let made = || -> io::Result<()> {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            if path.exists() {
                // left by a process of the same number that was killed
                fs::remove_dir_all(&path)?;
            }
            DirBuilder::new().mode(FOLDER_MODE).create(&path)
        };
        made().map_err(StoreError::io("make a folder for the store"))?;
        Ok(Beside { path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the place of `dir`.
    pub(super) fn settle(self, dir: &Path) -> Result<(), StoreError> {
        move_to(&self.path, dir)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // after it has settled there is nothing here
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A path beside `dir` with a longer name.
pub(super) fn beside(dir: &Path, suffix: &str) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(suffix);
    dir.with_file_name(name)
}

/// A free path beside `dir` under which it can be kept.
pub(super) fn keep_path(dir: &Path) -> PathBuf {
    let mut number = 1_u32;
    loop {
        let path = beside(dir, &format!("damaged-{number}"));
        if !path.exists() {
            return path;
        }
        number += 1;
    }
}

/// Copies the files of a store, but for those whose name `leave` names and the lock.
pub(super) fn copy(from: &Path, to: &Path, leave: impl Fn(&str) -> bool) -> Result<(), StoreError> {
    let copied = || -> io::Result<()> {
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            let name = entry.file_name();
            let text = name.to_string_lossy();
            if entry.file_type()?.is_file() && text != LOCK && !leave(&text) {
                fs::copy(entry.path(), to.join(&name))?;
            }
        }
        Ok(())
    };
    copied().map_err(StoreError::io("copy the store"))
}

/// What a store's last process wrote when it closed it in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closed {
    pub head: Revision,
    /// Length of the data file.
    pub bytes: u64,
}

impl Closed {
    fn parse(text: &str) -> Option<Closed> {
        let (head, bytes) = text.trim_end().strip_prefix("closed revision ")?.split_once(" bytes ")?;
        Some(Closed { head: Revision(head.parse().ok()?), bytes: bytes.parse().ok()? })
    }

    /// Whether the data file is shorter than it was left: opening it in place might change what is left of it.
    pub(super) fn is_cut(self, dir: &Path) -> bool {
        fs::metadata(dir.join(DATA)).is_ok_and(|data| data.len() < self.bytes)
    }
}

/// The hold on a store, as long as it lives.
pub(super) struct Lock {
    file: File,
    data: PathBuf,
    /// How the last process left the store, if it left in order.
    pub closed: Option<Closed>,
    /// What is to be written when the store is closed: the head, unless what reached the disk is unknown.
    pub head: Option<Revision>,
}

impl Lock {
    /// Takes the store, or says who has it.
    pub(super) fn take(dir: &Path) -> Result<Lock, StoreError> {
        let mut file = open_file(&dir.join(LOCK), false)?;
        let mut text = String::new();
        let locked = file.try_lock();
        // a text that is no text was not written by us; nothing rests on it
        let _ = file.read_to_string(&mut text);
        match locked {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let pid = text.trim_end().strip_prefix("pid ").and_then(|pid| pid.parse().ok());
                return Err(StoreError::Busy { dir: dir.to_owned(), pid });
            }
            Err(TryLockError::Error(source)) => return Err(StoreError::Io { what: "lock the store", source }),
        }
        let lock = Lock { file, data: dir.join(DATA), closed: Closed::parse(&text), head: None };
        Ok(lock)
    }

    /// Says which process holds the store; from now on it counts as not closed.
    pub(super) fn sign(&mut self) -> Result<(), StoreError> {
        self.write(&format!("pid {}\n", std::process::id())).map_err(StoreError::io("sign the lock"))
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(text.as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let (Some(head), Ok(data)) = (self.head, fs::metadata(&self.data)) {
            // if this fails the next process merely checks less
            let _ = self.write(&format!("closed revision {head} bytes {}\n", data.len()));
        }
        // closing the file is not enough: a child that is just being started holds it too, until it runs
        let _ = self.file.unlock();
    }
}
