//! People of a pool as the office lists them, with what the draft does to each.

use super::state::{Beside, Line, Mark, Plan};
use crate::app::session::Session;
use crate::domain::{Entry, PostId, TermId};
use crate::register::View;
use crate::search::Found;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The other of the two terms that are set side by side.
#[must_use]
pub fn other_term(view: &View, term: TermId) -> Option<TermId> {
    let terms = view.catalogue.terms();
    let at = terms.iter().position(|t| t.number == term)?;
    // the one that stands: the next of the one that runs, the one that runs of the next
    let before = at.checked_sub(1).and_then(|b| terms.get(b));
    let after = terms.get(at + 1);
    let has = |t: &&crate::domain::Term| view.snapshot.entries.values().any(|e| e.term == t.number);
    before.filter(has).or(after.filter(has)).or(before).or(after).map(|t| t.number)
}

/// Makes the lines again.
pub fn rebuild(plan: &mut Plan, cx: &mut Session) {
    let before = plan.line().map(|l| l.entry.id);
    let (post, term) = (plan.post(), plan.term);
    let (mut people, mut other) = (Vec::new(), Vec::new());
    if let (Some(post), Some(term)) = (post, term) {
        let (view, base) = (cx.planned_view(), &cx.view);
        people = lines(view, base, post, term);
        if plan.compares
            && let Some(beside) = other_term(view, term)
        {
            other = lines(view, base, post, beside);
            set_beside(view, &mut people, (post, beside));
            set_beside(view, &mut other, (post, term));
        }
    }
    let stays = |line: &Line| plan.filter.people.holds(Found::Cadre(line.entry.cadre));
    people.retain(stays);
    other.retain(stays);
    (plan.people, plan.other) = (people, other);
    plan.people_list.len = plan.people.len();
    if let Some(at) = before.and_then(|id| plan.people.iter().position(|l| l.entry.id == id)) {
        plan.people_list.show(at);
    }
    let there: BTreeSet<_> = plan.people.iter().map(|l| l.entry.id).collect();
    plan.marks.ids.retain(|id| there.contains(id));
}

/// People of a pool: those who stand there, and those whom the draft takes away.
#[must_use]
pub fn lines(view: &View, base: &View, post: PostId, term: TermId) -> Vec<Line> {
    let mark = |entry: &Arc<Entry>| match base.snapshot.entries.get(&entry.id) {
        None => Mark::Added,
        Some(_) if entry.leaving(view.on) => Mark::Leaving,
        Some(old) if old != entry => Mark::Changed,
        Some(_) => Mark::Stays,
    };
    let standing = view.pool(post, term);
    let mut lines: Vec<Line> =
        standing.iter().map(|e| Line { mark: mark(e), entry: Arc::clone(e), beside: None }).collect();
    let gone = base.pool(post, term).into_iter().filter(|e| !standing.iter().any(|s| s.id == e.id));
    lines.extend(gone.map(|e| Line { entry: Arc::clone(e), mark: Mark::Removed, beside: None }));
    lines.sort_by_key(|l| (l.entry.order, l.entry.id));
    lines
}

/// How each stands to the pool of the other term.
fn set_beside(view: &View, lines: &mut [Line], (post, term): (PostId, TermId)) {
    let Some((unit, rank)) = view.post(post).and_then(|p| Some((p.unit, view.title(p)?.rank))) else { return };
    for line in lines {
        let places: Vec<_> = view
            .snapshot
            .planned_of(line.entry.cadre)
            .filter(|e| e.term == term && e.span.holds(view.on))
            .filter_map(|e| view.post(e.post).map(|p| (e.post, p)))
            .collect();
        let other = places.iter().find(|(_, p)| p.unit == unit).and_then(|(_, p)| view.title(p)).map(|t| t.rank);
        line.beside = Some(match other {
            _ if places.iter().any(|(id, _)| *id == post) => Beside::Kept,
            Some(other) if other < rank => Beside::Up,
            Some(other) if other > rank => Beside::Down,
            _ => Beside::Alone,
        });
    }
}
