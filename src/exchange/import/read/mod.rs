//! First step: a file becomes rows of values, whether it is a workbook or text in any encoding and with any separator.
//!
//! A [`Source`] yields sheets, a sheet yields rows. What reading leaves out of a sheet (today empty rows and columns beyond
//! the last that is read) is to be counted here, beside the row that it hands over.

pub mod apart;
pub mod charset;
mod error;
mod guard;
mod layout;
mod progress;
mod source;
mod text;
mod value;
mod workbook;

pub use charset::Charset;
pub use error::ReadError;
pub use layout::{Layout, Merged};
pub use source::{HEAD_ROWS, Source};
pub(super) use value::number;
pub use value::{NumberedRow, Value};
