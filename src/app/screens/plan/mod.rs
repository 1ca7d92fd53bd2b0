//! Planning on the screen: pools of a term at left, the people of the selected one beside them, what the rules say
//! below; a draft lies over all of it until it is saved as one revision.

pub mod asks;
mod between;
pub mod board;
pub mod candidates;
mod chosen;
mod document;
pub mod draft;
pub mod entries;
pub mod filter;
pub mod judge;
mod keys;
pub mod pages;
mod people_of;
pub mod rounds;
pub mod rows;
pub mod saving;
mod screen;
pub mod state;
pub mod summary;
pub mod trials;
mod vacancies;

pub use chosen::{reason, stage};
pub use keys::{act, undo};

use crate::app::parts::layout::{self, Size};
use crate::app::parts::list::Motion;
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::domain::{CadreId, PostId, TermId};
use crate::register::Loaded;
use asks::Asks;
use board::Board;
use state::{Node, Pane, Plan};
use std::sync::Arc;

/// Shows the pool of a post in a term.
pub fn seek_post(plan: &mut Plan, cx: &mut Session, post: PostId, term: TermId) {
    plan.term = Some(term);
    plan.seek = Some(post);
    plan.pane = Pane::People;
    plan.page = None;
    seek(plan, cx);
}

/// The cadre under the cursor.
#[must_use]
pub fn cadre(plan: &Plan) -> Option<CadreId> {
    plan.line().filter(|_| plan.pane != Pane::Pools).map(|l| l.entry.cadre)
}

/// What stands at the head of the screen: the term, the unit, the post, the draft.
#[must_use]
pub fn trail(plan: &Plan, cx: &Session) -> Vec<String> {
    let (plan, words) = (plan, &cx.words);
    let mut names = vec![words.get("head.plan").to_owned()];
    names.extend(plan.filter.pools.typed().map(|typed| format!("[{typed}]")));
    if let Some(post) = plan.post().and_then(|p| cx.view.post(p)) {
        let title = cx.view.title(post);
        let line = title.map_or(crate::domain::Line::Territory, |t| t.line);
        names.push(cx.view.called_in_full(line, post.unit));
        names.push(words.titled(&cx.view, post).to_owned());
        names.extend(plan.filter.people.typed().map(|typed| format!("[{typed}]")));
    }
    names
}

/// The draft that is worked on and how much it changes; none while it changes nothing.
#[must_use]
pub fn drafted(plan: &Plan, cx: &Session) -> Option<String> {
    let (draft, laid) = (plan.draft()?, plan.laid.as_ref()?);
    let name = if draft.name.is_empty() { cx.words.get("plan.unnamed").to_owned() } else { draft.name.clone() };
    let with = [name, laid.edits.len().to_string()];
    (!laid.edits.is_empty()).then(|| cx.words.fill("plan.draft-named", &with))
}

/// Terms that can be looked at, as the selected post counts their years, and which one is.
#[must_use]
pub fn terms(plan: &Plan, cx: &Session) -> Vec<(String, bool)> {
    let of_state = plan.post().and_then(|p| cx.view.title(cx.view.post(p)?)).map(|t| t.line);
    let years = |t: &crate::domain::Term| match of_state {
        Some(crate::domain::Line::Party) => t.party.clone(),
        Some(_) => t.state.clone(),
        None => format!("{} · {}", t.party, t.state),
    };
    let terms = keys::terms(&cx.view).into_iter().filter_map(|id| cx.view.term(id));
    terms.map(|t| (years(t), Some(t.number) == plan.term)).collect()
}

/// Moves the cursor of the pane in use.
pub fn step(plan: &mut Plan, motion: Motion) {
    if let Some(page) = &mut plan.page {
        return pages::step(page, motion);
    }
    match plan.pane {
        Pane::Reasons => plan.reasons_list.step(motion),
        Pane::Pools => {
            plan.list.step(motion);
            plan.people_list.go(0);
        }
        Pane::People => plan.people_list.step(motion),
    }
}

/// The term to begin with is the one whose pools are in use. Of another day it is asked again, unless the officer chose
/// a term that runs or comes next on that day too.
fn settle_term(plan: &mut Plan, cx: &Session) {
    let now = (cx.view.snapshot.loaded, cx.view.on);
    if plan.term.is_some() && plan.settled.is_some_and(|(of, _)| of == now) {
        return;
    }
    let before = plan.settled;
    let chosen = plan.term.is_some() && before.is_none_or(|(_, by_itself)| by_itself != plan.term);
    let stays = before.is_none_or(|((_, on), _)| on == cx.view.on)
        || cx.view.running_and_next().into_iter().flatten().any(|term| Some(term.number) == plan.term);
    let by_itself = if chosen && stays {
        before.and_then(|(_, by_itself)| by_itself)
    } else {
        plan.term = cx.view.term_in_use().map(|term| term.number);
        plan.term
    };
    plan.settled = Some((now, by_itself));
}

