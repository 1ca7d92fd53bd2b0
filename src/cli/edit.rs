//! `edit`: the same edits as on the screen, through the same door.

use super::Asked;
use super::fail::{Failure, Status};
use super::names;
use super::out::Answer;
use crate::app::host::Host;
use crate::app::words::Words;
use crate::domain::{Day, Edit, Revision, Source};
use crate::policy::{Finding, Strength, Verdict};
use crate::register::handle::{CommitError, Proposal, Register};
use crate::register::trial::{self, Trial};
use crate::register::{View, changes};
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

/// A unit's fields as they were asked to become.
pub struct UnitEdit<'a> {
    /// Id, code or name.
    pub id: &'a str,
    /// Field and value.
    pub fields: &'a [(String, String)],
    /// From which day on.
    pub effective: Day,
    /// Only say whether it would be taken.
    pub dry_run: bool,
}

/// Answers `edit unit`.
///
/// # Errors
/// No such unit or field, or the change is refused; nothing has changed then.
pub fn unit(asked: &Asked, register: &Register, view: &View, edit: &UnitEdit<'_>) -> Result<Answer, Failure> {
    let id = names::unit(view, edit.id)?;
    let mut edits = Vec::new();
    for (field, value) in edit.fields {
        match field.as_str() {
            "name" => edits.extend(
                changes::rename_unit(view, id, value, edit.effective).map_err(|problem| Failure::problem(&problem))?,
            ),
            other => return Err(Failure::refused("told.no-field", &[other])),
        }
    }
    if edit.dry_run {
        try_out(asked, register, view, edits)
    } else {
        commit(asked, register, view, edits, "rename-unit")
    }
}

/// What would be said of edits, without writing them.
fn try_out(asked: &Asked, register: &Register, view: &View, edits: Vec<Edit>) -> Result<Answer, Failure> {
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

fn commit(asked: &Asked, register: &Register, view: &View, edits: Vec<Edit>, intent: &str) -> Result<Answer, Failure> {
    let proposal = Proposal {
        edits,
        author: asked.host.author(),
        source: Source::Cli,
        intent: intent.to_owned(),
        exception: None,
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
