//! What the screen of planning knows: the panes with their rows and people, the filters, the page over them, the drafts.

use super::board::{Board, Group};
use super::draft::{Laid, PlanDraft};
use crate::app::parts::list::{List, Marks};
use crate::app::parts::page::{Row as Written, Target};
use crate::app::parts::sieve::Sieve;
use crate::app::session::draft::Draft as HalfForm;
use crate::app::words::Lang;
use crate::domain::{Day, Entry, EntryId, ListId, PostId, Revision, RoundId, Stage, TermId, UnitId};
use crate::policy::{Finding, Verdict};
use crate::register::Loaded;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A pane of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// Pools of the province.
    #[default]
    Pools,
    /// People of the selected pool.
    People,
    /// What the rules say at length.
    Reasons,
}

/// The screen's state.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The term that is looked at.
    pub term: Option<TermId>,
    /// Of which register and day the term was settled by itself, and as which.
    pub(super) settled: Option<((Loaded, Day), Option<TermId>)>,
    /// The pane in use.
    pub pane: Pane,
    /// All pools of the term, with the draft laid over.
    pub board: Arc<Board>,
    /// What is open in the left pane.
    pub open: BTreeSet<Node>,
    /// Rows of the left pane.
    pub rows: Vec<Row>,
    /// Cursor and window over them.
    pub list: List,
    /// People of the selected pool.
    pub people: Vec<Line>,
    /// People of the same pool in the other term, while two are compared.
    pub other: Vec<Line>,
    /// Cursor and window over the people.
    pub people_list: List,
    /// What queries leave of the pools and of their people.
    pub filter: Filter,
    /// Marked people.
    pub marks: Marks<EntryId>,
    /// Whether the pool of the other term stands beside.
    pub compares: bool,
    /// Whether only posts with a seat that nobody holds are listed.
    pub vacant: bool,
    /// Whether what the rules say is shown at length, with its sources.
    pub why: bool,
    /// What the rules say at length: lines with the columns of their labels, and the findings that they lead to.
    pub reasons: (Vec<Written>, u16),
    /// Cursor and window over them.
    pub reasons_list: List,
    /// The findings of the lines.
    pub(super) found: Vec<Finding>,
    /// A page over the people.
    pub page: Option<Box<Page>>,
    /// What can be repeated on others.
    pub(super) last: Option<Last>,
    /// Drafts by name; the first is the one that is worked on.
    pub drafts: Vec<PlanDraft>,
    /// The register with the draft laid over.
    pub laid: Option<Arc<Laid>>,
    /// Steps of the draft that were taken back, the newest last.
    pub redo: Vec<Vec<HalfForm>>,
    /// The draft is on its way to the store.
    pub saving: Option<u64>,
    /// A post to go to once its board has been made.
    pub(super) seek: Option<PostId>,
    /// The pool that was open and is not listed on this day or under this filter, and where the cursor went instead.
    pub(super) away: Option<(PostId, usize)>,
    pub(super) asked: Option<(u64, Asked)>,
    pub(super) laid_of: Option<(Revision, Loaded, Day, Vec<Vec<HalfForm>>)>,
    /// How often a draft has been laid over the register.
    pub(super) lays: u64,
    pub(super) rows_of: Option<Made>,
}

/// Of what the board was made: register, day, term, which laying of the draft.
pub(super) type Asked = (Revision, Loaded, Day, TermId, u64);

impl Plan {
    /// The draft that is worked on.
    #[must_use]
    pub fn draft(&self) -> Option<&PlanDraft> {
        self.drafts.first().filter(|d| !d.is_empty())
    }

