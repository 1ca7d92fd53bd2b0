//! A change from the command line: the fields of a task filled in, then committed or only tried out.

use super::finding::PrintedFinding;
use super::outcome::{Change, Outcome};
use super::{identify, naming};
use crate::app::overlays::form::{options, seats};
use crate::app::words::Words;
use crate::cli::answer::{Answer, Candidate, Failure};
use crate::cli::args::ActArgs;
use crate::cli::context::Context;
use crate::domain::{CadreId, Edit, RecordKind, Revision, Subject};
use crate::policy::Seat;
use crate::register::View;
use crate::register::check::Problem;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Input, Records, Task, Wrong};
use crate::register::handle::{Register, Texts};
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
    /// By the rules of today, where they say something else than those by which it is judged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    today: Vec<PrintedFinding>,
    /// What becomes of the seats that whoever leaves still held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    seats: Vec<SeatRow>,
}

/// A seat that was still held, and what becomes of it.
#[derive(Debug, Serialize)]
struct SeatRow {
    appointment: String,
    name: String,
    /// `end` or `keep`.
    does: &'static str,
    rule: Option<String>,
    /// What the rules say of it.
    says: String,
}

impl SeatRow {
    fn new(view: &View, words: &Words, seat: &Seat<'_>, does: &'static str) -> SeatRow {
        let post = view.snapshot.appointments.get(&seat.appointment).map(|a| Subject::Post(a.post));
        SeatRow {
            appointment: seat.appointment.to_string(),
            name: post.map(|post| naming::name(view, post)).unwrap_or_default(),
            does,
            rule: seat.rule.map(|rule| rule.id.to_string()),
            says: seats::says(words, seat),
        }
    }

    fn sentence(&self, words: &Words) -> String {
        format!("  {} {}: {} — {}\n", self.appointment, self.name, words.of_group("seat", self.does), self.says)
    }
}

impl Editing<'_> {
    /// Fills in a task by the names of its fields, and commits it or only tries it out.
    ///
    /// # Errors
    /// No such field, a text that means nothing there, or the change is refused; nothing has changed then.
    pub fn carry_out(&self, task: Task, fields: &[(&str, &str)]) -> Result<Answer, Failure> {
        let (edits, seats) = self.edits_with_seats(task, fields)?;
        self.carry(edits, seats, task.intent())
    }

    /// Commits edits, or only tries them out.
    ///
    /// # Errors
    /// Why they were not taken; nothing has changed then.
    pub fn finish(&self, edits: Vec<Edit>, intent: &str) -> Result<Answer, Failure> {
        self.carry(edits, Vec::new(), intent)
    }

    fn carry(&self, edits: Vec<Edit>, seats: Vec<SeatRow>, intent: &str) -> Result<Answer, Failure> {
        let intent = self.act.reason.as_deref().unwrap_or(intent);
        let (exception, dry_run) = (self.act.exception(), self.act.dry_run);
        let change = Change { before: self.view, edits, intent, exception, dry_run };
        let (outcome, after) = Outcome::of(self.cx, self.register, change)?;
        Ok(self.answer(&outcome, &after, seats))
    }

    fn answer(&self, outcome: &Outcome, view: &View, seats: Vec<SeatRow>) -> Answer {
        let words = &self.cx.words;
        let printed = |findings| PrintedFinding::all(view, findings, words);
        let (findings, today) = (printed(&outcome.findings), printed(&outcome.today));
        let edited = Edited { revision: outcome.revision, findings, today, seats };
        let plain = |edited: &Edited| {
            let mut out = format!("{}\n{}", outcome.sentence(words), PrintedFinding::lines(&edited.findings, words));
            out.extend(edited.seats.iter().map(|seat| seat.sentence(words)));
            if !edited.today.is_empty() {
                out.push_str(&format!("{}\n", words.fill("cli.edit.by-today", &[self.cx.host.today().to_string()])));
                out.push_str(&PrintedFinding::lines(&edited.today, words));
            }
            out
        };
        self.cx.answer(&edited, plain).with(outcome.status())
    }

    /// The edits of a task, its fields filled in by their names.
    ///
    /// # Errors
    /// No such field, a text that means nothing there, or what is wrong with a field.
    pub fn edits(&self, task: Task, fields: &[(&str, &str)]) -> Result<Vec<Edit>, Failure> {
        Ok(self.edits_with_seats(task, fields)?.0)
    }

    /// The same, with what becomes of the seats that whoever leaves by it still holds.
    fn edits_with_seats(&self, task: Task, fields: &[(&str, &str)]) -> Result<(Vec<Edit>, Vec<SeatRow>), Failure> {
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
        let policy = self.register.policy();
        task.fill_seats(records, &mut cells, &policy);
        let seats = task.seats(records, &cells, &policy);
        let edits = task.edits(records, &cells).map_err(|wrong| self.wrong_field(&wrong, &seats))?;
        let choices = task.seat_choices(&cells);
        let row = |seat: &Seat<'_>| {
            let does = choices.get(&seat.appointment)?.code();
            Some(SeatRow::new(self.view, &self.cx.words, seat, does))
        };
        Ok((edits, seats.iter().filter_map(row).collect()))
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
    fn wrong_field(&self, wrong: &Wrong, seats: &[Seat<'_>]) -> Failure {
        let mut failure = Failure::problem(&wrong.problem);
        if let Problem::SeatsOpen(open) = &wrong.problem {
            let of = |seat: &Seat<'_>| {
                let row = SeatRow::new(self.view, &self.cx.words, seat, "");
                Candidate { id: row.appointment, name: format!("{} — {}", row.name, row.says) }
            };
            failure.candidates = seats.iter().filter(|seat| open.contains(&seat.appointment)).map(of).collect();
            return failure;
        }
        if wrong.column.is_empty() {
            return failure;
        }
        Failure::refused("told.in-field", &[wrong.column, &self.cx.sentence(&failure.said)])
    }
}
