//! Cases of rotation: who may go and where to, how long, what a reorganisation makes of a move, and secondment.

use super::land::{CURRENT, Land, NEXT, day, of, says};
use canbo::domain::*;
use canbo::policy::{Amount, Finding, Mover, Verdict};
use canbo::register::rotations::{Moved, Queue, RotationQuery};

const ON: &str = "01/05/2024";

/// Somebody of a department who is planned for the post that is taken, and was sent there: the deputy director of
/// finance as vice-chair of the district's people's committee.
struct Sent {
    land: Land,
    cadre: CadreId,
    left: PostId,
    taken: PostId,
}

impl Sent {
    fn new() -> Sent {
        let mut land = Land::new();
        let cadre = land.person(Sex::Male, "1985");
        let left = land.post(land.finance, "pho-giam-doc-so", 2);
        let taken = land.post(land.district, "pct-ubnd-huyen", 2);
        land.hold(cadre, left, "01/01/2018");
        land.plan(cadre, taken, CURRENT, "01/01/2020");
        Sent { land, cadre, left, taken }
    }

    /// Away since a day, by a decision of the day before.
    fn since(began: &str) -> Sent {
        let mut sent = Sent::new();
        let moved = sent.moved(MoveKind::Rotation, &[(began, Phase::Away)]);
        sent.land.records.push(Record::Rotation(moved));
        sent.takes_its_post(began);
        sent
    }

    /// The appointments that go with the move.
    fn takes_its_post(&mut self, began: &str) {
        let (cadre, left, began_on) = (self.cadre, self.left, day(began));
        self.land.records.iter_mut().for_each(|r| match r {
            Record::Appointment(a) if a.cadre == cadre && a.post == left => a.span.to = began_on,
            _ => {}
        });
        self.land.hold(cadre, self.taken, began);
    }

    fn moved(&mut self, kind: MoveKind, phases: &[(&str, Phase)]) -> Rotation {
        let mut told = Vec::new();
        for (from, phase) in phases {
            change_from(&mut told, day(from), *phase);
        }
        let decided = phases.first().map(|(from, _)| day(from).prev()).unwrap();
        Rotation {
            direction: Direction::Down,
            purpose: Purpose::Train,
            from: Some(self.left),
            phases: told,
            decision: Some(Decision { number: "12-QĐ/TU".to_owned(), on: decided }),
            ..Rotation::new(RotationId::new(1, self.land.id()), self.cadre, kind, self.taken)
        }
    }

    /// The record of the move, to be changed.
    fn record(&mut self) -> &mut Rotation {
        let found = self.land.records.iter_mut().find_map(|r| match r {
            Record::Rotation(r) => Some(r),
            _ => None,
        });
        found.unwrap()
    }

    fn on(&self, on: &str) -> Moved {
        let rows = self.land.view(on).rotations(&self.land.policy, &RotationQuery::default());
        assert_eq!(rows.len(), 1, "one move is told of");
        rows.into_iter().next().unwrap()
    }

    /// What the rules say of the move on a day.
    fn found(&self, on: &str) -> Vec<Finding> {
        let view = self.land.view(on);
        self.land.policy.rotation(&view, &self.on(on).rotation, view.on)
    }
}

/// What the rules say of a move that is meant: a vice-chair's seat of the district is to be taken on the first of May.
fn before(sent: &Sent, rotation: &Rotation) -> Vec<Finding> {
    let view = sent.land.view(ON);
    sent.land.policy.move_gates(&view, &Mover::of(rotation), view.on)
}

fn meant(sent: &mut Sent) -> Rotation {
    sent.moved(MoveKind::Rotation, &[(ON, Phase::Proposed)])
}

#[test]
fn thirty_nine_months_away_without_a_plan_is_a_notice_since_thirty_six_are_a_floor() {
    let mut sent = Sent::since("01/02/2021");
    let moved = sent.on(ON);
    assert_eq!((moved.months, moved.minimum, moved.queue), (Some(39), Some(36), Some(Queue::Ripe)));
    let found = sent.found(ON);
    assert_eq!(of(&found, "rotation-months").verdict, Verdict::Met, "longer than the floor breaks nothing");
    let after = of(&found, "rotation-after");
    assert_eq!((says(after), after.stops()), ((Verdict::Missed, Amount::Months(39)), false));
    sent.record().after = Some(AfterPlan { what: Afterwards::Return, post: None, on: day("01/04/2024") });
    assert_eq!(of(&sent.found(ON), "rotation-after").verdict, Verdict::Met);
}

