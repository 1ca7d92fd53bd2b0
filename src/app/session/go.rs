//! Navigation as a value: where to go, and what else is left to do once a screen or a dialog has finished with a key.
//! The root of the session carries it out, in order, and keeps the trail.

use super::callback::Callback;
use super::host::ProvinceChoice;
use super::stage::Screen;
use crate::app::input::action::Action;
use crate::app::screens::dossier::tab::Tab;
use crate::domain::{CadreId, Day, Line, PostId, Revision, RoundId, Subject, TermId, UnitId};
use crate::register::rotations::{Lacks, Queue};
use std::path::PathBuf;

/// Where to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    /// To a screen as it was left.
    Screen(Screen),
    /// Closes the screen: back to the one that it was opened from. Day and line stay.
    Close,
    /// To a cadre's dossier.
    Dossier(CadreId, Tab),
    /// To a unit in the tree, in the line that is looked at or in one in which it stands; else to what became of it.
    Unit(UnitId),
    /// To the unit of a cadre, the cursor on the cadre among its posts.
    UnitOf(CadreId),
    /// To a post of its unit.
    Post(PostId),
    /// To the people of a unit; of none: to everybody.
    People(Option<UnitId>),
    /// To the cadres that a query finds; nothing typed: to all of them.
    Cadres(String),
    /// To the pool of a post in a term.
    Pool(PostId, TermId),
    /// To the pools of a term.
    Pools(TermId),
    /// To the choice among some review rounds.
    Rounds(Vec<RoundId>),
    /// Puts a cadre into the draft of the pool that is open, without going there.
    Plan(CadreId),
    /// To a queue of rotations, with those alone that lack something.
    Queue(Queue, Option<Lacks>),
    /// To a report, or one of its sections.
    Report(String, Option<String>),
    /// To the page of a rule, by its place among the rules.
    Rule(u32),
    /// To what the journal says of a subject.
    Journal(Subject),
    /// To another day.
    Day(Day),
    /// To another line of the hierarchy.
    Line(Line),
    /// To a screen that stays as it is, without a place on the trail: nothing was gone to, something was closed.
    Shown(Screen),
    /// To the years of a unit or a cadre.
    Timeline(Subject),
    /// To a reorganisation of units.
    Reorganise(Vec<UnitId>),
    /// To the dossier of the next or the previous cadre of the table.
    Neighbour(bool),
    /// To the register as it was known at a revision, which was made at a second since 1970, UTC; back to the register as
    /// it stands, where that is looked at.
    KnownAt(Revision, i64),
    /// To the store in a folder.
    Open(PathBuf),
    /// To a new store in a folder, with the units and posts of a province.
    Begin(PathBuf, ProvinceChoice),
}

/// What is left to do once a key has been dealt with.
#[derive(Debug, Clone)]
pub enum Todo {
    /// To go somewhere.
    Go(Go),
    /// To answer whoever opened a dialog.
    Call(Callback),
    /// To do an action, as if its key had been pressed.
    Act(Action),
    /// To submit the dialog that is open to whoever opened it.
    Submit,
}
