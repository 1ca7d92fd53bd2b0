//! An appointment that is made; posts and appointments as records; and those in office on a day.

use crate::domain::{Appointment, CadreId, Day, Ladder, Period, PostId, Record, Subject, TermId};
use crate::policy::facts::Facts;
use crate::policy::finding::{Amount, Answer, Finding, Holds, Scope, Verdict};
use crate::policy::kinds::appointment::retires_in_term::RetiresInTerm;
use crate::policy::measure::appointment::{Holder, JudgesHolder, NewAppointment};
use crate::policy::measure::candidate::{Candidacy, Person, PoolContext};
use crate::policy::measure::record::Breach;
use crate::policy::rule::Rule;
use crate::policy::ruleset::{Case, Policy};
use crate::policy::vocabulary::Body;
use std::cell::LazyCell;

impl Policy {
    /// What the rules say of an appointment to a leadership post or a committee: those of the day of its decision,
    /// else of its first day.
    #[must_use]
    pub fn appointment(&self, facts: &dyn Facts, appointment: &Appointment) -> Vec<Finding> {
        self.appointment_by(facts, appointment, appointment.decided(), &|_| true)
    }

    /// What is not met of the appointments by which a post is held on a day, each by the rules of its own day. What is
    /// said of those in office whatever the day they came ([`Policy::office`]) is left out.
    #[must_use]
    pub fn stands(&self, facts: &dyn Facts, post: PostId, on: Day) -> Vec<Finding> {
        let mut findings = Vec::new();
        let title = facts.post(post).and_then(|post| facts.title(post.title));
        if title.is_none_or(|title| title.ladder == Ladder::Staff) {
            return findings;
        }
        for held in facts.holders(post).into_iter().filter(|a| a.span.holds(on)) {
            let asks = |rule: &Rule| rule.kind.judges().holder.is_none();
            let found = self.appointment_by(facts, held, held.decided(), &asks);
            findings.extend(found.into_iter().filter(|f| f.verdict != Verdict::Met));
        }
        findings
    }

    /// The same by the rules of a day, of those that are asked for. Rules of the record (a conclusion, discipline, grades
    /// …) that name the act judge who comes as they judge somebody for the pool of the post.
    pub(super) fn appointment_by(
        &self,
        facts: &dyn Facts,
        appointment: &Appointment,
        on: Day,
        asks: &dyn Fn(&Rule) -> bool,
    ) -> Vec<Finding> {
        let Some(made) = NewAppointment::of(&self.tables, facts, appointment) else { return Vec::new() };
        let (body, unit, act) = (self.body(made.title), made.post.unit, appointment.began.kind);
        let leads = made.title.ladder != Ladder::Staff;
        let (subject, scope) = (Subject::Cadre(appointment.cadre), Scope::Post(made.post.id));
        let history = is_history(facts, appointment);
        // read only where a rule of the record asks
        let pool = LazyCell::new(|| PoolContext::of(&self.tables, facts, made.post.id, TermId(0), on));
        let person = LazyCell::new(|| Person::of(&self.tables, facts, appointment.cadre, on));
        let answers = self.in_force(on).filter_map(|rule| {
            let judges = rule.kind.judges();
            let of_record = judges.candidate.filter(|_| leads && !rule.applies.acts.is_empty());
            if judges.appointment.is_none() && of_record.is_none()
                || !rule.speaks_of_act(made.title, body, act)
                || !rule.is_of(facts, unit, on)
                || !asks(rule)
            {
                return None;
            }
            let answer = match (judges.appointment, of_record) {
                (Some(kind), _) => kind.of_appointment(&made)?,
                (None, Some(kind)) => {
                    kind.of_candidate(&Candidacy { pool: pool.as_ref()?, person: person.as_ref()?, whom: None })?
                }
                (None, None) => return None,
            };
            // of what is missing on the record of a time before the register nobody can tell
            let missing = history && answer.holds == Holds::No && answer.measured == Amount::None;
            let answer = if missing { Answer { holds: Holds::Unknown, ..answer } } else { answer };
            Some(rule.finding(subject, scope, on, answer))
        });
        answers.collect()
    }

