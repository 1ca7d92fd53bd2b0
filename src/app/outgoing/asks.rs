//! What is written into a file.

use super::order::Order;
use crate::exchange::paper::Paper;
use crate::exchange::write::Format;
use std::sync::Arc;

/// What is asked; the answer is that of a change of the register.
#[derive(Debug, Clone)]
pub enum Asks {
    /// Make an official paper and write it into a file.
    Paper {
        /// Number of the question.
        generation: u64,
        /// Which, of what, where to.
        order: Box<Order>,
    },
    /// Write a document into a file.
    Save {
        /// Number of the question.
        generation: u64,
        /// The document.
        paper: Arc<Paper>,
        /// As what.
        format: Format,
        /// The name that was typed.
        name: String,
        /// Over a file that is there.
        over: bool,
    },
}

impl Asks {
    /// The number of the question.
    #[must_use]
    pub fn generation(&self) -> u64 {
        match self {
            Asks::Paper { generation, .. } | Asks::Save { generation, .. } => *generation,
        }
    }
}
