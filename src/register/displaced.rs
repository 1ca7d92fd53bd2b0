//! People of what ended: everybody whose main post ended on the day with its unit or by a reorganisation, and what
//! became of each: the post that was given, who holds none, who waits to be placed after a rotation, who left.

use crate::domain::{ActKind, Appointment, CadreId, Day, Ladder, Line, PostId, Unit, UnitId};
use crate::register::rotations::Queue;
use crate::register::view::View;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// What became of somebody whose post ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Was given another main post.
    Placed,
    /// Was away on a rotation, which ended with the post: waits to be placed.
    Waiting,
    /// Is on the payroll and holds no main post.
    NoPost,
    /// Is no longer on the payroll.
    Left,
}

impl Fate {
    /// All of them, in the order of the list's counts.
    pub const ALL: [Fate; 4] = [Fate::Placed, Fate::Waiting, Fate::NoPost, Fate::Left];

    /// Its short name on the command line, and under `displaced` in the locale.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Fate::Placed => "placed",
            Fate::Waiting => "waiting",
            Fate::NoPost => "no-post",
            Fate::Left => "left",
        }
    }
}

/// Somebody whose main post ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Displaced {
    pub cadre: CadreId,
    /// The day on which the post ended.
    pub on: Day,
    /// The post that ended.
    pub from: PostId,
    pub fate: Fate,
    /// The main post that was given then or later, and from when.
    pub to: Option<(PostId, Day)>,
    /// The paper: of the post that was given, of the act of leaving, or the decree on which the day of leaving rests.
    pub paper: String,
}

impl View {
    /// Days up to the one that is looked at on which posts ended with people in them, the latest first, each with how
    /// many.
    #[must_use]
    pub fn days_of_ending(&self) -> Vec<(Day, usize)> {
        let mut days: BTreeMap<Day, usize> = BTreeMap::new();
        for a in self.snapshot.appointments.values().filter(|a| self.ended_with_its_post(a)) {
            *days.entry(a.span.to).or_default() += 1;
        }
        days.into_iter().rev().collect()
    }

    fn ended_with_its_post(&self, a: &Appointment) -> bool {
        let post = self.post(a.post).filter(|_| !a.concurrent && a.span.to <= self.on);
        let ended = post.filter(|post| post.span.to == a.span.to);
        ended.and_then(|post| self.title(post)).is_some_and(|title| title.ladder != Ladder::Committee)
    }

    /// Those whose main post ended on a day (of none: the day on which the unit ended, else the latest on which any post
    /// did), in a unit, under it or in what became it on the day; each once, unit by unit, the highest first. Reads every
    /// appointment, so not to be called while drawing.
    #[must_use]
    pub fn displaced(&self, on: Option<Day>, under: Option<UnitId>) -> Vec<Displaced> {
        let end = under.and_then(|unit| self.unit(unit)).map(|unit| unit.span.to).filter(|day| *day <= self.on);
        let day = on.or(end).or_else(|| self.days_of_ending().first().map(|(day, _)| *day));
        let Some(day) = day else { return Vec::new() };
        let within: Option<HashSet<UnitId>> = under.map(|unit| self.units_before(day, unit));
        let fits = |a: &&Arc<Appointment>| {
            let unit = self.post(a.post).map(|post| post.unit);
            a.span.to == day
                && self.ended_with_its_post(a)
                && within.as_ref().is_none_or(|within| unit.is_some_and(|unit| within.contains(&unit)))
        };
        let mut ended: Vec<&Arc<Appointment>> = self.snapshot.appointments.values().filter(fits).collect();
        let waiting = self.waiting();
        let order = |a: &Arc<Appointment>| {
            let post = self.post(a.post)?;
            Some((post.unit, self.title(post)?.order))
        };
        ended.sort_by_key(|a| (order(a), a.cadre));
        let mut seen = BTreeSet::new();
        ended.retain(|a| seen.insert(a.cadre));
        ended.into_iter().map(|a| self.displaced_from(a, &waiting)).collect()
    }

    /// A unit with what became it on a day, and what stood under these, in any line, on the eve.
    fn units_before(&self, day: Day, unit: UnitId) -> HashSet<UnitId> {
        let eve = self.on(day.prev());
        let became = |from: &&Arc<Unit>| from.became.iter().any(|b| b.into == unit && b.on == day);
        let before = self.snapshot.predecessors(unit).filter(became).map(|from| from.id);
        let units: Vec<UnitId> = before.chain([unit]).collect();
        let lines = |unit: UnitId| Line::ALL.map(|line| (line, unit));
        units.into_iter().flat_map(lines).flat_map(|(line, unit)| eve.subtree(line, unit).into_keys()).collect()
    }

    fn waiting(&self) -> BTreeSet<CadreId> {
        let moves = self.snapshot.rotations.keys().filter_map(|id| self.rotation(self.policy(), *id));
        moves.filter(|m| m.queue == Some(Queue::ToPlace)).map(|m| m.rotation.cadre).collect()
    }

    fn displaced_from(&self, ended: &Appointment, waiting: &BTreeSet<CadreId>) -> Displaced {
        let (cadre, on) = (ended.cadre, ended.span.to);
        let main = |a: &&Arc<Appointment>| {
            let title = self.post(a.post).and_then(|post| self.title(post));
            let given = on <= a.span.from && a.span.from <= self.on && a.post != ended.post;
            given && !a.concurrent && title.is_some_and(|t| t.ladder != Ladder::Committee)
        };
        let next = self.snapshot.career_of(cadre).filter(main).min_by_key(|a| (a.span.from, a.id));
        let card = self.cadre(cadre);
        let leaves = |kind| {
            use ActKind::{AwaitingRetirement, Died, Dismissed, Left, Removed, Resigned, Retired, RetiredEarly};
            matches!(kind, AwaitingRetirement | Died | Dismissed | Left | Removed | Resigned | Retired | RetiredEarly)
        };
        let gone = card.is_some_and(|c| !c.payroll.is_empty() && c.payroll(self.on).is_none())
            || next.is_none() && ended.ended.as_ref().is_some_and(|act| leaves(act.kind));
        let fate = match next {
            Some(_) => Fate::Placed,
            None if gone => Fate::Left,
            None if waiting.contains(&cadre) => Fate::Waiting,
            None => Fate::NoPost,
        };
        let basis = card.and_then(|c| c.retirement.as_ref()).map(|own| own.basis.clone());
        let basis = basis.filter(|basis| fate == Fate::Left && !basis.is_empty());
        let act = next.map(|a| &a.began).or(ended.ended.as_ref());
        let decision = act.and_then(|act| act.decision.as_ref()).map(|d| d.number.clone());
        let paper = [decision, basis].into_iter().flatten().collect::<Vec<_>>().join("; ");
        Displaced { cadre, on, from: ended.post, fate, to: next.map(|a| (a.post, a.span.from)), paper }
    }
}
