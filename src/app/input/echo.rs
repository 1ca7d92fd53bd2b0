//! What an input method believes to stand on the line while letters are commands.
//!
//! It shows each letter as it is typed and, when the next one changes it, takes it back with Backspaces and sends the
//! word anew: d, then Backspace and đ. Each letter has acted when it came, so of all that only the key that was
//! pressed may act: the second d. The Backspaces and the new letters may come in one read or in several.

use super::keys::{Code, Key};
use super::typing::Typing;
use unicode_normalization::UnicodeNormalization;

/// Letters that are remembered: no syllable is longer, and an input method looks no further back.
const LONGEST: usize = 12;

/// The line as an input method has it.
#[derive(Debug, Clone, Default)]
pub struct Echo {
    line: Vec<char>,
    /// Letters that were taken back and may come anew, in their order.
    taken: Vec<char>,
    /// They are coming.
    anew: bool,
    /// The next letter comes in the place of the command that opened the field, and is this key.
    instead: Option<char>,
}

impl Echo {
    /// The key that was pressed where letters are commands, given what came after it in the same read; nothing where
    /// the input method only tidies its line.
    pub fn command(&mut self, key: Key, rest: &[Key], typing: Typing) -> Option<Key> {
        if key == Key::from(Code::Backspace) {
            let known = self.line.pop();
            self.anew = false;
            if let Some(known) = known {
                self.taken.insert(0, known);
            }
            return (!self.is_taken_back(known.is_some(), rest)).then_some(key);
        }
        let Some(c) = key.typed().filter(|c| c.is_alphabetic()) else {
            *self = Echo::default();
            return Some(key);
        };
        let pressed = self.letter(c, rest, typing);
        self.line.push(c);
        if self.line.len() > LONGEST {
            self.line.remove(0);
        }
        pressed.map(|c| Key::from(Code::Char(c)))
    }

    fn letter(&mut self, c: char, rest: &[Key], typing: Typing) -> Option<char> {
        let Some(&old) = self.taken.first() else {
            self.anew = false;
            return Some(c);
        };
        if self.anew && c == old {
            self.taken.remove(0);
            return None;
        }
        if !c.is_ascii() && same_letter(old, c) {
            self.taken.remove(0);
            self.anew = true;
            // Telex where it is not known: both put đ and â where d and a were
            let typing = if typing == Typing::Vni { Typing::Vni } else { Typing::Telex };
            return Some(typing.pressed(old, c).unwrap_or(c));
        }
        // a mark that is typed twice goes, and its letter stays: á becomes a and s
        let undone = !old.is_ascii() && same_letter(old, c) && rest.first().is_some_and(|k| k.typed().is_some());
        if undone {
            self.taken.remove(0);
            self.anew = true;
            return None;
        }
        self.taken.clear();
        self.anew = false;
        Some(c)
    }

    /// Whether the letters of the same read are those that were taken back, written anew.
    fn is_taken_back(&self, known: bool, rest: &[Key]) -> bool {
        let backspaces = rest.iter().take_while(|k| **k == Key::from(Code::Backspace)).count();
        let mut letters = rest.iter().skip(backspaces).map_while(|k| k.typed());
        let Some(first) = letters.next() else { return false };
        let kept = self.line.len().saturating_sub(backspaces);
        let old = self.line.get(kept).or(self.taken.first()).filter(|_| known);
        let undone = old.is_some_and(|old| !old.is_ascii() && same_letter(*old, first)) && letters.next().is_some();
        undone || !Key::from(Code::Char(first)).behind_input_method().is_empty()
    }

    /// The key that was pressed in a field. The letter whose command opened the field still stands on the input
    /// method's line, and is no part of what is typed.
    pub fn field(&mut self, key: Key, rest: &[Key], typing: Typing) -> Option<Key> {
        if let (Some(instead), Some(_)) = (self.instead.take(), key.typed()) {
            return Some(Key::from(Code::Char(instead)));
        }
        let Some(last) = self.line.pop() else { return Some(key) };
        self.line.clear();
        self.taken.clear();
        let next = rest.first().and_then(|k| k.typed()).filter(|c| !c.is_ascii() && same_letter(last, *c));
        match next {
            Some(next) if key == Key::from(Code::Backspace) => {
                self.instead = typing.pressed(last, next);
                self.instead.is_none().then_some(key)
            }
            _ => Some(key),
        }
    }
}

/// Whether two letters are one but for their marks.
fn same_letter(a: char, b: char) -> bool {
    let bare = |c: char| match c {
        'đ' | 'Đ' => Some('d'),
        c => std::iter::once(c).nfd().next().map(|c| c.to_ascii_lowercase()),
    };
    bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What acts of a stream of reads; `<` is Backspace.
    fn acts(reads: &[&str]) -> String {
        let mut echo = Echo::default();
        let mut out = String::new();
        for read in reads {
            let key = |c| if c == '<' { Key::from(Code::Backspace) } else { Key::from(Code::Char(c)) };
            let keys: Vec<Key> = read.chars().map(key).collect();
            for (at, key) in keys.iter().enumerate() {
                match echo.command(*key, &keys[at + 1..], Typing::Off).map(|k| k.code) {
                    Some(Code::Char(c)) => out.push(c),
                    Some(Code::Backspace) => out.push('<'),
                    _ => {}
                }
            }
        }
        out
    }

    #[test]
    fn of_what_an_input_method_sends_only_the_keys_that_were_pressed_act() {
        for (reads, pressed) in [
            (&["d", "<đ"][..], "dd"),
            (&["D", "<Đ"], "DD"),
            (&["e", "<ê"], "ee"),
            (&["o", "<ô"], "oo"),
            (&["o", "<ơ"], "ow"),
            (&["u", "<ư"], "uw"),
            (&["a", "<â", "<ấ"], "aas"),
            (&["a", "<á", "<ấ"], "asa"),
            // a tone typed after the word: two letters are taken back and one of them comes anew
            (&["t", "o", "a", "n", "<<àn"], "toanf"),
            // a mark typed twice is taken back
            (&["d", "<đ", "<dd"], "ddd"),
            (&["a", "<á", "<as"], "ass"),
        ] {
            assert_eq!(acts(reads), pressed, "{reads:?}");
        }
    }

    #[test]
    fn it_is_the_same_however_the_reads_are_split() {
        for (stream, pressed) in [("d<đ", "dd"), ("e<ê", "ee"), ("a<â<ấ", "aas"), ("toan<<àn", "toanf"), ("z<a", "za")]
        {
            let letters: Vec<char> = stream.chars().collect();
            for cuts in 0..1_u32 << (letters.len() - 1) {
                let mut reads = vec![String::new()];
                for (at, c) in letters.iter().enumerate() {
                    reads.last_mut().unwrap().push(*c);
                    if cuts >> at & 1 == 1 {
                        reads.push(String::new());
                    }
                }
                let reads: Vec<&str> = reads.iter().map(String::as_str).collect();
                // a Backspace that ends a read may be the officer's: it is left to the keymap, which binds it nowhere
                assert_eq!(acts(&reads).replace('<', ""), pressed, "{reads:?}");
            }
        }
    }

    #[test]
    fn a_letter_pressed_again_after_backspace_acts_again() {
        assert_eq!(acts(&["n", "<", "n"]), "n<n");
        assert_eq!(acts(&["n", "<", "x"]), "n<x");
    }
}
