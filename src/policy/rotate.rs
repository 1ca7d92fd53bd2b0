//! Rules of a move: who may go, where to, and what is said of one who is away. Rules of the record (discipline, grades,
//! votes, statuses) judge as the gates of a pool do.

use super::appoint::about;
use super::gate::{Gate, Person};
use super::gates;
use super::rule::Kind;
use super::{Amount, Facts, Finding, Limit, Policy, Retires, Rule, Scope};
use crate::domain::{
    ActKind, Appointment, CadreId, Day, Ladder, MoveKind, Phase, PostId, Purpose, Rotation, Sex, Stage, TermId,
};

/// Somebody who may be moved, or is.
#[derive(Debug, Clone, Copy)]
pub struct Mover<'r> {
    /// Who.
    pub cadre: CadreId,
    /// What kind of move.
    pub kind: MoveKind,
    /// What for.
    pub purpose: Purpose,
    /// The post that is left.
    pub from: Option<PostId>,
    /// The post that is taken, where one is named.
    pub to: Option<PostId>,
    /// The record, where there is one.
    pub rotation: Option<&'r Rotation>,
}

impl<'r> Mover<'r> {
    /// The move that a record tells of.
    #[must_use]
    pub fn of(r: &'r Rotation) -> Mover<'r> {
        Mover { cadre: r.cadre, kind: r.kind, purpose: r.purpose, from: r.from, to: Some(r.to), rotation: Some(r) }
    }

    /// Somebody who might be rotated to train, from the post that is held.
    #[must_use]
    pub fn source(cadre: CadreId, from: PostId) -> Mover<'static> {
        let (kind, purpose) = (MoveKind::Rotation, Purpose::Train);
        Mover { cadre, kind, purpose, from: Some(from), to: None, rotation: None }
    }
}

/// How long a move of a kind lasts at the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeAway {
    /// Least months.
    pub months: i64,
    /// So many months before them it is time to say what comes afterwards.
    pub notice: i64,
}

/// Measured, limit, whether it is met.
type Answer = (Amount, Limit, Option<bool>);

/// Where somebody who was sent away is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whereabouts {
    /// The post: the one that was taken, or the one that a reorganisation carried it on to.
    pub post: PostId,
    /// The day on which the destination ended, where no equivalent post was given with it: the move ended "do sắp xếp".
    pub stopped: Option<Day>,
}

/// Where somebody who was sent away is on a day. A destination that ends with its unit takes the person along to the
/// post that the reorganisation gives; where that is none to lead from, it ends the move.
#[must_use]
pub fn whereabouts(facts: &dyn Facts, rotation: &Rotation, on: Day) -> Whereabouts {
    let mut post = rotation.to;
    let until = on.min(rotation.back());
    loop {
        let ended = facts.post(post).map_or(Day::MAX, |p| p.span.to);
        if ended > until || rotation.began().is_none_or(|began| ended <= began) {
            return Whereabouts { post, stopped: None };
        }
        let career = facts.career(rotation.cadre);
        let next = career
            .into_iter()
            .find(|a| a.span.from == ended && !a.concurrent && a.began.kind == ActKind::Reorganised && a.post != post);
        let leads = |a: &&Appointment| {
            let title = facts.post(a.post).and_then(|p| facts.title(p.title));
            title.is_some_and(|t| t.ladder == Ladder::Leadership)
        };
        match next.filter(leads) {
            Some(next) => post = next.post,
            None => return Whereabouts { post, stopped: Some(ended) },
        }
    }
}

/// The day whose rules judge a move, and on which the facts of the person are read: of the decision, else of the
/// beginning or the proposal.
fn judged_on(rotation: &Rotation) -> Day {
    let begins = rotation.began().or_else(|| rotation.phases.first().map(|p| p.span.from));
    let begins = begins.unwrap_or(Day::MIN);
    rotation.decision.as_ref().map_or(begins, |d| d.on.min(begins))
}

impl Policy {
    /// The least time of a kind of move by the rules of a day; none where no rule asks for any.
    #[must_use]
    pub fn time_away(&self, kind: MoveKind, on: Day) -> Option<TimeAway> {
        self.in_force(on).filter(|r| r.applies.moves.contains(&kind)).find_map(|rule| match rule.kind {
            Kind::MonthsAway { least, notice } => Some(TimeAway { months: least, notice }),
            _ => None,
        })
    }

