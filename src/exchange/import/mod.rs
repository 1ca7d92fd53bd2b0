//! Files in: a file of whatever shape becomes the edits of one revision.
//!
//! A file goes through a line of steps, each in a folder or file of its own; a step takes what the step before yields, and
//! none uses a later one. [`Import`] leads a file through all of them.
//!
//! | step | takes | yields |
//! | --- | --- | --- |
//! | [`read`] | a path | [`read::Source`]: sheets, rows of [`read::Value`] |
//! | [`map`] | a source, a [`map::Map`] | [`map::MappedFile`], of each row a `MappedRow` or a [`Skipped`] |
//! | `parse` | a mapped row | `ParsedRow`: dates, codes, a `PersonDescription` |
//! | `identify` | a parsed row | `Identified`: the record that it is about, or a question |
//! | `draft` | an identified row | `Drafts`: records as the rows make them |
//! | `judge` | drafts | `Judged`: edits that may stand, rows that are refused |
//! | `plan` | what was judged | [`ImportPlan`]: counts, refused rows, edits |
//! | `commit` | edits of a long file | a revision |
//!
//! What rows can name (`known`), what became of each (`account`) and what can be wrong ([`Trouble`]) is shared by the steps.
//! Reads files and views; writes nothing. Which headings and words are known is data (`data/import`); words of the screen
//! are handed in as [`map::Labels`].

mod account;
mod commit;
mod draft;
mod identify;
mod judge;
mod known;
pub mod map;
mod parse;
mod pipeline;
mod plan;
pub mod read;
pub mod returned;
mod trouble;

pub use account::{FileAccount, Refused, RowAddress, RowFault, SheetAccount, SkipReason, Skipped, TakenOff};
pub use draft::StoredTexts;
pub use pipeline::{Import, Terms, WriteError};
pub use plan::{Asked, ImportPlan};
pub use trouble::{Open, Trouble};
