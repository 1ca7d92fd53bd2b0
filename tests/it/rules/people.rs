//! Cases of titles, of the record and of kin.

use super::land::{CURRENT, Land, NEXT, day, of, says};
use canbo::domain::*;
use canbo::policy::{Amount, Verdict};

const ON: &str = "01/05/2024";
/// Under 377-QĐ/TW.
const LATER: &str = "01/06/2026";

#[test]
fn three_district_titles_two_provincial_ones_and_a_committee_seat_are_met_and_a_fourth_district_title_is_broken() {
    let mut land = Land::new();
    let cadre = land.person(Sex::Male, "02/1985");
    let district = ["bi-thu-huyen-uy", "pho-bi-thu-huyen-uy", "ct-ubnd-huyen"].map(|t| land.post(land.district, t, 1));
    let province = ["pct-ubnd-tinh", "pct-hdnd-tinh"].map(|t| land.post(land.province, t, 1));
    let seat = land.post(land.district, "uvbch-huyen", 40);
    for post in district.into_iter().chain(province).chain([seat]) {
        land.plan(cadre, post, NEXT, "01/03/2024");
    }
    for post in district {
        let found = land.gate("titles-a-person", cadre, post, NEXT, ON);
        assert_eq!(says(&found), (Verdict::Met, Amount::Count(3)));
    }
    assert_eq!(says(&land.gate("titles-a-person", cadre, province[0], NEXT, ON)), (Verdict::Met, Amount::Count(2)));
    assert!(land.gates(cadre, seat, NEXT, ON).iter().all(|f| &*f.rule != "titles-a-person"));
    let fourth = land.post(land.district, "ct-hdnd-huyen", 1);
    assert_eq!(says(&land.gate("titles-a-person", cadre, fourth, NEXT, ON)), (Verdict::Broken, Amount::Count(4)));
    // of the other term they are other titles
    assert_eq!(says(&land.gate("titles-a-person", cadre, fourth, CURRENT, ON)), (Verdict::Met, Amount::Count(1)));
}

#[test]
fn only_a_higher_title_on_the_ladder_and_from_one_that_feeds_it() {
    let mut land = Land::new();
    let (head, deputy) = (land.post(land.finance, "giam-doc-so", 1), land.post(land.finance, "pho-giam-doc-so", 3));
    let section = land.post(land.finance, "truong-phong-so", 1);
    let (boss, second, third) =
        (land.person(Sex::Male, "1980"), land.person(Sex::Male, "1980"), land.person(Sex::Male, "1980"));
    land.hold(boss, head, "01/01/2022");
    land.hold(second, deputy, "01/01/2022");
    land.hold(third, section, "01/01/2022");
    assert_eq!(land.gate("higher-title", boss, deputy, NEXT, ON).verdict, Verdict::Broken);
    assert_eq!(land.gate("higher-title", second, head, NEXT, ON).verdict, Verdict::Met);
    assert_eq!(land.gate("feeder", second, head, NEXT, ON).verdict, Verdict::Met);
    let skips = land.gate("feeder", third, head, NEXT, ON);
    assert_eq!((skips.verdict, skips.stops()), (Verdict::Missed, false));
    // a seat in a committee is on another ladder: a director may be planned for it
    let seat = land.post(land.province, "uvbch-tinh", 52);
    assert_eq!(land.gate("higher-title", boss, seat, NEXT, ON).verdict, Verdict::Met);
}

#[test]
fn without_a_conclusion_the_gate_is_shut_and_one_that_denies_it_is_another_reason_to_leave() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 52);
    let (none, denied, clean) =
        (land.person(Sex::Male, "1980"), land.person(Sex::Male, "1980"), land.person(Sex::Male, "1980"));
    land.standing(none).conclusions.clear();
    land.standing(denied).conclusions[0].outcome = Outcome::DoesNotMeet;
    for cadre in [none, denied, clean] {
        land.plan(cadre, post, NEXT, "01/03/2024");
    }
    assert_eq!(says(&land.gate("conclusion", none, post, NEXT, ON)), (Verdict::Broken, Amount::None));
    assert_eq!(land.gate("conclusion", clean, post, NEXT, ON).verdict, Verdict::Met);
    let view = land.view(ON);
    let leavers = land.policy.leavers(&view, post, NEXT, view.on);
    let reasons: Vec<&str> = leavers.iter().map(|l| l.reason.as_str()).collect();
    assert_eq!(reasons, ["chua-ket-luan-tcct", "khong-dat-tcct"]);
}

