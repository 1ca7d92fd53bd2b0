//! The one input line: text in one form of every letter, and a cursor between its graphemes.

use super::typing::Typing;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Longest text that a field takes, in characters: no name of a unit or a person comes near it.
const LONGEST: usize = 200;

/// The same for a text of several lines.
const LONGEST_TEXT: usize = 8_000;

/// A line of text being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    before: String,
    after: String,
    /// The text is only offered: what is typed first takes its place.
    offered: bool,
    /// The word before the cursor that is being composed, and the keys that it is made of.
    composed: Option<Box<(String, String)>>,
    /// Several lines.
    long: bool,
}

impl Input {
    /// A line with text that is offered: kept if one goes on from it, replaced by what is typed over it.
    #[must_use]
    pub fn offering(text: &str) -> Input {
        Input { before: text.nfc().collect(), offered: !text.is_empty(), ..Input::default() }
    }

    /// A text of several lines.
    #[must_use]
    pub fn long(text: &str) -> Input {
        Input { before: text.nfc().collect(), long: true, ..Input::default() }
    }

    /// Begins a new line, in a text of several.
    pub fn break_line(&mut self) {
        self.composed = None;
        if self.long {
            self.before.push('\n');
        }
    }

    /// One line up or down in a text of several; whether there was one.
    pub fn line(&mut self, down: bool) -> bool {
        self.composed = None;
        let column = self.before.rsplit('\n').next().unwrap_or_default().chars().count();
        let all = self.text();
        let at = self.before.matches('\n').count();
        let wanted = if down { Some(at + 1) } else { at.checked_sub(1) };
        let Some(line) = wanted.and_then(|wanted| all.split('\n').nth(wanted).map(|line| (wanted, line))) else {
            return false;
        };
        let above: usize = all.split('\n').take(line.0).map(|l| l.len() + 1).sum();
        let within = line.1.char_indices().nth(column).map_or(line.1.len(), |(at, _)| at);
        let (before, after) = all.split_at_checked(above + within).unwrap_or((&all, ""));
        (self.before, self.after) = (before.to_owned(), after.to_owned());
        true
    }

    /// Whether what is typed next takes the text's place.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    /// Keeps the text that was offered.
    fn keep(&mut self) {
        self.offered = false;
        self.composed = None;
    }

    /// All of the text.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// What stands before the cursor and what after it.
    #[must_use]
    pub fn halves(&self) -> (&str, &str) {
        (&self.before, &self.after)
    }

    /// Whether nothing has been typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Types a character; a combining mark joins the letter before it.
    pub fn insert(&mut self, c: char) {
        if c.is_control() {
            return;
        }
        if self.offered {
            *self = Input { long: self.long, ..Input::default() };
        }
        if self.length() >= self.longest() {
            return;
        }
        self.before.push(c);
        if !unicode_normalization::is_nfc(&self.before) {
            self.before = self.before.nfc().collect();
        }
    }

    /// Types a key, which may change the word before the cursor where Telex or VNI is on.
    pub fn key(&mut self, c: char, typing: Typing) {
        if !typing.takes(c) {
            self.composed = None;
            return self.insert(c);
        }
        if self.offered {
            *self = Input { long: self.long, ..Input::default() };
        }
        let word = match self.composed.take() {
            Some(composed) => Some(*composed),
            // one goes on from a word that stands there
            None => {
                let at = self.before.rfind(|c: char| !c.is_alphabetic());
                let at =
                    at.and_then(|at| self.before.get(at..)?.chars().next().map(|c| at + c.len_utf8())).unwrap_or(0);
                let word = self.before.get(at..).unwrap_or_default().to_owned();
                typing.keys(&word).filter(|keys| typing.word(keys) == word).map(|keys| (word, keys))
            }
        };
        let Some((word, mut keys)) = word else { return self.insert(c) };
        keys.push(c);
        let composed = typing.word(&keys);
        if self.length() + composed.chars().count() > self.longest() + word.chars().count() {
            return;
        }
        self.before.truncate(self.before.len().saturating_sub(word.len()));
        self.before.push_str(&composed);
        self.composed = Some(Box::new((composed, keys)));
    }

    fn longest(&self) -> usize {
        if self.long { LONGEST_TEXT } else { LONGEST }
    }

    fn length(&self) -> usize {
        self.before.chars().count() + self.after.chars().count()
    }

