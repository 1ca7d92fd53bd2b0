//! What an edit came to: taken, refused or tried out, with what the rules say.

use super::Asked;
use super::fail::{Failure, Status};
use super::names;
use super::out::Answer;
use crate::app::host::Host;
use crate::app::words::Words;
use crate::domain::{Edit, Override, Revision, Source};
use crate::policy::{Finding, Strength, Verdict};
use crate::register::View;
use crate::register::handle::{CommitError, Proposal, Register};
use crate::register::trial::{self, Trial};
use serde::Serialize;

/// What a rule found, with the words that the rule itself has.
#[derive(Debug, Serialize)]
pub struct Found {
    rule: String,
    verdict: Verdict,
    strength: Strength,
    subject: String,
    name: String,
    measured: i64,
    limit: i64,
    source: Option<String>,
    #[serde(skip)]
    says: (String, String),
}

impl Found {
    /// For people: whom it speaks of, what the rule says, and where it stands.
    #[must_use]
    pub fn sentence(&self, words: &Words) -> String {
        let mark = match self.verdict {
            Verdict::Met => "✓",
            Verdict::Missed => "!",
            Verdict::Broken => "✗",
            Verdict::Unknown => "?",
        };
        let says = words.pick(&self.says.0, &self.says.1);
        let source = self.source.as_deref().unwrap_or_default();
        format!("{mark} {}: {says} ({}; {source})", self.name, self.measured)
    }
}

/// A finding as it is printed.
#[must_use]
pub fn found_by(register: &Register, view: &View, finding: &Finding) -> Found {
    let rule = register.policy().rule(&finding.rule);
    Found {
        rule: finding.rule.clone(),
        verdict: finding.verdict,
        strength: finding.strength,
        subject: names::id(finding.subject),
        name: names::name(view, finding.subject),
        measured: finding.measured,
        limit: finding.limit,
        source: rule.map(|r| r.source.clone()),
        says: rule.map(|r| (r.vi.clone(), r.en.clone())).unwrap_or_default(),
    }
}

/// What an edit came to.
#[derive(Debug, Serialize)]
struct Done {
    revision: Option<Revision>,
    findings: Vec<Found>,
}

/// What would be said of edits, without writing them.
/// # Errors
/// What is wrong with them whatever the rules say.
pub fn try_out(asked: &Asked, register: &Register, view: &View, edits: Vec<Edit>) -> Result<Answer, Failure> {
    let trial = trial::try_out(view, register.policy(), &edits, asked.host.today());
    let Trial { after, findings } = trial.map_err(|problem| Failure::problem(&problem))?;
    let stopped = findings.iter().any(crate::policy::stops);
    let done = Done { revision: None, findings: all(register, &after, &findings) };
    let answer = Answer::of(asked.form, &done, |done| {
        let key = if stopped { "cli.edit.would-be-refused" } else { "cli.edit.would-be-taken" };
        plain(done, &asked.words, asked.words.get(key))
    });
    Ok(answer.with(if stopped { Status::Refused } else { Status::Done }))
}

/// Commits edits and says what came of it.
///
/// # Errors
/// Why they were not taken; nothing has changed then.
pub fn commit(
    asked: &Asked,
    register: &Register,
    view: &View,
    edits: Vec<Edit>,
    intent: &str,
    exception: Option<Override>,
) -> Result<Answer, Failure> {
    let proposal = Proposal {
        edits,
        author: asked.host.author(),
        source: Source::Cli,
        intent: intent.to_owned(),
        exception,
        at: asked.host.now(),
    };
    match register.commit(proposal) {
        Ok(revision) => {
            let done = Done { revision: Some(revision), findings: Vec::new() };
            let said = asked.words.fill("cli.edit.done", &[revision.to_string()]);
            Ok(Answer::of(asked.form, &done, |done| plain(done, &asked.words, &said)))
        }
        Err(CommitError::Refused(findings)) => {
            let done = Done { revision: None, findings: all(register, view, &findings) };
            let said = asked.words.get("cli.edit.refused").to_owned();
            Ok(Answer::of(asked.form, &done, |done| plain(done, &asked.words, &said)).with(Status::Refused))
        }
        Err(error) => Err(Failure::commit(&error, view, &asked.dir)),
    }
}

fn all(register: &Register, view: &View, findings: &[Finding]) -> Vec<Found> {
    findings.iter().map(|f| found_by(register, view, f)).collect()
}

fn plain(done: &Done, words: &Words, said: &str) -> String {
    let mut out = format!("{said}\n");
    for found in &done.findings {
        out.push_str(&format!("  {}\n", found.sentence(words)));
    }
    out
}
