//! Reading everything there is, and saying what is damaged: every value's checksum and fields, the records against
//! the journal, the journal against the index.

use super::codec::{self, kind};
use super::engine::{Engine, LONGEST_VALUE, Tree};
use super::error::{Damage, Flaw, Location, StoreError};
use super::handle::Store;
use super::journal::{Entries, JournalEntry};
use super::state::State;
use super::{folder, keys, read};
use crate::domain::{Header, Record, RecordKey, Revision, Subject};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::PoisonError;

/// What a store holds, and what of it is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub revision: Revision,
    /// Records that are there.
    pub records: u64,
    /// Edits in the journal.
    pub edits: u64,
    /// CRC-32 of all records in the order of their keys, without when and by whom they were written.
    pub checksum: u32,
    /// All damage found; nothing was changed.
    pub damage: Vec<Damage>,
}

impl Store {
    /// Reads every value in the store and compares records, journal and index. Writers wait.
    ///
    /// # Errors
    /// [`StoreError::Io`]; damage is in the answer.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        let _turn = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        check(&self.engine, &self.dir)
    }
}

/// Verifies the open engine whose files are in `dir`.
pub(super) fn check(engine: &Engine, dir: &Path) -> Result<Verified, StoreError> {
    let mut check = Check {
        engine,
        head: Revision(0),
        subjects: 0,
        checksum: crc32fast::Hasher::new(),
        suspects: BTreeMap::new(),
        found: Verified { revision: Revision(0), records: 0, edits: 0, checksum: 0, damage: Vec::new() },
    };
    // a tree in which the engine stops is damage like any other, and the next tree is still read
    let steps = [Check::meta, Check::records, Check::journal, Check::beyond_head, Check::index];
    for step in steps {
        let outcome = step(&mut check);
        check.note(outcome)?;
    }
    for key in std::mem::take(&mut check.suspects).into_keys() {
        check.found.damage.push(Flaw::NotAsJournalled.at(Location::Record(key)));
    }
    let blobs = fs::read_dir(dir.join(folder::BLOBS)).map_or(0, Iterator::count);
    if blobs > 0 {
        check.found.damage.push(Flaw::Superfluous.at(Location::Files));
    }
    check.found.checksum = check.checksum.finalize();
    Ok(check.found)
}

struct Check<'a> {
    engine: &'a Engine,
    head: Revision,
    /// Pairs of a subject and a revision that the journal speaks of.
    subjects: u64,
    checksum: crc32fast::Hasher,
    /// Records that differ from an edit of the revision that they name; a later edit of it may explain them.
    suspects: BTreeMap<RecordKey, ()>,
    found: Verified,
}

