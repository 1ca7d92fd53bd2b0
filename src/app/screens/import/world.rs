//! What an import asks of the world: names of files, the file itself, the commit. Runs on threads of its own.

use super::{Planned, said};
use crate::app::outgoing;
use crate::app::session::host::{Host, Said};
use crate::app::session::msg::Msg;
use crate::app::words::Words;
use crate::app::words::refusals;
use crate::domain::{CadreId, Day, Override, Record, RecordKey, RecordKind, Revision, Source};
use crate::exchange::export::Kind;
use crate::exchange::import::lexicon::Lexicon;
use crate::exchange::import::map::Map;
use crate::exchange::import::plan::{self, WriteError};
use crate::exchange::import::ready::ready;
use crate::exchange::import::returned::{ReturnError, Returned};
use crate::exchange::import::work::Texts;
use crate::exchange::write;
use crate::policy::Policy;
use crate::register::handle::{CommitError, Proposal};
use crate::register::large::About;
use crate::register::{Register, View};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Names of files that are offered.
const OFFERED: usize = 24;

/// A file to be planned.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Generation.
    pub generation: u64,
    /// The file.
    pub path: PathBuf,
    /// What it is a list of.
    pub kind: Kind,
    /// The map, where there is one already.
    pub map: Option<Map>,
    /// From which day on changes are.
    pub effective: Option<Day>,
    /// Whether it rests on an exception: hard rules stop nothing.
    pub exception: bool,
    /// The register.
    pub view: View,
    /// The rules.
    pub policy: Arc<Policy>,
    /// Today.
    pub today: Day,
    /// Set to break reading off.
    pub stop: Arc<AtomicBool>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub enum Asks {
    /// What lies where a path is being typed.
    Names {
        /// Generation.
        generation: u64,
        /// The path so far.
        typed: String,
    },
    /// What a file comes to.
    Plan(Box<Wish>),
    /// Write it.
    Commit {
        /// Generation.
        generation: u64,
        /// What was planned.
        planned: Arc<Planned>,
        /// The file, for the journal.
        file: PathBuf,
        /// What it is a list of.
        kind: Kind,
        /// The exception that it rests on.
        exception: Option<Override>,
        /// Set to break writing off.
        stop: Arc<AtomicBool>,
    },
    /// Take the map from a file.
    TakeMap {
        /// Generation.
        generation: u64,
        /// The file.
        path: PathBuf,
        /// What it is a list of.
        kind: Kind,
    },
    /// Write the map into a file.
    SaveMap {
        /// Generation.
        generation: u64,
        /// The file.
        path: PathBuf,
        /// Whether it may take the place of another.
        over: bool,
        /// What is written.
        text: String,
    },
    /// Write the refused rows into a file.
    Errors {
        /// Generation.
        generation: u64,
        /// What was planned.
        planned: Arc<Planned>,
        /// Where to.
        path: PathBuf,
        /// The register, for names.
        view: View,
        /// The rules, for what they say.
        policy: Arc<Policy>,
        /// Words.
        words: Words,
    },
}

impl Asks {
    /// The generation of what is waited for.
    #[must_use]
    pub fn generation(&self) -> u64 {
        match self {
            Asks::Names { generation, .. }
            | Asks::Commit { generation, .. }
            | Asks::TakeMap { generation, .. }
            | Asks::SaveMap { generation, .. }
            | Asks::Errors { generation, .. } => *generation,
            Asks::Plan(wish) => wish.generation,
        }
    }
}

/// What comes back.
#[derive(Debug, Clone)]
pub enum Answered {
    /// Paths that go on from what was typed.
    Names {
        /// Generation.
        generation: u64,
        /// Folders end with a slash.
        names: Vec<String>,
    },
    /// So many rows have been read.
    Reading {
        /// Generation.
        generation: u64,
        /// How many.
        rows: usize,
        /// Of the file, in per cent.
        percent: u8,
    },
    /// So much of a long file has been written.
    Writing {
        /// Generation.
        generation: u64,
        /// Of the file, in per cent.
        percent: u8,
    },
    /// A map was read from a file, or why not.
    Map {
        /// Generation.
        generation: u64,
        /// The map.
        result: Result<Map, Said>,
    },
    /// What the file comes to, or why it cannot be read.
    Planned {
        /// Generation.
        generation: u64,
        /// The plan.
        result: Result<Arc<Planned>, Said>,
    },
}

