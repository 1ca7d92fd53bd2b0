//! Who comes into a post: by the rules of the day of the decision, as an officer tells each case.

use super::land::{Land, day, of, says};
use canbo::domain::*;
use canbo::policy::{Amount, Finding, Strength, Verdict, forbids, stops};

/// Under 377-QĐ/TW.
const LATER: &str = "01/12/2026";

fn paper() -> Option<Box<Override>> {
    let by = "Ban Thường vụ Tỉnh ủy".to_owned();
    let reason = "trường hợp đặc biệt".to_owned();
    Some(Box::new(Override { document: "7-TB/TU".to_owned(), on: day("20/11/2026"), by, reason }))
}

/// What the rules say of somebody who is elected to a post on a day.
fn elected(land: &mut Land, cadre: CadreId, post: PostId, on: &str, exception: Option<Box<Override>>) -> Vec<Finding> {
    by(land, ActKind::Elected, cadre, post, on, exception)
}

fn by(
    land: &mut Land,
    act: ActKind,
    cadre: CadreId,
    post: PostId,
    on: &str,
    exception: Option<Box<Override>>,
) -> Vec<Finding> {
    let id = AppointmentId(land.id());
    let made = Appointment { exception, ..Appointment::new(id, cadre, post, Span::since(day(on)), act) };
    let view = land.view(on);
    land.policy.appointment(&view, &made)
}

fn offices(land: &mut Land) -> [PostId; 2] {
    [land.post(land.finance, "giam-doc-so", 1), land.post(land.finance, "pho-giam-doc-so", 3)]
}

#[test]
fn promoted_after_eleven_months_is_broken_unless_the_authority_has_decided_and_after_twelve_is_met() {
    let mut land = Land::new();
    let [head, deputy] = offices(&mut land);
    let cadre = land.person(Sex::Male, "1985");
    land.hold(cadre, deputy, "01/01/2026");
    let found = elected(&mut land, cadre, head, LATER, None);
    let tenure = of(&found, "tenure");
    assert_eq!((says(tenure), stops(tenure), forbids(tenure)), ((Verdict::Broken, Amount::Months(11)), true, false));
    let decided = elected(&mut land, cadre, head, LATER, paper());
    assert_eq!(of(&decided, "tenure").verdict, Verdict::Special);
    let waited = elected(&mut land, cadre, head, "01/01/2027", None);
    assert_eq!(says(of(&waited, "tenure")), (Verdict::Met, Amount::Months(12)));
    // 24 months are the decree's on public employees: nothing was asked of a cadre before
    assert!(elected(&mut land, cadre, head, "01/09/2025", None).iter().all(|f| &*f.rule != "tenure"));
}

#[test]
fn two_posts_held_at_once_are_not_twice_as_long() {
    let mut land = Land::new();
    let [head, deputy] = offices(&mut land);
    let other = land.post(land.district, "pct-ubnd-huyen", 3);
    let cadre = land.person(Sex::Male, "1985");
    land.hold(cadre, deputy, "01/06/2026");
    land.hold_beside(cadre, other, "01/06/2026", true);
    assert_eq!(of(&elected(&mut land, cadre, head, LATER, None), "tenure").measured, Amount::Months(6));
}

#[test]
fn with_fifty_months_left_a_first_appointment_is_a_special_case_and_with_forty_seven_no_paper_helps() {
    let mut land = Land::new();
    let [head, _] = offices(&mut land);
    let (fifty, less) = (land.person(Sex::Male, "10/02/1969"), land.person(Sex::Male, "10/11/1968"));
    let mut age = |cadre, paper| of(&elected(&mut land, cadre, head, LATER, paper), "appointment-age-2025").clone();
    let without = age(fifty, None);
    assert_eq!((says(&without), stops(&without)), ((Verdict::Broken, Amount::Months(50)), true));
    assert_eq!(age(fifty, paper()).verdict, Verdict::Special);
    let below = age(less, paper());
    assert_eq!((says(&below), forbids(&below)), ((Verdict::Broken, Amount::Months(47)), true));
}

#[test]
fn age_is_not_counted_for_an_equal_post() {
    let mut land = Land::new();
    let [head, _] = offices(&mut land);
    let same = land.unit("so", Level::Province, "Nội vụ", Some(land.province), false);
    let same = land.post(same, "giam-doc-so", 1);
    let cadre = land.person(Sex::Male, "10/11/1968");
    land.hold(cadre, head, "01/01/2022");
    assert!(elected(&mut land, cadre, same, LATER, None).iter().all(|f| &*f.rule != "appointment-age-2025"));
}

#[test]
fn without_a_conclusion_nobody_is_appointed_in_2024_or_2026_and_history_before_the_rule_is_let_be() {
    let mut land = Land::new();
    let [head, _] = offices(&mut land);
    let cadre = land.person(Sex::Male, "1985");
    land.standing(cadre).conclusions.clear();
    for on in ["02/05/2024", LATER] {
        let found = elected(&mut land, cadre, head, on, None);
        let said = of(&found, "appointment-conclusion");
        assert_eq!((says(said), stops(said), said.judged), ((Verdict::Broken, Amount::None), true, day(on)));
    }
    let long_ago = elected(&mut land, cadre, head, "01/01/2015", None);
    assert!(long_ago.iter().all(|f| &*f.rule != "appointment-conclusion"));
}

