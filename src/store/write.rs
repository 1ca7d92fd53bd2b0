//! Writing: one revision at a time, all of it or nothing, and answered for only when the device has it.

use super::codec;
use super::engine::{Batch, Engine, LONGEST_VALUE, Tree};
use super::error::{Flaw, Location, StoreError};
use super::handle::Store;
use super::ids::Ids;
use super::journal::{Backwards, JournalEntry, Writer};
use super::open::RolledBack;
use super::state::State;
use super::{keys, quiet, read};
use crate::domain::{Edit, Header, Record, RecordKey, Revision, Subject};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use std::sync::{MutexGuard, PoisonError};

/// Edits of a large revision that are written, and synced, together.
const CHUNK_EDITS: usize = 1_000;
/// Bytes of records after which a chunk is written, however few edits they are.
const CHUNK_BYTES: usize = 512 << 10;

/// How far a large revision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Edits that are on the device.
    pub edits: u64,
    /// What is being done.
    pub phase: Phase,
}

/// What is being done with a large revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Edits are journalled and applied.
    Writing,
    /// All are, and the revision becomes the head.
    Closing,
}

/// Records as they will be, over those that are.
struct Changes<'a> {
    engine: &'a Engine,
    records: BTreeMap<RecordKey, Changed>,
    bytes: usize,
}

struct Changed {
    parts_before: usize,
    value: Option<Vec<u8>>,
}

impl<'a> Changes<'a> {
    fn new(engine: &'a Engine) -> Changes<'a> {
        Changes { engine, records: BTreeMap::new(), bytes: 0 }
    }

    fn present(&self, key: RecordKey) -> Result<Option<Vec<u8>>, StoreError> {
        match self.records.get(&key) {
            Some(changed) => Ok(changed.value.clone()),
            None => read::raw(self.engine, key),
        }
    }

    /// Sets what the record will be; `before` is what [`Changes::present`] answered.
    fn set(&mut self, key: RecordKey, before: Option<&[u8]>, value: Option<Vec<u8>>) {
        self.bytes += value.as_ref().map_or(0, Vec::len);
        let parts_before = before.map_or(0, |bytes| bytes.len().div_ceil(LONGEST_VALUE));
        let changed = self.records.entry(key).or_insert(Changed { parts_before, value: None });
        changed.value = value;
    }

    fn put_into(self, batch: &mut Batch) -> Result<(), StoreError> {
        for (key, changed) in self.records {
            let value = changed.value.unwrap_or_default();
            put_parts(batch, Tree::Records, |part| keys::record(key, part), &value, changed.parts_before)?;
        }
        Ok(())
    }
}

/// Sets a value in as many parts as it needs (none for an empty one) and deletes those that it no longer does.
pub(super) fn put_parts(
    batch: &mut Batch,
    tree: Tree,
    key: impl Fn(u16) -> Vec<u8>,
    value: &[u8],
    parts_before: usize,
) -> Result<(), StoreError> {
    let number = |part: usize| {
        let too_long = StoreError::TooLong { bytes: value.len() as u64, limit: codec::LONGEST_PAYLOAD };
        u16::try_from(part).map_err(|_| too_long)
    };
    let mut parts = 0;
    for chunk in value.chunks(LONGEST_VALUE) {
        batch.put(tree, key(number(parts)?), chunk.to_vec())?;
        parts += 1;
    }
    for part in parts..parts_before {
        batch.delete(tree, key(number(part)?));
    }
    Ok(())
}

/// A revision, or a piece of a large one, on its way into a batch.
struct Chunk<'a> {
    revision: Revision,
    origin: u16,
    changes: Changes<'a>,
    subjects: BTreeSet<Subject>,
    batch: Batch,
    edits: usize,
}

impl Chunk<'_> {
    /// Checks an edit against what is, and adds it to the journal and to the records.
    fn add(&mut self, edit: &Edit, ids: &mut Ids, writer: &mut Writer) -> Result<(), StoreError> {
        let key = edit.key().filter(|_| edit.is_sound()).ok_or(StoreError::Unsound(edit.key()))?;
        let was = if ids.is_beyond(self.origin, key) { None } else { self.changes.present(key)? };
        let (last, present) = match &was {
            Some(bytes) => read::opened(key, bytes).map(|(revision, record)| (Some(revision), record))?,
            None => (None, None),
        };
        if present != edit.was {
            return Err(StoreError::Conflict { key, last });
        }
        let becomes = match &edit.becomes {
            Some(record) => {
                ids.see(self.origin, record);
                codec::seal_record(record, self.revision).map_err(|flaw| flaw.at(Location::Record(key)))?
            }
            None => codec::seal_removal(key.kind, self.revision),
        };
        self.subjects.extend(subjects(edit));
        self.changes.set(key, was.as_deref(), Some(becomes.clone()));
        self.edits += 1;
        writer.push(&JournalEntry { nature: edit.nature, key, was, becomes }, &mut self.batch)
    }

    fn is_full(&self) -> bool {
        self.edits >= CHUNK_EDITS || self.changes.bytes >= CHUNK_BYTES
    }

    fn into_batch(mut self, writer: &mut Writer) -> Result<Batch, StoreError> {
        writer.end_part(&mut self.batch)?;
        self.changes.put_into(&mut self.batch)?;
        for subject in self.subjects {
            self.batch.put(Tree::Index, keys::index(subject, self.revision), Vec::new())?;
        }
        Ok(self.batch)
    }
}

