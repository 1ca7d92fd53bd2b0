//! What is asked of the world outside the model; answers come back as messages ([`super::msg`]).

use super::host::ProvinceChoice;
use crate::app::outgoing::papers::Order as PaperOrder;
use crate::app::overlays::desk::Desk;
use crate::app::screens::plan::board::Board;
use crate::app::screens::report::Asked as Counting;
use crate::app::words::Lang;
use crate::domain::{CadreId, Edit, Line, Override, PostId, Revision, TermId, UnitId};
use crate::exchange::indicators::Plan as Indicators;
use crate::exchange::paper::Paper;
use crate::exchange::reports::{Place as CellPlace, Reports};
use crate::exchange::write::Format;
use crate::policy::Policy;
use crate::register::journal::Query as Asked;
use crate::register::people::Order;
use crate::register::reorganise::Plan;
use crate::register::rotations::Asked as Moves;
use crate::register::{Named, View};
use crate::search::{Kind, Query};
use std::path::PathBuf;
use std::sync::Arc;

/// Something to do outside the model.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Open a store.
    Open(PathBuf),
    /// Make the sample in a folder and open it.
    MakeSample(PathBuf),
    /// Start a store for a province and open it.
    StartEmpty(PathBuf, ProvinceChoice),
    /// Which provinces there are.
    ListProvinces,
    /// Make the counts of a line.
    Count(View, Line),
    /// List the pools of a term.
    Board {
        /// Generation.
        generation: u64,
        /// The register with the draft laid over.
        view: View,
        /// The rules.
        policy: Arc<Policy>,
        /// The term.
        term: TermId,
        /// The board that is shown: what no edit touched since need not be judged again.
        before: Arc<Board>,
    },
    /// List rotations in their queues.
    Queues {
        /// Generation.
        generation: u64,
        /// The register on the day.
        view: View,
        /// The rules.
        policy: Arc<Policy>,
        /// Which of them.
        asks: Moves,
    },
    /// Count the indicators that are not met.
    Missed {
        /// Generation.
        generation: u64,
        /// The register on the day.
        view: View,
        /// The rules.
        policy: Arc<Policy>,
        /// What indicators there are.
        plan: Arc<Indicators>,
    },
    /// Measure the indicators.
    Indicators {
        /// Generation.
        generation: u64,
        /// The register on the day.
        view: View,
        /// The rules.
        policy: Arc<Policy>,
        /// What indicators there are.
        plan: Arc<Indicators>,
        /// Language of the pictures' labels.
        lang: Lang,
    },
    /// Make an official paper and write it into a file.
    Paper {
        /// Generation.
        generation: u64,
        /// Which, of what, where to.
        order: Box<PaperOrder>,
    },
    /// Write a document into a file.
    Save {
        /// Generation.
        generation: u64,
        /// The document.
        paper: Arc<Paper>,
        /// As what.
        format: Format,
        /// The name that was typed.
        name: String,
        /// Over a file that is there.
        over: bool,
    },
    /// Count a report.
    Report {
        /// Generation.
        generation: u64,
        /// What reports are.
        reports: Arc<Reports>,
        /// The register.
        view: View,
        /// Which, and on which days.
        asked: Counting,
    },
    /// Whom a cell of a report counts.
    ReportPeople {
        /// Generation.
        generation: u64,
        /// What reports are.
        reports: Arc<Reports>,
        /// The register on the day on which they are looked at.
        view: View,
        /// Of which report, on which days.
        asked: Counting,
        /// Which cell.
        place: CellPlace,
        /// Language of titles.
        lang: Lang,
    },
    /// Of a file that is taken in.
    Import(crate::app::screens::import::Asks),
    /// See what wants doing.
    Agenda {
        /// Generation.
        generation: u64,
        /// The register on the day.
        view: View,
        /// The rules.
        policy: Arc<Policy>,
    },
    /// Try people for a pool.
    Candidates {
        /// Generation.
        generation: u64,
        /// The register, which the index speaks of.
        view: View,
        /// The register with the draft laid over.
        laid: View,
        /// The rules.
        policy: Arc<Policy>,
        /// The post and the term.
        pool: (PostId, TermId),
        /// Those who are found; none: everybody who leads.
        query: Option<Query>,
    },
    /// Who stands in a list, and in which order.
    People {
        /// Generation.
        generation: u64,
        /// On which day.
        view: View,
        /// In which line.
        line: Line,
        /// Under which unit.
        under: Option<UnitId>,
        /// In which order.
        order: Order,
        /// Only those whom a query finds.
        query: Option<Query>,
    },
    /// Make the index that find needs, before it is needed.
    Index(View, Arc<Desk>),
    /// Find.
    Find {
        /// Generation.
        generation: u64,
        /// Where.
        view: View,
        /// And where beside.
        desk: Arc<Desk>,
        /// What.
        query: Query,
        /// Of which kind.
        only: Option<Kind>,
    },
    /// Find everything that the query of a list leaves.
    Sift {
        /// Generation.
        generation: u64,
        /// Where.
        view: View,
        /// What.
        query: Query,
        /// Of which kinds.
        kinds: Vec<Kind>,
    },
    /// Read the texts of a dossier.
    Texts(CadreId),
    /// Commit a change.
    Commit {
        /// Generation.
        generation: u64,
        /// The change.
        edits: Vec<Edit>,
        /// What is meant.
        intent: &'static str,
        /// The exception it rests on.
        exception: Option<Override>,
    },
    /// Keep what the author wants to find again in the next session; nothing to keep forgets it.
    Keep {
        /// Generation: of several on their way the newest stays.
        generation: u64,
        /// The note's name.
        name: &'static str,
        /// What it says.
        text: Vec<u8>,
    },
    /// List revisions.
    Journal {
        /// Generation.
        generation: u64,
        /// Which.
        query: Asked,
        /// Where to go on from; `None`: from the newest.
        from: Option<Revision>,
    },
    /// See what a reorganisation comes to.
    Plan {
        /// Generation.
        generation: u64,
        /// On which register.
        view: View,
        /// The reorganisation.
        plan: Plan,
    },
    /// Read a revision with the first of its edits.
    Revision(Revision),
    /// Make the register as it was known at a revision.
    Known {
        /// Generation.
        generation: u64,
        /// Which.
        revision: Revision,
        /// When it was made, in seconds since 1970, UTC.
        at: i64,
    },
    /// Read the texts of a dossier as they were known at a revision.
    TextsKnown(CadreId, Revision),
    /// Take back the revision that is named.
    TakeBack {
        /// Generation.
        generation: u64,
        /// Which, and whose.
        named: Named,
    },
    /// Take the last change back.
    Undo(u64),
    /// Take the undo back.
    Redo(u64),
    /// Put a text on the terminal's clipboard.
    Copy(String),
    /// Draw everything again.
    Redraw,
    /// Leave the screen to the shell until one comes back.
    Suspend,
    /// End the session with this status.
    Quit(i32),
}

impl Effect {
    /// The generation of an effect that changes the register; none of any other.
    #[must_use]
    pub fn edits(&self) -> Option<u64> {
        match self {
            Effect::Commit { generation, .. } | Effect::TakeBack { generation, .. } => Some(*generation),
            Effect::Undo(generation) | Effect::Redo(generation) => Some(*generation),
            Effect::Import(crate::app::screens::import::Asks::Commit { generation, .. }) => Some(*generation),
            _ => None,
        }
    }
}
