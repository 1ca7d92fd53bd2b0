//! A move: what is asked before it, and what is said of one that is on record. Who may be moved, where somebody who was
//! sent away is.

use super::candidate::{Person, PoolContext};
use super::row::{Named, thing};
use crate::domain::{Appointment, CadreId, Day, Ladder, MoveKind, Phase, PostId, Purpose, Rotation, Title};
use crate::policy::facts::Facts;
use crate::policy::finding::Answer;
use crate::policy::tables::Tables;

/// Somebody who may be moved, or is.
#[derive(Debug, Clone, Copy)]
pub struct Mover<'r> {
    pub cadre: CadreId,
    pub kind: MoveKind,
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
    /// The least months away.
    pub months: i64,
    /// So many months before them it is time to say what comes afterwards.
    pub notice: i64,
}

/// Where somebody who was sent away is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whereabouts {
    /// The post: the one that was taken, or the one that a reorganisation carried it on to.
    pub post: PostId,
    /// The day on which the destination ended, where no equivalent post was given with it: the move ended "do sắp xếp".
    pub stopped: Option<Day>,
}

/// Where somebody who was sent away is on a day. A destination that ends with its unit takes the person along to the
/// post that is given from that day, by whatever act: the reorganisation's, a designation, an appointment. Where that is
/// none to lead from, the end of the destination ended the move.
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
        let leads = |a: &Appointment| {
            let title = facts.post(a.post).and_then(|p| facts.title(p.title));
            title.is_some_and(|t| t.ladder == Ladder::Leadership)
        };
        let next = career.into_iter().find(|a| a.span.from == ended && !a.concurrent && a.post != post && leads(a));
        match next {
            Some(next) => post = next.post,
            None => return Whereabouts { post, stopped: Some(ended) },
        }
    }
}

/// A move before it begins.
pub(in crate::policy) struct MoveContext<'a> {
    pub(in crate::policy) tables: &'a Tables,
    pub(in crate::policy) facts: &'a dyn Facts,
    pub(in crate::policy) mover: &'a Mover<'a>,
    pub(in crate::policy) person: &'a Person<'a>,
    /// The post that is taken, else the one that is left, as a pool.
    pub(in crate::policy) pool: Option<&'a PoolContext<'a>>,
    /// The day whose rules judge.
    pub(in crate::policy) on: Day,
}

impl<'a> MoveContext<'a> {
    /// The title of a post.
    pub(in crate::policy) fn title(&self, post: PostId) -> Option<&'a Title> {
        self.facts.post(post).and_then(|p| self.facts.title(p.title))
    }

    /// The day on which the move begins, or is to begin: the day that is looked at, where none is named.
    pub(in crate::policy) fn begins(&self) -> Day {
        self.mover.rotation.and_then(|r| r.began().or(r.planned)).unwrap_or(self.on)
    }
}

/// A kind that judges who may be moved, and where to.
pub(in crate::policy) trait JudgesMove: Named<thing::before_move> {
    /// Measures a move before it begins; none where it has nothing to ask. `titles` are those that the rule applies to,
    /// by code.
    fn of_move(&self, case: &MoveContext<'_>, titles: &[String]) -> Option<Answer>;
}

/// A move that is on record, on a day.
pub(in crate::policy) struct Course<'a> {
    pub(in crate::policy) rotation: &'a Rotation,
    pub(in crate::policy) on: Day,
    /// How far the move has come.
    pub(in crate::policy) phase: Phase,
    /// The day on which a reorganisation ended it.
    pub(in crate::policy) stopped: Option<Day>,
    /// Full months away up to the day, or up to the one on which it was stopped.
    pub(in crate::policy) months: Option<i64>,
    /// The least time of its kind by the rules of the day on which it began.
    pub(in crate::policy) time: Option<TimeAway>,
}

impl<'a> Course<'a> {
    /// None before it was proposed.
    pub(in crate::policy) fn of(
        facts: &dyn Facts,
        rotation: &'a Rotation,
        time: Option<TimeAway>,
        on: Day,
    ) -> Option<Course<'a>> {
        let phase = rotation.phase(on)?;
        let stopped = whereabouts(facts, rotation, on).stopped;
        let months = rotation.months(stopped.map_or(on, |day| day.min(on)));
        Some(Course { rotation, on, phase, stopped, months, time })
    }

    /// The least months: what the decision says, else what the rule does.
    pub(in crate::policy) fn least(&self, of_rule: i64) -> i64 {
        self.rotation.minimum.map_or(of_rule, i64::from)
    }
}

/// A kind that judges a move that is on record.
pub(in crate::policy) trait JudgesCourse: Named<thing::course> {
    /// Measures a move on a day; none where it has nothing to say.
    fn of_course(&self, course: &Course<'_>) -> Option<Answer>;

    /// Whether the rules of the day on which the move began judge, not those of the day that is looked at.
    fn judges_by_first_day(&self) -> bool {
        false
    }
}