#[test]
fn six_months_before_the_thirty_sixth_it_is_time_to_say_what_comes_afterwards() {
    let sent = Sent::since("01/11/2021");
    assert_eq!((sent.on("30/04/2024").months, sent.on("30/04/2024").queue), (Some(29), Some(Queue::Away)));
    assert!(sent.found("30/04/2024").iter().all(|f| &*f.rule != "rotation-after"));
    assert_eq!((sent.on(ON).months, sent.on(ON).queue), (Some(30), Some(Queue::Nearing)));
    assert_eq!((sent.on("31/10/2024").queue, sent.on("01/11/2024").queue), (Some(Queue::Nearing), Some(Queue::Ripe)));
    assert_eq!(of(&sent.found(ON), "rotation-after").verdict, Verdict::Missed);
}

#[test]
fn an_end_at_month_thirty_stops_unless_a_document_allows_it_and_one_at_month_thirty_six_does_not() {
    let mut sent = Sent::since("01/11/2021");
    let was = sent.record().clone();
    let ends = |on: &str| {
        let mut becomes = was.clone();
        change_from(&mut becomes.phases, day(on), Phase::Finished);
        let (was, becomes) = (Some(Record::Rotation(was.clone())), Some(Record::Rotation(becomes)));
        let edit = Edit { nature: Nature::Change(day(on)), was, becomes };
        let before = sent.land.view(on);
        let after = before.with([edit.clone()]);
        sent.land.policy.brought(&[edit], &before, &after, day(on))
    };
    let early = ends("01/05/2024");
    let months = of(&early, "rotation-months");
    assert_eq!((says(months), months.stops()), ((Verdict::Broken, Amount::Months(30)), true));
    let (last, due) = (ends("31/10/2024"), ends("01/11/2024"));
    assert_eq!(of(&last, "rotation-months").measured, Amount::Months(35));
    assert!(due.iter().all(|f| !f.stops()), "{due:?}");
}

#[test]
fn an_end_is_asked_after_only_where_the_decision_names_one() {
    let mut sent = Sent::since("01/02/2021");
    assert!(sent.found(ON).iter().all(|f| &*f.rule != "rotation-past-end"));
    sent.record().until = Some(day("30/04/2024"));
    let found = sent.found(ON);
    assert_eq!(of(&found, "rotation-past-end").verdict, Verdict::Missed);
    assert_eq!(of(&sent.found("30/04/2024"), "rotation-past-end").verdict, Verdict::Met);
    // a decision that names an end before the thirty-sixth month is broken from the first day on
    sent.record().until = Some(day("31/07/2023"));
    let found = sent.found("01/03/2021");
    assert_eq!(says(of(&found, "rotation-months")), (Verdict::Broken, Amount::Months(30)));
    // where the decision names fewer months itself, these are the floor
    sent.record().minimum = Some(24);
    assert_eq!(of(&sent.found("01/03/2021"), "rotation-months").verdict, Verdict::Met);
}

/// The district level ended on this day.
const REORGANISED: &str = "01/07/2025";

/// Away since 30 months when the district ends; where an equivalent post is given, the person holds it from that day.
fn reorganised(given: Option<&str>) -> (Sent, Option<PostId>) {
    let mut sent = Sent::since("01/01/2023");
    let (end, cadre, taken, district) = (day(REORGANISED), sent.cadre, sent.taken, sent.land.district);
    let began = Act { kind: ActKind::Reorganised, decision: None };
    let next = given.map(|title| sent.land.post(sent.land.commune, title, 2));
    let held = next.map(|post| {
        let id = sent.land.hold(cadre, post, REORGANISED);
        let found = sent.land.records.iter_mut().find_map(|r| match r {
            Record::Appointment(a) if a.id == id => Some(a),
            _ => None,
        });
        found.unwrap().began = began.clone();
        id
    });
    sent.land.records.iter_mut().for_each(|r| match r {
        Record::Unit(u) if u.id == district => u.span.to = end,
        Record::Post(p) if p.id == taken => p.span.to = end,
        Record::Appointment(a) if a.cadre == cadre && Some(a.id) != held && a.span.to > end => {
            (a.span.to, a.ended) = (end, Some(began.clone()));
        }
        _ => {}
    });
    (sent, next)
}

