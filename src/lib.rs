//! Cadres, posts and units of one province, kept from the keyboard.
//!
//! The rooms stand in `ARCHITECTURE.md`; each opens with what it is for and what may not enter.

pub mod app;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod policy;
pub mod register;
pub mod runtime;
pub mod sample;
pub mod search;
pub mod store;
pub mod terminal;
pub mod ui;
