//! What the province is made of: units, titles, posts, cadres, appointments, facts, planning pools, rotations, and the `Edit` that changes them.
//!
//! Pure values and the calendar. Nothing here reads a file, a clock or a terminal, and no word for the screen
//! stands here: the room is used by all others and uses none.

pub mod cadre;
pub mod calendar;
pub mod citizen;
pub mod edit;
pub mod exception;
pub mod facts;
pub mod ids;
pub mod period;
pub mod pool;
pub mod post;
pub mod retirement;
pub mod rotation;
pub mod ruling;
pub mod term;
pub mod text;
pub mod title;
pub mod unit;

pub use cadre::*;
pub use calendar::*;
pub use citizen::CitizenNumber;
pub use edit::*;
pub use exception::Override;
pub use facts::*;
pub use ids::*;
pub use period::Period;
pub use pool::*;
pub use post::*;
pub use retirement::Schedule;
pub use rotation::*;
pub use ruling::*;
pub use term::*;
pub use title::*;
pub use unit::*;
