//! Letters of the time before Unicode: text of old fonts, told by what it looks like and converted letter by letter.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Text that is looked at to tell the code, in bytes.
pub const SAMPLE: usize = 32 << 10;

/// Letters of the two old codes, from the data folder.
const TABLES: &str = include_str!("../../../../data/import/charsets.toml");

/// A code of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Charset {
    /// As it should be.
    #[default]
    Unicode,
    /// TCVN3 (ABC): fonts called .Vn…
    Tcvn3,
    /// VNI-Windows: fonts called VNI-…
    Vni,
}

type Letters = HashMap<String, char>;

/// What stands in old text → the letter.
static TCVN3: LazyLock<Letters> = LazyLock::new(|| table("tcvn3"));
static VNI: LazyLock<Letters> = LazyLock::new(|| table("vni"));

fn tables() -> BTreeMap<String, BTreeMap<String, String>> {
    // a test reads the file; one that cannot be read converts nothing
    toml::from_str(TABLES).unwrap_or_default()
}

fn table(name: &str) -> Letters {
    let letters = tables().remove(name).unwrap_or_default();
    letters.into_iter().filter_map(|(letter, code)| Some((code, letter.chars().next()?))).collect()
}

impl Charset {
    /// The code in which a text makes sense; nothing where it makes none in any.
    #[must_use]
    pub fn of(sample: &str) -> Option<Charset> {
        let sample: String = sample.chars().take(SAMPLE).collect();
        if strange(&sample) == 0 {
            return Some(Charset::Unicode);
        }
        let all = [Charset::Unicode, Charset::Tcvn3, Charset::Vni];
        let (best, left) = all.map(|c| (c, strange(&c.decode(&sample)))).into_iter().min_by_key(|(_, n)| *n)?;
        // a few signs of another country are no other code
        let letters = sample.chars().filter(|c| !c.is_ascii()).count();
        (left * 10 <= letters).then_some(best)
    }

    /// The text in Unicode. What has letters beyond the old codes is Unicode already and stays.
    #[must_use]
    pub fn decode(self, text: &str) -> String {
        let table = match self {
            Charset::Unicode => return text.to_owned(),
            Charset::Tcvn3 => &*TCVN3,
            Charset::Vni => &*VNI,
        };
        if text.is_ascii() || text.chars().any(|c| u32::from(c) > 0xff && c.is_alphabetic()) {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + 8);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let one = first.len_utf8();
            let two = one + rest.get(one..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
            let found = [two, one].into_iter().find_map(|n| Some((n, *table.get(rest.get(..n)?)?)));
            let (taken, letter) = found.unwrap_or((one, first));
            out.push(letter);
            rest = rest.get(taken..).unwrap_or_default();
        }
        if self == Charset::Tcvn3 { capitals(&out) } else { out }
    }
}

/// The letters of one column, as far as they were looked at.
#[derive(Debug, Clone, Default)]
pub(super) struct ColumnLetters {
    /// Cells that make no sense as they are, and those that have letters which no old code has.
    old: usize,
    new: usize,
    sample: String,
    /// The old code in which the odd cells make sense.
    charset: Charset,
}

impl ColumnLetters {
    pub(super) fn see(&mut self, cell: &str) {
        if strange(cell) > 0 {
            self.old += 1;
            if self.sample.len() < SAMPLE / 8 {
                self.sample.push_str(cell);
                self.sample.push('\n');
                self.charset = Charset::of(&self.sample).unwrap_or_default();
            }
        } else {
            self.new += usize::from(cell.chars().any(|c| u32::from(c) > 0xff && c.is_alphabetic()));
        }
    }

    /// Whether it has letters that no old code has.
    pub(super) fn is_new(&self) -> bool {
        self.new > 0
    }

    /// A cell in today's letters; none where it is so already, or makes sense in no code.
    pub(super) fn decode(&self, cell: &str) -> Option<String> {
        if cell.is_ascii() {
            return None;
        }
        let wrong = strange(cell);
        if wrong == 0 {
            // in a column that is wholly of an old code, a cell may look right by chance
            let all_old = self.old > 0 && self.new == 0 && self.charset != Charset::Unicode;
            return all_old.then(|| self.charset.decode(cell)).filter(|is| is != cell && strange(is) == 0);
        }
        let codes = [self.charset, Charset::Tcvn3, Charset::Vni];
        let decoded = codes.into_iter().filter(|code| *code != Charset::Unicode).map(|code| code.decode(cell));
        decoded.into_iter().find(|is| strange(is) == 0)
    }
}

