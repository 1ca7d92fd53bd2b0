//! What a session is and does: model, actions, keys, screens' state, update. Knows no ratatui and no crossterm.
//!
//! A key becomes an action by the keymap, an action changes the model, what takes time becomes an effect: `update` is
//! synchronous and touches only the model; clock, disk and threads are effects that a [`host::Host`] carries out, and
//! whose results come back as messages.

pub mod act;
pub mod action;
pub mod begin;
pub mod cadres;
pub mod card;
pub mod chain;
pub mod copy;
pub mod desk;
pub mod dossier;
pub mod echo;
pub mod effect;
pub mod filters;
pub mod find;
pub mod finder;
pub mod findings;
pub mod follow;
pub mod form;
pub mod form2c;
pub mod found;
pub mod help;
mod hints;
pub mod host;
pub mod import;
pub mod indicators;
pub mod input;
pub mod journal;
pub mod jumps;
pub mod kept;
mod keycheck;
pub mod keyfile;
mod keying;
pub mod keymap;
pub mod keys;
pub mod known;
pub mod layout;
pub mod list;
pub mod marks;
pub mod model;
pub mod mouse;
pub mod msg;
pub mod narrow;
pub mod outgoing;
pub mod page;
mod past;
pub mod picker;
pub mod picks;
pub mod places;
pub mod plain;
pub mod plan;
pub mod posts;
pub mod recent;
pub mod refusals;
pub mod reorganise;
pub mod report;
pub mod revision;
pub mod rotations;
pub mod saved;
pub mod scope;
pub mod screens;
pub mod sieve;
pub mod start;
pub mod terms;
pub mod text;
pub mod timeline;
pub mod today;
pub mod tree;
pub mod typing;
pub mod update;
pub mod words;
pub mod world;

#[cfg(test)]
pub(crate) mod tests;
