//! A key as it was pressed, as a keymap writes it and as the hint line shows it; and what an input method makes of it.

use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named as it stands on the keyboard")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    F(u8),
}

/// A key with what was held down. `shift` is only kept where the character does not show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift.
    pub shift: bool,
}

impl From<Code> for Key {
    fn from(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }
}

/// Names of keys in a keymap, and how the screen shows them.
const NAMES: [(&str, Code, &str); 16] = [
    ("enter", Code::Enter, "↵"),
    ("esc", Code::Esc, "esc"),
    ("tab", Code::Tab, "tab"),
    ("backspace", Code::Backspace, "⌫"),
    ("delete", Code::Delete, "del"),
    ("insert", Code::Insert, "ins"),
    ("up", Code::Up, "↑"),
    ("down", Code::Down, "↓"),
    ("left", Code::Left, "←"),
    ("right", Code::Right, "→"),
    ("pageup", Code::PageUp, "PgUp"),
    ("pagedown", Code::PageDown, "PgDn"),
    ("home", Code::Home, "Home"),
    ("end", Code::End, "End"),
    ("space", Code::Char(' '), "␣"),
    ("minus", Code::Char('-'), "-"),
];

impl Key {
    /// The character that this key types into a field, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// Reads `ctrl-o`, `alt-left`, `shift-tab`, `f5`, `space`, `D`, `@`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Key> {
        let mut key = Key::from(Code::Esc);
        let mut rest = text;
        loop {
            let (held, after) = match rest.split_once('-') {
                Some(("ctrl", after)) if !after.is_empty() => (&mut key.ctrl, after),
                Some(("alt", after)) if !after.is_empty() => (&mut key.alt, after),
                Some(("shift", after)) if !after.is_empty() => (&mut key.shift, after),
                _ => break,
            };
            *held = true;
            rest = after;
        }
        key.code = Self::code(rest)?;
        // Shift of a character is the other character
        (!(key.shift && matches!(key.code, Code::Char(_)))).then_some(key)
    }

    fn code(text: &str) -> Option<Code> {
        if let Some((_, code, _)) = NAMES.iter().find(|(name, _, _)| *name == text) {
            return Some(*code);
        }
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_whitespace() && !c.is_control() => Some(Code::Char(c)),
            (Some('f'), Some(_)) => text.get(1..)?.parse().ok().filter(|n| (1..=12).contains(n)).map(Code::F),
            _ => None,
        }
    }

    /// The keys that this one can stand for when an input method is on, the likeliest first: Telex makes đ of d, â of
    /// a, á of s; the letter that it has replaced has acted already.
    #[must_use]
    pub fn behind_input_method(self) -> Vec<Key> {
        let Code::Char(c) = self.code else { return Vec::new() };
        if self.ctrl || self.alt || c.is_ascii() {
            return Vec::new();
        }
        let mut parts: Vec<char> = std::iter::once(c).nfd().collect();
        if matches!(c, 'đ' | 'Đ') {
            parts = vec![if c == 'đ' { 'd' } else { 'D' }];
        }
        let Some((&base, marks)) = parts.split_first() else { return Vec::new() };
        let tone = marks.iter().find_map(|m| match m {
            '\u{301}' => Some('s'),
            '\u{300}' => Some('f'),
            '\u{309}' => Some('r'),
            '\u{303}' => Some('x'),
            '\u{323}' => Some('j'),
            _ => None,
        });
        let shape: &[char] = match (marks.first(), base.to_ascii_lowercase()) {
            (Some('\u{31b}'), 'o') => &['w', '[', 'o'],
            (Some('\u{31b}'), 'u') => &['w', ']', 'u'],
            (Some('\u{306}'), _) => &['w', 'a'],
            (_, _) => &[],
        };
        let upper = base.is_ascii_uppercase();
        let cased = |x: char| if upper { x.to_ascii_uppercase() } else { x };
        let candidates = tone.into_iter().chain(shape.iter().copied()).map(cased).chain([base]);
        candidates.filter(char::is_ascii).map(|x| Key::from(Code::Char(x))).collect()
    }
}

impl fmt::Display for Key {
    /// As the hint line shows it: `^O`, `alt ←`, `↵`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("alt ")?;
        }
        if self.shift {
            f.write_str("⇧")?;
        }
        if self.ctrl {
            f.write_str("^")?;
        }
        if let Some((_, _, shown)) = NAMES.iter().find(|(_, code, _)| *code == self.code) {
            return f.write_str(shown);
        }
        match self.code {
            Code::Char(c) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_a_keymap_writes_them() {
        let shown = |text: &str| Key::parse(text).map(|k| k.to_string());
        assert_eq!(shown("ctrl-o").as_deref(), Some("^O"));
        assert_eq!(shown("alt-left").as_deref(), Some("alt ←"));
        assert_eq!(shown("shift-tab").as_deref(), Some("⇧tab"));
        assert_eq!(shown("D").as_deref(), Some("D"));
        assert_eq!(shown("minus").as_deref(), Some("-"));
        assert_eq!(shown("f12").as_deref(), Some("F12"));
        for bad in ["", "ctrl-", "f13", "shift-a", "entr", "ab", "hyper-x"] {
            assert_eq!(shown(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_letter_that_an_input_method_composed_is_still_the_key_that_was_pressed() {
        let first = |c: char| Key::from(Code::Char(c)).behind_input_method().first().map(|k| k.to_string());
        for (composed, pressed) in
            [('đ', "d"), ('Đ', "D"), ('â', "a"), ('ê', "e"), ('ô', "o"), ('ư', "w"), ('á', "s"), ('ạ', "j")]
        {
            assert_eq!(first(composed).as_deref(), Some(pressed), "{composed}");
        }
        assert_eq!(first('a'), None);
    }
}
