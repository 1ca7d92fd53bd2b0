//! Organs of party and state: how many, which, and what became of them.

use super::*;

#[test]
fn fifteen_committees_stand_directly_under_the_provincial_one() {
    let s = &FULL;
    let direct = |on: &str, kinds: &[&str]| {
        let all = standing(s, Line::Party, day(on), kinds);
        all.iter().filter(|u| u.parent(Line::Party, day(on)) == Some(Some(s.units[0].id))).count()
    };
    let on = "15/06/2024";
    assert_eq!(
        [&["huyen"][..], &["thanh-pho"], &["luc-luong-tinh"], &["dang-bo-truc-thuoc"]].map(|k| direct(on, k)),
        [10, 1, 3, 1]
    );
    assert_eq!(direct("01/03/2025", &["dang-bo-truc-thuoc"]), 2);
    assert_eq!(direct("28/02/2025", &["ban-can-su-dang"]), 1);
    assert_eq!(direct("01/03/2025", &["ban-can-su-dang"]), 0);
    let finance = s.organ("so-tai-chinh", s.units[0].id).unwrap();
    let above =
        |on: &str| s.unit(finance.parent(Line::Party, day(on)).flatten().unwrap()).unwrap().name(day(on)).to_owned();
    assert_eq!((above("28/02/2025").as_str(), above("01/03/2025").as_str()), ("Khối các cơ quan tỉnh", "UBND tỉnh"));
}

#[test]
fn sections_of_districts_are_those_of_the_report() {
    let s = &FULL;
    let on = day("30/06/2024");
    let sections = standing(s, Line::State, on, &["phong-huyen"]);
    let named = |name: &str| sections.iter().filter(|u| u.name(on) == name).count();
    assert_eq!(named("Lao động, Thương binh, Xã hội - Dân tộc"), 10);
    assert_eq!(named("Lao động - Thương binh và Xã hội"), 1);
    assert_eq!(named("Y tế"), 0);
    assert_eq!(named("Nội vụ"), 11);
    assert_eq!(standing(s, Line::State, day("01/07/2025"), &["phong-huyen"]).len(), 0);
}

#[test]
fn departments_merged_on_01_03_2025_and_their_sections_went_along() {
    let s = &FULL;
    let (last, first) = (day("28/02/2025"), day("01/03/2025"));
    let names = |on: Day| {
        let mut names: Vec<&str> = standing(s, Line::State, on, &["so"]).iter().map(|u| u.name(on)).collect();
        names.sort_unstable();
        names
    };
    assert_eq!((names(last).len(), names(first).len()), (16, 12));
    assert!(names(first).contains(&"Nông nghiệp và Môi trường") && names(first).contains(&"Dân tộc và Tôn giáo"));
    assert!(!names(first).contains(&"Kế hoạch và Đầu tư"));
    let finance = s.organ("so-tai-chinh", s.units[0].id).unwrap().id;
    let sections = |on: Day| s.units.iter().filter(|u| u.parent(Line::State, on) == Some(Some(finance))).count();
    assert!(sections(first) > sections(last));
    let deputies = CATALOGUE.title_coded("pho-giam-doc-so").unwrap().id;
    let seats = |on: Day| s.post_titled(finance, deputies).unwrap().post.seats(on);
    assert!(seats(first) > seats(last), "the other department's leaders need seats");
}
