//! How each kind of rule measures what it speaks of.

use super::{Facts, Finding, Kind, Rule, Seen, Verdict};
use crate::domain::{Appointment, Day, Post, Record, Subject};

/// What the rule finds in one record; empty where it is met or does not speak of it.
pub(super) fn apply(rule: &Rule, seen: Seen<'_>, facts: &dyn Facts) -> Vec<Finding> {
    match (rule.kind, seen) {
        (Kind::HoldersWithinSeats, Some(Record::Appointment(a))) => {
            facts.post(a.post).and_then(|post| seats(rule, &post, facts)).into_iter().collect()
        }
        (Kind::HoldersWithinSeats, Some(Record::Post(post))) => seats(rule, post, facts).into_iter().collect(),
        (Kind::AppointmentWithinPost, Some(Record::Appointment(a))) => within(rule, a, facts).into_iter().collect(),
        (Kind::AppointmentWithinPost, Some(Record::Post(post))) => {
            facts.holders(post.id).iter().filter_map(|a| within(rule, a, facts)).collect()
        }
        (Kind::AppointmentAfterBirth, Some(Record::Appointment(a))) => born(rule, a, facts).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The day on which a post has the most holders above its seats.
fn seats(rule: &Rule, post: &Post, facts: &dyn Facts) -> Option<Finding> {
    let holders = facts.holders(post.id);
    // holders only grow where one begins, seats only shrink where a number of them begins
    let days = holders.iter().map(|a| a.span.from).chain(post.seats.iter().map(|s| s.span.from));
    days.filter_map(|on| {
        let held = i64::try_from(holders.iter().filter(|a| a.span.holds(on)).count()).unwrap_or(i64::MAX);
        let seats = i64::from(post.seats(on));
        (held > seats && post.span.holds(on)).then_some((held - seats, held, seats))
    })
    .max()
    .map(|(_, measured, limit)| broken(rule, Subject::Post(post.id), measured, limit))
}

fn within(rule: &Rule, a: &Appointment, facts: &dyn Facts) -> Option<Finding> {
    let post = facts.post(a.post)?;
    if a.span.from < post.span.from {
        return Some(broken(rule, Subject::Cadre(a.cadre), days(a.span.from), days(post.span.from)));
    }
    (a.span.to > post.span.to).then(|| broken(rule, Subject::Cadre(a.cadre), days(a.span.to), days(post.span.to)))
}

fn born(rule: &Rule, a: &Appointment, facts: &dyn Facts) -> Option<Finding> {
    let born = facts.cadre(a.cadre)?.born.earliest();
    (a.span.from <= born).then(|| broken(rule, Subject::Cadre(a.cadre), days(a.span.from), days(born)))
}

fn days(day: Day) -> i64 {
    i64::from(day.0)
}

fn broken(rule: &Rule, subject: Subject, measured: i64, limit: i64) -> Finding {
    Finding { rule: rule.id.clone(), strength: rule.strength, subject, measured, limit, verdict: Verdict::Broken }
}
