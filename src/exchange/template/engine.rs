//! The template engine: values as text of a document, a field that is not there as a sentence.

use super::error::TemplateError;
use super::fields::{FieldContent, Fields};
use super::tree::escaped;
use crate::exchange::paper::Cell;
use minijinja::value::{Object, ObjectRepr, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// The longest that a part may become, in bytes.
const LONGEST: usize = 64 << 20;

/// The longest tag, in bytes: whatever is nested in one is parsed by as many calls.
const LONGEST_TAG: usize = 1_000;
/// Most branches of conditions in a part, for the same reason.
const MOST_BRANCHES: usize = 400;
/// Steps that filling a part may take: a list of ten thousand people takes some millions.
const STEPS: u64 = 100_000_000;

/// The first field that was asked for and is not there: its name and those that are there.
type Missing = Arc<Mutex<Option<(String, String)>>>;

/// A group of fields, and how it is reached: `nguoi.`
#[derive(Debug)]
struct FieldGroup {
    path: String,
    fields: Fields,
    missing: Missing,
}

impl Object for FieldGroup {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        match self.fields.get(key) {
            Some(value) => Some(shown(value, &format!("{}{key}.", self.path), &self.missing)),
            // the engine's own functions stand behind the fields
            None if self.path.is_empty() && matches!(key, "range" | "dict" | "namespace" | "loop") => None,
            None => {
                let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
                let known = self.fields.names().collect::<Vec<_>>().join(", ");
                missing.get_or_insert_with(|| (format!("{}{key}", self.path), known));
                None
            }
        }
    }
}

fn shown(value: &FieldContent, path: &str, missing: &Missing) -> Value {
    match value {
        FieldContent::Cell(Cell::Number(number)) => Value::from(*number),
        FieldContent::Cell(cell) => Value::from(cell.shown()),
        FieldContent::Flag(flag) => Value::from(*flag),
        FieldContent::List(rows) => {
            let group = |fields: &Fields| {
                Value::from_object(FieldGroup {
                    path: path.to_owned(),
                    fields: fields.clone(),
                    missing: Arc::clone(missing),
                })
            };
            Value::from(rows.iter().map(group).collect::<Vec<Value>>())
        }
    }
}

/// Writes no more than it may.
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RenderedAs {
    /// A part of a document: values are escaped, their lines are lines of the paper.
    Document,
    /// A line of plain text.
    Line,
}

fn written(out: &mut Output<'_>, value: &Value, rendered: RenderedAs) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let text = match value.kind() {
        ValueKind::Number => {
            i64::try_from(value.clone()).map_or_else(|_| value.to_string(), |n| Cell::Number(n).shown())
        }
        ValueKind::None => String::new(),
        _ => value.to_string(),
    };
    if rendered == RenderedAs::Line {
        return out.write_str(&text).map_err(Error::from);
    }
    out.write_str(&lines(&text)).map_err(Error::from)
}

/// A value as the text of a run: a line of it is a line of the paper.
pub(super) fn lines(value: &str) -> String {
    let text = escaped(value).replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    text.replace('\t', "</w:t><w:tab/><w:t xml:space=\"preserve\">")
}

/// Fills a prepared part.
///
/// # Errors
/// A field that is not there, a marker that cannot be read, more than a document holds.
pub(super) fn render(source: &str, fields: &Fields, rendered: RenderedAs) -> Result<String, TemplateError> {
    if let Some(tag) = beyond_limits(source) {
        return Err(TemplateError::Syntax(tag));
    }
    let mut engine = Environment::new();
    engine.set_fuel(Some(STEPS));
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|_| AutoEscape::None);
    engine
        .set_formatter(move |out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value| written(out, value, rendered));
    let missing = Missing::default();
    let root = FieldGroup { path: String::new(), fields: fields.clone(), missing: Arc::clone(&missing) };
    let mut out = Limited(Vec::with_capacity(source.len() * 2));
    let told =
        |error: &Error| TemplateError::Syntax(error.line().map_or_else(String::new, |line| tag_at(source, line)));
    let template = engine.template_from_str(source).map_err(|e| told(&e))?;
    let done = template.render_captured_to(Value::from_object(root), &mut out).map(drop);
    if let Some((field, known)) = missing.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Err(TemplateError::Unknown { field, known });
    }
    done.map_err(|e| {
        if matches!(e.kind(), ErrorKind::WriteFailure | ErrorKind::OutOfFuel) {
            TemplateError::TooLarge
        } else {
            told(&e)
        }
    })?;
    String::from_utf8(out.0).map_err(|_| TemplateError::Broken)
}

/// The beginning of the first tag that is longer, or the first condition that has more branches, than is parsed.
fn beyond_limits(source: &str) -> Option<String> {
    let mut branches = 0;
    let mut rest = source;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let tag = rest.get(at..)?;
        let close = if tag.starts_with("{{") { "}}" } else { "%}" };
        let end = tag.find(close).map_or(tag.len(), |end| end + close.len());
        let inside = tag.get(..end)?;
        branches += usize::from(inside.get(2..)?.trim_start_matches(['-', ' ']).starts_with("elif"));
        if inside.len() > LONGEST_TAG || branches > MOST_BRANCHES {
            return Some(inside.chars().take(60).collect::<String>() + "…");
        }
        rest = tag.get(end..)?;
    }
    None
}

/// The tag that ends on a line: each ends one.
fn tag_at(source: &str, line: usize) -> String {
    let line = source.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let from = line.rfind("{%").into_iter().chain(line.rfind("{{")).max();
    let tag = from.and_then(|at| line.get(at..)).unwrap_or_default();
    let ends = if tag.starts_with("{{") { " }}" } else { " %}" };
    if tag.is_empty() { String::new() } else { format!("{}{ends}", tag.trim_end()) }
}
