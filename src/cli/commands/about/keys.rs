//! `keys`: every action with its keys, and what is wrong with a keymap.

use crate::app::input::action::{Action, Scope};
use crate::app::input::keyfile::Fault;
use crate::cli::answer::{self, Align, Answer, Failure, Status, Table};
use crate::cli::context::{Context, Run};
use crate::cli::user::{keymap, paths};
use clap::Subcommand;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// All of them, with what they do.
    List,
    /// Whether a keymap can be used.
    Check {
        /// The user's own without it.
        file: Option<PathBuf>,
    },
}

impl Run for KeysCommand {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        match self {
            KeysCommand::List => list(cx),
            KeysCommand::Check { file } => check(cx, file.as_deref()),
        }
    }
}

#[derive(Debug, Serialize)]
struct KeyRow {
    scope: &'static str,
    action: &'static str,
    keys: Vec<String>,
    label: String,
}

/// The keys in force.
fn list(cx: &Context) -> Result<Answer, Failure> {
    let words = &cx.words;
    let (keys, said) = keymap::in_force(&cx.settings)?;
    if let Some(said) = said {
        cx.warn(&said);
    }
    let mut rows = Vec::new();
    for (scope, name) in Scope::ALL.iter().copied() {
        for action in Action::ALL.iter().copied().filter(|a| a.scopes().contains(&scope)) {
            let bound: Vec<String> = keys.keys(&[scope], action).into_iter().map(ToString::to_string).collect();
            if !bound.is_empty() {
                let label = words.get(&action.label_key()).to_owned();
                rows.push(KeyRow { scope: name, action: action.id(), keys: bound, label });
            }
        }
    }
    Ok(cx.answer(&rows, |rows| {
        let mut table = Table::new(&[
            (words.get("cli.table.scope"), Align::Left),
            (words.get("cli.table.keys"), Align::Left),
            (words.get("cli.table.label"), Align::Left),
            (words.get("cli.table.action"), Align::Left),
        ]);
        for row in rows {
            table.row(vec![row.scope.to_owned(), row.keys.join("  "), row.label.clone(), row.action.to_owned()]);
        }
        table.text()
    }))
}

#[derive(Debug, Serialize)]
struct CheckedKeymap {
    file: PathBuf,
    /// Nothing stops it: its keys are in force.
    sound: bool,
    faults: Vec<KeymapFault>,
}

#[derive(Debug, Serialize)]
struct KeymapFault {
    line: usize,
    scope: String,
    fault: &'static str,
    stops: bool,
    message: String,
}

/// Every fault of a keymap with its line and what to do about it. The status is 3 where the file
/// cannot be used, 1 where it can and keys of it do not do what they seem to.
fn check(cx: &Context, file: Option<&Path>) -> Result<Answer, Failure> {
    let words = &cx.words;
    let file = match file {
        Some(file) => file.to_owned(),
        None => paths::keymap()?,
    };
    let text = answer::read(&file)?;
    let (_, faults) = cx.settings.keymap().with(&text);
    let row = |fault: &Fault| KeymapFault {
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
    let checked = CheckedKeymap { file, sound, faults: faults.iter().map(row).collect() };
    let answer = cx.answer(&checked, |checked| {
        let shown = checked.file.display();
        let mut out = String::new();
        for KeymapFault { line, scope, stops, message, .. } in &checked.faults {
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
