//! What an import comes to before anything is written: what is added, changed field by field, the same, refused and why,
//! and the questions that only an officer can answer.

use super::canonical;
use super::lexicon::Lexicon;
use super::map::{Map, MapError};
use super::read::{HEAD_ROWS, ReadError, Source};
use super::rows::List;
use super::run::{self, Run};
use super::shape::Headings;
use super::trouble::Trouble;
use super::work::{Did, Place, Texts};
use crate::domain::{Day, Edit, RecordKey, Revision};
use crate::exchange::export::Kind;
use crate::policy::Policy;
use crate::register::View;
use crate::register::handle::CommitError;
use crate::register::large::Large;

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
            if self.faults.iter().all(|known| known.trouble != fault.trouble) {
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
    /// Refused rows of a long list that are only counted.
    pub refused_more: usize,
    /// The edits of one revision; those of a long list are not kept.
    pub edits: Vec<Edit>,
    /// How many edits a long list comes to.
    pub brings: usize,
    /// The first of them, to look at.
    pub first: Vec<Edit>,
}

impl Plan {
    /// Whether it can be written: nothing refused, or what is refused may be left out; and there is something.
    #[must_use]
    pub fn is_ready(&self, partial: bool) -> bool {
        // what is left out must be told, row by row
        self.refused_more == 0 && (partial || self.refused.is_empty()) && self.is_new()
    }

    /// Whether it would change anything.
    #[must_use]
    pub fn is_new(&self) -> bool {
        !self.edits.is_empty() || self.brings > 0
    }

    /// How many rows are refused.
    #[must_use]
    pub fn refuses(&self) -> usize {
        self.refused.len() + self.refused_more
    }

    /// Adds what a piece comes to; of a long list not every row is told.
    pub(super) fn add(&mut self, piece: Plan, long: bool) {
        fn told<T>(all: &mut Vec<T>, more: Vec<T>, long: bool) -> usize {
            let room = if long { run::TOLD.saturating_sub(all.len()) } else { more.len() };
            let beyond = more.len().saturating_sub(room);
            all.extend(more.into_iter().take(room));
            beyond
        }
        self.read += piece.read;
        self.added += piece.added;
        self.changed += piece.changed;
        self.same += piece.same;
        self.left += piece.left;
        self.brings += piece.brings;
        if self.first.is_empty() {
            self.first = piece.first;
        }
        self.refused_more += told(&mut self.refused, piece.refused, long);
        told(&mut self.skipped, piece.skipped, long);
        told(&mut self.lines, piece.lines, long);
        self.edits.extend(piece.edits);
    }

    /// Counts again what the rows do, once some have been refused.
    pub(super) fn count(&mut self) {
        let of = |did| self.lines.iter().filter(|l| l.did == did).count();
        (self.added, self.changed, self.same) = (of(Did::Added), of(Did::Changed), of(Did::Same));
    }
}

/// Plans an import. `progress` is told how many rows have been read and answers whether to go on.
///
/// # Errors
/// The file or the map cannot be used, or it was broken off.
pub fn plan(asked: &Asked<'_>, progress: &mut dyn FnMut(usize) -> bool) -> Result<Plan, PlanError> {
    let own = is_own(asked.source)?;
    let mut run = Run::new(asked, own, None);
    go_through(&mut run, own, progress)?;
    // nothing is handed to the register here, so nothing is refused by it
    Ok(run.end().map(|(plan, _)| plan).unwrap_or_default())
}

/// Why a long file was not written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteError {
    /// The file or the map cannot be used, or it was broken off.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The register has not taken it.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// Whether a file is too long to be planned first and written then: it goes to the register while it is read.
#[must_use]
pub fn is_long(asked: &Asked<'_>) -> bool {
    run::in_pieces(asked)
}

/// Plans a long file and writes it as it is read, piece by piece, as one revision; none where a row is refused that may
/// not be left out, or nothing is new.
///
/// # Errors
/// The file or the map cannot be used, it was broken off, or the register has not taken it. Nothing was changed then.
pub fn write(
    asked: &Asked<'_>,
    large: Large,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<(Plan, Option<Revision>), WriteError> {
    let own = is_own(asked.source).map_err(PlanError::from)?;
    let mut run = Run::new(asked, own, Some(large));
    go_through(&mut run, own, progress)?;
    Ok(run.end()?)
}

fn go_through(run: &mut Run<'_>, own: bool, progress: &mut dyn FnMut(usize) -> bool) -> Result<(), PlanError> {
    if own {
        canonical::read(run, progress)?;
    } else {
        List::new(run.asked)?.read(run, progress)?;
    }
    if progress(run.read()) { Ok(()) } else { Err(PlanError::Cancelled) }
}

/// Whether a list has headings that can be mapped; the register's own tables have.
///
/// # Errors
/// The file cannot be read.
pub fn is_own(source: &Source) -> Result<bool, ReadError> {
    canonical::is_own(source)
}

/// Rows that are looked at to tell what a file is.
pub(super) const LOOK: usize = HEAD_ROWS;
