//! Whom a finding speaks of: from a norm or a gate to the people behind its numbers.

use crate::domain::{CadreId, Day, Origination, PostId, Subject, TermId};
use crate::policy::facts::Facts;
use crate::policy::finding::{Amount, Finding, Scope, Verdict};
use crate::policy::measure::candidate::{Candidate, is_in_pool};
use crate::policy::measure::list::{Ages, Among, JudgesList, Member};
use crate::policy::rule::Rule;
use crate::policy::ruleset::{Case, Policy};
use crate::policy::vocabulary::List;
use std::collections::BTreeSet;

/// Somebody whom a finding speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    pub cadre: CadreId,
    /// Whether the person meets the gate, or is counted to the norm's group; none where that cannot be known.
    pub counts: Option<bool>,
}

impl Policy {
    /// Whom a finding speaks of, in the order of the pools: of a norm of a list everybody whom it counts or does not; of
    /// a gate everybody in the pool, each with what the gate says; of kin both relatives.
    #[must_use]
    pub fn spoken_of(&self, facts: &dyn Facts, finding: &Finding, on: Day) -> Vec<Spoken> {
        let Some(rule) = self.rule_of(finding) else { return Vec::new() };
        match (finding.subject, finding.scope) {
            (Subject::Cadre(one), scope) => match (finding.measured, scope) {
                (Amount::Cadre(other), _) => [one, other].map(|cadre| Spoken { cadre, counts: Some(false) }).into(),
                (_, Scope::Pool(post, term)) => self.before_gate(facts, finding, post, term, on),
                _ => vec![Spoken { cadre: one, counts: met(finding.verdict) }],
            },
            (_, Scope::List(list, term)) => {
                let kind = rule.kind.judges().list;
                kind.map(|kind| self.of_list(facts, kind, list, term, on)).unwrap_or_default()
            }
            (_, Scope::Pool(post, term)) => {
                let people = planned(facts, &self.pools_spoken_of(facts, rule, post, on), term, on).into_iter();
                people.map(|(cadre, _)| Spoken { cadre, counts: Some(true) }).collect()
            }
            (_, Scope::Whole | Scope::Post(_) | Scope::Graded(..)) => Vec::new(),
        }
    }

    /// The posts whose people a finding of a pool speaks of.
    fn pools_spoken_of(&self, facts: &dyn Facts, rule: &Rule, post: PostId, on: Day) -> Vec<PostId> {
        let Some(post) = facts.post(post) else { return Vec::new() };
        rule.kind.judges().pool.map(|kind| kind.speaks_of(&self.tables, facts, post, on)).unwrap_or_default()
    }

    /// The posts of a list on a day, and the ages that part its people; none where it has no post.
    fn list_and_ages(&self, facts: &dyn Facts, list: List, term: TermId, on: Day) -> Option<(Vec<PostId>, Ages)> {
        let posts = self.posts_of(facts, list, on);
        let title = posts.first().and_then(|p| facts.title(p.title))?;
        let case = Case { title, body: list.body, unit: list.unit, term: Some(term), on };
        Some((posts.iter().map(|p| p.id).collect(), self.ages(case)))
    }

    /// Everybody planned for a list, each once, in the order of the pools; of each the band of age in which the person
    /// surely stands, the youngest band first.
    #[must_use]
    pub fn planned_for(&self, facts: &dyn Facts, list: List, term: TermId, on: Day) -> Vec<(CadreId, Option<usize>)> {
        let Some((posts, ages)) = self.list_and_ages(facts, list, term, on) else { return Vec::new() };
        let band = |cadre| facts.cadre(cadre).and_then(|card| ages.bands(card).position(|(sure, _)| sure));
        planned(facts, &posts, term, on).into_iter().map(|(cadre, _)| (cadre, band(cadre))).collect()
    }

    fn before_gate(&self, facts: &dyn Facts, finding: &Finding, post: PostId, term: TermId, on: Day) -> Vec<Spoken> {
        let Some(gate) = self.gate(facts, post, term, on) else { return Vec::new() };
        let mut entries: Vec<_> = facts.pool(post);
        entries.retain(|e| e.term == term && is_in_pool(e, gate.pool.post, on));
        entries.sort_by_key(|e| (e.order, e.id));
        let said = entries.into_iter().filter_map(|entry| {
            let own = gate.findings(Candidate::of(entry)).into_iter().find(|f| f.rule == finding.rule)?;
            Some(Spoken { cadre: entry.cadre, counts: met(own.verdict) })
        });
        said.collect()
    }

    fn of_list(&self, facts: &dyn Facts, kind: &dyn JudgesList, list: List, term: TermId, on: Day) -> Vec<Spoken> {
        let Some((posts, mut ages)) = self.list_and_ages(facts, list, term, on) else { return Vec::new() };
        let people: Vec<(CadreId, bool)> = match kind.among() {
            Among::Sitting => {
                ages = ages.in_office();
                let held = posts.iter().flat_map(|post| facts.holders(*post)).filter(|a| a.span.holds(on));
                let once: BTreeSet<CadreId> = held.map(|a| a.cadre).collect();
                once.into_iter().map(|cadre| (cadre, false)).collect()
            }
            Among::Planned => planned(facts, &posts, term, on),
        };
        let counts = |cadre, outside| {
            let card = facts.cadre(cadre)?;
            kind.composition().counts(&Member { facts, card, outside, ages: &ages })
        };
        people.into_iter().map(|(cadre, outside)| Spoken { cadre, counts: counts(cadre, outside) }).collect()
    }
}

fn met(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::Met | Verdict::Special => Some(true),
        Verdict::Unknown => None,
        Verdict::Missed | Verdict::Broken => Some(false),
    }
}

/// People planned for some posts, each once, with whether they come from outside; in the order of the pools.
fn planned(facts: &dyn Facts, posts: &[PostId], term: TermId, on: Day) -> Vec<(CadreId, bool)> {
    let mut out: Vec<(CadreId, bool)> = Vec::new();
    for post in posts.iter().filter_map(|id| facts.post(*id)) {
        let mut entries = facts.pool(post.id);
        entries.retain(|e| e.term == term && is_in_pool(e, post, on));
        entries.sort_by_key(|e| (e.order, e.id));
        for entry in entries {
            if !out.iter().any(|(cadre, _)| *cadre == entry.cadre) {
                out.push((entry.cadre, entry.source == Origination::Outside));
            }
        }
    }
    out
}