#[test]
fn exactly_half_of_the_ballots_low_follows_the_parameter() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 52);
    let cadre = land.person(Sex::Male, "1980");
    let vote = |low| Vote { on: day("20/12/2023"), returned: 30, high: 30 - low, trusted: 0, low };
    land.standing(cadre).votes.push(vote(15));
    let half = land.gate("low-votes", cadre, post, NEXT, ON);
    assert_eq!(says(&half), (Verdict::Met, Amount::Ratio(15, 30)), "41-QĐ/TW: above half");
    for rule in &mut land.policy.rules {
        if let canbo::policy::RuleKind::LowVotes(votes) = &mut rule.kind {
            votes.reached = true;
        }
    }
    assert_eq!(land.gate("low-votes", cadre, post, NEXT, ON).verdict, Verdict::Broken, "the report: from half");
    land.standing(cadre).votes[0] = vote(14);
    assert_eq!(land.gate("low-votes", cadre, post, NEXT, ON).verdict, Verdict::Met);
}

#[test]
fn a_reprimand_that_expired_yesterday_opens_the_way_under_either_text_and_a_removal_only_under_the_older() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 52);
    let (mild, hard) = (land.person(Sex::Male, "1980"), land.person(Sex::Male, "1980"));
    let row = |measure, on: &str| {
        let span = Span::new(day(on).add_months(-12), day(on));
        Discipline { measure, by_party: true, span, decision: None }
    };
    for (cadre, measure) in [(mild, Measure::Reprimand), (hard, Measure::Removal)] {
        let discipline = vec![row(measure, ON), row(measure, LATER)];
        land.records.push(Record::Conduct(Conduct { cadre, discipline, praise: Vec::new() }));
    }
    let says = |cadre, rule, on| land.gate(rule, cadre, post, NEXT, on).verdict;
    assert_eq!(says(mild, "discipline-2022", "30/04/2024"), Verdict::Broken, "in force on its last day");
    assert_eq!(says(mild, "discipline-2022", ON), Verdict::Met);
    assert_eq!(says(mild, "discipline-2025", LATER), Verdict::Met);
    assert_eq!(says(hard, "discipline-2022", ON), Verdict::Met);
    assert_eq!(says(hard, "discipline-2025", LATER), Verdict::Broken);
}

#[test]
fn a_reprimand_that_expired_yesterday_still_bars_a_higher_post_for_two_years_under_377() {
    let mut land = Land::new();
    let (head, deputy) = (land.post(land.finance, "giam-doc-so", 1), land.post(land.finance, "pho-giam-doc-so", 3));
    let cadre = land.person(Sex::Male, "1980");
    land.hold(cadre, deputy, "01/01/2022");
    let span = Span::new(day(LATER).add_months(-12), day(LATER));
    let discipline = vec![Discipline { measure: Measure::Reprimand, by_party: true, span, decision: None }];
    land.records.push(Record::Conduct(Conduct { cadre, discipline, praise: Vec::new() }));
    let appointed = |land: &mut Land, from: &str| {
        let id = land.hold(cadre, head, from);
        let view = land.view(from);
        let all = land.policy.appointment(&view, view.snapshot.appointments.get(&id).unwrap());
        land.records.pop();
        of(&all, "appointment-discipline").clone()
    };
    assert_eq!(says(&appointed(&mut land, LATER)), (Verdict::Broken, Amount::Months(12)));
    assert_eq!(appointed(&mut land, "01/06/2027").verdict, Verdict::Met);
}

#[test]
fn a_year_not_completed_shuts_the_gate_for_three_years() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 52);
    let cadre = land.person(Sex::Male, "1980");
    for record in &mut land.records {
        if let Record::Grades(grades) = record {
            grades.rows.iter_mut().filter(|g| g.period == Period::Year(2021)).for_each(|g| {
                g.grade = Some(Grade::NotCompleted);
            });
        }
    }
    let said = |on| land.gate("grades", cadre, post, NEXT, on);
    assert_eq!(says(&said("31/12/2024")), (Verdict::Broken, Amount::Grade(Grade::NotCompleted)));
    assert_eq!(says(&said("01/01/2025")), (Verdict::Met, Amount::Grade(Grade::Good)));
}

#[test]
fn a_heads_grade_above_the_units_own_is_broken_and_is_said_of_the_head_in_office() {
    let mut land = Land::new();
    let head = land.post(land.finance, "giam-doc-so", 1);
    let cadre = land.person(Sex::Male, "1980");
    land.hold(cadre, head, "01/01/2022");
    let rows = vec![Graded { period: Period::Year(2023), grade: Some(Grade::Completed) }];
    land.records.push(Record::UnitGrades(UnitGrades { unit: land.finance, rows, caps: Vec::new() }));
    let view = land.view(ON);
    let found = land.policy.office(&view, head, view.on);
    let found = of(&found, "head-grade");
    assert_eq!(says(found), (Verdict::Broken, Amount::Grade(Grade::Good)));
    assert_eq!(found.limit.least, Amount::Grade(Grade::Completed));
}

