//! What every screen may use of a session: what it looks at, what it asks of the world, where it has been.

pub mod begin;
pub mod effect;
pub mod host;
pub mod jumps;
pub mod kept;
pub mod known;
pub mod marks;
pub mod msg;
pub mod places;
pub mod recent;
pub mod stage;
