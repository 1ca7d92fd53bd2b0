//! The user's own files: where they lie, and what is in them.

pub mod data;
pub mod keymap;
pub mod paths;
pub mod settings;
