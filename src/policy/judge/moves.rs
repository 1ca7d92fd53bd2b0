//! A move: who may go and where to, and what is said of one who is away. Rules of the record (discipline, grades, votes,
//! statuses) judge who goes as they judge somebody for the pool of the post that is taken.

use crate::domain::{Day, MoveKind, Phase, Rotation, Subject, TermId};
use crate::policy::facts::Facts;
use crate::policy::finding::{Finding, Scope};
use crate::policy::kinds::rotation::months_away::MonthsAway;
use crate::policy::measure::candidate::{Candidacy, PoolContext};
use crate::policy::measure::moves::{Course, MoveContext, Mover, TimeAway};
use crate::policy::ruleset::Policy;

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
        let rules = self.in_force(on).filter(|r| r.applies.moves.contains(&kind));
        rules.filter_map(|rule| MonthsAway::of(&rule.kind)).map(MonthsAway::time).next()
    }

    /// What the rules of a day ask of somebody before a move, met ones too.
    #[must_use]
    pub fn move_gates(&self, facts: &dyn Facts, mover: &Mover<'_>, on: Day) -> Vec<Finding> {
        let Some(person) = self.person(facts, mover.cadre, on) else { return Vec::new() };
        let at = mover.to.or(mover.from);
        let pool = at.and_then(|post| PoolContext::of(&self.tables, facts, post, TermId(0), on));
        let candidacy = pool.as_ref().map(|pool| Candidacy { pool, person: &person, whom: None });
        let case = MoveContext { tables: &self.tables, facts, mover, person: &person, pool: pool.as_ref(), on };
        let rules = self.in_force(on).filter(|r| r.applies.moves.contains(&mover.kind));
        let answers = rules.filter_map(|rule| {
            let judges = rule.kind.judges();
            let answer = match (judges.candidate, &candidacy) {
                (Some(kind), Some(candidacy)) => kind.of_candidate(candidacy),
                _ => judges.before_move?.of_move(&case, &rule.applies.titles),
            };
            Some(rule.finding(Subject::Cadre(mover.cadre), Scope::Whole, on, answer?))
        });
        answers.collect()
    }

    /// What the rules say on a day of a move that is on record: of its time by the rules of the day it began, of the plan
    /// for afterwards and of assessments by those of this day; met ones too.
    #[must_use]
    pub fn course(&self, facts: &dyn Facts, rotation: &Rotation, on: Day) -> Vec<Finding> {
        let began = rotation.began().unwrap_or(on);
        let time = self.time_away(rotation.kind, began);
        let Some(course) = Course::of(facts, rotation, time, on) else { return Vec::new() };
        let rules = self.rules.iter().filter(|rule| rule.applies.moves.contains(&rotation.kind));
        let answers = rules.filter_map(|rule| {
            let kind = rule.kind.judges().course?;
            let day = if kind.judges_by_first_day() { began } else { on };
            if !rule.in_force(day) {
                return None;
            }
            let answer = kind.of_course(&course)?;
            Some(rule.finding(Subject::Cadre(rotation.cadre), Scope::Whole, day, answer))
        });
        answers.collect()
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
