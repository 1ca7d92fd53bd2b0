//! The store: one province's records, their journal, and what is asked of both, in four sled trees.
//!
//! Keys, envelopes, commits that last, interrupted revisions, opening, backup, verification. Only `domain` may be
//! used here. sled is named in `engine.rs` alone, bincode in `codec.rs` alone; neither is maintained any more. No
//! rule and no word for the screen may enter: errors and reports are types.
//!
//! `meta` holds format, province, head revision, counters and notes; `records` kind, id, part → record; `index`
//! subject, revision; `journal` revision, part → header and edits. See [`Store::commit`] for what an answer means.

mod backup;
mod codec;
mod engine;
mod error;
mod folder;
mod handle;
mod ids;
mod journal;
mod keys;
mod notes;
mod open;
mod quiet;
mod read;
mod state;
#[cfg(test)]
mod tests;
mod verify;
mod write;

pub use backup::{Summary, restore};
pub use error::{Damage, Flaw, Location, StoreError};
pub use handle::Store;
pub use ids::Ids;
pub use open::{Opened, Repair, Repaired, RolledBack};
pub use quiet::is_catching;
pub use read::Records;
pub use state::{Province, SampleMark};
pub use verify::Verified;
pub use write::{Phase, Written};
