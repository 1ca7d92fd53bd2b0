//! Third step: values become what they mean: dates, codes of choices, ids of units, a description of a person.

mod cell;
mod date;
mod evidence;
mod own;
mod person;
mod pieces;
mod row;

pub(super) use cell::CellParser;
pub(super) use evidence::Evidence;
pub(super) use own::{OwnRow, own_row};
pub(super) use person::PersonDescription;
pub(super) use row::{Cells, ParsedRow, parse};
