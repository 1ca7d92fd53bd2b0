//! Notes of an author: drafts, forms half typed, the history of a session. They lie in `meta`, beside the journal.

use super::codec::{self, kind};
use super::engine::{Batch, LONGEST_VALUE, Tree};
use super::error::{Flaw, Location, StoreError};
use super::handle::Store;
use super::write::put_parts;
use super::{keys, read};

/// Version of a note's layout: bytes that the store does not look into.
const LAYOUT: u16 = 1;

impl Store {
    /// What an author wants to find again in the next session (a draft, a form half typed, a history); no bytes
    /// forget it. It is no edit and not journalled. Never put a sensitive field in it.
    ///
    /// # Errors
    /// [`StoreError::TooLong`] for more than 1 MiB or a name of more than 255 bytes, and as [`Store::commit`].
    pub fn put_note(&self, author: &str, name: &str, text: &[u8]) -> Result<(), StoreError> {
        let _turn = self.turn()?;
        let front = keys::note(author, name)
            .ok_or(StoreError::TooLong { bytes: author.len().max(name.len()) as u64, limit: u64::from(u8::MAX) })?;
        if text.len() as u64 > codec::LONGEST_PAYLOAD {
            return Err(StoreError::TooLong { bytes: text.len() as u64, limit: codec::LONGEST_PAYLOAD });
        }
        let key = |part: u16| [front.as_slice(), &part.to_be_bytes()].concat();
        let before = read::joined(&self.engine, Tree::Meta, key)?.map_or(0, |bytes| bytes.len());
        let value = if text.is_empty() { Vec::new() } else { codec::seal(kind::NOTE, LAYOUT, self.head(), text) };
        let mut batch = Batch::default();
        put_parts(&mut batch, Tree::Meta, key, &value, before.div_ceil(LONGEST_VALUE))?;
        self.durable(&batch)
    }

    /// What was put under this name; nothing where nothing was.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn note(&self, author: &str, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(front) = keys::note(author, name) else { return Ok(None) };
        let key = |part: u16| [front.as_slice(), &part.to_be_bytes()].concat();
        let Some(bytes) = read::joined(&self.engine, Tree::Meta, key)? else { return Ok(None) };
        let note = codec::expect(&bytes, kind::NOTE, LAYOUT).map_err(|flaw| flaw.at(Location::Note))?;
        Ok(Some(note.payload.to_vec()))
    }

    /// The names of an author's notes, in their order.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn notes(&self, author: &str) -> Result<Vec<String>, StoreError> {
        let Some(front) = keys::notes(author) else { return Ok(Vec::new()) };
        let mut names = Vec::new();
        for pair in self.engine.scan(Tree::Meta, &front) {
            let (key, _) = pair?;
            let rest = key.strip_prefix(front.as_slice()).and_then(keys::parse_note);
            let (name, part) = rest.ok_or_else(|| Flaw::Misplaced.at(Location::Note))?;
            if part == 0 {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }
}
