//! Letters: each with its base, its own mark (ă, ơ, đ) and its tone, whatever form the text is written in.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// A letter taken apart. The tone is the combining mark that writes it, or `'\0'` for the level tone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// Small, without any mark; đ is d.
    pub base: char,
    /// Small, with its own mark but without the tone.
    pub letter: char,
    /// The combining mark of the tone.
    pub tone: char,
    /// Whether it belongs to a word.
    in_word: bool,
}

/// The level tone, which is written without a mark.
pub(super) const LEVEL: char = '\0';

/// Beyond this code point no letter is taken apart by the table.
const TABLED: u32 = 0x1F00;

static TABLE: LazyLock<Vec<Letter>> =
    LazyLock::new(|| (0..TABLED).map(|code| take_apart(char::from_u32(code).unwrap_or('\u{fffd}'))).collect());

/// The five written tones: sắc, huyền, hỏi, ngã, nặng.
pub(super) const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

fn take_apart(c: char) -> Letter {
    let small = c.to_lowercase().next().unwrap_or(c);
    // the Icelandic letter looks the same and comes from old fonts
    let small = if small == 'ð' { 'đ' } else { small };
    let mut parts = std::iter::once(small).nfd();
    let first = parts.next().unwrap_or(small);
    let mut out = Letter { base: first, letter: first, tone: LEVEL, in_word: c.is_alphanumeric() || is_mark(c) };
    for mark in parts {
        if TONES.contains(&mark) {
            out.tone = mark;
        } else if let Some(letter) = compose(out.letter, mark) {
            out.letter = letter;
        }
    }
    if out.base == 'đ' {
        out.base = 'd';
    }
    out
}

/// Takes a letter apart.
pub(super) fn letter(c: char) -> Letter {
    usize::try_from(u32::from(c)).ok().and_then(|at| TABLE.get(at).copied()).unwrap_or_else(|| take_apart(c))
}

/// One letter for one letter: small, without marks, đ as d. Text is NFC before.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars().map(|c| letter(c).base).collect()
}

/// A text as it sounds: two spellings of one name are equal wherever the tone stands (hoà, hòa) and whether i or y ends
/// a word (Lí, Lý).
#[must_use]
pub fn sounds(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // a list of millions is matched by it: the room of one word serves for the next
    let mut word = Spelling::default();
    for spot in words(text) {
        word.read(spot.word);
        if word.folded.ends_with('y') && other_i(&word.folded).is_some() {
            word.letters.pop();
            word.letters.push('i');
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.letters);
        if word.tone != LEVEL {
            out.push(word.tone);
        }
    }
    out
}

/// Whether a character belongs to a word.
pub(super) fn in_word(c: char) -> bool {
    letter(c).in_word
}

/// Whether it is a mark of the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// How a word is spelled: two spellings of one word are equal whether it is composed or not, in capitals or not, and
/// wherever its tone stands (hoà, hòa).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Spelling {
    pub folded: String,
    /// With the letters' own marks, without the tone.
    pub letters: String,
    pub tone: char,
}

impl Spelling {
    /// Of a word.
    pub fn of(word: &str) -> Spelling {
        let mut out = Spelling::default();
        out.read(word);
        out
    }

    /// Takes another word in place of the one that was read.
    pub fn read(&mut self, word: &str) {
        self.folded.clear();
        self.letters.clear();
        self.tone = LEVEL;
        for c in word.chars() {
            if TONES.contains(&c) {
                self.tone = c;
            } else if is_mark(c) {
                if let Some(letter) = self.letters.pop() {
                    self.letters.push(compose(letter, c).unwrap_or(letter));
                }
            } else if in_word(c) {
                let Letter { base, letter, tone, .. } = letter(c);
                self.folded.push(base);
                self.letters.push(letter);
                if tone != LEVEL {
                    self.tone = tone;
                }
            }
        }
    }

    /// Whether it has any mark.
    pub fn is_marked(&self) -> bool {
        self.tone != LEVEL || self.letters != self.folded
    }
}

/// A word of a text: where it stands, in bytes, and whether it begins the text or a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot<'a> {
    /// The word as it is written.
    pub word: &'a str,
    /// Its first byte.
    pub from: usize,
    /// Whether a comma or another sign stands before it, or nothing.
    pub begins: bool,
}

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = Spot<'_>> {
    let mut at = 0;
    let mut begins = true;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let skipped = rest.find(in_word)?;
        let between = rest.get(..skipped)?;
        begins |= between.contains([',', ';', '·', '(', '/']);
        let from = at + skipped;
        let rest = text.get(from..)?;
        let length = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        at = from + length;
        let spot = Spot { word: rest.get(..length)?, from, begins };
        begins = false;
        Some(spot)
    })
}

/// The word with i for y or y for i at its end, where both are usual: Vy, Vi; Lý, Lí; Quý, Quí.
pub(super) fn other_i(folded: &str) -> Option<String> {
    let mut letters = folded.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    let other = match last {
        'y' => 'i',
        'i' => 'y',
        _ => return None,
    };
    // thúy is no thúi, hai is no hay
    let vowel = matches!(before, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    if vowel && !(before == 'u' && letters.next() == Some('q')) {
        return None;
    }
    let stem: String = folded.chars().take(folded.chars().count() - 1).collect();
    Some(format!("{stem}{other}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_one_word_in_every_form() {
        for (one, other) in [
            ("hoà", "hòa"),
            ("THUỴ", "thụy"),
            ("Đỗ", "\u{d0}ỗ"),
            ("nguyễn", "nguye\u{302}\u{303}n"),
            ("ướt", "u\u{31b}o\u{31b}\u{301}t"),
        ] {
            assert_eq!(Spelling::of(one), Spelling::of(other), "{one} {other}");
        }
        assert_eq!(Spelling::of("Đặng").folded, "dang");
        assert_eq!(Spelling::of("Đặng").letters, "đăng");
        assert_eq!(Spelling::of("Đặng").tone, '\u{323}');
        assert_ne!(Spelling::of("hà"), Spelling::of("hạ"));
    }

    #[test]
    fn folding_keeps_one_letter_for_one_letter() {
        assert_eq!(fold("Đàm Khuông, ð"), "dam khuong, d");
        for text in ["Nguyễn Thị Bưởi", "İstanbul ẞ", "日本 é🙂"] {
            assert_eq!(fold(text).chars().count(), text.chars().count());
        }
    }

    #[test]
    fn words_know_where_a_part_begins() {
        let spots: Vec<(&str, bool)> = words("Phó Bí thư, Chủ tịch - UBND").map(|s| (s.word, s.begins)).collect();
        let want = [("Phó", true), ("Bí", false), ("thư", false), ("Chủ", true), ("tịch", false), ("UBND", false)];
        assert_eq!(spots, want);
        assert_eq!(words(" , ").count(), 0);
    }

    #[test]
    fn i_and_y_are_exchanged_only_where_they_are() {
        assert_eq!(other_i("vy").as_deref(), Some("vi"));
        assert_eq!(other_i("quy").as_deref(), Some("qui"));
        assert_eq!(other_i("thuy"), None);
        assert_eq!(other_i("hai"), None);
        assert_eq!(other_i("an"), None);
    }
}
