//! What the queues of rotations ask of the world.

use super::board::Board;
use crate::policy::Policy;
use crate::register::View;
use crate::register::rotations::RotationQuery;
use std::sync::Arc;

/// What is asked.
#[derive(Debug, Clone)]
pub enum Asks {
    /// List rotations in their queues.
    Queues {
        /// Number of the question.
        generation: u64,
        /// The register on the day.
        view: View,
        /// The rules.
        policy: Arc<Policy>,
        /// Which of them.
        asks: RotationQuery,
    },
}

/// What is answered.
#[derive(Debug, Clone)]
pub enum Answered {
    /// Rotations in their queues.
    Queues {
        /// Number of the question.
        generation: u64,
        /// All of them.
        board: Arc<Board>,
    },
}
