//! Vietnamese text at the door: one form of every letter, and the order of the Vietnamese alphabet.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Whether a character shows nothing by itself and changes what stands beside it, or the terminal: control characters,
/// marks of direction, spaces without width, tags.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Text as it may go to a terminal: of what is hidden only the ends of lines and tabs are left, the rest shows as a
/// replacement.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| is_hidden(c) && c != '\n' && c != '\t';
    if text.contains(hidden) { Cow::Owned(text.replace(hidden, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// Brings text into the one form that is kept: NFC, the right Đ, single spaces, no hidden characters.
#[must_use]
pub fn at_the_door(text: &str) -> String {
    // Icelandic Ð looks the same and comes from old fonts
    composed(text).replace('\u{d0}', "Đ")
}

/// Text of somebody else's, letter for letter: NFC, single spaces, no hidden characters.
#[must_use]
pub fn composed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.nfc().filter(|c| !is_hidden(*c)));
    }
    out
}

/// How many letters must be put in, taken out or changed to come from one name to the other.
#[must_use]
pub fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (at, a) in from.chars().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(to.chars()) {
            let changed = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = changed.min(left + 1).min(*cell + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Where a letter stands in the Vietnamese alphabet, and its tone; a key to sort by.
///
/// The alphabet is a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y; tones are level, grave, hook, tilde,
/// acute, dot, and count only where the letters are the same.
fn alphabet_key(text: &str) -> Vec<u16> {
    const ORDER: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
    const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
    let small = text.to_lowercase();
    let tone = |c: char| TONES.iter().position(|t| *t == c);
    let letter = |c: char| match ORDER.chars().position(|o| o == c) {
        Some(at) => 10 + u16::try_from(at).unwrap_or(0),
        None if c.is_whitespace() => 1,
        None => 100 + u16::try_from(u32::from(c) % 10_000).unwrap_or(0),
    };
    let mut key: Vec<u16> = small.nfd().filter(|c| tone(*c).is_none()).nfc().map(letter).collect();
    key.push(0);
    for c in small.nfd() {
        match (tone(c), key.last_mut()) {
            (Some(tone), Some(last)) => *last = u16::try_from(tone + 2).unwrap_or(0),
            (Some(_), None) => {}
            (None, _) if ('\u{300}'..='\u{36f}').contains(&c) => {}
            (None, _) => key.push(1),
        }
    }
    key
}

/// The key by which Vietnamese names are sorted: given name, then family name and middle names.
#[must_use]
pub fn given_name_key(name: &str) -> Vec<u16> {
    let (rest, given) = name.rsplit_once(' ').unwrap_or(("", name));
    let mut key = alphabet_key(given);
    key.push(0);
    key.extend(alphabet_key(rest));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_brought_into_one_form() {
        assert_eq!(at_the_door("  Nguye\u{302}\u{303}n \t Va\u{306}n\u{7} A "), "Nguyễn Văn A");
        assert_eq!(at_the_door("\u{d0}àm"), "Đàm");
        assert_eq!(at_the_door("Hà\u{202e} \u{200b}An"), "Hà An");
        assert_eq!(shown("a\u{1b}]0;x\u{7}\n\tb\u{202e}"), "a\u{fffd}]0;x\u{fffd}\n\tb\u{fffd}");
    }

    #[test]
    fn names_stand_in_the_vietnamese_alphabet() {
        let mut letters: Vec<&str> = vec!["đ", "d", "ơ", "ô", "o", "â", "ă", "a", "ư", "u", "ê", "e", "b", "v", "x"];
        letters.sort_by_key(|s| alphabet_key(s));
        assert_eq!(letters.concat(), "aăâbdđeêoôơuưvx");
        let mut names = vec!["Trần Văn Ánh", "Lê An", "Bùi Ân", "Lý Anh", "Vi Ăn", "Hà An"];
        names.sort_by_key(|s| given_name_key(s));
        assert_eq!(names, ["Hà An", "Lê An", "Lý Anh", "Trần Văn Ánh", "Vi Ăn", "Bùi Ân"]);
    }
}
