//! Who must leave a pool at a review, and why: each rule names the reason that its breach gives.

use crate::domain::{CadreId, Day, Entry, EntryId, Period, PostId, TermId};
use crate::policy::facts::Facts;
use crate::policy::finding::{Finding, Verdict};
use crate::policy::judge::gate::Gate;
use crate::policy::measure::candidate::{Candidate, is_in_pool};
use crate::policy::ruleset::Policy;

/// When somebody who must leave a pool is out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Out {
    /// At once, on the day from which the reason holds.
    AtOnce(Day),
    /// At the yearly review of that quarter.
    AtReview(Period),
}

/// Somebody who must leave a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaver {
    /// The place that is given up.
    pub entry: EntryId,
    /// Code of the reason in the catalogue's list.
    pub reason: String,
    /// When; none on a day on which no rule says so.
    pub out: Option<Out>,
    /// What the rule found.
    pub finding: Finding,
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
        entries.into_iter().filter_map(|entry| self.leaver_at(&gate, entry)).collect()
    }

    /// Whether a place in a pool must be given up by the rules of a day, and why.
    #[must_use]
    pub fn leaver(&self, facts: &dyn Facts, entry: &Entry, on: Day) -> Option<Leaver> {
        let gate = self.gate(facts, entry.post, entry.term, on)?;
        (!entry.leaving(on) && is_in_pool(entry, gate.pool.post, on)).then(|| self.leaver_at(&gate, entry))?
    }

    fn leaver_at(&self, gate: &Gate<'_>, entry: &Entry) -> Option<Leaver> {
        let (facts, on) = (gate.pool.facts, gate.pool.on);
        let broken = gate.findings(Candidate::of(entry)).into_iter().filter(|f| f.verdict == Verdict::Broken);
        let mut found = broken.filter_map(|finding| Some((self.reason(facts, entry.cadre, &finding, on)?, finding)));
        let (reason, finding) = found.next()?;
        let out = self.out(facts, entry.cadre, &reason, on);
        Some(Leaver { entry: entry.id, reason, out, finding })
    }

    /// When somebody who must leave for a reason is out: at once from the day of the discipline, else at the next review.
    fn out(&self, facts: &dyn Facts, cadre: CadreId, reason: &str, on: Day) -> Option<Out> {
        let leaving = self.tables.leaving.as_ref().filter(|leaving| leaving.from.0 <= on)?;
        if !leaving.at_once.iter().any(|code| code == reason) {
            return leaving.next_review(on).map(Out::AtReview);
        }
        let disciplines = facts.conduct(cadre).map(|c| c.discipline.as_slice()).unwrap_or_default();
        let since = disciplines.iter().map(|d| d.span.from).filter(|from| *from <= on).max();
        Some(Out::AtOnce(since.unwrap_or(on)))
    }

    /// The reason that a broken rule gives: what its kind says of the case, else the rule's own.
    fn reason(&self, facts: &dyn Facts, cadre: CadreId, finding: &Finding, on: Day) -> Option<String> {
        let rule = self.rule(&finding.rule)?;
        let of_case = rule.kind.judges().candidate.and_then(|kind| kind.reason(facts, cadre, finding.measured, on));
        of_case.or(rule.removal.as_deref()).map(str::to_owned)
    }
}