#[test]
fn a_destination_that_ends_at_month_thirty_with_the_district_level_is_neither_broken_nor_returned() {
    let (sent, _) = reorganised(None);
    let day_before = sent.on("30/06/2025");
    assert_eq!((day_before.phase, day_before.months, day_before.at.stopped), (Phase::Away, Some(29), None));
    for (on, said) in [(REORGANISED, "on the day"), ("01/07/2026", "a year later")] {
        let moved = sent.on(on);
        assert_eq!((moved.phase, moved.queue), (Phase::Finished, Some(Queue::ToPlace)), "{said}");
        assert_eq!(moved.at.stopped, Some(day(REORGANISED)), "{said}: ended by the reorganisation");
        assert_eq!(moved.months, Some(30), "{said}: no month is counted after it");
        assert_eq!(of(&sent.found(on), "rotation-months").verdict, Verdict::Met, "{said}");
    }
}

#[test]
fn what_the_reorganisation_ended_may_be_finished_on_record_without_an_exception() {
    let (mut sent, _) = reorganised(None);
    let was = sent.record().clone();
    let mut becomes = was.clone();
    change_from(&mut becomes.phases, day(REORGANISED), Phase::Finished);
    let (was, becomes) = (Some(Record::Rotation(was)), Some(Record::Rotation(becomes)));
    let edit = Edit { nature: Nature::Change(day(REORGANISED)), was, becomes };
    let before = sent.land.view(REORGANISED);
    let after = before.with([edit.clone()]);
    let found = sent.land.policy.brought(&[edit], &before, &after, day(REORGANISED));
    assert!(found.iter().all(|f| !f.stops()), "{found:?}");
}

#[test]
fn months_carry_on_to_the_equivalent_post_that_a_reorganisation_gives() {
    let (mut sent, given) = reorganised(Some("pct-ubnd-xa-moi"));
    let given = given.unwrap();
    let moved = sent.on("01/12/2025");
    assert_eq!((moved.phase, moved.at.post, moved.at.stopped), (Phase::Away, given, None));
    assert_eq!((moved.months, moved.queue), (Some(35), Some(Queue::Nearing)));
    assert_eq!(sent.on("30/06/2025").at.post, sent.taken, "before it, the person was where the decision says");
    // and at the thirty-sixth month it may end as any other
    change_from(&mut sent.record().phases, day("01/01/2026"), Phase::Finished);
    let found = sent.found("01/01/2026");
    assert_eq!(says(of(&found, "rotation-months")), (Verdict::Met, Amount::Months(36)));
    assert_eq!(sent.on("01/06/2026").months, Some(36));
}

#[test]
fn months_carry_on_whatever_act_gave_the_post_from_that_day() {
    for kind in [ActKind::Designated, ActKind::Appointed, ActKind::Transferred] {
        let (mut sent, given) = reorganised(Some("pct-ubnd-xa-moi"));
        let cadre = sent.cadre;
        sent.land.records.iter_mut().for_each(|r| match r {
            Record::Appointment(a) if a.cadre == cadre && Some(a.post) == given => a.began = kind.into(),
            _ => {}
        });
        let moved = sent.on("01/12/2026");
        assert_eq!(
            (moved.phase, Some(moved.at.post), moved.queue),
            (Phase::Away, given, Some(Queue::Ripe)),
            "{kind:?}"
        );
        assert_eq!(moved.months, Some(47), "{kind:?}");
    }
}

#[test]
fn whoever_waits_after_the_reorganisation_is_asked_for_no_assessment_of_years_after_it() {
    let (sent, _) = reorganised(None);
    let moved = sent.on("01/12/2027");
    assert_eq!((moved.queue, moved.unassessed), (Some(Queue::ToPlace), vec![2023, 2024]));
}

#[test]
fn a_seat_in_a_committee_is_no_post_that_a_move_carries_on_to() {
    let (sent, _) = reorganised(Some("uvbch-dang-bo-xa"));
    let moved = sent.on(REORGANISED);
    assert_eq!((moved.phase, moved.at.stopped), (Phase::Finished, Some(day(REORGANISED))));
}

#[test]
fn a_secondment_has_no_bar_and_is_not_among_the_rotations() {
    let mut sent = Sent::new();
    let lent = sent.moved(MoveKind::Secondment, &[("01/02/2021", Phase::Away)]);
    sent.land.records.push(Record::Rotation(lent));
    let moved = sent.on(ON);
    assert_eq!((moved.minimum, moved.queue), (None, Some(Queue::Away)), "39 months, and no floor to be ripe by");
    assert!(moved.unassessed.is_empty());
    assert!(sent.found(ON).is_empty(), "nothing is asked of it: {:?}", sent.found(ON));
    let view = sent.land.view(ON);
    let only =
        |kind| view.rotations(&sent.land.policy, &RotationQuery { kind: Some(kind), ..RotationQuery::default() }).len();
    assert_eq!((only(MoveKind::Rotation), only(MoveKind::Secondment)), (0, 1));
    assert_eq!(view.main(sent.cadre).map(|(_, post, _)| post.id), Some(sent.left), "the home post stays");
}

