//! A draft on its way to the store, or dropped; drafts by name, which survive a restart.

use super::draft::{NOTE, PlanDraft};
use super::state::{Plan, What};
use super::{pages, refresh};
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::overlays::picker::{self, Choice};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::effect::Change;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::app::words::refusals;
use crate::domain::{Day, Override};
use crate::register::fields::{Column, Input};
use crate::register::trial::try_out;

/// How the journal calls a draft that was saved.
const INTENT: &str = "plan-draft";

/// Keeps the drafts among the author's notes.
pub fn keep(plan: &mut Plan, cx: &mut Session) {
    let drafts: Vec<&PlanDraft> = plan.drafts.iter().filter(|d| !d.is_empty()).collect();
    let text = if drafts.is_empty() { Some(Vec::new()) } else { serde_json::to_vec(&drafts).ok() };
    let Some(text) = text.filter(|_| !cx.read_only) else { return };
    let generation = cx.next_generation();
    cx.ask(Effect::Keep { generation, name: NOTE, text });
}

/// Reads the drafts that the author's last session kept; those of another version are none.
#[must_use]
pub fn read(note: &[u8]) -> Vec<PlanDraft> {
    serde_json::from_slice(note).unwrap_or_default()
}

/// Says how far the draft is.
pub fn tell(plan: &mut Plan, cx: &mut Session) {
    let edits = plan.laid.as_ref().map_or(0, |l| l.edits.len());
    match plan.draft() {
        Some(_) => cx.say("plan.draft", &[edits.to_string()]),
        None => cx.say("plan.draft-empty", &[]),
    }
}

/// Saves the draft as one revision; what a hard rule forbids asks for the document of an exception first.
pub fn save(plan: &mut Plan, cx: &mut Session) {
    if cx.refuses_edits() {
        return;
    }
    let Some(laid) = plan.laid.clone().filter(|l| !l.edits.is_empty()) else {
        return cx.say("plan.draft-empty", &[]);
    };
    match try_out(&cx.view, &cx.policy, &laid.edits, cx.today) {
        Err(problem) => cx.said = Some(refusals::problem(&problem)),
        Ok(trial) => match trial.findings.iter().filter(|f| f.stops()).count() {
            0 => send(plan, cx, None),
            stops => ask_exception(cx, &trial.findings, stops),
        },
    }
}

fn send(plan: &mut Plan, cx: &mut Session, exception: Option<Override>) {
    let Some(laid) = plan.laid.clone() else { return };
    let generation = cx.next_generation();
    cx.saving = true;
    plan.saving = Some(generation);
    cx.ask(Effect::Change(Change::Commit { generation, edits: laid.edits.clone(), intent: INTENT, exception }));
}

/// The four fields of an exception: document, date, authority, reason.
pub(in crate::app) const EXCEPTION: [Column; 4] = [
    Column { id: "override-document", input: Input::Line, needed: true },
    Column { id: "override-on", input: Input::Day, needed: true },
    Column { id: "override-by", input: Input::Line, needed: true },
    Column { id: "override-reason", input: Input::Line, needed: true },
];

/// The exception that its four fields say, or the field that is wrong.
pub(in crate::app) fn override_of(cells: &[String]) -> Result<Override, (usize, Notice)> {
    let text = |at: usize| cells.get(at).map(|c| crate::domain::text::at_the_door(c)).unwrap_or_default();
    let needed = |at: usize| {
        let missing = || (at, Notice { key: "problem.needed", with: Vec::new() });
        Some(text(at)).filter(|t| !t.is_empty()).ok_or_else(missing)
    };
    let (document, on, by, reason) = (needed(0)?, needed(1)?, needed(2)?, needed(3)?);
    let on = Day::parse(&on).ok_or_else(|| (1, Notice { key: "problem.no-day", with: vec![on.clone()] }))?;
    Ok(Override { document, on, by, reason })
}

fn ask_exception(cx: &mut Session, findings: &[crate::policy::Finding], stops: usize) {
    let first = findings.iter().find(|f| f.stops()).map(|f| super::judge::sentence(cx, f)).unwrap_or_default();
    let title = cx.words.fill("plan.exception", &[stops.to_string(), first]);
    let accept = |plan: &mut Plan, cx: &mut Session, cells: Vec<String>| Taken::from(excepted(plan, cx, &cells));
    prompt::open(cx, Prompt::to(accept), title, &EXCEPTION, &[]);
}

/// The exception was filled in.
///
/// # Errors
/// The field that is wrong.
pub fn excepted(plan: &mut Plan, cx: &mut Session, cells: &[String]) -> Result<(), (usize, Notice)> {
    let exception = override_of(cells)?;
    send(plan, cx, Some(exception));
    Ok(())
}

