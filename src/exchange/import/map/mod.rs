//! Second step: the headings of a list are mapped to fields of the register, and each row to values of these fields.
//!
//! [`MappedFile`] is a file with its map, `Columns` the map resolved against the headings, `MappedRow` what it makes of
//! a row. Columns that the map leaves out, and rows that do not belong to the list (`Mapped::Skipped`), are known here.

mod columns;
mod error;
mod file;
mod headings;
mod lexicon;
mod mapping;
mod own;
mod sheets;
mod spread;
pub mod target;

pub(super) use columns::{Columns, FieldFault, FieldValue, Mapped, MappedRow};
pub use error::PlanError;
pub use file::{MappedFile, SheetPart};
pub use headings::Headings;
pub use lexicon::{Labels, Lexicon};
pub use mapping::{Birth, Blank, Map, MapError, PersonAnswer};
pub(super) use own::{OwnTable, record_key, rows as own_rows, table_of};
