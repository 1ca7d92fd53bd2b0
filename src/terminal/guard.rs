//! The terminal as it was found: raw mode and the alternate screen are left again whatever happens, once.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the screen of this process is taken; a panic hook must know it without a lock.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Alternate screen, cleared, cursor hidden, pasted text in brackets.
const ENTER: &str = "\u{1b}[?1049h\u{1b}[?2004h\u{1b}[m\u{1b}[2J\u{1b}[H\u{1b}[?25l";
/// Clicks and the wheel are reported, with their place.
const MOUSE: &str = "\u{1b}[?1000h\u{1b}[?1006h";
/// All of that undone.
const LEAVE: &str = "\u{1b}[?1006l\u{1b}[?1000l\u{1b}[?2026l\u{1b}[r\u{1b}[m\u{1b}[?2004l\u{1b}[?25h\u{1b}[?1049l";

/// Takes the screen; gives it back when dropped.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the screen; what is to be written before the first frame comes back, so that both are one write.
    ///
    /// # Errors
    /// Where the terminal cannot be set to raw mode.
    pub fn take(mouse: bool) -> io::Result<(Guard, String)> {
        crossterm::terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        Ok((Guard(()), format!("{ENTER}{}", if mouse { MOUSE } else { "" })))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the screen back, if it is taken.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        // a terminal that has gone away cannot be restored
        let _ = out.write_all(LEAVE.as_bytes()).and_then(|()| out.flush());
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// A panic of the session's own thread gives the screen back and says one sentence; one of a task in the background
/// is answered by whoever waits for the task.
pub fn install_hook(sentence: String) {
    let session = std::thread::current().id();
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
        if std::thread::current().id() == session {
            give_back();
            eprintln!("{sentence} ({place})");
        }
    }));
}
