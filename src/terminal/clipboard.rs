//! Text for the terminal's clipboard.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// The bytes that ask a terminal to put a text on its clipboard (OSC 52). tmux takes them where its `set-clipboard` is
/// on, and passes them on where `allow-passthrough` is.
#[must_use]
pub fn sequence(text: &str, in_tmux: bool) -> String {
    let mut plain = String::new();
    // only a writer that fails could fail, and a string does not
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut plain);
    if !in_tmux {
        return plain;
    }
    let passed = plain.replace('\u{1b}', "\u{1b}\u{1b}");
    format!("{plain}\u{1b}Ptmux;{passed}\u{1b}\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_handed_the_text_encoded_and_tmux_is_asked_to_pass_it_on() {
        let plain = sequence("Hòa", false);
        assert!(plain.starts_with("\u{1b}]52;c;SMOyYQ=="), "{plain:?}");
        let in_tmux = sequence("Hòa", true);
        assert!(in_tmux.starts_with(&plain), "{in_tmux:?}");
        assert!(in_tmux.contains("\u{1b}Ptmux;\u{1b}\u{1b}]52;c;SMOyYQ=="), "{in_tmux:?}");
        assert!(in_tmux.ends_with("\u{1b}\\"));
    }
}
