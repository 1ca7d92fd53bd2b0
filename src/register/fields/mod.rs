//! What can be entered: every field of every record as text, and every act as a task with fields. Screens, the
//! command line and imports read and write records through it, so that a date or a grade is understood in one way.
//!
//! A record has sheets, a sheet has rows, a row has cells: canonical text (a day as dd/mm/yyyy, a choice as its code,
//! a person as an id). Knows no words for the screen.

mod acts;
mod beside;
mod card;
pub mod codes;
mod column;
mod differences;
mod empty;
mod facts;
mod field;
mod holding;
mod lives;
mod moving;
mod planning;
mod pools;
mod records;
mod rotations;
mod rows;
mod sheet;
mod task;
mod texts;

pub use acts::Operation;
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
