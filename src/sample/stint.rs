//! Times on posts, and which seats are free.

use super::ground::{Chair, Ground};
use crate::domain::{ActKind, Day};

/// A time of one person on one post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stint {
    /// Place of the person.
    pub person: u32,
    /// Place of the chair.
    pub chair: u32,
    /// First day.
    pub from: Day,
    /// First day on which it is over.
    pub to: Day,
    /// How it began.
    pub began: ActKind,
    /// How it ended, where it did.
    pub ended: Option<ActKind>,
    /// Beside the main post.
    pub concurrent: bool,
}

impl Stint {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, on: Day) -> bool {
        self.from <= on && on < self.to
    }

    /// Ends it on a day, if it lasts so long.
    pub fn end(&mut self, on: Day, how: ActKind) {
        if self.to > on {
            self.to = on;
            self.ended = Some(how);
        }
    }
}

/// The main post among times on posts, on a day.
#[must_use]
pub fn main_on(stints: &[Stint], on: Day) -> Option<&Stint> {
    stints.iter().find(|stint| !stint.concurrent && stint.holds(on))
}

impl<'a> Ground<'a> {
    /// The chair of the main post among times on posts, on a day.
    #[must_use]
    pub fn main_chair(&self, stints: &[Stint], on: Day) -> Option<&Chair<'a>> {
        self.chair_at(main_on(stints, on)?.chair)
    }

    /// Whether nothing hurtful may be drawn: some post ever held is one that one known person holds.
    #[must_use]
    pub fn any_known(&self, stints: &[Stint]) -> bool {
        stints.iter().any(|stint| self.chair_at(stint.chair).is_some_and(Chair::is_known))
    }
}

/// When which seats are taken.
#[derive(Debug, Default)]
pub struct Seats {
    taken: Vec<Vec<(Day, Day)>>,
}

impl Seats {
    /// All seats free.
    #[must_use]
    pub fn of(ground: &Ground<'_>) -> Seats {
        Seats { taken: vec![Vec::new(); ground.chairs.len()] }
    }

    /// Takes a seat for a time.
    pub fn take(&mut self, chair: u32, from: Day, to: Day) {
        if let Some(taken) = self.taken.get_mut(chair as usize) {
            taken.push((from, to));
        }
    }

    /// Gives back what was taken for a time: all of it, or the part from a day on.
    pub fn cut(&mut self, chair: u32, from: Day, to: Day) {
        let found = self.taken.get_mut(chair as usize).and_then(|t| t.iter_mut().find(|s| s.0 == from && s.1 > to));
        if let Some(time) = found {
            time.1 = to;
        }
    }

    /// How many sit on the chair on a day.
    #[must_use]
    pub fn sitting(&self, chair: u32, on: Day) -> usize {
        self.taken.get(chair as usize).map_or(0, |t| t.iter().filter(|(from, to)| *from <= on && on < *to).count())
    }

    /// Whether one more can sit there all the time.
    #[must_use]
    pub fn free(&self, at: u32, chair: &Chair<'_>, from: Day, to: Day) -> bool {
        let span = chair.post.span;
        if from < span.from || to > span.to || from >= to {
            return false;
        }
        let fits = |day: Day| self.sitting(at, day) < usize::from(chair.post.seats(day));
        let taken = self.taken.get(at as usize).map_or(&[][..], Vec::as_slice);
        let changes = chair.post.seats.iter().map(|s| s.span.from).filter(|day| from < *day && *day < to);
        fits(from) && changes.chain(taken.iter().map(|s| s.0).filter(|day| from < *day && *day < to)).all(fits)
    }
}
