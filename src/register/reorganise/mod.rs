//! The batch acts of a reorganisation (sắp xếp tổ chức): units and posts end on a day, and what they were goes on in
//! others by an equivalence table: people with the months they have served, seats held beside the main post,
//! appointments that begin later, and the units below.
//!
//! A plan comes out as edits of one revision and as a list of every person and post it affects; nothing is written
//! here. Who gets a leading post that several hold an equal claim to is an officer's decision, so it is listed and
//! not guessed. Planning pools of posts that end close and go on by the same table.

mod ground;
mod people;
mod pools;

use super::check::Problem;
use crate::domain::{
    CadreId, Day, Decision, Edit, Form, KindId, Level, Line, PostId, RecordKey, RecordKind, Share, TitleId, UnitId,
};
use crate::register::view::View;
use ground::Ground;

/// What becomes of the units that stand under one that ends and are not themselves in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Below {
    /// They go under its main successor; without one, under the unit above.
    #[default]
    Move,
    /// They end with it, without a successor.
    End,
}

/// One unit that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub unit: UnitId,
    /// Where it goes; nowhere: it ends.
    pub into: Vec<(UnitId, Share)>,
    /// What becomes of what stands under it.
    pub below: Below,
}

/// A unit that begins on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// A provisional id, by which the plan speaks of it.
    pub unit: UnitId,
    pub name: String,
    /// Kind and level.
    pub form: Form,
    /// Code of the statistics office.
    pub code: Option<u32>,
    /// Parents by line; a line without one does not show it.
    pub under: Vec<(Line, UnitId)>,
    /// Order of protocol among its siblings, smallest first.
    pub ordinal: u32,
}

/// Which title the holders of an old one take in the new unit; several lines of one title are tried in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Equivalence {
    /// The old title.
    pub from: TitleId,
    /// The new one; `None`: there is no equivalent.
    pub to: Option<TitleId>,
    /// Only in units of this kind.
    pub kind: Option<KindId>,
    /// Only in units of this level.
    pub level: Option<Level>,
}

/// Seats that a unit has from the day on; the post begins where it is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seats {
    pub unit: UnitId,
    pub title: TitleId,
    pub seats: u16,
}

/// A reorganisation as the decision has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reorganisation {
    /// The first day of the new state.
    pub on: Day,
    /// The paper it rests on.
    pub decision: Option<Decision>,
    /// Units that end.
    pub endings: Vec<Ending>,
    /// Units that begin.
    pub beginnings: Vec<Beginning>,
    /// Posts of the new state.
    pub seats: Vec<Seats>,
    /// Which title becomes which; one that is not named stays the same where the new unit has it.
    pub titles: Vec<Equivalence>,
    /// People whose place the officer has decided: who, in which unit, as what.
    pub people: Vec<(CadreId, UnitId, TitleId)>,
    /// Whether more may hold a post than it has seats: the findings then ask for an exception.
    pub beyond_seats: bool,
}

/// Somebody who goes on in another post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    pub cadre: CadreId,
    /// The post that ends.
    pub from: PostId,
    /// The post that follows.
    pub to: PostId,
    /// Beside the main post.
    pub concurrent: bool,
    /// The day it begins: that of the plan, or later where the appointment was to begin later.
    pub on: Day,
}

/// Why somebody has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The unit goes nowhere.
    NoUnit,
    /// No title of the new unit is equivalent.
    NoTitle,
    /// All seats are held.
    NoSeat,
    /// Several have an equal claim to a leading post: the officer decides.
    Choice,
}

/// Somebody whose post ends and who has no place in the new units: listed for the officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unplaced {
    pub cadre: CadreId,
    /// The post that ends.
    pub post: PostId,
    /// Beside the main post.
    pub concurrent: bool,
    pub why: Why,
}

/// What a plan comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The change: one revision.
    pub edits: Vec<Edit>,
    /// Units that end.
    pub units_ended: Vec<UnitId>,
    /// Units that begin.
    pub units_begun: Vec<UnitId>,
    /// Units that stand under another one from the day on.
    pub units_moved: Vec<UnitId>,
    /// Posts that end.
    pub posts_ended: Vec<PostId>,
    /// Posts that begin.
    pub posts_begun: Vec<PostId>,
    /// Which post the holders of an old one went to: old, new.
    pub posts: Vec<(PostId, PostId)>,
    /// Who goes on where.
    pub carried: Vec<Carried>,
    /// Who has no place.
    pub unplaced: Vec<Unplaced>,
    /// Posts with more holders than seats from the day on: post, seats, holders.
    pub exceeded: Vec<(PostId, u16, usize)>,
}

/// What a plan comes to on a register; nothing is changed.
///
/// # Errors
/// A unit that does not stand, goes into itself or into one that ends, or a plan without any ending.
pub fn plan(view: &View, plan: &Reorganisation) -> Result<Outcome, Problem> {
    if plan.endings.is_empty() {
        return Err(Problem::Nothing);
    }
    let mut ground = Ground::new(view, plan);
    for begins in &plan.beginnings {
        ground.begin_unit(begins);
    }
    for ending in &plan.endings {
        check(view, plan, ending)?;
    }
    ground.end_units();
    for seats in &plan.seats {
        ground.give_seats(*seats);
    }
    ground.end_posts();
    people::carry(&mut ground);
    pools::carry(&mut ground);
    Ok(ground.outcome())
}

fn check(view: &View, plan: &Reorganisation, ending: &Ending) -> Result<(), Problem> {
    let missing = |unit: UnitId| Problem::Missing(RecordKey { kind: RecordKind::Unit, id: unit.0 });
    let unit = view.unit(ending.unit).ok_or_else(|| missing(ending.unit))?;
    if !unit.span.holds(plan.on.prev()) || unit.span.to <= plan.on {
        return Err(Problem::OutsideLife(unit.span));
    }
    let twice = plan.endings.iter().filter(|e| e.unit == ending.unit).count() > 1;
    for (into, _) in &ending.into {
        let ends = plan.endings.iter().any(|e| e.unit == *into);
        let begins = plan.beginnings.iter().any(|b| b.unit == *into);
        let stands = view.unit(*into).is_some_and(|u| u.span.holds(plan.on));
        if ends || !(begins || stands) {
            return Err(view.unit(*into).map_or_else(|| missing(*into), |u| Problem::OutsideLife(u.span)));
        }
    }
    if twice { Err(Problem::Nothing) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
