//! Templates: documents of a word processor with fields, `{{ ho_ten }}`, and markers, `{% for p in nguoi %}`.
//!
//! A word processor splits a field over several runs as it pleases; before anything else they are put together again.
//! A value is text and never markup: what XML reserves in it is escaped.

mod engine;
mod error;
mod fields;
mod fill;
mod grid;
mod tags;
mod tree;

pub use error::TemplateError;
pub use fields::Fields;
pub use fill::{fill, fill_with, line, text_of};
