//! How an answer is given: a plain table for people, one JSON document for scripts.

use super::fail::{Candidate, Failure, Status};
use crate::app::words::Words;
use serde::Serialize;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// What a command came to.
#[derive(Debug)]
pub struct Answer {
    /// Exit status.
    pub status: Status,
    /// What is printed on standard output.
    pub text: String,
}

/// Which form is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Plain,
    /// For scripts.
    Json,
}

impl Answer {
    /// The answer in the form that is asked for; the other one is not made.
    pub fn of<T: Serialize>(form: Form, value: &T, plain: impl FnOnce(&T) -> String) -> Answer {
        let text = match form {
            Form::Plain => plain(value),
            Form::Json => json(value),
        };
        Answer { status: Status::Done, text }
    }

    /// Text that has one form only: a manual page, completions.
    #[must_use]
    pub fn text(text: String) -> Answer {
        Answer { status: Status::Done, text }
    }

    /// The same with another exit status.
    #[must_use]
    pub fn with(self, status: Status) -> Answer {
        Answer { status, ..self }
    }
}

fn json<T: Serialize>(value: &T) -> String {
    // only maps whose keys are no texts cannot be written, and no answer holds one
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Refusal<'a> {
    error: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "<[Candidate]>::is_empty")]
    candidates: &'a [Candidate],
}

/// Prints an answer or a failure and gives the exit status. A reader that has gone away (`| head`) is no error.
pub fn print(answer: Result<Answer, Failure>, form: Form, words: &Words) -> Status {
    match answer {
        Ok(answer) => match put(&mut io::stdout().lock(), &answer.text) {
            Ok(()) => answer.status,
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => answer.status,
            Err(e) => {
                complain(&words.fill("told.output", &[e.to_string()]));
                Status::Refused
            }
        },
        Err(failure) => {
            let message = words.fill(failure.said.key, &failure.said.with);
            if form == Form::Json {
                let error = failure.said.key.trim_start_matches("told.");
                let refusal = Refusal { error, message: &message, candidates: &failure.candidates };
                // the sentence on standard error says the same
                let _ = put(&mut io::stdout().lock(), &json(&refusal));
            }
            let mut text = message;
            for candidate in &failure.candidates {
                text.push_str(&format!("\n  {}  {}", candidate.id, candidate.name));
            }
            complain(&text);
            failure.status
        }
    }
}

fn put(out: &mut dyn Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Says something beside the answer.
pub fn complain(text: &str) {
    // nobody is left to be told that this could not be written
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A table with columns as wide as they need to be and two spaces between them.
pub struct Table {
    columns: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these headings.
    #[must_use]
    pub fn new(columns: &[(&str, Side)]) -> Table {
        let columns = columns.iter().map(|(name, side)| ((*name).to_owned(), *side)).collect();
        Table { columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// The table as text, a line a row.
    #[must_use]
    pub fn text(&self) -> String {
        let headings: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let all = || std::iter::once(&headings).chain(&self.rows);
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|at| all().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0))
            .collect();
        let mut out = String::new();
        for row in all() {
            let mut line = String::new();
            for ((cell, width), (_, side)) in row.iter().zip(&widths).zip(&self.columns) {
                let gap = " ".repeat(width.saturating_sub(cell.width()));
                match side {
                    Side::Left => line.extend([cell.as_str(), &gap]),
                    Side::Right => line.extend([gap.as_str(), cell]),
                }
                line.push_str("  ");
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// Names and values under one another.
#[must_use]
pub fn pairs(pairs: &[(&str, String)]) -> String {
    let width = pairs.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let mut out = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str(&format!("{name}{}  {value}\n", " ".repeat(width.saturating_sub(name.width()))));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_one_another_whatever_marks_the_letters_bear() {
        let mut table = Table::new(&[("Đơn vị", Side::Left), ("người", Side::Right)]);
        table.row(vec!["Huyện Cao Lộc".to_owned(), "131".to_owned()]);
        table.row(vec!["Xã Tân Thành".to_owned(), "9".to_owned()]);
        assert_eq!(table.text(), "Đơn vị         người\nHuyện Cao Lộc    131\nXã Tân Thành       9\n");
    }
}