    /// What the rules of a day ask of somebody before a move, met ones too.
    #[must_use]
    pub fn move_gates(&self, facts: &dyn Facts, mover: &Mover<'_>, on: Day) -> Vec<Finding> {
        let Some(person) = self.person(facts, mover.cadre, on) else { return Vec::new() };
        let at = mover.to.or(mover.from);
        let gate = at.and_then(|post| self.gate(facts, post, TermId(0), on));
        let rules = self.in_force(on).filter(|r| r.applies.moves.contains(&mover.kind));
        rules
            .filter_map(|rule| {
                if let Some(gate) = gate.as_ref().filter(|_| gates::is_one(&rule.kind)) {
                    let found = gates::apply(gate, rule, &person, None)?;
                    return Some(Finding { scope: Scope::Whole, ..found });
                }
                let (measured, limit, ok) = before(self, facts, rule, mover, &person, gate.as_ref(), on)?;
                Some(about(rule, mover.cadre, measured, limit, ok))
            })
            .collect()
    }

    /// What the rules say on a day of a move that is on record: of its time by the rules of the day it began, of the plan
    /// for afterwards and of assessments by those of this day; met ones too.
    #[must_use]
    pub fn course(&self, facts: &dyn Facts, rotation: &Rotation, on: Day) -> Vec<Finding> {
        let began = rotation.began().unwrap_or(on);
        let judges = |rule: &&Rule| {
            let time = matches!(rule.kind, Kind::MonthsAway { .. });
            rule.in_force(if time { began } else { on }) && rule.applies.moves.contains(&rotation.kind)
        };
        self.rules
            .iter()
            .filter(judges)
            .filter_map(|rule| {
                let (measured, limit, ok) = course(self, facts, rule, rotation, on)?;
                Some(about(rule, rotation.cadre, measured, limit, ok))
            })
            .collect()
    }

    /// Everything the rules say of a move on a day, met ones too: of who goes and where to by the rules of the day of
    /// its decision, of its course on this day.
    #[must_use]
    pub fn rotation(&self, facts: &dyn Facts, rotation: &Rotation, on: Day) -> Vec<Finding> {
        let mut findings = self.move_gates(facts, &Mover::of(rotation), judged_on(rotation));
        findings.extend(self.course(facts, rotation, on));
        findings
    }

    /// What a change of a move is judged by: what is asked before it until it has begun, its course at the latest step.
    pub(super) fn moved(&self, rotation: &Rotation, was: Option<&Rotation>, after: &dyn Facts) -> Vec<Finding> {
        let last = rotation.phases.last().map_or(Day::MIN, |p| p.span.from);
        let mut findings = self.course(after, rotation, last);
        let open = was.is_none_or(|w| w.began().is_none());
        let off = rotation.phases.iter().any(|p| p.value == Phase::Cancelled);
        if open && !off {
            findings.extend(self.move_gates(after, &Mover::of(rotation), judged_on(rotation)));
        }
        findings
    }
}

