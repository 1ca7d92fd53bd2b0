//! The command line: a command with its arguments in, one answer out, on the same register and through the same edits
//! as the screen.
//!
//! May use every room but `ui`. No word for people stands here: help, tables and sentences are in
//! `data/locales/cli.*.toml`. Every command leaves with the exit status that scripts rely on (`answer::Status`).
//!
//! From the bottom up: `answer` (how a command answers), `args` (arguments that several commands have), `user` (the
//! user's own files), `host` (the machine), `context` (what every command gets), `shared` (what several commands do),
//! `commands` (one file or folder each, and the registry of them), then `run`, which parses and dispatches.

mod answer;
mod args;
mod commands;
mod context;
mod help;
mod host;
mod plain;
mod program;
mod run;
mod session;
mod shared;
mod user;

pub use run::run;
