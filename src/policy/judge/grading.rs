//! The grades of a unit's people in its periods, group by group of like posts: heads, deputies, the others.

use crate::domain::{Day, Grade, Period, Role, Subject, UnitId};
use crate::policy::facts::Facts;
use crate::policy::finding::{Finding, Scope};
use crate::policy::measure::grading::GradedGroup;
use crate::policy::ruleset::Policy;
use std::collections::BTreeMap;

impl Policy {
    /// What the rules say of the grades given in a unit, period by period and group by group, of the periods that have
    /// begun by a day; each is judged by the rules in force on its last day.
    #[must_use]
    pub fn grading(&self, facts: &dyn Facts, unit: UnitId, on: Day) -> Vec<Finding> {
        let kinds = self.rules.iter().filter_map(|rule| Some((rule, rule.kind.judges().grading?)));
        let kinds: Vec<_> = kinds.filter(|(rule, _)| !rule.off && rule.is_of(facts, unit, on)).collect();
        let first = kinds.iter().map(|(rule, _)| rule.from.0).min().filter(|first| *first <= on);
        let Some(first) = first else { return Vec::new() };
        let of_unit = facts.unit_grades(unit);
        let mut findings = Vec::new();
        for ((period, role), grades) in groups(facts, unit, first, on) {
            let Some(last) = period.last_day() else { continue };
            let group = GradedGroup {
                grades: &grades,
                unit: of_unit.and_then(|own| own.rows.iter().find(|row| row.period == period)?.grade),
                decision: of_unit
                    .and_then(|own| own.caps.iter().find(|cap| cap.period == period))
                    .map(|cap| &cap.decision),
            };
            findings.extend(kinds.iter().filter(|(rule, _)| rule.dated(last)).filter_map(|(rule, kind)| {
                let answer = kind.of_group(&group)?;
                Some(rule.finding(Subject::Unit(unit), Scope::Graded(period, Some(role)), last, answer))
            }));
        }
        findings
    }
}

/// The grades of those who held a main post of the unit at the end of a period, by period and by what they were in it.
fn groups(facts: &dyn Facts, unit: UnitId, first: Day, on: Day) -> BTreeMap<(Period, Role), Vec<Grade>> {
    let mut out: BTreeMap<(Period, Role), Vec<Grade>> = BTreeMap::new();
    for post in facts.posts(unit).into_iter().filter(|post| first < post.span.to) {
        let Some(title) = facts.title(post.title) else { continue };
        for held in facts.holders(post.id).into_iter().filter(|held| !held.concurrent && first < held.span.to) {
            for row in facts.grades(held.cadre).map(|grades| grades.rows.as_slice()).unwrap_or_default() {
                let Some(grade) = row.grade else { continue };
                let begun = row.period.first_day().is_some_and(|day| day <= on);
                if begun && row.period.last_day().is_some_and(|last| first <= last && held.span.holds(last)) {
                    out.entry((row.period, title.role)).or_default().push(grade);
                }
            }
        }
    }
    out
}
