//! The command line: words in, one answer out, on the same register and through the same edits as the screen.
//!
//! May use every room but `ui`. No word for people stands here: help, tables and sentences are in
//! `data/locales/cli.*.toml`. Every command leaves with the status that scripts rely on ([`fail::Status`]).

pub mod args;
pub mod doctor;
pub mod edit;
pub mod fail;
pub mod find;
pub mod help;
pub mod host;
pub mod journal;
pub mod keep;
pub mod keys;
pub mod make;
pub mod names;
pub mod out;
pub mod paths;
pub mod rules;
pub mod shell;
pub mod show;
pub mod start;
pub mod tree;

use crate::app::words::Words;
use crate::domain::Day;
use crate::register::handle::Register;
use crate::register::{Loaded, View};
use args::{Command, Common, EditWhat, KeysWhat, PolicyWhat};
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
        Ok(Asked {
            dir: paths::store(common)?,
            as_of: common.as_of,
            read_only: common.read_only,
            form: form(common),
            words: Words::of(common.lang.into()),
            host: Arc::new(Outside::new(common.today, common.read_only)?),
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
        let view = register.view(self.day(&register));
        Ok((register, view))
    }

    fn day(&self, register: &Register) -> Day {
        use crate::app::host::Host;
        self.as_of.or(register.province().home_date).unwrap_or_else(|| self.host.today())
    }
}

fn form(common: &Common) -> Form {
    if common.json { Form::Json } else { Form::Plain }
}

/// Runs a command and prints its answer.
#[must_use]
pub fn run(common: &Common, command: &Command) -> ExitCode {
    let words = Words::of(common.lang.into());
    let answer = Asked::new(common).and_then(|asked| answer(&asked, command));
    out::print(answer, form(common), &words).into()
}

fn answer(asked: &Asked, command: &Command) -> Result<Answer, Failure> {
    let Asked { form, words, .. } = asked;
    match command {
        Command::Sample { people, seed, force } => make::answer_sample(asked, *people, *seed, *force),
        Command::Init { province } => make::answer_init(asked, *province),
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
            let (_, view) = asked.open(Loaded::All)?;
            find::find(&view, &query.join(" "), *limit, *kind, *form, words)
        }
        Command::Edit { what: EditWhat::Unit { id, fields, effective, dry_run } } => {
            let (register, view) = asked.open(Loaded::All)?;
            let edit = edit::UnitEdit { id, fields, effective: *effective, dry_run: *dry_run };
            edit::unit(asked, &register, &view, &edit)
        }
        Command::Journal { limit, subject } => {
            // a subject may be named by what it is called; the journal itself is in the store
            let until = if subject.is_some() { Loaded::Appointments } else { Loaded::Nothing };
            let (register, view) = asked.open(until)?;
            journal::journal(asked, &register, &view, *limit, subject.as_deref())
        }
        Command::Undo => journal::undo(asked, &asked.open(Loaded::All)?.0),
        Command::Redo => journal::redo(asked, &asked.open(Loaded::All)?.0),
        Command::Verify => keep::verify(asked),
        Command::Backup { file } => keep::backup(asked, file),
        Command::Restore { file } => keep::restore(asked, file),
        Command::Policy { what: PolicyWhat::List } => Ok(rules::list(asked)),
        Command::Keys { what: KeysWhat::List } => keys::list(asked),
        Command::Keys { what: KeysWhat::Check { file } } => keys::check(asked, file.as_deref()),
        Command::Paths => paths::answer(asked),
        Command::Doctor => Ok(doctor::answer(asked)),
        Command::Completions { shell } => Ok(shell::completions(*shell, words)),
        Command::Man => shell::man(words),
    }
}
