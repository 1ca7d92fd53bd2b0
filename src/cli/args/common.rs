//! What holds for every command.

use super::values::day;
use crate::app::words::Lang;
use crate::cli::answer::OutputFormat;
use crate::domain::Day;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What holds for every command.
#[derive(Debug, Clone, Args)]
pub struct CommonArgs {
    /// Folder of the store.
    #[arg(long, global = true, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// The sample store of its own.
    #[arg(long, global = true, conflicts_with = "store")]
    pub demo: bool,
    /// The day that is looked at.
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Day>,
    /// Today, for tests and for trying.
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub today: Option<Day>,
    /// The register as it was known when this revision was the last one.
    #[arg(long, global = true, value_name = "REV")]
    pub known_at: Option<u64>,
    /// Language of the answer.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangArg>,
    /// One JSON document on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    /// Refuse every edit.
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Keymap that the user's own keys are laid over.
    #[arg(long, global = true, value_name = "NAME", value_parser = keymap)]
    pub keymap: Option<String>,
    /// Colours of the screen.
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,
    /// The mouse scrolls and selects.
    #[arg(long, global = true)]
    pub mouse: bool,
    /// File for a log without names.
    #[arg(long, global = true, value_name = "FILE")]
    pub log: Option<PathBuf>,
}

impl CommonArgs {
    pub fn output_format(&self) -> OutputFormat {
        if self.json { OutputFormat::Json } else { OutputFormat::Plain }
    }
}

/// `vi` or `en`.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum LangArg {
    /// tiếng Việt
    #[default]
    Vi,
    /// English
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Lang {
        match lang {
            LangArg::Vi => Lang::Vi,
            LangArg::En => Lang::En,
        }
    }
}

fn keymap(name: &str) -> Result<String, String> {
    let known = crate::app::input::keymap::BUILT_IN.map(|(known, _)| known);
    if known.contains(&name) { Ok(name.to_owned()) } else { Err(known.join(", ")) }
}
