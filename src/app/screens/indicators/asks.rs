//! What the screen of indicators asks of the world.

use super::board::Board;
use crate::app::words::Lang;
use crate::exchange::indicators::Plan;
use crate::policy::Policy;
use crate::register::View;
use std::sync::Arc;

/// What is asked.
#[derive(Debug, Clone)]
pub enum Asks {
    /// Measure the indicators.
    Board {
        /// Number of the question.
        generation: u64,
        /// The register on the day.
        view: View,
        /// The rules.
        policy: Arc<Policy>,
        /// What indicators there are.
        plan: Arc<Plan>,
        /// Language of the pictures' labels.
        lang: Lang,
    },
}

/// What is answered.
#[derive(Debug, Clone)]
pub enum Answered {
    /// Indicators, measured.
    Board {
        /// Number of the question.
        generation: u64,
        /// All of them.
        board: Arc<Board>,
    },
}
