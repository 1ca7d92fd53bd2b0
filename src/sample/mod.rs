//! The invented province: units and posts of Lạng Sơn with their history, and the people who hold them.
//!
//! May use `domain` and `register`. What it makes is data; it writes nothing, and no person of the real province enters.

pub mod structure;
