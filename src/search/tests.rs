//! What is found, in which order, and what of it is marked.

mod changes;
mod facts;
mod odd;

use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn found(lines: &[(&str, &str)], query: &str) -> Vec<String> {
    let list = list(lines);
    Index::build(&list).find(&list, &Query::parse(query).unwrap(), 5, None).hits.into_iter().map(|h| h.text).collect()
}

/// Names with title and unit, which a dot parts.
fn list(lines: &[(&str, &str)]) -> List {
    let line = |(name, about): &(&str, &str)| {
        let (title, unit) = about.split_once(FIELD).unwrap_or((about, ""));
        list::Line { id: String::new(), fields: [(*name).to_owned(), title.to_owned(), unit.to_owned()] }
    };
    List { lines: lines.iter().map(line).collect() }
}

#[test]
fn marks_are_a_wish_and_bare_letters_are_any_mark() {
    let names = &[("Lăng Thúy Hà", ""), ("Lăng Thùy Hà", ""), ("Đỗ Đức Điệp", ""), ("Hoàng Hạ", "")];
    assert_eq!(found(names, "thùy").first().map(String::as_str), Some("Lăng Thùy Hà"));
    assert_eq!(found(names, "thuy").len(), 2);
    assert_eq!(found(names, "do duc").first().map(String::as_str), Some("Đỗ Đức Điệp"));
    assert_eq!(found(names, "ĐỖ ĐỨC").first().map(String::as_str), Some("Đỗ Đức Điệp"));
    assert_eq!(found(names, "hà").last().map(String::as_str), Some("Hoàng Hạ"));
}

#[test]
fn words_are_looked_for_in_name_title_and_unit_at_once() {
    let names = &[
        ("Vi Hồng Hòa", "Phó Chủ tịch · Huyện Cao Lộc"),
        ("Lộc Thị Hoa", "Giáo viên · Huyện Văn Lãng"),
        ("Nông Văn An", "Chủ tịch · Huyện Cao Lộc"),
        ("Hoàng Đức Tân", "Chủ tịch · Xã Thanh Lòa"),
        ("Hà Văn Hùng", "Chủ tịch · Xã Tân Thành"),
    ];
    assert_eq!(found(names, "hoa cao loc"), ["Vi Hồng Hòa · Phó Chủ tịch · Huyện Cao Lộc"]);
    // words that stand together are meant together
    assert_eq!(found(names, "tan thanh").first().map(String::as_str), Some("Hà Văn Hùng · Chủ tịch · Xã Tân Thành"));
    assert!(found(names, "zzz").is_empty());
    assert!(found(names, "  ").is_empty());
}

#[test]
fn first_letters_of_words_stand_for_them() {
    let names = &[("Nguyễn Văn An", "Chủ tịch · UBND xã Tân Thành"), ("Vi Thị Nga", "Giáo viên · Xã Tân Thành")];
    assert_eq!(found(names, "nva"), ["Nguyễn Văn An · Chủ tịch · UBND xã Tân Thành"]);
    assert_eq!(found(names, "ct ubnd tan thanh"), ["Nguyễn Văn An · Chủ tịch · UBND xã Tân Thành"]);
}

#[test]
fn what_matched_is_shown_in_the_text_as_written() {
    let list = list(&[("Đàm Khuông", "Giáo viên")]);
    let found = Index::build(&list).find(&list, &Query::words("khuong"), 1, None);
    assert_eq!(found.total, 1);
    let hit = found.hits.first().unwrap();
    let range = hit.ranges.first().unwrap().clone();
    assert_eq!(hit.text.chars().skip(range.start).take(range.len()).collect::<String>(), "Khuông");
}

#[test]
fn a_letter_left_out_is_forgiven_where_nothing_else_is_found() {
    let names = &[("Nguyễn Văn An", "Giáo viên"), ("Nông Thị Hà", "Giáo viên")];
    assert_eq!(found(names, "nguyn"), ["Nguyễn Văn An · Giáo viên"]);
    assert_eq!(found(names, "giao"), ["Nông Thị Hà · Giáo viên", "Nguyễn Văn An · Giáo viên"]);
}