fn subjects(edit: &Edit) -> impl Iterator<Item = Subject> {
    edit.was.iter().chain(&edit.becomes).flat_map(Record::subjects)
}

impl Store {
    /// Commits a revision in one transaction. `Ok` means that the device has it. The header's number of edits is set
    /// by the store.
    ///
    /// # Errors
    /// Nothing is written on [`StoreError::ReadOnly`], [`StoreError::Poisoned`], [`StoreError::Empty`],
    /// [`StoreError::Unsound`], [`StoreError::OutOfOrder`], [`StoreError::Conflict`] (a record is not what the edit
    /// says it was) and [`StoreError::TooLong`]. After [`StoreError::Io`] or [`StoreError::Damaged`] in the writing
    /// it is not known what the device has: every later commit answers [`StoreError::Poisoned`] until the store is
    /// opened again.
    pub fn commit(&self, header: &Header, edits: &[Edit]) -> Result<(), StoreError> {
        let _turn = self.turn()?;
        let mut state = self.follows(header)?;
        let mut writer = Writer::new(header.revision);
        let mut chunk = self.chunk(header.revision);
        for edit in edits {
            chunk.add(edit, &mut state.ids, &mut writer)?;
        }
        if chunk.edits == 0 {
            return Err(StoreError::Empty);
        }
        let count = chunk.edits;
        let batch = chunk.into_batch(&mut writer)?;
        self.close(batch, header.clone(), count, state).map(|_| ())
    }

