//! What a session is and does: model, actions, keys, screens' state, update. Knows no ratatui and no crossterm.
//!
//! A key becomes an action by the keymap, an action changes the model, what takes time becomes an effect: `update` is
//! synchronous and touches only the model; clock, disk and threads are effects that a `runtime` carries out, and
//! whose results come back as messages.

pub mod input;
pub mod model;
pub mod outgoing;
pub mod overlays;
pub mod parts;
pub mod plain;
pub mod screens;
pub mod session;
pub mod update;
pub mod words;

#[cfg(test)]
pub(crate) mod tests;
