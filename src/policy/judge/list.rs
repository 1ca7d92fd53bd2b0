//! Composition of a list: its numbers, and every norm that applies to it.

use crate::domain::{Day, Post, Subject, TermId};
use crate::policy::facts::Facts;
use crate::policy::finding::{Finding, Scope};
use crate::policy::kinds::planning::age_bands::AgeBands;
use crate::policy::measure::list::{Ages, Among, Counted, ListContext, Tally};
use crate::policy::ruleset::{Case, Policy};
use crate::policy::vocabulary::List;

/// A list or a pool with what the rules say of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    pub tally: Tally,
    /// Every norm that applies to it, met ones too.
    pub findings: Vec<Finding>,
}

impl Policy {
    /// The ages by which the rules of a level part a list's people.
    pub(super) fn ages(&self, case: Case<'_>) -> Ages {
        let mut ages = Ages::default();
        for kind in self.of_title(case).filter_map(|rule| rule.kind.judges().ages) {
            kind.set_ages(&mut ages, case.on);
        }
        ages
    }

    /// The edges of the bands of age on a day, in full years; none where no rule gives bands.
    #[must_use]
    pub fn age_bands(&self, on: Day) -> &[u32] {
        let bands = self.in_force(on).find_map(|rule| AgeBands::of(&rule.kind));
        bands.map(|kind| kind.edges.as_slice()).unwrap_or_default()
    }

    /// The numbers of some posts, together, as a list or a pool of the title has them.
    pub(super) fn counted(&self, facts: &dyn Facts, posts: &[&Post], term: TermId, case: Case<'_>) -> Counted {
        let lists = self.of_title(case).filter_map(|rule| rule.kind.judges().list);
        let counts_sitting = lists.into_iter().any(|kind| kind.among() == Among::Sitting);
        Counted::of(&ListContext { facts, posts, term, on: case.on, ages: self.ages(case), counts_sitting })
    }

    /// A list of a term on a day: its numbers and every norm of composition that applies to it.
    #[must_use]
    pub fn list(&self, facts: &dyn Facts, list: List, term: TermId, on: Day) -> Judged {
        let posts = self.posts_of(facts, list, on);
        let Some(title) = posts.first().and_then(|p| facts.title(p.title)) else { return Judged::default() };
        let case = Case { title, body: list.body, unit: list.unit, term: Some(term), on };
        let counted = self.counted(facts, &posts, term, case);
        let norms = self.of_case(facts, case).filter_map(|rule| rule.kind.judges().list.map(|kind| (rule, kind)));
        let (subject, scope) = (Subject::Unit(list.unit), Scope::List(list, term));
        let findings = norms.map(|(rule, kind)| rule.finding(subject, scope, on, kind.of_list(&counted))).collect();
        Judged { tally: counted.tally, findings }
    }
}
