//! What officers look up, in the sample province: who is meant by a title in short and a place, and what a name that is
//! no more became.

use crate::fields;
use canbo::domain::Day;
use canbo::register::{View, names, office_names};
use canbo::search::{Answer, FIELD, Found, Hit, Index, Query};
use std::sync::OnceLock;

fn found(query: &str) -> Answer {
    static INDEX: OnceLock<Index> = OnceLock::new();
    let view = fields::view();
    INDEX.get_or_init(|| Index::build(view)).find(view, &Query::parse(query).unwrap(), 5, None)
}

/// A hit with what it was before, or is beside.
fn told(hit: &Hit) -> String {
    let kind = match hit.what {
        Found::Cadre(_) => "người",
        Found::Unit(_) => "đơn vị",
        Found::Post(_) => "chức vụ",
        _ => "khác",
    };
    let beside = hit.former.as_ref().map(|(text, _)| text.as_str()).unwrap_or_default();
    let mark = if hit.former.is_some() && !hit.now { "trước đây" } else { "" };
    [kind, &hit.text, mark, beside].join(FIELD)
}

#[test]
fn what_is_meant_by_a_title_in_short_and_a_place_stands_first() {
    let cases = [
        ("pct tỉnh", "người · @Phó Chủ tịch UBND tỉnh"),
        ("phó chủ tịch tỉnh", "người · @Phó Chủ tịch UBND tỉnh"),
        ("chu tich tinh", "người · @Chủ tịch UBND tỉnh"),
        ("bt tinh", "người · @Bí thư Tỉnh ủy"),
        ("gđ sở nv", "người · @ · Giám đốc Sở · Sở Nội vụ"),
        ("giam doc so nv", "người · @ · Giám đốc Sở · Sở Nội vụ"),
        ("bt hu trang dinh", "người · @ · Bí thư Huyện ủy@huyện Tràng Định"),
        ("bí thư huyện tràng định", "người · @ · Bí thư Huyện ủy@huyện Tràng Định"),
        ("chủ tịch huyện tràng định", "người · @, Chủ tịch UBND · UBND huyện Tràng Định"),
        ("ct h trang dinh", "người · @, Chủ tịch UBND · UBND huyện Tràng Định"),
        ("pho chu tich ubnd huyen trang dinh", "người · @Phó Chủ tịch UBND · UBND huyện Tràng Định"),
        ("pct ubnd xa khanh long", "người · @ · Phó Chủ tịch UBND · UBND xã Khánh Long"),
        ("pbt trang dinh", "người · @Phó Bí thư@Huyện ủy@Tràng Định"),
        ("btv trang dinh", "người · @Ủy viên Ban Thường vụ Huyện ủy · Đảng bộ huyện Tràng Định"),
        ("bch huyện tràng định", "người · @Ủy viên Ban Chấp hành Đảng bộ huyện · Đảng bộ huyện Tràng Định"),
        ("uy vien ban chap hanh trang dinh", "người · @Ủy viên Ban Chấp hành Đảng bộ huyện@huyện Tràng Định"),
        ("btv tỉnh", "người · @Ủy viên Ban Thường vụ Tỉnh ủy"),
        ("tp lang son", "đơn vị · Thành phố Lạng Sơn"),
        ("tpls", "đơn vị · Thành phố Lạng Sơn"),
        ("so nv", "đơn vị · Sở Nội vụ"),
        ("tt that khe", "đơn vị · Thị trấn Thất Khê"),
        ("nong thi h trang dinh", "người · Nông Thị H@Tràng Định"),
        ("vp doan dai bieu", "đơn vị · Văn phòng Đoàn ĐBQH"),
    ];
    let mut wrong = Vec::new();
    for (query, right) in cases {
        let first = found(query).hits.first().map(told).unwrap_or_default();
        let mut rest = first.as_str();
        let pieces = right.split('@').all(|piece| match rest.split_once(piece) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        });
        if !pieces || first.contains("trước đây") || right.contains(" · @ · Giám") && first.contains("Phó Giám đốc")
        {
            wrong.push(format!("{query}: {first:?} is not {right:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_bare_year_is_one_of_birth_and_first_letters_go_on_into_the_given_name() {
    let view = fields::view();
    let somebody = view.snapshot.cadres.values().find(|c| c.name.split(' ').count() == 3).unwrap();
    let words: Vec<&str> = somebody.name.split(' ').collect();
    let year = somebody.born.year();
    let born = found(&format!("{} {year}", somebody.name));
    assert!(born.total > 0 && born.hits.iter().any(|hit| hit.what == Found::Cadre(somebody.id)));
    let of_the_year = |hit: &Hit| matches!(hit.what, Found::Cadre(id) if view.cadre(id).unwrap().born.year() == year);
    assert!(born.hits.iter().all(of_the_year), "{:?}", born.hits);
    let letters: String = words[..2].iter().filter_map(|word| word.chars().next()).collect();
    let typed = format!("{letters}{}", words[2]);
    let firsts = |name: &str| name.split(' ').filter_map(|word| word.chars().next()).collect::<String>();
    let hits = found(&typed).hits;
    let name = |hit: &Hit| hit.text.split(FIELD).next().unwrap_or_default().to_owned();
    let fits = |hit: &Hit| name(hit).ends_with(words[2]) && firsts(&name(hit)) == firsts(&somebody.name);
    assert!(hits.first().is_some_and(fits), "{typed}: {:?}", hits.first().map(told));
}

#[test]
fn of_what_is_not_found_the_word_that_is_nowhere_is_told_and_what_there_is_without_it() {
    let none = found("bí thư zqxw tràng định");
    assert_eq!(none.total, 0);
    let [way] = none.without.as_slice() else { panic!("{:?}", none.without) };
    assert_eq!((way.typed.as_str(), way.nowhere), ("zqxw", true));
    assert_eq!(way.total, found("bí thư tràng định").total);
    assert!(!way.hits.is_empty());
    // each word is somewhere, but nobody has all of them
    let none = found("hiệu trưởng sở nội vụ 1899");
    assert_eq!(none.total, 0);
    assert!(none.without.iter().all(|way| way.total > 0 && !way.nowhere), "{:?}", none.without);
    assert!(found("zqxw").without.is_empty() && found("tràng định").without.is_empty());
}

/// The province on another day.
fn on(year: i16, month: i8, day: i8) -> View {
    fields::view().on(Day::of(year, month, day).unwrap())
}

#[test]
fn a_name_that_is_no_more_is_told_with_what_it_became() {
    let (before, after) = (on(2025, 6, 30), on(2025, 7, 1));
    let [gone] = office_names::units(&before, "H. Tràng Định")[..] else { panic!("the district stands") };
    assert!(office_names::units(&after, "Huyện Tràng Định").is_empty());
    assert_eq!(names::not_there(&after, "huyện Tràng Định"), [gone]);
    let became = names::successors(&after, gone);
    assert!(
        !became.is_empty()
            && became
                .iter()
                .all(|(unit, name)| after.unit(*unit).is_some_and(|u| u.span.holds(after.on)) && !name.is_empty())
    );
    assert!(names::successors(&before, gone).is_empty() && names::not_there(&before, "huyện Tràng Định").is_empty());
    assert!(names::not_there(&after, "huyện Không Có").is_empty());
}

#[test]
fn a_unit_is_known_by_the_names_that_offices_write() {
    let view = fields::view();
    let mut wrong = Vec::new();
    for (written, called) in [
        ("VP Đoàn ĐBQH & HĐND tỉnh", "Văn phòng Đoàn ĐBQH và HĐND tỉnh"),
        ("VP Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh", "Văn phòng Đoàn ĐBQH và HĐND tỉnh"),
        ("MTTQ tỉnh", "Ủy ban MTTQ Việt Nam tỉnh"),
        ("BCH Quân sự tỉnh", "Đảng bộ Bộ Chỉ huy Quân sự tỉnh"),
        ("TT. Thất Khê", "Thị trấn Thất Khê, huyện Tràng Định"),
        ("thị trấn Thất Khê, Tràng Định", "Thị trấn Thất Khê, huyện Tràng Định"),
        ("Thất Khê - Tràng Định", "Thị trấn Thất Khê, huyện Tràng Định"),
        ("TP. Lạng Sơn", "Thành phố Lạng Sơn"),
        ("Huyện ủy Tràng Định", "Huyện Tràng Định"),
        ("Đảng ủy xã Khánh Long", "Xã Khánh Long, huyện Tràng Định"),
    ] {
        let found = office_names::units(view, written);
        let names: Vec<String> = found
            .iter()
            .map(|unit| {
                let lines = canbo::domain::Line::ALL.into_iter().rev();
                let line = lines.into_iter().find(|line| view.stands(*line, *unit)).unwrap();
                view.called_in_full(line, *unit)
            })
            .collect();
        if names != [called] {
            wrong.push(format!("{written}: {names:?} is not {called}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
