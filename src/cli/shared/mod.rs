//! What several commands do: identify what a name means, print findings, enter changes.

pub mod editing;
pub mod finding;
pub mod identify;
pub mod made;
pub mod naming;
pub mod outcome;
pub mod revision;
pub mod rotation;
pub mod search;
pub mod summary;