    /// What the rules of posts say of a post and of those who hold it on a day.
    #[must_use]
    pub fn held(&self, facts: &dyn Facts, post: PostId, on: Day) -> Vec<Finding> {
        let Some(post) = facts.post(post) else { return Vec::new() };
        let holders: Vec<&Appointment> = facts.holders(post.id).into_iter().filter(|a| a.span.holds(on)).collect();
        let mut findings: Vec<Finding> = Vec::new();
        for (rule, kind) in self.in_force(on).filter_map(|rule| Some((rule, rule.kind.judges().record?))) {
            let whole = kind.of_post(post, facts).into_iter();
            let each = holders.iter().filter(|_| !kind.judges_posts_whole());
            let each = each.filter_map(|held| kind.of_appointment(held, facts, &rule.except));
            for found in whole.chain(each).map(|breach| broken(rule, on, breach)) {
                if !findings.contains(&found) {
                    findings.push(found);
                }
            }
        }
        findings
    }

    /// What the rules of a day say of those who hold a post on it: who retires before the term that runs is over, near
    /// relatives, a head's grade above the unit's.
    #[must_use]
    pub fn office(&self, facts: &dyn Facts, post: PostId, on: Day) -> Vec<Finding> {
        let Some((case, holders)) = self.holders(facts, post, on).filter(|(_, holders)| !holders.is_empty()) else {
            return Vec::new();
        };
        let rules: Vec<_> = self.of_title(case).map(|rule| (rule, rule.kind.judges())).collect();
        let mut findings = Vec::new();
        for holder in holders {
            let subject = Subject::Cadre(holder.card.id);
            findings.extend(rules.iter().filter_map(|(rule, judges)| {
                let answer = judges.holder?.of_holder(&holder)?;
                Some(rule.finding(subject, Scope::Whole, on, answer))
            }));
            let careers = rules.iter().filter_map(|(rule, judges)| Some((rule, judges.career?)));
            findings.extend(careers.flat_map(|(rule, kind)| {
                let answers = kind.of_career(facts, holder.card.id).into_iter();
                let lately = answers.filter(|one| one.post == post && is_late(one.period, on));
                lately.map(move |one| rule.finding(subject, Scope::Graded(one.period, None), on, one.answer))
            }));
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

    /// What the rules say of the posts that somebody has held, period by period, when a fact about that person has changed
    /// by a day; of each period, those in force on its last day.
    pub(super) fn career(&self, facts: &dyn Facts, cadre: CadreId, on: Day) -> Vec<Finding> {
        let kinds = self.rules.iter().filter(|rule| !rule.off && rule.from.0 <= on);
        let kinds = kinds.filter_map(|rule| rule.kind.judges().career.map(|kind| (rule, kind)));
        let findings = kinds.flat_map(|(rule, kind)| {
            let answers = kind.of_career(facts, cadre).into_iter();
            let dated =
                answers.filter_map(|one| Some((one.period.last_day()?, one))).filter(|(last, _)| rule.dated(*last));
            dated.map(move |(last, one)| {
                rule.finding(Subject::Cadre(cadre), Scope::Graded(one.period, None), last, one.answer)
            })
        });
        findings.collect()
    }
}

/// Whether an appointment was decided before the register was kept: it is recorded, nobody makes it now.
pub(super) fn is_history(facts: &dyn Facts, appointment: &Appointment) -> bool {
    facts.kept_since().is_some_and(|kept| appointment.decided() < kept)
}

/// Whether a part of a year is of last year or of this one, and over; years are judged by themselves.
fn is_late(period: Period, on: Day) -> bool {
    let part = matches!(period, Period::Quarter(..) | Period::Month(..));
    part && period.last_day().is_some_and(|last| last <= on && last.year() >= on.year() - 1)
}

/// How a record breaks a rule that is in force on a day; empty where it keeps to it, or the rule does not speak of it.
pub(super) fn breaches(rule: &Rule, record: &Record, facts: &dyn Facts, on: Day) -> Vec<Finding> {
    let Some(kind) = rule.kind.judges().record else { return Vec::new() };
    let breaches = match record {
        Record::Appointment(held) => kind.of_appointment(held, facts, &rule.except).into_iter().collect(),
        Record::Post(post) => kind.of_post(post, facts),
        _ => Vec::new(),
    };
    breaches.into_iter().map(|breach| broken(rule, on, breach)).collect()
}

fn broken(rule: &Rule, on: Day, Breach { subject, measured, limit }: Breach) -> Finding {
    let answer = Answer::new(measured, limit, false);
    Finding { verdict: Verdict::Broken, ..rule.finding(subject, Scope::Whole, on, answer) }
}
