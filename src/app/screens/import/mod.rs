//! Importing a file on the screen: its map on one side, what it comes to on the other; questions are answered there,
//! and nothing is written before it is accepted. Accepted, it is one revision.

pub mod asks;
mod files;
mod page;
mod parts;
pub mod planned;
mod screen;
pub mod sentences;
mod writing;

pub use asks::{Answered, Asks};
pub use files::{export, save_map, take_map};
pub use parts::{Part, line};
pub use planned::Planned;
pub use writing::writing;

use crate::app::overlays::form;
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::parts::layout;
use crate::app::parts::list::List;
use crate::app::parts::page::{Row, Target};
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::domain::{Day, Override};
use crate::exchange::export::ListKind as Kind;
use crate::exchange::import::map::Map;
use crate::register::fields::{Column, Input};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is chosen for an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// What it is a list of.
    Kind(Kind),
    /// A column goes to the nth field of the kind, or nowhere.
    Field(usize, Option<usize>),
    /// This sheet alone, or all with the same headings.
    Sheet(Option<usize>),
    /// Which birth date holds.
    Birth(crate::exchange::import::map::Birth),
    /// What an empty cell does.
    Blank(crate::exchange::import::map::Blank),
    /// The nth answer to the question that the nth refused row asks for the whole file.
    Reading(usize, usize),
    /// Whom the nth refused row is about.
    Person(usize, Person),
}

/// Whom a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// Somebody who is not on file.
    New,
    /// This one, with the birth date on file.
    Is(crate::domain::CadreId),
    /// This one, with the birth date of the list.
    IsBorn(crate::domain::CadreId),
    /// Nobody: the row is left out.
    Leave,
}

/// Of what the lines were made: the plan, columns, meeting mode, language.
type Of = (u64, u16, bool, crate::app::words::Lang);

/// An import as it is being looked at.
#[derive(Debug)]
pub struct Import {
    pub file: Option<PathBuf>,
    /// What it is a list of.
    pub kind: Kind,
    /// From which day on changes are.
    pub effective: Option<Day>,
    /// The exception that it rests on, where hard rules stand in its way.
    pub exception: Option<Override>,
    /// What it comes to, or why it cannot be read.
    pub planned: Option<Result<Arc<Planned>, Notice>>,
    /// The map, as it has been changed here.
    pub map: Option<Map>,
    /// Lines of the map.
    pub parts: Vec<Part>,
    /// Cursor and window over them.
    pub list: List,
    /// What it comes to, broken for the width of the screen.
    pub lines: Vec<Row>,
    /// Columns of its labels.
    pub label: u16,
    /// Cursor and window over it.
    pub page: List,
    /// Whether what it comes to is in use, not the map.
    pub inside: bool,
    /// How many rows have been read, and how much of the file in per cent, while they are.
    pub reading: Option<(usize, u8)>,
    /// How much of the file has been written, in per cent, while a long one is.
    writing: Option<u8>,
    asked: u64,
    answered: u64,
    made: Option<Of>,
    stop: Arc<AtomicBool>,
}

impl Default for Import {
    fn default() -> Import {
        Import {
            file: None,
            kind: Kind::Cadres,
            effective: None,
            exception: None,
            planned: None,
            map: None,
            parts: Vec::new(),
            list: List::default(),
            lines: Vec::new(),
            label: 0,
            page: List::default(),
            inside: false,
            reading: None,
            writing: None,
            asked: 0,
            answered: 0,
            made: None,
            stop: Arc::default(),
        }
    }
}

impl Import {
    /// What it comes to, once that is known.
    #[must_use]
    pub fn planned(&self) -> Option<&Arc<Planned>> {
        self.planned.as_ref()?.as_ref().ok()
    }
}

const PATH: Column = Column { id: "import-file", input: Input::Line, needed: true };

/// Asks for a file where there is none yet.
pub fn begin(state: &mut Import, cx: &mut Session) {
    if state.file.is_none() {
        ask_file(state, cx);
    }
}

/// Asks for a file; what lies in the folder is offered.
pub fn ask_file(state: &mut Import, cx: &mut Session) {
    let title = cx.words.get("import.title").to_owned();
    let path = state.file.as_ref().map(|f| f.display().to_string()).unwrap_or_default();
    let accept =
        |state: &mut Import, cx: &mut Session, cells: Vec<String>| Taken::from(file(state, cx, &prompt::first(&cells)));
    prompt::open(cx, Prompt { paths: Some(ask_names), ..Prompt::to(accept) }, title, &[PATH], &[path]);
}

/// Asks what lies where a path is being typed; the generation of the question.
fn ask_names(cx: &mut Session, typed: String) -> u64 {
    let generation = cx.next_generation();
    cx.ask(Effect::Import(Asks::Names { generation, typed }));
    generation
}

