//! Why no sample can be made.

use super::structure;

/// Why no sample can be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A data file of the sample does not say what it should.
    #[error("data/sample/{file}: {why}")]
    Data {
        file: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The units and posts cannot be made.
    #[error(transparent)]
    Structure(#[from] structure::StructureError),
}
