//! What the screen of reports asks of the world.

use super::counting::{Counting, Person};
use crate::app::session::host::Notice;
use crate::app::words::Lang;
use crate::exchange::reports::{CellAddress as Place, Report, Reports};
use crate::register::View;
use std::sync::Arc;

/// What is asked.
#[derive(Debug, Clone)]
pub enum Asks {
    /// Count a report.
    Count {
        /// Number of the question.
        generation: u64,
        /// What reports are.
        reports: Arc<Reports>,
        /// The register.
        view: View,
        /// Which, and on which days.
        asked: Counting,
    },
    /// Whom a cell of a report counts.
    People {
        /// Number of the question.
        generation: u64,
        /// What reports are.
        reports: Arc<Reports>,
        /// The register on the day on which they are looked at.
        view: View,
        /// Of which report, on which days.
        asked: Counting,
        /// Which cell.
        place: Place,
        /// Language of titles.
        lang: Lang,
    },
}

/// What is answered.
#[derive(Debug, Clone)]
pub enum Answered {
    /// A report was counted, or why not.
    Counted {
        /// Number of the question.
        generation: u64,
        /// Its numbers.
        result: Result<Arc<Report>, Notice>,
    },
    /// Those whom a cell of a report counts.
    People {
        /// Number of the question.
        generation: u64,
        people: Vec<Person>,
    },
}
