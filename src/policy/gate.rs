//! A person before a pool: every gate with its verdict, met ones too. What only the pool decides is worked out once,
//! so that thousands can be tried for it.

use super::rule::{Body, Whom};
use super::{Amount, Facts, Finding, Limit, Policy, Rule, Scope, Strength, Verdict, gates};
use crate::domain::{
    Appointment, Cadre, CadreId, Conduct, Day, Entry, Grades, Ladder, PlanKind, Post, PostId, Stage, Standing,
    Statuses, Subject, TermId, Title,
};

/// Somebody for a pool, in it or not (yet).
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'e> {
    /// Who.
    pub cadre: CadreId,
    /// Built new, or added at a review.
    pub kind: PlanKind,
    /// The place in the pool, where there is one.
    pub entry: Option<&'e Entry>,
}

impl<'e> Candidate<'e> {
    /// Somebody who stands in the pool.
    #[must_use]
    pub fn of(entry: &'e Entry) -> Candidate<'e> {
        Candidate { cadre: entry.cadre, kind: entry.kind, entry: Some(entry) }
    }

    /// Somebody who does not.
    #[must_use]
    pub fn new(cadre: CadreId, kind: PlanKind) -> Candidate<'static> {
        Candidate { cadre, kind, entry: None }
    }
}

/// Last working day of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retires {
    /// Between these two, which are one where the month of birth is known.
    On(Day, Day),
    /// Of the armed forces, whose own age is not on record.
    Unknown,
}

/// The gates of one pool on one day.
pub struct Gate<'f> {
    pub(super) policy: &'f Policy,
    pub(super) facts: &'f dyn Facts,
    /// The post.
    pub post: &'f Post,
    /// Its title.
    pub title: &'f Title,
    /// What the title is.
    pub body: Body,
    /// The term.
    pub term: TermId,
    /// The day whose rules judge, and on which facts are read.
    pub on: Day,
    rules: Vec<&'f Rule>,
    /// Day from which ages are counted.
    pub(super) reference: Option<Day>,
    /// First day on which the term is over.
    pub(super) over: Option<Day>,
    /// Ladder and rank of each title that feeds this one.
    pub(super) feeders: Vec<(Ladder, u16)>,
}

/// What the register knows of somebody on a day; read once, however many pools it is asked for.
pub struct Person<'f> {
    pub(super) card: &'f Cadre,
    pub(super) standing: Option<&'f Standing>,
    pub(super) grades: Option<&'f Grades>,
    pub(super) conduct: Option<&'f Conduct>,
    pub(super) statuses: Option<&'f Statuses>,
    /// Whether anybody on the register is a relative.
    pub(super) has_kin: bool,
    /// What is held on the day.
    pub(super) held: Vec<(&'f Appointment, &'f Post, &'f Title)>,
    /// Places in pools on the day.
    pub(super) planned: Vec<(&'f Entry, &'f Post, &'f Title)>,
    pub(super) retires: Retires,
}

/// Whether an entry stands in its pool on a day: in the pool, of a post that is there.
#[must_use]
pub(super) fn lives(entry: &Entry, post: &Post, on: Day) -> bool {
    entry.span.holds(on) && post.span.holds(on)
}

impl Policy {
    /// The gates of a pool on a day; none for a post that does not exist.
    #[must_use]
    pub fn gate<'f>(&'f self, facts: &'f dyn Facts, post: PostId, term: TermId, on: Day) -> Option<Gate<'f>> {
        let post = facts.post(post)?;
        let title = facts.title(post.title)?;
        let body = self.body(title);
        let rules = self.in_force(on).filter(|r| gates::is_one(&r.kind) && r.speaks_of(title, body, Some(term)));
        let rules = rules.filter(|r| Policy::is_of(facts, r, post.unit, on));
        let feeders = title.feeders.iter().filter_map(|code| facts.title_coded(code));
        Some(Gate {
            policy: self,
            facts,
            post,
            title,
            body,
            term,
            on,
            rules: rules.collect(),
            reference: self.reference(facts, title, term),
            over: self.term_ends(facts, title, term),
            feeders: feeders.map(|t| (t.ladder, t.rank)).collect(),
        })
    }

    /// Everything that the rules say of one person for one pool, met gates too.
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
        let card = facts.cadre(cadre)?;
        let held: Vec<_> = facts
            .career(cadre)
            .into_iter()
            .filter(|a| a.span.holds(on))
            .filter_map(|a| {
                let post = facts.post(a.post)?;
                Some((a, post, facts.title(post.title)?))
            })
            .collect();
        let planned = facts.planned(cadre).into_iter().filter_map(|e| {
            let post = facts.post(e.post)?;
            lives(e, post, on).then_some((e, post, facts.title(post.title)?))
        });
        let retires = self.retires_from(card, held.iter().map(|(_, _, t)| *t));
        Some(Person {
            card,
            standing: facts.standing(cadre),
            grades: facts.grades(cadre),
            conduct: facts.conduct(cadre),
            statuses: facts.statuses(cadre),
            has_kin: facts.kin(cadre).is_some() || !facts.declared_by(cadre).is_empty(),
            planned: planned.collect(),
            held,
            retires,
        })
    }

    /// When somebody retires: the person's own day, else by the schedule; of the armed forces only the own day.
    #[must_use]
    pub fn retires(&self, facts: &dyn Facts, card: &Cadre, on: Day) -> Retires {
        let held = if card.retirement.is_some() { Vec::new() } else { facts.career(card.id) };
        let titles = held.iter().filter(|a| a.span.holds(on)).filter_map(|a| facts.title(facts.post(a.post)?.title));
        self.retires_from(card, titles)
    }

    fn retires_from<'t>(&self, card: &Cadre, mut titles: impl Iterator<Item = &'t Title>) -> Retires {
        if let Some(own) = &card.retirement {
            return Retires::On(own.last_day, own.last_day);
        }
        if titles.any(|t| self.armed.contains(&t.code)) {
            return Retires::Unknown;
        }
        let (first, last) = (card.born.earliest(), card.born.latest());
        let earliest = self.schedule.last_day(card.sex, first);
        let latest = if matches!(card.born, crate::domain::PartialDate::Year(_)) {
            self.schedule.last_day(card.sex, last)
        } else {
            earliest
        };
        Retires::On(earliest, latest)
    }
}

