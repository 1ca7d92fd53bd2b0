//! How an answer is given: a plain table for people, one JSON document for scripts.

use super::failure::{Candidate, Failure, Status};
use crate::app::words::Words;
use crate::domain::text;
use serde::Serialize;
use std::io::{self, Write};

/// What a command came to.
#[derive(Debug)]
pub struct Answer {
    status: Status,
    /// What is printed on standard output.
    text: String,
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    /// For people.
    Plain,
    /// For scripts: one JSON document.
    Json,
}

impl Answer {
    /// The answer in the format that is asked for; the other one is not made.
    pub fn of<T: Serialize>(format: OutputFormat, value: &T, plain: impl FnOnce(&T) -> String) -> Answer {
        let text = match format {
            OutputFormat::Plain => text::shown(&plain(value)).into_owned(),
            OutputFormat::Json => json(value),
        };
        Answer { status: Status::Done, text }
    }

    /// Text that has one format only: a manual page, completions.
    pub fn text(text: String) -> Answer {
        Answer { status: Status::Done, text }
    }

    /// The same with another exit status.
    pub fn with(self, status: Status) -> Answer {
        Answer { status, ..self }
    }
}

fn json<T: Serialize>(value: &T) -> String {
    // only maps whose keys are no texts cannot be written, and no answer holds one
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        // what JSON allows to stand as it is need not be good for a terminal
        if text::is_hidden(c) && c != '\n' {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    out
}

#[derive(Serialize)]
struct Refusal<'a> {
    error: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "<[Candidate]>::is_empty")]
    candidates: &'a [Candidate],
}

/// Prints an answer or a failure and gives the exit status. A reader that has gone away (`| head`) is no error.
pub fn print(answer: Result<Answer, Failure>, format: OutputFormat, words: &Words) -> Status {
    match answer {
        Ok(answer) => match put(&mut io::stdout().lock(), &answer.text) {
            Ok(()) => answer.status,
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => answer.status,
            Err(e) => {
                print_error(&words.fill("told.output", &[e.to_string()]));
                Status::Refused
            }
        },
        Err(failure) => {
            let message = words.fill(failure.said.key, &failure.said.with);
            if format == OutputFormat::Json {
                let error = failure.said.key.trim_start_matches("told.");
                let refusal = Refusal { error, message: &message, candidates: &failure.candidates };
                // the sentence on standard error says the same
                let _ = put(&mut io::stdout().lock(), &json(&refusal));
            }
            let mut text = message;
            for candidate in &failure.candidates {
                text.push_str(&format!("\n  {}  {}", candidate.id, candidate.name));
            }
            print_error(&text);
            failure.status
        }
    }
}

fn put(out: &mut dyn Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Prints a line on standard error, beside the answer.
pub fn print_error(text: &str) {
    // nobody is left to be told that this could not be written
    let _ = writeln!(io::stderr().lock(), "{}", text::shown(text));
}
