//! Making the sample province.
//!
//! While a sample is being made a small file stands beside the store's folder. If it is found later, the making was
//! interrupted: the store takes back what was begun, and the sample is made again.

use super::local::LocalHost;
use super::province::gazetteer;
use crate::app::session::host::Progress;
use crate::cli::answer::Failure;
use crate::cli::user::paths::making;
use crate::domain::{Author, Header, Revision, Source};
use crate::register::{Catalogue, Register};
use crate::sample::{self, Wanted};
use crate::store::{Province, SampleMark, Store, StoreError};
use std::fs;
use std::io;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

/// Of a thousand, how much of the making is inventing; the rest is writing.
const INVENTING: u32 = 250;

/// Makes the sample province in a folder and opens it. A sample that is there and complete is opened as it is; one
/// whose making was interrupted is made again.
///
/// # Errors
/// The folder holds something else, the store cannot be written, or so many people cannot be had.
pub fn make(
    host: &LocalHost,
    dir: &Path,
    wanted: Wanted,
    progress: &mut dyn FnMut(Progress),
) -> Result<Register, Failure> {
    host.writable()?;
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
    let made = province_of(wanted).and_then(|province| Store::create(dir, &province).map_err(|e| failed(&e)));
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
fn province_of(wanted: Wanted) -> Result<Province, Failure> {
    let of = sample::province(&gazetteer()?);
    Ok(Province {
        code: u16::try_from(of.code).unwrap_or_default(),
        name: of.name,
        origin: sample::structure::ORIGIN,
        home_date: Some(of.home),
        sample: Some(mark_of(wanted)),
    })
}

/// Invents the people and writes them in one large revision: in a thread of its own, so that the memory which that
/// took is what the register is then read into.
fn write(
    host: &LocalHost,
    store: &Store,
    wanted: Wanted,
    again: bool,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Failure> {
    let (catalogue, policy) = (&*host.catalogue, host.policy.hash);
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        let writing = scope.spawn(move || {
            // nobody listens any more: the writing goes on
            let mut tell = |done| tell.send(done).unwrap_or_default();
            invent((catalogue, policy), store, wanted, again, &mut tell)
        });
        told.iter().for_each(&mut *progress);
        writing.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

fn invent(
    (catalogue, policy): (&Catalogue, u32),
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
    let mut edits = sample::edits(wanted, catalogue, &gazetteer, &mut |done| {
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
        policy,
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

/// Removes a store.
///
/// # Errors
/// It cannot be removed.
pub fn discard(dir: &Path) -> Result<(), Failure> {
    fs::remove_dir_all(dir).map_err(|e| Failure::file(dir, &e))
}
