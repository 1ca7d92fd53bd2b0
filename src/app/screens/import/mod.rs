//! Importing a file on the screen: its map on one side, what it comes to on the other; questions are answered there,
//! and nothing is written before it is accepted. Accepted, it is one revision.

mod files;
mod page;
mod parts;
pub mod said;
mod world;
mod writing;

pub use files::{errors, export, save_map, take_map};
pub use parts::{Part, line};
pub(in crate::app) use world::answer;
#[cfg(test)]
pub(in crate::app) use world::planned;
pub use world::{Answered, Asks, broke_off, text};
pub use writing::{accepted, break_off, done, writing};

use crate::app::model::{Model, Screen};
use crate::app::overlays::form::small::{self, Small};
use crate::app::parts::layout;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::{Row, Target};
use crate::app::session::host::Said;
use crate::app::session::jumps;
use crate::app::session::msg::Effect;
use crate::domain::{Day, Override};
use crate::exchange::export::Kind;
use crate::exchange::import::map::Map;
use crate::exchange::import::plan::Plan;
use crate::exchange::import::ready::Ready;
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
    /// Which birth date holds.
    Birth(crate::exchange::import::map::Birth),
    /// What an empty cell does.
    Blank(crate::exchange::import::map::Blank),
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

/// A file that was planned.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The file with its map.
    pub ready: Ready,
    /// What it comes to.
    pub plan: Plan,
    /// From which day on changes are.
    pub effective: Option<Day>,
}

/// Of what the lines were made: the plan, columns, meeting mode, language.
type Of = (u64, u16, bool, crate::app::words::Lang);

