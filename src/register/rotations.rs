//! Rotations as a view sees them: in which queue each stands on the day, who may go, and how the moves of a level or a
//! kind are counted.

use crate::domain::{
    Appointment, CadreId, Day, Direction, Ladder, Level, MoveKind, Phase, PostId, Rotation, RotationId, Stage, Tier,
    UnitId,
};
use crate::policy::{Finding, Mover, Policy, Whereabouts, whereabouts};
use crate::register::view::View;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The work list that a rotation stands in (hàng đợi); derived from its phase and the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Queue {
    /// nguồn luân chuyển: planned, not away; of people, not of rotations
    Source,
    /// đề xuất: proposed, agreed or approved, not begun
    Proposed,
    /// đang luân chuyển
    Away,
    /// còn không quá 6 tháng: within the months of the notice before the least months are full
    Nearing,
    /// đủ 36 tháng: the least months are full
    Ripe,
    /// chờ bố trí sau luân chuyển
    ToPlace,
    /// đã bố trí
    Done,
}

impl Queue {
    /// All, in the order of the way through them.
    pub const ALL: [Queue; 7] =
        [Queue::Source, Queue::Proposed, Queue::Away, Queue::Nearing, Queue::Ripe, Queue::ToPlace, Queue::Done];

    /// Its short name on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Queue::Source => "source",
            Queue::Proposed => "proposed",
            Queue::Away => "away",
            Queue::Nearing => "nearing",
            Queue::Ripe => "ripe",
            Queue::ToPlace => "to-place",
            Queue::Done => "done",
        }
    }

    /// The queue with a short name.
    #[must_use]
    pub fn coded(code: &str) -> Option<Queue> {
        Queue::ALL.into_iter().find(|q| q.code() == code)
    }
}

/// What a move lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lacks {
    /// A plan for afterwards, where one is asked for.
    Plan,
    /// The assessment of a year.
    Assessment,
}

impl Lacks {
    /// Key of the locale.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Lacks::Plan => "rotations.lacks-plan",
            Lacks::Assessment => "rotations.lacks-assessment",
        }
    }

    fn is_lacked_by(self, moved: &Moved) -> bool {
        match self {
            Lacks::Plan => moved.rotation.after.is_none() && moved.minimum.is_some(),
            Lacks::Assessment => !moved.unassessed.is_empty(),
        }
    }
}

/// A rotation on a day.
#[derive(Debug, Clone)]
pub struct Moved {
    pub rotation: Arc<Rotation>,
    /// How far it has come.
    pub phase: Phase,
    /// The queue it stands in; none where it was called off.
    pub queue: Option<Queue>,
    /// Full months away, through a reorganisation that carried the person on; none before it begins, and of a transfer.
    pub months: Option<i64>,
    /// Least months: those of the decision, else of the rule of the day it began; none where nothing asks for any.
    pub minimum: Option<i64>,
    /// The day on which the least months are full; none where nothing asks for any, or it has not begun.
    pub full: Option<Day>,
    /// Where the person is, and whether a reorganisation ended the move.
    pub at: Whereabouts,
    /// Full years away without an assessment.
    pub unassessed: Vec<i16>,
}

/// Which moves are asked for; what is left out asks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RotationQuery {
    /// How far they have come.
    pub phase: Option<Phase>,
    /// In which queue.
    pub queue: Option<Queue>,
    /// Of which kind.
    pub kind: Option<MoveKind>,
    pub direction: Option<Direction>,
    /// From or to this unit, or one under it.
    pub unit: Option<UnitId>,
    /// Whoever the tier manages by the post that is taken.
    pub tier: Option<Tier>,
    /// What they lack.
    pub lacks: Option<Lacks>,
}

impl View {
    /// Which way a move between two posts goes, by the levels of their titles.
    #[must_use]
    pub fn direction(&self, from: PostId, to: PostId) -> Option<Direction> {
        Some(Direction::between(self.level_of(from)?, self.level_of(to)?))
    }

    /// The level of a post's title.
    #[must_use]
    pub fn level_of(&self, post: PostId) -> Option<Level> {
        self.title(self.post(post)?).map(|t| t.level)
    }

    /// Which kind of transfer a move between two posts is.
    #[must_use]
    pub fn transfer(&self, from: PostId, to: PostId) -> Option<MoveKind> {
        let seat = |post: PostId| self.post(post).and_then(|p| self.seat_of(p.unit));
        Some(MoveKind::between(self.level_of(from)?, self.level_of(to)?, seat(from) == seat(to)))
    }

    /// A rotation as it stands on the day; none before it was proposed.
    #[must_use]
    pub fn rotation(&self, policy: &Policy, id: RotationId) -> Option<Moved> {
        self.moved_on(policy, self.snapshot.rotations.get(&id)?)
    }

