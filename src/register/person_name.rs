//! The name of a person as it comes to a door: what stands beside it and is no part of it is taken off, and a letter
//! that no name of this country has is told. Words and letters are data (`data/names.toml`).

use crate::domain::{Sex, text};
use crate::register::fields::codes::Coded;
use crate::register::problem::Problem;
use crate::search::fold;
use serde::Deserialize;
use std::sync::LazyLock;

const NAMES: &str = include_str!("../../data/names.toml");
/// Letters of the Vietnamese alphabet without marks, and those that are written beside it.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
/// The marks of Vietnamese letters: five tones, the circumflex, the breve, the horn.
const MARKS: &str = "\u{300}\u{301}\u{303}\u{309}\u{323}\u{302}\u{306}\u{31b}";

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Before {
    words: Vec<String>,
    sex: Option<String>,
    /// Whether it is a family name as well.
    family: bool,
    education: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Note {
    male: Vec<String>,
    female: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Letters {
    also: String,
    signs: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Data {
    address: Vec<Before>,
    degree: Vec<Before>,
    honour: Vec<Before>,
    note: Note,
    letters: Letters,
}

// a test reads the file; one that cannot be read takes nothing off
static DATA: LazyLock<Data> = LazyLock::new(|| toml::from_str(NAMES).unwrap_or_default());

/// A name, and what stood beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonName {
    /// The name alone.
    pub name: String,
    /// What a form of address or a note says of the sex.
    pub sex: Option<Sex>,
    /// The code of the level of education that a degree before the name says.
    pub education: Option<String>,
    /// Another name, in quotes or behind "tức".
    pub other: String,
    /// What says nothing else: a post behind a dash, a rank, a note.
    pub note: String,
    /// All that was taken off, as it stood.
    pub taken: Vec<String>,
}

impl PersonName {
    /// Takes a name apart.
    #[must_use]
    pub fn of(text: &str) -> PersonName {
        let mut out = PersonName { name: text::at_the_door(text), ..PersonName::default() };
        // what nobody sees was never meant
        out.taken = text.chars().filter(|c| text::is_hidden(*c) && !c.is_whitespace()).map(shown).collect();
        let mut notes = Vec::new();
        while out.inside() || out.behind(&mut notes) || out.before(&mut notes) {}
        notes.reverse();
        out.note = notes.join("; ");
        out
    }

    /// Takes off another name that stands in quotes within the name.
    fn inside(&mut self) -> bool {
        const QUOTES: [char; 5] = ['"', '“', '”', '«', '»'];
        let mut parts = self.name.splitn(3, QUOTES);
        let (Some(front), Some(other), Some(rest)) = (parts.next(), parts.next(), parts.next()) else { return false };
        let (front, other, rest) = (front.trim(), other.trim(), rest.trim());
        let name = [front, rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if name.split(' ').count() < 2 || other.is_empty() {
            return false;
        }
        self.other = other.to_owned();
        self.taken.push(format!("“{other}”"));
        self.name = name;
        true
    }

    /// Takes off what stands behind the name: stars, a note in brackets, a post behind a dash or a comma.
    fn behind(&mut self, notes: &mut Vec<String>) -> bool {
        let name = self.name.clone();
        let trimmed = name.trim_end_matches(['*', '†', '.', ',', ';', ' ']).trim_start_matches(['*', '-', '+', ' ']);
        if trimmed.len() < name.len() && !trimmed.is_empty() {
            let sign = name.trim_matches(|c: char| c.is_alphanumeric() || c.is_whitespace() || c == '.' || c == ',');
            self.taken.extend(Some(sign.to_owned()).filter(|s| name.contains('*') && !s.is_empty() && s.len() < 8));
            trimmed.clone_into(&mut self.name);
            return true;
        }
        if let Some((front, inside)) = name.strip_suffix(')').and_then(|n| n.rsplit_once('(')) {
            let is = |words: &[String]| words.iter().any(|word| fold(word) == fold(inside.trim()));
            match (is(&DATA.note.male), is(&DATA.note.female)) {
                (true, _) => self.sex = Some(Sex::Male),
                (_, true) => self.sex = Some(Sex::Female),
                _ => match ["tức ", "bí danh ", "tên khác "].iter().find_map(|word| inside.trim().strip_prefix(word))
                {
                    Some(other) => self.other = other.trim().to_owned(),
                    None => notes.push(inside.trim().to_owned()),
                },
            }
            self.take(front, &format!("({inside})"));
            return true;
        }
        // "A - Phó Chủ tịch UBND xã", "A, Trưởng phòng"; a dash within a name has no spaces
        let apart = [" - ", " – ", " — ", ", ", "; "]
            .iter()
            .filter_map(|sign| name.split_once(sign))
            .min_by_key(|(a, _)| a.len());
        if let Some((front, rest)) = apart.filter(|(front, _)| front.split(' ').count() > 1) {
            notes.push(rest.trim().to_owned());
            self.take(front, rest);
            return true;
        }
        false
    }

    /// Takes off a form of address, a degree or a rank before the name.
    fn before(&mut self, notes: &mut Vec<String>) -> bool {
        let data = &*DATA;
        let all = [&data.address, &data.degree, &data.honour];
        let small = self.name.to_lowercase();
        let found = all.iter().enumerate().flat_map(|(sort, list)| list.iter().map(move |b| (sort, b)));
        let found = found.filter_map(|(sort, b)| {
            Some((
                sort,
                b,
                b.words
                    .iter()
                    .filter(|w| small.starts_with(*w))
                    .filter_map(|w| rest_of(&self.name, w, b.family))
                    .min_by_key(|r| r.len())?,
            ))
        });
        let Some((sort, before, rest)) = found.min_by_key(|(_, _, rest)| rest.len()) else { return false };
        let rest = rest.to_owned();
        let word = self.name.get(..self.name.len() - rest.len()).unwrap_or_default().trim().to_owned();
        if let Some(sex) = before.sex.as_deref().and_then(Sex::coded) {
            self.sex = Some(sex);
        }
        if self.education.is_none() {
            self.education.clone_from(&before.education);
        }
        if sort == 2 {
            notes.push(word.clone());
        }
        self.take(&rest, &word);
        true
    }

    fn take(&mut self, rest: &str, taken: &str) {
        self.taken.push(taken.trim().to_owned());
        self.name = rest.trim().to_owned();
    }

    /// Whether the name is one that a card can have.
    ///
    /// # Errors
    /// What stands beside it, or a letter that no name has.
    pub fn check(text: &str) -> Result<(), Problem> {
        let apart = PersonName::of(text);
        if let Some(taken) = apart.taken.first() {
            return Err(Problem::NoName { beside: taken.clone(), name: apart.name });
        }
        match text.chars().find(|c| !is_of_names(*c)) {
            Some(odd) => Err(Problem::OddLetter(text.to_owned(), shown(odd))),
            None => Ok(()),
        }
    }
}

/// A letter as it can be told: one that cannot be seen by its number.
fn shown(c: char) -> String {
    let unseen = c.is_whitespace() || text::is_hidden(c);
    if unseen { format!("U+{:04X}", u32::from(c)) } else { c.to_string() }
}

/// What follows a word before a name, where a name is left. "Ông" may be a family name (Ông Văn Minh): it is a form of
/// address where three words are left.
fn rest_of<'n>(name: &'n str, word: &str, is_family: bool) -> Option<&'n str> {
    let length = word.chars().count();
    let (front, rest) = name.char_indices().nth(length).map(|(at, _)| name.split_at(at))?;
    let bounded = rest.starts_with([' ', ':']) || word.ends_with(['.', '/']);
    let same = front.to_lowercase() == word;
    let rest = rest.trim_start_matches([' ', ':', '.']);
    let words = rest.split(' ').filter(|w| !w.is_empty()).count();
    (same && bounded && words >= if is_family { 3 } else { 2 }).then_some(rest)
}

fn is_of_names(c: char) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let small = c.to_lowercase().next().unwrap_or(c);
    // two of one name are told apart by a number
    if c == ' '
        || c.is_ascii_digit()
        || small == 'đ'
        || DATA.letters.also.contains(small)
        || DATA.letters.signs.contains(c)
    {
        return true;
    }
    let mut parts = std::iter::once(small).nfd();
    let (base, marks) = (parts.next().unwrap_or(c), parts.collect::<String>());
    let with = |horned: &str| horned.contains(base);
    LETTERS.contains(base)
        && marks.chars().all(|mark| match mark {
            '\u{302}' => with("aeo"),
            '\u{306}' => with("a"),
            '\u{31b}' => with("ou"),
            mark => MARKS.contains(mark) && with("aeiouy"),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_name_is_taken_off_and_a_name_is_left_as_it_is() {
        for (text, name, sex, education, note) in [
            ("Đ/c Lăng Văn Thắm", "Lăng Văn Thắm", None, None, ""),
            ("đồng chí Lăng Văn Thắm", "Lăng Văn Thắm", None, None, ""),
            ("Chu Thị Nhẫn (nữ)", "Chu Thị Nhẫn", Some(Sex::Female), None, ""),
            ("Ông Vy Văn Ngát", "Vy Văn Ngát", Some(Sex::Male), None, ""),
            ("Bà: Vy Thị Ngát", "Vy Thị Ngát", Some(Sex::Female), None, ""),
            ("Mã Văn Tuyền*", "Mã Văn Tuyền", None, None, ""),
            ("Mã Văn Tuyền (*)", "Mã Văn Tuyền", None, None, "*"),
            ("TS. Nông Thị Hẹn", "Nông Thị Hẹn", None, Some("doctor"), ""),
            ("PGS.TS. Nông Thị Hẹn", "Nông Thị Hẹn", None, Some("doctor"), ""),
            ("ThS Nông Thị Hẹn", "Nông Thị Hẹn", None, Some("master"), ""),
            ("Đại tá Hà Văn Rút", "Hà Văn Rút", None, None, "Đại tá"),
            ("Lý Văn Đường - Phó Chủ tịch UBND xã", "Lý Văn Đường", None, None, "Phó Chủ tịch UBND xã"),
            // family names, and names of other peoples
            ("Ông Văn Minh", "Ông Văn Minh", None, None, ""),
            ("Đồng Chí Thành", "Đồng Chí Thành", None, None, ""),
            ("Y Blơk Niê Kdăm", "Y Blơk Niê Kdăm", None, None, ""),
            ("H'Hen Niê", "H'Hen Niê", None, None, ""),
            ("Tôn Nữ Thị Ninh", "Tôn Nữ Thị Ninh", None, None, ""),
            ("Cô Văn An", "Cô Văn An", None, None, ""),
        ] {
            let is = PersonName::of(text);
            let told = (is.name.as_str(), is.sex, is.education.as_deref(), is.note.as_str());
            assert_eq!(told, (name, sex, education, note), "{text}");
        }
    }

    #[test]
    fn another_name_beside_the_name_is_told_as_such() {
        for text in ["Lăng Văn \"Ba\" Thắm", "Lăng Văn Thắm (tức Ba)", "Lăng Văn Thắm “Ba”"] {
            let is = PersonName::of(text);
            assert_eq!((is.name.as_str(), is.other.as_str(), is.note.as_str()), ("Lăng Văn Thắm", "Ba", ""), "{text}");
        }
    }

    #[test]
    fn letters_that_no_name_of_this_country_has_are_told() {
        for name in ["Nguyễn Thị Thúy", "Quý", "H'Hen Niê", "Y Blơk Niê Kdăm", "Rơ Ô H'Yưn", "Ƀuôn Krông"]
        {
            assert_eq!(PersonName::check(name), Ok(()), "{name}");
        }
        for (name, letter) in [("Haø Vaên Löïu", "ø"), ("L¨ng V¨n Th¾m", "¨"), ("Nguyễn Văn А", "А")] {
            assert!(matches!(PersonName::check(name), Err(Problem::OddLetter(_, is)) if is == letter), "{name}");
        }
        let hidden = PersonName::of("Nguyễn\u{200b} Văn An");
        assert_eq!((hidden.name.as_str(), hidden.taken), ("Nguyễn Văn An", vec!["U+200B".to_owned()]));
        assert!(matches!(PersonName::check("Đ/c Lăng Văn Thắm"), Err(Problem::NoName { .. })));
    }
}
