//! How far a file has been read: bytes taken from it, of its size.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far a file has been read; its clones look at the same reading.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    read: Arc<AtomicU64>,
    size: u64,
}

impl Progress {
    /// Of a file of so many bytes.
    pub(super) fn of(size: u64) -> Progress {
        Progress { read: Arc::default(), size }
    }

    /// It is read from the beginning.
    pub(super) fn begin(&self) {
        self.read.store(0, Ordering::Relaxed);
    }

    /// Bytes taken so far.
    pub(super) fn bytes(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// So many bytes have been taken, by another process.
    pub(super) fn set(&self, bytes: u64) {
        self.read.store(bytes, Ordering::Relaxed);
    }

    /// Whole per cent; a workbook whose parts are looked up more than once is at an end with its file all the same.
    pub(super) fn percent(&self) -> u8 {
        let read = self.read.load(Ordering::Relaxed);
        let percent = read.saturating_mul(100).checked_div(self.size).unwrap_or(100);
        u8::try_from(percent.min(100)).unwrap_or(100)
    }

    /// A reader that counts what is taken from it.
    pub(super) fn counted<R>(&self, inner: R) -> CountingReader<R> {
        CountingReader { inner, read: Arc::clone(&self.read) }
    }
}

/// A reader that counts.
pub(super) struct CountingReader<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for CountingReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl<R: Seek> Seek for CountingReader<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
