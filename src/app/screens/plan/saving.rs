//! A draft on its way to the store, or dropped; drafts by name, which survive a restart.

use super::draft::{NOTE, PlanDraft};
use super::refresh;
use crate::app::model::Model;
use crate::app::overlays::form::small::{self, Small};
use crate::app::overlays::picker::{self, Offered, Pick};
use crate::app::session::host::Said;
use crate::app::session::msg::Effect;
use crate::app::words::refusals;
use crate::domain::{Day, Override};
use crate::register::fields::{Column, Input};
use crate::register::trial::try_out;

/// How the journal calls a draft that was saved.
const INTENT: &str = "plan-draft";

/// Keeps the drafts among the author's notes.
pub fn keep(model: &mut Model) {
    let drafts: Vec<&PlanDraft> = model.screens.plan.drafts.iter().filter(|d| !d.is_empty()).collect();
    let text = if drafts.is_empty() { Some(Vec::new()) } else { serde_json::to_vec(&drafts).ok() };
    let Some(text) = text.filter(|_| !model.cx.read_only) else { return };
    let generation = model.cx.next_generation();
    model.cx.ask(Effect::Keep { generation, name: NOTE, text });
}

/// Reads the drafts that the author's last session kept; those of another version are none.
#[must_use]
pub fn read(note: &[u8]) -> Vec<PlanDraft> {
    serde_json::from_slice(note).unwrap_or_default()
}

/// Says how far the draft is.
pub fn tell(model: &mut Model) {
    let edits = model.screens.plan.laid.as_ref().map_or(0, |l| l.edits.len());
    match model.screens.plan.draft() {
        Some(_) => model.cx.say("plan.draft", &[edits.to_string()]),
        None => model.cx.say("plan.draft-empty", &[]),
    }
}

/// Saves the draft as one revision; what a hard rule forbids asks for the document of an exception first.
pub fn save(model: &mut Model) {
    if model.cx.refuses_edits() {
        return;
    }
    let Some(laid) = model.screens.plan.laid.clone().filter(|l| !l.edits.is_empty()) else {
        return model.cx.say("plan.draft-empty", &[]);
    };
    match try_out(&model.cx.view, &model.cx.policy, &laid.edits, model.cx.today) {
        Err(problem) => model.cx.said = Some(refusals::problem(&problem)),
        Ok(trial) => match trial.findings.iter().filter(|f| f.stops()).count() {
            0 => send(model, None),
            stops => ask_exception(model, &trial.findings, stops),
        },
    }
}

fn send(model: &mut Model, exception: Option<Override>) {
    let Some(laid) = model.screens.plan.laid.clone() else { return };
    let generation = model.cx.next_generation();
    model.cx.saving = true;
    model.screens.plan.saving = Some(generation);
    model.cx.ask(Effect::Commit { generation, edits: laid.edits.clone(), intent: INTENT, exception });
}

/// The four fields of an exception: document, date, authority, reason.
pub(in crate::app) const EXCEPTION: [Column; 4] = [
    Column { id: "override-document", input: Input::Line, needed: true },
    Column { id: "override-on", input: Input::Day, needed: true },
    Column { id: "override-by", input: Input::Line, needed: true },
    Column { id: "override-reason", input: Input::Line, needed: true },
];

/// The exception that its four fields say, or the field that is wrong.
pub(in crate::app) fn override_of(cells: &[String]) -> Result<Override, (usize, Said)> {
    let text = |at: usize| cells.get(at).map(|c| crate::domain::text::at_the_door(c)).unwrap_or_default();
    let needed = |at: usize| {
        let missing = || (at, Said { key: "problem.needed", with: Vec::new() });
        Some(text(at)).filter(|t| !t.is_empty()).ok_or_else(missing)
    };
    let (document, on, by, reason) = (needed(0)?, needed(1)?, needed(2)?, needed(3)?);
    let on = Day::parse(&on).ok_or_else(|| (1, Said { key: "problem.no-day", with: vec![on.clone()] }))?;
    Ok(Override { document, on, by, reason })
}

fn ask_exception(model: &mut Model, findings: &[crate::policy::Finding], stops: usize) {
    let first = findings.iter().find(|f| f.stops()).map(|f| super::judge::sentence(model, f)).unwrap_or_default();
    let title = model.cx.words.fill("plan.exception", &[stops.to_string(), first]);
    small::open(model, Small::PlanException, title, &EXCEPTION, &[]);
}

