//! Rules of an appointment: planned first, age, discipline, time in the post below, kin; and what is said of those in
//! office on a day.

use super::gate::verdict;
use super::gates::{clash, months, relatives};
use super::rule::{Body, Kind};
use super::{Amount, Facts, Finding, Limit, Policy, Retires, Rule, Scope, posts};
use crate::domain::{
    ActKind, Appointment, Cadre, CadreId, Day, Entry, Grade, Graded, Ladder, Measure, Period, Post, PostId, Record,
    Role, Stage, Subject, Title,
};

/// Measured, limit, whether it is met.
type Answer = (Amount, Limit, Option<bool>);

/// An appointment with what it is to.
struct To<'f> {
    appointment: &'f Appointment,
    post: &'f Post,
    title: &'f Title,
    card: &'f Cadre,
    /// Highest rank held on the ladder on the day before.
    highest: Option<u16>,
}

/// Acts by which somebody comes to a post for the first time.
fn comes(kind: ActKind) -> bool {
    matches!(kind, ActKind::Appointed | ActKind::Elected | ActKind::Designated)
}

impl Policy {
    /// What the rules say of an appointment to a leadership post or a committee: those of the day of its decision,
    /// else of its first day.
    #[must_use]
    pub fn appointment(&self, facts: &dyn Facts, appointment: &Appointment) -> Vec<Finding> {
        let on = appointment.began.decision.as_ref().map_or(appointment.span.from, |d| d.on);
        let Some(to) = to(facts, appointment) else { return Vec::new() };
        let body = self.body(to.title);
        let mut findings = Vec::new();
        for rule in self.in_force(on).filter(|r| r.speaks_of(to.title, body, None)) {
            if !Policy::is_of(facts, rule, to.post.unit, on) {
                continue;
            }
            if let Some((measured, limit, ok)) = self.appointed(facts, rule, &to) {
                findings.push(about(rule, appointment.cadre, measured, limit, ok));
            }
        }
        findings
    }

    fn appointed(&self, facts: &dyn Facts, rule: &Rule, to: &To<'_>) -> Option<Answer> {
        let first = to.appointment.span.from;
        if let Kind::Kin { together, relations } = &rule.kind {
            let kin = relatives(facts, to.card.id, relations);
            let near = kin.into_iter().find(|r| {
                let held = facts.career(*r).into_iter().filter(|a| a.span.holds(first));
                let mut posts = held.filter_map(|a| facts.post(a.post));
                posts.any(|post| clash(self, facts, *together, to.post, post, first))
            });
            return Some((near.map_or(Amount::None, Amount::Cadre), Limit::default(), Some(near.is_none())));
        }
        if self.body(to.title) != Body::Leadership || !comes(to.appointment.began.kind) {
            return None;
        }
        let higher = to.highest.is_none_or(|rank| to.title.rank > rank);
        match &rule.kind {
            Kind::PlannedFirst => planned(facts, to),
            Kind::AppointmentAge { months: least } if higher => {
                let limit = Limit::least(Amount::Months(*least));
                Some(match self.retires(facts, to.card, first) {
                    Retires::Unknown => (Amount::None, limit, None),
                    Retires::On(earliest, latest) => {
                        let (low, high) = (months(first, earliest), months(first, latest));
                        (Amount::Months(low), limit, decided(low >= *least, high >= *least))
                    }
                })
            }
            Kind::AppointmentOverAge { years } => {
                let (low, high) = to.card.born.age_on(first);
                let limit = Limit::most(Amount::Years(i64::from(*years) - 1));
                Some((Amount::Years(i64::from(high)), limit, decided(high < *years, low < *years)))
            }
            Kind::AppointmentAfterDiscipline { reprimand, warning, removal } if higher => {
                let least = |m: Measure| match m {
                    Measure::Reprimand => Some(*reprimand),
                    Measure::Warning => Some(*warning),
                    Measure::Removal => Some(*removal),
                    Measure::Expulsion => None,
                };
                after_discipline(facts, to, &least)
            }
            Kind::Tenure { months: least } if higher => tenure(facts, to, *least),
            _ => None,
        }
    }

