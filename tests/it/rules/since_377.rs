//! Planning since 08/10/2025, by 377-QĐ/TW and its guidance 45-HD/BTCTW: the cases as an officer tells them.

use super::land::{Land, day, of, says};
use canbo::domain::*;
use canbo::policy::{Amount, Body, List, Strength, Verdict};

/// 2025–2030, 2026–2031: the term that runs.
const RUNNING: TermId = TermId(2025);
/// 2030–2035, 2031–2036.
const NEXT: TermId = TermId(2030);
/// Approved in December 2026.
const APPROVED: &str = "01/12/2026";
/// The review of the first quarter of 2027.
const REVIEW: &str = "15/03/2027";

/// What the coefficient says of a committee with so many seats for which so many are planned.
fn coefficient(title: &str, seats: u16, people: usize, on: &str) -> (Verdict, Amount) {
    let mut land = Land::new();
    let post = land.post(land.province, title, seats);
    for _ in 0..people {
        let cadre = land.person(Sex::Female, "01/01/1985");
        land.plan(cadre, post, NEXT, on);
    }
    let view = land.view(on);
    let list = land.policy.list_of(&view, view.post(post).unwrap()).unwrap();
    let found = land.policy.list(&view, list, NEXT, view.on).findings;
    let rule = found.iter().find(|f| f.rule.starts_with("coefficient")).expect("a coefficient");
    assert_eq!(rule.strength, Strength::Hard);
    says(rule)
}

#[test]
fn twenty_three_for_fifteen_seats_are_met_and_twenty_four_broken() {
    assert_eq!(coefficient("uvbtv-tinh-uy", 15, 23, APPROVED), (Verdict::Met, Amount::Ratio(23, 15)));
    assert_eq!(coefficient("uvbtv-tinh-uy", 15, 24, APPROVED), (Verdict::Broken, Amount::Ratio(24, 15)));
    // the law of the day before: nothing is rounded
    assert_eq!(coefficient("uvbtv-tinh-uy", 15, 23, "07/10/2025").0, Verdict::Broken);
    assert_eq!(coefficient("uvbtv-tinh-uy", 15, 23, "08/10/2025").0, Verdict::Met);
}

#[test]
fn eighty_for_a_committee_of_fifty_three_are_met_and_eighty_one_broken_as_seventy_five_and_six_of_fifty() {
    assert_eq!(coefficient("uvbch-tinh", 53, 80, APPROVED).0, Verdict::Met);
    assert_eq!(coefficient("uvbch-tinh", 53, 81, APPROVED).0, Verdict::Broken);
    assert_eq!(coefficient("uvbch-tinh", 50, 75, APPROVED).0, Verdict::Met);
    assert_eq!(coefficient("uvbch-tinh", 50, 76, APPROVED).0, Verdict::Broken);
    assert_eq!(coefficient("uvbch-tinh", 50, 49, APPROVED).0, Verdict::Broken);
}

#[test]
fn an_inspection_committee_of_nine_has_fourteen_planned_at_the_most_in_the_province_and_in_communes() {
    for title in ["uv-ubkt-tinh", "uv-ubkt-dang-uy-xa"] {
        assert_eq!(coefficient(title, 9, 14, APPROVED), (Verdict::Met, Amount::Ratio(14, 9)));
        assert_eq!(coefficient(title, 9, 15, APPROVED).0, Verdict::Broken);
        assert_eq!(coefficient(title, 9, 8, APPROVED).0, Verdict::Broken);
    }
    // before, no rule spoke of them
    let mut land = Land::new();
    let post = land.post(land.province, "uv-ubkt-tinh", 9);
    let cadre = land.person(Sex::Male, "01/01/1985");
    land.plan(cadre, post, NEXT, "01/05/2024");
    let list = List { body: Body::InspectionCommittee, unit: land.province };
    assert!(land.list(list, NEXT, "07/10/2025").findings.is_empty());
}

/// A director of a department and the seat in the provincial committee for which one is object 1.
fn director(land: &mut Land, sex: Sex, born: &str) -> (CadreId, PostId) {
    let (head, seat) = (land.post(land.finance, "giam-doc-so", 1), land.post(land.province, "uvbch-tinh", 53));
    let cadre = land.person(sex, born);
    land.hold(cadre, head, "01/01/2022");
    (cadre, seat)
}

