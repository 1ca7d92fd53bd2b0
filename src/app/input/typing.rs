//! Telex and VNI for lines without an input method: from the keys of a word to the word, and back.
//!
//! Pure functions over one word; a field calls them for the word before its cursor.

use unicode_normalization::UnicodeNormalization;
use vi::processor::AccentStyle;

/// How letters with marks are typed into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Typing {
    /// As they come: the terminal has an input method, or needs none.
    #[default]
    Off,
    /// aa, dd, w and s f r x j.
    Telex,
    /// Digits 1 to 9.
    Vni,
}

/// Longest word that is composed, in keys: "nghieengs" has nine; what is longer is no syllable.
const LONGEST: usize = 12;

impl Typing {
    /// All of them, in the order in which one key goes through them.
    pub const ALL: [(Typing, &str); 3] = [(Typing::Off, "off"), (Typing::Telex, "telex"), (Typing::Vni, "vni")];

    /// The one with this name in the settings.
    #[must_use]
    pub fn named(name: &str) -> Option<Typing> {
        Typing::ALL.iter().find(|(_, known)| *known == name).map(|(typing, _)| *typing)
    }

    /// Key of the locale of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Typing::Off => "typing.off",
            Typing::Telex => "typing.telex",
            Typing::Vni => "typing.vni",
        }
    }

    /// The one after it, round the corner.
    #[must_use]
    pub fn next(self) -> Typing {
        match self {
            Typing::Off => Typing::Telex,
            Typing::Telex => Typing::Vni,
            Typing::Vni => Typing::Off,
        }
    }

    /// Whether a character goes on a word that is being composed.
    #[must_use]
    pub fn takes(self, c: char) -> bool {
        match self {
            Typing::Off => false,
            Typing::Telex => c.is_ascii_alphabetic(),
            Typing::Vni => c.is_ascii_alphanumeric(),
        }
    }

    /// The word that these keys make; the tone stands as in "hòa", "thủy". What makes no syllable stays as it was
    /// typed, and a mark that is typed twice takes itself back: "ooo" is "oo".
    #[must_use]
    pub fn word(self, keys: &str) -> String {
        let method = match self {
            Typing::Off => return keys.to_owned(),
            Typing::Telex => &vi::TELEX,
            Typing::Vni => &vi::VNI,
        };
        if keys.len() > LONGEST || !keys.chars().all(|c| self.takes(c)) {
            return keys.to_owned();
        }
        // "sl" begins names in Tày and Nùng, and no word of Vietnamese
        let first = if keys.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("sl")) { 1 } else { 0 };
        let (mut out, rest) = keys.split_at_checked(first).map_or_else(Default::default, |(a, b)| (a.to_owned(), b));
        vi::transform_buffer_with_style(method, AccentStyle::Old, rest.chars(), &mut out);
        out.nfc().collect()
    }

    /// The keys that make a word, so that one can go on from it; nothing where the word has letters that no key makes.
    #[must_use]
    pub fn keys(self, word: &str) -> Option<String> {
        let (mut out, mut tone) = (String::new(), None);
        for c in word.chars() {
            if matches!(c, 'đ' | 'Đ') {
                out.push(if c == 'đ' { 'd' } else { 'D' });
                out.push(if self == Typing::Vni { '9' } else { 'd' });
                continue;
            }
            let mut parts = std::iter::once(c).nfd();
            let base = parts.next().filter(char::is_ascii_alphabetic)?;
            // "oo" of "xoong" is typed with three: two make ô
            let double = self == Typing::Telex && out.ends_with(|last: char| last.eq_ignore_ascii_case(&base));
            out.push(base);
            if double && matches!(base.to_ascii_lowercase(), 'a' | 'e' | 'o' | 'd') {
                out.push(base);
            }
            for mark in parts {
                match self.key_of(mark, base)? {
                    (key, true) => tone = Some(key),
                    (key, false) => out.push(key),
                }
            }
        }
        out.extend(tone);
        Some(out)
    }

    /// The key that puts a mark on a letter, and whether the mark is a tone.
    fn key_of(self, mark: char, base: char) -> Option<(char, bool)> {
        let telex = self != Typing::Vni;
        let of = |letter: char, digit: char| if telex { letter } else { digit };
        Some(match mark {
            '\u{301}' => (of('s', '1'), true),
            '\u{300}' => (of('f', '2'), true),
            '\u{309}' => (of('r', '3'), true),
            '\u{303}' => (of('x', '4'), true),
            '\u{323}' => (of('j', '5'), true),
            '\u{302}' => (of(base.to_ascii_lowercase(), '6'), false),
            '\u{31b}' => (of('w', '7'), false),
            '\u{306}' => (of('w', '8'), false),
            _ => return None,
        })
    }

    /// The key that was pressed when an input method made one letter of another: `a` and `â`, `â` and `ấ`.
    #[must_use]
    pub fn pressed(self, before: char, after: char) -> Option<char> {
        let keys = |c: char| self.keys(&c.to_string());
        let (was, is) = (keys(before)?, keys(after)?);
        let mut had = was.chars().collect::<Vec<_>>();
        let new = is.chars().filter(|c| match had.iter().position(|h| h.eq_ignore_ascii_case(c)) {
            Some(at) => {
                had.remove(at);
                false
            }
            None => true,
        });
        // the tone comes last; whoever writes a capital holds Shift for its marks too
        new.last().map(|key| if after.is_uppercase() { key.to_ascii_uppercase() } else { key })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_out_as_an_officer_types_them() {
        for (keys, word) in [
            ("ddoofng", "đồng"),
            ("nguyeenx", "nguyễn"),
            ("Nguyeexn", "Nguyễn"),
            ("hoaf", "hòa"),
            ("Thuyr", "Thủy"),
            ("quoocs", "quốc"),
            ("quys", "quý"),
            ("giaf", "già"),
            ("truwowngf", "trường"),
            ("thuongw", "thương"),
            ("DDAWNGJ", "ĐẶNG"),
            ("ooo", "oo"),
            ("ddd", "dd"),
            ("ass", "as"),
            ("xooong", "xoong"),
            ("UBND", "UBND"),
            ("Slaor", "Slảo"),
            ("HTXS", "HTXS"),
        ] {
            assert_eq!(Typing::Telex.word(keys), word, "{keys}");
        }
        for (keys, word) in
            [("d9o6ng2", "đồng"), ("Nguye6n4", "Nguyễn"), ("hoa2", "hòa"), ("tu7o7ng2", "tường"), ("1978", "1978")]
        {
            assert_eq!(Typing::Vni.word(keys), word, "{keys}");
        }
    }

    /// Every syllable of the names that the sample is made of, and of the words on the screen, can be typed.
    #[test]
    fn every_syllable_of_the_sample_and_of_the_screen_can_be_typed_both_ways() {
        let texts = [include_str!("../../../data/sample/names.toml"), include_str!("../../../data/locales/vi.toml")];
        let words: std::collections::BTreeSet<&str> = texts
            .iter()
            .flat_map(|text| text.split(|c: char| !c.is_alphabetic()))
            // abbreviations are no syllables
            .filter(|word| !word.is_ascii() && word.chars().any(same_as_a_vowel))
            .collect();
        assert!(words.len() > 500, "{}", words.len());
        for typing in [Typing::Telex, Typing::Vni] {
            for word in &words {
                let keys = typing.keys(word).unwrap();
                let typed = typing.word(&keys);
                // where the tone stands in "hoà" is a matter of taste; the letters and marks are not
                assert_eq!(sorted(&typed), sorted(word), "{word}: {keys}");
            }
        }
    }

    fn same_as_a_vowel(c: char) -> bool {
        std::iter::once(c).nfd().next().is_some_and(|base| "aeiouyAEIOUY".contains(base))
    }

    fn sorted(word: &str) -> Vec<char> {
        let mut parts: Vec<char> = word.nfd().collect();
        parts.sort_unstable();
        parts
    }

    #[test]
    fn the_key_behind_a_letter_that_was_composed_is_found() {
        for (before, after, key) in
            [('d', 'đ', 'd'), ('a', 'â', 'a'), ('a', 'ă', 'w'), ('â', 'ấ', 's'), ('á', 'ấ', 'a'), ('á', 'à', 'f')]
        {
            assert_eq!(Typing::Telex.pressed(before, after), Some(key), "{before} {after}");
        }
        assert_eq!(Typing::Vni.pressed('a', 'â'), Some('6'));
    }
}
