//! Whether a change was taken, or would be.

use crate::app::words::Words;
use crate::cli::answer::{Failure, Status};
use crate::cli::context::Context;
use crate::domain::{Day, Edit, Override, Revision, Source};
use crate::policy::{Amount, Finding, Limit, Scope, Verdict, forbids, stops};
use crate::register::View;
use crate::register::handle::{CommitError, Proposal, Register};
use crate::register::trial::{Trial, try_with};

/// A change that is wanted, and on what it rests.
pub struct Change<'a> {
    /// The register as it is looked at before the change.
    pub before: &'a View,
    pub edits: Vec<Edit>,
    pub intent: &'a str,
    pub exception: Option<Override>,
    pub dry_run: bool,
}

/// What became of a change, with what the rules find: the same where it is only tried out and where it is made.
pub struct Outcome {
    pub revision: Option<Revision>,
    pub findings: Vec<Finding>,
    /// What the rules of today say of what is judged by those of another day, where that is something else.
    pub today: Vec<Finding>,
    key: &'static str,
    refused: bool,
}

impl Outcome {
    /// Makes a change, or only tries it out; with the register as it is or would be then. That the rules refuse it is an
    /// outcome.
    ///
    /// # Errors
    /// Why it was not taken whatever the rules say; nothing has changed then.
    pub fn of(cx: &Context, register: &Register, change: Change<'_>) -> Result<(Outcome, View), Failure> {
        let Change { before, edits, intent, exception, dry_run } = change;
        let (policy, today) = (before.policy(), cx.host.today());
        // what is still to come is asked of the clock, as the register does when it writes
        let clock = Day::in_viet_nam(cx.host.now());
        let trial = match try_with(before, policy, &edits, clock, exception.as_ref()) {
            Ok(trial) => trial,
            Err(problem) if dry_run => return Err(Failure::problem(&problem)),
            // the register says what is wrong: perhaps that somebody else was there first
            Err(_) => Trial { after: before.clone(), findings: Vec::new() },
        };
        let Trial { after, findings } = trial;
        let now = other_law(&findings, policy.by_rules_of(&edits, &after, today), today);
        let refuses: fn(&Finding) -> bool = if exception.is_some() { forbids } else { stops };
        let outcome = |key, revision, findings, refused| Outcome { revision, findings, today: now, key, refused };
        if dry_run {
            let refused = findings.iter().any(refuses);
            let key = if refused { "cli.edit.would-be-refused" } else { "cli.edit.would-be-taken" };
            return Ok((outcome(key, None, findings, refused), after));
        }
        let proposal = Proposal {
            edits,
            author: cx.host.author(),
            source: Source::Cli,
            intent: intent.to_owned(),
            exception,
            at: cx.host.now(),
        };
        match register.commit(proposal) {
            Ok(revision) => Ok((outcome("cli.edit.done", Some(revision), findings, false), after)),
            Err(CommitError::Refused(stopped)) => {
                // beside what stops it stands all else that was found, as in the dry run
                let rest = findings.into_iter().filter(|f| !stopped.iter().any(|s| is_same(s, f))).collect::<Vec<_>>();
                let findings = stopped.into_iter().chain(rest).collect();
                Ok((outcome("cli.edit.refused", None, findings, true), after))
            }
            Err(error) => Err(Failure::commit(&error, before, &cx.dir)),
        }
    }

    pub fn sentence(&self, words: &Words) -> String {
        let revision = self.revision.map(|revision| revision.to_string());
        words.fill(self.key, revision.as_slice())
    }

    pub fn status(&self) -> Status {
        if self.refused { Status::Refused } else { Status::Done }
    }
}

/// Whether two findings are of one rule and speak of the same.
fn is_same(a: &Finding, b: &Finding) -> bool {
    (&a.rule, a.subject, a.scope) == (&b.rule, b.subject, b.scope)
}

/// What the rules of today find, where it is not what was found by the rules of the other day: another verdict, or
/// another limit.
fn other_law(found: &[Finding], now: Vec<Finding>, today: Day) -> Vec<Finding> {
    let says = |f: &Finding| -> (Verdict, Limit, Amount, Scope) { (f.verdict, f.limit, f.measured, f.scope) };
    let of_other_day = found.iter().filter(|f| f.judged != today && !f.aside);
    let (mut then, mut is): (Vec<_>, Vec<_>) = (of_other_day.map(says).collect(), now.iter().map(says).collect());
    then.sort_unstable();
    is.sort_unstable();
    if then == is { Vec::new() } else { now }
}
