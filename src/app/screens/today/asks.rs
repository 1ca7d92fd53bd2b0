//! What the start screen asks of the world.

use super::missed::Missed;
use crate::exchange::indicators::Plan;
use crate::policy::Policy;
use crate::register::View;
use crate::register::agenda::Agenda;
use std::sync::Arc;

/// What is asked.
#[derive(Debug, Clone)]
pub enum Asks {
    /// See what wants doing.
    Agenda {
        /// Number of the question.
        generation: u64,
        /// The register on the day.
        view: View,
        /// The rules.
        policy: Arc<Policy>,
    },
    /// Count the indicators that are not met.
    Missed {
        /// Number of the question.
        generation: u64,
        /// The register on the day.
        view: View,
        /// The rules.
        policy: Arc<Policy>,
        /// What indicators there are.
        plan: Arc<Plan>,
    },
}

/// What is answered.
#[derive(Debug, Clone)]
pub enum Answered {
    /// What wants doing.
    Agenda {
        /// Number of the question.
        generation: u64,
        /// All of it.
        agenda: Arc<Agenda>,
    },
    /// Indicators that are not met were counted.
    Missed {
        /// Number of the question.
        generation: u64,
        /// How many.
        missed: Missed,
    },
}
