//! A backup: one file with every key and value of the four trees, so that it depends on no engine and no byte order.
//!
//! After a line with the format come frames: tree (1 byte), length of the key (2), of the value (2), key, value,
//! CRC-32 of the frame (4); then 255, the number of frames (8), and the CRC-32 of the whole file before it (4).

use super::codec;
use super::engine::{Batch, Disk, Engine, LONGEST_VALUE, Tree};
use super::error::{Flaw, Location, StoreError};
use super::handle::Store;
use super::verify::{self, Verified};
use super::{folder, open};
use crate::domain::Revision;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::PoisonError;

const FIRST_LINE: &str = "canbo backup, format ";
const END: u8 = 255;
/// Frames that are restored together.
const FRAMES: usize = 1_000;

/// What a backup holds, and so does the store that is made from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    pub revision: Revision,
    pub records: u64,
    pub checksum: u32,
}

impl Summary {
    /// Of a store without damage; its first damage otherwise.
    fn of(verified: Verified) -> Result<Summary, StoreError> {
        match verified.damage.into_iter().next() {
            Some(damage) => Err(damage.into()),
            None => Ok(Summary { revision: verified.revision, records: verified.records, checksum: verified.checksum }),
        }
    }
}

impl Store {
    /// Writes everything into a new file, which is there whole or not at all, and for its owner alone. Writers wait.
    /// A damaged store is not backed up: the file would promise what it cannot hold.
    ///
    /// # Errors
    /// [`StoreError::Occupied`] where something is already, [`StoreError::Damaged`], [`StoreError::Io`].
    pub fn backup(&self, file: &Path) -> Result<Summary, StoreError> {
        let _turn = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if file.exists() {
            return Err(StoreError::Occupied(file.to_owned()));
        }
        let file = std::path::absolute(file).map_err(StoreError::io("find the backup's folder"))?;
        let summary = Summary::of(verify::check(&self.engine, &self.dir)?)?;
        let new = folder::beside(&file, &format!("new-{}", std::process::id()));
        let written = write(&self.engine, &new).and_then(|()| folder::move_to(&new, &file));
        if written.is_err() {
            // the error that counts is the one that is told
            let _ = fs::remove_file(&new);
        }
        written.map(|()| summary)
    }
}

/// Makes a store from a backup where nothing is, or an empty folder: it is verified before it is put there.
///
/// # Errors
/// [`StoreError::Occupied`], [`StoreError::NotAStore`] where the file is no backup, [`StoreError::Newer`],
/// [`StoreError::Damaged`], [`StoreError::Io`].
pub fn restore(file: &Path, dir: &Path) -> Result<Summary, StoreError> {
    let source = File::open(file).map_err(StoreError::io("open the backup"))?;
    let mut source = Source { inner: BufReader::new(source), crc: crc32fast::Hasher::new() };
    let first: [u8; FIRST_LINE.len()] = source.array().map_err(|_| StoreError::NotAStore(file.to_owned()))?;
    if first != *FIRST_LINE.as_bytes() {
        return Err(StoreError::NotAStore(file.to_owned()));
    }
    let found = source.number_in_line()?;
    if found > folder::FORMAT {
        return Err(StoreError::Newer { found, known: folder::FORMAT });
    }
    open::build(dir, |engine, new| {
        read(&mut source, engine)?;
        Summary::of(verify::check(engine, new)?)
    })
}

/// Writes and counts towards the checksum of the whole.
struct Sink<W> {
    inner: W,
    crc: crc32fast::Hasher,
}

impl<W: Write> Write for Sink<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.crc.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn write(engine: &Engine, path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::Io { what: "write the backup", source };
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(failed)?;
    let mut sink = Sink { inner: BufWriter::new(file), crc: crc32fast::Hasher::new() };
    writeln!(sink, "{FIRST_LINE}{}", folder::FORMAT).map_err(failed)?;
    let mut count = 0_u64;
    for tree in Tree::ALL {
        for pair in engine.scan(tree, &[]) {
            let (key, value) = pair?;
            let length = |bytes: &[u8]| u16::try_from(bytes.len()).map_err(|_| Flaw::Misplaced.at(Location::Key));
            let mut frame = vec![tree as u8];
            frame.extend(length(&key)?.to_be_bytes());
            frame.extend(length(&value)?.to_be_bytes());
            frame.extend_from_slice(&key);
            frame.extend_from_slice(&value);
            frame.extend(crc32fast::hash(&frame).to_be_bytes());
            sink.write_all(&frame).map_err(failed)?;
            count += 1;
        }
    }
    let finish = || -> io::Result<()> {
        sink.write_all(&[END])?;
        sink.write_all(&count.to_be_bytes())?;
        let crc = sink.crc.clone().finalize();
        sink.write_all(&crc.to_be_bytes())?;
        sink.inner.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    };
    finish().map_err(failed)
}

/// Reads and counts towards the checksum of the whole.
struct Source<R> {
    inner: R,
    crc: crc32fast::Hasher,
}

fn damaged(flaw: Flaw) -> StoreError {
    flaw.at(Location::Backup).into()
}

impl<R: Read> Source<R> {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), StoreError> {
        self.inner.read_exact(bytes).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => damaged(Flaw::Short),
            _ => StoreError::Io { what: "read the backup", source: error },
        })?;
        self.crc.update(bytes);
        Ok(())
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn number_in_line(&mut self) -> Result<u16, StoreError> {
        let mut text = String::new();
        // no number of 16 bits is longer than five digits
        for _ in 0..6 {
            match self.array()? {
                [b'\n'] => break,
                [byte] => text.push(char::from(byte)),
            }
        }
        text.parse().map_err(|_| damaged(Flaw::Fields("format".to_owned())))
    }
}

fn read<R: Read>(source: &mut Source<R>, engine: &Engine) -> Result<(), StoreError> {
    let mut count = 0_u64;
    let mut batch = Batch::default();
    loop {
        let [tree] = source.array()?;
        let Some(tree) = Tree::ALL.into_iter().find(|t| *t as u8 == tree) else {
            if tree == END {
                break;
            }
            return Err(damaged(Flaw::UnknownKind(tree)));
        };
        let (key, value) = frame(source, tree)?;
        batch.put(tree, key, value)?;
        count += 1;
        if batch.len() == FRAMES {
            engine.durable(&std::mem::take(&mut batch))?;
        }
    }
    let expected = u64::from_be_bytes(source.array()?);
    let crc = source.crc.clone().finalize();
    if expected != count {
        return Err(damaged(Flaw::Count { expected, found: count }));
    }
    if u32::from_be_bytes(source.array()?) != crc {
        return Err(damaged(Flaw::Checksum));
    }
    engine.durable(&batch)
}

fn frame<R: Read>(source: &mut Source<R>, tree: Tree) -> Result<(Vec<u8>, Vec<u8>), StoreError> {
    let lengths: [u8; 4] = source.array()?;
    let [k0, k1, v0, v1] = lengths;
    let mut key = vec![0; usize::from(u16::from_be_bytes([k0, k1]))];
    let length = usize::from(u16::from_be_bytes([v0, v1]));
    if length > LONGEST_VALUE {
        // no value of a store is so long: its length was changed
        return Err(damaged(Flaw::Checksum));
    }
    let mut value = vec![0; length];
    source.fill(&mut key)?;
    source.fill(&mut value)?;
    let crc = codec::crc(&[&[tree as u8], &lengths, &key, &value]);
    if u32::from_be_bytes(source.array()?) != crc {
        return Err(damaged(Flaw::Checksum));
    }
    Ok((key, value))
}
