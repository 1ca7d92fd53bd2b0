//! What stands on somebody's record: conclusions, grades, votes, discipline, statuses, standards.

use super::super::gate::{Gate, Person};
use super::super::rule::{Asked, Ratio, Standard};
use super::super::standards::of_title;
use super::super::{Amount, Finding, Limit, Rule};
use crate::domain::{Discipline, Grade, Graded, Measure, Outcome, Period, Role, Status};

/// The last conclusion by the day: without one the gate is shut.
pub(super) fn conclusion(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>) -> Finding {
    let rows = person.standing.map(|s| s.conclusions.as_slice()).unwrap_or_default();
    let last = rows.iter().filter(|c| c.on <= gate.on).max_by_key(|c| c.on).map(|c| c.outcome);
    let measured = last.map_or(Amount::None, Amount::Outcome);
    let limit = Limit::least(Amount::Outcome(Outcome::Meets));
    gate.found(rule, person, measured, limit, Some(last == Some(Outcome::Meets)))
}

/// Admitted to the party by the day; a date of which only the year is known may leave it open.
pub(super) fn party(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>) -> Finding {
    let joined = person.card.membership.map(|m| m.joined);
    let ok = match joined {
        None => Some(false),
        Some(day) if day.latest() <= gate.on => Some(true),
        Some(day) if day.earliest() > gate.on => Some(false),
        Some(_) => None,
    };
    let measured = joined.map_or(Amount::None, |day| Amount::Day(day.earliest()));
    let mut found = gate.found(rule, person, measured, Limit::most(Amount::Day(gate.on)), ok);
    found.estimated = joined.is_some_and(|day| !day.exact());
    found
}

fn of_year(rows: &[Graded], year: i16) -> Option<Grade> {
    rows.iter().find(|g| g.period == Period::Year(year))?.grade
}

/// The last full years before the day.
fn years(gate: &Gate<'_>, years: i16) -> impl Iterator<Item = i16> {
    let year = gate.on.year();
    (year - years..year).rev()
}

/// The worst grade of the last full years; unknown where none of them has one.
pub(super) fn grades(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>, n: i16, worst: Grade) -> Finding {
    let rows = person.grades.map(|g| g.rows.as_slice()).unwrap_or_default();
    let found = years(gate, n).filter_map(|year| of_year(rows, year)).max();
    let measured = found.map_or(Amount::None, Amount::Grade);
    gate.found(rule, person, measured, Limit::most(Amount::Grade(worst)), found.map(|g| g <= worst))
}

/// A head's grade of last year against the unit's own.
pub(super) fn head_grade(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>) -> Option<Finding> {
    let (_, post, _) = person.held.iter().find(|(a, _, t)| t.role == Role::Head && !a.concurrent)?;
    let own = person.grades?;
    let units = gate.facts.unit_grades(post.unit)?;
    let year = years(gate, 1).next()?;
    let (own, unit) = (of_year(&own.rows, year)?, of_year(&units.rows, year)?);
    Some(gate.found(rule, person, Amount::Grade(own), Limit::least(Amount::Grade(unit)), Some(own >= unit)))
}

/// None in force, and of those expired none of a form that bars for good.
pub(super) fn discipline(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>, expired: &[Measure]) -> Finding {
    let rows = person.conduct.map(|c| c.discipline.as_slice()).unwrap_or_default();
    let bars = |d: &&Discipline| d.span.from <= gate.on && (d.span.holds(gate.on) || !expired.contains(&d.measure));
    let barred = rows.iter().filter(bars).map(|d| d.measure).max();
    let measured = barred.map_or(Amount::None, Amount::Measure);
    gate.found(rule, person, measured, Limit::default(), Some(barred.is_none()))
}

/// Low ballots of those returned at the last vote; who was never voted on has none.
pub(super) fn votes(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>, share: Ratio, reached: bool) -> Finding {
    let rows = person.standing.map(|s| s.votes.as_slice()).unwrap_or_default();
    let last = rows.iter().filter(|v| v.on <= gate.on && v.returned > 0).max_by_key(|v| v.on);
    let limit = Limit::most(Amount::Ratio(share.0, share.1));
    let Some(vote) = last else { return gate.found(rule, person, Amount::None, limit, Some(true)) };
    let (low, returned) = (i64::from(vote.low), i64::from(vote.returned));
    let (part, bar) = (low * share.1, share.0 * returned);
    let ok = part < bar || part == bar && !reached;
    gate.found(rule, person, Amount::Ratio(low, returned), limit, Some(ok))
}

pub(super) fn statuses(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>, block: &[Status]) -> Finding {
    let rows = person.statuses.map(|s| s.rows.as_slice()).unwrap_or_default();
    let now = rows.iter().filter(|s| s.span.holds(gate.on)).map(|s| s.value).find(|s| block.contains(s));
    gate.found(rule, person, now.map_or(Amount::None, Amount::Status), Limit::default(), Some(now.is_none()))
}

/// On a payroll or in a post on the day.
pub(super) fn serving(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>) -> Finding {
    let left = || person.card.payroll.iter().map(|p| p.span.to).filter(|to| *to <= gate.on).max();
    let here = !person.held.is_empty() || person.card.payroll(gate.on).is_some();
    let measured = if here { Amount::None } else { left().map_or(Amount::None, |to| Amount::Day(to.prev())) };
    gate.found(rule, person, measured, Limit::default(), Some(here))
}

/// What the title asks of one standard, else what the rule does.
pub(super) fn standard(
    gate: &Gate<'_>,
    rule: &Rule,
    person: &Person<'_>,
    of: Standard,
    asked: Option<Asked>,
) -> Option<Finding> {
    let asked = of_title(gate.title, of).or(asked)?;
    let (ok, measured, least) = asked.of(person.card, gate.on);
    Some(gate.found(rule, person, measured, Limit::least(least), Some(ok)))
}
