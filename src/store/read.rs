//! Reading records and the journal. Any thread may, at any time; what is being written is not seen before its
//! revision is the head.

use super::codec;
use super::engine::{Bytes, Engine, LONGEST_VALUE, Pair, Tree};
use super::error::{Flaw, Location, StoreError};
use super::handle::Store;
use super::journal::{Backwards, Entries};
use super::keys;
use crate::domain::{Edit, Header, Record, RecordKey, RecordKind, Revision, Subject};
use std::sync::atomic::Ordering;

/// Reads a value that may stand in several parts: a part of full length has one after it.
pub(super) fn joined(engine: &Engine, tree: Tree, key: impl Fn(u16) -> Vec<u8>) -> Result<Option<Vec<u8>>, StoreError> {
    loop {
        let Some(first) = engine.get(tree, &key(0))? else { return Ok(None) };
        let mut bytes = first.to_vec();
        if first.len() < LONGEST_VALUE {
            return Ok(Some(bytes));
        }
        for part in 1..=u16::MAX {
            let Some(next) = engine.get(tree, &key(part))? else { break };
            bytes.extend_from_slice(&next);
            if next.len() < LONGEST_VALUE {
                break;
            }
        }
        // a commit may have come between two parts; the first one names the revision and tells
        if engine.get(tree, &key(0))?.as_ref() == Some(&first) {
            return Ok(Some(bytes));
        }
    }
}

/// The bytes of a record as the records tree holds them.
pub(super) fn raw(engine: &Engine, key: RecordKey) -> Result<Option<Vec<u8>>, StoreError> {
    joined(engine, Tree::Records, |part| keys::record(key, part))
}

/// Opens a record's bytes and makes sure that it is the record that its key names.
pub(super) fn opened(key: RecordKey, bytes: &[u8]) -> Result<(Revision, Option<Record>), StoreError> {
    let damaged = |flaw: Flaw| StoreError::from(flaw.at(Location::Record(key)));
    let (revision, record) = codec::open_record(bytes).map_err(damaged)?;
    match &record {
        Some(record) if record.key() != key => Err(damaged(Flaw::Misplaced)),
        _ => Ok((revision, record)),
    }
}

