//! The invented people of the sample province, made so that what is counted from their records meets what the source
//! reports print.
//!
//! Everything is drawn from a seed: the same number of people and the same seed give the same records. What is to be
//! met and what people are like is data (`data/sample/`); no figure stands in the code. No clock, no file, no screen
//! enters here; the room reads the catalogue and the gazetteer through the register and hands out edits.

pub mod figures;
pub mod names;
mod ground;
mod habits;
mod life;
mod person;
mod plan;
mod profile;
pub mod quota;
mod retire;
pub mod rng;
mod seats;
pub mod structure;

/// Why no sample can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SampleError {
    /// A data file of the sample does not say what it should.
    #[error("data/sample/{file}: {why}")]
    Data {
        /// The file.
        file: &'static str,
        /// What is wrong with it.
        why: String,
    },
}
