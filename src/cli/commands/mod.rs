//! The commands, one file or folder each, and the registry of them.
//!
//! A command is added by its file (arguments and [`Run`] together), a line in its group's `mod.rs`, a row in the
//! registry below, and its help under `help.NAME` in both `data/locales/cli.*.toml`.

mod about;
mod change;
mod keep;
mod look;

use super::answer::{Answer, Failure, Status};
use super::context::{Context, Run};
use clap::Subcommand;

/// Makes the enumeration that clap parses from the rows of the registry, and hands a command its context.
macro_rules! commands {
    ($($(#[$attribute:meta])* $name:ident($group:ident::$file:ident::$args:ident),)*) => {
        /// What the program does without a session on the screen.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $($(#[$attribute])* $name($group::$file::$args),)*
        }

        impl Command {
            fn knows_revisions(&self) -> bool {
                match self {
                    $(Command::$name(_) => <$group::$file::$args as Run>::KNOWS_REVISIONS,)*
                }
            }

            fn dispatch(&self, cx: &Context) -> Result<Answer, Failure> {
                match self {
                    $(Command::$name(args) => args.run(cx),)*
                }
            }
        }
    };
}

// in the order in which the help lists them
commands! {
    Sample(keep::sample::SampleArgs),
    Init(keep::init::InitArgs),
    Tree(look::tree::TreeArgs),
    Show(look::show::ShowArgs),
    Find(look::find::FindArgs),
    Edit(change::edit::EditArgs),
    Add(change::edit::AddArgs),
    End(change::edit::EndArgs),
    #[command(subcommand)]
    Pool(change::pool::PoolCommand),
    #[command(subcommand)]
    Round(change::round::RoundCommand),
    #[command(subcommand)]
    Rotation(change::rotation::RotationCommand),
    Report(look::report::ReportArgs),
    Journal(look::journal::JournalArgs),
    Undo(change::undo::UndoArgs),
    Redo(change::undo::RedoArgs),
    Reorganise(change::reorganise::ReorganiseArgs),
    Displaced(look::displaced::DisplacedArgs),
    Export(keep::export::ExportArgs),
    Import(change::import::ImportArgs),
    Paper(keep::paper::PaperArgs),
    Verify(keep::verify::VerifyArgs),
    Mend(keep::mend::MendArgs),
    Backup(keep::backup::BackupArgs),
    Restore(keep::backup::RestoreArgs),
    #[command(subcommand)]
    Policy(look::policy::PolicyCommand),
    Check(look::check::CheckArgs),
    Indicators(look::indicators::IndicatorsArgs),
    #[command(subcommand)]
    Keys(about::keys::KeysCommand),
    Paths(about::paths::PathsArgs),
    Doctor(about::doctor::DoctorArgs),
    Completions(about::completions::CompletionsArgs),
    Man(about::completions::ManArgs),
}

impl Command {
    /// Does the command.
    ///
    /// # Errors
    /// Why it was not done; or it cannot look at an earlier revision, which was asked for.
    pub fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        if cx.known_at.is_some() && !self.knows_revisions() {
            return Err(Failure::new(Status::Usage, "told.known-at", &[]));
        }
        self.dispatch(cx)
    }
}
