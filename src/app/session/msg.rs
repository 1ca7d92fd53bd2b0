//! What comes in (messages) and what is asked of the world (effects). Answers carry the generation that they were
//! asked with; an old one is dropped.

pub use super::effect::Effect;
use super::host::{Progress, ProvinceChoice, Said};
use super::recent::Recent;
use crate::app::input::keys::Key;
use crate::app::input::mouse::Mouse;
use crate::app::model::Place;
use crate::app::overlays::form::draft::Draft;
use crate::app::parts::layout::Size;
use crate::app::parts::sieve::Sifted;
use crate::app::screens::indicators::Board as Indicators;
use crate::app::screens::plan::board::Board;
use crate::app::screens::plan::candidates::Trials;
use crate::app::screens::plan::draft::PlanDraft;
use crate::app::screens::report::Person;
use crate::app::screens::rotations::Board as Queues;
use crate::domain::{Author, CadreId, Dossier, RecordKey, Revision, Training};
use crate::exchange::indicators::Plan;
use crate::exchange::reports::{Report, Reports};
use crate::policy::Policy;
use crate::register::agenda::Agenda;
use crate::register::check::Problem;
use crate::register::journal::{Opened as Revised, Page};
use crate::register::reorganise::Outcome;
use crate::register::{Catalogue, Snapshot};
use crate::search::Answer;
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
    /// Indicators that are not met were counted.
    Missed {
        /// Generation.
        generation: u64,
        /// How many.
        missed: crate::app::screens::today::Missed,
    },
    /// Indicators, measured.
    Indicators {
        /// Generation.
        generation: u64,
        /// All of them.
        board: Arc<Indicators>,
    },
    /// A report was counted, or why not.
    Report {
        /// Generation.
        generation: u64,
        /// Its numbers.
        result: Result<Arc<Report>, Said>,
    },
    /// Those whom a cell of a report counts.
    ReportPeople {
        /// Generation.
        generation: u64,
        /// Who.
        people: Vec<Person>,
    },
    /// Of a file that is taken in.
    Import(crate::app::screens::import::Answered),
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
    /// What indicators there are.
    pub indicators: Arc<Plan>,
    /// What reports there are.
    pub reports: Arc<Reports>,
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
