//! What a change brings: judged by the rules of its day, stopped by what is hard and new, never by what stood there.

use super::land::{Land, NEXT, day, of};
use canbo::domain::*;
use canbo::policy::{Finding, Verdict, stops};
use canbo::register::trial::try_out;

const ON: &str = "01/05/2024";

fn brought(land: &Land, edits: &[Edit], on: &str) -> Vec<Finding> {
    try_out(&land.view(on), &land.policy, edits, day("22/11/2026")).unwrap().findings
}

fn drafted(mut entry: Entry, on: &str) -> Edit {
    entry.stages = vec![Dated { span: Span::since(day(on)), value: Stage::Proposed }];
    entry.decision = None;
    Edit::create(Record::Entry(entry))
}

#[test]
fn a_clean_person_goes_into_an_empty_pool_and_one_without_a_conclusion_is_stopped() {
    let mut land = Land::new();
    let (seat, head) = (land.post(land.province, "uvbch-tinh", 52), land.post(land.finance, "giam-doc-so", 1));
    let (clean, without) = (land.person(Sex::Female, "1985"), land.person(Sex::Male, "1985"));
    land.hold(clean, head, "01/01/2022");
    land.standing(without).conclusions.clear();
    let entry = drafted(land.entry(clean, seat, NEXT, ON), ON);
    assert!(!brought(&land, &[entry], ON).iter().any(stops), "a pool that begins is short of nothing new");
    let entry = drafted(land.entry(without, seat, NEXT, ON), ON);
    let found = brought(&land, &[entry], ON);
    assert_eq!(found.iter().filter(|f| stops(f)).map(|f| &*f.rule).collect::<Vec<_>>(), ["conclusion"]);
}

#[test]
fn a_fourth_for_a_title_is_stopped_in_2024_and_was_taken_in_2021() {
    let mut land = Land::new();
    let post = land.post(land.district, "bi-thu-huyen-uy", 1);
    for _ in 0..3 {
        let cadre = land.person(Sex::Female, "1985");
        land.plan(cadre, post, NEXT, "01/03/2021");
    }
    let fourth = land.person(Sex::Male, "1985");
    let entry = land.entry(fourth, post, NEXT, "01/03/2021");
    assert!(
        !brought(&land, &[Edit::create(Record::Entry(entry))], ON).iter().any(stops),
        "by the rules of its decision"
    );
    let entry = drafted(land.entry(fourth, post, NEXT, ON), ON);
    let found = brought(&land, &[entry], ON);
    assert_eq!(of(&found, "people-a-title-2021").verdict, Verdict::Broken);
    assert!(found.iter().any(stops));
}

#[test]
fn one_more_in_a_list_that_is_over_is_stopped_and_one_less_is_not() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbtv-tinh-uy", 2);
    let mut last = None;
    for _ in 0..5 {
        let cadre = land.person(Sex::Female, "1985");
        land.plan(cadre, post, NEXT, "01/03/2024");
        last = land.records.last().cloned();
    }
    let more = land.person(Sex::Male, "1985");
    let entry = drafted(land.entry(more, post, NEXT, ON), ON);
    let found = brought(&land, &[entry], ON);
    assert!(stops(of(&found, "coefficient-2021")));
    let Some(Record::Entry(was)) = last else { panic!() };
    let mut becomes = was.clone();
    becomes.span.to = day(ON);
    let (was, becomes) = (Some(Record::Entry(was)), Some(Record::Entry(becomes)));
    let less = Edit { nature: Nature::Change(day(ON)), was, becomes };
    assert!(brought(&land, &[less], ON).iter().all(|f| !stops(f)), "nearer to the limit than it was");
}

#[test]
fn a_discipline_is_entered_though_it_shuts_a_gate_and_that_is_said() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 52);
    let cadre = land.person(Sex::Female, "1985");
    land.plan(cadre, post, NEXT, "01/03/2024");
    let span = Span::new(day("01/04/2024"), day("01/04/2025"));
    let discipline = vec![Discipline { measure: Measure::Warning, by_party: true, span, decision: None }];
    let edit = Edit::create(Record::Conduct(Conduct { cadre, discipline, praise: Vec::new() }));
    let found = brought(&land, &[edit], ON);
    let said = of(&found, "discipline-2022");
    assert_eq!((said.verdict, stops(said)), (Verdict::Broken, false));
}

#[test]
fn appointed_is_who_is_planned_for_the_title_or_one_as_high_where_the_body_has_a_plan() {
    let mut land = Land::new();
    let (head, deputy) = (land.post(land.finance, "giam-doc-so", 1), land.post(land.finance, "pho-giam-doc-so", 3));
    let (council, people) =
        (land.post(land.province, "pct-hdnd-tinh", 2), land.post(land.province, "pct-ubnd-tinh", 3));
    let (planned, other, vice) =
        (land.person(Sex::Female, "1985"), land.person(Sex::Male, "1985"), land.person(Sex::Male, "1982"));
    land.plan(planned, head, NEXT, "01/03/2024");
    let appoint = |land: &mut Land, cadre, post| {
        land.hold(cadre, post, "01/02/2026");
        let edit = Edit::create(land.records.pop().unwrap());
        let found = brought(land, &[edit], "01/02/2026");
        // what is met is not told
        found.iter().find(|f| &*f.rule == "planned-first-2025").map_or((Verdict::Met, false), |f| (f.verdict, stops(f)))
    };
    assert_eq!(appoint(&mut land, other, head), (Verdict::Broken, true));
    assert_eq!(appoint(&mut land, other, deputy), (Verdict::Broken, true));
    assert_eq!(appoint(&mut land, planned, deputy), (Verdict::Met, false));
    // nobody of the province's own bodies is planned yet: nobody can tell
    assert_eq!(appoint(&mut land, vice, people), (Verdict::Unknown, false));
    land.plan(vice, council, NEXT, "01/03/2024");
    assert_eq!(appoint(&mut land, vice, people), (Verdict::Met, false));
    assert_eq!(appoint(&mut land, other, people), (Verdict::Broken, true));
}

#[test]
fn a_fault_that_stood_there_stops_no_other_change_of_the_entry() {
    let mut land = Land::new();
    let post = land.post(land.province, "uvbch-tinh", 52);
    let cadre = land.person(Sex::Female, "1965");
    land.plan(cadre, post, NEXT, "01/03/2024");
    let Some(Record::Entry(was)) = land.records.last().cloned() else { panic!() };
    let mut becomes = was.clone();
    becomes.note = "theo tờ trình".to_owned();
    let (was, becomes) = (Some(Record::Entry(was)), Some(Record::Entry(becomes)));
    let edit = Edit { nature: Nature::Correction, was, becomes };
    assert_eq!(brought(&land, &[edit], ON), []);
}