/// The register has answered; whether it was about a draft.
pub fn answered(plan: &mut Plan, cx: &mut Session, generation: u64, taken: bool) -> bool {
    if plan.saving != Some(generation) {
        return false;
    }
    plan.saving = None;
    if taken && let Some(draft) = plan.drafts.first_mut() {
        // what did not apply on the day that was looked at is not saved, and stays
        draft.steps = plan.laid.as_ref().map(|laid| laid.rest.clone()).unwrap_or_default();
        if draft.is_empty() {
            plan.drafts.remove(0);
        }
        plan.redo.clear();
        plan.marks.clear();
        if plan.draft().is_none() {
            cx.planned = None;
        }
        keep(plan, cx);
    }
    true
}

/// Drops the draft; one key brings its last step back.
pub fn drop(plan: &mut Plan, cx: &mut Session) {
    let Some(draft) = plan.drafts.first_mut().filter(|d| !d.is_empty()) else {
        return cx.say("plan.draft-empty", &[]);
    };
    let mut steps = std::mem::take(&mut draft.steps);
    steps.reverse();
    plan.redo = steps;
    keep(plan, cx);
    refresh(plan, cx);
    cx.say("plan.dropped", &[]);
}

/// Offers the drafts there are, a name for this one, and a new one.
pub fn choose(plan: &mut Plan, cx: &mut Session) {
    let words = &cx.words;
    let unnamed = || words.get("plan.unnamed").to_owned();
    let mut offers = Vec::new();
    for (at, draft) in plan.drafts.iter().enumerate().filter(|(_, d)| !d.is_empty()) {
        let name = if draft.name.is_empty() { unnamed() } else { draft.name.clone() };
        let laid = draft.lay(&cx.view);
        let findings = try_out(&cx.view, &cx.policy, &laid.edits, cx.today).map_or(0, |t| t.findings.len());
        let detail = words.fill("plan.draft-of", &[laid.edits.len().to_string(), findings.to_string()]);
        let then = Callback::to(move |plan: &mut Plan, cx: &mut Session, ()| work_on(plan, cx, at));
        offers.push(Choice::new(name, then).with(detail));
    }
    if plan.draft().is_some() {
        let saved = words.get("plan.saved").to_owned();
        let others = plan.drafts.iter().enumerate().skip(1).filter(|(_, d)| !d.is_empty());
        let others = others.map(|(at, d)| (Some(at), if d.name.is_empty() { unnamed() } else { d.name.clone() }));
        for (other, name) in std::iter::once((None, saved)).chain(others) {
            let text = words.fill("plan.compare-with", &[name]);
            let then = move |plan: &mut Plan, cx: &mut Session, ()| pages::open(plan, cx, What::Drafts(other));
            offers.push(Choice::new(text, Callback::to(then)));
        }
        let name = Callback::to(|plan: &mut Plan, cx: &mut Session, ()| ask_name(plan, cx));
        offers.push(Choice::new(words.get("plan.name-draft"), name));
        let new = Callback::to(|plan: &mut Plan, cx: &mut Session, ()| begin(plan, cx));
        offers.push(Choice::new(words.get("plan.new-draft"), new));
    }
    if offers.is_empty() {
        return cx.say("plan.draft-empty", &[]);
    }
    picker::offer(cx, offers);
}

/// A draft was picked: it is the one that is worked on.
pub fn work_on(plan: &mut Plan, cx: &mut Session, at: usize) {
    if at < plan.drafts.len() {
        let draft = plan.drafts.remove(at);
        plan.drafts.insert(0, draft);
        plan.redo.clear();
        refresh(plan, cx);
        tell(plan, cx);
    }
}

/// A new draft begins; the one that was worked on stays among the others.
pub fn begin(plan: &mut Plan, cx: &mut Session) {
    if plan.draft().is_some() {
        plan.drafts.insert(0, PlanDraft::default());
        plan.redo.clear();
        refresh(plan, cx);
    }
    cx.say("plan.draft-empty", &[]);
}

/// Asks for the draft's name.
pub fn ask_name(plan: &mut Plan, cx: &mut Session) {
    let title = cx.words.get("plan.name-draft").to_owned();
    let now = plan.draft().map(|d| d.name.clone()).unwrap_or_default();
    let accept = |plan: &mut Plan, cx: &mut Session, cells: Vec<String>| {
        named(plan, cx, &prompt::first(&cells));
        Taken::Close
    };
    prompt::open(cx, Prompt::to(accept), title, &[prompt::line("name")], &[now]);
}

/// The draft was named.
pub fn named(plan: &mut Plan, cx: &mut Session, name: &str) {
    let name = crate::domain::text::at_the_door(name);
    if let Some(draft) = plan.drafts.first_mut() {
        draft.name = name;
        keep(plan, cx);
    }
}