impl Check<'_> {
    /// Takes damage down and lets only other errors through.
    fn note<T>(&mut self, outcome: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(StoreError::Damaged(damage) | StoreError::NewerValue(damage)) => {
                self.found.damage.push(damage);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    fn meta(&mut self) -> Result<(), StoreError> {
        let state = self.engine.get(Tree::Meta, keys::STATE)?.ok_or(Flaw::Missing.at(Location::State))?;
        let state: State = codec::kept(&state).map_err(|flaw| flaw.at(Location::State))?;
        self.head = state.head;
        self.found.revision = state.head;
        for pair in self.engine.scan(Tree::Meta, &[keys::NOTE]) {
            let (key, value) = pair?;
            let Some((front, [0, 0])) = key.split_last_chunk::<2>() else { continue };
            let joined = if value.len() < LONGEST_VALUE {
                Some(value.to_vec())
            } else {
                read::joined(self.engine, Tree::Meta, |part| [front, &part.to_be_bytes()].concat())?
            };
            let sound = codec::expect(&joined.unwrap_or_default(), kind::NOTE, 1).map(|_| ());
            self.note(sound.map_err(|flaw| flaw.at(Location::Note).into()))?;
        }
        Ok(())
    }

    fn records(&mut self) -> Result<(), StoreError> {
        let mut parts = 0;
        for pair in self.engine.scan(Tree::Records, &[]) {
            let (key, value) = pair?;
            match keys::parse_record(&key) {
                None => self.found.damage.push(Flaw::Misplaced.at(Location::Key)),
                Some((key, 0)) => {
                    let long = value.len() >= LONGEST_VALUE;
                    let bytes = if long { read::raw(self.engine, key)?.unwrap_or_default() } else { value.to_vec() };
                    parts = bytes.len().div_ceil(LONGEST_VALUE);
                    let outcome = self.record(key, &bytes);
                    self.note(outcome)?;
                }
                Some((key, part)) if usize::from(part) >= parts => {
                    self.found.damage.push(Flaw::Superfluous.at(Location::Record(key)));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn record(&mut self, key: RecordKey, bytes: &[u8]) -> Result<(), StoreError> {
        let (revision, record) = read::opened(key, bytes)?;
        let damaged = |flaw: Flaw| StoreError::from(flaw.at(Location::Record(key)));
        if revision == Revision(0) || revision > self.head {
            return Err(damaged(Flaw::NotAsJournalled));
        }
        let Some(record) = record else { return Ok(()) };
        self.found.records += 1;
        let opened = codec::open(bytes).map_err(damaged)?;
        self.checksum.update(&[opened.kind]);
        self.checksum.update(&key.id.to_be_bytes());
        self.checksum.update(&opened.version.to_be_bytes());
        self.checksum.update(opened.payload);
        for subject in record.subjects() {
            self.indexed(subject, revision)?;
        }
        Ok(())
    }

    fn indexed(&self, subject: Subject, revision: Revision) -> Result<(), StoreError> {
        match self.engine.get(Tree::Index, &keys::index(subject, revision))? {
            Some(_) => Ok(()),
            None => Err(Flaw::Missing.at(Location::Index(subject, revision)).into()),
        }
    }

    fn journal(&mut self) -> Result<(), StoreError> {
        for revision in (1..=self.head.0).map(Revision) {
            let outcome = self.revision(revision);
            self.note(outcome)?;
        }
        Ok(())
    }

    fn revision(&mut self, revision: Revision) -> Result<(), StoreError> {
        let header = self.engine.get(Tree::Journal, &keys::journal(revision, 0))?;
        let header = header.ok_or(Flaw::Missing.at(Location::Header(revision)))?;
        let header: Header = codec::kept(&header).map_err(|flaw| flaw.at(Location::Header(revision)))?;
        let mut subjects = BTreeSet::new();
        let mut count = 0;
        for entry in Entries::of(self.engine, revision) {
            count += 1;
            let outcome = self.entry(revision, &entry?, &mut subjects);
            self.note(outcome)?;
        }
        self.found.edits += count;
        self.subjects += subjects.len() as u64;
        for subject in subjects {
            let outcome = self.indexed(subject, revision);
            self.note(outcome)?;
        }
        if count == u64::from(header.edits) && header.revision == revision {
            Ok(())
        } else {
            Err(Flaw::Count { expected: u64::from(header.edits), found: count }.at(Location::Edits(revision)).into())
        }
    }

    fn entry(
        &mut self,
        revision: Revision,
        entry: &JournalEntry,
        subjects: &mut BTreeSet<Subject>,
    ) -> Result<(), StoreError> {
        let edit = entry.edit().map_err(|flaw| flaw.at(Location::Edits(revision)))?;
        subjects.extend(edit.was.iter().chain(&edit.becomes).flat_map(Record::subjects));
        let record = read::raw(self.engine, entry.key)?.ok_or(Flaw::Missing.at(Location::Record(entry.key)))?;
        // a record that cannot be opened has been noted where records are read
        let Ok(opened) = codec::open(&record) else { return Ok(()) };
        if opened.revision < revision {
            return Err(Flaw::NotAsJournalled.at(Location::Record(entry.key)).into());
        }
        if record == entry.becomes {
            self.suspects.remove(&entry.key);
        } else if opened.revision == revision {
            self.suspects.insert(entry.key, ());
        }
        Ok(())
    }

    fn beyond_head(&mut self) -> Result<(), StoreError> {
        let next = Revision(self.head.0.saturating_add(1));
        if self.engine.scan_from(Tree::Journal, keys::journal(next, 0)).next().transpose()?.is_some() {
            self.found.damage.push(Flaw::Superfluous.at(Location::Edits(next)));
        }
        Ok(())
    }

    fn index(&mut self) -> Result<(), StoreError> {
        let mut count = 0;
        for pair in self.engine.scan(Tree::Index, &[]) {
            let (key, _) = pair?;
            if keys::parse_index(&key).is_none() {
                self.found.damage.push(Flaw::Misplaced.at(Location::Key));
            }
            count += 1;
        }
        if count > self.subjects {
            self.found.damage.push(Flaw::Count { expected: self.subjects, found: count }.at(Location::Key));
        }
        Ok(())
    }
}
