//! The words of the command line. What they mean to people stands in `data/locales/cli.*.toml`; the comments here are
//! for programmers, and a test sees to it that no word is without its help.

mod indicators;
mod planning;
mod report;
mod rotation;

pub use indicators::IndicatorsWords;
pub use planning::{InPool, PersonWords, PoolWhat, RoundWhat};
pub use report::ReportWords;
pub use rotation::{MoveWords, MovesAsked, RotationWhat, StepWords};

use crate::app::words::Lang;
use crate::domain::{Day, Line, RecordKind};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Everything that can be said to the program.
#[derive(Debug, Parser)]
#[command(name = "canbo", version, disable_help_subcommand = true, max_term_width = 100)]
pub struct Words {
    /// What holds for every command.
    #[command(flatten)]
    pub common: Common,
    /// Screen to open on.
    #[arg(long, value_name = "NAME")]
    pub screen: Option<String>,
    /// The screen as lines of text, without a session.
    #[arg(long, conflicts_with = "json")]
    pub plain: bool,
    /// Without one: a session.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What holds for every command.
#[derive(Debug, Clone, Args)]
pub struct Common {
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
    pub lang: Option<LangWord>,
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

/// What the program does without a screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes the sample province.
    Sample {
        /// How many people; the province's own number without it.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(300..=3_000_000))]
        people: Option<u32>,
        /// Seed of the invention.
        #[arg(long, value_name = "S")]
        seed: Option<u64>,
        /// In the place of a sample that is there.
        #[arg(long)]
        force: bool,
    },
    /// Makes a store with a province's units and posts and no people.
    Init {
        /// Code of the province.
        #[arg(long, value_name = "CODE")]
        province: u16,
        /// Without units and posts: they come from an import.
        #[arg(long)]
        bare: bool,
    },
    /// Units with their counts.
    Tree {
        /// From this unit down.
        unit: Option<String>,
        /// Which hierarchy.
        #[arg(long, value_enum, default_value_t)]
        line: LineWord,
        /// How many levels down.
        #[arg(long, value_name = "N")]
        depth: Option<usize>,
    },
    /// A unit, a post or a cadre.
    Show {
        /// Id, code or name.
        #[arg(required = true)]
        id: Vec<String>,
    },
    /// Finds by name, title and unit.
    Find {
        /// What is typed.
        #[arg(required_unless_present = "queries", conflicts_with = "queries")]
        query: Vec<String>,
        /// How many at the most.
        #[arg(long, value_name = "K", default_value_t = 20)]
        limit: usize,
        /// Only of this kind.
        #[arg(long, value_enum, conflicts_with = "list")]
        kind: Option<KindWord>,
        /// A list of somebody else's in the place of the store.
        #[arg(long = "in", value_name = "FILE")]
        list: Option<PathBuf>,
        /// A query a line, instead of one.
        #[arg(long, value_name = "FILE", requires = "list")]
        queries: Option<PathBuf>,
    },
    /// Sets right what a record says, or changes it from a day on.
    Edit(EnterWords),
    /// Adds a cadre, a unit, a post, an appointment, or a row to a record.
    Add(EnterWords),
    /// Ends an appointment, a post, a unit, or somebody's service.
    End(EnterWords),
    /// Planning pools.
    Pool {
        /// What about them.
        #[command(subcommand)]
        what: PoolWhat,
    },
    /// Review rounds.
    Round {
        /// What about them.
        #[command(subcommand)]
        what: RoundWhat,
    },
    /// Rotations and transfers.
    Rotation {
        /// What about them.
        #[command(subcommand)]
        what: RotationWhat,
    },
    /// Reports.
    Report(ReportWords),
    /// Revisions, newest first.
    Journal(JournalWords),
    /// Takes back one's newest revision, or one that is named.
    Undo(TakeBackWords),
    /// Takes back one's newest undo, or one that is named.
    Redo(TakeBackWords),
    /// Ends units and carries their people by a table.
    Reorganise {
        /// The plan.
        file: PathBuf,
        /// Only say what it comes to.
        #[arg(long)]
        dry_run: bool,
    },
    /// Writes the register into a file, with all history and ids.
    Export(super::export::ExportWords),
    /// Takes a list in.
    Import(super::import::ImportWords),
    /// Official papers as files.
    Paper(super::paper::PaperWords),
    /// Reads every value and says what is damaged.
    Verify,
    /// Writes everything into one file.
    Backup {
        /// The file; none may be there.
        file: PathBuf,
    },
    /// Makes a store from a backup.
    Restore {
        /// The file.
        file: PathBuf,
    },
    /// The rules.
    Policy {
        /// What about them.
        #[command(subcommand)]
        what: super::policy::PolicyWhat,
    },
    /// What the rules find.
    Check(super::check::CheckWords),
    /// Indicators against their targets.
    Indicators(IndicatorsWords),
    /// The keys.
    Keys {
        /// What about them.
        #[command(subcommand)]
        what: KeysWhat,
    },
    /// Where files lie.
    Paths,
    /// Looks at the terminal, the store and the disk.
    Doctor,
    /// Completions for a shell.
    Completions {
        /// Which shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// The manual page.
    Man,
}

/// Which revisions are wished for.
#[derive(Debug, Args)]
pub struct JournalWords {
    /// How many at the most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Only this one, with what it changed.
    #[arg(long, value_name = "N")]
    pub revision: Option<u64>,
    /// Only those that changed something of this unit, post or cadre.
    #[arg(long, value_name = "ID")]
    pub subject: Option<String>,
    /// Also of everything under the unit.
    #[arg(long, requires = "subject")]
    pub under: bool,
    /// Only by this author.
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Only those that changed a record of this kind.
    #[arg(long, value_name = "KIND", value_parser = record_kind)]
    pub kind: Option<RecordKind>,
    /// Only through this.
    #[arg(long, value_name = "SOURCE", value_parser = ["key", "cli", "import", "undo", "redo", "sample"])]
    pub source: Option<String>,
    /// Not before this day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<Day>,
    /// Not after this day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<Day>,
    /// Only those whose intent has these letters.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
}

/// Which revision is taken back.
#[derive(Debug, Args)]
pub struct TakeBackWords {
    /// This one, not the newest.
    #[arg(long, value_name = "N")]
    pub revision: Option<u64>,
    /// Whose it is.
    #[arg(long, value_name = "NAME", requires = "revision")]
    pub author: Option<String>,
}

/// What is entered, and on what it rests.
#[derive(Debug, clap::Args)]
pub struct EnterWords {
    /// `cadre`, `unit`, `post`, `appointment`, or a sheet: `grade`, `rank`, `conclusion` …
    pub kind: String,
    /// Whom or what it is about, then its fields.
    #[arg(value_name = "ID FIELD=VALUE")]
    pub words: Vec<String>,
    /// On what it rests.
    #[command(flatten)]
    pub act: ActWords,
}

/// What every command that edits is told: from when, by which decision, why, and by which exception.
#[derive(Debug, clap::Args)]
pub struct ActWords {
    /// From which day on.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub effective: Option<Day>,
    /// Number of the decision.
    #[arg(long, value_name = "NO")]
    pub decision: Option<String>,
    /// Its date.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub decision_date: Option<Day>,
    /// Why, in the author's words.
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Document of an exception.
    #[arg(long, value_name = "NO", requires_all = ["override_date", "override_by"])]
    pub override_doc: Option<String>,
    /// Its date.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub override_date: Option<Day>,
    /// The authority that decided it.
    #[arg(long, value_name = "AUTHORITY")]
    pub override_by: Option<String>,
    /// Only say whether it would be taken.
    #[arg(long)]
    pub dry_run: bool,
}

/// What can be asked of the keys.
#[derive(Debug, Subcommand)]
pub enum KeysWhat {
    /// All of them, with what they do.
    List,
    /// Whether a keymap can be used.
    Check {
        /// The user's own without it.
        file: Option<PathBuf>,
    },
}

/// `vi` or `en`.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum LangWord {
    /// tiếng Việt
    #[default]
    Vi,
    /// English
    En,
}

impl From<LangWord> for Lang {
    fn from(word: LangWord) -> Lang {
        match word {
            LangWord::Vi => Lang::Vi,
            LangWord::En => Lang::En,
        }
    }
}

/// `party`, `state` or `territory`.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum LineWord {
    /// khối Đảng, Mặt trận, đoàn thể
    Party,
    /// khối chính quyền
    State,
    /// địa bàn
    #[default]
    Territory,
}

impl From<LineWord> for Line {
    fn from(word: LineWord) -> Line {
        match word {
            LineWord::Party => Line::Party,
            LineWord::State => Line::State,
            LineWord::Territory => Line::Territory,
        }
    }
}

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindWord {
    /// đơn vị
    Unit,
    /// chức vụ
    Post,
    /// cán bộ
    Cadre,
    /// chức danh
    Title,
    /// quy định
    Rule,
}

fn keymap(name: &str) -> Result<String, String> {
    let known = crate::app::input::keymap::BUILT_IN.map(|(known, _)| known);
    if known.contains(&name) { Ok(name.to_owned()) } else { Err(known.join(", ")) }
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "2024-05-01, 01/05/2024".to_owned())
}

fn record_kind(text: &str) -> Result<RecordKind, String> {
    let named = RecordKind::ALL.into_iter().find(|k| k.name() == text);
    named.ok_or_else(|| RecordKind::ALL.map(RecordKind::name).join(", "))
}
