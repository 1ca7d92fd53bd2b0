//! What is tested from outside: through the library's rooms, and on the real program. One test program, since each
//! links the whole library; `cargo test --test it rules::` runs one module of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod bad_input;
mod cli;
mod days;
mod ended;
mod fields;
mod find;
mod gates;
mod import;
mod keys;
mod lookups;
mod panic;
mod papers;
mod planning;
mod policy;
mod province;
mod pty;
mod rename;
mod reorganised;
mod rotations;
mod rules;
mod rulings;
mod screen;
mod sessions;
mod store;
#[path = "../support/mod.rs"]
mod support;
mod today;
mod two_sessions;
