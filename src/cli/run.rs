//! From the arguments of the process to its exit status: parse, then open a session, print a screen, or do a command.

use super::answer::{Failure, OutputFormat, Status, print, print_error};
use super::context::Context;
use super::program::ProgramArgs;
use super::user::settings;
use super::{help, plain, session};
use crate::app::words::Words;
use crate::exchange::import::read::apart;
use clap::FromArgMatches;
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Does what the arguments ask for. Files that this process makes are for their owner alone.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    use rustix::fs::Mode;
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let [_, reads, form, sheet, path] = arguments.as_slice()
        && reads == apart::READS
    {
        apart::serve(&form.to_string_lossy(), &sheet.to_string_lossy(), Path::new(path));
        return ExitCode::SUCCESS;
    }
    if let Ok(program) = std::env::current_exe() {
        apart::read_with(program);
    }
    let lang = help::language(arguments.iter().map(OsString::as_os_str)).unwrap_or_else(settings::language);
    let words = Words::of(lang);
    let program = help::command(&words);
    let parsed = program.clone().try_get_matches_from(&arguments).and_then(|m| ProgramArgs::from_arg_matches(&m));
    match parsed {
        Ok(args) => dispatch(&args, program, &words),
        Err(error) => usage(&error, &words).into(),
    }
}

fn dispatch(args: &ProgramArgs, program: clap::Command, words: &Words) -> ExitCode {
    let format = args.common.output_format();
    let cx = match context(args, program) {
        Ok(cx) => cx,
        Err(failure) => return print(Err(failure), format, words).into(),
    };
    match &args.command {
        Some(command) => {
            cx.host.own_rules_faults.iter().chain(&cx.host.own_indicators_fault).for_each(|fault| cx.warn(fault));
            print(command.run(&cx), format, words).into()
        }
        None if args.plain => print(plain::screen(&cx, args.screen.as_deref()), format, words).into(),
        None => match session::prepare(&cx, args.common.demo, args.screen.clone()) {
            Ok(launch) => match session::run(launch) {
                Ok(status) => ExitCode::from(u8::try_from(status).unwrap_or(Status::Findings as u8)),
                Err(failure) => print(Err(failure), OutputFormat::Plain, words).into(),
            },
            Err(failure) => print(Err(failure), format, words).into(),
        },
    }
}

/// What holds for the command, with the log begun that was asked for.
fn context(args: &ProgramArgs, program: clap::Command) -> Result<Context, Failure> {
    if let Some(file) = &args.common.log {
        log_to(file).map_err(|error| Failure::file(file, &error))?;
    }
    Context::new(&args.common, settings::read(&args.common), program)
}

/// Prints help and the version on standard output, what is wrong with the arguments on standard error.
fn usage(error: &clap::Error, words: &Words) -> Status {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // a reader that has gone away is no error
            let _ = error.print();
            Status::Done
        }
        _ => {
            print_error(&help::complaint(error, words));
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
