use crate::domain::{CadreId, Day, Post, Role, Title};
use crate::policy::measure::appointment::{Holder, JudgesAppointment, JudgesHolder, NewAppointment};
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate, is_in_pool};
use crate::policy::measure::place::{is_land, under};
use crate::policy::measure::prelude::*;
use crate::policy::tables::Tables;

/// In what two relatives must not be together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Together {
    /// Members of one standing committee.
    StandingCommittee,
    /// Head and deputy of one body.
    HeadAndDeputy,
    /// Head of the committee or the government of a locality, and head of a body of one of the named sectors there.
    Sector,
}

/// Relatives of a group not together (114-QĐ/TW): in one standing committee, as head and deputy of one body, or as head
/// of a locality and of a body of certain sectors there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kin {
    together: Together,
    /// Groups of relations that count; the catalogue's list of relations says which relation is of which.
    relations: Vec<String>,
}

impl Parameters for Kin {}

impl JudgesCandidate for Kin {
    /// Against what relatives hold on the day, and are planned for in the same term.
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let (pool, facts) = (case.pool, case.pool.facts);
        if !case.person.has_kin {
            return Some(Answer::free_of(None));
        }
        let near = relatives(facts, case.person.card.id, &self.relations).into_iter().find(|relative| {
            let held = facts.career(*relative).into_iter().filter(|a| a.span.holds(pool.on)).map(|a| a.post);
            let planned = facts.planned(*relative).into_iter().filter(|e| e.term == pool.term);
            let planned = planned.filter(|e| facts.post(e.post).is_some_and(|p| is_in_pool(e, p, pool.on)));
            let mut posts = held.chain(planned.map(|e| e.post)).filter_map(|id| facts.post(id));
            posts.any(|post| self.clash(pool.tables, facts, pool.post, post, pool.on))
        });
        Some(Answer::free_of(near.map(Amount::Cadre)))
    }
}

impl JudgesAppointment for Kin {
    /// Against what relatives hold on the first day.
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer> {
        let near = self.near(made.tables, made.facts, made.card.id, made.post, made.first_day());
        Some(Answer::free_of(near.map(Amount::Cadre)))
    }
}

impl JudgesHolder for Kin {
    /// Told only where there is such a relative.
    fn of_holder(&self, holder: &Holder<'_>) -> Option<Answer> {
        let near = self.near(holder.tables, holder.facts, holder.card.id, holder.post, holder.on)?;
        Some(Answer::free_of(Some(Amount::Cadre(near))))
    }
}

impl Kin {
    /// A relative who holds on a day what must not be held together with a post.
    fn near(&self, tables: &Tables, facts: &dyn Facts, cadre: CadreId, post: &Post, on: Day) -> Option<CadreId> {
        relatives(facts, cadre, &self.relations).into_iter().find(|relative| {
            let held = facts.career(*relative).into_iter().filter(|a| a.span.holds(on));
            held.filter_map(|a| facts.post(a.post)).any(|other| self.clash(tables, facts, post, other, on))
        })
    }

    /// Whether two posts must not be held by relatives.
    fn clash(&self, tables: &Tables, facts: &dyn Facts, a: &Post, b: &Post, on: Day) -> bool {
        let (Some(x), Some(y)) = (facts.title(a.title), facts.title(b.title)) else { return false };
        match self.together {
            Together::StandingCommittee => a.id == b.id && tables.body(x) == Body::StandingCommittee,
            Together::HeadAndDeputy => {
                let pair = matches!((x.role, y.role), (Role::Head, Role::Deputy) | (Role::Deputy, Role::Head));
                pair && a.unit == b.unit && tables.body(x) == Body::Leadership && tables.body(y) == Body::Leadership
            }
            Together::Sector => {
                let governs = |head: &Post, of_head: &Title, body: &Post, of_body: &Title| {
                    of_head.role == Role::Head
                        && of_head.level == of_body.level
                        && is_land(facts, head.unit, on)
                        && tables.in_sector(facts, body, on)
                        && under(facts, body.unit, head.unit, on)
                };
                governs(a, x, b, y) || governs(b, y, a, x)
            }
        }
    }
}

/// Relatives of a person on the register, of these groups, whichever of the two declared it.
fn relatives(facts: &dyn Facts, cadre: CadreId, groups: &[String]) -> Vec<CadreId> {
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