impl Store {
    /// All records of a kind in the order of their ids. A damaged one is an error among the others; an error of the
    /// engine ends the walk, and so does [`StoreError::Writing`] while a large revision is being written.
    pub fn records(&self, kind: RecordKind) -> Records<'_> {
        Records { store: self, pairs: Box::new(self.engine.scan(Tree::Records, &[kind as u8])), over: false }
    }

    /// One record.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] or [`StoreError::NewerValue`] where its bytes cannot be read, [`StoreError::Io`].
    pub fn record(&self, key: RecordKey) -> Result<Option<Record>, StoreError> {
        Ok(self.at_head(key, raw(&self.engine, key)?)?.and_then(|(_, record)| record))
    }

    /// The header of the revision that changed a record last, or removed it: who, and when.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn last_change(&self, key: RecordKey) -> Result<Option<Header>, StoreError> {
        match self.at_head(key, raw(&self.engine, key)?)? {
            Some((revision, _)) => self.header(revision),
            None => Ok(None),
        }
    }

    /// What the bytes of a record say at the head; a value of a revision that is not yet complete is passed over.
    fn at_head(
        &self,
        key: RecordKey,
        bytes: Option<Vec<u8>>,
    ) -> Result<Option<(Revision, Option<Record>)>, StoreError> {
        let Some(bytes) = bytes else { return Ok(None) };
        let (revision, record) = opened(key, &bytes)?;
        if revision <= self.head() {
            return Ok(Some((revision, record)));
        }
        for entry in Entries::of(&self.engine, revision) {
            let entry = entry?;
            if entry.key == key {
                return entry.was.map(|was| opened(key, &was)).transpose();
            }
        }
        // the revision was taken back in the meantime
        raw(&self.engine, key)?.map(|bytes| opened(key, &bytes)).transpose()
    }

    /// The header of a revision.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn header(&self, revision: Revision) -> Result<Option<Header>, StoreError> {
        if revision > self.head() {
            return Ok(None);
        }
        self.header_even_pending(revision)
    }

    pub(super) fn header_even_pending(&self, revision: Revision) -> Result<Option<Header>, StoreError> {
        let bytes = self.engine.get(Tree::Journal, &keys::journal(revision, 0))?;
        let header = bytes.map(|bytes| codec::kept::<Header>(&bytes)).transpose();
        Ok(header.map_err(|flaw| flaw.at(Location::Header(revision)))?)
    }

    /// The headers of all revisions, from `from` on (both ways, `from` among them), or from the end.
    pub fn headers(
        &self,
        newest_first: bool,
        from: Option<Revision>,
    ) -> impl Iterator<Item = Result<Header, StoreError>> {
        let head = self.head().0;
        let (mut next, last) = if newest_first {
            (from.map_or(head, |from| from.0.min(head)), 1)
        } else {
            (from.map_or(1, |from| from.0.max(1)), head)
        };
        let mut over = head == 0 || next == 0 || (!newest_first && next > last);
        std::iter::from_fn(move || {
            if over {
                return None;
            }
            let revision = Revision(next);
            over = next == last;
            next = if newest_first { next.saturating_sub(1) } else { next.saturating_add(1) };
            let missing = || Flaw::Missing.at(Location::Header(revision)).into();
            Some(self.header(revision).and_then(|header| header.ok_or_else(missing)))
        })
    }

    /// The edits of a revision in their order, their records brought up to today's versions.
    pub fn edits(&self, revision: Revision) -> impl Iterator<Item = Result<Edit, StoreError>> + Send + use<> {
        let entries = (revision <= self.head()).then(|| Entries::of(&self.engine, revision));
        entries
            .into_iter()
            .flatten()
            .map(move |entry| entry?.edit().map_err(|flaw| flaw.at(Location::Edits(revision)).into()))
    }

    /// The edits of a revision, the last one first; a part of them is in memory at a time, whatever their number.
    pub fn edits_backwards(&self, revision: Revision) -> impl Iterator<Item = Result<Edit, StoreError>> + Send + use<> {
        let parts = (revision <= self.head()).then(|| Backwards::of(&self.engine, revision));
        parts.into_iter().flatten().flat_map(move |part| {
            let (entries, failed) = match part {
                Ok((_, entries)) => (entries, None),
                Err(error) => (Vec::new(), Some(Err(error))),
            };
            let edits = entries
                .into_iter()
                .map(move |entry| entry.edit().map_err(|flaw| flaw.at(Location::Edits(revision)).into()));
            edits.chain(failed)
        })
    }

    /// The revisions that changed something that speaks of this subject, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Io`].
    pub fn revisions(&self, subject: Subject) -> Result<Vec<Revision>, StoreError> {
        let head = self.head();
        let mut revisions = Vec::new();
        for pair in self.engine.scan(Tree::Index, &keys::subject(subject)) {
            let (key, _) = pair?;
            let (_, revision) = keys::parse_index(&key).ok_or_else(|| Flaw::Misplaced.at(Location::Key))?;
            if revision <= head {
                revisions.push(revision);
            }
        }
        Ok(revisions)
    }
}

/// The records of one kind, see [`Store::records`].
pub struct Records<'a> {
    store: &'a Store,
    pairs: Box<dyn Iterator<Item = Pair> + Send>,
    over: bool,
}

impl Records<'_> {
    fn read(&self, pair: (Bytes, Bytes)) -> Result<Option<Record>, StoreError> {
        let (key, part) = keys::parse_record(&pair.0).ok_or_else(|| Flaw::Misplaced.at(Location::Key))?;
        if part != 0 {
            return Ok(None);
        }
        if pair.1.len() < LONGEST_VALUE {
            let (revision, record) = opened(key, &pair.1)?;
            if revision <= self.store.head() {
                return Ok(record);
            }
        }
        if self.store.large.load(Ordering::Acquire) {
            return Err(StoreError::Writing);
        }
        self.store.record(key)
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let read = match self.pairs.next()? {
                Ok(pair) => self.read(pair),
                Err(error) => {
                    self.over = true;
                    Err(error)
                }
            };
            self.over |= matches!(read, Err(StoreError::Writing));
            if let Some(read) = read.transpose() {
                return Some(read);
            }
        }
        None
    }
}
