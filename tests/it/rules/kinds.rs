//! Every kind of rule of the registry: it is in the data, it is written and parsed alike, and it finds something.

use super::land::{Land, NEXT, day};
use canbo::domain::*;
use canbo::policy::{Finding, Mover, Policy, RuleKind};
use std::collections::BTreeSet;

/// A file with one rule of a kind, with more of parameters than the kind has where one is given.
fn file(kind: &RuleKind, more: Option<&str>) -> String {
    let mut rule = toml::Table::try_from(kind).unwrap();
    if let Some(more) = more {
        let with = rule.entry("with").or_insert_with(|| toml::Table::new().into());
        with.as_table_mut().unwrap().insert(more.to_owned(), 1.into());
    }
    let said = [("id", "own"), ("from", "2021-01-01"), ("strength", "hard"), ("sureness", "text")];
    for (key, value) in said.into_iter().chain([("source", "x"), ("vi", "x"), ("en", "x")]) {
        rule.insert(key.to_owned(), value.into());
    }
    // on one line a piece: that is how a file of rules is told apart
    let lines: Vec<String> = rule.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    format!("[[rule]]\n{}", lines.concat())
}

#[test]
fn every_kind_has_a_rule_that_is_written_and_parsed_alike_and_takes_no_parameter_that_it_does_not_know() {
    let policy = Policy::embedded().unwrap();
    let mut kinds = BTreeSet::new();
    for rule in &policy.rules {
        kinds.insert(rule.kind.id());
        let text = file(&rule.kind, None);
        let read = Policy::read(&[("own.toml", &text)]).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
        assert_eq!(read.rules[0].kind, rule.kind, "{text}");
        let text = file(&rule.kind, Some("nonsense"));
        let refused = Policy::read(&[("own.toml", &text)]).unwrap_err();
        assert!(refused.to_string().contains("nonsense"), "{}: {refused}", rule.id);
    }
    assert_eq!(kinds, RuleKind::IDS.iter().copied().collect(), "a kind without a rule in data/policy, or named twice");
}

/// The day on which a department gets a new director.
const APPOINTED: &str = "01/02/2026";

/// What the rules since 2025 speak of: appointed again shortly before retirement, to a committee's title after leaving one, a
/// local in the place of somebody from elsewhere, seconded for four years, and a group in which many are excellent.
fn since_2025(land: &mut Land) {
    let experts = land.post(land.finance, "chuyen-vien-so", 100);
    for n in 0..6 {
        let expert = land.person(Sex::Female, "01/01/1985");
        land.hold(expert, experts, "01/01/2020");
        land.records.iter_mut().for_each(|record| match record {
            Record::Grades(grades) if grades.cadre == expert => {
                let grade = if n < 3 { Grade::Excellent } else { Grade::Good };
                grades.rows.push(Graded { period: Period::Quarter(2026, 1), grade: Some(grade) });
            }
            _ => {}
        });
    }
    let (deputy, seat) = (land.post(land.finance, "pho-giam-doc-so", 3), land.post(land.province, "uvbch-tinh", 52));
    let secretary = land.post(land.province, "bi-thu-huyen-uy", 1);
    let somebody = land.person(Sex::Male, "01/01/1966");
    let again =
        Appointment::new(AppointmentId(land.id()), somebody, deputy, Span::since(day(APPOINTED)), ActKind::Reappointed);
    let left = Span::new(day("01/10/2020"), day("01/12/2025"));
    let sat = Appointment::new(AppointmentId(land.id()), somebody, seat, left, ActKind::Elected);
    let sat = Appointment { ended: Some(ActKind::Resigned.into()), ..sat };
    let id = RotationId(land.id());
    let mut phases = Vec::new();
    change_from(&mut phases, day("01/12/2025"), Phase::Away);
    let until = Some(day("30/11/2029"));
    let seconded = land.person(Sex::Male, "01/01/1990");
    let seconded = Rotation { until, phases, ..Rotation::new(id, seconded, MoveKind::Secondment, deputy) };
    land.records.extend([Record::Appointment(again), Record::Appointment(sat), Record::Rotation(seconded)]);
    land.hold(somebody, deputy, "01/01/2020");
    land.hold(somebody, secretary, APPOINTED);
}

