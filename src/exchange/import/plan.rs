//! What an import comes to before anything is written: what is added, changed field by field, the same, refused and why,
//! and the questions that only an officer can answer.

use super::canonical;
use super::judge;
use super::lexicon::Lexicon;
use super::map::{Map, MapError};
use super::read::{HEAD_ROWS, ReadError, Source};
use super::rows::List;
use super::shape::Headings;
use super::trouble::Trouble;
use super::work::{Did, Place, Texts, Works};
use crate::domain::{Day, Edit, RecordKey};
use crate::exchange::export::Kind;
use crate::policy::Policy;
use crate::register::View;
use crate::register::names::Names;

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The file.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The map.
    #[error(transparent)]
    Map(#[from] MapError),
    /// Nothing in the file looks like headings of such a list.
    #[error("no headings")]
    NoHeadings,
    /// It was broken off.
    #[error("broken off")]
    Cancelled,
}

/// What is asked.
pub struct Asked<'a> {
    /// The file.
    pub source: &'a Source,
    /// What it is a list of.
    pub kind: Kind,
    /// The map; the register's own tables need none.
    pub map: &'a Map,
    /// The headings that the map speaks of.
    pub headings: &'a Headings,
    /// The register.
    pub view: &'a View,
    /// The rules.
    pub policy: &'a Policy,
    /// Words.
    pub lexicon: &'a Lexicon,
    /// Reads what the register does not hold in memory.
    pub texts: &'a Texts<'a>,
    /// Today.
    pub today: Day,
    /// From which day on changes are, where the officer says so.
    pub effective: Option<Day>,
    /// Take what is sound and leave out what is not.
    pub partial: bool,
    /// An exception rides along: hard rules stop nothing.
    pub exception: bool,
}

impl std::fmt::Debug for Asked<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asked").field("kind", &self.kind).field("partial", &self.partial).finish_non_exhaustive()
    }
}

/// What is wrong with a cell of a row, or with the whole of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The heading over the cell that is wrong; empty where it is the whole row.
    pub column: String,
    /// The place of that cell in the row.
    pub at: Option<usize>,
    /// What stands in it.
    pub value: String,
    /// Why.
    pub trouble: Trouble,
}

/// A row that is refused, or asks a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Where it stands in the file.
    pub place: Place,
    /// What is wrong with it: one at the least, as many as do not follow from each other.
    pub faults: Vec<Fault>,
    /// What the row says of whom it is about: what an answer is given to.
    pub about: String,
}

impl Refused {
    /// The question that an officer can answer for the row, where it is one.
    #[must_use]
    pub fn question(&self) -> Option<&Trouble> {
        self.faults.iter().map(|fault| &fault.trouble).find(|trouble| trouble.is_question())
    }

    /// What another refusal of the same row says besides.
    pub(super) fn join(&mut self, other: Refused) {
        for fault in other.faults {
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
    }
}

/// A row that is none of the list: a group's heading, a sum, a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its number in the file.
    pub row: u32,
    /// How it begins.
    pub text: String,
}

/// A row that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Where it stands in the file.
    pub place: Place,
    /// What it does.
    pub did: Did,
    /// To which record.
    pub key: RecordKey,
}

/// What an import comes to.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Rows of the list.
    pub read: usize,
    /// Rows that bring something new.
    pub added: usize,
    /// Rows that change something.
    pub changed: usize,
    /// Rows that say what is on file.
    pub same: usize,
    /// Rows that the officer left out.
    pub left: usize,
    /// Rows that are refused, in order.
    pub refused: Vec<Refused>,
    /// Rows that are none of the list.
    pub skipped: Vec<Skipped>,
    /// Rows that are taken, in order.
    pub lines: Vec<Line>,
    /// The edits of one revision.
    pub edits: Vec<Edit>,
}

impl Plan {
    /// Whether it can be written: nothing refused, or what is refused may be left out; and there is something.
    #[must_use]
    pub fn is_ready(&self, partial: bool) -> bool {
        (partial || self.refused.is_empty()) && !self.edits.is_empty()
    }

    /// Counts again what the rows do, once some have been refused.
    pub(super) fn count(&mut self) {
        let of = |did| self.lines.iter().filter(|l| l.did == did).count();
        (self.added, self.changed, self.same) = (of(Did::Added), of(Did::Changed), of(Did::Same));
    }
}

/// What goes on while a file is read.
pub(super) struct Run<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) works: Works<'a>,
    pub(super) names: Names,
    pub(super) plan: Plan,
}

/// Plans an import. `progress` is told how many rows have been read and answers whether to go on.
///
/// # Errors
/// The file or the map cannot be used, or it was broken off.
pub fn plan(asked: &Asked<'_>, progress: &mut dyn FnMut(usize) -> bool) -> Result<Plan, PlanError> {
    let works = Works::new(asked.view, asked.texts, asked.effective);
    let mut run = Run { asked, works, names: Names::of(asked.view), plan: Plan::default() };
    if canonical::is_own(asked.source)? {
        canonical::read(&mut run, progress)?;
    } else {
        let list = List::new(asked)?;
        list.read(&mut run, progress)?;
    }
    if !progress(run.plan.read) {
        return Err(PlanError::Cancelled);
    }
    let Run { works, mut plan, .. } = run;
    judge::judge(asked, &works, &mut plan);
    plan.refused.sort_by_key(|r| r.place);
    plan.count();
    Ok(plan)
}

/// Whether a list has headings that can be mapped; the register's own tables have.
///
/// # Errors
/// The file cannot be read.
pub fn is_own(source: &Source) -> Result<bool, ReadError> {
    canonical::is_own(source)
}

impl Run<'_> {
    /// A row is refused.
    pub(super) fn refuse(&mut self, refused: Refused) {
        self.plan.refused.push(refused);
    }

    /// A row is taken.
    pub(super) fn take(&mut self, place: Place, did: Did, key: RecordKey) {
        self.plan.lines.push(Line { place, did, key });
    }
}

/// Rows that are looked at to tell what a file is.
pub(super) const LOOK: usize = HEAD_ROWS;
