//! The paper on which something rests that the rules would stop.

use crate::domain::calendar::Day;
use serde::{Deserialize, Serialize};

/// An exception that the competent authority decided (trường hợp đặc biệt).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Override {
    /// Number of the document.
    pub document: String,
    pub on: Day,
    pub by: String,
    pub reason: String,
}
