//! What stands in a form, kept while it has not been accepted.

use crate::register::fields::Task;
use serde::{Deserialize, Serialize};

/// A form half typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What is filled in.
    pub task: Task,
    /// Its fields as they stand; a sensitive one is empty.
    pub cells: Vec<String>,
}
