//! Files in: a list of whatever shape becomes rows of values, rows become cells of the register's sheets, cells become
//! edits of one revision.
//!
//! Reads files and views; writes nothing. Which headings and words are known is data (`data/import`); words of the
//! screen are handed in as a [`lexicon::Labels`].

mod canonical;
mod faults;
mod judge;
pub mod lexicon;
pub mod map;
pub mod plan;
pub mod read;
pub mod ready;
pub mod returned;
mod row;
mod rows;
mod run;
pub mod shape;
mod subject;
pub mod target;
pub mod trouble;
pub mod value;
pub mod who;
pub mod work;