#[test]
fn who_is_added_to_the_running_term_as_object_1_has_sixty_months_left_at_the_review() {
    let mut land = Land::new();
    let (march, seat) = director(&mut land, Sex::Male, "03/1970");
    let (february, _) = director(&mut land, Sex::Male, "02/1970");
    let said = land.gate("age-added-1-2025", march, seat, RUNNING, REVIEW);
    assert_eq!((says(&said), said.from), ((Verdict::Met, Amount::Months(60)), Some(day(REVIEW))));
    let said = land.gate("age-added-1-2025", february, seat, RUNNING, REVIEW);
    assert_eq!((says(&said), said.stops()), ((Verdict::Broken, Amount::Months(59)), true));
    // once added, the review that did it counts, however late one looks
    land.plan(march, seat, RUNNING, REVIEW);
    assert_eq!(
        says(&land.gate("age-added-1-2025", march, seat, RUNNING, "01/12/2028")),
        (Verdict::Met, Amount::Months(60))
    );
    // and who came into the pool before the term ran, or by the law of before, is not judged again
    let (early, _) = director(&mut land, Sex::Male, "01/1966");
    land.plan(early, seat, RUNNING, "01/03/2025");
    assert!(land.gates(early, seat, RUNNING, REVIEW).iter().all(|f| !f.rule.starts_with("age-")));
}

#[test]
fn object_2_added_to_the_running_term_has_a_hundred_and_twenty_months_left_at_the_review() {
    let mut land = Land::new();
    let (head, seat) = (land.post(land.province, "bi-thu-tinh-uy", 1), land.post(land.province, "uvbtv-tinh-uy", 15));
    for (born, verdict) in [("03/1975", Verdict::Met), ("02/1975", Verdict::Broken)] {
        let cadre = land.person(Sex::Male, born);
        land.hold(cadre, seat, "01/10/2025");
        assert_eq!(land.gate("age-added-2-2025", cadre, head, RUNNING, REVIEW).verdict, verdict);
    }
}

#[test]
fn a_woman_of_25_august_1975_has_a_term_left_from_the_communes_month_and_not_from_the_provinces() {
    let mut land = Land::new();
    let commune = land.post(land.commune, "uvbch-dang-bo-xa", 33);
    let section = land.post(land.commune, "pho-truong-phong-xa", 2);
    let woman = land.person(Sex::Female, "25/08/1975");
    land.hold(woman, section, "01/08/2025");
    let said = land.gate("age-object-1-2025", woman, commune, NEXT, APPROVED);
    assert_eq!((says(&said), said.from), ((Verdict::Met, Amount::Months(61)), Some(day("01/07/2030"))));
    let (woman, province) = director(&mut land, Sex::Female, "25/08/1975");
    let said = land.gate("age-object-1-2025", woman, province, NEXT, APPROVED);
    assert_eq!((says(&said), said.from), ((Verdict::Broken, Amount::Months(59)), Some(day("01/09/2030"))));
}

#[test]
fn each_kind_of_organisation_counts_from_its_own_month_of_the_next_term() {
    let mut land = Land::new();
    let from = |land: &mut Land, unit: UnitId, title: &str| {
        let post = land.post(unit, title, 1);
        let cadre = land.person(Sex::Male, "01/01/1985");
        let found = land.gates(cadre, post, NEXT, APPROVED);
        found.iter().find(|f| f.rule.starts_with("age-object")).unwrap().from.unwrap()
    };
    let (province, commune, finance) = (land.province, land.commune, land.finance);
    assert_eq!(from(&mut land, finance, "bi-thu-truc-thuoc"), day("01/06/2030"), "directly above the base");
    assert_eq!(from(&mut land, commune, "bi-thu-dang-uy-xa"), day("01/07/2030"));
    assert_eq!(from(&mut land, province, "pho-bi-thu-tinh-uy"), day("01/09/2030"));
    assert_eq!(from(&mut land, province, "ct-ubnd-tinh"), day("01/03/2031"));
    assert_eq!(from(&mut land, commune, "ct-ubnd-xa-moi"), day("01/03/2031"));
    // managed at the base: the committees of the base
    assert_eq!(from(&mut land, commune, "uvbch-xa"), day("01/04/2030"));
}

