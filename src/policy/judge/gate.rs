//! A person before a pool: every rule with its verdict, met ones too.

use crate::domain::{CadreId, Day, PostId, Subject, TermId};
use crate::policy::facts::Facts;
use crate::policy::finding::{Finding, Scope, Verdict};
use crate::policy::kinds::people::higher_title::HigherTitle;
use crate::policy::kinds::people::planned_object::PlannedObject;
use crate::policy::kinds::people::standards::{Schooling, Standard, Standards};
use crate::policy::measure::candidate::{
    AgeAsked, Candidacy, Candidate, JudgesCandidate, Person, PlannedAs, PoolContext, Whom,
};
use crate::policy::rule::Rule;
use crate::policy::ruleset::{Case, Policy};

/// The pool of a title on a day, with the rules that judge a person for it.
pub struct Gate<'f> {
    pub pool: PoolContext<'f>,
    rules: Vec<(&'f Rule, &'f dyn JudgesCandidate)>,
    /// Whether a rule asks as which object somebody is planned.
    by_object: bool,
}

impl Policy {
    /// The pool of a post on a day, with the rules that judge a person for it; none for a post that does not exist.
    #[must_use]
    pub fn gate<'f>(&'f self, facts: &'f dyn Facts, post: PostId, term: TermId, on: Day) -> Option<Gate<'f>> {
        let pool = PoolContext::of(&self.tables, facts, post, term, on)?;
        let case = Case { title: pool.title, body: pool.body, unit: pool.post.unit, term: Some(term), on };
        let kinds = self.of_title(case).filter_map(|rule| rule.kind.judges().candidate.map(|kind| (rule, kind)));
        let mut rules: Vec<(&Rule, &dyn JudgesCandidate)> =
            kinds.filter(|(rule, _)| rule.is_of(facts, case.unit, on)).collect();
        // what a standard asks of one title outranks what another asks of many
        let named = |rule: &Rule| Standards::of(&rule.kind).filter(|_| !rule.applies.titles.is_empty()).map(|k| k.of);
        let named: Vec<Standard> = rules.iter().filter_map(|(rule, _)| named(rule)).collect();
        rules.retain(|(rule, _)| {
            let of_many = Standards::of(&rule.kind).filter(|_| rule.applies.titles.is_empty());
            of_many.is_none_or(|kind| !named.contains(&kind.of))
        });
        let by_object = rules.iter().any(|(rule, _)| !rule.applies.objects.is_empty());
        Some(Gate { pool, rules, by_object })
    }

    /// Everything that the rules say of one person for one pool, met ones too.
    #[must_use]
    pub fn gates(
        &self,
        facts: &dyn Facts,
        post: PostId,
        term: TermId,
        candidate: Candidate<'_>,
        on: Day,
    ) -> Vec<Finding> {
        self.gate(facts, post, term, on).map(|gate| gate.findings(candidate)).unwrap_or_default()
    }

