//! What keys do with what was found: go there, to its unit, mark it, copy it, do it.

use super::find::{seeking, step, to_table};
use super::picker::Pick;
use crate::app::act;
use crate::app::input::action::Action;
use crate::app::model::Model;
use crate::app::outgoing::copy;
use crate::app::parts::list::Motion;
use crate::app::screens::{plan, report};
use crate::app::session::{places, recent};
use crate::search::Found;
use std::sync::Arc;

/// Takes what was found: goes there, does it, narrows the table of cadres to it, or says what it says.
pub fn take(model: &mut Model, typed: &str, found: Found) {
    recent::keep(model, typed, Some(found));
    match found {
        Found::Title(title) => {
            let Some(title) = model.cx.view.catalogue.title(title) else { return };
            let query = format!("cd:\"{}\"", title.vi);
            to_table(model, query);
        }
        Found::Saved(at) => {
            let saved = usize::try_from(at).ok().and_then(|at| model.cx.recent.saved.get(at));
            if let Some(query) = saved.map(|saved| saved.query.clone()) {
                to_table(model, query);
            }
        }
        Found::Action(at) => {
            let action = usize::try_from(at).ok().and_then(|at| Action::ALL.get(at));
            if let Some(action) = action {
                perform(model, *action);
            }
        }
        Found::Report(at) => {
            let lang = model.cx.words.lang;
            let all = Arc::clone(&model.cx.reports);
            let entry = usize::try_from(at).ok().and_then(|at| report::entries(&all, lang).into_iter().nth(at));
            if let Some(entry) = entry {
                report::show(model, Some((entry.report, entry.section)));
            }
        }
        Found::Rule(at) => {
            if let Some(rule) = model.cx.rule(at) {
                let with = [model.cx.words.pick(&rule.vi, &rule.en).to_owned(), rule.source.clone()];
                model.cx.say("said.rule", &with);
            }
        }
        found => places::go_to(model, found),
    }
}

/// Does an action, or says where it can be done.
fn perform(model: &mut Model, action: Action) {
    if !model.cx.keymap.keys(model.scopes(), action).is_empty() {
        return act::act(model, action);
    }
    let label = model.cx.words.get(&action.label_key()).to_owned();
    let scopes: Vec<&str> = action.scopes().iter().map(|s| model.cx.words.get(s.label_key())).collect();
    let scopes = scopes.join(", ");
    model.cx.say("help.not-here", &[label, scopes]);
}

/// Copies the hit under the cursor: name, titles, unit.
pub fn copy(model: &mut Model) {
    let Some(choice) = seeking(model).and_then(|p| p.selected()).cloned() else { return };
    if let Pick::Found(_) = choice.pick {
        copy::line(model, choice.text.replace(crate::search::FIELD, ", "));
    }
}

/// Puts the cadre under the cursor into the draft of the pool that is open.
pub fn plan(model: &mut Model) {
    match seeking(model).and_then(|p| p.selected()).map(|c| &c.pick) {
        Some(Pick::Found(Found::Cadre(cadre))) => {
            let cadre = *cadre;
            plan::candidates::add(model, cadre);
        }
        Some(_) => model.cx.say("plan.only-people", &[]),
        None => {}
    }
}

/// The unit of the hit under the cursor, in the tree.
pub fn to_unit(model: &mut Model) {
    let Some(Pick::Found(found)) = seeking(model).and_then(|p| p.selected()).map(|c| c.pick) else { return };
    model.cx.over = None;
    match found {
        Found::Cadre(cadre) => places::go_to_unit_of(model, cadre),
        found => places::go_to(model, found),
    }
}

/// Marks the cadre under the cursor in the table of cadres, or takes the mark away.
pub fn mark(model: &mut Model) {
    let Some(Pick::Found(Found::Cadre(cadre))) = seeking(model).and_then(|p| p.selected()).map(|c| c.pick) else {
        return;
    };
    model.screens.cadres.marks.settle();
    model.screens.cadres.marks.toggle(cadre);
    step(model, Motion::Down);
}
