//! Carries out what a session asks of the world: stores, files, clocks, threads, the search index. `app` only asks; what
//! takes time runs here on threads of its own, and every answer comes back as a message.
//!
//! A question to the finder always ends: it is answered, superseded by a later one of the same asker, or cancelled
//! ([`crate::app::overlays::asks::Outcome`]).

mod finder;
pub mod host;
pub mod import;
mod journal;
pub mod outgoing;
#[cfg(test)]
mod storeless;
mod tasks;
#[cfg(test)]
mod tests;
mod world;

#[cfg(test)]
pub(crate) use storeless::StorelessWorld;
pub use tasks::Tasks;
pub use world::{News, World};