/// The exception was filled in.
///
/// # Errors
/// The field that is wrong.
pub fn excepted(model: &mut Model, cells: &[String]) -> Result<(), (usize, Said)> {
    let exception = override_of(cells)?;
    send(model, Some(exception));
    Ok(())
}

/// The register has answered; whether it was about a draft.
pub fn answered(model: &mut Model, generation: u64, taken: bool) -> bool {
    if model.screens.plan.saving != Some(generation) {
        return false;
    }
    model.screens.plan.saving = None;
    if taken && !model.screens.plan.drafts.is_empty() {
        model.screens.plan.drafts.remove(0);
        model.screens.plan.redo.clear();
        model.screens.plan.marks.clear();
        keep(model);
    }
    true
}

/// Drops the draft; one key brings its last step back.
pub fn drop(model: &mut Model) {
    let Some(draft) = model.screens.plan.drafts.first_mut().filter(|d| !d.is_empty()) else {
        return model.cx.say("plan.draft-empty", &[]);
    };
    let mut steps = std::mem::take(&mut draft.steps);
    steps.reverse();
    model.screens.plan.redo = steps;
    keep(model);
    refresh(model);
    model.cx.say("plan.dropped", &[]);
}

/// Offers the drafts there are, a name for this one, and a new one.
pub fn choose(model: &mut Model) {
    let words = &model.cx.words;
    let offer = |pick, text: String, detail: String| Offered { pick, text, detail };
    let unnamed = || words.get("plan.unnamed").to_owned();
    let mut offers = Vec::new();
    for (at, draft) in model.screens.plan.drafts.iter().enumerate().filter(|(_, d)| !d.is_empty()) {
        let name = if draft.name.is_empty() { unnamed() } else { draft.name.clone() };
        let laid = draft.lay(&model.cx.view);
        let findings =
            try_out(&model.cx.view, &model.cx.policy, &laid.edits, model.cx.today).map_or(0, |t| t.findings.len());
        let detail = words.fill("plan.draft-of", &[laid.edits.len().to_string(), findings.to_string()]);
        offers.push(offer(Pick::PlanDraft(at), name, detail));
    }
    if model.screens.plan.draft().is_some() {
        let saved = words.get("plan.saved").to_owned();
        let others = model.screens.plan.drafts.iter().enumerate().skip(1).filter(|(_, d)| !d.is_empty());
        let others = others.map(|(at, d)| (Some(at), if d.name.is_empty() { unnamed() } else { d.name.clone() }));
        for (other, name) in std::iter::once((None, saved)).chain(others) {
            let text = words.fill("plan.compare-with", &[name]);
            offers.push(offer(Pick::CompareDraft(other), text, String::new()));
        }
        offers.push(offer(Pick::NameDraft, words.get("plan.name-draft").to_owned(), String::new()));
        offers.push(offer(Pick::NewDraft, words.get("plan.new-draft").to_owned(), String::new()));
    }
    if offers.is_empty() {
        return model.cx.say("plan.draft-empty", &[]);
    }
    picker::offer(model, offers);
}

/// A draft was picked: it is the one that is worked on.
pub fn work_on(model: &mut Model, at: usize) {
    if at < model.screens.plan.drafts.len() {
        let draft = model.screens.plan.drafts.remove(at);
        model.screens.plan.drafts.insert(0, draft);
        model.screens.plan.redo.clear();
        refresh(model);
        tell(model);
    }
}

/// A new draft begins; the one that was worked on stays among the others.
pub fn begin(model: &mut Model) {
    if model.screens.plan.draft().is_some() {
        model.screens.plan.drafts.insert(0, PlanDraft::default());
        model.screens.plan.redo.clear();
        refresh(model);
    }
    model.cx.say("plan.draft-empty", &[]);
}

/// Asks for the draft's name.
pub fn ask_name(model: &mut Model) {
    let title = model.cx.words.get("plan.name-draft").to_owned();
    let now = model.screens.plan.draft().map(|d| d.name.clone()).unwrap_or_default();
    small::open(model, Small::DraftName, title, &[small::line("name")], &[now]);
}

/// The draft was named.
pub fn named(model: &mut Model, name: &str) {
    let name = crate::domain::text::at_the_door(name);
    if let Some(draft) = model.screens.plan.drafts.first_mut() {
        draft.name = name;
        keep(model);
    }
}