#[test]
fn a_member_of_the_standing_committee_is_object_2_for_secretary_and_object_1_for_deputy_secretary() {
    let mut land = Land::new();
    let seat = land.post(land.province, "uvbtv-tinh-uy", 15);
    let [secretary, deputy] = ["bi-thu-tinh-uy", "pho-bi-thu-tinh-uy"].map(|t| land.post(land.province, t, 1));
    let man = land.person(Sex::Male, "08/1978");
    land.hold(man, seat, "01/10/2025");
    let said = land.gate("age-object-2-2025", man, secretary, NEXT, APPROVED);
    assert_eq!(says(&said), (Verdict::Broken, Amount::Months(119)));
    assert!(said.stops(), "broken, not missed");
    assert_eq!(says(&land.gate("age-object-1-2025", man, deputy, NEXT, APPROVED)), (Verdict::Met, Amount::Months(119)));
    let held = land.catalogue.title_coded("uvbtv-tinh-uy").unwrap().id;
    let object = |post| land.gate("object-2025", man, post, NEXT, APPROVED).measured;
    assert_eq!(object(secretary), Amount::Object(PlanObject::Two, Some(held)));
    assert_eq!(object(deputy), Amount::Object(PlanObject::One, Some(held)));
    let view = land.view(APPROVED);
    let planned = land.policy.planned_as(&view, (secretary, NEXT), man, view.on).unwrap();
    assert_eq!((planned.object, planned.from.map(|t| t.id)), (PlanObject::Two, Some(held)));
    let before = land.view("07/10/2025");
    assert!(land.policy.planned_as(&before, (secretary, NEXT), man, before.on).is_none(), "nobody asked for it then");
}

#[test]
fn a_step_below_is_object_1_two_steps_object_2_and_who_is_neither_is_judged_by_sixty_months_and_told_so() {
    let mut land = Land::new();
    let head = land.post(land.finance, "giam-doc-so", 1);
    let [deputy, section, clerk] =
        ["pho-giam-doc-so", "truong-phong-so", "chuyen-vien-so"].map(|t| land.post(land.finance, t, 9));
    let mut planned = |post| {
        let cadre = land.person(Sex::Male, "09/1975");
        land.hold(cadre, post, "01/01/2022");
        cadre
    };
    let [one, two, neither] = [deputy, section, clerk].map(&mut planned);
    let object = |cadre| match land.gate("object-2025", cadre, head, NEXT, APPROVED).measured {
        Amount::Object(object, _) => object,
        other => panic!("{other:?}"),
    };
    assert_eq!([one, two, neither].map(object), [PlanObject::One, PlanObject::Two, PlanObject::Neither]);
    // 78 months are left from 3/2031
    assert_eq!(says(&land.gate("age-object-1-2025", one, head, NEXT, APPROVED)), (Verdict::Met, Amount::Months(78)));
    assert_eq!(land.gate("age-object-2-2025", two, head, NEXT, APPROVED).verdict, Verdict::Broken);
    assert_eq!(land.gate("age-object-1-2025", neither, head, NEXT, APPROVED).verdict, Verdict::Met);
    let told = land.gate("object-2025", neither, head, NEXT, APPROVED);
    assert_eq!((told.verdict, told.stops()), (Verdict::Missed, false));
}

#[test]
fn a_sitting_member_of_the_standing_committee_is_not_planned_as_vice_chair_an_equal_title() {
    let mut land = Land::new();
    let seat = land.post(land.province, "uvbtv-tinh-uy", 15);
    let member = land.person(Sex::Male, "01/01/1980");
    land.hold(member, seat, "01/10/2025");
    let held = land.catalogue.title_coded("uvbtv-tinh-uy").unwrap().id;
    for title in ["pct-ubnd-tinh", "pct-hdnd-tinh", "uvbtv-tinh-uy", "bi-thu-truc-thuoc", "bi-thu-dang-uy-xa"] {
        let post = land.post(land.province, title, 1);
        let said = land.gate("higher-title-2025", member, post, NEXT, APPROVED);
        assert_eq!((says(&said), said.stops()), ((Verdict::Broken, Amount::Title(held)), true), "{title}");
        // by the law of before the two stood on different ladders
        assert_ne!(land.gate("higher-title", member, post, NEXT, "07/10/2025").rule.as_ref(), "higher-title-2025");
    }
    // lower ones stand on another ladder
    for title in ["giam-doc-so", "truong-ban-tinh-uy", "cn-ubkt-tinh", "chanh-an-tinh", "pho-giam-doc-so"] {
        let post = land.post(land.province, title, 1);
        assert_eq!(land.gate("higher-title-2025", member, post, NEXT, APPROVED).verdict, Verdict::Broken, "{title}");
    }
    for title in ["pho-bi-thu-tinh-uy", "pbt-thuong-truc-tinh-uy", "bi-thu-tinh-uy", "ct-ubnd-tinh", "ct-hdnd-tinh"] {
        let post = land.post(land.province, title, 1);
        assert_eq!(land.gate("higher-title-2025", member, post, NEXT, APPROVED).verdict, Verdict::Met, "{title}");
    }
}