#[test]
fn who_is_rotated_stands_in_a_pool() {
    let mut sent = Sent::new();
    let rotation = meant(&mut sent);
    assert_eq!(of(&before(&sent, &rotation), "rotation-in-pool").verdict, Verdict::Met);
    let stranger = sent.land.person(Sex::Female, "1988");
    sent.land.hold(stranger, sent.left, "01/01/2022");
    let other = Rotation { cadre: stranger, ..rotation.clone() };
    let found = before(&sent, &other);
    let pool = of(&found, "rotation-in-pool");
    assert_eq!((pool.verdict, pool.stops()), (Verdict::Broken, true));
    // a transfer asks for no pool
    let transfer = Rotation { kind: MoveKind::ProvinceDistrict, ..other };
    assert!(before(&sent, &transfer).iter().all(|f| &*f.rule != "rotation-in-pool"));
    // a place that is only proposed is none
    let mut entry = sent.land.entry(stranger, sent.taken, NEXT, "01/03/2024");
    entry.stages[0].value = Stage::Proposed;
    sent.land.records.push(Record::Entry(entry));
    let again = Rotation { cadre: stranger, ..rotation };
    assert_eq!(of(&before(&sent, &again), "rotation-in-pool").verdict, Verdict::Broken);
}

#[test]
fn ten_years_of_service_are_left_and_five_to_place_a_non_local_head_or_after_two_terms() {
    // men retire at 62 from those born 04/1966 on
    let cases = [
        (Purpose::Train, "rotation-service-left", "05/1972", "04/1972", 120),
        (Purpose::NonLocal, "rotation-service-left-heads", "05/1967", "04/1967", 60),
        (Purpose::TwoTerms, "rotation-service-left-heads", "05/1967", "04/1967", 60),
    ];
    for (purpose, rule, enough, short, months) in cases {
        let judged = |born: &str| {
            let mut sent = Sent::new();
            sent.land.card(sent.cadre).born = PartialDate::parse(born).unwrap();
            let rotation = Rotation { purpose, ..meant(&mut sent) };
            before(&sent, &rotation)
        };
        assert_eq!(says(of(&judged(enough), rule)), (Verdict::Met, Amount::Months(months)), "{purpose:?}");
        let found = judged(short);
        let broken = of(&found, rule);
        assert_eq!(says(broken), (Verdict::Broken, Amount::Months(months - 1)), "{purpose:?}");
        assert!(broken.stops());
        // known by the year only, the verdict turns within it
        let year = &enough[3..];
        assert_eq!(of(&judged(year), rule).verdict, Verdict::Unknown, "{purpose:?}");
        let other = if purpose == Purpose::Train { "rotation-service-left-heads" } else { "rotation-service-left" };
        assert!(judged(enough).iter().all(|f| &*f.rule != other), "one group's years are not the other's");
    }
}

#[test]
fn nobody_is_rotated_while_disciplined_weak_or_under_review() {
    let mut sent = Sent::new();
    let rotation = meant(&mut sent);
    for rule in ["rotation-discipline", "rotation-grades", "rotation-statuses"] {
        assert!(!of(&before(&sent, &rotation), rule).stops(), "{rule} of a clean record");
    }
    let (cadre, kept) = (sent.cadre, sent.land.records.len());
    let span = Span::new(day("01/12/2023"), day("01/12/2024"));
    let punished = Discipline { measure: Measure::Reprimand, by_party: true, span, decision: None };
    let conduct = Conduct { cadre, discipline: vec![punished], praise: Vec::new() };
    sent.land.records.push(Record::Conduct(conduct));
    assert!(of(&before(&sent, &rotation), "rotation-discipline").stops(), "in force");
    sent.land.records.truncate(kept);
    let rows = vec![Dated { span, value: Status::UnderReview }];
    sent.land.records.push(Record::Statuses(Statuses { cadre, rows }));
    assert!(of(&before(&sent, &rotation), "rotation-statuses").stops());
    sent.land.records.truncate(kept);
    sent.land.records.iter_mut().for_each(|r| match r {
        Record::Grades(g) if g.cadre == cadre => g.rows[4].grade = Some(Grade::NotCompleted),
        _ => {}
    });
    assert!(of(&before(&sent, &rotation), "rotation-grades").stops(), "2023 was not completed");
}

