//! Commands that make, keep and hand out a store.

pub mod backup;
pub mod export;
pub mod init;
pub mod mend;
pub mod paper;
pub mod sample;
pub mod verify;
