//! Queries under a name: one is given a name in the line in which it was typed, found again by it, and forgotten.

use super::desk::Saved;
use super::find::{self, seeking};
use crate::app::input::line::Input;
use crate::app::session::{Session, recent};
use crate::app::words::refusals;
use crate::search::{Found, Query};

/// Longest name, in letters.
const LONGEST: usize = 60;

/// Asks for a name for what is typed. What is not understood, or names what must not be kept, is not saved.
pub fn ask(cx: &mut Session) {
    let Some(picker) = seeking(cx).filter(|p| p.seek.naming.is_none()) else { return };
    let typed = picker.input.text().trim().to_owned();
    match Query::parse(&typed) {
        Err(error) => picker.seek.problem = Some(refusals::query(&error)),
        Ok(query) if query.is_sensitive() => cx.say("said.saved-sensitive", &[]),
        Ok(query) if query.is_empty() => cx.say("said.saved-nothing", &[]),
        Ok(_) => {
            picker.seek.naming = Some(typed);
            picker.input = Input::default();
        }
    }
}

/// Saves the query under the name that is typed; whether a name was being typed.
pub fn accept(cx: &mut Session) -> bool {
    let Some(picker) = seeking(cx) else { return false };
    let Some(query) = picker.seek.naming.clone() else { return false };
    let name: String = picker.input.text().replace(['\t', '='], " ").trim().chars().take(LONGEST).collect();
    back(cx);
    if name.is_empty() {
        return true;
    }
    let saved = &mut cx.recent.saved;
    saved.retain(|s| s.name != name);
    saved.push(Saved { name: name.clone(), query });
    saved.sort_by(|a, b| a.name.cmp(&b.name));
    changed(cx);
    cx.say("said.saved-query", &[name]);
    true
}

/// Back from the name to the query; whether a name was being typed.
pub fn back(cx: &mut Session) -> bool {
    let Some(picker) = seeking(cx) else { return false };
    let Some(query) = picker.seek.naming.take() else { return false };
    picker.input = Input::default();
    picker.input.paste(&query);
    true
}

/// Forgets the saved query under the cursor; whether there was one.
pub fn forget(cx: &mut Session) -> bool {
    let Some(picker) = seeking(cx).filter(|p| p.seek.naming.is_none() && p.input.halves().1.is_empty()) else {
        return false;
    };
    let Some(Found::Saved(at)) = picker.selected().and_then(|c| c.what) else { return false };
    let Some(at) = usize::try_from(at).ok().filter(|at| *at < cx.recent.saved.len()) else { return false };
    let gone = cx.recent.saved.remove(at);
    changed(cx);
    cx.say("said.saved-forgotten", &[gone.name]);
    true
}

fn changed(cx: &mut Session) {
    recent::write(cx);
    let _ = cx.tidy_desk();
    find::again(cx);
}