/// A province where every kind of rule has something to speak of: what is in order, and what is not.
fn everything() -> Land {
    let mut land = Land::new();
    let seat = land.post(land.province, "uvbch-tinh", 52);
    let director = land.post(land.finance, "giam-doc-so", 1);
    let deputy = land.post(land.finance, "pho-giam-doc-so", 3);
    let police = land.post(land.province, "giam-doc-cong-an-tinh", 1);
    let vice_chair = land.post(land.commune, "pct-ubnd-xa", 2);

    // appointed from the post below, after a reprimand, out of the title's pool; the one who was there stays there
    let (old, new) = (land.person(Sex::Male, "01/01/1970"), land.person(Sex::Female, "01/01/1985"));
    land.plan(new, director, NEXT, "01/03/2024");
    let chair = land.post(land.province, "pct-ubnd-tinh", 4);
    land.plan(new, chair, NEXT, "01/03/2024");
    let planned = land.plan(new, seat, NEXT, "01/03/2024");
    land.hold(old, director, "01/01/2020");
    land.hold(new, deputy, "01/01/2020");
    land.hold(new, director, APPOINTED);
    let expired = Span::new(day("01/01/2020"), day("01/01/2021"));
    let discipline = vec![Discipline { measure: Measure::Reprimand, by_party: true, span: expired, decision: None }];
    land.records.push(Record::Conduct(Conduct { cadre: new, discipline, praise: Vec::new() }));
    let rows = (2019..2027).map(|year| Graded { period: Period::Year(year), grade: Some(Grade::Good) }).collect();
    land.records.push(Record::UnitGrades(UnitGrades { unit: land.finance, rows, caps: Vec::new() }));

    // a member of the standing committee who is planned for deputy secretary and for a chair
    let standing = land.post(land.province, "uvbtv-tinh-uy", 15);
    land.hold(old, standing, "01/10/2020");
    for title in ["pho-bi-thu-tinh-uy", "ct-hdnd-tinh"] {
        let post = land.post(land.province, title, 1);
        land.plan(old, post, NEXT, "01/03/2024");
    }

    // in a post before the post was there, and before birth
    land.hold(old, deputy, "01/01/2009");
    let child = land.person(Sex::Male, "01/01/2012");
    land.hold(child, deputy, "01/01/2011");

    // sent from the police to a commune, until a day that has passed
    let sent = land.person(Sex::Male, "01/01/1990");
    land.hold(sent, police, "01/01/2020");
    let mut phases = Vec::new();
    change_from(&mut phases, day("01/01/2021"), Phase::Away);
    let id = RotationId(land.id());
    let rotation = Rotation {
        purpose: Purpose::Train,
        from: Some(police),
        until: Some(day("31/12/2023")),
        phases,
        ..Rotation::new(id, sent, MoveKind::Rotation, vice_chair)
    };
    land.records.push(Record::Rotation(rotation));

    // a vote on as many people as are to be chosen
    let round = RoundId(land.id());
    land.records.iter_mut().for_each(|record| match record {
        Record::Entry(entry) if entry.id == planned => {
            entry.round = Some(round);
            entry.votes = vec![StepVotes { step: 1, votes: 20 }];
        }
        _ => {}
    });
    let step =
        Step { step: 1, held: day(ON), summoned: 30, present: 30, issued: 30, returned: 30, valid: 30, choose: 1 };
    land.records.push(Record::Round(Round {
        id: round,
        unit: land.province,
        term: NEXT,
        kind: PlanKind::Reviewed,
        year: 2024,
        opened: day("01/03/2024"),
        plan: None,
        submitted: None,
        approved: None,
        decision: None,
        closed: None,
        steps: vec![step],
        note: String::new(),
    }));
    since_2025(&mut land);
    land
}

const ON: &str = "01/05/2024";

/// What all rules say of everything in a province, on a day.
fn judged(land: &Land, on: &str) -> Vec<Finding> {
    let (view, policy) = (land.view(on), &land.policy);
    let mut found = Vec::new();
    let people: Vec<CadreId> = view.snapshot.cadres.keys().copied().collect();
    for unit in view.snapshot.units.keys() {
        found.extend(policy.grading(&view, *unit, view.on));
    }
    for post in view.snapshot.posts.values() {
        found.extend(policy.pool(&view, post.id, NEXT, view.on).findings);
        found.extend(
            policy
                .list_of(&view, post)
                .map(|list| policy.list(&view, list, NEXT, view.on).findings)
                .unwrap_or_default(),
        );
        found.extend(policy.held(&view, post.id, view.on));
        found.extend(policy.office(&view, post.id, view.on));
        for cadre in &people {
            found.extend(land.gates(*cadre, post.id, NEXT, on));
            found.extend(policy.move_gates(&view, &Mover::source(*cadre, post.id), view.on));
        }
    }
    for appointment in view.snapshot.appointments.values() {
        found.extend(policy.appointment(&view, appointment));
    }
    for rotation in view.snapshot.rotations.values() {
        found.extend(policy.rotation(&view, rotation, view.on));
        found.extend(policy.move_gates(&view, &Mover::of(rotation), view.on));
    }
    for round in view.snapshot.rounds.values() {
        found.extend(policy.round(&view, round, view.on));
    }
    found
}

const SCHOOLING: &str = r#"
id = "own-schooling"
kind = "standards"
with = { of = "theory", asked = { theory = "advanced" } }
from = "2021-01-01"
strength = "notice"
sureness = "text"
source = "x"
vi = "x"
en = "x"
"#;

#[test]
fn every_kind_finds_something_but_the_one_that_only_says_who_is_young() {
    let mut land = everything();
    // no title of the catalogue has a standard of schooling, and the rules that come with the program ask none by themselves
    let own = format!("[[rule]]{SCHOOLING}");
    land.policy.rules.extend(Policy::read(&[("own.toml", &own)]).unwrap().rules);
    let mut found = Vec::new();
    for province in [20, 24] {
        for record in &mut land.records {
            if let Record::Unit(unit) = record {
                unit.codes.iter_mut().for_each(|code| code.value = province);
            }
        }
        for on in [ON, APPOINTED, "01/06/2026"] {
            found.extend(judged(&land, on));
        }
    }
    let kinds: BTreeSet<&str> = found.iter().map(|f| land.policy.rule(&f.rule).unwrap().kind.id()).collect();
    let silent: Vec<_> = RuleKind::IDS.iter().filter(|id| !kinds.contains(**id)).collect();
    // what becomes of a seat is asked where somebody leaves, and is no finding
    assert_eq!(silent, [&"young-age", &"seat-left"]);
}

#[test]
fn who_is_young_is_said_by_a_rule_and_nobody_is_where_none_says() {
    let mut land = everything();
    let seat = land.post(land.province, "uvbch-tinh", 52);
    let list = |land: &Land| {
        let view = land.view(ON);
        let list = land.policy.list_of(&view, view.post(seat).unwrap()).unwrap();
        land.policy.list(&view, list, NEXT, view.on).tally.young.least
    };
    assert_eq!(list(&land), 1);
    land.policy.rules.retain(|rule| rule.kind.id() != "young-age");
    assert_eq!(list(&land), 0);
}