fn before(
    policy: &Policy,
    facts: &dyn Facts,
    rule: &Rule,
    mover: &Mover<'_>,
    person: &Person<'_>,
    gate: Option<&Gate<'_>>,
    on: Day,
) -> Option<Answer> {
    let title = |post: PostId| facts.post(post).and_then(|p| facts.title(p.title));
    match &rule.kind {
        Kind::InPool => {
            let places = person.planned.iter().filter(|(e, ..)| e.stage(on) == Some(Stage::Approved)).count();
            let places = i64::try_from(places).unwrap_or(i64::MAX);
            Some((Amount::Count(places), Limit::least(Amount::Count(1)), Some(places > 0)))
        }
        Kind::EquivalentPost { within } => {
            let (from, to) = (title(mover.from?)?, title(mover.to?)?);
            if from.ladder != to.ladder {
                return None;
            }
            let limit = Limit {
                least: Amount::Rank(from.rank.saturating_sub(*within)),
                most: Amount::Rank(from.rank.saturating_add(*within)),
            };
            Some((Amount::Rank(to.rank), limit, Some(to.rank.abs_diff(from.rank) <= *within)))
        }
        Kind::NoExtraPost => {
            let post = facts.post(mover.to?)?;
            let starts = mover.rotation.and_then(|r| r.began().or(r.planned)).unwrap_or(on);
            let holds = |a: &&Appointment| a.span.holds(starts) && a.cadre != mover.cadre;
            let held = i64::try_from(facts.holders(post.id).into_iter().filter(holds).count()).unwrap_or(i64::MAX);
            let seats = i64::from(post.seats(starts));
            Some((Amount::Count(held + 1), Limit::most(Amount::Count(seats)), Some(held < seats)))
        }
        Kind::ServiceLeft { months, purposes } => {
            if !purposes.contains(&mover.purpose) {
                return None;
            }
            let starts = mover.rotation.and_then(|r| r.began().or(r.planned)).unwrap_or(on);
            let limit = Limit::least(Amount::Months(*months));
            let Retires::On(earliest, latest) = person.retires else { return Some((Amount::None, limit, None)) };
            let (low, high) = (gates::months(starts, earliest), gates::months(starts, latest));
            let ok = if low >= *months {
                Some(true)
            } else if high < *months {
                Some(false)
            } else {
                None
            };
            Some((Amount::Months(low), limit, ok))
        }
        Kind::DestinationAge { below } => {
            let gate = gate.filter(|_| mover.to.is_some())?;
            if !rule.applies.titles.contains(&gate.title.code) {
                return None;
            }
            let (low, high) = person.card.born.age_on(on);
            let limit = Limit::most(Amount::Years(i64::from(*below) - 1));
            let ok = if high < *below {
                Some(true)
            } else if low >= *below {
                Some(false)
            } else {
                None
            };
            Some((Amount::Years(i64::from(high)), limit, ok))
        }
        Kind::Preferred { below } if mover.rotation.is_none() => {
            let (_, high) = person.card.born.age_on(on);
            let ok = high < *below || person.card.sex == Sex::Female;
            Some((Amount::Years(i64::from(high)), Limit::most(Amount::Years(i64::from(*below) - 1)), Some(ok)))
        }
        Kind::SectorAgrees => {
            let posts = mover.from.into_iter().chain(mover.to);
            let armed = posts.filter_map(title).any(|t| policy.armed.contains(&t.code));
            let agreed = mover.rotation.and_then(|r| r.agreement.as_ref());
            armed
                .then(|| (agreed.map_or(Amount::None, |d| Amount::Day(d.on)), Limit::default(), Some(agreed.is_some())))
        }
        _ => None,
    }
}

fn course(policy: &Policy, facts: &dyn Facts, rule: &Rule, rotation: &Rotation, on: Day) -> Option<Answer> {
    let stopped = whereabouts(facts, rotation, on).stopped;
    let months = rotation.months(stopped.map_or(on, |day| day.min(on)));
    let least = |rule_says: i64| rotation.minimum.map_or(rule_says, i64::from);
    let phase = rotation.phase(on)?;
    match &rule.kind {
        // the months are a floor: being away for longer breaks nothing, ending or being told to end before them does
        Kind::MonthsAway { least: floor, .. } => {
            let limit = Limit::least(Amount::Months(least(*floor)));
            let ends = rotation.until.filter(|_| phase == Phase::Away).map(crate::domain::Day::next);
            let over = rotation.back() <= on;
            let served = match ends {
                Some(until) => rotation.months_until(until),
                None => months?,
            };
            let ok = stopped.is_some() || served >= least(*floor) || (!over && ends.is_none());
            Some((Amount::Months(served), limit, Some(ok)))
        }
        Kind::AfterPlanned => {
            let time = policy.time_away(rotation.kind, rotation.began().unwrap_or(on))?;
            let near = months.is_none_or(|m| m + time.notice >= least(time.months));
            let open = phase.rank() < Phase::Placed.rank();
            let measured = months.map_or(Amount::None, Amount::Months);
            (near && open).then(|| (measured, Limit::default(), Some(rotation.after.is_some())))
        }
        Kind::AssessedYearly => {
            let missing = i64::try_from(rotation.unassessed_years(on).count()).unwrap_or(i64::MAX);
            let away = matches!(phase, Phase::Away | Phase::Finished);
            away.then(|| (Amount::Count(missing), Limit::most(Amount::Count(0)), Some(missing == 0)))
        }
        Kind::PastEnd => {
            let until = rotation.until.filter(|_| phase == Phase::Away)?;
            Some((Amount::Day(on), Limit::most(Amount::Day(until)), Some(on <= until)))
        }
        _ => None,
    }
}
