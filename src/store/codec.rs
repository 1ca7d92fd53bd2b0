//! bincode, which is named in this file only, and the envelope around every value.
//!
//! An envelope is kind (1 byte), schema version (2), revision (8), CRC-32 of all the rest (4), payload. The revision
//! of a record is the one that wrote it last, so "who changed this" needs no search. Numbers are big-endian.
//!
//! A type's version is frozen: once a store has been written, a new field means a new version. A field that is put
//! behind all others is unknown in what was written before (`with_unknown`); any other change leaves a struct of the
//! version before and a `From` of it (`codec/older.rs`). The types of `domain` are the newest version of each kind.
//! bincode has no names in its bytes, so `default`, `skip`, `flatten`, `untagged`, `usize` and maps may not enter.

pub(super) mod older;

use super::error::Flaw;
use crate::domain::{Header, Record, RecordKind, Revision};
use bincode::Options;
use older::CadreV1;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The longest payload, in bytes; a wrong length in damaged bytes cannot ask for more memory than this.
pub(super) const LONGEST_PAYLOAD: u64 = 1 << 20;

/// Version of an envelope that says "removed in this revision" and has no payload.
const REMOVED: u16 = 0;

const FRAME: usize = 15;

/// Kinds of values that are not records; records have the numbers of [`RecordKind`].
pub(super) mod kind {
    pub const FORMAT: u8 = 0x81;
    pub const PROVINCE: u8 = 0x82;
    pub const STATE: u8 = 0x83;
    pub const NOTE: u8 = 0x84;
    pub const HEADER: u8 = 0x85;
    pub const PART: u8 = 0x86;
}

/// A value taken out of its envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opened<'a> {
    pub kind: u8,
    pub version: u16,
    pub revision: Revision,
    pub payload: &'a [u8],
}

/// Puts a payload into an envelope.
pub(super) fn seal(kind: u8, version: u16, revision: Revision, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(FRAME + payload.len());
    bytes.push(kind);
    bytes.extend(version.to_be_bytes());
    bytes.extend(revision.0.to_be_bytes());
    let crc = crc(&[&bytes, payload]);
    bytes.extend(crc.to_be_bytes());
    bytes.extend(payload);
    bytes
}

/// Takes a value out of its envelope, if not a bit of it has changed.
pub(super) fn open(bytes: &[u8]) -> Result<Opened<'_>, Flaw> {
    let (front, rest) = bytes.split_first_chunk::<11>().ok_or(Flaw::Short)?;
    let (sum, payload) = rest.split_first_chunk().ok_or(Flaw::Short)?;
    if crc(&[front, payload]) != u32::from_be_bytes(*sum) {
        return Err(Flaw::Checksum);
    }
    let [kind, v0, v1, revision @ ..] = front;
    let revision = Revision(u64::from_be_bytes(*revision));
    Ok(Opened { kind: *kind, version: u16::from_be_bytes([*v0, *v1]), revision, payload })
}

/// CRC-32 of the pieces one after the other.
pub(super) fn crc(pieces: &[&[u8]]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    for piece in pieces {
        crc.update(piece);
    }
    crc.finalize()
}

fn options() -> impl Options {
    bincode::DefaultOptions::new().with_limit(LONGEST_PAYLOAD)
}

fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, Flaw> {
    options().serialize(value).map_err(|error| match *error {
        bincode::ErrorKind::SizeLimit => Flaw::TooLong {
            bytes: bincode::DefaultOptions::new().serialized_size(value).unwrap_or(u64::MAX),
            limit: LONGEST_PAYLOAD,
        },
        other => Flaw::Fields(other.to_string()),
    })
}

fn read<T: DeserializeOwned>(payload: &[u8]) -> Result<T, Flaw> {
    options().deserialize(payload).map_err(|error| Flaw::Fields(error.to_string()))
}

/// A value that is not a record, in its present version.
pub(super) trait Kept: Serialize + DeserializeOwned {
    const KIND: u8;
    const VERSION: u16 = 1;

    /// Reads a version that stores may still hold; none where there was no such version.
    fn older(_version: u16, _payload: &[u8]) -> Option<Result<Self, Flaw>> {
        None
    }
}

impl Kept for Header {
    const KIND: u8 = kind::HEADER;
}

/// Seals such a value.
pub(super) fn keep<T: Kept>(value: &T, revision: Revision) -> Result<Vec<u8>, Flaw> {
    Ok(seal(T::KIND, T::VERSION, revision, &write(value)?))
}

/// Opens such a value.
pub(super) fn kept<T: Kept>(bytes: &[u8]) -> Result<T, Flaw> {
    let value = open(bytes)?;
    match T::older(value.version, value.payload) {
        Some(older) if value.kind == T::KIND => older,
        _ => read(expect(bytes, T::KIND, T::VERSION)?.payload),
    }
}