#[test]
fn among_themselves_the_heads_of_departments_are_compared_by_the_ladder_and_the_standing_committee_is_above_them() {
    let mut land = Land::new();
    let director = land.post(land.finance, "giam-doc-so", 1);
    let cadre = land.person(Sex::Male, "01/01/1980");
    land.hold(cadre, director, "01/10/2020");
    let verdict_of = |land: &mut Land, title: &str| -> Option<Verdict> {
        let post = land.post(land.province, title, 1);
        let gates = land.gates(cadre, post, NEXT, APPROVED);
        gates.iter().filter(|f| f.rule.starts_with("higher-title")).map(|f| f.verdict).max()
    };
    for (title, verdict) in [
        ("uvbtv-tinh-uy", Verdict::Met),
        ("pct-ubnd-tinh", Verdict::Met),
        ("truong-ban-tinh-uy", Verdict::Met),
        ("chanh-thanh-tra-tinh", Verdict::Broken),
        ("pho-giam-doc-so", Verdict::Broken),
    ] {
        assert_eq!(verdict_of(&mut land, title), Some(verdict), "{title}");
    }
}

#[test]
fn titles_of_a_commune_are_equal_and_higher_by_the_ranks_of_368_whatever_their_ladder() {
    let mut land = Land::new();
    let says = |land: &mut Land, held: &str, planned: &str| {
        let (from, to) = (land.post(land.commune, held, 1), land.post(land.commune, planned, 1));
        let cadre = land.person(Sex::Female, "01/01/1985");
        land.hold(cadre, from, "01/08/2025");
        land.gate("higher-title-2025", cadre, to, NEXT, APPROVED).verdict
    };
    for (held, planned, verdict) in [
        ("uvbtv-dang-uy-xa", "pct-ubnd-xa-moi", Verdict::Broken),
        ("ct-mttq-xa-moi", "uvbtv-dang-uy-xa", Verdict::Broken),
        ("truong-phong-xa", "uvbch-dang-bo-xa", Verdict::Broken),
        ("pct-ubnd-xa-moi", "truong-phong-xa", Verdict::Broken),
        ("pho-truong-phong-xa", "uvbch-dang-bo-xa", Verdict::Met),
        ("uvbtv-dang-uy-xa", "ct-ubnd-xa-moi", Verdict::Met),
        ("ct-ubnd-xa-moi", "bi-thu-dang-uy-xa", Verdict::Met),
    ] {
        assert_eq!(says(&mut land, held, planned), verdict, "{held} → {planned}");
    }
    // in Hà Nội the ranks are others
    for record in &mut land.records {
        if let Record::Unit(unit) = record {
            unit.codes.iter_mut().for_each(|code| code.value = 1);
        }
    }
    let (from, to) = (land.post(land.commune, "uvbtv-dang-uy-xa", 1), land.post(land.commune, "pct-ubnd-xa-moi", 1));
    let cadre = land.person(Sex::Female, "01/01/1985");
    land.hold(cadre, from, "01/08/2025");
    assert!(land.gates(cadre, to, NEXT, APPROVED).iter().all(|f| &*f.rule != "higher-title-2025"));
}

