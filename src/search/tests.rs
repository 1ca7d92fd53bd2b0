//! What is found, in which order, and what of it is marked.

use super::*;

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
