//! What leaves the register: counts and tables that reports ask for.
//!
//! Reads views; changes nothing. What a table counts is data in `data/reports`.

pub mod workforce;
