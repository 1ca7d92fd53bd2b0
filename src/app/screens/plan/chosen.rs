//! Edits of those who are chosen, the marked or the one under the cursor: they leave, come so far, or come into the other
//! term; and the last of these again, on others.

use super::draft::change;
use super::entries::{Line, Mark, other_term};
use super::keys::{enter, filled, key, leaves, push};
use super::pages;
use crate::app::model::Model;
use crate::app::overlays::form::draft::Draft as HalfForm;
use crate::app::overlays::picker::{self, Offered, Pick, Picker, Purpose};
use crate::domain::{CadreId, Stage};
use crate::register::catalogue::ListName;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Sheet, Task};

/// What can be repeated on others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// They left the pool for this reason.
    Left(crate::domain::ListId),
    /// They came so far.
    Reached(Stage),
    /// They came into the pool of the other term.
    Across,
}

/// Those whom an action speaks of: the marked, else the one under the cursor.
fn chosen(model: &Model) -> Vec<Line> {
    let plan = &model.screens.plan;
    if plan.marks.ids.is_empty() {
        return plan.line().cloned().into_iter().collect();
    }
    plan.people.iter().filter(|l| plan.marks.ids.contains(&l.entry.id)).cloned().collect()
}

/// Asks why those who are chosen leave the pool.
pub(super) fn ask_reason(model: &mut Model) {
    let lines: Vec<Line> = chosen(model).into_iter().filter(|l| l.mark != Mark::Removed).collect();
    if lines.is_empty() {
        return model.cx.say("plan.nobody", &[]);
    }
    // who has only just come in goes again without a reason
    if lines.iter().all(|l| l.mark == Mark::Added) {
        let changes = lines.iter().map(|l| leaves(model, l.entry.id, "")).collect();
        return push(model, changes);
    }
    let reasons = model.cx.view.catalogue.lists().all(ListName::Removal);
    let offers = reasons.iter().map(|r| picker::row(Pick::Reason(r.id), model.cx.words.pick(&r.vi, &r.en)));
    let picker = Picker::new(Purpose::Reason, offers.collect());
    picker::show(model, picker);
}

/// The reason was picked.
pub fn reason(model: &mut Model, reason: crate::domain::ListId) {
    let code =
        model.cx.view.catalogue.lists().get(ListName::Removal, reason).map(|r| r.code.clone()).unwrap_or_default();
    let lines = chosen(model).into_iter().filter(|l| l.mark != Mark::Removed);
    let changes: Vec<HalfForm> = lines.map(|l| leaves(model, l.entry.id, &code)).collect();
    model.screens.plan.last = Some(Last::Left(reason));
    pages::propose(model, changes);
}

/// The last edit again, on those who are chosen now.
pub(super) fn repeat(model: &mut Model) {
    match model.screens.plan.last {
        _ if chosen(model).is_empty() => model.cx.say("plan.nobody", &[]),
        Some(Last::Left(why)) => reason(model, why),
        Some(Last::Reached(to)) => stage(model, to),
        Some(Last::Across) => copy_across(model),
        None => model.cx.say("plan.nothing-to-repeat", &[]),
    }
}

/// Asks how far those who are chosen have come.
pub(super) fn ask_stage(model: &mut Model) {
    if chosen(model).is_empty() {
        return model.cx.say("plan.nobody", &[]);
    }
    let words = &model.cx.words;
    let offer = |(code, stage): &(&str, Stage)| Offered {
        pick: Pick::Stage(*stage),
        text: words.of_group(Stage::GROUP, code),
        detail: String::new(),
    };
    let offers = Stage::ALL.iter().map(offer).collect();
    picker::offer(model, offers);
}

/// The stage was picked: those who have it already are passed over.
pub fn stage(model: &mut Model, stage: Stage) {
    let on = model.cx.view.on;
    let lines = chosen(model).into_iter().filter(|l| l.mark != Mark::Removed && l.entry.stage(on) != Some(stage));
    let changes: Vec<HalfForm> = lines
        .map(|l| {
            let key = key(&l.entry);
            let task = if l.entry.span.from == on || l.mark == Mark::Added {
                Task::Correct { sheet: Sheet::Stage, key, row: l.entry.stages.len().saturating_sub(1) }
            } else {
                Task::Change { sheet: Sheet::Stage, key, row: 0 }
            };
            let cells = filled(model, &task, &[("stage", stage.code().to_owned())]);
            change(task, cells)
        })
        .collect();
    model.screens.plan.last = Some(Last::Reached(stage));
    if changes.is_empty() {
        return model.cx.say("problem.nothing", &[]);
    }
    pages::propose(model, changes);
}

/// Those who are chosen come into the pool of the same post in the other term.
pub(super) fn copy_across(model: &mut Model) {
    let (Some(post), Some(term)) = (model.screens.plan.post(), model.screens.plan.term) else { return };
    let Some(other) = other_term(&model.cx.view, term) else { return };
    let view = model.planned_view();
    let there: Vec<CadreId> = view.pool(post, other).iter().map(|e| e.cadre).collect();
    let lines = chosen(model).into_iter().filter(|l| l.mark != Mark::Removed && !there.contains(&l.entry.cadre));
    let changes: Vec<HalfForm> = lines.map(|l| enter(model, post, other, l.entry.cadre)).collect();
    if changes.is_empty() {
        return model.cx.say("plan.there-already", &[]);
    }
    model.screens.plan.last = Some(Last::Across);
    pages::propose(model, changes);
}
