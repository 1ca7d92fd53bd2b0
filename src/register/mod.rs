//! The province in memory: snapshots, views, indexes, counts, and the one way in which it changes.
//!
//! Holds every dated fact that a count, a rule or a screen reads, as records behind `Arc` in persistent maps: a
//! reader keeps the snapshot it began with and never waits. Texts of dossiers stay in the store. Knows nothing of
//! screens, keys or files other than the store's.

pub mod agenda;
pub mod begin;
pub mod catalogue;
pub mod check;
mod corpus;
pub mod counts;
mod decrees;
pub mod displaced;
mod facts;
pub mod fields;
pub mod findings;
pub mod gazetteer;
pub mod handle;
pub mod history;
mod jobs;
pub mod journal;
pub mod known;
mod lands;
pub mod large;
pub mod locality;
pub mod mend;
pub mod names;
pub mod namesakes;
pub mod naming;
pub mod office_names;
pub mod origins;
pub mod people;
pub mod person_name;
pub mod planning;
mod pools;
mod problem;
mod proposal;
pub mod reorganise;
pub mod rotations;
mod since;
pub mod snapshot;
mod take_back;
mod taken_back;
pub mod trial;
pub mod view;
mod writer;

pub use catalogue::Catalogue;
pub use counts::{Counts, Tally};
pub use decrees::names_decree;
pub use handle::{Register, RegisterError, Texts};
pub use proposal::{Changed, CommitError, Named, Proposal, TakeBackError};
pub use snapshot::{Ground, Loaded, Snapshot};
pub use view::{PostRow, Successor, View};
pub use writer::StoreEvent;
