//! Cases of lists and pools: how many for how many seats, of whom.

use super::land::{CURRENT, Land, NEXT, day, of, says};
use canbo::domain::*;
use canbo::policy::{Amount, Body, List, Verdict};

const ON: &str = "01/05/2024";

fn standing(land: &Land) -> List {
    List { body: Body::StandingCommittee, unit: land.province }
}

/// So many people in a pool, of whom so many women; of the years given in turn.
fn fill(land: &mut Land, post: PostId, people: usize, women: usize, born: &[&str], from: &str) {
    for n in 0..people {
        let sex = if n < women { Sex::Female } else { Sex::Male };
        let cadre = land.person(sex, born[n % born.len()]);
        land.plan(cadre, post, NEXT, from);
    }
}

#[test]
fn twenty_two_people_for_fifteen_seats_are_met_and_twenty_three_are_broken_though_both_print_as_one_and_a_half() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbtv-tinh-uy", 15);
    fill(&mut land, post, 22, 3, &["1980"], "01/03/2024");
    let found = land.list(standing(&land), NEXT, ON);
    assert_eq!(says(of(&found.findings, "coefficient-2021")), (Verdict::Met, Amount::Ratio(22, 15)));
    fill(&mut land, post, 1, 0, &["1980"], "01/03/2024");
    let found = land.list(standing(&land), NEXT, ON);
    assert_eq!(says(of(&found.findings, "coefficient-2021")), (Verdict::Broken, Amount::Ratio(23, 15)));
    // a single title's pool says nothing of composition
    assert!(land.pool(post, NEXT, ON).findings.iter().all(|f| !f.rule.starts_with("coefficient")));
}

#[test]
fn the_seat_of_a_member_who_left_stays_below_the_coefficient() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbtv-tinh-uy", 15);
    for n in 0..15 {
        let cadre = land.person(Sex::Male, "1975");
        land.hold_beside(cadre, post, "01/10/2020", true);
        let Some(Record::Appointment(a)) = land.records.last_mut() else { panic!() };
        if n == 0 {
            a.span.to = day("01/02/2024");
        }
    }
    fill(&mut land, post, 20, 2, &["1980"], "01/03/2024");
    let tally = land.list(standing(&land), NEXT, ON).tally;
    assert_eq!((tally.sitting, tally.seats, tally.planned), (14, 15, 20));
}

#[test]
fn seats_of_the_term_are_those_that_its_planning_counts_with() {
    let mut land = Land::new();
    let post = land.post(land.commune, "uvbch-xa", 15);
    let Some(Record::Post(p)) = land.records.last_mut() else { panic!() };
    p.planned.push(PlannedSeats { term: NEXT, seats: 11 });
    fill(&mut land, post, 15, 4, &["1990"], "01/03/2024");
    let list = List { body: Body::Committee, unit: land.commune };
    let found = land.list(list, NEXT, ON);
    assert_eq!(of(&found.findings, "coefficient-2021").measured, Amount::Ratio(15, 11));
    assert_eq!(land.list(list, CURRENT, ON).tally.seats, 15);
}

#[test]
fn four_for_a_title_were_lawful_in_2021_and_are_over_todays_number() {
    let mut land = Land::new();
    let post = land.post(land.district, "bi-thu-huyen-uy", 1);
    fill(&mut land, post, 4, 1, &["1980"], "01/03/2021");
    let then = land.pool(post, NEXT, "01/03/2021");
    assert_eq!(says(of(&then.findings, "people-a-title-2017")), (Verdict::Met, Amount::Count(4)));
    let now = land.pool(post, NEXT, ON);
    assert_eq!(says(of(&now.findings, "people-a-title-2021")), (Verdict::Broken, Amount::Count(4)));
}

#[test]
fn targets_are_missed_and_stop_nothing_and_a_quarter_of_women_is_exactly_enough() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 16);
    fill(&mut land, post, 16, 4, &["01/01/1990", "01/01/1975", "01/01/1982", "01/01/1970"], "01/03/2024");
    let list = List { body: Body::Committee, unit: land.province };
    let found = land.list(list, NEXT, ON);
    assert_eq!(says(of(&found.findings, "women-share-2021")), (Verdict::Met, Amount::Ratio(4, 16)));
    assert_eq!(says(of(&found.findings, "young-share-2021")), (Verdict::Met, Amount::Ratio(4, 16)));
    assert_eq!(says(of(&found.findings, "three-ages")), (Verdict::Met, Amount::Count(3)));
    fill(&mut land, post, 1, 0, &["01/01/1975"], "01/03/2024");
    let found = land.list(list, NEXT, ON);
    let women = of(&found.findings, "women-share-2021");
    assert_eq!((women.verdict, women.stops()), (Verdict::Missed, false));
}

