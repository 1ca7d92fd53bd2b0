//! A change from the command line: the fields of a task filled in, then committed or only tried out.

use super::finding::PrintedFinding;
use super::outcome::Outcome;
use super::{identify, naming};
use crate::app::overlays::form::options;
use crate::cli::answer::{Answer, Candidate, Failure};
use crate::cli::args::ActArgs;
use crate::cli::context::Context;
use crate::domain::{CadreId, Edit, RecordKind, Revision};
use crate::register::View;
use crate::register::fields::{Input, Records, Task, Wrong};
use crate::register::handle::{Register, Texts};
use crate::register::trial::{self, Trial};
use serde::Serialize;

/// Where a change is entered, and on what it rests.
pub struct Editing<'a> {
    pub cx: &'a Context,
    pub register: &'a Register,
    pub view: &'a View,
    pub act: &'a ActArgs,
}

#[derive(Debug, Serialize)]
struct Edited {
    revision: Option<Revision>,
    findings: Vec<PrintedFinding>,
}

impl Editing<'_> {
    /// Fills in a task by the names of its fields, and commits it or only tries it out.
    ///
    /// # Errors
    /// No such field, a text that means nothing there, or the change is refused; nothing has changed then.
    pub fn carry_out(&self, task: Task, fields: &[(&str, &str)]) -> Result<Answer, Failure> {
        self.finish(self.edits(task, fields)?, task.intent())
    }

    /// Commits edits, or only tries them out.
    ///
    /// # Errors
    /// Why they were not taken; nothing has changed then.
    pub fn finish(&self, edits: Vec<Edit>, intent: &str) -> Result<Answer, Failure> {
        if self.act.dry_run {
            return self.try_out(&edits);
        }
        let intent = self.act.reason.as_deref().unwrap_or(intent);
        let outcome = Outcome::commit(self.cx, (self.register, self.view), edits, intent, self.act.exception())?;
        Ok(self.answer(&outcome, self.view))
    }

    fn try_out(&self, edits: &[Edit]) -> Result<Answer, Failure> {
        let trial = trial::try_out(self.view, self.view.policy(), edits, self.cx.host.today());
        let Trial { after, findings } = trial.map_err(|problem| Failure::problem(&problem))?;
        Ok(self.answer(&Outcome::of_trial(findings, false), &after))
    }

    fn answer(&self, outcome: &Outcome, view: &View) -> Answer {
        let words = &self.cx.words;
        let findings = PrintedFinding::all(view, &outcome.findings, words);
        let edited = Edited { revision: outcome.revision, findings };
        let plain = |edited: &Edited| {
            format!("{}\n{}", outcome.sentence(words), PrintedFinding::lines(&edited.findings, words))
        };
        self.cx.answer(&edited, plain).with(outcome.status())
    }

    /// The edits of a task, its fields filled in by their names.
    ///
    /// # Errors
    /// No such field, a text that means nothing there, or what is wrong with a field.
    pub fn edits(&self, task: Task, fields: &[(&str, &str)]) -> Result<Vec<Edit>, Failure> {
        let texts = self.texts(&task)?;
        let records = Records { view: self.view, texts: &texts };
        let mut cells = task.begin(records).map_err(|wrong| Failure::problem(&wrong.problem))?;
        let columns = task.columns();
        let mut put = |name: &str, text: &str, asked_for: bool| -> Result<(), Failure> {
            let at = columns.iter().position(|c| c.id == name);
            let Some((at, column)) = at.and_then(|at| Some((at, columns.get(at)?))) else {
                let known: Vec<&str> = columns.iter().map(|c| c.id).collect();
                let unknown = || Failure::refused("told.no-field", &[name, &known.join(", ")]);
                return if asked_for { Err(unknown()) } else { Ok(()) };
            };
            if let Some(cell) = cells.get_mut(at) {
                *cell = self.cell(column.input, text)?;
            }
            Ok(())
        };
        // what the command says once for every kind of act
        if let Some(day) = self.act.effective {
            put("from", &day.to_string(), false)?;
        }
        for (names, text) in [
            (["decision", "began-decision", "agreement"], self.act.decision.clone()),
            (["decision-date", "began-date", "agreement-date"], self.act.decision_date.map(|d| d.to_string())),
        ] {
            let Some(text) = text else { continue };
            names.iter().try_for_each(|name| put(name, &text, false))?;
        }
        for (name, text) in fields {
            put(name, text, true)?;
        }
        task.edits(records, &cells).map_err(|wrong| self.wrong_field(&wrong))
    }

    /// The texts that the task speaks of.
    fn texts(&self, task: &Task) -> Result<Texts, Failure> {
        match task.subject() {
            Some(key) if matches!(key.kind, RecordKind::Training | RecordKind::Dossier | RecordKind::Cadre) => {
                self.register.dossier(CadreId(key.id)).map_err(|e| Failure::register(&e, &self.cx.dir))
            }
            _ => Ok(Texts::default()),
        }
    }

    /// The cell that a text means: a choice by its code or its name, somebody or something by id, code or name.
    fn cell(&self, input: Input, text: &str) -> Result<String, Failure> {
        if text.is_empty() {
            return Ok(String::new());
        }
        match input {
            Input::Choice(_) | Input::Flag => {
                let offers = options::all(&self.cx.words, self.view, input);
                match options::meant(&offers, text) {
                    Some(offer) => Ok(offer.cell.clone()),
                    None => {
                        let near = options::fitting(&offers, text).into_iter().take(8);
                        let candidates = near.map(|o| Candidate { id: o.cell, name: o.text }).collect();
                        Err(Failure { candidates, ..Failure::refused("problem.no-choice", &[text]) })
                    }
                }
            }
            Input::Unit => Ok(identify::unit(self.view, text)?.to_string()),
            Input::Cadre | Input::Post => Ok(naming::id(identify::resolve(self.view, text)?)),
            _ => Ok(text.to_owned()),
        }
    }

    /// What is wrong, with the name of the field in front.
    fn wrong_field(&self, wrong: &Wrong) -> Failure {
        let failure = Failure::problem(&wrong.problem);
        if wrong.column.is_empty() {
            return failure;
        }
        Failure::refused("told.in-field", &[wrong.column, &self.cx.sentence(&failure.said)])
    }
}
