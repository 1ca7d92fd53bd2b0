//! From the terminal to an action: keys, sequences, keymaps, scopes, the input line, Telex and VNI, the mouse.

pub mod action;
pub mod echo;
pub mod follow;
pub mod keycheck;
pub mod keyfile;
pub mod keying;
pub mod keymap;
pub mod keys;
pub mod line;
pub mod mouse;
pub mod scope;
pub mod typing;