/// Opens an envelope that must be of this kind and version.
pub(super) fn expect(bytes: &[u8], kind: u8, known: u16) -> Result<Opened<'_>, Flaw> {
    let value = open(bytes)?;
    if value.kind != kind {
        return Err(Flaw::Misplaced);
    }
    if value.version != known {
        return Err(Flaw::NewerVersion { kind, found: value.version, known });
    }
    Ok(value)
}

/// Seals a record as it becomes in a revision.
pub(super) fn seal_record(record: &Record, revision: Revision) -> Result<Vec<u8>, Flaw> {
    let payload = match record {
        Record::Unit(r) => write(r),
        Record::Post(r) => write(r),
        Record::Cadre(r) => write(r),
        Record::Appointment(r) => write(r),
        Record::Grades(r) => write(r),
        Record::Standing(r) => write(r),
        Record::Conduct(r) => write(r),
        Record::Kin(r) => write(r),
        Record::Statuses(r) => write(r),
        Record::UnitGrades(r) => write(r),
        Record::Training(r) => write(r),
        Record::Dossier(r) => write(r),
        Record::Entry(r) => write(r),
        Record::Round(r) => write(r),
        Record::Rotation(r) => write(r),
        Record::Ruling(r) => write(r),
    }?;
    let kind = record.key().kind;
    Ok(seal(kind as u8, newest(kind), revision, &payload))
}

/// What stays of a record that was removed in a revision.
pub(super) fn seal_removal(kind: RecordKind, revision: Revision) -> Vec<u8> {
    seal(kind as u8, REMOVED, revision, &[])
}

/// The version in which records of a kind are written.
pub(super) fn newest(kind: RecordKind) -> u16 {
    match kind {
        RecordKind::Cadre => 3,
        RecordKind::Post | RecordKind::Appointment | RecordKind::UnitGrades => 2,
        _ => 1,
    }
}

/// The revision that wrote the record last, and the record, unless it was removed.
pub(super) fn open_record(bytes: &[u8]) -> Result<(Revision, Option<Record>), Flaw> {
    let value = open(bytes)?;
    let kind = RecordKind::from_byte(value.kind).ok_or(Flaw::UnknownKind(value.kind))?;
    if value.version == REMOVED {
        let nothing_else = value.payload.is_empty();
        return if nothing_else { Ok((value.revision, None)) } else { Err(Flaw::Fields("removed".to_owned())) };
    }
    Ok((value.revision, Some(upgraded(kind, value.version, value.payload)?)))
}

/// The payload of a version after which so many fields have been put behind the others: a zero byte stands for a value
/// that is absent, an empty text or an empty list.
fn with_unknown(payload: &[u8], fields: usize) -> Vec<u8> {
    let mut longer = payload.to_vec();
    longer.resize(payload.len() + fields, 0);
    longer
}

/// Reads a version of a record and brings it up to the newest.
fn upgraded(kind: RecordKind, version: u16, payload: &[u8]) -> Result<Record, Flaw> {
    Ok(match (kind, version) {
        (RecordKind::Unit, 1) => Record::Unit(read(payload)?),
        (RecordKind::Post, 1) => Record::Post(read(&with_unknown(payload, 1))?),
        (RecordKind::Post, 2) => Record::Post(read(payload)?),
        (RecordKind::Cadre, 1) => Record::Cadre(read::<CadreV1>(payload)?.into()),
        (RecordKind::Cadre, 2) => Record::Cadre(read(&with_unknown(payload, 1))?),
        (RecordKind::Cadre, 3) => Record::Cadre(read(payload)?),
        (RecordKind::Appointment, 1) => Record::Appointment(read(&with_unknown(payload, 1))?),
        (RecordKind::Appointment, 2) => Record::Appointment(read(payload)?),
        (RecordKind::Grades, 1) => Record::Grades(read(payload)?),
        (RecordKind::Standing, 1) => Record::Standing(read(payload)?),
        (RecordKind::Conduct, 1) => Record::Conduct(read(payload)?),
        (RecordKind::Kin, 1) => Record::Kin(read(payload)?),
        (RecordKind::Statuses, 1) => Record::Statuses(read(payload)?),
        (RecordKind::UnitGrades, 1) => Record::UnitGrades(read(&with_unknown(payload, 1))?),
        (RecordKind::UnitGrades, 2) => Record::UnitGrades(read(payload)?),
        (RecordKind::Training, 1) => Record::Training(read(payload)?),
        (RecordKind::Dossier, 1) => Record::Dossier(read(payload)?),
        (RecordKind::Entry, 1) => Record::Entry(read(payload)?),
        (RecordKind::Round, 1) => Record::Round(read(payload)?),
        (RecordKind::Rotation, 1) => Record::Rotation(read(payload)?),
        (RecordKind::Ruling, 1) => Record::Ruling(read(payload)?),
        (kind, found) => return Err(Flaw::NewerVersion { kind: kind as u8, found, known: newest(kind) }),
    })
}

/// The store's format, the first thing that is read of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Format(pub u16);

impl Kept for Format {
    const KIND: u8 = kind::FORMAT;
}