    /// Puts pasted text in: line ends become spaces, control characters do not enter.
    pub fn paste(&mut self, text: &str) {
        self.composed = None;
        for c in text.chars() {
            match c {
                '\n' if self.long => self.break_line(),
                c => self.insert(if c.is_whitespace() { ' ' } else { c }),
            }
        }
    }

    /// Takes the grapheme before the cursor away.
    pub fn backspace(&mut self) {
        self.keep();
        if let Some((at, _)) = self.before.grapheme_indices(true).next_back() {
            self.before.truncate(at);
        }
    }

    /// Takes the grapheme after the cursor away.
    pub fn delete(&mut self) {
        self.keep();
        if let Some(first) = self.after.graphemes(true).next() {
            self.after = self.after.split_off(first.len());
        }
    }

    /// Takes the word before the cursor away.
    pub fn delete_word(&mut self) {
        self.keep();
        let kept = self.before.trim_end();
        let at = kept.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        self.before.truncate(at);
    }

    /// Takes everything before the cursor away.
    pub fn delete_to_start(&mut self) {
        self.keep();
        self.before.clear();
    }

    /// One grapheme to the left.
    pub fn left(&mut self) {
        self.keep();
        if let Some((at, _)) = self.before.grapheme_indices(true).next_back() {
            let moved = self.before.split_off(at);
            self.after.insert_str(0, &moved);
        }
    }

    /// One grapheme to the right.
    pub fn right(&mut self) {
        self.keep();
        if let Some(first) = self.after.graphemes(true).next().map(str::len) {
            let rest = self.after.split_off(first);
            self.before.push_str(&self.after);
            self.after = rest;
        }
    }

    /// To the start of the line.
    pub fn home(&mut self) {
        self.keep();
        self.after.insert_str(0, &self.before);
        self.before.clear();
    }

    /// To the end of the line.
    pub fn end(&mut self) {
        self.keep();
        self.before.push_str(&self.after);
        self.after.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_method_that_takes_back_and_types_again_leaves_the_right_word() {
        let mut input = Input::default();
        for c in "dd".chars() {
            input.insert(c);
        }
        input.backspace();
        input.backspace();
        for c in "đo".chars() {
            input.insert(c);
        }
        // decomposed marks, as some terminals send them
        for c in "\u{302}\u{300}".chars() {
            input.insert(c);
        }
        assert_eq!(input.text(), "đồ");
        input.backspace();
        assert_eq!(input.text(), "đ");
    }

    #[test]
    fn telex_and_vni_compose_the_word_before_the_cursor() {
        let typed = |keys: &str, typing| {
            let mut input = Input::default();
            for c in keys.chars() {
                match c {
                    '<' => input.backspace(),
                    '^' => input.home(),
                    '$' => input.end(),
                    c => input.key(c, typing),
                }
            }
            input.text()
        };
        assert_eq!(typed("Noong Thij Hoaf, 5/3/1978", Typing::Telex), "Nông Thị Hòa, 5/3/1978");
        assert_eq!(typed("No6ng Thi5 Hoa2, 5/3/1978", Typing::Vni), "Nông Thị Hòa, 5/3/1978");
        assert_eq!(typed("nguyeenx<n", Typing::Telex), "nguyễn", "Backspace takes a letter with its marks");
        assert_eq!(typed("toan<s", Typing::Telex), "tóa", "a mark still joins the word");
        assert_eq!(typed("hoa cao^$f", Typing::Telex), "hoa cào", "also a word that one comes back to");
        assert_eq!(typed("Dd", Typing::Off), "Dd");
        let mut offered = Input::offering("Cao Lộc");
        offered.key('d', Typing::Telex);
        offered.key('d', Typing::Telex);
        assert_eq!(offered.text(), "đ");
    }

    #[test]
    fn what_is_pasted_is_one_line_without_control_characters() {
        let mut input = Input::default();
        input.paste("xã Tân\nThành\u{1b}[31m");
        assert_eq!(input.text(), "xã Tân Thành[31m");
        input.delete_word();
        assert_eq!(input.text(), "xã Tân ");
        input.home();
        input.delete();
        assert_eq!(input.text(), "ã Tân ");
    }

    #[test]
    fn what_is_typed_takes_the_place_of_what_is_offered_unless_one_goes_on_from_it() {
        let mut typed = Input::offering("01/05/2024");
        typed.insert('2');
        assert_eq!(typed.text(), "2");
        let mut amended = Input::offering("Cao Lộc");
        amended.end();
        amended.paste(" mới");
        assert_eq!(amended.text(), "Cao Lộc mới");
    }
}
