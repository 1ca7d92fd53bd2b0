//! The journal's bytes: the edits of a revision as one stream, cut into parts that the engine takes.
//!
//! A part's payload begins with the place of the first edit that begins in it, so that a revision can be taken back
//! from its end part by part, whatever its size.

use super::codec::{self, kind};
use super::engine::{Batch, Engine, LONGEST_VALUE, Pair, Tree};
use super::error::{Flaw, Location, StoreError};
use super::keys;
use crate::domain::{Day, Edit, Nature, RecordKey, RecordKind, Revision};

/// Version of the parts' layout.
const LAYOUT: u16 = 1;
/// Stream bytes in a part: what the envelope and the place of the first edit leave.
const ROOM: usize = LONGEST_VALUE - 15 - 2;
/// No edit begins in the part.
const NONE_BEGINS: u16 = u16::MAX;
/// There was no value before.
const NO_WAS: u32 = u32::MAX;

/// An edit as it is journalled: the values before and after, byte for byte as the records tree holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JournalEntry {
    pub nature: Nature,
    pub key: RecordKey,
    pub was: Option<Vec<u8>>,
    pub becomes: Vec<u8>,
}

impl JournalEntry {
    fn to_bytes(&self) -> Result<Vec<u8>, StoreError> {
        let length = |bytes: &[u8]| {
            u32::try_from(bytes.len())
                .map_err(|_| StoreError::TooLong { bytes: bytes.len() as u64, limit: u64::from(NO_WAS) })
        };
        let was = self.was.as_deref().unwrap_or_default();
        let mut bytes = Vec::with_capacity(18 + was.len() + self.becomes.len());
        let (nature, day) = match self.nature {
            Nature::Correction => (0, 0),
            Nature::Change(day) => (1, day.0),
        };
        bytes.push(nature);
        bytes.extend(day.to_be_bytes());
        bytes.push(self.key.kind as u8);
        bytes.extend(self.key.id.to_be_bytes());
        bytes.extend(if self.was.is_some() { length(was)? } else { NO_WAS }.to_be_bytes());
        bytes.extend(was);
        bytes.extend(&self.becomes);
        let mut framed = length(&bytes)?.to_be_bytes().to_vec();
        framed.append(&mut bytes);
        Ok(framed)
    }

    fn from_bytes(bytes: &[u8]) -> Option<JournalEntry> {
        let ([nature], rest) = bytes.split_first_chunk()?;
        let (day, rest) = rest.split_first_chunk()?;
        let nature = match nature {
            0 => Nature::Correction,
            1 => Nature::Change(Day(i32::from_be_bytes(*day))),
            _ => return None,
        };
        let ([kind], rest) = rest.split_first_chunk()?;
        let (id, rest) = rest.split_first_chunk()?;
        let key = RecordKey { kind: RecordKind::from_byte(*kind)?, id: u64::from_be_bytes(*id) };
        let (length, rest) = rest.split_first_chunk()?;
        let (was, becomes) = match u32::from_be_bytes(*length) {
            NO_WAS => (None, rest),
            length => {
                let (was, becomes) = rest.split_at_checked(usize::try_from(length).ok()?)?;
                (Some(was.to_vec()), becomes)
            }
        };
        Some(JournalEntry { nature, key, was, becomes: becomes.to_vec() })
    }

    /// The edit that was journalled, its records brought up to today's versions.
    pub(super) fn edit(&self) -> Result<Edit, Flaw> {
        let was = match &self.was {
            Some(bytes) => codec::open_record(bytes)?.1,
            None => None,
        };
        Ok(Edit { nature: self.nature, was, becomes: codec::open_record(&self.becomes)?.1 })
    }
}

