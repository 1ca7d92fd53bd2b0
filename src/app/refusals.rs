//! Why something was refused, as a sentence for the officer.

use super::host::Said;
use super::terms;
use crate::domain::Span;
use crate::register::check::Problem;

fn life(span: Span) -> Vec<String> {
    let to = if span.ends() { span.to.prev().to_string() } else { "…".to_owned() };
    vec![span.from.to_string(), to]
}

/// What is wrong with a change.
#[must_use]
pub fn problem(problem: &Problem) -> Said {
    let (key, with) = match problem {
        Problem::Nothing => ("problem.nothing", Vec::new()),
        Problem::EmptyName => ("problem.empty", Vec::new()),
        Problem::TooLong(bytes) => ("problem.too-long", vec![bytes.to_string()]),
        Problem::Missing(_) => ("problem.missing", Vec::new()),
        Problem::OutsideLife(span) => ("problem.outside-life", life(*span)),
        Problem::ChangesLater(day) => ("problem.changes-later", vec![day.to_string()]),
        Problem::EndsFirst(span) => ("problem.ends-first", life(*span)),
        Problem::Text(text) => ("problem.text", vec![text.clone()]),
        Problem::SpokenOf(_) => ("problem.spoken-of", Vec::new()),
    };
    Said { key, with }
}

/// The name of a line, for a sentence.
#[must_use]
pub fn line(line: crate::domain::Line) -> &'static str {
    terms::line(line)
}
