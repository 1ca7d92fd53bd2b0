//! People tried for a pool: who meets the gates first, why not for the rest.

use crate::domain::{CadreId, Ladder, PlanKind, PostId, TermId};
use crate::policy::{Candidate, Policy, Verdict, worst};
use crate::register::View;
use std::sync::Arc;

/// The most candidates that are listed.
const LISTED: usize = 300;

/// Somebody who may come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Who.
    pub cadre: CadreId,
    /// The worst that the rules find.
    pub verdict: Verdict,
    /// Rules that are not met.
    pub unmet: Vec<Arc<str>>,
}

/// Those who were tried.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trials {
    /// The first of them.
    pub rows: Vec<Tried>,
    /// How many there are.
    pub all: usize,
    /// How many meet every gate, targets aside.
    pub fit: usize,
}

/// Tries people for a pool: those of `among`, else everybody who holds a leading post or a seat of a committee.
#[must_use]
pub fn tried(view: &View, policy: &Policy, (post, term): (PostId, TermId), among: Option<&[CadreId]>) -> Trials {
    let Some(gate) = policy.gate(view, post, term, view.on) else { return Trials::default() };
    let there: Vec<CadreId> = view.pool(post, term).iter().map(|e| e.cadre).collect();
    let leads = |id: CadreId| view.holds(id).iter().any(|(_, _, t)| t.ladder != Ladder::Staff);
    let people: Vec<CadreId> = match among {
        Some(among) => among.to_vec(),
        None => view.snapshot.cadres.keys().copied().filter(|id| leads(*id)).collect(),
    };
    let mut rows: Vec<(Verdict, u16, CadreId, Tried)> = Vec::new();
    for cadre in people.into_iter().filter(|id| !there.contains(id)) {
        let findings = gate.findings(Candidate::new(cadre, PlanKind::Reviewed));
        let verdict = worst(&findings);
        let unmet = findings.iter().filter(|f| f.verdict != Verdict::Met).map(|f| f.rule.clone()).collect();
        let order = view.main(cadre).map_or(u16::MAX, |(_, _, t)| t.order);
        rows.push((verdict, order, cadre, Tried { cadre, verdict, unmet }));
    }
    let (all, fit) = (rows.len(), rows.iter().filter(|r| r.0 <= Verdict::Missed && r.0 != Verdict::Unknown).count());
    // what the query found first stays first among equals
    if among.is_some() {
        rows.sort_by_key(|r| r.0);
    } else {
        rows.sort_by_key(|r| (r.0, r.1, r.2));
    }
    Trials { rows: rows.into_iter().take(LISTED).map(|r| r.3).collect(), all, fit }
}
