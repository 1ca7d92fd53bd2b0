//! Titles held and planned: how many, how high, from where.

use super::super::gate::{Gate, Person};
use super::super::posts::count;
use super::super::{Amount, Finding, Limit, Rule};
use crate::domain::Ladder;

/// Titles of one level and term: those that count, with this one.
pub(super) fn titles(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>, most: i64) -> Option<Finding> {
    if !gate.title.counts_to_limit {
        return None;
    }
    let others = person.planned.iter().filter(|(e, _, title)| {
        e.term == gate.term && e.post != gate.post.id && title.counts_to_limit && title.level == gate.title.level
    });
    let titles = count(others.count()) + 1;
    Some(gate.found(rule, person, Amount::Count(titles), Limit::most(Amount::Count(most)), Some(titles <= most)))
}

/// Above the highest title held on the ladder; nothing to compare with for who holds none.
pub(super) fn higher(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>) -> Option<Finding> {
    let held = person.held.iter().filter(|(_, _, t)| t.ladder == gate.title.ladder).map(|(_, _, t)| t.rank).max();
    let least = held.map_or(Amount::None, |rank| Amount::Rank(rank.saturating_add(1)));
    let ok = held.is_none_or(|rank| gate.title.rank > rank);
    Some(gate.found(rule, person, Amount::Rank(gate.title.rank), Limit::least(least), Some(ok)))
}

/// From one of the titles that feed it, or one that is as high as one of those on its ladder.
pub(super) fn feeder(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>) -> Option<Finding> {
    let lowest = gate.feeders.iter().map(|(_, rank)| *rank).min()?;
    let feeds = |ladder: Ladder, rank: u16| gate.feeders.iter().any(|(l, r)| *l == ladder && *r <= rank);
    let ok = person.held.iter().any(|(_, _, t)| feeds(t.ladder, t.rank));
    let held = person.held.iter().map(|(_, _, t)| t.rank).max().map_or(Amount::None, Amount::Rank);
    Some(gate.found(rule, person, held, Limit::least(Amount::Rank(lowest)), Some(ok)))
}

/// Holds or is planned for something lower on one of the ladders before it is this.
pub(super) fn lower_first(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>) -> Finding {
    let held = person.held.iter().filter(|(_, _, t)| t.ladder != Ladder::Staff);
    let planned = person.planned.iter().filter(|(e, _, t)| {
        e.post != gate.post.id
            && (t.level > gate.title.level || t.ladder == gate.title.ladder && t.rank < gate.title.rank)
    });
    let places = count(held.count() + planned.count());
    gate.found(rule, person, Amount::Count(places), Limit::least(Amount::Count(1)), Some(places > 0))
}

/// Not put forward for the title on the day on which one is planned for it.
pub(super) fn not_with_appointment(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>) -> Finding {
    let entry = person.planned.iter().map(|(e, ..)| *e).find(|e| e.post == gate.post.id && e.term == gate.term);
    let since = entry.map_or(gate.on, |e| e.span.from);
    let paper = entry.and_then(|e| e.decision.as_ref());
    let together = person
        .held
        .iter()
        .map(|(a, ..)| *a)
        .filter(|a| a.post == gate.post.id)
        .find(|a| a.span.from == since || paper.is_some() && a.began.decision.as_ref() == paper);
    let measured = together.map_or(Amount::None, |a| Amount::Day(a.span.from));
    gate.found(rule, person, measured, Limit::default(), Some(together.is_none()))
}
