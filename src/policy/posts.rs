//! Rules of posts and appointments: seats, the life of a post, one head.

use super::{Amount, Facts, Finding, Kind, Limit, Rule, Scope, Verdict};
use crate::domain::{Appointment, Post, Record, Role, Subject};
use std::collections::BTreeSet;

/// What the rule finds in one record; empty where it is met or does not speak of it.
pub(super) fn apply(rule: &Rule, seen: &Record, facts: &dyn Facts) -> Vec<Finding> {
    match (&rule.kind, seen) {
        (Kind::HoldersWithinSeats, Record::Appointment(a)) => {
            facts.post(a.post).and_then(|post| seats(rule, post, facts)).into_iter().collect()
        }
        (Kind::HoldersWithinSeats, Record::Post(post)) => seats(rule, post, facts).into_iter().collect(),
        (Kind::AppointmentWithinPost, Record::Appointment(a)) => within(rule, a, facts).into_iter().collect(),
        (Kind::AppointmentWithinPost, Record::Post(post)) => {
            facts.holders(post.id).iter().filter_map(|a| within(rule, a, facts)).collect()
        }
        (Kind::AppointmentAfterBirth, Record::Appointment(a)) => born(rule, a, facts).into_iter().collect(),
        (Kind::OneHead, Record::Appointment(a)) => one_head(rule, a, facts).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// On the first day of an appointment to a head's post, and on each day on which another begins while it lasts.
fn one_head(rule: &Rule, a: &Appointment, facts: &dyn Facts) -> Option<Finding> {
    let post = facts.post(a.post)?;
    let title = facts.title(post.title)?;
    if title.role != Role::Head || rule.except.contains(&title.code) {
        return None;
    }
    let alike = facts.posts(post.unit).into_iter().filter(|p| p.title == post.title);
    let held: Vec<_> = alike.flat_map(|p| facts.holders(p.id)).filter(|h| h.span.overlaps(a.span)).collect();
    let days = held.iter().map(|h| h.span.from.max(a.span.from));
    let most = days.map(|on| {
        let heads: BTreeSet<_> = held.iter().filter(|h| h.span.holds(on)).map(|h| h.cadre).collect();
        count(heads.len())
    });
    let measured = most.max()?;
    let limit = Limit::most(Amount::Count(1));
    (measured > 1).then(|| broken(rule, Subject::Post(a.post), Amount::Count(measured), limit))
}

/// The day on which a post has the most holders above its seats.
fn seats(rule: &Rule, post: &Post, facts: &dyn Facts) -> Option<Finding> {
    let holders = facts.holders(post.id);
    // holders only grow where one begins, seats only shrink where a number of them begins
    let days = holders.iter().map(|a| a.span.from).chain(post.seats.iter().map(|s| s.span.from));
    days.filter_map(|on| {
        let held = count(holders.iter().filter(|a| a.span.holds(on)).count());
        let seats = i64::from(post.seats(on));
        (held > seats && post.span.holds(on)).then_some((held - seats, held, seats))
    })
    .max()
    .map(|(_, measured, limit)| {
        let limit = Limit::most(Amount::Count(limit));
        broken(rule, Subject::Post(post.id), Amount::Count(measured), limit)
    })
}

fn within(rule: &Rule, a: &Appointment, facts: &dyn Facts) -> Option<Finding> {
    let post = facts.post(a.post)?;
    let subject = Subject::Cadre(a.cadre);
    if a.span.from < post.span.from {
        return Some(broken(rule, subject, Amount::Day(a.span.from), Limit::least(Amount::Day(post.span.from))));
    }
    (a.span.to > post.span.to)
        .then(|| broken(rule, subject, Amount::Day(a.span.to), Limit::most(Amount::Day(post.span.to))))
}

fn born(rule: &Rule, a: &Appointment, facts: &dyn Facts) -> Option<Finding> {
    let born = facts.cadre(a.cadre)?.born.earliest();
    let limit = Limit::least(Amount::Day(born.next()));
    (a.span.from <= born).then(|| broken(rule, Subject::Cadre(a.cadre), Amount::Day(a.span.from), limit))
}

/// A number of people.
pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn broken(rule: &Rule, subject: Subject, measured: Amount, limit: Limit) -> Finding {
    Finding {
        rule: rule.id.clone(),
        strength: rule.strength,
        subject,
        scope: Scope::Whole,
        measured,
        limit,
        verdict: Verdict::Broken,
        estimated: false,
        aside: false,
    }
}
