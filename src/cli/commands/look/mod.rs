//! Commands that only look.

pub mod check;
pub mod displaced;
pub mod find;
pub mod indicators;
pub mod journal;
pub mod policy;
pub mod report;
pub mod show;
pub mod tree;
