//! Cases of age.

use super::land::{CURRENT, Land, NEXT, day, of, says};
use canbo::domain::*;
use canbo::policy::{Amount, Body, List, Range, Strength, Verdict};

/// As of which the pools of the next term are built.
const ON: &str = "01/05/2024";

fn committee(land: &mut Land) -> PostId {
    land.post(land.province, "uvbch-tinh", 52)
}

#[test]
fn a_woman_of_april_1972_is_a_month_short_of_the_term_and_one_of_may_has_it_exactly() {
    let mut land = Land::new();
    let post = committee(&mut land);
    let (april, may) = (land.person(Sex::Female, "04/1972"), land.person(Sex::Female, "01/05/1972"));
    assert_eq!(says(&land.gate("age-first", april, post, NEXT, ON)), (Verdict::Broken, Amount::Months(59)));
    assert_eq!(says(&land.gate("age-first", may, post, NEXT, ON)), (Verdict::Met, Amount::Months(60)));
}

#[test]
fn of_a_woman_known_by_the_year_1972_it_cannot_be_said_and_of_one_of_1980_it_is_met_and_estimated() {
    let mut land = Land::new();
    let post = committee(&mut land);
    let (unknown, surely) = (land.person(Sex::Female, "1972"), land.person(Sex::Female, "1980"));
    assert_eq!(land.gate("age-first", unknown, post, NEXT, ON).verdict, Verdict::Unknown);
    let met = land.gate("age-first", surely, post, NEXT, ON);
    assert_eq!((met.verdict, met.estimated), (Verdict::Met, true));
}

#[test]
fn a_member_who_retires_in_the_term_is_a_notice_and_planned_anew_he_is_refused() {
    let mut land = Land::new();
    let (post, chair) = (committee(&mut land), land.post(land.province, "pct-ubnd-tinh", 4));
    // 61 years and 9 months: he works to the end of November 2027
    let man = land.person(Sex::Male, "02/1966");
    land.hold(man, post, "01/10/2020");
    let view = land.view("01/06/2026");
    let notice = land.policy.office(&view, post, view.on);
    let notice = of(&notice, "retires-in-term");
    assert_eq!((notice.verdict, notice.strength), (Verdict::Missed, Strength::Notice));
    assert_eq!(notice.measured, Amount::Day(day("30/11/2027")));
    assert!(!notice.stops());
    // since 08/10/2025 by 377-QĐ/TW, as object 1
    let planned = land.gate("age-object-1-2025", man, chair, NEXT, "01/01/2026");
    assert_eq!(says(&planned), (Verdict::Broken, Amount::Months(20)), "of the people's committee from 3/2026");
    assert!(planned.stops());
}

#[test]
fn forty_is_reached_on_the_birthday() {
    let mut land = Land::new();
    let post = committee(&mut land);
    for born in ["01/05/1984", "02/05/1984"] {
        let cadre = land.person(Sex::Male, born);
        land.plan(cadre, post, NEXT, "01/03/2024");
    }
    let list = List { body: Body::Committee, unit: land.province };
    assert_eq!(land.list(list, NEXT, "01/05/2024").tally.young, Range { least: 1, most: 1 });
    assert_eq!(land.list(list, NEXT, "30/04/2024").tally.young, Range { least: 2, most: 2 });
}

#[test]
fn a_colonel_has_the_age_of_the_armed_forces_which_is_unknown_until_it_is_entered() {
    let mut land = Land::new();
    let (post, command) = (committee(&mut land), land.post(land.province, "giam-doc-cong-an-tinh", 1));
    let colonel = land.person(Sex::Male, "02/1970");
    land.hold(colonel, command, "01/01/2022");
    assert_eq!(says(&land.gate("age-first", colonel, post, NEXT, ON)), (Verdict::Unknown, Amount::None));
    let basis = "Luật Công an nhân dân".to_owned();
    land.card(colonel).retirement = Some(RetirementOverride { last_day: day("28/02/2030"), basis });
    assert_eq!(says(&land.gate("age-first", colonel, post, NEXT, ON)), (Verdict::Broken, Amount::Months(53)));
}

#[test]
fn the_first_time_planned_already_in_the_seat_and_added_to_the_running_term_are_asked_for_each_its_own() {
    let mut land = Land::new();
    let post = committee(&mut land);
    // 54 months from 9/2025: short for who is new, enough for who is elected again
    let cadre = |land: &mut Land| land.person(Sex::Male, "03/1968");
    let (new, planned, sitting) = (cadre(&mut land), cadre(&mut land), cadre(&mut land));
    land.plan(planned, post, NEXT, "01/03/2023");
    land.hold(sitting, post, "01/10/2020");
    assert_eq!(says(&land.gate("age-first", new, post, NEXT, ON)), (Verdict::Broken, Amount::Months(54)));
    assert_eq!(land.gate("age-planned", planned, post, NEXT, ON).verdict, Verdict::Broken);
    // the number for who is elected again is the congresses' of 2025, not of plans before 45-CT/TW
    assert!(land.gates(sitting, post, NEXT, ON).iter().all(|f| &*f.rule != "age-sitting"));
    let of_2025 = land.gate("age-sitting", sitting, post, NEXT, "01/05/2025");
    assert_eq!(says(&of_2025), (Verdict::Met, Amount::Months(54)));
    let running = land.gates(new, post, CURRENT, ON);
    assert!(running.iter().all(|f| !f.rule.starts_with("age-")), "before 377-QĐ/TW its share was not found: off");
    assert!(land.policy.rule("age-added").unwrap().off);
}

#[test]
fn each_level_and_block_counts_from_its_own_month() {
    let mut land = Land::new();
    let commune = land.post(land.commune, "uvbch-xa", 15);
    let province = committee(&mut land);
    let council = land.post(land.province, "pct-hdnd-tinh", 2);
    // retires in July 2030: 60 months from 7/2025, 58 from 9/2025, 52 from 3/2026
    let woman = land.person(Sex::Female, "03/1972");
    assert_eq!(says(&land.gate("age-first", woman, commune, NEXT, ON)), (Verdict::Met, Amount::Months(60)));
    assert_eq!(says(&land.gate("age-first", woman, province, NEXT, ON)), (Verdict::Broken, Amount::Months(58)));
    assert_eq!(says(&land.gate("age-first", woman, council, NEXT, ON)), (Verdict::Broken, Amount::Months(52)));
}

#[test]
fn two_terms_are_aimed_at_and_stop_nothing() {
    let mut land = Land::new();
    let post = committee(&mut land);
    let (one, two) = (land.person(Sex::Male, "01/1972"), land.person(Sex::Male, "01/1980"));
    let missed = land.gate("age-two-terms", one, post, NEXT, ON);
    assert_eq!((missed.verdict, missed.stops()), (Verdict::Missed, false));
    assert_eq!(land.gate("age-two-terms", two, post, NEXT, ON).verdict, Verdict::Met);
}