    /// The row under the cursor of the left pane.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.list.cursor)
    }

    /// The selected post.
    #[must_use]
    pub fn post(&self) -> Option<PostId> {
        match self.row()?.node {
            Node::Post(post) => Some(post),
            _ => None,
        }
    }

    /// The unit that the left pane stands in.
    #[must_use]
    pub fn unit(&self) -> Option<UnitId> {
        match self.row()?.node {
            Node::Unit(unit) => Some(unit),
            Node::Post(post) => self.board.place(post).map(|(home, _)| home.unit),
            Node::Group(_) => None,
        }
    }

    /// The person under the cursor.
    #[must_use]
    pub fn line(&self) -> Option<&Line> {
        self.people.get(self.people_list.cursor)
    }
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A group of units.
    Group(Group),
    Unit(UnitId),
    /// The pool of a post.
    Post(PostId),
}

/// A row of the left pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub node: Node,
    /// Steps to the right.
    pub depth: u16,
    /// Whether what is under it is shown; none where nothing is.
    pub open: Option<bool>,
    /// Its name.
    pub text: String,
    /// People and seats of a pool; people of a unit.
    pub count: String,
    /// The worst that the rules find.
    pub verdict: Option<Verdict>,
}

/// Of what the rows were made: the board, whether only vacancies, the language.
pub(super) type Made = (Arc<Board>, bool, Lang);

/// What the draft, or a round, does to somebody's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Stays as it is.
    Stays,
    /// Comes in with the draft.
    Added,
    /// Leaves with the draft.
    Removed,
    /// Its leaving is proposed in a round.
    Leaving,
    /// Something else of it changes with the draft.
    Changed,
}

impl Mark {
    /// What stands before the name.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Mark::Stays => " ",
            Mark::Added => "+",
            Mark::Removed | Mark::Leaving => "−",
            Mark::Changed => "~",
        }
    }
}

/// Whether somebody of one term stands in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Beside {
    /// In both.
    Kept,
    /// Only here.
    Alone,
    /// In the other term's pool of a lower title of the unit.
    Up,
    /// In the other term's pool of a higher title of the unit.
    Down,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The place.
    pub entry: Arc<Entry>,
    /// What becomes of it.
    pub mark: Mark,
    /// How it stands to the other term, while two are compared.
    pub beside: Option<Beside>,
}

/// The filters of the screen.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of the pools.
    pub pools: Sieve,
    /// Of the people of the selected pool.
    pub people: Sieve,
    pub(super) shown: Option<BTreeSet<PostId>>,
    /// Whether it is to be said how many pools are left: once for each query that is typed.
    pub(super) tells: bool,
}

impl Filter {
    /// Whether a pool is left.
    #[must_use]
    pub fn shows(&self, post: PostId) -> bool {
        self.shown.as_ref().is_none_or(|shown| shown.contains(&post))
    }
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The draft that is worked on against the nth other, or against what is saved.
    Drafts(Option<usize>),
    /// What a round submits against what was approved last.
    Round(RoundId),
    /// Whom a finding speaks of.
    People(Box<Finding>),
    /// Posts with a seat that nobody holds, and holders who retire within the term, each with who is planned.
    Vacancies,
    /// Changes that one key would make; those that are left out are kept by their number.
    Preview(Vec<HalfForm>, BTreeSet<usize>),
}

/// A page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it shows.
    pub what: What,
    /// Its lines, and the columns of their labels.
    pub lines: (Vec<Written>, u16),
    /// Cursor and window.
    pub list: List,
    pub(super) of: Option<Of>,
}

/// Of what the lines were written: register, day, laying of the draft, language, meeting, columns, what is left out.
pub(super) type Of = (Revision, Day, u64, Lang, bool, u16, usize);

impl Page {
    /// Whether it asks before something is changed.
    #[must_use]
    pub fn asks(&self) -> bool {
        matches!(self.what, What::Preview(..))
    }

    pub(super) fn target(&self) -> Option<Target> {
        self.lines.0.get(self.list.cursor)?.target
    }
}

/// What can be repeated on others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// They left the pool for this reason.
    Left(ListId),
    /// They came so far.
    Reached(Stage),
    /// They came into the pool of the other term.
    Across,
}
