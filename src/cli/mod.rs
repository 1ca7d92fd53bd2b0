//! The command line: words in, one answer out, on the same register and through the same edits as the screen.
//!
//! May use every room but `ui`. No word for people stands here: help, tables and sentences are in
//! `data/locales/cli.*.toml`. Every command leaves with the status that scripts rely on ([`fail::Status`]).

pub mod args;
pub mod check;
pub mod doctor;
pub mod edit;
pub mod enter;
pub mod export;
pub mod fail;
pub mod find;
pub mod help;
pub mod host;
pub mod import;
mod indicators;
pub mod journal;
pub mod keep;
pub mod keys;
pub mod make;
pub mod names;
mod needs;
pub mod out;
pub mod paper;
pub mod paths;
pub mod plain;
mod plan;
pub mod policy;
mod pool;
pub mod reorganise;
pub mod report;
mod rotation;
mod round;
pub mod settings;
pub mod shell;
pub mod show;
pub mod start;
pub mod tree;

use crate::app::words::Words;
use crate::domain::{Day, Revision};
use crate::register::handle::{Register, RegisterError};
use crate::register::{Loaded, View};
use args::{Command, Common, KeysWhat};
use fail::Failure;
use host::Outside;
use out::{Answer, Form};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

pub use start::{Call, left, read};

/// A command with what holds for all of them.
pub struct Asked {
    /// Folder of the store.
    pub dir: PathBuf,
    /// The day that is looked at, where one was named.
    pub as_of: Option<Day>,
    /// The revision as of which the register is looked at, where one was named.
    pub known_at: Option<Revision>,
    /// Refuse every edit.
    pub read_only: bool,
    /// Plain or JSON.
    pub form: Form,
    /// Words of the answer.
    pub words: Words,
    /// Clock, login, stores.
    pub host: Arc<Outside>,
}

impl Asked {
    /// What holds for every command, from the words.
    ///
    /// # Errors
    /// A data file that cannot be read, or no home folder.
    pub fn new(common: &Common) -> Result<Asked, Failure> {
        let words = Words::of(settings::read(common).lang);
        let host = Outside::new(common.today, common.read_only, &words)?;
        Ok(Asked {
            dir: paths::store(common)?,
            as_of: common.as_of,
            known_at: common.known_at.map(Revision),
            read_only: common.read_only,
            form: form(common),
            words,
            host: Arc::new(host),
        })
    }

    /// The register of the store, read so far, and the view on the day that is asked for: else the store's home
    /// date, else today. What had to be repaired is said on standard error.
    fn open(&self, until: Loaded) -> Result<(Register, View), Failure> {
        let (register, said) = self.host.open_store(&self.dir)?;
        for said in said {
            out::complain(&self.words.fill(said.key, &said.with));
        }
        register.wait(until).map_err(|e| Failure::register(&e, &self.dir))?;
        let mut view = register.view(self.day(&register));
        if let Some(revision) = self.known_at {
            view = self.known(&register, &view, revision)?;
        }
        Ok((register, view))
    }

    /// The same view of the register as it was known at a revision.
    fn known(&self, register: &Register, view: &View, revision: Revision) -> Result<View, Failure> {
        let failed = |e: RegisterError| Failure::register(&e, &self.dir);
        register.wait(Loaded::All).map_err(failed)?;
        if register.header(revision).map_err(failed)?.is_none() && revision != Revision(0) {
            return Err(Failure::refused("refused.no-revision", &[&revision.to_string()]));
        }
        let snapshot = register.known_at(revision, &mut |_, _| {}).map_err(failed)?;
        Ok(View::new(snapshot, Arc::clone(&view.catalogue), view.on))
    }

    /// What is said of a sample wherever its people are shown.
    fn invented(&self, register: &Register) -> Option<String> {
        register.province().sample.as_ref().map(|_| self.words.get("head.sample").to_owned())
    }

    fn day(&self, register: &Register) -> Day {
        use crate::app::session::host::Host;
        self.as_of.or(register.province().home_date).unwrap_or_else(|| self.host.today())
    }
}

fn form(common: &Common) -> Form {
    if common.json { Form::Json } else { Form::Plain }
}

/// Runs a command and prints its answer.
#[must_use]
pub fn run(common: &Common, command: &Command) -> ExitCode {
    let words = Words::of(settings::read(common).lang);
    let answer = Asked::new(common).and_then(|asked| {
        for said in asked.host.rules.iter().chain(&asked.host.own_indicators) {
            out::complain(&words.fill(said.key, &said.with));
        }
        answer(&asked, common, command)
    });
    out::print(answer, form(common), &words).into()
}

fn answer(asked: &Asked, common: &Common, command: &Command) -> Result<Answer, Failure> {
    let Asked { form, words, .. } = asked;
    let reads = matches!(command, Command::Tree { .. } | Command::Show { .. } | Command::Find { .. });
    if asked.known_at.is_some() && !reads {
        return Err(Failure::new(fail::Status::Usage, "told.known-at", &[]));
    }
    match command {
        Command::Sample { people, seed, force } => make::answer_sample(asked, *people, *seed, *force),
        Command::Init { province, bare } => make::answer_init(asked, *province, *bare),
        Command::Tree { unit, line, depth } => {
            let (_, view) = asked.open(Loaded::Appointments)?;
            tree::tree(&view, unit.as_deref(), (*line).into(), *depth, *form, words)
        }
        Command::Show { id } => {
            let (register, view) = asked.open(Loaded::All)?;
            show::show(&register, &view, &id.join(" "), *form, words)
        }
        Command::Find { query, limit, list: Some(list), queries, .. } => {
            find::find_in(list, &query.join(" "), queries.as_deref(), *limit, *form, words)
        }
        Command::Find { query, limit, kind, .. } => {
            let (register, view) = asked.open(Loaded::All)?;
            find::find(&view, register.policy(), &query.join(" "), *limit, *kind, *form, words)
        }
        Command::Edit(what) => enter::answer(asked, enter::Verb::Edit, what),
        Command::Add(what) => enter::answer(asked, enter::Verb::Add, what),
        Command::End(what) => enter::answer(asked, enter::Verb::End, what),
        Command::Pool { what } => pool::answer(asked, what),
        Command::Round { what } => round::answer(asked, what),
        Command::Rotation { what } => rotation::answer(asked, what),
        Command::Report(words) => report::answer(asked, words),
        Command::Journal(words) => journal::answer(asked, words),
        Command::Undo(words) => journal::take_back(asked, words, false),
        Command::Redo(words) => journal::take_back(asked, words, true),
        Command::Reorganise { file, dry_run } => {
            let (register, view) = asked.open(Loaded::All)?;
            reorganise::answer(asked, &register, &view, file, *dry_run)
        }
        Command::Export(what) => export::answer(asked, what),
        Command::Import(what) => import::answer(asked, what),
        Command::Paper(words) => paper::answer(asked, words),
        Command::Verify => keep::verify(asked),
        Command::Backup { file } => keep::backup(asked, file),
        Command::Restore { file } => keep::restore(asked, file),
        Command::Policy { what } => policy::answer(asked, what),
        Command::Check(words) => check::answer(asked, words),
        Command::Indicators(words) => indicators::answer(asked, words),
        Command::Keys { what: KeysWhat::List } => keys::list(asked, common),
        Command::Keys { what: KeysWhat::Check { file } } => keys::check(asked, common, file.as_deref()),
        Command::Paths => paths::answer(asked),
        Command::Doctor => Ok(doctor::answer(asked, common)),
        Command::Completions { shell } => Ok(shell::completions(*shell, words)),
        Command::Man => shell::man(words),
    }
}