/// Makes again what depends on what has changed.
pub fn refresh(plan: &mut Plan, cx: &mut Session) {
    settle_term(plan, cx);
    lay(plan, cx);
    ask(plan, cx);
    filter::refresh(plan, cx);
    rows::refresh(plan, cx);
    entries::rebuild(plan, cx);
    let areas = layout::plan(cx.size, plan.pane != Pane::Pools, plan.why);
    reasons(plan, cx, areas.below);
    pages::refresh(plan, cx);
    if areas.pools.cols > 0 {
        plan.list.fit(plan.rows.len(), usize::from(areas.pools.rows));
    }
    if areas.people.cols > 0 {
        plan.people_list.fit(plan.people.len(), usize::from(areas.people.rows.saturating_sub(1)));
    }
}

/// What the rules say at length, where one asks why.
fn reasons(plan: &mut Plan, cx: &mut Session, area: layout::Area) {
    if !plan.why {
        (plan.reasons, plan.found) = Default::default();
        if plan.pane == Pane::Reasons {
            plan.pane = Pane::People;
        }
        return;
    }
    let (page, found) = judge::reasons(plan, cx);
    plan.found = found;
    plan.reasons = page.lines(area.cols.saturating_sub(2));
    plan.reasons_list.fit(plan.reasons.0.len(), usize::from(area.rows.saturating_sub(1)));
    if plan.pane != Pane::Reasons {
        plan.reasons_list.go(0);
    }
}

/// Closes the innermost thing that is open; whether there was any.
pub fn leave(plan: &mut Plan) -> bool {
    if plan.page.take().is_some() {
        return true;
    }
    let pane = plan.pane;
    if pane == Pane::Reasons {
        plan.pane = Pane::People;
    } else if !plan.marks.ids.is_empty() {
        plan.marks.clear();
    } else if plan.compares {
        plan.compares = false;
    } else if !filter::clear(plan) {
        plan.pane = Pane::Pools;
        return pane != Pane::Pools;
    }
    true
}

/// Lays the draft over the register again where either has changed.
fn lay(plan: &mut Plan, cx: &mut Session) {
    let steps = plan.draft().map(|d| d.steps.clone()).unwrap_or_default();
    let of = (cx.view.snapshot.revision, cx.view.snapshot.loaded, cx.view.on, steps);
    if plan.laid_of.as_ref() == Some(&of) {
        return;
    }
    let laid = plan.draft().map(|d| d.lay(&cx.view));
    // of a register that is still being read it is not known yet
    let lost = laid.as_ref().map(draft::Laid::lost).filter(|_| cx.view.snapshot.loaded == Loaded::All);
    if let Some(lost) = lost.filter(|lost| *lost > 0 && cx.said.is_none()) {
        cx.say("plan.lost", &[lost.to_string(), cx.view.on.to_string()]);
    }
    cx.planned = laid.as_ref().map(|laid| laid.view.clone());
    plan.laid = laid.map(Arc::new);
    plan.laid_of = Some(of);
    plan.lays += 1;
}

/// Asks for the board where the one that is shown is of something else.
fn ask(plan: &mut Plan, cx: &mut Session) {
    let snapshot = &cx.view.snapshot;
    let (Some(term), true) = (plan.term, snapshot.loaded == Loaded::All) else { return };
    let wanted = (snapshot.revision, snapshot.loaded, cx.view.on, term, plan.lays);
    if plan.asked.as_ref().is_some_and(|(_, asked)| *asked == wanted) {
        return;
    }
    let generation = cx.next_generation();
    plan.asked = Some((generation, wanted));
    let view = cx.planned_view().clone();
    let policy = Arc::clone(&cx.policy);
    let before = Arc::clone(&plan.board);
    cx.ask(Effect::Plan(Asks::Board { generation, view, policy, term, before }));
}

/// The board came.
pub fn arrived(plan: &mut Plan, cx: &mut Session, generation: u64, board: Arc<Board>) {
    if plan.asked.as_ref().is_some_and(|(asked, _)| *asked == generation) {
        plan.board = board;
        filter::settle(plan, cx);
        seek(plan, cx);
    }
}

/// Goes to the post that is sought, if it is there.
fn seek(plan: &mut Plan, cx: &mut Session) {
    let Some(post) = plan.seek else { return };
    let Some((home, _)) = plan.board.place(post) else { return };
    let (group, unit) = (Node::Group(home.group), Node::Unit(home.unit));
    plan.seek = None;
    plan.open.extend([group, unit]);
    rows::rebuild(plan, cx);
    if let Some(at) = plan.rows.iter().position(|r| r.node == Node::Post(post)) {
        plan.list.len = plan.rows.len();
        plan.list.show(at);
    }
}

/// Whether the screen is wide enough for both panes.
#[must_use]
pub fn wide(size: Size) -> bool {
    size.cols >= Size::WIDE
}
