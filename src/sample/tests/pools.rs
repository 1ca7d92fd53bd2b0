//! Planning pools as records: who stands in them, what stands against whom, and how they end and go on.

use super::*;
use crate::domain::{Entry, Origination, Round, RoundState, TermId};

fn entries() -> impl Iterator<Item = &'static Entry> {
    full().others.iter().filter_map(|r| if let Record::Entry(e) = r { Some(e) } else { None })
}

fn rounds() -> BTreeMap<u64, &'static Round> {
    full().others.iter().filter_map(|r| if let Record::Round(r) = r { Some((r.id.0, r)) } else { None }).collect()
}

fn home() -> Day {
    day("01/05/2024")
}

fn standing(on: Day) -> impl Iterator<Item = &'static Entry> {
    entries().filter(move |e| e.span.holds(on))
}

/// Titles that a person holds on a day.
fn titles(cadre: CadreId, on: Day, by: &BTreeMap<CadreId, Vec<&'static Appointment>>) -> Vec<&'static Title> {
    let of = by.get(&cadre).map_or(&[][..], Vec::as_slice);
    of.iter().filter(|a| a.span.holds(on)).map(|a| full().title(a.post)).collect()
}

fn careers() -> BTreeMap<CadreId, Vec<&'static Appointment>> {
    let mut by: BTreeMap<CadreId, Vec<&Appointment>> = BTreeMap::new();
    for a in &full().appointments {
        by.entry(a.cadre).or_default().push(a);
    }
    by
}

#[test]
fn nobody_stands_twice_in_a_pool_and_no_post_is_planned_beyond_its_life() {
    let mut seen: BTreeMap<(PostId, TermId, CadreId), Vec<crate::domain::Span>> = BTreeMap::new();
    for e in entries() {
        assert!(e.span.from < e.span.to, "{}", e.id);
        let post = &full().posts[&e.post];
        assert!(e.span.to <= post.span.to || !post.span.ends(), "{} ends with {}", e.id, e.post);
        assert!(e.stages.iter().all(|s| s.span.from >= e.span.from), "{}", e.id);
        assert!(e.stages.windows(2).all(|w| w[0].span.to <= w[1].span.from), "{}", e.id);
        let others = seen.entry((e.post, e.term, e.cadre)).or_default();
        assert!(others.iter().all(|o| !o.overlaps(e.span)), "{} twice", e.id);
        others.push(e.span);
    }
}

#[test]
fn most_are_planned_upwards_by_the_rules_and_a_few_dozen_are_not() {
    let by = careers();
    let concluded: BTreeMap<CadreId, Day> = full()
        .others
        .iter()
        .filter_map(|r| if let Record::Standing(s) = r { Some((s.cadre, s.conclusions.first()?.on)) } else { None })
        .collect();
    let (mut higher, mut fed, mut unconcluded, mut outside) = (0, 0, 0, 0);
    let mut a_person: BTreeMap<(CadreId, TermId, Level), usize> = BTreeMap::new();
    let mut all = 0;
    for e in standing(home()) {
        let title = full().title(e.post);
        let held = titles(e.cadre, home(), &by);
        all += 1;
        higher += usize::from(held.iter().all(|t| t.ladder != title.ladder || t.rank < title.rank));
        fed += usize::from(title.feeders.is_empty() || held.iter().any(|t| title.feeders.contains(&t.code)));
        unconcluded += usize::from(concluded.get(&e.cadre).is_none_or(|on| *on > home()));
        outside += usize::from(e.source == Origination::Outside);
        if title.ladder == Ladder::Leadership {
            *a_person.entry((e.cadre, e.term, title.level)).or_default() += 1;
        }
    }
    assert!((10..=60).contains(&(all - higher)), "{} not higher", all - higher);
    assert!((30..=160).contains(&(all - fed)), "{} skip a step", all - fed);
    assert!((10..=60).contains(&unconcluded), "{unconcluded} without conclusion");
    let four = a_person.values().filter(|n| **n > 3).count();
    assert!((10..=60).contains(&four), "{four} with more than three titles");
    assert!(outside * 10 < all, "few come from elsewhere: {outside} of {all}");
}

#[test]
fn seven_rounds_of_the_year_wait_and_propose_people_to_enter_and_to_leave() {
    let rounds = rounds();
    let waiting: Vec<&&Round> =
        rounds.values().filter(|r| matches!(r.state(home()), Some(RoundState::Open | RoundState::Submitted))).collect();
    assert_eq!(waiting.len(), 7);
    for round in waiting {
        let enters: Vec<&Entry> = standing(home()).filter(|e| e.round == Some(round.id)).collect();
        assert!(enters.iter().all(|e| e.stage(home()) != Some(crate::domain::Stage::Approved)), "{}", round.id);
        assert!(!enters.is_empty(), "{}", round.id);
        let leave = standing(home()).filter(|e| e.removal.as_ref().is_some_and(|r| r.round == Some(round.id)));
        assert_eq!(leave.filter(|e| e.leaving(home())).count(), 2, "{}", round.id);
    }
    for e in entries() {
        let Some(round) = e.round.map(|id| rounds[&id.0]) else { continue };
        assert_eq!(round.term, e.term);
        for v in &e.votes {
            let step = round.steps.iter().find(|s| s.step == v.step).unwrap();
            assert!(v.votes <= step.valid, "{}: {} of {}", e.id, v.votes, step.valid);
        }
    }
}

#[test]
fn pools_of_the_districts_close_with_them_and_go_on_in_the_communes() {
    let (before, after) = (day("30/06/2025"), day("01/07/2025"));
    let district = |on: Day| standing(on).filter(|e| full().title(e.post).level == Level::District).count();
    assert!(district(before) > 1_000);
    assert_eq!(standing(after).filter(|e| full().posts[&e.post].span.to <= after).count(), 0);
    let ids: BTreeMap<u64, &Entry> = entries().map(|e| (e.id.0, e)).collect();
    let mut carried = 0;
    for e in entries().filter(|e| e.span.from == after) {
        let old = ids[&e.carried.unwrap().0];
        assert_eq!((old.cadre, old.term, old.span.to), (e.cadre, e.term, after));
        carried += 1;
    }
    assert!(carried > 500, "{carried} go on");
    let reason = catalogue().lists().all(crate::register::catalogue::ListName::Removal);
    let reorganised = reason.iter().find(|r| r.code == "sap-xep").unwrap().id;
    let closed = entries().filter(|e| e.span.to == after);
    let by_reorganisation = closed.filter(|e| e.removal.as_ref().is_some_and(|r| r.reason == reorganised)).count();
    assert!(by_reorganisation > 5_000, "{by_reorganisation}");
}

#[test]
fn people_are_put_forward_to_the_centre_and_not_yet_decided_on() {
    let forward: Vec<&Entry> = standing(home()).filter(|e| full().title(e.post).level == Level::Central).collect();
    assert!(!forward.is_empty());
    assert!(forward.iter().all(|e| e.term == TermId(2025) && e.decision.is_none()));
}
