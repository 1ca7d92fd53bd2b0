//! What a session is and does: model, actions, keys, screens' state, update. Knows no ratatui and no crossterm.
//!
//! `update` is synchronous and touches only the model; clock, disk and threads are effects that a [`host::Host`]
//! carries out, and whose results come back as messages.

pub mod host;
pub mod words;