/// Does what is asked.
pub(in crate::app) fn answer(register: &Register, host: &dyn Host, asks: Asks, tell: &dyn Fn(Msg)) -> Msg {
    match asks {
        Asks::Names { generation, typed } => Msg::Import(Answered::Names { generation, names: names(&typed) }),
        Asks::Plan(wish) => {
            let generation = wish.generation;
            let texts = |key: RecordKey| text(register, key);
            let result = planned(&wish, &texts, tell).map(Arc::new);
            Msg::Import(Answered::Planned { generation, result })
        }
        Asks::TakeMap { generation, path, kind } => {
            let text = std::fs::read_to_string(&path);
            let text = text.map_err(|e| Said { key: "import.file", with: vec![e.to_string()] });
            let result = text.and_then(|text| Map::read(&text, kind).map_err(|e| said::map(&e)));
            Msg::Import(Answered::Map { generation, result })
        }
        Asks::SaveMap { generation, path, over, text } => {
            let shown = path.display().to_string();
            let written = write::file(&path, over, |out| Ok::<_, write::WriteError>(out.write_all(text.as_bytes())?));
            let result = match written {
                Ok(()) => Ok(Said { key: "outgoing.saved", with: vec![shown] }),
                Err(e) => Err(outgoing::why(&e, shown)),
            };
            Msg::Committed { generation, result, created: None }
        }
        Asks::Commit { generation, planned, file, kind, exception, stop } => {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let about = About {
                author: host.author(),
                source: Source::Import(name),
                intent: format!("import-{}", kind.id()),
                exception,
                at: host.now(),
            };
            let written = if planned.plan.brings > 0 {
                let percent = || planned.ready.source.percent();
                again(register, host, &planned, about, &mut |_| {
                    tell(Msg::Import(Answered::Writing { generation, percent: percent() }));
                    !stop.load(Ordering::Relaxed)
                })
            } else {
                let About { author, source, intent, exception, at } = about;
                let edits = planned.plan.edits.clone();
                register
                    .commit(Proposal { edits, author, source, intent, exception, at })
                    .map_err(|e| refusals::commit(&e, Some(&register.view(host.today()))))
            };
            let result = written.map(|revision| Said { key: "said.saved", with: vec![revision.to_string()] });
            Msg::Committed { generation, result, created: None }
        }
        Asks::Errors { generation, planned, path, view, policy, words } => {
            let says =
                |refused: &crate::exchange::import::plan::Refused| said::problems(&words, &view, &policy, refused);
            let returned = Returned {
                source: &planned.ready.source,
                list: (&planned.ready.map.sheet, planned.ready.headings.rows.1),
                plan: &planned.plan,
                heading: words.get("import.problem"),
                says: &says,
            };
            let shown = path.display().to_string();
            let result = match returned.save(&path, false) {
                Ok(()) => Ok(Said { key: "outgoing.saved", with: vec![shown] }),
                Err(ReturnError::Write(e)) => Err(outgoing::why(&e, shown)),
                Err(ReturnError::Read(e)) => Err(said::read(&e)),
            };
            Msg::Committed { generation, result, created: None }
        }
    }
}

