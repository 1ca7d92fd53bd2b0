//! Who must leave a pool at a review, and why: each rule names the reason that its breach gives.

use crate::domain::{CadreId, Day, Entry, EntryId, PostId, TermId};
use crate::policy::facts::Facts;
use crate::policy::finding::{Finding, Verdict};
use crate::policy::measure::candidate::{Candidate, is_in_pool};
use crate::policy::ruleset::Policy;

/// Somebody who must leave a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaver {
    /// The place that is given up.
    pub entry: EntryId,
    /// Code of the reason in the catalogue's list.
    pub reason: String,
    /// When it is given up.
    pub when: Leaves,
    /// What the rule found.
    pub finding: Finding,
}

/// When somebody leaves a pool whom a rule takes out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// As soon as it is known: who is disciplined, when the decision is issued.
    AtOnce,
    /// At the yearly review: of this year, in this quarter where the data says which.
    Review(i16, Option<i8>),
}

impl Policy {
    /// Who must leave a pool by the rules of a day, each by the first reason that the rules give, in the pool's order.
    /// Whose removal is proposed already is left out.
    #[must_use]
    pub fn leavers(&self, facts: &dyn Facts, post: PostId, term: TermId, on: Day) -> Vec<Leaver> {
        let Some(gate) = self.gate(facts, post, term, on) else { return Vec::new() };
        let here = |e: &&Entry| e.term == term && !e.leaving(on) && is_in_pool(e, gate.pool.post, on);
        let mut entries: Vec<&Entry> = facts.pool(post).into_iter().filter(here).collect();
        entries.sort_by_key(|e| (e.order, e.id));
        let mut leavers = Vec::new();
        for entry in entries {
            let findings = gate.findings(Candidate::of(entry));
            let broken = findings.into_iter().filter(|f| f.verdict == Verdict::Broken);
            let leaver = broken.into_iter().find_map(|finding| {
                let reason = self.reason(facts, entry.cadre, &finding, on)?;
                let when = self.leaves(&finding, on);
                Some(Leaver { entry: entry.id, reason, when, finding })
            });
            leavers.extend(leaver);
        }
        leavers
    }

    /// When somebody leaves whom a rule takes out on a day: at once, or at the next yearly review that begins after it.
    fn leaves(&self, finding: &Finding, on: Day) -> Leaves {
        if self.rule(&finding.rule).is_some_and(|rule| rule.at_once) {
            return Leaves::AtOnce;
        }
        let quarter = self.tables.review_quarter;
        let to_come =
            quarter.and_then(|quarter| Day::of(on.year(), quarter * 3 - 2, 1)).is_some_and(|first| on < first);
        Leaves::Review(if to_come { on.year() } else { on.year() + 1 }, quarter)
    }

    /// The reason that a broken rule gives: what its kind says of the case, else the rule's own.
    fn reason(&self, facts: &dyn Facts, cadre: CadreId, finding: &Finding, on: Day) -> Option<String> {
        let rule = self.rule(&finding.rule)?;
        let of_case = rule.kind.judges().candidate.and_then(|kind| kind.reason(facts, cadre, finding.measured, on));
        of_case.or(rule.removal.as_deref()).map(str::to_owned)
    }
}
