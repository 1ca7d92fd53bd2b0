//! Who may come to a leading post or a committee by the rules of the day, and which seats go when somebody leaves.

use super::*;

/// Months of working age that are left to whoever comes to a higher post, and to any other.
const HIGHER: i32 = 61;
const AS_HIGH: i32 = 12;
/// Months in a post, or in one as high, before a higher one.
const TENURE: u32 = 12;

impl Days<'_, '_> {
    /// Whether somebody may come to a leading post on a day.
    pub(super) fn may_come(&self, person: u32, chair: &Chair<'_>, on: Day) -> bool {
        let Some(life) = self.careers.lives.get(person as usize) else { return false };
        let held = self.highest(person, on.prev());
        let higher = held < chair.title.rank;
        let months = if higher { HIGHER } else { AS_HIGH };
        // a year of birth alone is taken for its first day
        let known = i32::from(!life.born.exact()) * 12;
        life.retires > on.add_months(months + known)
            && self.is_spotless(person)
            && (!higher || self.settled(person, held, on))
    }

    /// Whether nothing on record stands against somebody; of the days on which that is not looked at, nothing does.
    pub(super) fn is_spotless(&self, person: u32) -> bool {
        self.spotless.is_empty() || self.spotless.get(person as usize).copied().unwrap_or(false)
    }

    /// Highest rank held on the ladder of those who lead.
    fn highest(&self, person: u32, on: Day) -> u16 {
        self.led(person).filter(|(s, _)| s.holds(on)).map(|(_, rank)| rank).max().unwrap_or(0)
    }

    fn led(&self, person: u32) -> impl Iterator<Item = (Stint, u16)> {
        let times = self.all.get(person as usize).into_iter().flatten().filter_map(|at| self.stint(*at));
        times.filter_map(|s| {
            let chair = self.ground.chair_at(s.chair).filter(|c| c.title.ladder == Ladder::Leadership)?;
            Some((s, chair.title.rank))
        })
    }

    /// Whether somebody has been long enough in the post held, or in one as high; whoever leads nowhere yet, has.
    fn settled(&self, person: u32, held: u16, on: Day) -> bool {
        if self.spotless.is_empty() || held == 0 {
            return true;
        }
        let mut times: Vec<(Day, Day)> = self
            .led(person)
            .filter(|(s, rank)| *rank >= held && s.from < on)
            .map(|(s, _)| (s.from, s.to.min(on)))
            .collect();
        times.sort_unstable();
        let (mut months, mut until) = (0, Day::MIN);
        for (from, to) in times {
            let from = from.max(until);
            months += if from < to { from.months_until(to) } else { 0 };
            until = until.max(to);
        }
        months >= TENURE
    }

    /// Whether a seat in a committee goes with the post when its holder takes a post elsewhere: the committee is not that
    /// of the new post.
    pub(super) fn leaves_seat(&self, seat: u32, to: u32) -> bool {
        let (Some(seat), Some(to)) = (self.ground.chair_at(seat), self.ground.chair_at(to)) else { return false };
        let apart = match seat.title.level {
            Level::Commune => seat.commune != to.commune,
            _ => seat.title.group.as_deref().is_some_and(|g| g.ends_with("-direct")) && seat.committee != to.committee,
        };
        !self.spotless.is_empty() && seat.title.ladder == Ladder::Committee && apart
    }
}
