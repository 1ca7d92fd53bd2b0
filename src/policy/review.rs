//! Who must leave a pool at a review, and why: each rule names the reason that its breach gives.

use super::gate::lives;
use super::rule::Kind;
use super::{Amount, Candidate, Facts, Finding, Policy, Verdict};
use crate::domain::{CadreId, Day, Entry, EntryId, PostId, TermId};

/// Somebody who must leave a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaver {
    /// The place that is given up.
    pub entry: EntryId,
    /// Code of the reason in the catalogue's list.
    pub reason: String,
    /// What the rule found.
    pub finding: Finding,
}

impl Policy {
    /// Who must leave a pool by the rules of a day, each by the first reason that the rules give, in the pool's order.
    /// Whose removal is proposed already is left out.
    #[must_use]
    pub fn leavers(&self, facts: &dyn Facts, post: PostId, term: TermId, on: Day) -> Vec<Leaver> {
        let Some(gate) = self.gate(facts, post, term, on) else { return Vec::new() };
        let here = |e: &&Entry| e.term == term && !e.leaving(on) && lives(e, gate.post, on);
        let mut entries: Vec<&Entry> = facts.pool(post).into_iter().filter(here).collect();
        entries.sort_by_key(|e| (e.order, e.id));
        let mut leavers = Vec::new();
        for entry in entries {
            let findings = gate.findings(Candidate::of(entry));
            let broken = findings.into_iter().filter(|f| f.verdict == Verdict::Broken);
            let leaver = broken.into_iter().find_map(|finding| {
                let reason = self.reason(facts, entry.cadre, &finding, on)?;
                Some(Leaver { entry: entry.id, reason, finding })
            });
            leavers.extend(leaver);
        }
        leavers
    }

    /// The reason that a broken rule gives: the rule's own, and of who no longer serves, the act by which that ended.
    fn reason(&self, facts: &dyn Facts, cadre: CadreId, finding: &Finding, on: Day) -> Option<String> {
        let rule = self.rule(&finding.rule)?;
        if let Kind::Serving { reasons } = &rule.kind {
            let career = facts.career(cadre);
            let last = career.iter().filter(|a| a.span.to <= on).max_by_key(|a| a.span.to);
            let act = last.and_then(|a| a.ended.as_ref()).map(|e| e.kind);
            if let Some((_, code)) = reasons.iter().find(|(kind, _)| Some(*kind) == act) {
                return Some(code.clone());
            }
        }
        // a conclusion that was reached and not met is another reason than none
        match &rule.kind {
            Kind::Conclusion { denied } if finding.measured != Amount::None => Some(denied.clone()),
            _ => rule.removal.clone(),
        }
    }
}
