//! What keys do with what was found: go there, to its unit, mark it, copy it, do it.

use super::find::{seeking, step};
use crate::app::input::action::Action;
use crate::app::outgoing::copy;
use crate::app::parts::list::Motion;
use crate::app::screens::cadres::Cadres;
use crate::app::screens::dossier::tab::Tab;
use crate::app::screens::report::entries;
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::go::{Go, Todo};
use crate::app::session::recent;
use crate::search::Found;

/// Takes what was found: goes there, does it, or narrows the table of cadres to it.
pub fn take(cx: &mut Session, typed: &str, found: Found) {
    recent::keep(cx, typed, Some(found));
    let nth = |at: u32| usize::try_from(at).ok();
    match found {
        Found::Title(title) => {
            let Some(title) = cx.view.catalogue.title(title) else { return };
            let query = format!("cd:\"{}\"", title.vi);
            cx.go(Go::Cadres(query));
        }
        Found::Saved(at) => {
            let saved = nth(at).and_then(|at| cx.recent.saved.get(at));
            if let Some(query) = saved.map(|saved| saved.query.clone()) {
                cx.go(Go::Cadres(query));
            }
        }
        Found::Action(at) => {
            if let Some(action) = nth(at).and_then(|at| Action::ALL.get(at)) {
                cx.later(Todo::Act(*action));
            }
        }
        Found::Report(at) => {
            let all = entries(&cx.reports, cx.words.lang);
            if let Some(entry) = nth(at).and_then(|at| all.into_iter().nth(at)) {
                cx.go(Go::Report(entry.report, entry.section));
            }
        }
        Found::Rule(at) => cx.go(Go::Rule(at)),
        found => go(cx, found),
    }
}

/// Goes to what was found on the register.
pub fn go(cx: &mut Session, found: Found) {
    match found {
        Found::Unit(unit) => cx.go(Go::Unit(unit)),
        Found::Cadre(cadre) => cx.go(Go::Dossier(cadre, Tab::Summary)),
        Found::Post(post) => cx.go(Go::Post(post)),
        _ => {}
    }
}

/// The hit under the cursor.
fn selected(cx: &mut Session) -> Option<Found> {
    seeking(cx)?.selected()?.what
}

/// Copies the hit under the cursor: name, titles, unit.
pub fn copy(cx: &mut Session) {
    let Some(choice) = seeking(cx).and_then(|p| p.selected()).cloned() else { return };
    if choice.what.is_some() {
        copy::line(cx, choice.text.replace(crate::search::FIELD, ", "));
    }
}

/// Puts the cadre under the cursor into the draft of the pool that is open.
pub fn plan(cx: &mut Session) {
    match selected(cx) {
        Some(Found::Cadre(cadre)) => cx.go(Go::Plan(cadre)),
        Some(_) => cx.say("plan.only-people", &[]),
        None => {}
    }
}

/// The unit of the hit under the cursor, in the tree.
pub fn to_unit(cx: &mut Session) {
    let Some(found) = selected(cx) else { return };
    cx.over.close();
    match found {
        Found::Cadre(cadre) => cx.go(Go::UnitOf(cadre)),
        found => go(cx, found),
    }
}

/// Marks the cadre under the cursor in the table of cadres, or takes the mark away.
pub fn mark(cx: &mut Session) {
    let Some(Found::Cadre(cadre)) = selected(cx) else { return };
    cx.call(Callback::to(move |cadres: &mut Cadres, _, ()| {
        cadres.marks.settle();
        cadres.marks.toggle(cadre);
    }));
    step(cx, Motion::Down);
}
