//! What leaves the screen as a file: a name is asked for, its ending tells the format, and the file stands there
//! complete or not at all. The register is not changed.

pub mod asks;
pub mod copy;
pub mod order;

pub(in crate::app) mod columns;
pub mod displaced;
pub mod papers;

use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::screens::screen::ScreenState;
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::domain::{PartialDate, text};
use crate::exchange::paper::{Cell, Paper, Part, Table};
use crate::exchange::write::Format;
use crate::register::fields::{Column, Input};
use crate::search::fold;
use asks::Asks;
use std::path::Path;
use std::sync::Arc;

const FILE: Column = Column { id: "file", input: Input::Line, needed: true };
const OVER: Column = Column { id: "write-over", input: Input::Flag, needed: false };
const SENSITIVE: Column = Column { id: "with-sensitive", input: Input::Flag, needed: false };

/// Asks under which name what is shown shall be written.
pub fn export(cx: &mut Session, screen: &dyn ScreenState) {
    if cx.meeting {
        return cx.say("outgoing.meeting", &[]);
    }
    let Some(paper) = screen.document(cx, false) else { return cx.say("outgoing.nothing", &[]) };
    let whole = screen.document(cx, true).filter(|whole| whole.classification != paper.classification);
    ask_name(cx, paper, whole);
}

/// Asks under which name a paper shall be written; the whole one where what is sensitive is wanted.
pub(in crate::app) fn ask_name(cx: &mut Session, paper: Paper, whole: Option<Paper>) {
    let title = cx.words.fill("outgoing.title", std::slice::from_ref(&paper.title));
    let columns = [FILE, OVER, SENSITIVE];
    let columns = columns.get(..if whole.is_some() { 3 } else { 2 }).unwrap_or(&columns);
    let name = format!("{}-{}.{}", file_name(&paper.id), cx.view.on.iso(), Format::Xlsx.ending());
    let (paper, whole) = (Arc::new(paper), whole.map(Arc::new));
    let accept = move |cx: &mut Session, cells: Vec<String>| {
        let paper = whole.as_ref().filter(|_| set(&cells, 2)).unwrap_or(&paper);
        match named(cx, paper, &cells) {
            Ok(generation) => Taken::Wait(generation),
            Err((at, said)) => Taken::Stay(at, said),
        }
    };
    prompt::open(cx, Prompt::session(accept), title, columns, &[name]);
}

/// A table as a document: its heading, what it is of, the day, the sample's banner; none where it is empty.
pub fn document(
    cx: &Session,
    id: &str,
    heading: &str,
    of: Option<String>,
    table: Table,
    sensitive: bool,
) -> Option<Paper> {
    if table.rows.is_empty() {
        return None;
    }
    let words = &cx.words;
    let sample = cx.place.sample.then(|| words.get("head.sample").to_owned());
    let on = words.fill("head.as-of", &[cx.view.on.to_string()]);
    let classification = if sensitive { "classification.sensitive" } else { "classification.internal" };
    Some(Paper {
        id: words.get(&format!("outgoing.name.{id}")).to_owned(),
        title: words.get(heading).to_owned(),
        under: of.into_iter().chain([on]).chain(sample).collect(),
        classification: words.get(classification).to_owned(),
        parts: vec![Part::Table(Table { id: id.to_owned(), ..table })],
        lang: words.lang,
    })
}

/// A date where the text is one.
pub fn date(text: String) -> Cell {
    match PartialDate::parse(&text) {
        Some(date) if date.to_string() == text => Cell::Date(date),
        _ => Cell::text(text),
    }
}

/// Whether a flag is set.
fn set(cells: &[String], at: usize) -> bool {
    cells.get(at).is_some_and(|cell| cell == "yes")
}

/// A name without marks, blanks and signs.
fn file_name(text: &str) -> String {
    let bare = fold(&text::at_the_door(text));
    let sound: String = bare.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    sound.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The name of the file was typed: it is on its way, or what is wrong with which field.
fn named(cx: &mut Session, paper: &Arc<Paper>, cells: &[String]) -> Result<u64, (usize, Notice)> {
    let name = prompt::first(cells).trim().to_owned();
    let Some(format) = Format::of(Path::new(&name)) else {
        let known = Format::ALL.map(Format::ending).join(", ");
        return Err((0, Notice { key: "outgoing.no-format", with: vec![known] }));
    };
    let generation = cx.next_generation();
    cx.ask(Effect::Outgoing(Asks::Save { generation, paper: Arc::clone(paper), format, name, over: set(cells, 1) }));
    Ok(generation)
}
