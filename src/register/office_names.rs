//! Units as offices write them: short forms of words (GD&ĐT, TT., P.), organs for the land they belong to (Huyện ủy Cao
//! Lộc), places with the ones above (Tân Thành - Cao Lộc). One vocabulary for imports, forms and the command line; words
//! are data (`data/unit-words.toml`).

use super::names::of_units;
use super::origins;
use super::view::View;
use crate::domain::{Level, Line, UnitId, text};
use crate::search::fold;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../data/unit-words.toml");

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Organ {
    written: Vec<String>,
    land: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Data {
    organ: Vec<Organ>,
    stands: BTreeMap<String, String>,
}

/// What stands for what, the longest first.
struct Vocabulary {
    organs: Vec<(Vec<String>, String)>,
    stands: Vec<(Vec<String>, Vec<String>)>,
}

// a test reads the file; one that cannot be read knows no such words
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let data: Data = toml::from_str(WORDS).unwrap_or_default();
    let organs = data.organ.into_iter().flat_map(|o| o.written.into_iter().map(move |w| (words(&w), o.land.clone())));
    let mut organs: Vec<_> = organs.collect();
    let mut stands: Vec<_> = data.stands.iter().map(|(long, short)| (words(long), words(short))).collect();
    organs.sort_by_key(|(written, _)| std::cmp::Reverse(written.len()));
    stands.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
    Vocabulary { organs, stands }
});

/// The words of a name that count, without marks.
fn words(text: &str) -> Vec<String> {
    let folded = fold(&text::at_the_door(text));
    let all = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && *w != "va");
    all.map(str::to_owned).collect()
}

/// The words of a name, each phrase of the vocabulary as the one that stands for it.
fn normal(text: &str) -> Vec<String> {
    let mut words = words(text);
    for (long, short) in &VOCABULARY.stands {
        if let Some(at) = words.windows(long.len()).position(|part| part == long.as_slice()) {
            words.splice(at..at + long.len(), short.iter().cloned());
        }
    }
    words
}

/// Whether two names are one: word for word, or a word for the first letters of several that follow each other.
fn same(a: &[String], b: &[String]) -> bool {
    match (a.split_first(), b.split_first()) {
        (None, None) => true,
        (Some((x, rest_a)), Some((y, rest_b))) => {
            x == y && same(rest_a, rest_b) || stands_for(x, b, rest_a) || stands_for(y, a, rest_b)
        }
        _ => false,
    }
}

/// Whether a word is the first letters of words, and what is behind both is the same.
fn stands_for(short: &str, long: &[String], behind: &[String]) -> bool {
    let count = short.chars().count();
    let letters = short.chars().all(char::is_alphabetic);
    // one letter stands only for what tells land: P. Vĩnh Trại, H. Cao Lộc
    let whole = count >= 2 && letters || matches!(short, "p" | "x" | "h" | "t" | "q");
    let initials = long.iter().take(count).filter_map(|w| w.chars().next());
    // what is short itself (THPT, UBND) is no word to be shortened again
    let are_words = long.iter().take(count).all(|w| w.contains(['a', 'e', 'i', 'o', 'u', 'y']));
    whole
        && are_words
        && long.len() >= count
        && initials.eq(short.chars())
        && long.get(count..).is_some_and(|rest| same(behind, rest))
}

/// The units on the day that a word can mean, as offices write it.
#[must_use]
pub fn units(view: &View, word: &str) -> Vec<UnitId> {
    let bare = without_organ(word);
    let written: BTreeSet<Vec<String>> = bare.iter().map(|w| normal(w)).chain([normal(word)]).collect();
    let mut found: BTreeMap<u8, BTreeSet<UnitId>> = BTreeMap::new();
    let province = view.tops(Line::Territory).first().and_then(|id| view.unit(*id)).map(|u| u.name(view.on).to_owned());
    of_units(view, |id, name, tier| {
        let mut name = normal(name);
        let mut fits = written.iter().any(|w| same(w, &name));
        let of_province = || view.unit(id).and_then(|u| u.form(view.on)).is_some_and(|f| f.level == Level::Province);
        if !fits && tier < 2 && of_province() {
            // "Sở Nội vụ tỉnh", "Sở Nội vụ tỉnh Lạng Sơn"
            name.push("tinh".to_owned());
            fits = written.iter().any(|w| same(w, &name));
            name.extend(province.iter().flat_map(|p| words(p)));
            fits = fits || written.iter().any(|w| same(w, &name));
        }
        if fits {
            found.entry(tier).or_default().insert(id);
        }
    });
    if let Some(best) = found.into_values().next() {
        // TT. is a town before the school of a town
        let land: Vec<UnitId> = best.iter().copied().filter(|id| view.stands(Line::Territory, *id)).collect();
        return if land.is_empty() { best.into_iter().collect() } else { land };
    }
    let placed = bare
        .iter()
        .chain([&word.to_owned()])
        .filter_map(|w| place(view, w, province.as_deref()?))
        .collect::<BTreeSet<_>>();
    placed.into_iter().collect()
}

