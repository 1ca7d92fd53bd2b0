//! `sample` and `init`: making a store, where it was asked for and nowhere else.
//!
//! While a sample is being made a small file stands beside the store's folder. If it is found later, the making was
//! interrupted: the store takes back what was begun, and the sample is made again.

use super::Asked;
use super::fail::Failure;
use super::host::Outside;
use super::out::{Answer, complain, pairs};
use super::paths::making;
use crate::app::session::host::{Host, Progress, ProvinceChoice};
use crate::domain::{Author, Day, Header, Level, Revision, Source};
use crate::register::gazetteer::{Area, Era, Gazetteer};
use crate::register::{Register, begin};
use crate::sample::{self, Wanted};
use crate::store::{Province, SampleMark, Store, StoreError};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Of a thousand, how much of the making is inventing; the rest is writing.
const INVENTING: u32 = 250;

fn gazetteer() -> Result<Gazetteer, Failure> {
    Gazetteer::embedded().map_err(|e| Failure::refused("told.data", &[&e.to_string()]))
}

/// Makes the sample province in a folder and opens it. A sample that is there and complete is opened as it is; one
/// whose making was interrupted is made again.
///
/// # Errors
/// The folder holds something else, the store cannot be written, or so many people cannot be had.
pub fn sample(
    host: &Outside,
    dir: &Path,
    wanted: Wanted,
    progress: &mut dyn FnMut(Progress),
) -> Result<Register, Failure> {
    if host.read_only {
        return Err(Failure::refused("told.read-only", &[]));
    }
    let again = making(dir).exists();
    let store = begun(dir, wanted)?;
    if store.head() == Revision(0) {
        write(host, &store, wanted, again, progress)?;
    }
    remove(&making(dir))?;
    Ok(host.register(store))
}

/// The store of a sample that is to be written: a new one, or the one whose making was interrupted.
fn begun(dir: &Path, wanted: Wanted) -> Result<Store, Failure> {
    let failed = |e: &StoreError| Failure::store(e, dir);
    if Store::exists(dir) {
        let (store, _) = Store::open(dir, false).map_err(|e| failed(&e))?;
        return match store.province().sample {
            None => Err(Failure::refused("told.sample.real", &[&dir.display().to_string()])),
            // nothing of it was ever answered for: another size may be wished for now
            Some(mark) if store.head() == Revision(0) && mark != mark_of(wanted) => {
                drop(store);
                discard(dir)?;
                begun(dir, wanted)
            }
            Some(_) => Ok(store),
        };
    }
    let marker = making(dir);
    if let Some(parent) = marker.parent() {
        fs::create_dir_all(parent).map_err(|e| Failure::file(parent, &e))?;
    }
    fs::write(&marker, "").map_err(|e| Failure::file(&marker, &e))?;
    let made = province(wanted).and_then(|province| Store::create(dir, &province).map_err(|e| failed(&e)));
    if made.is_err() {
        // the error that counts is the one that is told
        let _ = remove(&marker);
    }
    made
}

fn mark_of(wanted: Wanted) -> SampleMark {
    SampleMark { seed: wanted.seed, people: wanted.people }
}

/// What the store of a sample says of itself.
fn province(wanted: Wanted) -> Result<Province, Failure> {
    let of = sample::province(&gazetteer()?);
    Ok(Province {
        code: u16::try_from(of.code).unwrap_or_default(),
        name: of.name,
        origin: sample::structure::ORIGIN,
        home_date: Some(of.home),
        sample: Some(mark_of(wanted)),
    })
}

/// Invents the people and writes them in one large revision.
fn write(
    host: &Outside,
    store: &Store,
    wanted: Wanted,
    again: bool,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Failure> {
    let fault = |e: &dyn std::error::Error| Failure::refused("told.sample.fault", &[&e.to_string()]);
    let step = |step| if again { "step.again" } else { step };
    let gazetteer = gazetteer()?;
    let mut tell = |name, done: u32| {
        let per_mille = u16::try_from(done.min(1000)).unwrap_or(1000);
        progress(Progress { step: step(name), per_mille });
    };
    let mut edits = sample::edits(wanted, &host.catalogue, &gazetteer, &mut |done| {
        tell("step.people", done * INVENTING / 1000);
    })
    .map_err(|e| fault(&e))?;
    let (id, name) = sample::AUTHOR;
    let header = Header {
        revision: Revision(1),
        at: sample::MADE_AT,
        author: Author { id: id.to_owned(), name: name.to_owned(), via: "sample".to_owned() },
        source: Source::Sample,
        intent: "sample".to_owned(),
        undoes: None,
        exception: None,
        policy: host.policy.hash,
        edits: 0,
    };
    let mut told = u32::MAX;
    let mut counted = std::iter::from_fn(|| {
        let done = edits.progress();
        if done != told {
            told = done;
            tell("step.writing", INVENTING + done * (1000 - INVENTING) / 1000);
        }
        edits.next()
    });
    let written = store.commit_large(header, &mut counted, &mut |_| true);
    written.map(|_| ()).map_err(|e| Failure::store(&e, store.dir()))
}

fn remove(file: &Path) -> Result<(), Failure> {
    match fs::remove_file(file) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(Failure::file(file, &e)),
        _ => Ok(()),
    }
}

