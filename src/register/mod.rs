//! The province in memory: the catalogue, the gazetteer, and what the rooms above ask of them.
//!
//! May use `domain`, `store`, `policy` and `search`; nothing of the screen, the command line or the sample may enter.

pub mod catalogue;
pub mod gazetteer;