    fn moved_on(&self, policy: &Policy, rotation: &Arc<Rotation>) -> Option<Moved> {
        let stored = rotation.phase(self.on)?;
        let at = whereabouts(self, rotation, self.on);
        // a destination that ended with its unit ended the move, whatever has been entered since
        let phase = if stored == Phase::Away && at.stopped.is_some() { Phase::Finished } else { stored };
        let time = policy.time_away(rotation.kind, rotation.began().unwrap_or(self.on));
        let minimum = rotation.minimum.map(i64::from).or(time.map(|t| t.months));
        let last = at.stopped.map_or(self.on, |day| day.min(self.on));
        let months = rotation.months(last);
        // so many months are still missing
        let missing = months.zip(minimum).map(|(months, least)| least - months);
        let queue = match phase {
            Phase::Proposed | Phase::Agreed | Phase::Approved => Some(Queue::Proposed),
            Phase::Away if missing.is_some_and(|months| months <= 0) => Some(Queue::Ripe),
            Phase::Away if missing.is_some_and(|months| months <= time.map_or(0, |t| t.notice)) => Some(Queue::Nearing),
            Phase::Away => Some(Queue::Away),
            // nobody waits who was given another post when the destination ended, or has left since
            Phase::Finished if at.stopped.is_some_and(|day| self.is_settled(rotation.cadre, day)) => Some(Queue::Done),
            Phase::Finished => Some(Queue::ToPlace),
            Phase::Placed | Phase::Stayed | Phase::Returned => Some(Queue::Done),
            Phase::Cancelled => None,
        };
        let assessed = matches!(phase, Phase::Away | Phase::Finished) && rotation.kind == MoveKind::Rotation;
        let unassessed = if assessed { rotation.unassessed_years(last).collect() } else { Vec::new() };
        let began = rotation.reached(Phase::Away).filter(|_| months.is_some());
        let full = began.zip(minimum).and_then(|(day, months)| Some(day.add_months(i32::try_from(months).ok()?)));
        Some(Moved { rotation: Arc::clone(rotation), phase, queue, months, minimum, full, unassessed, at })
    }

    /// Whether somebody whose post ended on a day has been given a main post since, or is no longer on the payroll.
    fn is_settled(&self, cadre: CadreId, ended: Day) -> bool {
        let given = |a: &Arc<Appointment>| {
            let title = self.post(a.post).and_then(|post| self.title(post));
            let main = !a.concurrent && title.is_some_and(|t| t.ladder != Ladder::Committee);
            main && ended <= a.span.from && a.span.from <= self.on
        };
        let stays = self.cadre(cadre).is_some_and(|c| c.payroll.is_empty() || c.payroll(self.on).is_some());
        !stays || self.snapshot.career_of(cadre).any(given)
    }

    /// The moves that are known on the day, those that want doing first: whose months are full first, then who has been
    /// away longest, then by what is planned, then the newest.
    #[must_use]
    pub fn rotations(&self, policy: &Policy, asked: &RotationQuery) -> Vec<Moved> {
        let all = self.snapshot.rotations.values().filter(|r| asked.kind.is_none_or(|k| k == r.kind));
        let mut rows: Vec<Moved> =
            all.filter_map(|r| self.moved_on(policy, r)).filter(|m| self.asks(asked, m)).collect();
        rows.sort_by_key(|m| {
            let last = m.rotation.phases.last().map_or(Day::MIN, |p| p.span.from);
            let planned = m.rotation.planned.unwrap_or(Day::MAX);
            let full = m.full.unwrap_or(Day::MAX);
            (m.queue, full, std::cmp::Reverse(m.months), planned, std::cmp::Reverse(last), m.rotation.id)
        });
        rows
    }

    fn asks(&self, asked: &RotationQuery, moved: &Moved) -> bool {
        let rotation = &moved.rotation;
        let under = |unit: UnitId| {
            let posts = rotation.from.into_iter().chain([rotation.to]);
            let mut units = posts.filter_map(|post| self.post(post).map(|p| p.unit));
            units.any(|u| crate::domain::Line::ALL.into_iter().any(|line| self.path(line, u).contains(&unit)))
        };
        asked.phase.is_none_or(|p| p == moved.phase)
            && asked.queue.is_none_or(|q| Some(q) == moved.queue)
            && asked.direction.is_none_or(|d| d == rotation.direction)
            && asked.tier.is_none_or(|t| self.managed_by(rotation) == Some(t))
            && asked.lacks.is_none_or(|l| l.is_lacked_by(moved))
            && asked.unit.is_none_or(under)
    }

    /// The tier that manages a move: the higher of those that manage the two posts.
    #[must_use]
    pub fn managed_by(&self, rotation: &Rotation) -> Option<Tier> {
        let posts = rotation.from.into_iter().chain([rotation.to]);
        posts.filter_map(|post| self.title(self.post(post)?).map(|t| t.tier)).min()
    }

    /// What the rules say of somebody who may be rotated, met ones too.
    #[must_use]
    pub fn source_gates(&self, policy: &Policy, cadre: CadreId) -> Vec<Finding> {
        let from = self.main(cadre).map(|(_, post, _)| post.id);
        from.map(|from| policy.move_gates(self, &Mover::source(cadre, from), self.on)).unwrap_or_default()
    }

    /// Who may be rotated: stands approved in a pool on the day, holds a main post, and is not away; in the order of
    /// their ids. What the rules say of each is asked of the policy.
    #[must_use]
    pub fn rotation_sources(&self) -> Vec<CadreId> {
        let planned = self.snapshot.entries.values().filter(|e| e.stage(self.on) == Some(Stage::Approved));
        let people: std::collections::BTreeSet<CadreId> = planned.map(|e| e.cadre).collect();
        let busy = |cadre: &CadreId| {
            let mut moves = self.snapshot.moved(*cadre).filter_map(|r| r.phase(self.on));
            moves.any(|p| p.rank() < Phase::Placed.rank())
        };
        people.into_iter().filter(|c| !busy(c) && self.main(*c).is_some()).collect()
    }
}
