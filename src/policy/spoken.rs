//! Whom a finding speaks of: from a norm or a gate to the people behind its numbers.

use super::gate::lives;
use super::rule::{Among, Body, Group, Kind};
use super::{Amount, Candidate, Facts, Finding, List, Policy, Scope, Verdict};
use crate::domain::{CadreId, Day, ListId, Origination, PostId, Sex, Subject, TermId};
use std::collections::BTreeMap;

/// Somebody whom a finding speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// Who.
    pub cadre: CadreId,
    /// Whether the person meets the gate, or is counted to the norm's group; none where that cannot be known.
    pub counts: Option<bool>,
}

impl Policy {
    /// Whom a finding speaks of, in the order of the pools: of a norm of a list everybody whom it counts or does not; of
    /// a gate everybody in the pool, each with what the gate says; of kin both relatives.
    #[must_use]
    pub fn spoken_of(&self, facts: &dyn Facts, finding: &Finding, on: Day) -> Vec<Spoken> {
        let Some(rule) = self.rule(&finding.rule) else { return Vec::new() };
        match (finding.subject, finding.scope) {
            (Subject::Cadre(one), _) if matches!(finding.measured, Amount::Cadre(_)) => {
                let other = if let Amount::Cadre(other) = finding.measured { other } else { one };
                [one, other].map(|cadre| Spoken { cadre, counts: Some(false) }).into()
            }
            (Subject::Cadre(_), Scope::Pool(post, term)) => self.before_gate(facts, finding, post, term, on),
            (Subject::Cadre(cadre), _) => vec![Spoken { cadre, counts: met(finding.verdict) }],
            (_, Scope::List(list, term)) => self.of_list(facts, &rule.kind, list, term, on),
            (_, Scope::Pool(post, term)) => {
                let unit = facts.post(post).filter(|_| rule.kind == Kind::CommitteeFirst).map(|p| p.unit);
                let committee = unit.map(|unit| self.posts_of(facts, List { body: Body::Committee, unit }, on));
                let posts = committee.map_or_else(|| vec![post], |posts| posts.iter().map(|p| p.id).collect());
                let people = planned(facts, &posts, term, on).into_iter();
                people.map(|(cadre, _)| Spoken { cadre, counts: Some(true) }).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Everybody planned for a list, each once, in the order of the pools; of each the band of age in which the person
    /// surely stands, the youngest band first.
    #[must_use]
    pub fn planned_for(&self, facts: &dyn Facts, list: List, term: TermId, on: Day) -> Vec<(CadreId, Option<usize>)> {
        let posts = self.posts_of(facts, list, on);
        let Some(title) = posts.first().and_then(|p| facts.title(p.title)) else { return Vec::new() };
        let ages = self.ages(title, list.body, term, on);
        let posts: Vec<PostId> = posts.iter().map(|p| p.id).collect();
        let band = |cadre| facts.cadre(cadre).and_then(|card| ages.bands(card).position(|(sure, _)| sure));
        planned(facts, &posts, term, on).into_iter().map(|(cadre, _)| (cadre, band(cadre))).collect()
    }

    fn before_gate(&self, facts: &dyn Facts, finding: &Finding, post: PostId, term: TermId, on: Day) -> Vec<Spoken> {
        let Some(gate) = self.gate(facts, post, term, on) else { return Vec::new() };
        let mut entries: Vec<_> = facts.pool(post);
        entries.retain(|e| e.term == term && lives(e, gate.post, on));
        entries.sort_by_key(|e| (e.order, e.id));
        let said = entries.into_iter().filter_map(|entry| {
            let own = gate.findings(Candidate::of(entry)).into_iter().find(|f| f.rule == finding.rule)?;
            Some(Spoken { cadre: entry.cadre, counts: met(own.verdict) })
        });
        said.collect()
    }

    fn of_list(&self, facts: &dyn Facts, kind: &Kind, list: List, term: TermId, on: Day) -> Vec<Spoken> {
        let posts = self.posts_of(facts, list, on);
        let Some(title) = posts.first().and_then(|p| facts.title(p.title)) else { return Vec::new() };
        let ages = self.ages(title, list.body, term, on);
        let sitting = matches!(kind, Kind::Share { among: Among::Sitting, .. });
        let people: Vec<(CadreId, bool)> = if sitting {
            let held = posts.iter().flat_map(|p| facts.holders(p.id)).filter(|a| a.span.holds(on));
            let once: BTreeMap<CadreId, bool> = held.map(|a| (a.cadre, false)).collect();
            once.into_iter().collect()
        } else {
            let posts: Vec<PostId> = posts.iter().map(|p| p.id).collect();
            planned(facts, &posts, term, on)
        };
        let counts = |cadre: CadreId, outside: bool| {
            let card = facts.cadre(cadre)?;
            match kind {
                Kind::Share { of, .. } | Kind::AtLeast { of, .. } => match of {
                    Group::Women => Some(card.sex == Sex::Female),
                    Group::Young => ages.young(card),
                    Group::Minority if card.ethnic == ListId::default() => None,
                    Group::Minority => Some(facts.is_minority(card.ethnic)),
                    Group::Outside => Some(outside),
                },
                _ => Some(true),
            }
        };
        people.into_iter().map(|(cadre, outside)| Spoken { cadre, counts: counts(cadre, outside) }).collect()
    }
}

fn met(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::Met => Some(true),
        Verdict::Unknown => None,
        Verdict::Missed | Verdict::Broken => Some(false),
    }
}

/// People planned for some posts, each once, with whether they come from outside; in the order of the pools.
fn planned(facts: &dyn Facts, posts: &[PostId], term: TermId, on: Day) -> Vec<(CadreId, bool)> {
    let mut out: Vec<(CadreId, bool)> = Vec::new();
    for post in posts.iter().filter_map(|id| facts.post(*id)) {
        let mut entries = facts.pool(post.id);
        entries.retain(|e| e.term == term && lives(e, post, on));
        entries.sort_by_key(|e| (e.order, e.id));
        for entry in entries {
            if !out.iter().any(|(cadre, _)| *cadre == entry.cadre) {
                out.push((entry.cadre, entry.source == Origination::Outside));
            }
        }
    }
    out
}
