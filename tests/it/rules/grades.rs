//! Cases of grades: a quarter of a head against the unit's own, and how many of a group may be excellent.

use super::land::{Land, day, of, says};
use canbo::domain::*;
use canbo::policy::{Amount, Finding, Out, Scope, Verdict};

const QUARTER: Period = Period::Quarter(2026, 1);

/// Experts of the department of finance: so many graded good, so many excellent, in a quarter.
fn graded(good: usize, excellent: usize) -> Land {
    let mut land = Land::new();
    let post = land.post(land.finance, "chuyen-vien-so", 100);
    let grades = [(good, Grade::Good), (excellent, Grade::Excellent)];
    for grade in grades.into_iter().flat_map(|(people, grade)| vec![grade; people]) {
        let cadre = land.person(Sex::Female, "05/1985");
        land.hold(cadre, post, "01/01/2020");
        grade_of(&mut land, cadre, grade);
    }
    land
}

fn grade_of(land: &mut Land, cadre: CadreId, grade: Grade) {
    for record in &mut land.records {
        if let Record::Grades(grades) = record
            && grades.cadre == cadre
        {
            grades.rows.push(Graded { period: QUARTER, grade: Some(grade) });
        }
    }
}

fn of_unit(land: &mut Land, grade: Option<Grade>, caps: Vec<CapDecision>) {
    let rows = vec![Graded { period: QUARTER, grade }];
    land.records.push(Record::UnitGrades(UnitGrades { unit: land.finance, rows, caps }));
}

/// What is found of the others of the department in the quarter.
fn cap(land: &Land) -> Finding {
    let view = land.view("01/06/2026");
    let found = land.policy.grading(&view, land.finance, view.on);
    let quarter = |f: &&Finding| &*f.rule == "excellent-cap" && f.scope == Scope::Graded(QUARTER, Some(Role::Member));
    found.iter().find(quarter).unwrap().clone()
}

fn decided() -> Vec<CapDecision> {
    let decision = Decision { number: "15-QĐ/TU".to_owned(), on: day("02/04/2026") };
    vec![CapDecision { period: QUARTER, decision }]
}

#[test]
fn case_12_forty_good_and_nine_excellent_in_one_group_are_broken_and_by_decision_met_up_to_ten() {
    let nine = cap(&graded(40, 9));
    assert_eq!(says(&nine), (Verdict::Broken, Amount::Count(9)));
    assert_eq!(nine.limit.most, Amount::Count(8), "20 % of those graded good");
    assert_eq!(cap(&graded(40, 8)).verdict, Verdict::Met);
    for (excellent, verdict) in [(9, Verdict::Met), (10, Verdict::Met), (11, Verdict::Broken)] {
        let mut land = graded(40, excellent);
        of_unit(&mut land, Some(Grade::Good), decided());
        let found = cap(&land);
        assert_eq!((found.verdict, found.limit.most), (verdict, Amount::Count(10)), "{excellent}");
    }
    // an outstanding body needs no decision
    let mut land = graded(40, 10);
    of_unit(&mut land, Some(Grade::Excellent), Vec::new());
    assert_eq!(cap(&land).verdict, Verdict::Met);
}

#[test]
fn the_head_is_no_one_of_the_others_and_a_group_of_a_few_is_not_judged_by_itself() {
    let mut land = graded(40, 8);
    let (post, head) = (land.post(land.finance, "giam-doc-so", 1), land.person(Sex::Male, "05/1980"));
    land.hold(head, post, "01/01/2022");
    grade_of(&mut land, head, Grade::Excellent);
    assert_eq!(cap(&land).measured, Amount::Count(8));
    let view = land.view("01/06/2026");
    let mut found = land.policy.grading(&view, land.finance, view.on);
    found.retain(|f| matches!(f.scope, Scope::Graded(QUARTER, _)));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn the_ninth_excellent_is_said_where_it_is_entered() {
    let land = graded(40, 9);
    let last = land.records.iter().rev().find_map(|r| if let Record::Grades(g) = r { Some(g.clone()) } else { None });
    let becomes = last.unwrap();
    let was =
        Grades { rows: becomes.rows.iter().filter(|g| g.period != QUARTER).copied().collect(), ..becomes.clone() };
    let edit = Edit {
        was: Some(Record::Grades(was.clone())),
        becomes: Some(Record::Grades(becomes)),
        nature: Nature::Correction,
    };
    let after = land.view("01/06/2026");
    let mut before = land;
    for record in &mut before.records {
        if let Record::Grades(grades) = record
            && grades.cadre == was.cadre
        {
            *grades = was.clone();
        }
    }
    let found = before.policy.brought(&[edit], &before.view("01/06/2026"), &after, after.on);
    let found = of(&found, "excellent-cap");
    assert_eq!((found.verdict, found.subject), (Verdict::Broken, Subject::Unit(before.finance)));
}

#[test]
fn a_heads_grade_of_a_quarter_above_the_units_own_of_the_same_quarter_is_broken() {
    let mut land = Land::new();
    let (post, head) = (land.post(land.finance, "giam-doc-so", 1), land.person(Sex::Male, "05/1980"));
    land.hold(head, post, "01/01/2022");
    grade_of(&mut land, head, Grade::Excellent);
    of_unit(&mut land, Some(Grade::Completed), Vec::new());
    let view = land.view("01/06/2026");
    let found = land.policy.office(&view, post, view.on);
    let quarter = found.iter().find(|f| f.scope == Scope::Graded(QUARTER, None)).unwrap();
    assert_eq!((&*quarter.rule, says(quarter)), ("head-grade", (Verdict::Broken, Amount::Grade(Grade::Excellent))));
    assert_eq!(quarter.limit.least, Amount::Grade(Grade::Completed));
}

#[test]
fn case_10_a_reprimand_takes_one_out_of_every_pool_at_once_and_over_age_at_the_next_review() {
    let mut land = Land::new();
    let (seat, standing) = (land.post(land.province, "uvbch-tinh", 52), land.post(land.province, "uvbtv-tinh-uy", 15));
    let punished = land.person(Sex::Male, "05/1985");
    for post in [seat, standing] {
        land.plan(punished, post, TermId(2030), "01/03/2026");
    }
    let span = Span::new(day("10/02/2027"), day("10/02/2028"));
    let discipline = vec![Discipline { measure: Measure::Reprimand, by_party: true, span, decision: None }];
    land.records.push(Record::Conduct(Conduct { cadre: punished, discipline, praise: Vec::new() }));
    let old = land.person(Sex::Male, "01/1960");
    land.plan(old, seat, TermId(2030), "01/03/2026");
    let outs = |on: &str| {
        let view = land.view(on);
        let of = |cadre| view.leaves(&land.policy, cadre).into_iter().map(|l| l.out).collect::<Vec<_>>();
        (of(punished), of(old))
    };
    let (of_punished, of_old) = outs("10/02/2027");
    assert_eq!(of_punished, [Some(Out::AtOnce(day("10/02/2027"))); 2], "out of every pool, from the day itself");
    assert_eq!(of_old, [Some(Out::AtReview(Period::Quarter(2028, 1)))]);
    assert_eq!(outs("09/02/2027").0, [], "not the day before");
    assert_eq!(outs("01/12/2026").1, [Some(Out::AtReview(Period::Quarter(2027, 1)))]);
}
