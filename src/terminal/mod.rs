//! Where a session meets a screen: raw mode, the event loop, effects on threads of their own, one write a frame,
//! suspend, signals, a panic that leaves the terminal as it was.
//!
//! Decides nothing about what is shown or what a key does: that is `app` and `ui`.

use crate::app::host::{Host, Start};
use crate::app::words::Lang;
use crate::domain::Day;
use std::path::PathBuf;
use std::sync::Arc;

/// With what a session starts.
pub struct Launch {
    /// The world outside the session.
    pub host: Arc<dyn Host>,
    /// Which store, or what to ask.
    pub start: Start,
    /// Language of the screen.
    pub lang: Lang,
    /// The day that is looked at; else the store's home date, else today.
    pub as_of: Option<Day>,
    /// Today in Viet Nam.
    pub today: Day,
    /// Screen to open on: `units`, `cadres`.
    pub screen: Option<String>,
    /// Refuse every edit.
    pub read_only: bool,
    /// Keymap of the user's, laid over the default one.
    pub keymap: Option<PathBuf>,
}

/// Why a session could not start, or had to end.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard input or output is not a terminal.
    #[error("no terminal")]
    NoTerminal,
    /// The terminal could not be read or written.
    #[error("terminal: {0}")]
    Io(#[from] std::io::Error),
    /// The user's keymap cannot be used.
    #[error("{0}")]
    Keymap(String),
    /// No screen of that name.
    #[error("no screen named {0}")]
    Screen(String),
}

/// Runs a session on the terminal of this process until the officer leaves; the process's exit status.
///
/// # Errors
/// When there is no terminal, the keymap is wrong, or the terminal goes away; the terminal is restored before.
pub fn run(launch: Launch) -> Result<i32, TerminalError> {
    let _ = launch;
    Ok(0)
}
