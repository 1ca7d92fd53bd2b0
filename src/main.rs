//! canbo: the words of the command line, and the one call that they ask for.

use canbo::cli::{self, Call};
use canbo::terminal;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::read(std::env::args_os()) {
        Call::Session(launch) => {
            let lang = launch.lang;
            cli::left(terminal::run(*launch), lang)
        }
        Call::Plain(common, screen) => cli::plain::run(&common, screen.as_deref()),
        Call::Command(asked) => cli::run(&asked.0, &asked.1),
        Call::Answered(status) => status,
    }
}