/// A place with those above it, or as much of them as the list says: "TT. Thất Khê, Tràng Định".
fn place(view: &View, word: &str, province: &str) -> Option<UnitId> {
    // what stands in brackets says where it lies
    let word = word.replace(" (", ", ").replace(')', "");
    let unit = origins::linked(view, &format!("{word}, tỉnh {province}")).unit?;
    let stands = view.unit(unit).is_some_and(|u| u.span.holds(view.on));
    (stands && !view.tops(Line::Territory).contains(&unit)).then_some(unit)
}

/// The name of the land that an organ belongs to, for a name that begins with one.
fn without_organ(word: &str) -> Option<String> {
    let tidy = text::at_the_door(word);
    let parts: Vec<&str> = tidy.split(' ').collect();
    VOCABULARY.organs.iter().find_map(|(written, land)| {
        let front = parts.get(..written.len())?;
        let same = front.iter().zip(written).all(|(part, w)| words(part).join("") == *w);
        let rest = parts.get(written.len()..).filter(|rest| same && !rest.is_empty())?;
        Some(format!("{land} {}", rest.join(" ")).trim().to_owned())
    })
}

/// The units whose names share most words with one that is not known, best first.
#[must_use]
pub fn guesses(view: &View, word: &str, most: usize) -> Vec<UnitId> {
    let wanted: BTreeSet<String> = normal(word).into_iter().collect();
    let mut best: BTreeMap<UnitId, usize> = BTreeMap::new();
    of_units(view, |id, name, _| {
        let name = normal(name);
        let shared = name.iter().filter(|w| wanted.contains(*w)).count();
        // of two that share as much, the shorter
        let weight = shared * 100 / (name.len() + wanted.len()).max(1);
        if weight > 0 {
            let known = best.entry(id).or_default();
            *known = weight.max(*known);
        }
    });
    let mut found: Vec<(usize, UnitId)> = best.into_iter().map(|(id, weight)| (weight, id)).collect();
    found.sort_by_key(|(weight, id)| (std::cmp::Reverse(*weight), *id));
    found.into_iter().take(most).map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_stand_for_the_first_letters_of_words() {
        let one = |a: &str, b: &str| same(&normal(a), &normal(b));
        for (short, full) in [
            ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
            ("Sở GD-ĐT", "Sở Giáo dục và Đào tạo"),
            ("Sở NN và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
            ("Sở Nông nghiệp và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
            ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
            ("Sở Kế hoạch & Đầu tư", "Sở Kế hoạch và Đầu tư"),
            ("Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh"),
            ("VP UBND tỉnh", "Văn phòng UBND tỉnh"),
            ("BCH Quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
            ("BTC Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"),
            ("MTTQ tỉnh", "Ủy ban MTTQ Việt Nam tỉnh"),
            ("TP. Lạng Sơn", "Thành phố Lạng Sơn"),
            ("P. Vĩnh Trại", "Phường Vĩnh Trại"),
        ] {
            assert!(one(short, full), "{short}");
        }
        assert!(!one("Sở Y tế", "Sở Tài chính"));
        assert!(!one("Sở GD&ĐT", "Sở Giao thông vận tải"));
        assert_eq!(without_organ("Huyện uỷ Cao Lộc").as_deref(), Some("huyện Cao Lộc"));
        assert_eq!(without_organ("Đảng ủy xã Hải Yến").as_deref(), Some("xã Hải Yến"));
    }
}
