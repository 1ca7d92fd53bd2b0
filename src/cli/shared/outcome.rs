//! Whether a change was taken, or would be.

use crate::app::words::Words;
use crate::cli::answer::{Failure, Status};
use crate::cli::context::Context;
use crate::domain::{Edit, Override, Revision, Source};
use crate::policy::{Finding, stops};
use crate::register::View;
use crate::register::handle::{CommitError, Proposal, Register};

/// What became of a change, with what the rules find where it was refused or only tried out.
pub struct Outcome {
    pub revision: Option<Revision>,
    pub findings: Vec<Finding>,
    key: &'static str,
    refused: bool,
}

impl Outcome {
    /// Commits edits. That the rules refuse them is an outcome.
    ///
    /// # Errors
    /// Why they were not taken whatever the rules say; nothing has changed then.
    pub fn commit(
        cx: &Context,
        (register, view): (&Register, &View),
        edits: Vec<Edit>,
        intent: &str,
        exception: Option<Override>,
    ) -> Result<Outcome, Failure> {
        let proposal = Proposal {
            edits,
            author: cx.host.author(),
            source: Source::Cli,
            intent: intent.to_owned(),
            exception,
            at: cx.host.now(),
        };
        match register.commit(proposal) {
            Ok(revision) => {
                let key = "cli.edit.done";
                Ok(Outcome { revision: Some(revision), findings: Vec::new(), key, refused: false })
            }
            Err(CommitError::Refused(findings)) => {
                Ok(Outcome { revision: None, findings, key: "cli.edit.refused", refused: true })
            }
            Err(error) => Err(Failure::commit(&error, view, &cx.dir)),
        }
    }

    /// What would become of a change that is only tried out; what stops others stops none that has an exception.
    pub fn of_trial(findings: Vec<Finding>, excepted: bool) -> Outcome {
        let refused = !excepted && findings.iter().any(stops);
        let key = if refused { "cli.edit.would-be-refused" } else { "cli.edit.would-be-taken" };
        Outcome { revision: None, findings, key, refused }
    }

    pub fn sentence(&self, words: &Words) -> String {
        let revision = self.revision.map(|revision| revision.to_string());
        words.fill(self.key, revision.as_slice())
    }

    pub fn status(&self) -> Status {
        if self.refused { Status::Refused } else { Status::Done }
    }
}
