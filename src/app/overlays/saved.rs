//! Queries under a name: one is given a name in the line in which it was typed, found again by it, and forgotten.

use super::desk::Saved;
use super::find::{self, seeking};
use super::picker::Pick;
use crate::app::input::line::Input;
use crate::app::model::Model;
use crate::app::session::recent;
use crate::app::words::refusals;
use crate::search::{Found, Query};

/// Longest name, in letters.
const LONGEST: usize = 60;

/// Asks for a name for what is typed. What is not understood, or names what must not be kept, is not saved.
pub fn ask(model: &mut Model) {
    let Some(picker) = seeking(model).filter(|p| p.seek.naming.is_none()) else { return };
    let typed = picker.input.text().trim().to_owned();
    match Query::parse(&typed) {
        Err(error) => picker.seek.problem = Some(refusals::query(&error)),
        Ok(query) if query.is_sensitive() => model.cx.say("said.saved-sensitive", &[]),
        Ok(query) if query.is_empty() => model.cx.say("said.saved-nothing", &[]),
        Ok(_) => {
            picker.seek.naming = Some(typed);
            picker.input = Input::default();
        }
    }
}

/// Saves the query under the name that is typed; whether a name was being typed.
pub fn accept(model: &mut Model) -> bool {
    let Some(picker) = seeking(model) else { return false };
    let Some(query) = picker.seek.naming.clone() else { return false };
    let name: String = picker.input.text().replace(['\t', '='], " ").trim().chars().take(LONGEST).collect();
    back(model);
    if name.is_empty() {
        return true;
    }
    let saved = &mut model.cx.recent.saved;
    saved.retain(|s| s.name != name);
    saved.push(Saved { name: name.clone(), query });
    saved.sort_by(|a, b| a.name.cmp(&b.name));
    changed(model);
    model.cx.say("said.saved-query", &[name]);
    true
}

/// Back from the name to the query; whether a name was being typed.
pub fn back(model: &mut Model) -> bool {
    let Some(picker) = seeking(model) else { return false };
    let Some(query) = picker.seek.naming.take() else { return false };
    picker.input = Input::default();
    picker.input.paste(&query);
    true
}

/// Forgets the saved query under the cursor; whether there was one.
pub fn forget(model: &mut Model) -> bool {
    let Some(picker) = seeking(model).filter(|p| p.seek.naming.is_none() && p.input.halves().1.is_empty()) else {
        return false;
    };
    let Some(Pick::Found(Found::Saved(at))) = picker.selected().map(|c| c.pick) else { return false };
    let Some(at) = usize::try_from(at).ok().filter(|at| *at < model.cx.recent.saved.len()) else { return false };
    let gone = model.cx.recent.saved.remove(at);
    changed(model);
    model.cx.say("said.saved-forgotten", &[gone.name]);
    true
}

fn changed(model: &mut Model) {
    recent::write(model);
    let _ = model.cx.tidy_desk();
    find::again(model);
}
