use super::*;
use crate::register::check;
use crate::register::{Snapshot, View};
use std::sync::Arc;

fn begun(code: u32, on: &str) -> View {
    let catalogue = Catalogue::embedded().unwrap();
    let gazetteer = Gazetteer::embedded().unwrap();
    let on = Day::parse(on).unwrap();
    let edits = begin(&catalogue, &gazetteer, code, on, 9).unwrap();
    let mut snapshot = Snapshot::default();
    edits.iter().for_each(|e| snapshot.apply(e.clone()));
    check::check(&edits, &snapshot, Day::of(2026, 1, 1).unwrap()).unwrap();
    View::new(Arc::new(snapshot), Arc::new(catalogue), on)
}

fn at_level(view: &View, level: Level) -> usize {
    let lands = view.snapshot.units.values().filter(|u| u.code(view.on).is_some());
    lands.filter(|u| u.form(view.on).is_some_and(|f| f.level == level)).count()
}

#[test]
fn a_province_begins_with_the_units_of_its_day_and_nobody() {
    let before = begun(20, "30/06/2024");
    assert_eq!((at_level(&before, Level::District), at_level(&before, Level::Commune)), (11, 200));
    let after = begun(20, "01/07/2025");
    assert_eq!((at_level(&after, Level::District), at_level(&after, Level::Commune)), (0, 65));
    for view in [&before, &after] {
        assert!(view.snapshot.cadres.is_empty());
        for line in Line::ALL {
            let top = view.tops(line);
            assert_eq!(top.len(), 1, "{line:?}");
            let below = view.subtree(line, top[0]);
            for unit in view.snapshot.units.values().filter(|u| view.stands(line, u.id)) {
                assert!(below.contains_key(&unit.id), "{line:?}: {} hangs nowhere", unit.name(view.on));
            }
        }
        let counts = view.counts(Line::State).below(view.tops(Line::State)[0]);
        assert!(counts.seats > 100 && counts.vacant == counts.seats, "{counts:?}");
    }
}

/// The bare names of the units that are called so in one of their lines.
fn named<'a>(view: &'a View, part: &str) -> Vec<&'a str> {
    let names = view.snapshot.units.values().map(|unit| unit.name(view.on));
    names.filter(|name| name.contains(part)).collect()
}

#[test]
fn the_bodies_are_those_of_the_day() {
    let (before, today) = (begun(12, "01/05/2024"), begun(12, "01/12/2026"));
    let sections = |view: &View| named(view, "Thanh tra").into_iter().filter(|name| *name == "Thanh tra").count();
    assert!(sections(&before) > 15 && sections(&today) == 0, "{}", sections(&today));
    for (name, then, now) in [
        ("Cục Thuế tỉnh", 1, 0),
        ("Thuế tỉnh", 1, 1),
        ("Trường Chính trị tỉnh", 1, 1),
        ("Báo và Phát thanh, Truyền hình Lai Châu", 0, 1),
        ("Đài Phát thanh và Truyền hình tỉnh", 1, 0),
        ("Ban Tôn giáo", 1, 0),
        ("Kho bạc Nhà nước tỉnh", 1, 0),
    ] {
        assert_eq!((named(&before, name).len(), named(&today, name).len()), (then, now), "{name}");
    }
    let centres =
        today.snapshot.posts.values().filter(|p| today.title(p).is_some_and(|t| t.code == "giam-doc-ttct-xa"));
    assert_eq!(centres.count(), 38);
    let left = left_to_the_office(today.on);
    assert!(left.iter().any(|l| l.vi.contains("khu vực") && !l.source.is_empty()));
    assert!(left_to_the_office(before.on).is_empty());
}

#[test]
fn ordinary_staff_can_be_entered_in_every_body_of_the_province() {
    for on in ["01/05/2024", "01/12/2026"] {
        let view = begun(12, on);
        for unit in view.snapshot.units.values().filter(|u| !view.stands(Line::Territory, u.id)) {
            let kind = view.kind(unit).unwrap();
            // central agencies, the police and the army keep their own people
            if kind.code.starts_with("luc-luong") || kind.code == "nganh-doc" || kind.code == "ban-can-su-dang" {
                continue;
            }
            let staff = view
                .snapshot
                .posts_of(unit.id)
                .filter(|p| view.title(p).is_some_and(|t| t.ladder == crate::domain::Ladder::Staff));
            assert!(staff.count() > 0, "{on}: {} has no post for staff", unit.name(view.on));
        }
    }
}

