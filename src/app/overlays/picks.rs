//! What a picker chooses from, and what a choice stands for.

use super::find::Beside;
use crate::app::input::action::Action;
use crate::app::screens::cadres::Column;
use crate::app::screens::chain::Choose;
use crate::app::screens::journal::filters::Filter;
use crate::app::screens::reorganise::Follows;
use crate::app::screens::rotations::Narrow;
use crate::domain::{CadreId, ListId, RoundId, Stage};
use crate::register::fields::Task;
use crate::register::people::Order;
use crate::search::Found;
use std::ops::Range;
use std::path::PathBuf;

/// What is chosen from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Everything that can be found.
    Find,
    /// Actions: help, and a palette.
    Help,
    /// Orders of the table.
    Order,
    /// Columns of the table.
    Columns,
    /// What the journal is narrowed to.
    Filter,
    /// Which title follows one that ends.
    Follows,
    /// Provinces to start a store for, in a folder.
    Province(PathBuf),
    /// What can be entered here.
    Tasks,
    /// Official papers.
    Papers,
    /// Who may come into a pool.
    Candidates,
    /// Why somebody leaves a pool.
    Reason,
    /// Something of a file that is taken in.
    Import,
}

/// What becomes of what is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wants {
    /// One goes there.
    #[default]
    Place,
    /// The journal is narrowed to it.
    Filter,
    /// A unit that ends goes into it.
    Successor,
}

/// What a choice stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// A hit.
    Found(Found),
    /// An action.
    Action(Action),
    /// An order.
    Order(Order),
    /// A column.
    Column(Column),
    /// A way of narrowing the journal.
    Filter(Filter),
    /// What a title of a reorganisation becomes, by its place in the plan.
    Follows(usize, Follows),
    /// A province, by its place in the list.
    Province(usize),
    /// Something to be filled in, perhaps from one of its fields on.
    Task(Task, Option<&'static str>),
    /// Somebody for a pool.
    Candidate(CadreId),
    /// Why somebody leaves a pool.
    Reason(ListId),
    /// How far somebody in a pool has come.
    Stage(Stage),
    /// A review round.
    Round(RoundId),
    /// What the queues of rotations are narrowed to.
    Narrow(Narrow),
    /// Something for a replacement chain.
    Chain(Choose),
    /// Something of a file that is taken in.
    Import(crate::app::screens::import::Take),
    /// A draft of pools, by its place among them.
    PlanDraft(usize),
    /// The draft that is worked on against another, or against what is saved.
    CompareDraft(Option<usize>),
    /// What a round submits against what was approved last.
    CompareRound(RoundId),
    /// An official paper, by its place among those that are offered.
    Paper(usize),
    /// A name for the draft.
    NameDraft,
    /// Another draft.
    NewDraft,
    /// Something to be filled in for all that are marked, perhaps one field of it.
    Many(Task, Option<usize>),
}

/// A choice that is offered with what it stands for.
#[derive(Debug, Clone)]
pub struct Offered {
    /// What it stands for.
    pub pick: Pick,
    /// What it is called.
    pub text: String,
    /// More about it.
    pub detail: String,
}

/// A row of the picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it stands for.
    pub pick: Pick,
    /// What stands before it: its keys.
    pub keys: String,
    /// What it is called.
    pub text: String,
    /// More about it.
    pub detail: String,
    /// Letters of `text` that matched.
    pub ranges: Vec<Range<usize>>,
    /// Whether it is ticked, where it can be.
    pub ticked: Option<bool>,
    /// Why it cannot be taken now, where it cannot.
    pub barred: Option<String>,
    /// What it is found by besides: its name and help in the other language.
    pub(in crate::app) also: String,
    /// What a hit tells beside its text.
    pub beside: Beside,
}
