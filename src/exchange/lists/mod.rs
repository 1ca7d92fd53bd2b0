//! Official papers: lists, submissions, decisions, ballots and minutes of planning and rotation, and what is printed of
//! one person.
//!
//! A paper is made of fields ([`Fields`](super::template::Fields)): its template, a document of a word processor, writes them
//! by name, and of a list the same fields are the cells of a table (`table`). Which papers there are, what each asks for,
//! its columns and their headings is data (`data/lists`). No rule is judged here and nothing is written.

mod careers;
mod displaced;
mod error;
mod frame;
mod library;
mod make;
mod moves;
mod people;
mod person;
mod pools;
mod request;
mod rounds;
mod steps;
mod table;

pub use error::ListError;
pub use library::{Described, Library, LibraryError, Need, PaperForm};
pub use make::{MadePaper, bytes, formats, make};
pub use request::{PaperRequest, PaperSource};