    /// What the rules of posts say of a post and of those who hold it on a day.
    #[must_use]
    pub fn held(&self, facts: &dyn Facts, post: PostId, on: Day) -> Vec<Finding> {
        let Some(post) = facts.post(post) else { return Vec::new() };
        let holders = facts.holders(post.id).into_iter().filter(|a| a.span.holds(on));
        let mut seen = vec![Record::Post(post.clone())];
        seen.extend(holders.map(|a| Record::Appointment(a.clone())));
        let mut findings: Vec<Finding> = Vec::new();
        for found in self.in_force(on).flat_map(|rule| seen.iter().flat_map(|r| posts::apply(rule, r, facts))) {
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
        let found = facts.post(post).and_then(|p| Some((p, facts.title(p.title)?)));
        let Some((post, title)) = found else { return Vec::new() };
        let body = self.body(title);
        let mut findings = Vec::new();
        if body == Body::Other {
            return findings;
        }
        for holder in facts.holders(post.id).into_iter().filter(|a| a.span.holds(on)) {
            let Some(card) = facts.cadre(holder.cadre) else { continue };
            for rule in self.in_force(on).filter(|r| r.speaks_of(title, body, None)) {
                let answer = match &rule.kind {
                    Kind::RetiresInTerm => self.retiring(facts, card, title, on),
                    Kind::HeadGrade if title.role == Role::Head && !holder.concurrent => {
                        graded(facts, card.id, post, on.year() - 1)
                    }
                    Kind::Kin { together, relations } => {
                        let near = relatives(facts, card.id, relations).into_iter().find(|r| {
                            let held = facts.career(*r).into_iter().filter(|a| a.span.holds(on));
                            held.filter_map(|a| facts.post(a.post)).any(|p| clash(self, facts, *together, post, p, on))
                        });
                        near.map(|n| (Amount::Cadre(n), Limit::default(), Some(false)))
                    }
                    _ => None,
                };
                findings.extend(answer.map(|(measured, limit, ok)| about(rule, card.id, measured, limit, ok)));
            }
        }
        findings
    }

    /// Who holds a post on a day and retires before the term that runs is over, by the notice of the rules: a vacancy to
    /// be foreseen, with the last working day.
    #[must_use]
    pub fn retirements(&self, facts: &dyn Facts, post: PostId, on: Day) -> Vec<(CadreId, Day)> {
        let found = facts.post(post).and_then(|p| facts.title(p.title));
        let Some(title) = found.filter(|t| self.body(t) != Body::Other) else { return Vec::new() };
        let body = self.body(title);
        if !self.in_force(on).any(|r| r.kind == Kind::RetiresInTerm && r.speaks_of(title, body, None)) {
            return Vec::new();
        }
        let holders = facts.holders(post).into_iter().filter(|a| a.span.holds(on));
        let leaves = holders.filter_map(|a| match self.retiring(facts, facts.cadre(a.cadre)?, title, on)? {
            (Amount::Day(last), _, Some(false)) => Some((a.cadre, last)),
            _ => None,
        });
        leaves.collect()
    }

    /// The last working day, where it falls before the term that runs is over.
    fn retiring(&self, facts: &dyn Facts, card: &Cadre, title: &Title, on: Day) -> Option<Answer> {
        let (_, over) = facts.terms().iter().map(|t| t.of(title.line)).find(|(from, to)| *from <= on && on < *to)?;
        let limit = Limit::least(Amount::Day(over.prev()));
        Some(match self.retires(facts, card, on) {
            Retires::Unknown => (Amount::None, limit, None),
            Retires::On(low, high) => (Amount::Day(low), limit, decided(low >= over.prev(), high >= over.prev())),
        })
    }

    /// A head's grades against those of the unit, of every year that both have.
    pub(super) fn head_grades(&self, facts: &dyn Facts, cadre: CadreId, on: Day) -> Vec<Finding> {
        let rules: Vec<&Rule> = self.in_force(on).filter(|r| r.kind == Kind::HeadGrade).collect();
        let mut findings = Vec::new();
        for held in facts.career(cadre).into_iter().filter(|a| !a.concurrent) {
            let Some(post) = facts.post(held.post) else { continue };
            if !facts.title(post.title).is_some_and(|t| t.role == Role::Head) {
                continue;
            }
            for row in facts.grades(cadre).map(|g| g.rows.as_slice()).unwrap_or_default() {
                let Period::Year(year) = row.period else { continue };
                let end = Day::of(year, 12, 31).unwrap_or(Day::MIN);
                if !held.span.holds(end) {
                    continue;
                }
                if let Some((measured, limit, ok)) = graded(facts, cadre, post, year) {
                    findings.extend(rules.iter().map(|rule| about(rule, cadre, measured, limit, ok)));
                }
            }
        }
        findings
    }
}

/// Met whatever the dates, not met whatever they are, else it cannot be said.
fn decided(surely: bool, perhaps: bool) -> Option<bool> {
    match (surely, perhaps) {
        (true, true) => Some(true),
        (false, false) => Some(false),
        _ => None,
    }
}

fn of_year(rows: &[Graded], year: i16) -> Option<Grade> {
    rows.iter().find(|g| g.period == Period::Year(year))?.grade
}

/// A head's grade of a year against the unit's own.
fn graded(facts: &dyn Facts, cadre: CadreId, post: &Post, year: i16) -> Option<Answer> {
    let own = of_year(&facts.grades(cadre)?.rows, year)?;
    let unit = of_year(&facts.unit_grades(post.unit)?.rows, year)?;
    Some((Amount::Grade(own), Limit::least(Amount::Grade(unit)), Some(own >= unit)))
}

fn to<'f>(facts: &'f dyn Facts, appointment: &'f Appointment) -> Option<To<'f>> {
    let post = facts.post(appointment.post)?;
    let title = facts.title(post.title)?;
    let card = facts.cadre(appointment.cadre)?;
    let eve = appointment.span.from.prev();
    let held = facts.career(appointment.cadre).into_iter().filter(|a| a.span.holds(eve) && a.id != appointment.id);
    let titles = held.filter_map(|a| facts.title(facts.post(a.post)?.title));
    let highest = titles.filter(|t| t.ladder == title.ladder).map(|t| t.rank).max();
    Some(To { appointment, post, title, card, highest })
}

/// Planned on the eve, for that title or one as high; nothing is said where no pool of the post is on record.
fn planned(facts: &dyn Facts, to: &To<'_>) -> Option<Answer> {
    let eve = to.appointment.span.from.prev();
    let approved = |e: &&Entry| e.stage(eve) == Some(Stage::Approved);
    facts.pool(to.post.id).into_iter().find(approved)?;
    let entries = facts.planned(to.card.id).into_iter().filter(approved);
    let titles = entries.filter_map(|e| facts.title(facts.post(e.post)?.title));
    let best = titles.filter(|t| t.ladder == Ladder::Leadership).map(|t| t.rank).max();
    let limit = Limit::least(Amount::Rank(to.title.rank));
    Some((best.map_or(Amount::None, Amount::Rank), limit, Some(best.is_some_and(|rank| rank >= to.title.rank))))
}

/// Months since each discipline, against what its form asks.
fn after_discipline(facts: &dyn Facts, to: &To<'_>, least: &dyn Fn(Measure) -> Option<i64>) -> Option<Answer> {
    let first = to.appointment.span.from;
    let rows = facts.conduct(to.card.id)?.discipline.iter().filter(|d| d.span.from <= first);
    let mut answers = rows.map(|d| match least(d.measure) {
        Some(least) => {
            let past = i64::from(d.span.from.months_until(first));
            (Amount::Months(past), Limit::least(Amount::Months(least)), Some(past >= least))
        }
        None => (Amount::Measure(d.measure), Limit::default(), Some(false)),
    });
    let worst = answers.find(|(.., ok)| *ok == Some(false));
    worst.or(Some((Amount::None, Limit::default(), Some(true))))
}

/// Months in posts as high as the highest one held, which may be summed.
fn tenure(facts: &dyn Facts, to: &To<'_>, least: i64) -> Option<Answer> {
    let rank = to.highest?;
    let first = to.appointment.span.from;
    let career = facts.career(to.card.id).into_iter().filter(|a| a.span.from < first && a.id != to.appointment.id);
    let alike = career.filter(|a| {
        let title = facts.post(a.post).and_then(|p| facts.title(p.title));
        title.is_some_and(|t| t.ladder == to.title.ladder && t.rank >= rank)
    });
    let served: i64 = alike.map(|a| i64::from(a.span.from.months_until(a.span.to.min(first)))).sum();
    Some((Amount::Months(served), Limit::least(Amount::Months(least)), Some(served >= least)))
}

/// A finding about somebody, in itself.
pub(super) fn about(rule: &Rule, cadre: CadreId, measured: Amount, limit: Limit, ok: Option<bool>) -> Finding {
    Finding {
        rule: rule.id.clone(),
        strength: rule.strength,
        subject: Subject::Cadre(cadre),
        scope: Scope::Whole,
        measured,
        limit,
        verdict: verdict(rule, ok),
        estimated: false,
        aside: false,
    }
}