/// Takes the path that was typed.
///
/// # Errors
/// Nothing was typed.
pub fn file(state: &mut Import, cx: &mut Session, path: &str) -> Result<(), (usize, Notice)> {
    if path.trim().is_empty() {
        return Err((0, Notice { key: "problem.needed", with: Vec::new() }));
    }
    let kind = state.kind;
    *state = Import { file: Some(PathBuf::from(path.trim())), kind, ..Import::default() };
    plan(state, cx);
    Ok(())
}

/// Plans the file again, with the map as it is now.
pub(in crate::app) fn plan(state: &mut Import, cx: &mut Session) {
    let generation = cx.next_generation();
    state.stop.store(true, Ordering::Relaxed);
    let stop = Arc::<AtomicBool>::default();
    let Some(path) = state.file.clone() else { return };
    (state.asked, state.reading, state.stop) = (generation, Some((0, 0)), Arc::clone(&stop));
    let (kind, map, effective, exception) = (state.kind, state.map.clone(), state.effective, state.exception.is_some());
    let (view, policy, today) = (cx.view.clone(), Arc::clone(&cx.policy), cx.today);
    let asks = asks::ImportRequest { generation, path, kind, map, effective, exception, view, policy, today, stop };
    cx.ask(Effect::Import(Asks::Plan(Box::new(asks))));
}

/// An answer came.
pub fn arrived(state: &mut Import, cx: &mut Session, answered: Answered) {
    match answered {
        Answered::Names { generation, names } => form::offered(cx, generation, names),
        Answered::Reading { generation, rows, percent } if generation == state.asked => {
            state.reading = Some((rows, percent));
        }
        Answered::Writing { generation, percent } if generation == state.asked => {
            state.writing = Some(percent);
        }
        Answered::Map { generation, result } if generation == state.asked => match result {
            Ok(map) => {
                state.map = Some(map);
                plan(state, cx);
            }
            Err(why) => cx.said = Some(why),
        },
        Answered::Planned { generation, result } if generation == state.asked => {
            state.reading = None;
            state.answered = generation;
            if let Ok(planned) = &result {
                state.map = Some(planned.ready.map.clone());
            }
            state.planned = Some(result);
            parts::make(state);
        }
        Answered::Reading { .. } | Answered::Writing { .. } | Answered::Planned { .. } | Answered::Map { .. } => {}
    }
}

/// Lists take note of their rows.
pub fn refresh(state: &mut Import, cx: &mut Session) {
    let (parts, lines) = layout::journal(cx.size);
    let wanted = (state.answered, lines.cols, cx.meeting, cx.words.lang);
    if state.made != Some(wanted) || state.reading.is_some() {
        let (rows, label) = page::page(state, cx).lines(lines.cols.saturating_sub(2));
        (state.lines, state.label, state.made) = (rows, label, Some(wanted));
    }
    state.list.fit(state.parts.len(), usize::from(parts.rows));
    state.page.fit(state.lines.len(), usize::from(lines.rows));
}

/// Does what a key of the screen means.
pub fn act(state: &mut Import, cx: &mut Session, action: crate::app::input::action::Action) {
    use crate::app::input::action::Action;
    match action {
        Action::NextPane | Action::PreviousPane => state.inside = !state.inside,
        Action::Open if state.inside => open_line(state, cx),
        Action::Open => parts::open(state, cx),
        Action::CarryOut => writing::ask(state, cx),
        _ => {}
    }
}

/// A question is answered, a person is gone to.
fn open_line(state: &mut Import, cx: &mut Session) {
    let target = state.lines.get(state.page.cursor).and_then(|l| l.target);
    match target {
        Some(Target::Nth(at)) => parts::question(state, cx, at),
        Some(target) => cx.follow(target),
        None => {}
    }
}

/// A day was typed from which on changes are.
///
/// # Errors
/// It is no day.
pub fn since(state: &mut Import, cx: &mut Session, text: &str) -> Result<(), (usize, Notice)> {
    let text = text.trim();
    let wrong = || (0, Notice { key: "problem.no-day", with: vec![text.to_owned()] });
    state.effective = if text.is_empty() { None } else { Some(Day::parse(text).ok_or_else(wrong)?) };
    plan(state, cx);
    Ok(())
}

/// The document of an exception was filled in, or taken out again.
///
/// # Errors
/// The field that is wrong.
pub fn excepted(state: &mut Import, cx: &mut Session, cells: &[String]) -> Result<(), (usize, Notice)> {
    let nothing = cells.iter().all(|cell| cell.trim().is_empty());
    state.exception = if nothing { None } else { Some(super::plan::saving::override_of(cells)?) };
    plan(state, cx);
    Ok(())
}

/// The words of a choice among a few of the map.
fn coded(cx: &Session, group: &str, value: impl serde::Serialize) -> String {
    let code = toml::Value::try_from(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    cx.words.of_group(group, &code)
}
