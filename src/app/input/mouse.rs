//! Clicks and turns of the wheel.

/// A gesture of the mouse, and the cell in which it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// Click or turn of the wheel.
    pub gesture: Gesture,
}

/// A click or a turn of the wheel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as the hand does it")]
pub enum Gesture {
    Click,
    WheelUp,
    WheelDown,
}