#[test]
fn the_chair_of_a_province_and_its_director_of_finance_are_not_married_to_each_other() {
    let mut land = Land::new();
    let (chair, director) = (land.post(land.province, "ct-ubnd-tinh", 1), land.post(land.finance, "giam-doc-so", 1));
    let health = land.unit("so", Level::Province, "Y tế", Some(land.province), false);
    let elsewhere = land.post(health, "giam-doc-so", 1);
    let (husband, wife) = (land.person(Sex::Male, "1980"), land.person(Sex::Female, "1982"));
    land.married(husband, wife);
    land.hold(husband, chair, "01/01/2022");
    let near = land.gate("kin-sector", wife, director, NEXT, ON);
    assert_eq!(says(&near), (Verdict::Broken, Amount::Cadre(husband)), "whichever of the two declared it");
    assert_eq!(land.gate("kin-sector", wife, elsewhere, NEXT, ON).verdict, Verdict::Met, "health is none of the 13");
    // the head of finance of the district is of another level
    let office = land.unit("phong-huyen", Level::District, "Tài chính - Kế hoạch", Some(land.district), false);
    let below = land.post(office, "truong-phong-huyen", 1);
    assert_eq!(land.gate("kin-sector", wife, below, NEXT, ON).verdict, Verdict::Met);
}

#[test]
fn two_spouses_in_one_committee_are_met_and_in_one_standing_committee_broken() {
    let mut land = Land::new();
    let seat = land.post(land.province, "uvbch-tinh", 52);
    let standing = land.post(land.province, "uvbtv-tinh-uy", 15);
    let (husband, wife) = (land.person(Sex::Male, "1980"), land.person(Sex::Female, "1982"));
    land.married(husband, wife);
    for cadre in [husband, wife] {
        land.hold_beside(cadre, seat, "01/10/2020", true);
    }
    land.hold_beside(husband, standing, "01/10/2020", true);
    let silent = |land: &Land, cadre, post| {
        let found = land.gates(cadre, post, NEXT, ON);
        found.iter().filter(|f| f.rule.starts_with("kin-")).all(|f| f.verdict == Verdict::Met)
    };
    assert!(silent(&land, husband, standing) && silent(&land, wife, seat));
    assert_eq!(land.gate("kin-standing-committee", wife, standing, NEXT, ON).verdict, Verdict::Broken);
}

#[test]
fn who_is_suspended_waits_for_retirement_or_has_left_is_barred_each_with_its_reason() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 52);
    let section = land.post(land.finance, "truong-phong-so", 1);
    let people: Vec<CadreId> = (0..5).map(|_| land.person(Sex::Male, "1980")).collect();
    let [suspended, waiting, studying, dead, gone] = people[..] else { panic!() };
    let span = Span::since(day("01/01/2024"));
    for (cadre, value) in
        [(suspended, Status::Suspended), (waiting, Status::AwaitingRetirement), (studying, Status::Studying)]
    {
        land.records.push(Record::Statuses(Statuses { cadre, rows: vec![Dated { span, value }] }));
    }
    for (cadre, kind) in [(dead, ActKind::Died), (gone, ActKind::Left)] {
        land.hold(cadre, section, "01/01/2022");
        let Some(Record::Appointment(a)) = land.records.last_mut() else { panic!() };
        a.span.to = day("01/04/2024");
        a.ended = Some(Act { kind, decision: None });
        land.card(cadre).payroll[0].span.to = day("01/04/2024");
    }
    for cadre in people {
        land.plan(cadre, post, NEXT, "01/03/2024");
    }
    let view = land.view(ON);
    let leavers = land.policy.leavers(&view, post, NEXT, view.on);
    let reasons: Vec<&str> = leavers.iter().map(|l| l.reason.as_str()).collect();
    assert_eq!(reasons, ["ky-luat", "nghi-huu", "tu-tran", "thoi-viec"]);
}

#[test]
fn somebody_is_not_planned_on_the_day_on_which_the_title_is_given() {
    let mut land = Land::new();
    let head = land.post(land.finance, "giam-doc-so", 1);
    let (at_once, before) = (land.person(Sex::Male, "1980"), land.person(Sex::Male, "1980"));
    land.plan(at_once, head, NEXT, LATER);
    land.plan(before, head, NEXT, "01/02/2026");
    land.hold(at_once, head, LATER);
    land.hold(before, head, LATER);
    assert_eq!(land.gate("not-with-appointment", at_once, head, NEXT, LATER).verdict, Verdict::Broken);
    assert_eq!(land.gate("not-with-appointment", before, head, NEXT, LATER).verdict, Verdict::Met);
}
