//! What can be entered: every field of every record as text, and every act as a task with fields. Screens, the
//! command line and imports read and write records through it, so that a date or a grade is understood in one way.
//!
//! A record has sheets, a sheet has rows, a row has cells: canonical text (a day as dd/mm/yyyy, a choice as its code,
//! a person as an id). Knows no words for the screen.

pub(super) mod acts;
pub(super) mod alike;
pub(super) mod beside;
pub(super) mod card;
pub mod codes;
pub(super) mod column;
mod departing;
pub(super) mod differences;
pub(super) mod empty;
pub(super) mod facts;
pub(super) mod field;
pub(super) mod holding;
pub(super) mod lives;
pub(super) mod moving;
pub(super) mod planning;
pub(super) mod pools;
pub(super) mod records;
pub(super) mod rotations;
pub(super) mod rows;
pub mod rulings;
pub(super) mod seats;
pub(super) mod sheet;
pub(super) mod task;
pub(super) mod texts;

pub use acts::Operation;
pub use alike::{Alike, alike};
pub use card::CARD;
pub use column::{Choice, Column, Input, Reader, Wrong, named};
pub use differences::{Difference, Fate, differences};
pub use empty::{blank, empty};
pub use field::{Content, Field};
pub use moving::Moving;
pub use planning::Planning;
pub use records::Records;
pub use sheet::Sheet;
pub use task::Task;
pub use texts::TEXTS;
