//! What comes with the program, with the user's own rules, indicators, reports and templates laid over it.

use super::paths;
use crate::app::session::host::Notice;
use crate::app::words::Words;
use crate::cli::answer::{Failure, say};
use crate::exchange::indicators::Plan as Indicators;
use crate::exchange::lists::Library;
use crate::exchange::reports::Reports;
use crate::exchange::write::Format;
use crate::policy::{Fault, Flaw, Policy};
use crate::register::{Catalogue, Ground};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The rules with those of the user's own folder laid over them, file by file in the order of their names, and what is
/// wrong with the files of which nothing holds.
///
/// # Errors
/// The rules that come with the program cannot be read.
pub fn rules(catalogue: &Catalogue, words: &Words) -> Result<(Policy, Vec<Notice>), Fault> {
    let (mut policy, mut wrong) = (Policy::embedded()?, Vec::new());
    let files = paths::policy().map(|dir| toml_files(&dir)).unwrap_or_default();
    for (name, text) in files {
        let text = match text {
            Ok(text) => text,
            Err(e) => {
                wrong.push(say("policy.unreadable", &[&name, &e.to_string()]));
                continue;
            }
        };
        match Ground::with_codes(catalogue, |codes| policy.with_file(&name, &text, codes)) {
            Ok(laid) => policy = laid,
            Err(faults) => wrong.extend(faults.first().map(|fault| {
                let (key, with) = flaw(&fault.flaw);
                let why = words.fill(key, &[with]);
                say("policy.broken", &[&fault.file, &fault.line.to_string(), &why, &faults.len().to_string()])
            })),
        }
    }
    Ok((policy, wrong))
}

/// The indicators under those of the user's own folder, file by file in the order of their names.
///
/// # Errors
/// A file that cannot be read, or indicators that are not sound.
pub fn indicators(catalogue: &Catalogue, words: &Words) -> Result<Indicators, Notice> {
    let own = readable(paths::indicators().ok(), "indicators.own-unreadable")?;
    Indicators::with_own(&own, catalogue).map_err(|fault| {
        let (key, with) = flaw(&fault.flaw);
        say("indicators.own-broken", &[&fault.file, &fault.line.to_string(), &words.fill(key, &[with])])
    })
}

/// The reports that come with the program, and the user's own.
///
/// # Errors
/// A file that comes with the program cannot be read; one of the user's is told with the reports.
pub fn reports() -> Result<Reports, Failure> {
    let own = paths::reports().map(|dir| toml_files(&dir)).unwrap_or_default();
    let own = own.into_iter().map(|(name, text)| (name, text.map_err(|e| e.to_string())));
    Reports::with(own).map_err(|e| Failure::refused("told.data", &[&e.to_string()]))
}

/// The official papers, under the user's own templates.
///
/// # Errors
/// A data file or a file of the user's that cannot be read.
pub fn library() -> Result<Library, Failure> {
    let own = templates().map_err(Failure::refused_with)?;
    Library::with_own(own).map_err(|e| Failure::refused("told.data", &[&e.to_string()]))
}

/// The user's own template of documents of a word processor, where the format is that and there is one.
///
/// # Errors
/// A file of the user's that cannot be read.
pub fn style(format: Format) -> Result<Option<Vec<u8>>, Failure> {
    if format != Format::Docx {
        return Ok(None);
    }
    Ok(Library::own("paper", templates().map_err(Failure::refused_with)?))
}

/// The files of the user's own folder of papers: templates, and what stands at their head. One that is larger than any
/// template is not read whole: it is refused as too large when it is asked for.
///
/// # Errors
/// A file that cannot be read.
pub fn templates() -> Result<Vec<(String, Vec<u8>)>, Notice> {
    const LARGEST: u64 = 32 << 20;
    let mut own = Vec::new();
    let Some(entries) = paths::lists().ok().and_then(|dir| fs::read_dir(dir).ok()) else { return Ok(own) };
    for path in entries.filter_map(|e| Some(e.ok()?.path())) {
        let name = file_name(&path);
        // what a word processor keeps beside an open document is no template
        if name.starts_with(['.', '~']) || !(name.ends_with(".docx") || name == "office.toml") {
            continue;
        }
        let mut bytes = Vec::new();
        let read = fs::File::open(&path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
        read.map_err(|e| say("lists.unreadable", &[&name, &e.to_string()]))?;
        own.push((name, bytes));
    }
    Ok(own)
}

/// What is wrong with a file of rules or indicators, as a key of the locale and the value for its gap.
pub fn flaw(flaw: &Flaw) -> (&'static str, String) {
    let month: String;
    let (key, with) = match flaw {
        Flaw::Form(said) => ("flaw.form", said.as_str()),
        Flaw::Twice(id) => ("flaw.twice", id.as_str()),
        Flaw::EndsFirst => ("flaw.ends-first", ""),
        Flaw::LeastAboveMost => ("flaw.least-above-most", ""),
        Flaw::NoNumber(said) => ("flaw.no-number", said.as_str()),
        Flaw::Empty(field) => ("flaw.empty", *field),
        Flaw::Overlaps(id) => ("flaw.overlaps", id.as_str()),
        Flaw::NoSuch(code) => ("flaw.no-such", code.as_str()),
        Flaw::NotKept(table) => ("flaw.not-kept", *table),
        Flaw::SingleTitle => ("flaw.single-title", ""),
        Flaw::NotOfPeople => ("flaw.not-of-people", ""),
        Flaw::NotOfTerm(said, term) => {
            month = format!("{said} ({}–{})", term.0, term.0 + 5);
            ("flaw.not-of-term", month.as_str())
        }
    };
    (key, with.to_owned())
}

/// The data files of a folder of the user's, all of which must be readable.
fn readable(dir: Option<PathBuf>, unreadable: &'static str) -> Result<Vec<(String, String)>, Notice> {
    let files = dir.map(|dir| toml_files(&dir)).unwrap_or_default();
    let read = |(name, text): (String, io::Result<String>)| match text {
        Ok(text) => Ok((name, text)),
        Err(e) => Err(say(unreadable, &[&name, &e.to_string()])),
    };
    files.into_iter().map(read).collect()
}

/// The data files of a folder, each with its name, in the order of their names; a folder that is not there has none.
fn toml_files(dir: &Path) -> Vec<(String, io::Result<String>)> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    // reading from a pipe would never end
    let data = |path: &PathBuf| path.extension().is_some_and(|e| e == "toml") && path.is_file();
    let mut files: Vec<_> = entries.filter(data).collect();
    files.sort();
    files.iter().map(|path| (file_name(path), fs::read_to_string(path))).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
