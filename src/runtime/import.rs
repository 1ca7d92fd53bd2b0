//! What an import asks of the world: names of files, the file itself, the commit. Runs on threads of its own.

use super::host::Host;
use super::outgoing;
use crate::app::screens::import::asks::{Answered, Asks, ImportRequest};
use crate::app::screens::import::planned::Planned;
use crate::app::screens::import::sentences;
use crate::app::session::host::Notice;
use crate::app::session::msg::Msg;
use crate::app::words::refusals;
use crate::domain::{CadreId, Record, RecordKey, RecordKind, Revision, Source};
use crate::exchange::import::map::{Lexicon, Map, MappedFile};
use crate::exchange::import::returned::{ReturnError, Returned};
use crate::exchange::import::{Import, Refused, StoredTexts, Terms, WriteError};
use crate::exchange::write;
use crate::register::Register;
use crate::register::handle::{CommitError, Proposal};
use crate::register::large::About;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Names of files that are offered.
const OFFERED: usize = 24;

/// Does what is asked.
pub(crate) fn answer(register: &Register, host: &dyn Host, asks: Asks, tell: &dyn Fn(Msg)) -> Msg {
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
            let text = text.map_err(|e| Notice { key: "import.file", with: vec![e.to_string()] });
            let result = text.and_then(|text| Map::parse(&text, kind).map_err(|e| sentences::map(&e)));
            Msg::Import(Answered::Map { generation, result })
        }
        Asks::SaveMap { generation, path, over, text } => {
            let shown = path.display().to_string();
            let written = write::file(&path, over, |out| Ok::<_, write::WriteError>(out.write_all(text.as_bytes())?));
            let result = match written {
                Ok(()) => Ok(Notice { key: "outgoing.saved", with: vec![shown] }),
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
            let result = written.map(|revision| Notice { key: "said.saved", with: vec![revision.to_string()] });
            Msg::Committed { generation, result, created: None }
        }
        Asks::Errors { generation, planned, path, view, policy, words } => {
            let says = |refused: &Refused| sentences::problems(&words, &view, &policy, refused);
            let returned = Returned {
                source: &planned.ready.source,
                parts: &planned.ready.parts,
                plan: &planned.plan,
                heading: words.get("import.problem"),
                says: &says,
            };
            let shown = path.display().to_string();
            let result = match returned.save(&path, false) {
                Ok(()) => Ok(Notice { key: "outgoing.saved", with: vec![shown] }),
                Err(ReturnError::Write(e)) => Err(outgoing::why(&e, shown)),
                Err(ReturnError::Read(e)) => Err(sentences::read(&e)),
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
) -> Result<Revision, Notice> {
    let view = register.view(host.today());
    let refused = |e: &CommitError| refusals::commit(e, Some(&view));
    let texts = |key: RecordKey| text(register, key);
    let terms = Terms { exception: about.exception.is_some(), ..planned.terms };
    let (policy, today) = (register.policy(), host.today());
    let import = Import { file: &planned.ready, view: &view, policy: &policy, texts: &texts, today, terms };
    let large = register.begin_large(about).map_err(|e| refused(&e))?;
    let (plan, revision) = import.write(large, progress).map_err(|e| match e {
        WriteError::Plan(e) => sentences::plan(&e),
        WriteError::Commit(e) => refused(&e),
    })?;
    revision.ok_or_else(|| Notice { key: "import.other-now", with: vec![plan.refuses().to_string()] })
}

/// The answer to what broke off.
#[must_use]
pub fn broke_off(asks: &Asks, why: Notice) -> Msg {
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
pub(crate) fn planned(wish: &ImportRequest, texts: &StoredTexts<'_>, tell: &dyn Fn(Msg)) -> Result<Planned, Notice> {
    let lexicon = Arc::new(Lexicon::new(&sentences::Both::default(), &wish.view.catalogue));
    let ready = MappedFile::open(&wish.path, wish.kind, lexicon, wish.map.clone()).map_err(|e| sentences::plan(&e))?;
    let terms = Terms { effective: wish.effective, partial: true, exception: wish.exception };
    let import = Import { file: &ready, view: &wish.view, policy: &wish.policy, texts, today: wish.today, terms };
    let plan = import.plan(&mut |rows| {
        if rows.is_multiple_of(1024) {
            let percent = ready.source.percent();
            tell(Msg::Import(Answered::Reading { generation: wish.generation, rows, percent }));
        }
        !wish.stop.load(Ordering::Relaxed)
    });
    let plan = plan.map_err(|e| sentences::plan(&e))?;
    Ok(Planned { ready, plan, terms })
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
