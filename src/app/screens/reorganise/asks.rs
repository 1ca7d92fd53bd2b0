//! What a reorganisation asks of the world.

use crate::register::View;
use crate::register::check::Problem;
use crate::register::reorganise::{Outcome, Reorganisation};

/// What is asked.
#[derive(Debug, Clone)]
pub enum Asks {
    /// See what it comes to.
    Plan {
        /// Number of the question.
        generation: u64,
        /// On which register.
        view: View,
        /// The reorganisation.
        plan: Reorganisation,
    },
}

/// What is answered.
#[derive(Debug, Clone)]
pub enum Answered {
    /// What it comes to.
    Planned {
        /// Number of the question.
        generation: u64,
        /// What it comes to, or what is wrong with it.
        result: Result<Outcome, Problem>,
    },
}