/// An import as it is being looked at.
#[derive(Debug)]
pub struct Import {
    /// The file.
    pub file: Option<PathBuf>,
    /// What it is a list of.
    pub kind: Kind,
    /// From which day on changes are.
    pub effective: Option<Day>,
    /// The exception that it rests on, where hard rules stand in its way.
    pub exception: Option<Override>,
    /// What it comes to, or why it cannot be read.
    pub planned: Option<Result<Arc<Planned>, Said>>,
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

/// Opens the screen; without a file one is asked for.
pub fn show(model: &mut Model) {
    if model.cx.screen != Screen::Import {
        jumps::leave(model);
        model.cx.screen = Screen::Import;
    }
    if model.screens.import.file.is_none() {
        ask_file(model);
    }
}

/// Asks for a file; what lies in the folder is offered.
pub fn ask_file(model: &mut Model) {
    let title = model.cx.words.get("import.title").to_owned();
    let path = model.screens.import.file.as_ref().map(|f| f.display().to_string()).unwrap_or_default();
    small::open(model, Small::ImportFile, title, &[PATH], &[path]);
    crate::app::overlays::form::typed(model);
}

/// Asks what lies where a path is being typed; the generation of the question.
pub(in crate::app) fn ask_names(model: &mut Model, typed: String) -> u64 {
    let generation = model.cx.next_generation();
    model.cx.ask(Effect::Import(Asks::Names { generation, typed }));
    generation
}

/// A path was typed.
///
/// # Errors
/// There is none.
pub fn file(model: &mut Model, path: &str) -> Result<(), (usize, Said)> {
    if path.trim().is_empty() {
        return Err((0, Said { key: "problem.needed", with: Vec::new() }));
    }
    let kind = model.screens.import.kind;
    model.screens.import = Import { file: Some(PathBuf::from(path.trim())), kind, ..Import::default() };
    plan(model);
    Ok(())
}

/// Plans the file again, with the map as it is now.
pub(in crate::app) fn plan(model: &mut Model) {
    let generation = model.cx.next_generation();
    model.screens.import.stop.store(true, Ordering::Relaxed);
    let stop = Arc::<AtomicBool>::default();
    let state = &mut model.screens.import;
    let Some(path) = state.file.clone() else { return };
    (state.asked, state.reading, state.stop) = (generation, Some((0, 0)), Arc::clone(&stop));
    let (kind, map, effective, exception) = (state.kind, state.map.clone(), state.effective, state.exception.is_some());
    let (view, policy, today) = (model.cx.view.clone(), Arc::clone(&model.cx.policy), model.cx.today);
    let asks = world::Wish { generation, path, kind, map, effective, exception, view, policy, today, stop };
    model.cx.ask(Effect::Import(Asks::Plan(Box::new(asks))));
}

/// An answer came.
pub fn arrived(model: &mut Model, answered: Answered) {
    match answered {
        Answered::Names { generation, names } => crate::app::overlays::form::offered(model, generation, names),
        Answered::Reading { generation, rows, percent } if generation == model.screens.import.asked => {
            model.screens.import.reading = Some((rows, percent));
        }
        Answered::Writing { generation, percent } if generation == model.screens.import.asked => {
            model.screens.import.writing = Some(percent);
        }
        Answered::Map { generation, result } if generation == model.screens.import.asked => match result {
            Ok(map) => {
                model.screens.import.map = Some(map);
                plan(model);
            }
            Err(why) => model.cx.said = Some(why),
        },
        Answered::Planned { generation, result } if generation == model.screens.import.asked => {
            let state = &mut model.screens.import;
            state.reading = None;
            state.answered = generation;
            if let Ok(planned) = &result {
                state.map = Some(planned.ready.map.clone());
            }
            state.planned = Some(result);
            parts::make(model);
        }
        Answered::Reading { .. } | Answered::Writing { .. } | Answered::Planned { .. } | Answered::Map { .. } => {}
    }
}

/// Lists take note of their rows.
pub fn refresh(model: &mut Model) {
    let (parts, lines) = layout::journal(model.cx.size);
    let wanted = (model.screens.import.answered, lines.cols, model.cx.meeting, model.cx.words.lang);
    if model.screens.import.made != Some(wanted) || model.screens.import.reading.is_some() {
        let (rows, label) = page::page(model).lines(lines.cols.saturating_sub(2));
        let state = &mut model.screens.import;
        (state.lines, state.label, state.made) = (rows, label, Some(wanted));
    }
    let state = &mut model.screens.import;
    state.list.fit(state.parts.len(), usize::from(parts.rows));
    state.page.fit(state.lines.len(), usize::from(lines.rows));
}

/// Moves the cursor of the map, or of what it comes to.
pub fn step(model: &mut Model, motion: Motion) {
    let state = &mut model.screens.import;
    if state.inside { state.page.step(motion) } else { state.list.step(motion) }
}

/// Breaks reading off, goes out of what it comes to, or leaves the screen; nothing was written.
pub fn leave(model: &mut Model) {
    if model.screens.import.reading.is_some() {
        model.screens.import.stop.store(true, Ordering::Relaxed);
        return;
    }
    if model.screens.import.inside {
        model.screens.import.inside = false;
        return;
    }
    model.cx.screen = model.trail.jumps.screen_before(Screen::Import);
    model.screens.import = Import { kind: model.screens.import.kind, ..Import::default() };
}

/// Does what a key of the screen means.
pub fn act(model: &mut Model, action: crate::app::input::action::Action) {
    use crate::app::input::action::Action;
    match action {
        Action::NextPane | Action::PreviousPane => model.screens.import.inside = !model.screens.import.inside,
        Action::Open if model.screens.import.inside => open_line(model),
        Action::Open => parts::open(model),
        Action::CarryOut => writing::ask(model),
        _ => {}
    }
}

/// A question is answered, a person is gone to.
fn open_line(model: &mut Model) {
    let target = model.screens.import.lines.get(model.screens.import.page.cursor).and_then(|l| l.target);
    match target {
        Some(Target::Nth(at)) => parts::question(model, at),
        Some(target) => crate::app::session::places::follow(model, target),
        None => {}
    }
}

/// Something was chosen.
pub fn taken(model: &mut Model, take: Take) {
    parts::taken(model, take);
}

/// A day was typed from which on changes are.
///
/// # Errors
/// It is no day.
pub fn since(model: &mut Model, text: &str) -> Result<(), (usize, Said)> {
    let text = text.trim();
    let wrong = || (0, Said { key: "problem.no-day", with: vec![text.to_owned()] });
    model.screens.import.effective = if text.is_empty() { None } else { Some(Day::parse(text).ok_or_else(wrong)?) };
    plan(model);
    Ok(())
}

/// The document of an exception was filled in, or taken out again.
///
/// # Errors
/// The field that is wrong.
pub fn excepted(model: &mut Model, cells: &[String]) -> Result<(), (usize, Said)> {
    let nothing = cells.iter().all(|cell| cell.trim().is_empty());
    model.screens.import.exception = if nothing { None } else { Some(super::plan::saving::override_of(cells)?) };
    plan(model);
    Ok(())
}

/// The words of a choice among a few of the map.
fn coded(model: &Model, group: &str, value: impl serde::Serialize) -> String {
    let code = toml::Value::try_from(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    model.cx.words.of_group(group, &code)
}
