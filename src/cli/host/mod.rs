//! The machine on which the program runs: clock, login, the data that it reads, and stores on disk.

mod local;
mod login;
pub mod province;
pub mod sample;
mod session;

pub use local::{LocalHost, repairs};
