//! Official papers: lists, submissions, decisions, ballots and minutes of planning and rotation, and what is printed of
//! one person.

pub mod template;
pub mod values;
