//! Keys: fixed width and big-endian, so that a prefix is a question that the program asks. (A note's key holds two
//! names with their lengths in front, which serves the same end.)

use crate::domain::{CadreId, PostId, RecordKey, RecordKind, Revision, Subject, UnitId};

pub(super) const FORMAT: &[u8] = &[1];
pub(super) const PROVINCE: &[u8] = &[2];
pub(super) const STATE: &[u8] = &[3];
pub(super) const NOTE: u8 = 16;

/// The index's question "which revisions changed this subject".
const CHANGED_IN: u8 = 1;

pub(super) fn record(key: RecordKey, part: u16) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(11);
    bytes.push(key.kind as u8);
    bytes.extend(key.id.to_be_bytes());
    bytes.extend(part.to_be_bytes());
    bytes
}

pub(super) fn parse_record(bytes: &[u8]) -> Option<(RecordKey, u16)> {
    let (kind, rest) = bytes.split_first()?;
    let (id, part) = rest.split_first_chunk()?;
    let key = RecordKey { kind: RecordKind::from_byte(*kind)?, id: u64::from_be_bytes(*id) };
    Some((key, u16::from_be_bytes(part.try_into().ok()?)))
}

/// Part 0 is the header, the edits begin in part 1.
pub(super) fn journal(revision: Revision, part: u32) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(12);
    bytes.extend(revision.0.to_be_bytes());
    bytes.extend(part.to_be_bytes());
    bytes
}

pub(super) fn parse_journal(bytes: &[u8]) -> Option<(Revision, u32)> {
    let (revision, part) = bytes.split_first_chunk()?;
    Some((Revision(u64::from_be_bytes(*revision)), u32::from_be_bytes(part.try_into().ok()?)))
}

pub(super) fn subject(subject: Subject) -> Vec<u8> {
    let (letter, id) = match subject {
        Subject::Unit(id) => (b'u', id.0),
        Subject::Post(id) => (b'p', id.0),
        Subject::Cadre(id) => (b'c', id.0),
    };
    let mut bytes = Vec::with_capacity(18);
    bytes.extend([CHANGED_IN, letter]);
    bytes.extend(id.to_be_bytes());
    bytes
}

pub(super) fn index(of: Subject, revision: Revision) -> Vec<u8> {
    let mut bytes = subject(of);
    bytes.extend(revision.0.to_be_bytes());
    bytes
}

pub(super) fn parse_index(bytes: &[u8]) -> Option<(Subject, Revision)> {
    let (question, rest) = bytes.split_first()?;
    let (letter, rest) = rest.split_first()?;
    let (id, revision) = rest.split_first_chunk()?;
    let id = u64::from_be_bytes(*id);
    let subject = match (*question, *letter) {
        (CHANGED_IN, b'u') => Subject::Unit(UnitId(id)),
        (CHANGED_IN, b'p') => Subject::Post(PostId(id)),
        (CHANGED_IN, b'c') => Subject::Cadre(CadreId(id)),
        _ => return None,
    };
    Some((subject, Revision(u64::from_be_bytes(revision.try_into().ok()?))))
}

/// All notes of an author; `None` where the name is longer than 255 bytes.
pub(super) fn notes(author: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![NOTE, u8::try_from(author.len()).ok()?];
    bytes.extend(author.as_bytes());
    Some(bytes)
}

/// One note, without the part; `None` where a name is longer than 255 bytes.
pub(super) fn note(author: &str, name: &str) -> Option<Vec<u8>> {
    let mut bytes = notes(author)?;
    bytes.push(u8::try_from(name.len()).ok()?);
    bytes.extend(name.as_bytes());
    Some(bytes)
}

/// The name in a note's key, of which the author's prefix has been taken off, and the part.
pub(super) fn parse_note(rest: &[u8]) -> Option<(&str, u16)> {
    let (length, rest) = rest.split_first()?;
    let (name, part) = rest.split_at_checked(usize::from(*length))?;
    Some((std::str::from_utf8(name).ok()?, u16::from_be_bytes(part.try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_stand_in_the_order_of_what_they_name(a: (u64, u16), b: (u64, u16), c: (u64, u32), d: (u64, u32)) {
            let key = |id| RecordKey { kind: RecordKind::Cadre, id };
            prop_assert_eq!(record(key(a.0), a.1).cmp(&record(key(b.0), b.1)), a.cmp(&b));
            prop_assert_eq!(journal(Revision(c.0), c.1).cmp(&journal(Revision(d.0), d.1)), c.cmp(&d));
            prop_assert_eq!(parse_record(&record(key(a.0), a.1)), Some((key(a.0), a.1)));
            prop_assert_eq!(parse_journal(&journal(Revision(c.0), c.1)), Some((Revision(c.0), c.1)));
            let post = Subject::Post(PostId(a.0));
            prop_assert_eq!(parse_index(&index(post, Revision(b.0))), Some((post, Revision(b.0))));
        }
    }

    #[test]
    fn one_authors_notes_are_never_anothers() {
        let mine = notes("an").unwrap();
        assert!(!note("ana", "draft").unwrap().starts_with(&mine));
        assert!(note("an", "draft").unwrap().starts_with(&mine));
        assert_eq!(note(&"x".repeat(256), "draft"), None);
    }
}
