//! What the keys of an input method would have written, for whoever types on a line without one: Telex, VNI, VIQR;
//! marks in the middle of a word, at its end, or half typed.

use super::letters::{LEVEL, Spelling, letter};
use unicode_normalization::char::compose;

/// An input method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Telex,
    Vni,
    Viqr,
}

const BREVE: char = '\u{306}';
const CIRCUMFLEX: char = '\u{302}';
const HORN: char = '\u{31b}';

/// What the word may stand for, one reading an input method, where its keys are any of the method's.
pub(super) fn readings(word: &str) -> Vec<Spelling> {
    const LONGEST: usize = 24;
    let mut out: Vec<Spelling> = Vec::new();
    if word.chars().count() > LONGEST {
        return out;
    }
    for method in [Method::Telex, Method::Vni, Method::Viqr] {
        if let Some(reading) = read(word, method)
            && !out.contains(&reading)
        {
            out.push(reading);
        }
    }
    out
}

/// Letters so far: each with its base, and as it is written without the tone.
#[derive(Default)]
struct Written {
    letters: Vec<(char, char)>,
    tone: char,
}

fn read(word: &str, method: Method) -> Option<Spelling> {
    let mut written = Written { tone: LEVEL, ..Written::default() };
    let mut changed = false;
    for c in word.chars() {
        let taken = letter(c);
        let acts = match method {
            Method::Telex => written.telex(taken.base),
            Method::Vni => written.vni(taken.base),
            Method::Viqr => written.viqr(taken.base),
        };
        if acts {
            changed = true;
            continue;
        }
        if !taken.base.is_alphanumeric() {
            return None;
        }
        written.letters.push((taken.base, taken.letter));
        if taken.tone != LEVEL {
            written.tone = taken.tone;
        }
    }
    changed.then(|| Spelling {
        folded: written.letters.iter().map(|(base, _)| *base).collect(),
        letters: written.letters.iter().map(|(_, letter)| *letter).collect(),
        tone: written.tone,
    })
}

