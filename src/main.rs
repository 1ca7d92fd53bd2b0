//! canbo: the arguments of the process go in, its exit status comes out.

use std::process::ExitCode;

fn main() -> ExitCode {
    canbo::cli::run(std::env::args_os())
}