fn discard(dir: &Path) -> Result<(), Failure> {
    fs::remove_dir_all(dir).map_err(|e| Failure::file(dir, &e))
}

#[derive(Debug, Serialize)]
struct Made {
    people: usize,
    units: usize,
    posts: usize,
    pool_entries: usize,
    rotations: usize,
    revision: Revision,
}

/// Answers `sample`.
///
/// # Errors
/// As [`sample()`]; or a complete sample is there already.
pub fn answer_sample(asked: &Asked, people: Option<u32>, seed: Option<u64>, force: bool) -> Result<Answer, Failure> {
    let default = Wanted::default();
    let wanted = Wanted { people: people.unwrap_or(default.people), seed: seed.unwrap_or(default.seed) };
    let bar = bar();
    let show = |p: Progress| {
        bar.set_message(asked.words.get(p.step).to_owned());
        bar.set_position(u64::from(p.per_mille));
    };
    let made = match standing(asked)? {
        None => sample(&asked.host, &asked.dir, wanted, &mut { show }),
        Some(mark) if !force => {
            let dir = asked.dir.display().to_string();
            Err(Failure::refused("told.sample.there", &[&dir, &asked.words.number(mark.people)]))
        }
        Some(_) => replaced(asked, wanted, &mut { show }),
    };
    bar.finish_and_clear();
    answer(asked, &made?)
}

/// The mark of the complete sample that stands in the folder. What opening had to do is said.
fn standing(asked: &Asked) -> Result<Option<SampleMark>, Failure> {
    if !Store::exists(&asked.dir) {
        return Ok(None);
    }
    let (store, opened) = Store::open(&asked.dir, false).map_err(|e| Failure::store(&e, &asked.dir))?;
    for said in super::host::said_of(&opened) {
        complain(&asked.words.fill(said.key, &said.with));
    }
    match store.province().sample {
        None => Err(Failure::refused("told.sample.real", &[&asked.dir.display().to_string()])),
        Some(_) if store.head() == Revision(0) => Ok(None),
        mark => Ok(mark),
    }
}

/// Makes the new sample beside the old one, which goes when the new one is complete.
fn replaced(asked: &Asked, wanted: Wanted, progress: &mut dyn FnMut(Progress)) -> Result<Register, Failure> {
    let beside = beside(&asked.dir);
    if beside.exists() {
        discard(&beside)?;
    }
    let register = sample(&asked.host, &beside, wanted, progress)?;
    // the old store can only go when the new one has been let go of
    drop(register);
    discard(&asked.dir)?;
    fs::rename(&beside, &asked.dir).map_err(|e| Failure::file(&asked.dir, &e))?;
    Ok(asked.host.open_store(&asked.dir)?.0)
}

fn beside(dir: &Path) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_os_string();
    name.push(".next");
    dir.with_file_name(name)
}

/// A bar on standard error where that is a terminal, else nothing.
fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(1000), ProgressDrawTarget::stderr());
    // the template is fixed and known to be sound
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent:>3} % {msg}") {
        bar.set_style(style);
    }
    bar
}

