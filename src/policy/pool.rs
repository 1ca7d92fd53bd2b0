//! The pool of one title: how many people, whether what should come before it has; and the steps of a round.

use super::gate::{lives, verdict};
use super::posts::count;
use super::rule::{Body, Kind};
use super::{Amount, Facts, Finding, Judged, Limit, Policy, Rule, Scope, Tally};
use crate::domain::{Day, Post, PostId, Round, Subject, TermId, UnitId};

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
        let tally = counted.unwrap_or_else(|| self.tally(facts, post, title, term, on));
        let body = self.body(title);
        let mut findings = Vec::new();
        let rules = self.in_force(on).filter(|r| r.speaks_of(title, body, Some(term)));
        for rule in rules.filter(|r| Policy::is_of(facts, r, post.unit, on)) {
            let (measured, limit, ok) = match &rule.kind {
                Kind::PeopleATitle { least, most, per_seat } => {
                    let seats = if *per_seat { tally.seats.max(1) } else { 1 };
                    let limit = Limit { least: Amount::Count(*least), most: Amount::Count(most * seats) };
                    let ok = tally.planned >= *least && tally.planned <= most * seats;
                    (Amount::Count(tally.planned), limit, Some(ok))
                }
                Kind::CommitteeFirst if tally.planned > 0 => {
                    let Some(people) = self.committee(facts, post.unit, term, on) else { continue };
                    (Amount::Count(people), Limit::least(Amount::Count(1)), Some(people > 0))
                }
                _ => continue,
            };
            findings.push(of_pool(rule, post, term, measured, limit, ok));
        }
        Judged { tally, findings }
    }

    /// People planned for the committee of a unit; none where it has no committee.
    fn committee(&self, facts: &dyn Facts, unit: UnitId, term: TermId, on: Day) -> Option<i64> {
        let posts = self.posts_of(facts, super::List { body: Body::Committee, unit }, on);
        let post = posts.first()?;
        Some(count(facts.pool(post.id).iter().filter(|e| e.term == term && lives(e, post, on)).count()))
    }

    /// What the rules of the day say of a round: whether more people were voted on than were to be chosen at each step
    /// (số dư). The people are those of its entries that have votes of the step.
    #[must_use]
    pub fn round(&self, facts: &dyn Facts, round: &Round, on: Day) -> Vec<Finding> {
        let local = |rule: &&Rule| Policy::is_of(facts, rule, round.unit, on);
        let rules = self.in_force(on).filter(|r| r.kind == Kind::Surplus).filter(local);
        let entries = facts.proposed_in(round.id);
        let voted_on = |step: u8| entries.iter().filter(|e| e.votes.iter().any(|v| v.step == step)).count();
        let mut findings = Vec::new();
        for rule in rules {
            for step in &round.steps {
                let (people, seats) = (count(voted_on(step.step)), i64::from(step.choose));
                findings.push(Finding {
                    rule: rule.id.clone(),
                    strength: rule.strength,
                    subject: Subject::Unit(round.unit),
                    scope: Scope::Whole,
                    measured: Amount::Count(people),
                    limit: Limit::least(Amount::Count(seats + 1)),
                    verdict: verdict(rule, (seats > 0).then_some(people > seats)),
                    estimated: false,
                    aside: false,
                });
            }
        }
        findings
    }
}

fn of_pool(rule: &Rule, post: &Post, term: TermId, measured: Amount, limit: Limit, ok: Option<bool>) -> Finding {
    Finding {
        rule: rule.id.clone(),
        strength: rule.strength,
        subject: Subject::Post(post.id),
        scope: Scope::Pool(post.id, term),
        measured,
        limit,
        verdict: verdict(rule, ok),
        estimated: false,
        aside: false,
    }
}
