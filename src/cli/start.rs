//! From the words of the command line to one call: a session on the terminal, or a command.

use super::args::{self, Common};
use super::fail::{Failure, Status};
use super::host::Outside;
use super::out::{complain, print};
use super::{Asked, form, help, keys, paths, settings};
use crate::app::session::host::Start;
use crate::app::words::Words;
use crate::store::Store;
use crate::terminal::{Launch, TerminalError};
use clap::FromArgMatches;
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// What the words ask for.
pub enum Call {
    /// A session on the terminal of this process.
    Session(Box<Launch>),
    /// A screen as lines of text, to be printed by [`super::plain::run`].
    Plain(Box<Common>, Option<String>),
    /// A command, to be run by [`super::run`].
    Command(Box<(Common, args::Command)>),
    /// Nothing is left to be done: help was shown, or the words were wrong.
    Answered(ExitCode),
}

/// Reads the words of the command line. Files that this process makes are for their owner alone.
#[must_use]
pub fn read(line: impl IntoIterator<Item = OsString>) -> Call {
    use rustix::fs::Mode;
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let line: Vec<OsString> = line.into_iter().collect();
    let words = Words::of(help::language(line.iter().map(OsString::as_os_str)).unwrap_or_else(settings::language));
    let read =
        help::command(&words).try_get_matches_from(&line).and_then(|matches| args::Words::from_arg_matches(&matches));
    let asked = match read {
        Ok(asked) => asked,
        Err(error) => return Call::Answered(tell(&error, &words).into()),
    };
    if let Some(file) = &asked.common.log
        && let Err(error) = log_to(file)
    {
        let answer = Err(Failure::file(file, &error));
        return Call::Answered(print(answer, form(&asked.common), &words).into());
    }
    match asked.command {
        Some(command) => Call::Command(Box::new((asked.common, command))),
        None if asked.plain => Call::Plain(Box::new(asked.common), asked.screen),
        None => match launch(&asked.common, asked.screen) {
            Ok(launch) => Call::Session(Box::new(launch)),
            Err(failure) => Call::Answered(print(Err(failure), form(&asked.common), &words).into()),
        },
    }
}

/// Shows help and the version on standard output, what is wrong with the words on standard error.
fn tell(error: &clap::Error, words: &Words) -> Status {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // a reader that has gone away is no error
            let _ = error.print();
            Status::Done
        }
        _ => {
            complain(&help::complaint(error, words));
            Status::Usage
        }
    }
}

/// From now on, what happens is written to a file; never a name.
fn log_to(file: &Path) -> std::io::Result<()> {
    let mut log = OpenOptions::new().create(true).append(true).open(file)?;
    log.flush()?;
    let subscriber = tracing_subscriber::fmt().with_writer(std::sync::Mutex::new(log)).with_ansi(false).finish();
    // only the first can be set, and this is the only place that sets one
    let _ = tracing::subscriber::set_global_default(subscriber);
    Ok(())
}

fn launch(common: &Common, screen: Option<String>) -> Result<Launch, Failure> {
    if common.known_at.is_some() {
        return Err(Failure::new(Status::Usage, "told.known-at", &[]));
    }
    let Asked { dir, as_of, read_only, host, .. } = Asked::new(common)?;
    let (keymap, said) = keys::in_force(common)?;
    let said = host.rules.clone().or(said);
    let settings = settings::read(common);
    let start = start(&dir, common.demo);
    // what is wrong with the store from outside is said before the screen is taken
    if matches!(start, Start::Open(_)) || Store::exists(&dir) {
        Store::look(&dir).map_err(|e| Failure::store(&e, &dir))?;
    }
    Ok(Launch {
        start,
        lang: settings.lang,
        as_of,
        today: today(&host),
        screen,
        read_only,
        keymap,
        typing: settings.typing,
        theme: settings.theme,
        theme_file: settings.theme_file,
        mouse: settings.mouse,
        said,
        host,
    })
}

fn today(host: &Arc<Outside>) -> crate::domain::Day {
    use crate::app::session::host::Host;
    host.today()
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

/// How a session has ended: its exit status, or a sentence and a status.
#[must_use]
pub fn left(session: Result<i32, TerminalError>, lang: crate::app::words::Lang) -> ExitCode {
    let words = Words::of(lang);
    let failure = match session {
        Ok(status) => return ExitCode::from(u8::try_from(status).unwrap_or(Status::Findings as u8)),
        Err(TerminalError::NoTerminal) => Failure::new(Status::Usage, "told.no-terminal", &[]),
        Err(TerminalError::Screen(name)) => Failure::new(Status::Usage, "told.no-screen", &[&name]),
        Err(TerminalError::Io(error)) => Failure::new(Status::Findings, "told.terminal", &[&error.to_string()]),
    };
    print(Err(failure), super::out::Form::Plain, &words).into()
}
