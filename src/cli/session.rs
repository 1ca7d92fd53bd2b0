//! A session on the terminal of this process: with what it starts, and how it ends.

use super::answer::{Failure, Status};
use super::context::Context;
use super::host::LocalHost;
use super::user::{keymap, paths};
use crate::app::session::host::Start;
use crate::store::Store;
use crate::terminal::{self, Launch, TerminalError};
use std::path::Path;
use std::sync::Arc;

/// With what a session starts.
///
/// # Errors
/// What is wrong with the store, said before the screen is taken; or an earlier revision was asked for.
pub fn prepare(cx: &Context, demo: bool, screen: Option<String>) -> Result<Launch, Failure> {
    if cx.known_at.is_some() {
        return Err(Failure::new(Status::Usage, "told.known-at", &[]));
    }
    let (keymap, said) = keymap::in_force(&cx.settings)?;
    let start = start(&cx.dir, demo);
    if matches!(start, Start::Open(_)) || Store::exists(&cx.dir) {
        Store::look(&cx.dir).map_err(|e| Failure::store(&e, &cx.dir))?;
    }
    let settings = cx.settings.clone();
    Ok(Launch {
        start,
        lang: settings.lang,
        as_of: cx.as_of.or(cx.today),
        today: cx.host.today(),
        screen,
        read_only: cx.read_only,
        keymap,
        typing: settings.typing,
        theme: settings.theme,
        theme_file: settings.theme_file,
        mouse: settings.mouse,
        said: cx.host.own_rules_faults.first().cloned().or(said),
        host: Arc::<LocalHost>::clone(&cx.host),
    })
}

/// Runs a session until the officer leaves; its exit status.
///
/// # Errors
/// There is no terminal, it went away, or no such screen.
pub fn run(launch: Launch) -> Result<i32, Failure> {
    terminal::run(launch).map_err(|error| match error {
        TerminalError::NoTerminal => Failure::new(Status::Usage, "told.no-terminal", &[]),
        TerminalError::Screen(name) => Failure::new(Status::Usage, "told.no-screen", &[&name]),
        TerminalError::Io(error) => Failure::new(Status::Findings, "told.terminal", &[&error.to_string()]),
    })
}

/// Where a session begins: nothing is written before somebody asked for it.
fn start(dir: &Path, demo: bool) -> Start {
    let dir = dir.to_owned();
    let free = std::fs::read_dir(&dir).map_or(true, |mut entries| entries.next().is_none());
    if paths::making(&dir).exists() {
        // it was asked for, and did not come to its end
        Start::MakeSample(dir)
    } else if Store::exists(&dir) || (!free && !demo) {
        Start::Open(dir)
    } else if demo {
        Start::MakeSample(dir)
    } else {
        Start::Ask(dir)
    }
}