/// A word of which all other letters are capitals has no small letter: old text has no capitals with tones. The first
/// letter alone says nothing, names begin with a capital.
fn capitals(text: &str) -> String {
    let plain = |text: &str| text.chars().all(|c| !c.is_ascii_lowercase());
    let inside = |word: &str| plain(word) && word.chars().skip(1).any(|c| c.is_ascii_uppercase());
    let words = || text.split_inclusive(|c: char| !c.is_alphabetic());
    if plain(text) && words().any(inside) {
        return text.to_uppercase();
    }
    words().map(|word| if inside(word) { word.to_uppercase() } else { word.to_owned() }).collect()
}

/// How many letters of a text are none of this country's, or stand where no letter of a word can: the measure of
/// whether a code is the right one.
#[must_use]
pub fn strange(text: &str) -> usize {
    let mut before = ' ';
    let mut count = 0;
    for c in text.chars() {
        let foreign = !c.is_ascii() && !is_vietnamese(c) && !is_sign(c);
        // a capital amid small letters: old codes leave such
        let amid = !c.is_ascii() && c.is_uppercase() && before.is_lowercase();
        // after a plain a or e no vowel bears a mark: "ai", "eo", never "aí"
        let after = !c.is_ascii() && "aeAE".contains(before) && !"đĐ".contains(c);
        count += usize::from(foreign || amid || (after && c.is_alphabetic()));
        before = c;
    }
    count
}

/// Signs that papers have beside letters.
fn is_sign(c: char) -> bool {
    c.is_whitespace() || "–—‘’“”…•°½²³×→≤≥€№".contains(c) || ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{feff}'
}

fn is_vietnamese(c: char) -> bool {
    static LETTERS: LazyLock<std::collections::HashSet<char>> = LazyLock::new(|| {
        let vni = tables().remove("vni").unwrap_or_default();
        vni.keys().filter_map(|letter| letter.chars().next()).collect()
    });
    LETTERS.contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn old(name: &str, text: &str) -> String {
        let table = tables().remove(name).unwrap();
        text.chars().map(|c| table.get(&c.to_string()).cloned().unwrap_or_else(|| c.to_string())).collect()
    }

    #[test]
    fn every_letter_of_both_old_codes_comes_back() {
        let vni = tables().remove("vni").unwrap();
        assert_eq!(vni.len(), 134, "67 letters, small and capital");
        for letter in vni.keys() {
            assert_eq!(Charset::Vni.decode(&old("vni", letter)), *letter, "VNI {letter}");
        }
        let tcvn3 = tables().remove("tcvn3").unwrap();
        assert_eq!(tcvn3.len(), 67 + 7);
        for letter in tcvn3.keys() {
            assert_eq!(Charset::Tcvn3.decode(&old("tcvn3", letter)), *letter, "TCVN3 {letter}");
        }
    }

    #[test]
    fn the_code_of_a_list_is_told_by_its_look() {
        let text = "Họ và tên; Nguyễn Thị Thúy, Đàm Khuông, dân tộc Tày, xã Hải Yến; chưa đủ điều kiện";
        assert_eq!(Charset::of(text), Some(Charset::Unicode));
        for (name, charset) in [("tcvn3", Charset::Tcvn3), ("vni", Charset::Vni)] {
            let old = old(name, text);
            assert_eq!(Charset::of(&old), Some(charset), "{old}");
            assert_eq!(charset.decode(&old), text);
        }
        assert_eq!(Charset::of("Nguyen Van A; plain"), Some(Charset::Unicode));
        assert_eq!(Charset::of("Иванов Пётр; Семёнов"), None);
    }

    #[test]
    fn capitals_of_old_fonts_are_capitals() {
        assert_eq!(Charset::Tcvn3.decode("NGUYÔN THÞ \u{a7}µO"), "NGUYỄN THỊ ĐÀO");
        assert_eq!(Charset::Tcvn3.decode("NguyÔn"), "Nguyễn");
    }
}