    /// What the register knows of somebody on a day; none for whom it does not have.
    #[must_use]
    pub fn person<'f>(&self, facts: &'f dyn Facts, cadre: CadreId, on: Day) -> Option<Person<'f>> {
        Person::of(&self.tables, facts, cadre, on)
    }

    /// As which object (đối tượng 1, đối tượng 2) somebody is planned for a post on a day, and by which title held; none
    /// where no rule of the day asks for it, and for a post or a person whom the register does not have.
    #[must_use]
    pub fn planned_as<'f>(
        &'f self,
        facts: &'f dyn Facts,
        (post, term): (PostId, TermId),
        cadre: CadreId,
        on: Day,
    ) -> Option<PlannedAs<'f>> {
        self.in_force(on).find(|rule| PlannedObject::of(&rule.kind).is_some())?;
        let pool = PoolContext::of(&self.tables, facts, post, term, on)?;
        Some(pool.planned_as(&self.person(facts, cadre, on)?))
    }

    /// What is asked of one standard of those who are planned for a post in a term, and the rule that asks it: what
    /// the title asks, else what the rule does; none where neither says.
    #[must_use]
    pub fn standard(
        &self,
        facts: &dyn Facts,
        post: PostId,
        term: TermId,
        standard: Standard,
        on: Day,
    ) -> Option<(Schooling, &Rule)> {
        self.standards(facts, post, term, standard, on).into_iter().find(|(_, rule)| rule.in_force(on))
    }

    /// The same, and of a day on which no rule asks it yet what the next one will: whoever plans training asks for
    /// what is to be had, not for what was judged then.
    #[must_use]
    pub fn standard_to_reach(
        &self,
        facts: &dyn Facts,
        post: PostId,
        term: TermId,
        standard: Standard,
        on: Day,
    ) -> Option<(Schooling, &Rule)> {
        let all = self.standards(facts, post, term, standard, on);
        let now = all.iter().find(|(_, rule)| rule.in_force(on)).copied();
        let to_come = || all.iter().filter(|(_, rule)| rule.from.0 > on).min_by_key(|(_, rule)| rule.from).copied();
        now.or_else(to_come)
    }

    /// What rules ask of one standard for a title, whenever they do; of one title first, of many then.
    fn standards(
        &self,
        facts: &dyn Facts,
        post: PostId,
        term: TermId,
        standard: Standard,
        on: Day,
    ) -> Vec<(Schooling, &Rule)> {
        let of_post = facts.post(post).and_then(|post| Some((post, facts.title(post.title)?)));
        let Some((post, title)) = of_post else { return Vec::new() };
        let body = self.body(title);
        let of_title = |named: bool| self.rules.iter().filter(move |r| r.applies.titles.is_empty() != named);
        let rules = of_title(true).chain(of_title(false)).filter(|rule| !rule.off);
        let asked = |rule: &'_ Rule| {
            let kind = Standards::of(&rule.kind).filter(|kind| kind.of == standard)?;
            let speaks = rule.speaks_of(title, body, Some(term)) && rule.is_of(facts, post.unit, on);
            if speaks { kind.asked_for(title) } else { None }
        };
        rules.filter_map(|rule| Some((asked(rule)?, rule))).collect()
    }
}

impl Gate<'_> {
    /// What every rule says of somebody.
    #[must_use]
    pub fn findings(&self, candidate: Candidate<'_>) -> Vec<Finding> {
        let PoolContext { tables, facts, on, .. } = self.pool;
        let person = Person::of(tables, facts, candidate.cadre, on);
        let mut findings = Vec::new();
        if let Some(person) = person {
            findings.reserve_exact(self.rules.len());
            findings.extend(self.each(&person, candidate));
        }
        findings
    }

    /// What is not met by somebody who has been read; the day must be the pool's. Where everybody of the province is
    /// judged, no more is kept of each.
    #[must_use]
    pub fn wanting(&self, person: &Person<'_>, candidate: Candidate<'_>) -> Vec<Finding> {
        self.each(person, candidate).filter(|f| f.verdict != Verdict::Met).collect()
    }

    fn each<'g>(&'g self, person: &'g Person<'_>, candidate: Candidate<'_>) -> impl Iterator<Item = Finding> + 'g {
        let pool = &self.pool;
        let case = Candidacy { pool, person, whom: pool.whom(person, candidate) };
        let object = self.by_object.then(|| pool.planned_as(person).object);
        let fulfilled = candidate.entry.is_some_and(|entry| {
            person.held.iter().any(|(held, post, _)| post.id == pool.post.id && entry.span.from < held.span.from)
        });
        self.rules.iter().filter_map(move |(rule, kind)| {
            let objects = &rule.applies.objects;
            let later = |asked: AgeAsked| asked.whom == Whom::Added && asked.from < rule.from.0;
            if !objects.is_empty() && !object.is_some_and(|object| objects.contains(&object))
                || kind.judges_by_review() && case.whom.is_some_and(later)
            {
                return None;
            }
            if fulfilled && HigherTitle::of(&rule.kind).is_some() {
                // who was planned for the post and has come into it is where the plan led
                return None;
            }
            let answer = kind.of_candidate(&case)?;
            Some(rule.finding(Subject::Cadre(person.card.id), Scope::Pool(pool.post.id, pool.term), pool.on, answer))
        })
    }
}