/// Takes one framed entry off the front of a stream; `None` where it does not hold a whole one.
fn take(stream: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = stream.split_first_chunk()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

/// Cuts a revision's edits into parts.
pub(super) struct Writer {
    revision: Revision,
    part: u32,
    first: Option<usize>,
    stream: Vec<u8>,
}

impl Writer {
    pub(super) fn new(revision: Revision) -> Writer {
        Writer { revision, part: 1, first: None, stream: Vec::with_capacity(ROOM) }
    }

    /// Adds an entry; parts that it fills go into the batch.
    pub(super) fn push(&mut self, entry: &JournalEntry, batch: &mut Batch) -> Result<(), StoreError> {
        if self.stream.len() == ROOM {
            self.end_part(batch)?;
        }
        self.first.get_or_insert(self.stream.len());
        let bytes = entry.to_bytes()?;
        let mut rest = bytes.as_slice();
        while let Some((now, later)) = rest.split_at_checked(ROOM - self.stream.len()) {
            self.stream.extend(now);
            rest = later;
            if rest.is_empty() {
                return Ok(());
            }
            self.end_part(batch)?;
        }
        self.stream.extend(rest);
        Ok(())
    }

    /// Ends the part that is being filled. No entry may be left half written in a batch.
    pub(super) fn end_part(&mut self, batch: &mut Batch) -> Result<(), StoreError> {
        if self.stream.is_empty() {
            return Ok(());
        }
        let first = self.first.take().and_then(|at| u16::try_from(at).ok()).unwrap_or(NONE_BEGINS);
        let mut payload = first.to_be_bytes().to_vec();
        payload.append(&mut self.stream);
        let value = codec::seal(kind::PART, LAYOUT, self.revision, &payload);
        batch.put(Tree::Journal, keys::journal(self.revision, self.part), value)?;
        self.part = self.part.saturating_add(1);
        Ok(())
    }
}

/// A part: its number, where the first edit begins in it, its bytes of the stream.
struct JournalPart {
    number: u32,
    first: Option<usize>,
    stream: Vec<u8>,
}

fn part_of(pair: Pair, revision: Revision) -> Result<JournalPart, StoreError> {
    let damaged = |flaw: Flaw| StoreError::from(flaw.at(Location::Edits(revision)));
    let (key, value) = pair?;
    let (of, number) = keys::parse_journal(&key).ok_or_else(|| damaged(Flaw::Misplaced))?;
    let opened = codec::expect(&value, kind::PART, LAYOUT).map_err(damaged)?;
    if of != revision || opened.revision != revision {
        return Err(damaged(Flaw::Misplaced));
    }
    let (first, stream) = opened.payload.split_first_chunk().ok_or_else(|| damaged(Flaw::Short))?;
    let first = Some(u16::from_be_bytes(*first)).filter(|first| *first != NONE_BEGINS).map(usize::from);
    Ok(JournalPart { number, first, stream: stream.to_vec() })
}

/// The entries of a revision in their order.
pub(super) struct Entries {
    parts: Box<dyn Iterator<Item = Pair> + Send>,
    revision: Revision,
    next: u32,
    stream: Vec<u8>,
    at: usize,
    over: bool,
}

impl Entries {
    pub(super) fn of(engine: &Engine, revision: Revision) -> Entries {
        let parts = engine
            .scan_from(Tree::Journal, keys::journal(revision, 1))
            .take_while(move |pair| pair.as_ref().map_or(true, |(key, _)| key.starts_with(&revision.0.to_be_bytes())));
        Entries { parts: Box::new(parts), revision, next: 1, stream: Vec::new(), at: 0, over: false }
    }

    fn damaged(&self, flaw: Flaw) -> StoreError {
        flaw.at(Location::Edits(self.revision)).into()
    }

    fn try_next(&mut self) -> Result<Option<JournalEntry>, StoreError> {
        loop {
            let rest = self.stream.get(self.at..).unwrap_or_default();
            if let Some((bytes, later)) = take(rest) {
                self.at = self.stream.len() - later.len();
                let entry = JournalEntry::from_bytes(bytes);
                return entry.map(Some).ok_or_else(|| self.damaged(Flaw::Fields("edit".to_owned())));
            }
            let finished = rest.is_empty();
            let Some(pair) = self.parts.next() else {
                return if finished { Ok(None) } else { Err(self.damaged(Flaw::Short)) };
            };
            let part = part_of(pair, self.revision)?;
            if part.number != self.next {
                return Err(self.damaged(Flaw::Missing));
            }
            self.next += 1;
            self.stream.drain(..self.at);
            self.at = 0;
            self.stream.extend(part.stream);
        }
    }
}

impl Iterator for Entries {
    type Item = Result<JournalEntry, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let next = self.try_next();
        self.over = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

/// The entries of a revision that begin in one part, last first, with the part's number.
pub(super) struct Backwards {
    parts: Box<dyn Iterator<Item = Pair> + Send>,
    revision: Revision,
    /// Bytes of later parts that belong to an edit that begins earlier.
    carried: Vec<u8>,
}

impl Backwards {
    pub(super) fn of(engine: &Engine, revision: Revision) -> Backwards {
        let parts = engine
            .scan(Tree::Journal, &revision.0.to_be_bytes())
            .rev()
            .take_while(move |pair| pair.as_ref().map_or(true, |(key, _)| **key != *keys::journal(revision, 0)));
        Backwards { parts: Box::new(parts), revision, carried: Vec::new() }
    }
}

impl Iterator for Backwards {
    type Item = Result<(u32, Vec<JournalEntry>), StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let damaged = |flaw: Flaw| StoreError::from(flaw.at(Location::Edits(self.revision)));
        let part = match part_of(self.parts.next()?, self.revision) {
            Ok(part) => part,
            Err(error) => return Some(Err(error)),
        };
        let begins = part.first.unwrap_or(part.stream.len());
        let Some((before, after)) = part.stream.split_at_checked(begins) else {
            return Some(Err(damaged(Flaw::Short)));
        };
        let mut stream = after.to_vec();
        stream.append(&mut self.carried);
        self.carried = before.to_vec();
        if part.first.is_none() {
            self.carried.append(&mut stream);
            return Some(Ok((part.number, Vec::new())));
        }
        let mut entries = Vec::new();
        let mut rest = stream.as_slice();
        while !rest.is_empty() {
            let Some((entry, later)) =
                take(rest).and_then(|(bytes, later)| Some((JournalEntry::from_bytes(bytes)?, later)))
            else {
                return Some(Err(damaged(Flaw::Short)));
            };
            entries.push(entry);
            rest = later;
        }
        entries.reverse();
        Some(Ok((part.number, entries)))
    }
}