impl<'f> Gate<'f> {
    /// Every gate with its verdict.
    #[must_use]
    pub fn findings(&self, candidate: Candidate<'_>) -> Vec<Finding> {
        let person = self.policy.person(self.facts, candidate.cadre, self.on);
        person.map(|person| self.findings_of(&person, candidate)).unwrap_or_default()
    }

    /// The same of somebody who has been read; the day must be the gate's.
    #[must_use]
    pub fn findings_of(&self, person: &Person<'_>, candidate: Candidate<'_>) -> Vec<Finding> {
        let mut findings = Vec::with_capacity(self.rules.len());
        findings.extend(self.each(person, candidate));
        findings
    }

    /// Only what is not met: what is kept of thousands.
    #[must_use]
    pub fn wanting(&self, person: &Person<'_>, candidate: Candidate<'_>) -> Vec<Finding> {
        self.each(person, candidate).filter(|f| f.verdict != Verdict::Met).collect()
    }

    fn each<'g>(&'g self, person: &'g Person<'_>, candidate: Candidate<'_>) -> impl Iterator<Item = Finding> + 'g {
        let whom = self.whom(person, candidate);
        self.rules.iter().filter_map(move |rule| gates::apply(self, rule, person, whom))
    }

    /// How somebody stands to the pool; none for a term that is over, and in one that runs for those with whom its pool
    /// was built: their age was judged then.
    fn whom(&self, person: &Person<'_>, candidate: Candidate<'_>) -> Option<Whom> {
        if self.over.is_some_and(|over| over <= self.on) {
            return None;
        }
        if self.reference.is_some_and(|first| first <= self.on) {
            return (candidate.kind == PlanKind::Reviewed).then_some(Whom::Added);
        }
        let seat = matches!(self.body, Body::Committee | Body::StandingCommittee);
        if seat && person.held.iter().any(|(_, post, _)| post.id == self.post.id) {
            return Some(Whom::Sitting);
        }
        let approved = |e: &Entry| e.stage(self.on) == Some(Stage::Approved);
        let here = person.planned.iter().any(|(e, ..)| e.post == self.post.id && e.term == self.term && approved(e));
        Some(if here || candidate.entry.is_some_and(approved) { Whom::Planned } else { Whom::First })
    }

    /// A finding of the rule about a person; `ok`: whether it is met, none where that cannot be known.
    pub(super) fn found(
        &self,
        rule: &Rule,
        person: &Person<'_>,
        measured: Amount,
        limit: Limit,
        ok: Option<bool>,
    ) -> Finding {
        Finding {
            rule: rule.id.clone(),
            strength: rule.strength,
            subject: Subject::Cadre(person.card.id),
            scope: Scope::Pool(self.post.id, self.term),
            measured,
            limit,
            verdict: verdict(rule, ok),
            estimated: false,
            aside: false,
        }
    }
}

/// What an answer comes to under a rule: one that is hard is broken, others are missed.
pub(super) fn verdict(rule: &Rule, ok: Option<bool>) -> Verdict {
    match ok {
        Some(true) => Verdict::Met,
        Some(false) if rule.strength == Strength::Hard => Verdict::Broken,
        Some(false) => Verdict::Missed,
        None => Verdict::Unknown,
    }
}
