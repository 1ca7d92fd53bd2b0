//! How a command answers: a value, printed as a table for people or as JSON for scripts, or a failure with its
//! sentence and exit status.

mod failure;
mod file;
mod output;
mod progress;
mod table;

pub use failure::{Candidate, Failure, Status, say};
pub use file::{read, save, unknown_format, unwritten};
pub use output::{Answer, OutputFormat, print, print_error};
pub use progress::bar;
pub use table::{Align, Table, as_text, as_text_or_null, pairs};
