//! What every command gets: the store, the day and revision looked at, the words of the answer, the machine.

use super::answer::{Answer, Failure, OutputFormat, print_error};
use super::args::CommonArgs;
use super::host::LocalHost;
use super::user::paths;
use super::user::settings::Settings;
use crate::app::session::host::Notice;
use crate::app::words::{Words, refusals};
use crate::domain::{Day, Revision};
use crate::register::handle::{Register, RegisterError};
use crate::register::{Loaded, View};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;

/// A command: its arguments, as clap parses them, and what it does.
pub trait Run {
    /// Whether it can look at the register as it was known at an earlier revision (`--known-at`).
    const KNOWS_REVISIONS: bool = false;

    /// Does it, and answers.
    ///
    /// # Errors
    /// Why it was not done; nothing has changed then.
    fn run(&self, cx: &Context) -> Result<Answer, Failure>;
}

/// What holds for a command, whichever it is.
pub struct Context {
    /// Folder of the store.
    pub dir: PathBuf,
    /// The day that is looked at, where one was named.
    pub as_of: Option<Day>,
    /// The day that is taken for today, where one was named.
    pub today: Option<Day>,
    /// The revision as of which the register is looked at, where one was named.
    pub known_at: Option<Revision>,
    /// Refuse every edit.
    pub read_only: bool,
    pub format: OutputFormat,
    pub words: Words,
    pub settings: Settings,
    pub host: Arc<LocalHost>,
    /// The command line with its help, from which completions and the manual are made.
    pub program: clap::Command,
}

impl Context {
    /// # Errors
    /// A data file that cannot be read, or no home folder.
    pub fn new(common: &CommonArgs, settings: Settings, program: clap::Command) -> Result<Context, Failure> {
        let words = Words::of(settings.lang);
        let host = LocalHost::new(common.today, common.read_only, &words)?;
        Ok(Context {
            dir: paths::store(common)?,
            as_of: common.as_of,
            today: common.today,
            known_at: common.known_at.map(Revision),
            read_only: common.read_only,
            format: common.output_format(),
            words,
            settings,
            host: Arc::new(host),
            program,
        })
    }

    /// The answer in the format that is asked for.
    pub fn answer<T: Serialize>(&self, value: &T, plain: impl FnOnce(&T) -> String) -> Answer {
        Answer::of(self.format, value, plain)
    }

    /// The sentence of a key of the locale with its gaps filled.
    pub fn sentence(&self, said: &Notice) -> String {
        self.words.fill(said.key, &said.with)
    }

    /// Prints a sentence on standard error, beside the answer.
    pub fn warn(&self, said: &Notice) {
        print_error(&self.sentence(said));
    }

    /// The register of the store, loaded so far, and the view on the day that is asked for, as
    /// [`Context::day`] says. What had to be repaired is said on standard error.
    ///
    /// # Errors
    /// The store cannot be opened or read, or there is no such revision.
    pub fn open(&self, until: Loaded) -> Result<(Register, View), Failure> {
        let (register, repairs) = self.host.open_store(&self.dir)?;
        repairs.iter().for_each(|said| self.warn(said));
        register.wait(until).map_err(|e| Failure::register(&e, &self.dir))?;
        let mut view = register.view(self.day(&register));
        if let Some(revision) = self.known_at {
            view = self.view_known_at(&register, &view, revision)?;
        }
        for fault in view.snapshot.ruling_faults() {
            self.warn(&refusals::ruling(&fault.rule, &fault.flaw));
        }
        Ok((register, view))
    }

    /// The same view of the register as it was known at a revision.
    ///
    /// # Errors
    /// There is no such revision, or the store cannot be read.
    pub fn view_known_at(&self, register: &Register, view: &View, revision: Revision) -> Result<View, Failure> {
        let failed = |e: RegisterError| Failure::register(&e, &self.dir);
        register.wait(Loaded::All).map_err(failed)?;
        if register.header(revision).map_err(failed)?.is_none() && revision != Revision(0) {
            return Err(Failure::refused("refused.no-revision", &[&revision.to_string()]));
        }
        let snapshot = register.known_at(revision, &mut |_, _| {}).map_err(failed)?;
        Ok(View::new(snapshot, Arc::clone(&view.catalogue), view.on))
    }

    /// What is said of a sample wherever its people are shown: that they are invented.
    pub fn sample_notice(&self, register: &Register) -> Option<String> {
        register.province().sample.as_ref().map(|_| self.words.get("head.sample").to_owned())
    }

    /// The day that is looked at: the one that was named, or was named as today, else the store's home date, else today.
    pub fn day(&self, register: &Register) -> Day {
        self.as_of.or(self.today).or(register.province().home_date).unwrap_or_else(|| self.host.today())
    }
}
