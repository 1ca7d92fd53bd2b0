//! Everything that the rules find on a day: lists, pools, the people planned, those in office and how they came there,
//! posts and who holds them, rotations that wait or are under way. What is met is among it.

use super::planning::{Planning, Pool, spread};
use super::rotations::RotationQuery;
use super::view::View;
use crate::domain::{Line, Phase, Term, UnitId};
use crate::policy::{Body, Finding, List, Policy};

/// What the rules find, unit by unit: of the pools of some terms, and, where it is asked for, of those in office and of
/// moves; only of a unit and what stands under it, where one is named.
#[must_use]
pub fn all(view: &View, policy: &Policy, terms: &[&Term], under: Option<UnitId>, office: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let plannings: Vec<Planning> = terms.iter().map(|term| Planning::of(view, policy, term.number)).collect();
    let units = units(view, under);
    let in_office = |units: &[UnitId]| units.iter().map(|unit| self::in_office(view, policy, *unit)).collect();
    let offices: Vec<Vec<Finding>> = if office { spread(&units, in_office) } else { Vec::new() };
    let mut offices = offices.into_iter();
    for unit in units {
        planned(view, policy, &plannings, unit, &mut findings);
        findings.extend(offices.next().unwrap_or_default());
    }
    if office {
        on_the_way(view, policy, under, &mut findings);
    }
    findings
}

/// Units in the order of protocol.
fn units(view: &View, under: Option<UnitId>) -> Vec<UnitId> {
    let tops = under.map_or_else(|| view.tops(Line::Territory), |unit| vec![unit]);
    let mut units = Vec::new();
    for top in tops {
        let mut below: Vec<_> = view.subtree(Line::Territory, top).into_iter().map(|(unit, at)| (at, unit)).collect();
        below.sort_unstable();
        units.extend(below.into_iter().map(|(_, unit)| unit));
    }
    units
}

/// Lists and pools of a unit, and their people.
fn planned(view: &View, policy: &Policy, plannings: &[Planning], unit: UnitId, out: &mut Vec<Finding>) {
    for planning in plannings {
        for body in Body::LISTS {
            out.extend(planning.list(List { body, unit }).iter().flat_map(|list| list.findings.clone()));
        }
        for pool in pools_of(view, policy, planning, unit) {
            out.extend(pool.judged.findings.iter().chain(pool.people.iter().flat_map(|(.., f)| f)).cloned());
        }
    }
}

/// The pools of a unit in which anybody is, list by list in the order of protocol.
fn pools_of<'p>(view: &View, policy: &Policy, planning: &'p Planning, unit: UnitId) -> Vec<&'p Pool> {
    let posts = view.snapshot.posts_of(unit).filter(|p| p.span.holds(view.on));
    let pools = posts.filter_map(|post| {
        let pool = planning.pool(post.id)?;
        let title = view.title(post)?;
        Some(((List { body: policy.body(title), unit }, title.order, post.id), &**pool))
    });
    let mut pools: Vec<_> = pools.collect();
    pools.sort_unstable_by_key(|(place, _)| *place);
    pools.into_iter().map(|(_, pool)| pool).collect()
}

/// Posts of a unit, who holds them, and the grades given there.
fn in_office(view: &View, policy: &Policy, unit: UnitId) -> Vec<Finding> {
    let mut out = policy.grading(view, unit, view.on);
    for post in view.snapshot.posts_of(unit).filter(|p| p.span.holds(view.on)) {
        out.extend(policy.held(view, post.id, view.on));
        out.extend(policy.office(view, post.id, view.on));
        out.extend(policy.stands(view, post.id, view.on));
    }
    out
}

/// Rotations and transfers that are not over: from or to a unit and what stands under it, where one is named.
fn on_the_way(view: &View, policy: &Policy, unit: Option<UnitId>, out: &mut Vec<Finding>) {
    let moves = view.rotations(policy, &RotationQuery { unit, ..RotationQuery::default() });
    for moved in moves.iter().filter(|m| m.phase.rank() < Phase::Placed.rank()) {
        out.extend(policy.rotation(view, &moved.rotation, view.on));
    }
}
