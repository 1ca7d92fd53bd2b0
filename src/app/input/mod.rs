//! From the terminal to an action: keys, sequences, keymaps, scopes, the input line, Telex and VNI, the mouse.

pub mod action;
pub mod echo;
pub mod keycheck;
pub mod keyfile;
pub mod keymap;
pub mod keys;
pub mod line;
pub mod mouse;
pub mod scope;
pub mod typing;

use self::action::Action;
use self::echo::Echo;
use self::keys::Key;

/// What has been typed and waits for more.
#[derive(Debug, Default)]
pub struct Keyboard {
    /// Keys of a sequence that has begun; what can follow is shown.
    pub pending: Vec<Key>,
    /// An action that waits for the letter of a mark.
    pub awaits: Option<Action>,
    /// What an input method believes to stand on the line.
    pub(in crate::app) echo: Echo,
}