#[test]
fn who_goes_to_a_commune_as_its_vice_chair_is_under_thirty_five() {
    let judged = |born: &str| {
        let mut sent = Sent::new();
        sent.taken = sent.land.post(sent.land.commune, "pct-ubnd-xa", 2);
        sent.land.card(sent.cadre).born = PartialDate::parse(born).unwrap();
        let rotation = meant(&mut sent);
        before(&sent, &rotation)
    };
    let rule = "rotation-young-vice-chair";
    assert_eq!(of(&judged("02/05/1989"), rule).verdict, Verdict::Met, "34, on the last day");
    let found = judged("01/05/1989");
    assert_eq!((of(&found, rule).verdict, of(&found, rule).stops()), (Verdict::Missed, false));
    assert_eq!(of(&judged("1989"), rule).verdict, Verdict::Unknown);
    // of another post it says nothing
    let mut sent = Sent::new();
    let rotation = meant(&mut sent);
    assert!(before(&sent, &rotation).iter().all(|f| &*f.rule != rule));
}

#[test]
fn no_post_is_added_for_a_rotation() {
    let mut sent = Sent::new();
    let rotation = meant(&mut sent);
    let first = sent.land.person(Sex::Female, "1980");
    sent.land.hold(first, sent.taken, "01/01/2022");
    assert_eq!(says(of(&before(&sent, &rotation), "rotation-no-extra-post")), (Verdict::Met, Amount::Count(2)));
    let second = sent.land.person(Sex::Male, "1979");
    sent.land.hold(second, sent.taken, "01/01/2023");
    let found = before(&sent, &rotation);
    let extra = of(&found, "rotation-no-extra-post");
    assert_eq!((says(extra), extra.stops()), ((Verdict::Broken, Amount::Count(3)), true));
}

#[test]
fn the_post_is_about_as_high_as_the_one_that_is_left() {
    let mut sent = Sent::new();
    let same = meant(&mut sent);
    assert_eq!(of(&before(&sent, &same), "rotation-equivalent").verdict, Verdict::Met);
    let higher = Rotation { to: sent.land.post(sent.land.district, "bi-thu-huyen-uy", 1), ..same };
    let found = before(&sent, &higher);
    let rank = of(&found, "rotation-equivalent");
    assert_eq!((rank.verdict, rank.stops()), (Verdict::Missed, false), "for the outstanding, as the authority decides");
}

#[test]
fn the_police_and_the_army_are_asked_for_their_agreement() {
    let mut sent = Sent::new();
    let civil = meant(&mut sent);
    assert!(before(&sent, &civil).iter().all(|f| &*f.rule != "rotation-sector"));
    let mut armed = Rotation { to: sent.land.post(sent.land.district, "chi-huy-truong-quan-su-huyen", 1), ..civil };
    let found = before(&sent, &armed);
    let sector = of(&found, "rotation-sector");
    assert_eq!((sector.verdict, sector.stops()), (Verdict::Missed, false));
    armed.agreement = Some(Decision { number: "15-CV/ĐU".to_owned(), on: day("20/04/2024") });
    let found = before(&sent, &armed);
    assert_eq!(says(of(&found, "rotation-sector")), (Verdict::Met, Amount::Day(day("20/04/2024"))));
}

#[test]
fn each_full_year_away_is_assessed_and_the_one_begun_at_home_is_not_asked_for() {
    let mut sent = Sent::since("01/02/2021");
    assert_eq!(sent.on(ON).unassessed, [2022, 2023]);
    assert_eq!(says(of(&sent.found(ON), "rotation-assessed")), (Verdict::Missed, Amount::Count(2)));
    let year = |year| Assessment { of: Assessed::Year(year), on: Day::of(year, 12, 15).unwrap(), grade: Grade::Good };
    sent.record().assessments = vec![year(2022), year(2023)];
    assert_eq!(of(&sent.found(ON), "rotation-assessed").verdict, Verdict::Met);
    assert_eq!(sent.on("01/01/2025").unassessed, [2024]);
}

#[test]
fn who_goes_is_judged_by_the_day_of_the_decision_and_not_by_what_came_later() {
    let mut sent = Sent::since("01/02/2021");
    let span = Span::new(day("01/12/2023"), day("01/12/2024"));
    let punished = Discipline { measure: Measure::Warning, by_party: true, span, decision: None };
    let conduct = Conduct { cadre: sent.cadre, discipline: vec![punished], praise: Vec::new() };
    sent.land.records.push(Record::Conduct(conduct));
    assert_eq!(of(&sent.found(ON), "rotation-discipline").verdict, Verdict::Met);
    // 65-QĐ/TW is later than this decision: its pool is not asked for
    assert!(sent.found(ON).iter().all(|f| &*f.rule != "rotation-in-pool"));
}
