//! A key as it was pressed, as a keymap writes it and as the hint line shows it; and what an input method makes of it.

use crate::app::session::host::Notice;
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
    pub ctrl: bool,
    pub alt: bool,
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
    ///
    /// # Errors
    /// It is no key, or one that a terminal cannot send.
    pub fn read(text: &str) -> Result<Key, Unread> {
        let mut key = Key::from(Code::Esc);
        let mut rest = text;
        while let Some((held, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            match held {
                "ctrl" => key.ctrl = true,
                "alt" => key.alt = true,
                "shift" => key.shift = true,
                "super" | "cmd" | "meta" | "hyper" | "win" => return Err(Unread::unsendable("fault.held", text)),
                _ => break,
            }
            rest = after;
        }
        key.code = Self::code(rest).ok_or_else(|| match rest.strip_prefix('f').and_then(|n| n.parse::<u8>().ok()) {
            Some(_) => Unread::unsendable("fault.f-key", text),
            None => Unread::not_a_key(text),
        })?;
        match key.cannot_be_sent() {
            Some(why) => Err(Unread::unsendable(why, text)),
            None => Ok(key),
        }
    }

    /// The key, where it is one that a terminal can send.
    #[must_use]
    pub fn parse(text: &str) -> Option<Key> {
        Key::read(text).ok()
    }

    /// Why a terminal cannot send it: what is held down is lost, or another key has the same code.
    fn cannot_be_sent(self) -> Option<&'static str> {
        let Key { code, ctrl, alt, shift } = self;
        match code {
            Code::Char(_) if shift && ctrl => Some("fault.ctrl-shift"),
            Code::Char(_) if shift => Some("fault.capital"),
            Code::Char('i') if ctrl => Some("fault.is-tab"),
            Code::Char('m') if ctrl => Some("fault.is-enter"),
            Code::Char('[') if ctrl => Some("fault.is-esc"),
            Code::Char(c) if ctrl && c.is_ascii_uppercase() => Some("fault.ctrl-shift"),
            Code::Char(c) if ctrl && !(c.is_ascii_lowercase() || c == ' ') => Some("fault.ctrl-digit"),
            Code::Char('[' | 'O') if alt => Some("fault.alt-bracket"),
            Code::Enter | Code::Esc | Code::Backspace if ctrl || shift => Some("fault.held"),
            Code::Tab if ctrl => Some("fault.held"),
            _ => None,
        }
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

/// Keys that are pressed one after another and mean one thing; mostly one key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sequence(Vec<Key>);

impl Sequence {
    /// Reads keys with spaces between them: `g g`, `space f`, `ctrl-o`.
    ///
    /// # Errors
    /// One of them is no key or cannot be sent, or there is none. Esc leaves a sequence, so it is not in one.
    pub fn read(text: &str) -> Result<Sequence, Unread> {
        let keys = text.split_whitespace().map(Key::read).collect::<Result<Vec<Key>, Unread>>()?;
        if keys.is_empty() {
            return Err(Unread::not_a_key(text));
        }
        if keys.len() > 1 && keys.contains(&Key::from(Code::Esc)) {
            return Err(Unread::unsendable("fault.esc-within", text));
        }
        Ok(Sequence(keys))
    }

    /// Its keys; at least one.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Whether it begins with these keys.
    #[must_use]
    pub fn begins_with(&self, keys: &[Key]) -> bool {
        self.0.starts_with(keys)
    }
}

impl From<Vec<Key>> for Sequence {
    fn from(keys: Vec<Key>) -> Sequence {
        Sequence(keys)
    }
}

impl fmt::Display for Sequence {
    /// As the hint line shows it: `g g`, `^O`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, key) in self.0.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { " " })?;
            key.fmt(f)?;
        }
        Ok(())
    }
}

/// A text that stands for no key that could be pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Why.
    pub said: Notice,
    /// It is a key, but no terminal sends it.
    pub is_key: bool,
}

impl Unread {
    fn not_a_key(text: &str) -> Unread {
        Unread { said: Notice { key: "fault.not-a-key", with: vec![text.to_owned()] }, is_key: false }
    }

    fn unsendable(why: &'static str, text: &str) -> Unread {
        Unread { said: Notice { key: why, with: vec![text.to_owned()] }, is_key: true }
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
        let shown = |text: &str| Sequence::read(text).map(|s| s.to_string());
        assert_eq!(shown("space  f").as_deref(), Ok("␣ f"));
        assert!(shown(" ").is_err());
    }

    #[test]
    fn keys_that_no_terminal_sends_are_told_from_those_that_are_none() {
        let why = |text: &str| Sequence::read(text).map_err(|unread| unread.said.key);
        for (text, said) in [
            ("ctrl-i", "fault.is-tab"),
            ("ctrl-m", "fault.is-enter"),
            ("ctrl-[", "fault.is-esc"),
            ("ctrl-D", "fault.ctrl-shift"),
            ("ctrl-shift-d", "fault.ctrl-shift"),
            ("ctrl-7", "fault.ctrl-digit"),
            ("shift-a", "fault.capital"),
            ("super-x", "fault.held"),
            ("shift-enter", "fault.held"),
            ("alt-[", "fault.alt-bracket"),
            ("f13", "fault.f-key"),
            ("g esc", "fault.esc-within"),
            ("entre", "fault.not-a-key"),
        ] {
            assert_eq!(why(text), Err(said), "{text}");
        }
        for text in ["ctrl-space", "shift-f3", "ctrl-left", "alt-enter", "shift-tab", "ctrl-j"] {
            assert!(why(text).is_ok(), "{text}");
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
