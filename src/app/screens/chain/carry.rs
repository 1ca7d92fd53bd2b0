//! A chain on its way to the store, and its scenarios among the author's notes.

use super::Chains;
use super::{NOTE, over, page};
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::screens::plan::draft::PlanDraft;
use crate::app::session::Session;
use crate::app::session::effect::Change;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::app::words::refusals;
use crate::domain::{Day, Override, text};
use crate::register::fields::{Column, Input};

/// How the journal calls a chain that was carried out.
const INTENT: &str = "move-chain";

/// What every chain is asked for, and what an exception asks besides.
const ASKED: [Column; 7] = [
    Column { id: "from", input: Input::Day, needed: true },
    Column { id: "decision", input: Input::Line, needed: true },
    Column { id: "decision-date", input: Input::Day, needed: true },
    Column { id: "override-document", input: Input::Line, needed: true },
    Column { id: "override-on", input: Input::Day, needed: true },
    Column { id: "override-by", input: Input::Line, needed: true },
    Column { id: "override-reason", input: Input::Line, needed: true },
];
/// How many of them are asked where no exception is needed.
const PLAIN: usize = 3;

/// Keeps the scenarios among the author's notes.
pub fn keep(chains: &mut Chains, cx: &mut Session) {
    let drafts: Vec<&PlanDraft> = chains.drafts.iter().filter(|d| !d.is_empty()).collect();
    let text = if drafts.is_empty() { Some(Vec::new()) } else { serde_json::to_vec(&drafts).ok() };
    let Some(text) = text.filter(|_| !cx.read_only) else { return };
    let generation = cx.next_generation();
    cx.ask(Effect::Keep { generation, name: NOTE, text });
}

/// Asks for the decision, and for the document of an exception where a hard rule is broken.
pub fn carry_out(chains: &mut Chains, cx: &mut Session) {
    if cx.refuses_edits() {
        return;
    }
    let Some(draft) = chains.drafts.first().filter(|d| !d.is_empty()).cloned() else {
        return cx.say("chain.begin", &[]);
    };
    let over = over(cx, &draft);
    if let Some(problem) = &over.problem {
        cx.said = Some(refusals::problem(problem));
        return;
    }
    if over.laid.lost() > 0 {
        return cx.say("chain.lost", &[over.laid.lost().to_string()]);
    }
    let stops = over.findings.iter().filter(|f| f.stops()).count();
    let asked = if stops > 0 { ASKED.len() } else { PLAIN };
    let title = cx.words.fill("chain.carry-out", &[page::name(cx, &draft), draft.steps.len().to_string()]);
    let today = cx.view.on.to_string();
    let cells = [today.clone(), String::new(), today];
    let accept = |chains: &mut Chains, cx: &mut Session, cells: Vec<String>| Taken::from(filled_in(chains, cx, &cells));
    prompt::open(cx, Prompt::to(accept), title, ASKED.get(..asked).unwrap_or(&ASKED), &cells);
}

/// The decision was filled in: every step rests on it, and all go as one revision.
///
/// # Errors
/// The field that is wrong.
pub fn filled_in(chains: &mut Chains, cx: &mut Session, cells: &[String]) -> Result<(), (usize, Notice)> {
    let line = |at: usize| cells.get(at).map(|c| text::at_the_door(c)).unwrap_or_default();
    let needed = |at: usize| {
        let missing = || (at, Notice { key: "problem.needed", with: Vec::new() });
        Some(line(at)).filter(|t| !t.is_empty()).ok_or_else(missing)
    };
    let day = |at: usize| {
        let text = needed(at)?;
        Day::parse(&text).ok_or_else(|| (at, Notice { key: "problem.no-day", with: vec![text.clone()] }))
    };
    let (from, number, on) = (day(0)?, needed(1)?, day(2)?);
    let exception = match cells.len() {
        n if n > PLAIN => Some(Override { document: needed(3)?, on: day(4)?, by: needed(5)?, reason: needed(6)? }),
        _ => None,
    };
    let Some(mut draft) = chains.drafts.first().cloned() else { return Ok(()) };
    for form in draft.steps.iter_mut().flatten() {
        for (column, cell) in form.task.columns().iter().zip(&mut form.cells) {
            match column.id {
                "from" => *cell = from.to_string(),
                "decision" => number.clone_into(cell),
                "decision-date" => *cell = on.to_string(),
                _ => {}
            }
        }
    }
    let over = over(cx, &draft);
    if let Some(problem) = &over.problem {
        return Err((0, refusals::problem(problem)));
    }
    if over.laid.lost() > 0 {
        return Err((0, Notice { key: "chain.lost", with: vec![over.laid.lost().to_string()] }));
    }
    // on another day other rules may stand in the way
    let stops = over.findings.iter().filter(|f| f.stops()).count();
    if stops > 0 && exception.is_none() {
        return Err((0, Notice { key: "refused.rules", with: vec![stops.to_string()] }));
    }
    let generation = cx.next_generation();
    cx.saving = true;
    chains.saving = Some(generation);
    cx.ask(Effect::Change(Change::Commit { generation, edits: over.laid.edits, intent: INTENT, exception }));
    Ok(())
}

/// The register has answered; whether it was about a chain.
pub fn answered(chains: &mut Chains, cx: &mut Session, generation: u64, taken: bool) -> bool {
    if chains.saving != Some(generation) {
        return false;
    }
    chains.saving = None;
    if taken && !chains.drafts.is_empty() {
        chains.drafts.remove(0);
        keep(chains, cx);
    }
    true
}

/// Asks for the scenario's name.
pub fn ask_name(chains: &mut Chains, cx: &mut Session) {
    let title = cx.words.get("chain.name").to_owned();
    let now = chains.drafts.first().map(|d| d.name.clone()).unwrap_or_default();
    let accept = |chains: &mut Chains, cx: &mut Session, cells: Vec<String>| {
        named(chains, cx, &prompt::first(&cells));
        Taken::Close
    };
    prompt::open(cx, Prompt::to(accept), title, &[prompt::line("name")], &[now]);
}

/// The scenario was named.
pub fn named(chains: &mut Chains, cx: &mut Session, name: &str) {
    if let Some(draft) = chains.drafts.first_mut() {
        draft.name = text::at_the_door(name);
        keep(chains, cx);
    }
}
