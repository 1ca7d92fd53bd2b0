//! What the screen of pools asks of the world.

use super::board::Board;
use crate::domain::TermId;
use crate::policy::Policy;
use crate::register::View;
use std::sync::Arc;

/// What is asked.
#[derive(Debug, Clone)]
pub enum Asks {
    /// List the pools of a term.
    Board {
        /// Number of the question.
        generation: u64,
        /// The register with the draft laid over.
        view: View,
        /// The rules.
        policy: Arc<Policy>,
        term: TermId,
        /// The board that is shown: what no edit touched since need not be judged again.
        before: Arc<Board>,
    },
}

/// What is answered.
#[derive(Debug, Clone)]
pub enum Answered {
    /// Pools of a term.
    Board {
        /// Number of the question.
        generation: u64,
        /// All of them.
        board: Arc<Board>,
    },
}