fn answer(asked: &Asked, register: &Register) -> Result<Answer, Failure> {
    use crate::register::Loaded;
    register.wait(Loaded::All).map_err(|e| Failure::register(&e, &asked.dir))?;
    let view = register.view(asked.day(register));
    let serving = view.snapshot.cadres.values().filter(|c| c.serves(view.on)).count();
    // places that the province decides on; whom it puts forward to the centre are not among them
    let own = |post| view.post(post).and_then(|p| view.title(p)).is_some_and(|t| t.level != Level::Central);
    let planned = view.snapshot.entries.values().filter(|e| e.span.holds(view.on) && own(e.post)).count();
    let made = Made {
        people: serving,
        units: view.snapshot.units.values().filter(|u| u.span.holds(view.on)).count(),
        posts: view.snapshot.posts.values().filter(|p| p.span.holds(view.on)).count(),
        pool_entries: planned,
        rotations: view.snapshot.rotations.values().filter(|r| r.phase(view.on).is_some()).count(),
        revision: view.snapshot.revision,
    };
    let words = &asked.words;
    Ok(Answer::of(asked.form, &made, |made| {
        pairs(&[
            (words.get("cli.paths.store"), asked.dir.display().to_string()),
            (words.get("cli.table.people"), words.number(made.people as u64)),
            (words.get("cli.made.units"), words.number(made.units as u64)),
            (words.get("cli.made.posts"), words.number(made.posts as u64)),
            (words.get("cli.made.pool-entries"), words.number(made.pool_entries as u64)),
            (words.get("cli.table.revision"), made.revision.to_string()),
        ])
    }))
}

/// Provinces that a store can be started for: the 34 of today first, then the 63 of before.
#[must_use]
pub fn provinces() -> Vec<ProvinceChoice> {
    let Ok(gazetteer) = gazetteer() else { return Vec::new() };
    let of = |era: Era, since_2025: bool| {
        let choice = move |area: &Area| ProvinceChoice {
            code: u16::try_from(area.code).unwrap_or_default(),
            name: area.name.to_owned(),
            since_2025,
        };
        gazetteer.provinces(era).map(choice).collect::<Vec<_>>()
    };
    [of(Era::TwoTier, true), of(Era::Until2024, false)].concat()
}

/// Starts a store with the units and posts of a province and no people: as it stands today, or, of the provinces of
/// before, as it stood on their last day before the communes were merged.
///
/// # Errors
/// The folder holds something, or there is no such province.
pub fn empty(host: &Outside, dir: &Path, province: &ProvinceChoice) -> Result<Register, Failure> {
    let on = if province.since_2025 { host.today().max(Era::TwoTier.begins()) } else { Era::Early2025.begins().prev() };
    begin(host, dir, province.code, on, false)
}

/// Makes the store of a province and begins its units and posts; a bare one holds nothing yet.
fn begin(host: &Outside, dir: &Path, code: u16, on: Day, bare: bool) -> Result<Register, Failure> {
    if host.read_only {
        return Err(Failure::refused("told.read-only", &[]));
    }
    let gazetteer = gazetteer()?;
    let none = || Failure::refused("told.no-province", &[&code.to_string(), &on.to_string()]);
    let area = gazetteer.area(Level::Province, u32::from(code), Era::of(on)).ok_or_else(none)?;
    let now = host.now();
    let origin = origin(now);
    let edits = begin::begin(&host.catalogue, &gazetteer, u32::from(code), on, origin)
        .map_err(|e| Failure::refused("told.data", &[&e.to_string()]))?;
    // a province that is begun as of an earlier day opens on it
    let home_date = (on < host.today() && Era::of(on) != Era::of(host.today())).then_some(on);
    let province = Province { code, name: area.name.to_owned(), origin, home_date, sample: None };
    let failed = |e: &StoreError| Failure::store(e, dir);
    let store = Store::create(dir, &province).map_err(|e| failed(&e))?;
    if bare {
        return Ok(host.register(store));
    }
    let header = Header {
        revision: Revision(1),
        at: now,
        author: host.author(),
        source: Source::Cli,
        intent: "begin-province".to_owned(),
        undoes: None,
        exception: None,
        policy: host.policy.hash,
        edits: 0,
    };
    store.commit_large(header, &mut edits.into_iter(), &mut |_| true).map_err(|e| failed(&e))?;
    Ok(host.register(store))
}

/// The number in front of the ids that are born in a new store: another one for each, as far as time can tell; the
/// sample's own is left to it.
fn origin(now: i64) -> u16 {
    let first = sample::structure::ORIGIN + 1;
    let span = i64::from(u16::MAX - first);
    u16::try_from(now.rem_euclid(span)).unwrap_or_default() + first
}

/// Answers `init`.
///
/// # Errors
/// The folder holds something, or there is no such province on the day.
pub fn answer_init(asked: &Asked, code: u16, bare: bool) -> Result<Answer, Failure> {
    let on = asked.as_of.unwrap_or_else(|| asked.host.today());
    answer(asked, &begin(&asked.host, &asked.dir, code, on, bare)?)
}
