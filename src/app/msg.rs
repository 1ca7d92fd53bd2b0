//! What comes in (messages) and what is asked of the world (effects). Answers carry the generation that they were
//! asked with; an old one is dropped.

use super::desk::Desk;
use super::form::draft::Draft;
use super::host::{Progress, ProvinceChoice, Said};
use super::keys::Key;
use super::layout::Size;
use super::model::Place;
use super::mouse::Mouse;
use super::plan::board::Board;
use super::plan::candidates::Trials;
use super::plan::draft::PlanDraft;
use super::recent::Recent;
use super::rotations::Board as Queues;
use super::sieve::Sifted;
use crate::domain::{
    Author, CadreId, Dossier, Edit, Line, Override, PostId, RecordKey, Revision, TermId, Training, UnitId,
};
use crate::policy::Policy;
use crate::register::agenda::Agenda;
use crate::register::check::Problem;
use crate::register::journal::{Opened as Revised, Page, Query as Asked};
use crate::register::people::Order;
use crate::register::reorganise::{Outcome, Plan};
use crate::register::rotations::Asked as Moves;
use crate::register::{Catalogue, Named, Snapshot, View};
use crate::search::{Answer, Kind, Query};
use std::path::PathBuf;
use std::sync::Arc;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// Keys that came in one read, in order.
    Keys(Vec<Key>),
    /// Text that was pasted; never commands.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The screen has another size.
    Resize(Size),
    /// A store was opened.
    Opened(Box<Opened>),
    /// A store could not be opened or made.
    NotOpened(Said),
    /// A long task has come so far.
    Progress(Progress),
    /// Provinces that a store can be started for.
    Provinces(Vec<ProvinceChoice>),
    /// The register stands at another revision, or more of it has been read.
    Snapshot(Arc<Snapshot>),
    /// Reading the store failed.
    ReadFailed(Said),
    /// Counts of the view have been made.
    Counted,
    /// People of a unit or of everywhere, in order.
    People {
        /// Generation.
        generation: u64,
        /// Who.
        ids: Vec<CadreId>,
    },
    /// What was found.
    Found {
        /// Generation.
        generation: u64,
        /// The best, and how many in all.
        found: Answer,
        /// How long it took, in microseconds.
        micros: u64,
    },
    /// Everything that the query of a list finds.
    Sifted {
        /// Generation.
        generation: u64,
        /// What.
        found: Sifted,
    },
    /// Texts of a dossier.
    Texts {
        /// Whose.
        cadre: CadreId,
        /// Courses and degrees.
        training: Option<Training>,
        /// The rest.
        dossier: Option<Dossier>,
    },
    /// Texts of a dossier could not be read.
    NoTexts {
        /// Whose.
        cadre: CadreId,
        /// Why.
        why: Said,
    },
    /// A part of the journal.
    Journal {
        /// Generation.
        generation: u64,
        /// Where it goes on from; `None`: from the newest.
        from: Option<Revision>,
        /// What fits.
        page: Page,
    },
    /// What a reorganisation comes to.
    Planned {
        /// Generation.
        generation: u64,
        /// What it comes to, or what is wrong with it.
        result: Result<Outcome, Problem>,
    },
    /// Pools of a term.
    Board {
        /// Generation.
        generation: u64,
        /// All of them.
        board: Arc<Board>,
    },
    /// Rotations in their queues.
    Queues {
        /// Generation.
        generation: u64,
        /// All of them.
        board: Arc<Queues>,
    },
    /// What wants doing.
    Agenda {
        /// Generation.
        generation: u64,
        /// All of it.
        agenda: Arc<Agenda>,
    },
    /// Those who may come into a pool.
    Candidates {
        /// Generation.
        generation: u64,
        /// Who, and why not.
        trials: Trials,
    },
    /// The journal could not be read.
    NoJournal(Said),
    /// A revision with its edits, where there is one.
    Revision(Option<Box<Revised>>),
    /// The register as it was known at a revision is being made: so far, per mille.
    Recalling {
        /// Generation.
        generation: u64,
        /// Part of the whole.
        per_mille: u16,
    },
    /// The register as it was known at a revision.
    Known {
        /// Generation.
        generation: u64,
        /// When the revision was made, in seconds since 1970, UTC.
        at: i64,
        /// What was known; `Err`: why that cannot be told.
        result: Result<Arc<Snapshot>, Said>,
    },
    /// A change was taken, or why not.
    Committed {
        /// Generation.
        generation: u64,
        /// What to say; `Err`: nothing changed.
        result: Result<Said, Said>,
        /// The first record that is new with it.
        created: Option<RecordKey>,
    },
}

impl Effect {
    /// The generation of an effect that changes the register; none of any other.
    #[must_use]
    pub fn edits(&self) -> Option<u64> {
        match self {
            Effect::Commit { generation, .. } | Effect::TakeBack { generation, .. } => Some(*generation),
            Effect::Undo(generation) | Effect::Redo(generation) => Some(*generation),
            _ => None,
        }
    }
}

/// A store that was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The province.
    pub place: Place,
    /// Who sits here.
    pub author: Author,
    /// As far as it has been read.
    pub snapshot: Arc<Snapshot>,
    /// Titles, kinds, lists.
    pub catalogue: Arc<Catalogue>,
    /// The rules.
    pub policy: Arc<Policy>,
    /// Drafts of pools that the author kept.
    pub plan_drafts: Vec<PlanDraft>,
    /// Replacement chains that the last session kept.
    pub chains: Vec<PlanDraft>,
    /// A form that was half typed when the last session ended.
    pub draft: Option<Draft>,
    /// What the author picked and asked before.
    pub recent: Recent,
    /// What was repaired or rolled back.
    pub said: Vec<Said>,
    /// What the author's last session kept; see [`super::kept`].
    pub kept: String,
}

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
