//! Relatives who must not be together (114-QĐ/TW): in one standing committee, as head and deputy of one body, as head
//! of a locality and of a body of certain sectors there.

use super::super::gate::{Gate, Person, lives};
use super::super::rule::{Body, Together};
use super::super::{Amount, Facts, Finding, Limit, Policy, Rule};
use crate::domain::{CadreId, Day, Line, Post, Role, Title, UnitId};

/// Deeper than any hierarchy of the state; a circle in bad data ends here.
const DEPTH: usize = 16;

/// Relatives of a person on the register, of these groups, whichever of the two declared it.
pub(in crate::policy) fn relatives(facts: &dyn Facts, cadre: CadreId, groups: &[String]) -> Vec<CadreId> {
    let counts = |group: Option<&str>| group.is_some_and(|g| groups.iter().any(|x| x == g));
    let mut found = Vec::new();
    if let Some(kin) = facts.kin(cadre) {
        let rows = kin.rows.iter().filter(|r| counts(facts.relation_group(r.relation)));
        found.extend(rows.filter_map(|r| r.cadre));
    }
    for declarer in facts.declared_by(cadre) {
        let rows = facts.kin(declarer).map(|k| k.rows.as_slice()).unwrap_or_default();
        let names = rows.iter().any(|r| r.cadre == Some(cadre) && counts(facts.relation_group(r.relation)));
        if names && !found.contains(&declarer) {
            found.push(declarer);
        }
    }
    found
}

pub(super) fn apart(
    gate: &Gate<'_>,
    rule: &Rule,
    person: &Person<'_>,
    together: Together,
    groups: &[String],
) -> Finding {
    let kin = if person.has_kin { relatives(gate.facts, person.card.id, groups) } else { Vec::new() };
    let near = kin.into_iter().find(|relative| {
        let held = gate.facts.career(*relative).into_iter().filter(|a| a.span.holds(gate.on)).map(|a| a.post);
        let planned = gate.facts.planned(*relative).into_iter().filter(|e| e.term == gate.term);
        let planned = planned.filter(|e| gate.facts.post(e.post).is_some_and(|p| lives(e, p, gate.on))).map(|e| e.post);
        let mut posts = held.chain(planned).filter_map(|id| gate.facts.post(id));
        posts.any(|post| clash(gate.policy, gate.facts, together, gate.post, post, gate.on))
    });
    let measured = near.map_or(Amount::None, Amount::Cadre);
    gate.found(rule, person, measured, Limit::default(), Some(near.is_none()))
}

/// Whether two posts must not be held by relatives.
pub(in crate::policy) fn clash(
    policy: &Policy,
    facts: &dyn Facts,
    together: Together,
    a: &Post,
    b: &Post,
    on: Day,
) -> bool {
    let (Some(x), Some(y)) = (facts.title(a.title), facts.title(b.title)) else { return false };
    match together {
        Together::StandingCommittee => a.id == b.id && policy.body(x) == Body::StandingCommittee,
        Together::HeadAndDeputy => {
            let pair = matches!((x.role, y.role), (Role::Head, Role::Deputy) | (Role::Deputy, Role::Head));
            pair && a.unit == b.unit && policy.body(x) == Body::Leadership && policy.body(y) == Body::Leadership
        }
        Together::Sector => {
            let of = |head: &Post, ht: &Title, body: &Post, bt: &Title| {
                ht.role == Role::Head
                    && ht.level == bt.level
                    && is_land(facts, head.unit, on)
                    && policy.in_sector(facts, body, on)
                    && under(facts, body.unit, head.unit, on)
            };
            of(a, x, b, y) || of(b, y, a, x)
        }
    }
}

/// Whether a unit is a locality.
fn is_land(facts: &dyn Facts, unit: UnitId, on: Day) -> bool {
    facts.unit(unit).is_some_and(|u| u.parent(Line::Territory, on).is_some())
}

/// Whether a unit stands under another in any line.
fn under(facts: &dyn Facts, unit: UnitId, above: UnitId, on: Day) -> bool {
    Line::ALL.into_iter().any(|line| {
        let mut at = Some(unit);
        for _ in 0..DEPTH {
            at = at.and_then(|id| facts.unit(id)?.parent(line, on)?);
            if at == Some(above) {
                return true;
            }
        }
        false
    })
}
