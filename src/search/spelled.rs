//! A name with its short forms written out, so that two spellings of one unit can be told to be one: Sở GD&ĐT, TT. Thất
//! Khê, VP UBND tỉnh. The words are those of `data/search/short.toml`, which everybody who reads names asks here.

use super::found::Field;
use super::letters::{Spelling, fold, in_word};
use super::short::{levels, meanings, same};

/// The most ways in which one text is read.
const MOST: usize = 16;

/// The ways in which a name of a unit can be read, folded, its short forms written out. Two texts name the same where
/// they have one of these in common.
#[must_use]
pub fn spelled_out(text: &str) -> Vec<String> {
    let mut ways = vec![String::new()];
    for part in fold(text).replace(" - ", ",").replace(" – ", ",").split([',', ';', '(', ')']) {
        for (at, token) in tokens(part).into_iter().enumerate() {
            let read = readings(&token, at == 0);
            let with = |way: &String| {
                let next = read.iter().map(|read| format!("{way} {read}").trim_start().to_owned());
                next.collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(with).take(MOST).collect();
        }
    }
    let mut ways: Vec<String> = ways.iter().map(|way| one_name(way)).collect();
    ways.sort_unstable();
    ways.dedup();
    ways.retain(|way| !way.is_empty());
    ways
}

/// Words, each with the full stop that ends it.
fn tokens(part: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in part.split_whitespace() {
        let mut rest = word;
        while let Some((before, after)) = rest.split_once('.').filter(|(before, _)| !before.is_empty()) {
            out.push(format!("{before}."));
            rest = after;
        }
        out.push(rest.to_owned());
    }
    out.retain(|token| token.chars().any(in_word) || token == "&");
    // GD & ĐT is GD&ĐT
    while let Some(at) = out.windows(3).position(is_short) {
        let joined: String = out.drain(at..at + 3).collect();
        out.insert(at, joined);
    }
    out
}

fn is_short(three: &[String]) -> bool {
    three.get(1).is_some_and(|sign| sign == "&") && !meanings(&Spelling::of(&three.concat()).folded).is_empty()
}

/// What a word may stand for, itself where it may be one; a single letter only for a level, where a name begins.
fn readings(token: &str, begins: bool) -> Vec<String> {
    if token == "&" {
        return vec!["va".to_owned()];
    }
    let short = Spelling::of(token).folded;
    let mut read = Vec::new();
    if begins || token.ends_with('.') {
        let of_level =
            levels().iter().filter(|level| level.typed.iter().any(|typed| Spelling::of(typed).folded == short));
        read.extend(of_level.filter_map(|level| level.typed.first()).map(|word| fold(word)));
    }
    let in_full = meanings(&short).iter().filter(|meaning| meaning.field == Field::Unit);
    read.extend(in_full.map(|meaning| meaning.words.join(" ")));
    // what is written with signs between its letters is two words unless it is short for some
    let words: Vec<&str> = token.split(|c: char| !in_word(c)).filter(|word| !word.is_empty()).collect();
    if read.is_empty() || words.len() == 1 {
        read.push(words.join(" "));
    }
    read.dedup();
    read
}

/// Of several names for one thing the first: "huyện ủy" is the party organisation of a district.
fn one_name(way: &str) -> String {
    let mut out = format!(" {way} ");
    for names in same() {
        if let Some((first, others)) = names.split_first() {
            for other in others {
                out = out.replace(&format!(" {other} "), &format!(" {first} "));
            }
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        let other = spelled_out(other);
        spelled_out(one).iter().any(|way| other.contains(way))
    }

    #[test]
    fn short_names_and_whole_ones_are_told_to_be_one() {
        for (short, whole) in [
            ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
            ("Sở GD-ĐT", "Sở Giáo dục và Đào tạo"),
            ("Sở GD & ĐT", "Sở Giáo dục và Đào tạo"),
            ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
            ("Sở Kế hoạch & Đầu tư", "Sở Kế hoạch và Đầu tư"),
            ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
            ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
            ("TT. Thất Khê", "Thị trấn Thất Khê"),
            ("TT Thất Khê, H.Tràng Định", "Thị trấn Thất Khê, huyện Tràng Định"),
            ("P. Vĩnh Trại", "Phường Vĩnh Trại"),
            ("TP. Lạng Sơn", "Thành phố Lạng Sơn"),
            ("Huyện ủy Cao Lộc", "Đảng bộ huyện Cao Lộc"),
            ("UBMTTQ huyện Văn Lãng", "Ủy ban MTTQ Việt Nam huyện Văn Lãng"),
        ] {
            assert!(same(short, whole), "{short}: {:?} {:?}", spelled_out(short), spelled_out(whole));
        }
        for (one, other) in [("P. Tân Thành", "Xã Tân Thành"), ("Sở GD&ĐT", "Sở Giao thông vận tải"), ("", "Sở")]
        {
            assert!(!same(one, other), "{one} {other}");
        }
        assert!(spelled_out("&").len() <= 1 && spelled_out(&"tt ".repeat(90)).len() <= MOST);
    }
}
