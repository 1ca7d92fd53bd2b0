//! The pool of one title: how many people, whether what should come before it has; and the votes of a round.

use super::list::Judged;
use crate::domain::{Day, PostId, Round, Subject, TermId};
use crate::policy::facts::Facts;
use crate::policy::finding::{Finding, Scope, count};
use crate::policy::measure::list::Tally;
use crate::policy::measure::pool::{Ballot, TitlePool};
use crate::policy::ruleset::{Case, Policy};

impl Policy {
    /// One post's pool of a term on a day: its numbers and what applies to it as a pool. Of a single title only the
    /// number of its people is judged, never their composition.
    #[must_use]
    pub fn pool(&self, facts: &dyn Facts, post: PostId, term: TermId, on: Day) -> Judged {
        self.pool_counted(facts, post, term, on, None)
    }

    /// The same with its numbers, where they have been counted: a committee's pool is its list.
    #[must_use]
    pub fn pool_counted(
        &self,
        facts: &dyn Facts,
        post: PostId,
        term: TermId,
        on: Day,
        counted: Option<Tally>,
    ) -> Judged {
        let found = facts.post(post).and_then(|p| Some((p, facts.title(p.title)?)));
        let Some((post, title)) = found else { return Judged::default() };
        let case = Case { title, body: self.body(title), unit: post.unit, term: Some(term), on };
        let tally = counted.unwrap_or_else(|| self.counted(facts, &[post], term, case).tally);
        let pool = TitlePool { tables: &self.tables, facts, post, term, on, tally: &tally };
        let (subject, scope) = (Subject::Post(post.id), Scope::Pool(post.id, term));
        let answers = self.of_case(facts, case).filter_map(|rule| {
            let answer = rule.kind.judges().pool?.of_pool(&pool)?;
            Some(rule.finding(subject, scope, on, answer))
        });
        let findings = answers.collect();
        Judged { tally, findings }
    }

    /// What the rules of the day say of the votes of a round, step by step. The people are those of its entries that
    /// have votes of the step.
    #[must_use]
    pub fn round(&self, facts: &dyn Facts, round: &Round, on: Day) -> Vec<Finding> {
        let entries = facts.proposed_in(round.id);
        let voted_on = |step: u8| count(entries.iter().filter(|e| e.votes.iter().any(|v| v.step == step)).count());
        let mut findings = Vec::new();
        for rule in self.in_force(on).filter(|rule| rule.is_of(facts, round.unit, on)) {
            let Some(kind) = rule.kind.judges().ballot else { continue };
            findings.extend(round.steps.iter().map(|step| {
                let ballot = Ballot { people: voted_on(step.step), choose: i64::from(step.choose) };
                rule.finding(Subject::Unit(round.unit), Scope::Whole, on, kind.of_ballot(&ballot))
            }));
        }
        findings
    }
}
