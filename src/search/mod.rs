//! Finding anything by what is typed: names, titles and units, as an officer types them.
//!
//! Reads the register only through [`Corpus`], and knows nothing of screens, stores or clocks. What is typed is weighed
//! against the few thousand distinct words (`words`), these against the distinct texts of each field (`phrases`),
//! and only then is a row of numbers looked at for each person (`scan`); the few that may be shown are ranked exactly
//! (`rank`), and those that are shown are marked (`shown`).

mod best;
mod corpus;
pub mod fields;
mod found;
mod glued;
mod hit;
mod index;
mod kept;
mod letters;
mod levels;
pub mod list;
mod parts;
mod phrases;
mod places;
pub mod query;
mod rank;
mod rows;
mod scan;
mod short;
mod shown;
mod spelled;
mod table;
mod term;
mod typed;
mod weights;
mod without;
mod words;
mod worth;

pub use corpus::{Corpus, Entry, Former, Written};
pub use found::{CardField, Fact, Field, Found, Kind};
pub use hit::{Answer, FIELD, Hit, Why, Without};
pub use index::Index;
pub use letters::{fold, sounds};
pub use list::List;
pub use query::{Query, QueryError, QueryProblem};
pub use spelled::spelled_out;

#[cfg(test)]
mod tests;
