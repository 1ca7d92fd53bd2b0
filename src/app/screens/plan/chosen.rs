//! Edits of those who are chosen, the marked or the one under the cursor: they leave, come so far, or come into the other
//! term; and the last of these again, on others.

use super::draft::change;
use super::entries::other_term;
use super::keys::{enter, filled, key, leaves, push};
use super::pages;
use super::state::{Last, Line, Mark, Plan};
use crate::app::overlays::picker::{self, Choice, Look, Picker};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::draft::Draft as HalfForm;
use crate::domain::{CadreId, Stage};
use crate::register::catalogue::ListName;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Sheet, Task};

/// Those whom an action speaks of: the marked, else the one under the cursor.
fn chosen(plan: &Plan) -> Vec<Line> {
    if plan.marks.ids.is_empty() {
        return plan.line().cloned().into_iter().collect();
    }
    plan.people.iter().filter(|l| plan.marks.ids.contains(&l.entry.id)).cloned().collect()
}

/// Asks why those who are chosen leave the pool.
pub(super) fn ask_reason(plan: &mut Plan, cx: &mut Session) {
    let lines: Vec<Line> = chosen(plan).into_iter().filter(|l| l.mark != Mark::Removed).collect();
    if lines.is_empty() {
        return cx.say("plan.nobody", &[]);
    }
    // who has only just come in goes again without a reason
    if lines.iter().all(|l| l.mark == Mark::Added) {
        let changes = lines.iter().map(|l| leaves(cx, l.entry.id, "")).collect();
        return push(plan, cx, changes);
    }
    let reasons = cx.view.catalogue.lists().all(ListName::Removal);
    let offers = reasons.iter().map(|r| {
        let id = r.id;
        let then = Callback::to(move |plan: &mut Plan, cx: &mut Session, ()| reason(plan, cx, id));
        Choice::new(cx.words.pick(&r.vi, &r.en), then)
    });
    let picker = Picker::new(Look::Plain, "picker.reason", offers.collect());
    picker::show(cx, picker);
}

/// The reason was picked.
pub fn reason(plan: &mut Plan, cx: &mut Session, reason: crate::domain::ListId) {
    let code = cx.view.catalogue.lists().get(ListName::Removal, reason).map(|r| r.code.clone()).unwrap_or_default();
    let lines = chosen(plan).into_iter().filter(|l| l.mark != Mark::Removed);
    let changes: Vec<HalfForm> = lines.map(|l| leaves(cx, l.entry.id, &code)).collect();
    plan.last = Some(Last::Left(reason));
    pages::propose(plan, cx, changes);
}

/// The last edit again, on those who are chosen now.
pub(super) fn repeat(plan: &mut Plan, cx: &mut Session) {
    match plan.last {
        _ if chosen(plan).is_empty() => cx.say("plan.nobody", &[]),
        Some(Last::Left(why)) => reason(plan, cx, why),
        Some(Last::Reached(to)) => stage(plan, cx, to),
        Some(Last::Across) => copy_across(plan, cx),
        None => cx.say("plan.nothing-to-repeat", &[]),
    }
}

/// Asks how far those who are chosen have come.
pub(super) fn ask_stage(plan: &mut Plan, cx: &mut Session) {
    if chosen(plan).is_empty() {
        return cx.say("plan.nobody", &[]);
    }
    let words = &cx.words;
    let offer = |(code, to): &(&str, Stage)| {
        let to = *to;
        let then = Callback::to(move |plan: &mut Plan, cx: &mut Session, ()| stage(plan, cx, to));
        Choice::new(words.of_group(Stage::GROUP, code), then)
    };
    let offers = Stage::ALL.iter().map(offer).collect();
    picker::offer(cx, offers);
}

/// The stage was picked: those who have it already are passed over.
pub fn stage(plan: &mut Plan, cx: &mut Session, stage: Stage) {
    let on = cx.view.on;
    let lines = chosen(plan).into_iter().filter(|l| l.mark != Mark::Removed && l.entry.stage(on) != Some(stage));
    let changes: Vec<HalfForm> = lines
        .map(|l| {
            let key = key(&l.entry);
            let task = if l.entry.span.from == on || l.mark == Mark::Added {
                Task::Correct { sheet: Sheet::Stage, key, row: l.entry.stages.len().saturating_sub(1) }
            } else {
                Task::Change { sheet: Sheet::Stage, key, row: 0 }
            };
            let cells = filled(cx, &task, &[("stage", stage.code().to_owned())]);
            change(task, cells)
        })
        .collect();
    plan.last = Some(Last::Reached(stage));
    if changes.is_empty() {
        return cx.say("problem.nothing", &[]);
    }
    pages::propose(plan, cx, changes);
}

/// Those who are chosen come into the pool of the same post in the other term.
pub(super) fn copy_across(plan: &mut Plan, cx: &mut Session) {
    let (Some(post), Some(term)) = (plan.post(), plan.term) else { return };
    let Some(other) = other_term(&cx.view, term) else { return };
    let view = cx.planned_view();
    let there: Vec<CadreId> = view.pool(post, other).iter().map(|e| e.cadre).collect();
    let lines = chosen(plan).into_iter().filter(|l| l.mark != Mark::Removed && !there.contains(&l.entry.cadre));
    let changes: Vec<HalfForm> = lines.map(|l| enter(cx, post, other, l.entry.cadre)).collect();
    if changes.is_empty() {
        return cx.say("plan.there-already", &[]);
    }
    plan.last = Some(Last::Across);
    pages::propose(plan, cx, changes);
}
