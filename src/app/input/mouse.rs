//! What the mouse did.

/// What the mouse did, and in which cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// What it did.
    pub did: Did,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as the hand does it")]
pub enum Did {
    Click,
    WheelUp,
    WheelDown,
}