fn is_vowel(base: char) -> bool {
    matches!(base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

impl Written {
    fn has_vowel(&self) -> bool {
        self.letters.iter().any(|(base, _)| is_vowel(*base))
    }

    /// Puts a tone on the word, where there is a vowel to bear it.
    fn tone(&mut self, tone: char) -> bool {
        let can = self.has_vowel();
        if can {
            self.tone = tone;
        }
        can
    }

    /// The u of qu is no vowel.
    fn bears_horn(&self, at: usize) -> bool {
        let base = |at: usize| self.letters.get(at).map(|(base, _)| *base);
        base(at) == Some('u') && !(at > 0 && base(at - 1) == Some('q'))
    }

    fn put(&mut self, at: usize, mark: char) -> bool {
        let Some((base, letter)) = self.letters.get_mut(at) else { return false };
        let Some(marked) = compose(*base, mark).filter(|_| letter == base) else { return false };
        *letter = marked;
        true
    }

    /// A circumflex on the last letter that can bear one, or on the last of these.
    fn circumflex(&mut self, only: Option<char>) -> bool {
        let can = |base: char| matches!(base, 'a' | 'e' | 'o') && only.is_none_or(|o| o == base);
        let at = self.letters.iter().rposition(|(base, letter)| can(*base) && base == letter);
        at.is_some_and(|at| self.put(at, CIRCUMFLEX))
    }

    fn breve(&mut self) -> bool {
        let at = self.letters.iter().rposition(|(base, letter)| *base == 'a' && base == letter);
        at.is_some_and(|at| self.put(at, BREVE))
    }

    /// A horn on ơ, ư or both of ươ.
    fn horn(&mut self) -> bool {
        let plain = |at: usize| self.letters.get(at).is_some_and(|(base, letter)| base == letter);
        let Some(at) = (0..self.letters.len()).rev().find(|at| {
            plain(*at) && (self.letters.get(*at).is_some_and(|(base, _)| *base == 'o') || self.bears_horn(*at))
        }) else {
            return false;
        };
        let also = at.checked_sub(1).filter(|before| {
            self.letters.get(at).is_some_and(|(base, _)| *base == 'o') && self.bears_horn(*before) && plain(*before)
        });
        if let Some(before) = also {
            self.put(before, HORN);
        }
        self.put(at, HORN)
    }

    fn stroke(&mut self) -> bool {
        match self.letters.first_mut() {
            Some((base, letter)) if *base == 'd' && *letter == 'd' => {
                *letter = 'đ';
                true
            }
            _ => false,
        }
    }

    fn telex(&mut self, key: char) -> bool {
        match key {
            's' => self.tone('\u{301}'),
            'f' => self.tone('\u{300}'),
            'r' => self.tone('\u{309}'),
            'x' => self.tone('\u{303}'),
            'j' => self.tone('\u{323}'),
            'z' => self.tone(LEVEL),
            'w' => {
                // of ua the u bears the mark, unless it belongs to a q; of oa the a
                let after_u = self.letters.len().checked_sub(2).is_some_and(|at| self.bears_horn(at));
                let last_is_a = self.letters.last().is_some_and(|(base, _)| *base == 'a');
                let done = if last_is_a && after_u { self.horn() } else { self.horn_or_breve() };
                if !done {
                    self.letters.push(('u', 'ư'));
                }
                true
            }
            'a' | 'e' | 'o' => self.circumflex(Some(key)),
            'd' => self.stroke(),
            _ => false,
        }
    }

    /// Whichever the last vowel can bear.
    fn horn_or_breve(&mut self) -> bool {
        let last = self.letters.iter().rposition(|(base, letter)| base == letter && matches!(base, 'a' | 'o' | 'u'));
        match last.and_then(|at| self.letters.get(at)) {
            Some(('a', _)) => self.breve(),
            Some(_) => self.horn(),
            None => false,
        }
    }

    fn vni(&mut self, key: char) -> bool {
        match key {
            '1' => self.tone('\u{301}'),
            '2' => self.tone('\u{300}'),
            '3' => self.tone('\u{309}'),
            '4' => self.tone('\u{303}'),
            '5' => self.tone('\u{323}'),
            '0' => self.tone(LEVEL),
            '6' => self.circumflex(None),
            '7' => self.horn(),
            '8' => self.breve(),
            '9' => self.stroke(),
            _ => false,
        }
    }

    fn viqr(&mut self, key: char) -> bool {
        match key {
            '\'' => self.tone('\u{301}'),
            '`' => self.tone('\u{300}'),
            '?' => self.tone('\u{309}'),
            '~' => self.tone('\u{303}'),
            '.' => self.tone('\u{323}'),
            '^' => self.circumflex(None),
            '+' | '*' => self.horn(),
            '(' => self.breve(),
            'd' if self.letters.len() == 1 => self.stroke(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(typed: &str, meant: &str) -> bool {
        readings(typed).contains(&Spelling::of(meant))
    }

    #[test]
    fn the_keys_of_three_methods_are_read() {
        let cases = [
            ("nguyeenx", "nguyễn"),
            ("nguyenex", "nguyễn"),
            ("nguyenxe", "nguyễn"),
            ("ddawngj", "đặng"),
            ("dangdwj", "đặng"),
            ("luwowngf", "lường"),
            ("luongwf", "lường"),
            ("huwowngr", "hưởng"),
            ("uwowts", "ướt"),
            ("quaanf", "quần"),
            ("quawng", "quăng"),
            ("muaw", "mưa"),
            ("hoawcj", "hoặc"),
            ("wowng", "ương"),
            ("hoaf", "hòa"),
            ("thuyj", "thụy"),
            ("nguye64n", "nguyễn"),
            ("nguyen64", "nguyễn"),
            ("dang985", "đặng"),
            ("lu7o7ng2", "lường"),
            ("luong72", "lường"),
            ("dda(ng.", "đặng"),
            ("ddi`nh", "đình"),
            ("nguye^~n", "nguyễn"),
            ("lu+o+`ng", "lường"),
            ("DDAWNGJ", "ĐẶNG"),
        ];
        for (typed, meant) in cases {
            assert!(reads(typed, meant), "{typed} is not read as {meant}: {:?}", readings(typed));
        }
    }

    #[test]
    fn what_is_half_typed_is_read_as_far_as_it_goes() {
        assert!(reads("nguyee", "nguyê"));
        assert!(reads("ddaw", "đă"));
        assert!(readings("nguyen").is_empty(), "no key of a method");
        assert!(readings("tinh").is_empty());
        assert!(readings(&"aw".repeat(500)).is_empty(), "nobody types a word of a thousand letters");
    }
}