#[test]
fn a_share_that_hangs_on_a_birth_known_by_its_year_is_unknown() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 2);
    fill(&mut land, post, 2, 1, &["1984", "01/01/1970"], "01/03/2024");
    let list = List { body: Body::Committee, unit: land.province };
    let found = land.list(list, NEXT, ON);
    assert_eq!(of(&found.findings, "young-share-2021").verdict, Verdict::Unknown);
    assert_eq!(of(&found.findings, "a-young").verdict, Verdict::Unknown);
}

#[test]
fn a_person_in_two_pools_of_a_leadership_list_is_one_and_two_posts_held_are_one_head() {
    let mut land = Land::new();
    let secretary = land.post(land.district, "bi-thu-huyen-uy", 1);
    let chair = land.post(land.district, "ct-hdnd-huyen", 1);
    let both = land.person(Sex::Female, "1980");
    land.plan(both, secretary, NEXT, "01/03/2024");
    land.plan(both, chair, NEXT, "01/03/2024");
    let sitting = land.person(Sex::Male, "1975");
    land.hold(sitting, secretary, "01/10/2020");
    land.hold_beside(sitting, chair, "01/10/2020", true);
    let list = List { body: Body::Leadership, unit: land.district };
    let tally = land.list(list, NEXT, ON).tally;
    assert_eq!((tally.planned, tally.women, tally.sitting, tally.seats), (1, 1, 1, 2));
}

#[test]
fn who_leaves_counts_until_the_removal_is_in_force() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 2);
    fill(&mut land, post, 3, 1, &["1980"], "01/03/2024");
    let Some(Record::Entry(entry)) = land.records.last_mut() else { panic!() };
    entry.removal = Some(Removal { reason: ListId(1), text: String::new(), decision: None, round: None });
    let list = List { body: Body::Committee, unit: land.province };
    assert_eq!(land.list(list, NEXT, ON).tally.planned, 3);
    let Some(Record::Entry(entry)) = land.records.last_mut() else { panic!() };
    entry.span.to = day("01/04/2024");
    assert_eq!(land.list(list, NEXT, ON).tally.planned, 2);
    assert_eq!(land.list(list, NEXT, "31/03/2024").tally.planned, 3);
}

#[test]
fn a_leadership_title_is_planned_after_the_committee_of_its_body() {
    let mut land = Land::new();
    let (seat, head) = (land.post(land.district, "uvbch-huyen", 40), land.post(land.district, "ct-ubnd-huyen", 1));
    fill(&mut land, head, 1, 0, &["1980"], "01/03/2024");
    assert_eq!(of(&land.pool(head, NEXT, ON).findings, "committee-first").verdict, Verdict::Missed);
    fill(&mut land, seat, 1, 0, &["1980"], "01/03/2024");
    assert_eq!(of(&land.pool(head, NEXT, ON).findings, "committee-first").verdict, Verdict::Met);
}

#[test]
fn own_targets_of_a_province_are_asked_there_only_and_of_those_in_office() {
    let mut land = Land::new();
    let head = land.post(land.finance, "giam-doc-so", 1);
    fill(&mut land, head, 1, 0, &["1990"], "01/03/2024");
    let boss = land.person(Sex::Male, "1970");
    land.hold(boss, head, "01/01/2022");
    let list = List { body: Body::Leadership, unit: land.finance };
    let of_lang_son = land.list(list, NEXT, ON).findings;
    assert!(of_lang_son.iter().all(|f| !f.rule.starts_with("bac-giang")));
    assert!(of_lang_son.iter().any(|f| &*f.rule == "lang-son-minority"));
    for record in &mut land.records {
        if let Record::Unit(unit) = record {
            unit.codes.iter_mut().for_each(|c| c.value = 24);
        }
    }
    let found = land.list(list, NEXT, ON).findings;
    assert_eq!(says(of(&found, "bac-giang-young-departments")), (Verdict::Missed, Amount::Ratio(0, 1)));
}
