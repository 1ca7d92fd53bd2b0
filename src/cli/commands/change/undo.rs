//! `undo`, `redo`: taking a revision back, and taking that back.

use crate::cli::answer::{Answer, Failure};
use crate::cli::context::{Context, Run};
use crate::cli::shared::revision::{RevisionRow, answer};
use crate::domain::{Author, Revision, Source};
use crate::register::handle::{Register, RegisterError};
use crate::register::{CommitError, Loaded, Named};
use clap::Args;

/// Which revision is taken back.
#[derive(Debug, Args)]
struct RevisionArgs {
    /// This one, not the newest.
    #[arg(long, value_name = "N")]
    revision: Option<u64>,
    /// Whose it is.
    #[arg(long, value_name = "NAME", requires = "revision")]
    author: Option<String>,
}

#[derive(Debug, Args)]
pub struct UndoArgs {
    #[command(flatten)]
    which: RevisionArgs,
}

#[derive(Debug, Args)]
pub struct RedoArgs {
    #[command(flatten)]
    which: RevisionArgs,
}

impl Run for UndoArgs {
    /// Takes back the author's newest revision, or the one that is named.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        take_back(cx, &self.which, Register::undo, |_, revision| Ok(revision))
    }
}

impl Run for RedoArgs {
    /// Takes back the author's newest undo, or the one that is named.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        take_back(cx, &self.which, Register::redo, undo_of)
    }
}

fn take_back(
    cx: &Context,
    which: &RevisionArgs,
    newest: fn(&Register, &Author, i64) -> Result<Revision, CommitError>,
    meant: fn(&Register, Revision) -> Result<Revision, RegisterError>,
) -> Result<Answer, Failure> {
    let (register, view) = cx.open(Loaded::All)?;
    let (author, now) = (cx.host.author(), cx.host.now());
    let failed = |e: RegisterError| Failure::register(&e, &cx.dir);
    let taken_back = match which.revision.map(Revision) {
        None => newest(&register, &author, now),
        Some(named) => {
            let revision = meant(&register, named).map_err(failed)?;
            register.take_back(Named { revision, of: which.author.clone() }, &author, now)
        }
    };
    let revision = taken_back.map_err(|e| Failure::commit(&e, &view, &cx.dir))?;
    let opened = register.revision(revision, 0).map_err(failed)?;
    let rows = opened.into_iter().map(|opened| RevisionRow::new(&view, opened.entry)).collect();
    Ok(answer(cx, &rows))
}

/// The undo that is meant: it may be named itself, or by the revision that it took back.
fn undo_of(register: &Register, revision: Revision) -> Result<Revision, RegisterError> {
    let is_undo = register.header(revision)?.is_some_and(|h| h.source == Source::Undo);
    Ok(if is_undo { revision } else { register.undone_by(revision)?.unwrap_or(revision) })
}