#[test]
fn what_the_ranks_do_not_compare_is_compared_by_the_ladder_and_never_the_title_held() {
    let mut land = Land::new();
    let (head, deputy) = (land.post(land.finance, "giam-doc-so", 1), land.post(land.finance, "pho-giam-doc-so", 3));
    let boss = land.person(Sex::Male, "01/01/1980");
    land.hold(boss, head, "01/01/2022");
    for post in [head, deputy] {
        assert!(land.gate("higher-title-ladder-2025", boss, post, NEXT, APPROVED).stops());
    }
    let above = land.post(land.province, "pct-ubnd-tinh", 4);
    assert_eq!(land.gate("higher-title-ladder-2025", boss, above, NEXT, APPROVED).verdict, Verdict::Met);
}

#[test]
fn four_titles_of_one_approving_level_are_broken_wherever_they_stand_and_an_inspection_seat_changes_nothing() {
    let mut land = Land::new();
    let cadre = land.person(Sex::Male, "01/01/1985");
    let posts = [
        land.post(land.finance, "pho-giam-doc-so", 3),
        land.post(land.finance, "giam-doc-so", 1),
        land.post(land.commune, "bi-thu-dang-uy-xa", 1),
        land.post(land.commune, "ct-ubnd-xa-moi", 1),
    ];
    let seat = land.post(land.province, "uv-ubkt-tinh", 9);
    for post in [posts[0], posts[1], posts[2], seat] {
        land.plan(cadre, post, NEXT, APPROVED);
    }
    let count = |land: &Land, post| land.gate("titles-a-person-2025", cadre, post, NEXT, APPROVED);
    assert_eq!(says(&count(&land, posts[0])), (Verdict::Met, Amount::Count(3)));
    assert_eq!(says(&count(&land, posts[3])), (Verdict::Broken, Amount::Count(4)));
    assert!(land.gates(cadre, seat, NEXT, APPROVED).iter().all(|f| &*f.rule != "titles-a-person-2025"));
    // a title that the Centre approves, and one that a department does, are other titles
    let (centre, section) =
        (land.post(land.province, "pct-ubnd-tinh", 4), land.post(land.finance, "truong-phong-so", 5));
    assert_eq!(says(&count(&land, centre)), (Verdict::Met, Amount::Count(1)));
    assert_eq!(says(&count(&land, section)), (Verdict::Met, Amount::Count(1)));
}

#[test]
fn the_office_says_who_approves_the_planning_of_a_title() {
    let mut land = Land::new();
    let own = r#"
[[approval]]
titles = ["ct-ubnd-xa-moi"]
by = "direct-committee"
sureness = "practice"
source = "x"
"#;
    let known = |code: &str| land.catalogue.title_coded(code).is_some();
    let codes = canbo::policy::Codes { title: &known, reason: &|_| true, term: &|_| None };
    let with_own = land.policy.with_file("own.toml", own, codes).unwrap();
    let faults = land.policy.with_file("own.toml", &own.replace("ct-ubnd-xa-moi", "khong-co"), codes).unwrap_err();
    assert_eq!(faults[0].to_string(), "own.toml:3: the catalogue has no khong-co");
    land.policy = with_own;
    let cadre = land.person(Sex::Male, "01/01/1985");
    let head = land.post(land.finance, "giam-doc-so", 1);
    land.plan(cadre, head, NEXT, APPROVED);
    let chair = land.post(land.commune, "ct-ubnd-xa-moi", 1);
    assert_eq!(
        says(&land.gate("titles-a-person-2025", cadre, chair, NEXT, APPROVED)),
        (Verdict::Met, Amount::Count(1))
    );
}

#[test]
fn beside_deputy_secretary_two_of_the_three_chairs_and_beside_the_standing_committee_two_of_the_vice_posts() {
    let mut land = Land::new();
    let mut of_three = |held: &str, planned: &str, of: [&str; 3], rule: &str| {
        let cadre = land.person(Sex::Male, "01/01/1985");
        let held = land.post(land.province, held, 15);
        land.hold(cadre, held, "01/10/2025");
        let planned = land.post(land.province, planned, 1);
        land.plan(cadre, planned, NEXT, APPROVED);
        let posts = of.map(|title| land.post(land.province, title, 1));
        for post in &posts[..2] {
            land.plan(cadre, *post, NEXT, APPROVED);
        }
        assert_eq!(says(&land.gate(rule, cadre, posts[1], NEXT, APPROVED)), (Verdict::Met, Amount::Count(2)));
        assert_eq!(says(&land.gate(rule, cadre, posts[2], NEXT, APPROVED)), (Verdict::Broken, Amount::Count(3)));
    };
    let chairs = ["ct-hdnd-tinh", "ct-ubnd-tinh", "truong-doan-dbqh"];
    of_three("uvbtv-tinh-uy", "pho-bi-thu-tinh-uy", chairs, "beside-deputy-secretary");
    let vices = ["pct-hdnd-tinh", "pct-ubnd-tinh", "pho-doan-dbqh"];
    of_three("uvbch-tinh", "uvbtv-tinh-uy", vices, "beside-standing-committee");
}