#[test]
fn a_warning_in_force_and_a_suspension_shut_the_door_in_2024_too() {
    let mut land = Land::new();
    let [head, _] = offices(&mut land);
    let cadre = land.person(Sex::Male, "1985");
    let span = Span::new(day("01/03/2024"), day("01/03/2025"));
    let discipline = vec![Discipline { measure: Measure::Warning, by_party: true, span, decision: None }];
    land.records.push(Record::Conduct(Conduct { cadre, discipline, praise: Vec::new() }));
    let rows = vec![Dated { span, value: Status::Suspended }];
    land.records.push(Record::Statuses(Statuses { cadre, rows }));
    let found = elected(&mut land, cadre, head, "02/05/2024", None);
    assert!(of(&found, "appointment-discipline-in-force").stops());
    assert!(of(&found, "appointment-statuses").stops());
    assert!(!elected(&mut land, cadre, head, "01/06/2025", None).iter().any(stops));
}

#[test]
fn a_rule_of_acts_asks_nobody_who_comes_by_another_and_no_pool() {
    let mut land = Land::new();
    let [head, _] = offices(&mut land);
    let cadre = land.person(Sex::Male, "1985");
    land.standing(cadre).conclusions.clear();
    for act in [ActKind::Reorganised, ActKind::Recruited, ActKind::Reappointed] {
        let found = by(&mut land, act, cadre, head, LATER, None);
        assert!(found.iter().all(|f| &*f.rule != "appointment-conclusion"), "{act:?}");
    }
    let transferred = by(&mut land, ActKind::Transferred, cadre, head, LATER, None);
    assert!(of(&transferred, "transfer-conclusion").stops());
    let pool = land.gates(cadre, head, super::land::NEXT, LATER);
    assert!(pool.iter().all(|f| !f.rule.starts_with("appointment-")));
}

#[test]
fn appointed_again_with_less_than_five_years_left_is_until_retirement_and_with_less_than_two_is_extended() {
    let mut land = Land::new();
    let [head, _] = offices(&mut land);
    // 36 and 20 months left
    let (some, few) = (land.person(Sex::Male, "10/12/1967"), land.person(Sex::Male, "10/08/1966"));
    let mut again = |cadre, ends: &str| {
        let id = AppointmentId(land.id());
        let made = Appointment::new(id, cadre, head, Span::since(day(LATER)), ActKind::Reappointed);
        let made = Appointment { term_ends: Some(day(ends)), ..made };
        of(&land.policy.appointment(&land.view(LATER), &made), "reappointment-term").clone()
    };
    assert_eq!(again(some, "30/11/2031").verdict, Verdict::Missed, "beyond retirement");
    assert_eq!(again(some, "31/12/2029").verdict, Verdict::Met);
    assert_eq!(
        (again(few, "30/07/2028").verdict, again(few, "30/07/2028").strength),
        (Verdict::Missed, Strength::Target)
    );
}

#[test]
fn who_resigned_from_a_committee_comes_only_to_a_lower_post() {
    let mut land = Land::new();
    let [head, deputy] = offices(&mut land);
    let seat = land.post(land.province, "uvbch-tinh", 52);
    let cadre = land.person(Sex::Male, "1980");
    for (post, beside) in [(head, false), (seat, true)] {
        let id = AppointmentId(land.id());
        let span = Span::new(day("01/01/2022"), day("01/06/2026"));
        let held = Appointment::new(id, cadre, post, span, ActKind::Elected);
        let ended = Some(Act::from(ActKind::Resigned));
        land.records.push(Record::Appointment(Appointment { ended, concurrent: beside, ..held }));
    }
    assert_eq!(of(&elected(&mut land, cadre, head, LATER, None), "after-leaving").verdict, Verdict::Missed);
    assert_eq!(of(&elected(&mut land, cadre, deputy, LATER, None), "after-leaving").verdict, Verdict::Met);
}

#[test]
fn a_head_who_must_not_be_local_is_told_where_the_origin_lies_there() {
    let mut land = Land::new();
    let head = land.post(land.district, "bi-thu-huyen-uy", 1);
    let (local, other) = (land.person(Sex::Male, "1980"), land.person(Sex::Male, "1981"));
    land.card(local).origin.unit = Some(land.commune);
    land.card(other).origin.code = Some(1);
    let mut said = |cadre| of(&elected(&mut land, cadre, head, "02/05/2024", None), "head-not-local").verdict;
    assert_eq!((said(local), said(other)), (Verdict::Missed, Verdict::Met));
}

#[test]
fn those_in_office_are_judged_by_the_day_on_which_they_came() {
    let mut land = Land::new();
    let [head, _] = offices(&mut land);
    let cadre = land.person(Sex::Male, "1985");
    land.standing(cadre).conclusions.clear();
    land.hold(cadre, head, "01/01/2022");
    let view = land.view(LATER);
    let found = land.policy.stands(&view, head, view.on);
    let said = of(&found, "appointment-conclusion");
    assert_eq!((said.verdict, said.judged), (Verdict::Broken, day("01/01/2022")));
    assert!(found.iter().all(|f| f.verdict != Verdict::Met));
}
