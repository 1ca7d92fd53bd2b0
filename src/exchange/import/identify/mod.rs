//! Fourth step: which record a row is about. A record that is not on file yet gets its id in the next step.

mod person;
mod record;

pub(super) use person::{IdentifiedPerson, KeepsBirth};
pub(super) use record::{About, Identified, identify};
