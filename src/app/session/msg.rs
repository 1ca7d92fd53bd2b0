//! What comes into a session. An answer carries the number of its question; one to an older question is dropped.

pub use super::callback::Callback;
use super::draft::Draft;
use super::host::{Notice, Progress, ProvinceChoice};
use super::recent::Recent;
use super::stage::Place;
use crate::app::input::keys::Key;
use crate::app::input::mouse::Mouse;
use crate::app::parts::layout::Size;
use crate::app::screens::import::asks::Answered as Import;
use crate::app::screens::indicators::asks as indicators;
use crate::app::screens::journal::asks as journal;
use crate::app::screens::plan::asks as plan;
use crate::app::screens::plan::draft::PlanDraft;
use crate::app::screens::reorganise::asks as reorganise;
use crate::app::screens::report::asks as report;
use crate::app::screens::rotations::asks as rotations;
use crate::app::screens::today::asks as today;
use crate::domain::{Author, CadreId, Dossier, RecordKey, Training};
use crate::exchange::indicators::Plan;
use crate::exchange::reports::Reports;
use crate::policy::Policy;
use crate::register::{Catalogue, Snapshot};
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
    NotOpened(Notice),
    /// A long task has come so far.
    Progress(Progress),
    /// Provinces that a store can be started for.
    Provinces(Vec<ProvinceChoice>),
    /// The register stands at another revision, or more of it has been read.
    Snapshot(Arc<Snapshot>),
    /// Reading the store failed.
    ReadFailed(Notice),
    /// Counts of the view have been made.
    Counted,
    /// Of the finder.
    Find(crate::app::overlays::asks::Answered),
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
        why: Notice,
    },
    /// Of the pools.
    Plan(plan::Answered),
    /// Of the rotations.
    Rotations(rotations::Answered),
    /// Of the start screen.
    Today(today::Answered),
    /// Of the indicators.
    Indicators(indicators::Answered),
    /// Of the reports.
    Report(report::Answered),
    /// Of the journal.
    Journal(journal::Answered),
    /// Of a reorganisation.
    Reorganise(reorganise::Answered),
    /// Of a file that is imported.
    Import(Import),
    /// Something was worked out: who is to be called back with it.
    Computed(Callback),
    /// A change was taken, or why not.
    Committed {
        generation: u64,
        /// What to say; `Err`: nothing changed.
        result: Result<Notice, Notice>,
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
    pub said: Vec<Notice>,
    /// What the author's last session kept; see `update::kept`.
    pub kept: String,
}
