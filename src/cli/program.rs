//! Everything that can be said to the program.

use super::args::CommonArgs;
use super::commands::Command;
use clap::Parser;

/// The whole command line. Without a command it asks for a session on the terminal.
#[derive(Debug, Parser)]
#[command(name = "canbo", version, disable_help_subcommand = true, max_term_width = 100)]
pub struct ProgramArgs {
    #[command(flatten)]
    pub common: CommonArgs,
    /// Screen to open on.
    #[arg(long, value_name = "NAME")]
    pub screen: Option<String>,
    /// The screen as lines of text, without a session.
    #[arg(long, conflicts_with = "json")]
    pub plain: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}