#[test]
fn nothing_that_is_typed_or_listed_is_too_much() {
    let many: Vec<(String, String)> =
        (0..70_000).map(|n| (format!("Tên{n} Thị An"), format!("Chức danh số {n}"))).collect();
    let lines: Vec<(&str, &str)> = many.iter().map(|(name, title)| (name.as_str(), title.as_str())).collect();
    let list = list(&lines);
    let index = Index::build(&list);
    let first = |query: &str| index.find(&list, &Query::words(query), 3, None).hits.first().map(|h| h.text.clone());
    assert_eq!(first("ten69999").as_deref(), Some("Tên69999 Thị An · Chức danh số 69999"));
    assert_eq!(first("so 66000").as_deref(), Some("Tên66000 Thị An · Chức danh số 66000"));
    for odd in ["\u{302}\u{301}", "🙂", "\u{0}\u{7}", "'", "()", "\"", &"ă".repeat(10_000), &"a ".repeat(5_000)] {
        let _ = index.find(&list, &Query::words(odd), 3, None);
    }
}

#[test]
fn what_is_quoted_stands_so_with_the_marks_that_were_typed() {
    let names =
        &[("Vi Hà", "Chủ tịch · Xã Lộc Cao"), ("Vi Hạ", "Chủ tịch · Huyện Cao Lộc"), ("Vi Hạ", "Giáo viên · x")];
    assert_eq!(found(names, "\"cao loc\""), ["Vi Hạ · Chủ tịch · Huyện Cao Lộc"]);
    assert_eq!(found(names, "\"hà\""), ["Vi Hà · Chủ tịch · Xã Lộc Cao"]);
    assert_eq!(found(names, "\"ha\"").len(), 3);
    assert_eq!(found(names, "vi not (\"cao lộc\" or cd:gv)"), ["Vi Hà · Chủ tịch · Xã Lộc Cao"]);
}

#[test]
fn one_slip_of_a_word_is_forgiven_but_not_two() {
    let names = &[("Xuân Quyết Khoáng", "Thủ quỹ"), ("Nông Thị Hà", "Giáo viên")];
    assert_eq!(found(names, "xuan khoag"), ["Xuân Quyết Khoáng · Thủ quỹ"]);
    assert!(found(names, "xuan hkoga").is_empty());
}

proptest! {
    /// Whoever stands in the list is found first by the own name, typed in any of the ways in which people type.
    #[test]
    fn everybody_is_found_by_the_own_name(
        names in prop::collection::vec("(Nguyễn|Đặng|Lường|Hứa) (Thị|Văn|Đức) (Hương|Hường|Ánh|Đạt|Thủy|Yến)", 1..12),
        at in 0usize..12,
    ) {
        let at = at % names.len();
        let lines: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        let name = &names[at];
        let turned = name.split(' ').rev().collect::<Vec<_>>().join(" ");
        for typed in [name.clone(), name.to_uppercase(), name.nfd().collect(), turned] {
            let all = found(&lines, &typed);
            prop_assert_eq!(all.first(), Some(name), "{}", typed);
        }
        let bare = fold(name);
        let all = found(&lines, &bare);
        prop_assert!(all.first().is_some_and(|first| fold(first) == bare), "{} {:?}", bare, all);
    }

    /// What is found in the whole list is found in an index of each line alone, and nothing else.
    #[test]
    fn a_line_is_found_by_itself_alone(
        names in prop::collection::vec("(Nông|Vi|Hà) (Thị|Văn) (An|Hoa|Hòa|Lan)", 1..20),
        query in "(n|no|nong|vi|thi|van|ho|hoa|hòa|an|x)( (h|ha|an|hoa|lan|thi))?",
    ) {
        let lines: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        let list = list(&lines);
        let query = Query::words(&query);
        let index = Index::build(&list);
        let strict: Vec<Found> = index.all(&list, &query, Kind::Line);
        for found in index.find(&list, &query, 50, None).hits {
            prop_assert!(strict.is_empty() || strict.contains(&found.what));
        }
        prop_assert_eq!(index.find(&list, &query, 3, Some(Kind::Unit)).total, 0);
    }
}
