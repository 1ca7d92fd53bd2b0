//! What is asked of the world outside the model, by owner; answers come back as messages ([`super::msg`]). The room
//! `runtime` carries it out.

use super::callback::Work;
use super::host::ProvinceChoice;
use crate::app::outgoing::asks as outgoing;
use crate::app::overlays::asks as finding;
use crate::app::screens::import::asks::Asks as Import;
use crate::app::screens::indicators::asks as indicators;
use crate::app::screens::journal::asks as journal;
use crate::app::screens::plan::asks as plan;
use crate::app::screens::reorganise::asks as reorganise;
use crate::app::screens::report::asks as report;
use crate::app::screens::rotations::asks as rotations;
use crate::app::screens::today::asks as today;
use crate::domain::{CadreId, Edit, Line, Override, Revision};
use crate::register::{Named, View};
use std::path::PathBuf;

/// Something to do outside the model.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Come to an open store.
    Store(Store),
    /// Change the register.
    Change(Change),
    /// Keep what the author wants to find again in the next session; nothing to keep forgets it.
    Keep {
        /// Of several on their way the newest stays.
        generation: u64,
        /// The note's name.
        name: &'static str,
        /// What it says.
        text: Vec<u8>,
    },
    /// Make the counts of a line.
    Count(View, Line),
    /// Read the texts of a dossier, as they are or as they were known at a revision.
    Texts(CadreId, Option<Revision>),
    /// Of the finder.
    Find(finding::Asks),
    /// Of the pools.
    Plan(plan::Asks),
    /// Of the rotations.
    Rotations(rotations::Asks),
    /// Of the start screen.
    Today(today::Asks),
    /// Of the indicators.
    Indicators(indicators::Asks),
    /// Of the reports.
    Report(report::Asks),
    /// Of the journal.
    Journal(journal::Asks),
    /// Of a reorganisation.
    Reorganise(reorganise::Asks),
    /// Of a file that is imported.
    Import(Import),
    /// Of what is written into a file.
    Outgoing(outgoing::Asks),
    /// To work something out.
    Compute(Work),
    /// Of the terminal.
    Terminal(Terminal),
}

/// Ways to an open store.
#[derive(Debug, Clone)]
pub enum Store {
    /// Open a store.
    Open(PathBuf),
    /// Make the sample in a folder and open it.
    MakeSample(PathBuf),
    /// Start a store for a province and open it.
    StartEmpty(PathBuf, ProvinceChoice),
    /// Which provinces there are.
    ListProvinces,
}

/// Changes of the register.
#[derive(Debug, Clone)]
pub enum Change {
    /// Commit edits.
    Commit {
        /// Number of the question.
        generation: u64,
        edits: Vec<Edit>,
        /// What is meant: a name that the journal keeps.
        intent: &'static str,
        /// The exception it rests on.
        exception: Option<Override>,
    },
    /// Undo the revision that is named.
    TakeBack {
        /// Number of the question.
        generation: u64,
        /// Which, and whose.
        named: Named,
    },
    /// Undo the author's last revision.
    Undo(u64),
    /// Redo what was undone last.
    Redo(u64),
}

impl Change {
    /// The number of the question.
    #[must_use]
    pub fn generation(&self) -> u64 {
        match self {
            Change::Commit { generation, .. } | Change::TakeBack { generation, .. } => *generation,
            Change::Undo(generation) | Change::Redo(generation) => *generation,
        }
    }
}

/// What only the terminal can do.
#[derive(Debug, Clone)]
pub enum Terminal {
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
    /// The number of a question that changes the register; none of any other.
    #[must_use]
    pub fn edits(&self) -> Option<u64> {
        match self {
            Effect::Change(change) => Some(change.generation()),
            Effect::Import(Import::Commit { generation, .. }) => Some(*generation),
            _ => None,
        }
    }
}
