//! An appointment that is made; posts and appointments as records; and those in office on a day.

use crate::domain::{Appointment, CadreId, Day, Period, PostId, Record, Subject};
use crate::policy::facts::Facts;
use crate::policy::finding::{Amount, Answer, Finding, Holds, Scope, Verdict};
use crate::policy::kinds::appointment::retires_in_term::RetiresInTerm;
use crate::policy::measure::appointment::{Holder, JudgesHolder, NewAppointment};
use crate::policy::measure::record::Breach;
use crate::policy::rule::Rule;
use crate::policy::ruleset::{Case, Policy};
use crate::policy::vocabulary::Body;

impl Policy {
    /// What the rules say of an appointment to a leadership post or a committee: those of the day of its decision,
    /// else of its first day.
    #[must_use]
    pub fn appointment(&self, facts: &dyn Facts, appointment: &Appointment) -> Vec<Finding> {
        let on = appointment.began.decision.as_ref().map_or(appointment.span.from, |d| d.on);
        let Some(made) = NewAppointment::of(&self.tables, facts, appointment) else { return Vec::new() };
        let case = Case { title: made.title, body: self.body(made.title), unit: made.post.unit, term: None, on };
        let subject = Subject::Cadre(appointment.cadre);
        let answers = self.of_case(facts, case).filter_map(|rule| {
            let answer = rule.kind.judges().appointment?.of_appointment(&made)?;
            Some(rule.finding(subject, Scope::Whole, answer))
        });
        answers.collect()
    }

    /// What the rules of posts say of a post and of those who hold it on a day.
    #[must_use]
    pub fn held(&self, facts: &dyn Facts, post: PostId, on: Day) -> Vec<Finding> {
        let Some(post) = facts.post(post) else { return Vec::new() };
        let holders = facts.holders(post.id).into_iter().filter(|a| a.span.holds(on));
        let mut seen = vec![Record::Post(post.clone())];
        seen.extend(holders.map(|a| Record::Appointment(a.clone())));
        let mut findings: Vec<Finding> = Vec::new();
        for found in self.in_force(on).flat_map(|rule| seen.iter().flat_map(|r| breaches(rule, r, facts))) {
            if !findings.contains(&found) {
                findings.push(found);
            }
        }
        findings
    }

    /// What the rules of a day say of those who hold a post on it: who retires before the term that runs is over, near
    /// relatives, a head's grade above the unit's.
    #[must_use]
    pub fn office(&self, facts: &dyn Facts, post: PostId, on: Day) -> Vec<Finding> {
        let Some((case, holders)) = self.holders(facts, post, on) else { return Vec::new() };
        let mut findings = Vec::new();
        for holder in holders {
            findings.extend(self.of_title(case).filter_map(|rule| {
                let answer = rule.kind.judges().holder?.of_holder(&holder)?;
                Some(rule.finding(Subject::Cadre(holder.card.id), Scope::Whole, answer))
            }));
            findings.extend(self.of_title(case).filter_map(|rule| Some((rule, rule.kind.judges().career?))).flat_map(
                |(rule, kind)| {
                    let answers = kind.of_career(facts, holder.card.id).into_iter();
                    let lately = answers.filter(|one| one.post == post && is_late(one.period, on));
                    let subject = Subject::Cadre(holder.card.id);
                    lately.map(move |one| rule.finding(subject, Scope::Graded(one.period, None), one.answer))
                },
            ));
        }
        findings
    }

    /// Who holds a post on a day and retires before the term that runs is over, by the notice of the rules: a vacancy to
    /// be foreseen, with the last working day.
    #[must_use]
    pub fn retirements(&self, facts: &dyn Facts, post: PostId, on: Day) -> Vec<(CadreId, Day)> {
        let Some((case, holders)) = self.holders(facts, post, on) else { return Vec::new() };
        let Some(kind) = self.of_title(case).find_map(|rule| RetiresInTerm::of(&rule.kind)) else { return Vec::new() };
        let leaves = holders.iter().filter_map(|holder| {
            let answer = kind.of_holder(holder)?;
            match answer.measured {
                Amount::Day(last) if answer.holds == Holds::No => Some((holder.card.id, last)),
                _ => None,
            }
        });
        leaves.collect()
    }

    /// Those who hold a post of a list on a day.
    fn holders<'f>(&'f self, facts: &'f dyn Facts, post: PostId, on: Day) -> Option<(Case<'f>, Vec<Holder<'f>>)> {
        let post = facts.post(post)?;
        let title = facts.title(post.title)?;
        let body = Some(self.body(title)).filter(|body| *body != Body::Other)?;
        let held = facts.holders(post.id).into_iter().filter(|a| a.span.holds(on));
        let holder = |appointment: &'f Appointment| {
            let card = facts.cadre(appointment.cadre)?;
            Some(Holder { tables: &self.tables, facts, appointment, post, title, card, on })
        };
        Some((Case { title, body, unit: post.unit, term: None, on }, held.filter_map(holder).collect()))
    }

    /// What the rules of a day say of the posts that somebody has held, when a fact about that person has changed.
    pub(super) fn career(&self, facts: &dyn Facts, cadre: CadreId, on: Day) -> Vec<Finding> {
        let kinds = self.in_force(on).filter_map(|rule| rule.kind.judges().career.map(|kind| (rule, kind)));
        let findings = kinds.flat_map(|(rule, kind)| {
            let answers = kind.of_career(facts, cadre).into_iter();
            answers.map(move |one| rule.finding(Subject::Cadre(cadre), Scope::Graded(one.period, None), one.answer))
        });
        findings.collect()
    }
}

/// Whether a part of a year is of last year or of this one, and over; years are judged by themselves.
fn is_late(period: Period, on: Day) -> bool {
    let part = matches!(period, Period::Quarter(..) | Period::Month(..));
    part && period.last_day().is_some_and(|last| last <= on && last.year() >= on.year() - 1)
}

/// How a record breaks a rule; empty where it keeps to it, or the rule does not speak of it.
pub(super) fn breaches(rule: &Rule, record: &Record, facts: &dyn Facts) -> Vec<Finding> {
    let Some(kind) = rule.kind.judges().record else { return Vec::new() };
    let breaches = match record {
        Record::Appointment(held) => kind.of_appointment(held, facts, &rule.except).into_iter().collect(),
        Record::Post(post) => kind.of_post(post, facts),
        _ => Vec::new(),
    };
    let broken = |Breach { subject, measured, limit }| Finding {
        verdict: Verdict::Broken,
        ..rule.finding(subject, Scope::Whole, Answer::new(measured, limit, false))
    };
    breaches.into_iter().map(broken).collect()
}
