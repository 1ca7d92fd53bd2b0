//! The store as its users see it: what was answered for is there, what is not there is told, nothing is overwritten.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy allows these in tests and not in what tests share"
)]

mod backup;
mod damage;
mod hold;
mod kill;
mod model;
mod replay;
mod threads;