#[test]
fn a_post_is_named_by_what_its_unit_is() {
    let view = begun(12, "01/12/2026");
    let of = |unit: &str, code: &str| {
        let mut posts = view.snapshot.posts.values().filter(|p| view.title(p).is_some_and(|t| t.code == code));
        let post = posts.find(|p| {
            let above = view.parent(Line::State, p.unit).or(view.parent(Line::Party, p.unit));
            let here = view.unit(p.unit).unwrap();
            here.name(view.on) == unit && above.is_some()
        });
        view.post_in_full(post.unwrap_or_else(|| panic!("{code} of {unit}")))
    };
    let office = of("Văn phòng", "truong-phong-so");
    assert!(office.starts_with("Chánh Văn phòng Sở "), "{office}");
    assert_eq!(of("Thanh tra tỉnh", "chanh-thanh-tra-tinh"), "Chánh Thanh tra tỉnh");
    assert_eq!(of("Nội vụ", "giam-doc-so"), "Giám đốc Sở Nội vụ");
    assert_eq!(of("Tổ chức", "truong-ban-tinh-uy"), "Trưởng ban Tổ chức Tỉnh ủy");
    assert_eq!(of("Công an tỉnh", "bi-thu-truc-thuoc"), "Bí thư Đảng ủy Công an tỉnh");
    assert_eq!(of("UBND tỉnh", "uvbtv-truc-thuoc"), "Ủy viên Ban Thường vụ Đảng ủy UBND tỉnh");
    assert_eq!(of("Thuế tỉnh", "thu-truong-nganh-doc"), "Trưởng Thuế tỉnh");
    assert_eq!(of("Pa Ủ", "ct-ubnd-xa-moi"), "Chủ tịch UBND xã Pa Ủ");
    assert!(of("Văn hóa - Xã hội", "truong-phong-xa").starts_with("Trưởng phòng Văn hóa - Xã hội "));
    assert!(of("Văn phòng Đảng ủy", "chanh-van-phong-dang-uy-xa").starts_with("Chánh Văn phòng Đảng ủy "));
    let district = begun(12, "01/05/2024");
    let standing =
        district.snapshot.posts.values().find(|p| district.title(p).is_some_and(|t| t.code == "bi-thu-thanh-uy"));
    assert_eq!(district.post_in_full(standing.unwrap()), "Bí thư Thành ủy Lai Châu");
}

#[test]
fn a_city_has_a_thanh_uy_and_dong_nai_is_one_since_its_day() {
    let view = begun(48, "01/12/2026");
    assert!(named(&view, "Tỉnh ủy").is_empty() && !named(&view, "Văn phòng Thành ủy").is_empty());
    let provincial = |name: &String| name.contains("Tỉnh ") || name.contains(" tỉnh") || name.contains("Tỉnh đoàn");
    let posts = view.snapshot.posts.values().map(|post| view.post_in_full(post));
    assert_eq!(posts.filter(provincial).collect::<Vec<_>>(), [""; 0]);
    let kinds = |on: &str| {
        let view = begun(75, "01/12/2026").on(Day::parse(on).unwrap());
        let top = view.unit(view.tops(Line::Territory)[0]).unwrap().clone();
        let wards = view.snapshot.units.values().filter(|u| view.kind(u).is_some_and(|k| k.code == "phuong"));
        (view.kind(&top).unwrap().code.clone(), wards.count())
    };
    let (before, after) = (kinds("01/04/2026"), kinds("01/12/2026"));
    assert_eq!((before.0.as_str(), after.0.as_str()), ("tinh", "thanh-pho-trung-uong"));
    assert_eq!(after.1, before.1 + 10);
}

#[test]
fn every_province_of_both_times_can_be_begun() {
    let gazetteer = Gazetteer::embedded().unwrap();
    for (era, on, count) in [(Era::Until2024, "30/06/2024", 63), (Era::TwoTier, "01/07/2025", 34)] {
        let codes: Vec<u32> = gazetteer.provinces(era).map(|a| a.code).collect();
        assert_eq!(codes.len(), count);
        for code in codes {
            let view = begun(code, on);
            assert!(at_level(&view, Level::Commune) > 0, "{code}");
            // a commune of another province may be called so
            let mut organs = view.snapshot.units.values().filter(|u| u.code(view.on).is_none());
            let of_another = organs.find(|u| u.name(view.on).contains("Lạng Sơn"));
            assert!(code == 20 || of_another.is_none(), "{code}: {of_another:?}");
        }
    }
}

#[test]
fn seats_that_no_paper_gives_for_the_province_are_unknown_and_those_given_hold_since_the_papers_day() {
    let seats = |view: &View, code: &str| {
        let post = view.snapshot.posts.values().find(|p| view.title(p).is_some_and(|t| t.code == code)).unwrap();
        post.known_seats(view.on)
    };
    let (lai_chau, lang_son) = (begun(12, "01/12/2026"), begun(20, "01/12/2026"));
    for (code, given) in [("uvbch-tinh", 53), ("uvbtv-tinh-uy", 15), ("uv-ubkt-tinh", 11)] {
        assert_eq!((seats(&lai_chau, code), seats(&lang_son, code)), (None, Some(given)), "{code}");
    }
    let before = begun(20, "01/05/2024");
    assert_eq!((seats(&before, "uvbch-tinh"), seats(&before, "uv-ubkt-tinh")), (Some(52), None));
    // nothing is vacant there, and nobody is too many
    let top = lai_chau.tops(Line::Territory)[0];
    let row = lai_chau.posts(Line::Party, top).into_iter().find(|row| row.seats.is_none()).expect("it is shown");
    assert_eq!(row.vacant(), 0);
}
