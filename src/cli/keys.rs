//! `keys`: every action with its keys, and whether a keymap can be used.

use super::Asked;
use super::fail::Failure;
use super::out::{Answer, Side, Table};
use super::paths;
use crate::app::action::{Action, Scope};
use crate::app::keymap::Keymap;
use serde::Serialize;
use std::fs;
use std::path::Path;

#[derive(Debug, Serialize)]
struct Row {
    scope: &'static str,
    action: &'static str,
    keys: Vec<String>,
    label: String,
}

/// Answers `keys list`: the default keys with the user's laid over them.
///
/// # Errors
/// The user's keymap cannot be read or used.
pub fn list(asked: &Asked) -> Result<Answer, Failure> {
    let own = paths::keymap()?;
    let keymap = if own.exists() { read(&own)? } else { Keymap::default_keys() };
    let words = &asked.words;
    let mut rows = Vec::new();
    for (scope, name) in Scope::ALL {
        for action in Action::ALL.iter().copied().filter(|a| a.scopes().contains(&scope)) {
            let keys: Vec<String> = keymap.keys(&[scope], action).iter().map(ToString::to_string).collect();
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
            table.row(vec![row.scope.to_owned(), row.keys.join(" "), row.label.clone(), row.action.to_owned()]);
        }
        table.text()
    }))
}

#[derive(Debug, Serialize)]
struct Checked {
    file: std::path::PathBuf,
    sound: bool,
}

/// Answers `keys check`.
///
/// # Errors
/// There is no such file, or the first thing that is wrong with it.
pub fn check(asked: &Asked, file: Option<&Path>) -> Result<Answer, Failure> {
    let file = match file {
        Some(file) => file.to_owned(),
        None => paths::keymap()?,
    };
    read(&file)?;
    let shown = file.display().to_string();
    Ok(Answer::of(asked.form, &Checked { file, sound: true }, |_| {
        format!("✓ {}\n", asked.words.fill("cli.keys.sound", &[shown]))
    }))
}

fn read(file: &Path) -> Result<Keymap, Failure> {
    let text = fs::read_to_string(file).map_err(|e| Failure::file(file, &e))?;
    let read = Keymap::default_keys().with(&text);
    read.map_err(|e| Failure::refused("told.keymap", &[&file.display().to_string(), &e.to_string()]))
}