    /// Commits a revision of any size with little memory: chunks of edits, each in a transaction of its own and
    /// synced, and a last small commit that makes the revision the head. Readers see nothing before that, other
    /// commits wait. If it is interrupted, the next [`Store::open`] takes it back; if an edit is refused, it is taken
    /// back at once. Returns the header with the number of edits.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub fn commit_large(
        &self,
        header: Header,
        edits: &mut dyn Iterator<Item = Edit>,
        progress: &mut dyn FnMut(Written) -> bool,
    ) -> Result<Header, StoreError> {
        let _turn = self.turn()?;
        let state = self.follows(&header)?;
        let revision = header.revision;
        self.large.store(true, Ordering::Release);
        let outcome = self.write_large(header, state, edits, progress);
        let outcome = match outcome {
            // what is on the device is unknown; opening again sorts it out
            Err(error) if self.poisoned.load(Ordering::Acquire) => Err(error),
            Err(error) => self.take_back(revision).and(Err(error)),
            done => done,
        };
        self.large.store(false, Ordering::Release);
        outcome
    }

    fn write_large(
        &self,
        header: Header,
        mut state: State,
        edits: &mut dyn Iterator<Item = Edit>,
        progress: &mut dyn FnMut(Written) -> bool,
    ) -> Result<Header, StoreError> {
        let mut edits = edits.peekable();
        let mut count = 0;
        let mut writer = Writer::new(header.revision);
        // 0 edits in a header: not all of them are there yet
        let mut announce = Some(Header { edits: 0, ..header.clone() });
        while edits.peek().is_some() {
            let mut chunk = self.chunk(header.revision);
            while let Some(edit) = edits.next_if(|_| !chunk.is_full()) {
                chunk.add(&edit, &mut state.ids, &mut writer)?;
            }
            count += chunk.edits;
            let mut batch = chunk.into_batch(&mut writer)?;
            if let Some(header) = announce.take() {
                put_header(&mut batch, &header)?;
            }
            self.durable(&batch)?;
            if !progress(Written { edits: count as u64, phase: Phase::Writing }) {
                return Err(StoreError::BrokenOff);
            }
        }
        if !progress(Written { edits: count as u64, phase: Phase::Closing }) {
            return Err(StoreError::BrokenOff);
        }
        if count == 0 {
            return Err(StoreError::Empty);
        }
        self.close(Batch::default(), header, count, state)
    }

    /// Writes the header and the state beside what is in the batch, and moves the head.
    fn close(&self, mut batch: Batch, header: Header, edits: usize, state: State) -> Result<Header, StoreError> {
        let edits = u32::try_from(edits)
            .map_err(|_| StoreError::TooLong { bytes: edits as u64, limit: u64::from(u32::MAX) })?;
        let header = Header { edits, ..header };
        let state = State { head: header.revision, ..state };
        put_header(&mut batch, &header)?;
        put_state(&mut batch, &state)?;
        self.durable(&batch)?;
        self.set_state(state);
        Ok(header)
    }

    /// Takes back a revision that never became the head: its records are set to what they were, its parts deleted.
    /// Interrupted, it can be begun again: a record that was set back no longer equals what it was to become.
    pub(super) fn take_back(&self, revision: Revision) -> Result<Option<RolledBack>, StoreError> {
        let header = self.header_even_pending(revision)?;
        let mut parts = Vec::new();
        let mut edits = 0;
        let mut chunk = self.chunk(revision);
        for part in Backwards::of(&self.engine, revision) {
            let (part, entries) = part?;
            parts.push(part);
            for entry in entries {
                edits += 1;
                let edit = entry.edit().map_err(|flaw| flaw.at(Location::Edits(revision)))?;
                for subject in subjects(&edit) {
                    chunk.batch.delete(Tree::Index, keys::index(subject, revision));
                }
                let present = chunk.changes.present(entry.key)?;
                if present.as_deref() == Some(&entry.becomes) {
                    chunk.changes.set(entry.key, present.as_deref(), entry.was);
                }
                chunk.edits += 1;
            }
            if chunk.is_full() {
                self.revert(std::mem::replace(&mut chunk, self.chunk(revision)))?;
            }
        }
        self.revert(chunk)?;
        if header.is_none() && parts.is_empty() {
            return Ok(None);
        }
        // from the front and the header last: what is left after an interruption can still be read from its end
        parts.reverse();
        parts.push(0);
        for some in parts.chunks(CHUNK_EDITS) {
            let mut batch = Batch::default();
            for part in some {
                batch.delete(Tree::Journal, keys::journal(revision, *part));
            }
            self.durable(&batch)?;
        }
        let complete = header.as_ref().is_some_and(|header| header.edits != 0);
        let intent = header.map(|header| header.intent);
        Ok(Some(RolledBack { revision, edits, intent, complete }))
    }

    fn revert(&self, chunk: Chunk<'_>) -> Result<(), StoreError> {
        let mut batch = chunk.batch;
        chunk.changes.put_into(&mut batch)?;
        if batch.len() == 0 { Ok(()) } else { self.durable(&batch) }
    }

    fn chunk(&self, revision: Revision) -> Chunk<'_> {
        Chunk {
            revision,
            origin: self.province.origin,
            changes: Changes::new(&self.engine),
            subjects: BTreeSet::new(),
            batch: Batch::default(),
            edits: 0,
        }
    }

    /// Waits for one's turn to write.
    pub(super) fn turn(&self) -> Result<MutexGuard<'_, ()>, StoreError> {
        let turn = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        if self.poisoned.load(Ordering::Acquire) {
            return Err(StoreError::Poisoned);
        }
        Ok(turn)
    }

    fn follows(&self, header: &Header) -> Result<State, StoreError> {
        let state = self.state();
        let expected = Revision(state.head.0.saturating_add(1));
        if header.revision == expected {
            Ok(state)
        } else {
            Err(StoreError::OutOfOrder { expected, found: header.revision })
        }
    }

    /// Puts a batch on the device. If a step fails, the store takes no more writes: what the system
    /// has dropped from its memory after a failed sync, no second sync brings back.
    pub(super) fn durable(&self, batch: &Batch) -> Result<(), StoreError> {
        let outcome = quiet::caught(|| self.disk.durable(batch))
            .unwrap_or_else(|text| Err(Flaw::Engine(text).at(Location::Files).into()));
        if outcome.is_err() {
            self.poison();
        }
        outcome
    }
}

fn put_header(batch: &mut Batch, header: &Header) -> Result<(), StoreError> {
    let value = codec::keep(header, header.revision).map_err(|flaw| flaw.at(Location::Header(header.revision)))?;
    batch.put(Tree::Journal, keys::journal(header.revision, 0), value)
}

pub(super) fn put_state(batch: &mut Batch, state: &State) -> Result<(), StoreError> {
    let value = codec::keep(state, state.head).map_err(|flaw| flaw.at(Location::State))?;
    batch.put(Tree::Meta, keys::STATE.to_vec(), value)
}