#[test]
fn a_woman_under_decree_83_of_2022_is_counted_to_the_age_of_sixty() {
    let mut land = Land::new();
    let (woman, seat) = director(&mut land, Sex::Female, "06/1973");
    // by the schedule she would retire at 59 years and 4 months less: 60 is her own
    let basis = "Nghị định 83/2022/NĐ-CP".to_owned();
    land.card(woman).retirement = Some(RetirementOverride { last_day: day("30/06/2033"), basis });
    assert_eq!(says(&land.gate("age-added-1-2025", woman, seat, RUNNING, REVIEW)), (Verdict::Met, Amount::Months(75)));
}

#[test]
fn shares_of_communes_are_no_national_numbers_since_377() {
    let mut land = Land::new();
    let (commune, province) =
        (land.post(land.commune, "uvbch-dang-bo-xa", 3), land.post(land.province, "uvbch-tinh", 3));
    for post in [commune, province].repeat(3) {
        let cadre = land.person(Sex::Male, "01/01/1975");
        land.plan(cadre, post, NEXT, APPROVED);
    }
    let of_commune = land.list(List { body: Body::Committee, unit: land.commune }, NEXT, APPROVED).findings;
    for rule in ["women-share-commune-2025", "young-share-commune-2025"] {
        assert_eq!(of(&of_commune, rule).verdict, Verdict::Met);
    }
    assert!(of_commune.iter().all(|f| &*f.rule != "a-woman-2025" && &*f.rule != "women-share-2025"));
    let of_province = land.list(List { body: Body::Committee, unit: land.province }, NEXT, APPROVED).findings;
    assert_eq!(of(&of_province, "women-share-2025").verdict, Verdict::Missed);
}

#[test]
fn those_who_sit_in_the_committees_of_2025_are_counted_by_the_numbers_of_their_congress() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 10);
    // of ten, one woman; nobody under 40, one under 42
    for n in 0..10 {
        let sex = if n == 0 { Sex::Female } else { Sex::Male };
        let cadre = land.person(sex, if n == 0 { "01/06/1985" } else { "01/01/1975" });
        land.hold(cadre, post, "25/09/2025");
    }
    let found = land.list(List { body: Body::Committee, unit: land.province }, RUNNING, APPROVED).findings;
    assert_eq!(says(of(&found, "sitting-women-2025")), (Verdict::Missed, Amount::Ratio(1, 10)));
    assert_eq!(says(of(&found, "sitting-young-2025")), (Verdict::Met, Amount::Ratio(1, 10)));
    let next = land.list(List { body: Body::Committee, unit: land.province }, NEXT, APPROVED).findings;
    assert!(next.iter().all(|f| !f.rule.starts_with("sitting-")));
}

#[test]
fn a_file_that_asks_for_what_cannot_be_is_refused_with_its_line() {
    let month = "[[reference]]\nterm = 2030\nlevel = \"commune\"\nmonth = \"2036-07-01\"\nsource = \"x\"\n";
    let fault = canbo::policy::Policy::read(&[("own.toml", month)]).unwrap_err();
    assert!(fault.to_string().starts_with("own.toml:4: 2036-07-01 is no reference month"), "{fault}");
    let rule = "[[rule]]\nid = \"own\"\nkind = \"coefficient\"\nwith = { least = [1, 1], most = [2, 1] }\n\
                applies = { objects = [\"one\"] }\nfrom = \"2026-01-01\"\nstrength = \"hard\"\nsureness = \"text\"\n\
                source = \"x\"\nvi = \"x\"\nen = \"x\"\n";
    let fault = canbo::policy::Policy::read(&[("own.toml", rule)]).unwrap_err();
    assert_eq!(fault.to_string(), "own.toml:5: objects 1 and 2 are asked of people for a pool");
}
