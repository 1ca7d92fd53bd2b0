//! Commands about the program itself.

pub mod completions;
pub mod doctor;
pub mod keys;
pub mod paths;
