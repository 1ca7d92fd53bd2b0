//! What leaves the screen as a file: a name is asked for, its ending tells the format, and the file stands there
//! complete or not at all. The register is not changed.

pub mod copy;

pub(in crate::app) mod columns;
pub mod papers;
mod tables;

use crate::app::model::Model;
use crate::app::overlays::form::small::{self, Small};
use crate::app::session::host::Said;
use crate::app::session::msg::{Effect, Msg};
use crate::domain::text;
use crate::exchange::lists::Library;
use crate::exchange::paper::Paper;
use crate::exchange::write::{self, Format, WriteError};
use crate::register::fields::{Column, Input};
use crate::search::fold;
use std::path::Path;
use std::sync::Arc;

/// What is to become a file.
#[derive(Debug, Clone, Default)]
pub enum Outgoing {
    /// Nothing.
    #[default]
    Nothing,
    /// The table that is open, as it is filtered and sorted.
    Table,
    /// A document.
    Paper(Arc<Paper>),
    /// Papers that are offered.
    Offered(Vec<papers::Official>),
    /// An official paper.
    Official(papers::Official),
}

const FILE: Column = Column { id: "file", input: Input::Line, needed: true };
const OVER: Column = Column { id: "write-over", input: Input::Flag, needed: false };
const SENSITIVE: Column = Column { id: "with-sensitive", input: Input::Flag, needed: false };

/// Asks under which name the open table shall be written.
pub fn table(model: &mut Model) {
    if model.cx.meeting {
        return model.cx.say("outgoing.meeting", &[]);
    }
    if model.cx.screen == crate::app::model::Screen::Rotations && model.screens.rotations.source().is_some() {
        return model.cx.say("rotations.no-export", &[]);
    }
    if model.cx.screen == crate::app::model::Screen::Indicators {
        return match crate::app::screens::indicators::paper(model) {
            Some(whole) => paper(model, whole),
            None => model.cx.say("outgoing.nothing", &[]),
        };
    }
    let Some(paper) = tables::open(model, false) else { return model.cx.say("outgoing.nothing", &[]) };
    let sensitive = tables::open(model, true).is_some_and(|whole| whole.classification != paper.classification);
    ask(model, &paper, Outgoing::Table, sensitive);
}

/// Asks under which name a document shall be written.
pub fn paper(model: &mut Model, paper: Paper) {
    if model.cx.meeting {
        return model.cx.say("outgoing.meeting", &[]);
    }
    let paper = Arc::new(paper);
    ask(model, &paper, Outgoing::Paper(Arc::clone(&paper)), false);
}

fn ask(model: &mut Model, paper: &Paper, outgoing: Outgoing, sensitive: bool) {
    model.outgoing = outgoing;
    let title = model.cx.words.fill("outgoing.title", std::slice::from_ref(&paper.title));
    let columns = [FILE, OVER, SENSITIVE];
    let columns = columns.get(..if sensitive { 3 } else { 2 }).unwrap_or(&columns);
    let name = format!("{}-{}.{}", file_name(&paper.id), model.cx.view.on.iso(), Format::Xlsx.ending());
    small::open(model, Small::Save, title, columns, &[name]);
}

/// A name without marks, blanks and signs.
fn file_name(text: &str) -> String {
    let bare = fold(&text::at_the_door(text));
    let sound: String = bare.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    sound.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// Takes the name: the file is on its way, or what is wrong with which field.
pub(super) fn named(model: &mut Model, cells: &[String]) -> Result<u64, (usize, Said)> {
    let set = |at: usize| cells.get(at).is_some_and(|cell| cell == "yes");
    let name = cells.first().map(|t| t.trim().to_owned()).unwrap_or_default();
    if let Outgoing::Official(official) = &model.outgoing {
        let official = official.clone();
        return papers::named(model, official, name, [set(1), set(2)]);
    }
    let Some(format) = Format::of(Path::new(&name)) else {
        let known = Format::ALL.map(Format::ending).join(", ");
        return Err((0, Said { key: "outgoing.no-format", with: vec![known] }));
    };
    let paper = match &model.outgoing {
        Outgoing::Table => tables::open(model, set(2)).map(Arc::new),
        Outgoing::Paper(paper) => Some(Arc::clone(paper)),
        Outgoing::Nothing | Outgoing::Offered(_) | Outgoing::Official(_) => None,
    };
    let Some(paper) = paper else { return Err((0, Said { key: "outgoing.nothing", with: Vec::new() })) };
    let generation = model.cx.next_generation();
    model.cx.ask(Effect::Save { generation, paper, format, name, over: set(1) });
    Ok(generation)
}

/// The user's own templates, by file name, or why they cannot be read.
type Lists<'a> = &'a dyn Fn() -> Result<Vec<(String, Vec<u8>)>, Said>;

/// Writes a document; the answer says where it stands, or why it does not. Only a document of a word processor asks for
/// the user's own template.
#[must_use]
pub fn save(generation: u64, paper: &Paper, format: Format, path: &Path, over: bool, lists: Lists<'_>) -> Msg {
    let shown = path.display().to_string();
    let own = if format == Format::Docx { lists() } else { Ok(Vec::new()) };
    let result = own.and_then(|files| {
        let style = Library::own("paper", files);
        write::save(paper, format, style.as_deref(), path, over).map_err(|e| why(&e, shown.clone()))
    });
    let result = result.map(|()| Said { key: "outgoing.saved", with: vec![shown] });
    Msg::Committed { generation, result, created: None }
}

/// Why a file was not written.
pub(super) fn why(error: &WriteError, file: String) -> Said {
    match error {
        WriteError::Exists(_) => Said { key: "outgoing.exists", with: vec![file] },
        WriteError::File { source, .. } | WriteError::Io(source) => {
            Said { key: "outgoing.failed", with: vec![file, source.to_string()] }
        }
        WriteError::NoPicture => Said { key: "outgoing.no-picture", with: vec![file] },
        WriteError::TooLong { .. } | WriteError::Workbook(_) | WriteError::Docx(_) | WriteError::Html(_) => {
            Said { key: "outgoing.failed", with: vec![file, error.to_string()] }
        }
    }
}
