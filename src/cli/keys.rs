//! `keys`: every action with its keys, and what is wrong with a keymap.

use super::Asked;
use super::args::Common;
use super::fail::{Failure, Status, say};
use super::out::{Answer, Side, Table};
use super::{paths, settings};
use crate::app::input::action::{Action, Scope};
use crate::app::input::keyfile::Fault;
use crate::app::input::keymap::Keymap;
use crate::app::session::host::Said;
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, Serialize)]
struct Row {
    scope: &'static str,
    action: &'static str,
    keys: Vec<String>,
    label: String,
}

/// Answers `keys list`: the keys in force.
///
/// # Errors
/// The user has no home.
pub fn list(asked: &Asked, common: &Common) -> Result<Answer, Failure> {
    let words = &asked.words;
    let (keymap, said) = in_force(common)?;
    if let Some(said) = said {
        super::out::complain(&words.fill(said.key, &said.with));
    }
    let mut rows = Vec::new();
    for (scope, name) in Scope::ALL {
        for action in Action::ALL.iter().copied().filter(|a| a.scopes().contains(&scope)) {
            let keys: Vec<String> = keymap.keys(&[scope], action).into_iter().map(ToString::to_string).collect();
            if !keys.is_empty() {
                let label = words.get(&action.label_key()).to_owned();
                rows.push(Row { scope: name, action: action.id(), keys, label });
            }
        }
    }
    Ok(Answer::of(asked.form, &rows, |rows| {
        let mut table = Table::new(&[
            (words.get("cli.table.scope"), Side::Left),
            (words.get("cli.table.keys"), Side::Left),
            (words.get("cli.table.label"), Side::Left),
            (words.get("cli.table.action"), Side::Left),
        ]);
        for row in rows {
            table.row(vec![row.scope.to_owned(), row.keys.join("  "), row.label.clone(), row.action.to_owned()]);
        }
        table.text()
    }))
}

#[derive(Debug, Serialize)]
struct Checked {
    file: PathBuf,
    /// Nothing stops it: its keys are in force.
    sound: bool,
    faults: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct Found {
    line: usize,
    scope: String,
    fault: &'static str,
    stops: bool,
    message: String,
}

/// Answers `keys check`: every fault of a keymap with its line and what to do about it. The status is 3 where the file
/// cannot be used, 1 where it can and keys of it do not do what they seem to.
///
/// # Errors
/// There is no such file.
pub fn check(asked: &Asked, common: &Common, file: Option<&Path>) -> Result<Answer, Failure> {
    let words = &asked.words;
    let file = match file {
        Some(file) => file.to_owned(),
        None => paths::keymap()?,
    };
    let text = fs::read_to_string(&file).map_err(|e| Failure::file(&file, &e))?;
    let (_, faults) = settings::read(common).keymap().with(&text);
    let row = |fault: &Fault| Found {
        line: fault.line,
        scope: fault.scope.clone(),
        fault: fault.said.key.trim_start_matches("fault."),
        stops: fault.stops,
        message: words.fill(fault.said.key, &fault.said.with),
    };
    let sound = !faults.iter().any(|f| f.stops);
    let status = match (sound, faults.is_empty()) {
        (false, _) => Status::Refused,
        (true, false) => Status::Findings,
        (true, true) => Status::Done,
    };
    let checked = Checked { file, sound, faults: faults.iter().map(row).collect() };
    let answer = Answer::of(asked.form, &checked, |checked| {
        let shown = checked.file.display();
        let mut out = String::new();
        for Found { line, scope, stops, message, .. } in &checked.faults {
            let scope = if scope.is_empty() { String::new() } else { format!("[{scope}] ") };
            out.push_str(&format!("{} {shown}:{line}: {scope}{message}\n", if *stops { '✗' } else { '!' }));
        }
        let [stopping, doubtful] = [true, false].map(|s| checked.faults.iter().filter(|f| f.stops == s).count());
        out + &match (stopping, doubtful) {
            (0, 0) => format!("✓ {}\n", words.fill("cli.keys.sound", &[shown.to_string()])),
            (0, n) => format!("{}\n", words.fill("cli.keys.doubtful", &[words.number(n)])),
            (n, m) => format!("{}\n", words.fill("cli.keys.broken", &[words.number(n), words.number(m)])),
        }
    });
    Ok(answer.with(status))
}

/// The keys in force: the keymap that is asked for, or that of the settings, with the user's file over it. What is
/// wrong with settings or file is said in one sentence, and hinders nothing.
///
/// # Errors
/// The user has no home.
pub fn in_force(common: &Common) -> Result<(Keymap, Option<Said>), Failure> {
    let settings = settings::read(common);
    let base = settings.keymap();
    let said = settings.said;
    let file = paths::keymap()?;
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok((base, said)),
        Err(e) => {
            return Ok((base, Some(say("keys.unreadable", &[&file.display().to_string(), &e.to_string()]))));
        }
    };
    let (keymap, faults) = base.with(&text);
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let key = if faults.iter().any(|f| f.stops) { "keys.broken" } else { "keys.doubtful" };
    let own = (!faults.is_empty()).then(|| say(key, &[&name, &faults.len().to_string()]));
    Ok((keymap, own.or(said)))
}