/// Reads a long file again, of which nothing was kept, and writes it as it is read.
fn again(
    register: &Register,
    host: &dyn Host,
    planned: &Planned,
    about: About,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<Revision, Said> {
    let view = register.view(host.today());
    let refused = |e: &CommitError| refusals::commit(e, Some(&view));
    let (lexicon, texts) =
        (Lexicon::new(&said::Both::default(), &view.catalogue), |key: RecordKey| text(register, key));
    let asked = plan::Asked {
        source: &planned.ready.source,
        kind: planned.ready.kind,
        map: &planned.ready.map,
        headings: &planned.ready.headings,
        view: &view,
        policy: register.policy(),
        lexicon: &lexicon,
        texts: &texts,
        today: host.today(),
        effective: planned.effective,
        partial: true,
        exception: about.exception.is_some(),
    };
    let large = register.begin_large(about).map_err(|e| refused(&e))?;
    let (plan, revision) = plan::write(&asked, large, progress).map_err(|e| match e {
        WriteError::Plan(e) => said::plan(&e),
        WriteError::Commit(e) => refused(&e),
    })?;
    revision.ok_or_else(|| Said { key: "import.other-now", with: vec![plan.refuses().to_string()] })
}

/// The answer to what broke off.
#[must_use]
pub fn broke_off(asks: &Asks, why: Said) -> Msg {
    match asks {
        Asks::Names { generation, .. } => Msg::Import(Answered::Names { generation: *generation, names: Vec::new() }),
        Asks::Plan(wish) => Msg::Import(Answered::Planned { generation: wish.generation, result: Err(why) }),
        Asks::TakeMap { generation, .. } => Msg::Import(Answered::Map { generation: *generation, result: Err(why) }),
        other => Msg::Committed { generation: other.generation(), result: Err(why), created: None },
    }
}

/// Folders and files whose path begins with what was typed; `~` is the home folder.
fn names(typed: &str) -> Vec<String> {
    let (folder, begin) = typed.rsplit_once('/').map_or(("", typed), |(folder, begin)| (folder, begin));
    let shown = if typed.contains('/') { format!("{folder}/") } else { String::new() };
    let wanted = crate::search::fold(begin);
    let Ok(entries) = std::fs::read_dir(if shown.is_empty() { Path::new(".") } else { Path::new(&shown) }) else {
        return Vec::new();
    };
    let mut names: Vec<(bool, String)> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let fits =
                crate::search::fold(&name).starts_with(&wanted) && (!name.starts_with('.') || begin.starts_with('.'));
            let folder = entry.path().is_dir();
            fits.then(|| (!folder, format!("{shown}{name}{}", if folder { "/" } else { "" })))
        })
        .collect();
    names.sort();
    names.into_iter().map(|(_, name)| name).take(OFFERED).collect()
}

/// Reads and plans a file; `texts` reads what the register does not hold in memory.
pub(in crate::app) fn planned(wish: &Wish, texts: &Texts<'_>, tell: &dyn Fn(Msg)) -> Result<Planned, Said> {
    let lexicon = Lexicon::new(&said::Both::default(), &wish.view.catalogue);
    let ready = ready(&wish.path, wish.kind, &lexicon, wish.map.clone()).map_err(|e| said::plan(&e))?;
    let asked = plan::Asked {
        source: &ready.source,
        kind: wish.kind,
        map: &ready.map,
        headings: &ready.headings,
        view: &wish.view,
        policy: &wish.policy,
        lexicon: &lexicon,
        texts,
        today: wish.today,
        effective: wish.effective,
        partial: true,
        exception: wish.exception,
    };
    let plan = plan::plan(&asked, &mut |rows| {
        if rows.is_multiple_of(1024) {
            let percent = ready.source.percent();
            tell(Msg::Import(Answered::Reading { generation: wish.generation, rows, percent }));
        }
        !wish.stop.load(Ordering::Relaxed)
    });
    let plan = plan.map_err(|e| said::plan(&e))?;
    Ok(Planned { ready, plan, effective: wish.effective })
}

/// A record that the register does not hold in memory.
///
/// # Errors
/// The store cannot be read.
pub fn text(register: &Register, key: RecordKey) -> Result<Option<Record>, String> {
    let texts = register.dossier(CadreId(key.id)).map_err(|e| e.to_string())?;
    Ok(match key.kind {
        RecordKind::Training => texts.training.map(Record::Training),
        _ => texts.dossier.map(Record::Dossier),
    })
}
