//! What each action does on the screen of pools.

use super::draft::{PlanDraft, change};
use super::entries::Mark;
use super::pages::{self, What};
use super::rows::{self, Node};
use super::{Pane, candidates, chosen, filter, judge, refresh, rounds, saving};
use crate::app::input::action::Action;
use crate::app::model::Model;
use crate::app::overlays::form;
use crate::app::overlays::form::draft::Draft as HalfForm;
use crate::app::overlays::picker::{self, Offered, Pick};
use crate::app::parts::list::Motion;
use crate::app::parts::page::Target;
use crate::app::screens::dossier::{self, Tab};
use crate::app::session::jumps;
use crate::app::session::places;
use crate::domain::{CadreId, Entry, EntryId, PostId, RecordKey, RecordKind, TermId};
use crate::register::fields::{Desk, Doing, Planning, Sheet, Task};
use crate::register::{Texts, View};
use std::sync::Arc;

/// Does an action.
pub fn act(model: &mut Model, action: Action) {
    if model.screens.plan.page.is_some() {
        return on_page(model, action);
    }
    match action {
        Action::Open => open(model),
        Action::Expand => {
            let opened = rows::toggle(model, true);
            if !opened && model.screens.plan.pane == Pane::Pools && model.screens.plan.post().is_some() {
                model.screens.plan.pane = Pane::People;
            }
        }
        Action::Collapse if model.screens.plan.pane != Pane::Pools => model.screens.plan.pane = Pane::Pools,
        Action::Collapse => {
            let closed = rows::toggle(model, false);
            if !closed {
                rows::to_parent(model);
            }
        }
        Action::NextPane | Action::PreviousPane => {
            model.screens.plan.pane =
                next_pane(model.screens.plan.pane, model.screens.plan.why, action == Action::NextPane);
        }
        Action::NextTerm => next_term(model),
        Action::Compare => model.screens.plan.compares = !model.screens.plan.compares,
        Action::Filter => filter::open(model),
        Action::VacantOnly => model.screens.plan.vacant = !model.screens.plan.vacant,
        Action::Why => model.screens.plan.why = !model.screens.plan.why,
        Action::Vacancies => pages::open(model, What::Vacancies),
        Action::Rounds => rounds::open(model),
        Action::Drafts => saving::choose(model),
        Action::SaveDraft => saving::save(model),
        Action::DropDraft => saving::drop(model),
        Action::GoToUnit => {
            if let Some(unit) = model.screens.plan.unit() {
                places::go_to_unit(model, unit);
            }
        }
        Action::Mark => {
            if let Some(id) = model.screens.plan.line().map(|l| l.entry.id) {
                model.screens.plan.marks.toggle(id);
                model.screens.plan.people_list.step(Motion::Down);
            }
        }
        Action::MarkAll => {
            let ids: Vec<EntryId> = model.screens.plan.people.iter().map(|l| l.entry.id).collect();
            model.screens.plan.marks.ids.extend(ids);
        }
        Action::ClearMarks => model.screens.plan.marks.clear(),
        _ if model.cx.refuses_edits() => {}
        Action::Add => candidates::open(model),
        Action::TakeOut => chosen::ask_reason(model),
        Action::Stage => chosen::ask_stage(model),
        Action::Raise => reorder(model, true),
        Action::Lower => reorder(model, false),
        Action::CopyAcross => chosen::copy_across(model),
        Action::MustGo => must_go(model),
        Action::RepeatEdit => chosen::repeat(model),
        Action::Edit => edit(model),
        _ => {}
    }
}

/// Pools, people, and what the rules say of them where that is open.
fn next_pane(pane: Pane, why: bool, forward: bool) -> Pane {
    match (pane, forward) {
        (Pane::Pools, true) => Pane::People,
        (Pane::People, true) | (Pane::Pools, false) if why => Pane::Reasons,
        (Pane::People | Pane::Reasons, true) | (Pane::People, false) => Pane::Pools,
        (Pane::Reasons | Pane::Pools, false) => Pane::People,
    }
}

/// Does an action while a page lies over the people: what does not belong to it closes it first.
fn on_page(model: &mut Model, action: Action) {
    let asks = model.screens.plan.page.as_ref().is_some_and(|p| p.asks());
    match action {
        Action::Open => pages::enter(model),
        Action::SaveDraft if asks => pages::enter(model),
        Action::Mark if asks => pages::toggle(model),
        _ if asks => model.cx.say("plan.preview-first", &[]),
        _ => {
            model.screens.plan.page = None;
            act(model, action);
        }
    }
}

fn open(model: &mut Model) {
    if model.screens.plan.pane == Pane::Reasons {
        let list = model.screens.plan.reasons_list.cursor;
        let target = model.screens.plan.reasons.0.get(list).and_then(|row| row.target);
        if let Some(Target::Nth(at)) = target
            && let Some(finding) = model.screens.plan.found.get(at).cloned()
        {
            pages::open(model, What::People(Box::new(finding)));
        }
        return;
    }
    if model.screens.plan.pane == Pane::People {
        if let Some(cadre) = super::cadre(model) {
            jumps::leave(model);
            dossier::open(model, cadre, Tab::Summary);
        }
        return;
    }
    let Some(row) = model.screens.plan.row() else { return };
    match row.open {
        Some(open) => _ = rows::toggle(model, !open),
        None => model.screens.plan.pane = Pane::People,
    }
}

/// Terms that can be looked at: those that are not over, and those that anybody is planned for.
pub(super) fn terms(view: &View) -> Vec<TermId> {
    let planned = |t: &&crate::domain::Term| {
        t.stands(view.on) != crate::domain::Standpoint::Past
            || view.snapshot.entries.values().any(|e| e.term == t.number)
    };
    view.catalogue.terms().iter().filter(planned).map(|t| t.number).collect()
}

fn next_term(model: &mut Model) {
    let terms = terms(&model.cx.view);
    let at = model.screens.plan.term.and_then(|now| terms.iter().position(|t| *t == now));
    model.screens.plan.term = at.and_then(|at| terms.get(at + 1)).or(terms.first()).copied();
}

/// One key's changes join the draft, if each fits.
pub(super) fn push(model: &mut Model, changes: Vec<HalfForm>) {
    if changes.is_empty() {
        return;
    }
    let view = model.planned_view().clone();
    let tried = PlanDraft { name: String::new(), steps: vec![changes.clone()] }.lay(&view);
    if tried.lost > 0 {
        let texts = Texts::default();
        let desk = Desk { view: &view, texts: &texts };
        let wrong = changes.iter().find_map(|c| c.task.edits(desk, &c.cells).err());
        model.cx.said = wrong.map(|w| crate::app::words::refusals::problem(&w.problem));
        return;
    }
    if let Err(problem) = crate::register::check::check(&tried.edits, &tried.view.snapshot, model.cx.today) {
        model.cx.said = Some(crate::app::words::refusals::problem(&problem));
        return;
    }
    if model.screens.plan.drafts.is_empty() {
        model.screens.plan.drafts.push(PlanDraft::default());
    }
    if let Some(draft) = model.screens.plan.drafts.first_mut() {
        draft.steps.push(changes);
    }
    model.screens.plan.redo.clear();
    saving::keep(model);
    refresh(model);
    saving::tell(model);
}

/// The cells of a task as it begins, with some of them set.
pub(super) fn filled(model: &Model, task: &Task, set: &[(&str, String)]) -> Vec<String> {
    let texts = Texts::default();
    let desk = Desk { view: model.planned_view(), texts: &texts };
    let mut cells = task.begin(desk).unwrap_or_default();
    for (column, cell) in task.columns().iter().zip(&mut cells) {
        if let Some((_, value)) = set.iter().find(|(id, _)| *id == column.id) {
            cell.clone_from(value);
        }
    }
    cells
}

/// Somebody comes into the selected pool, or another.
pub(super) fn enter(model: &Model, post: PostId, term: TermId, cadre: CadreId) -> HalfForm {
    let task = Task::Do(Doing::Plan(Planning::Enter(Some(post), Some(term), Some(cadre))));
    let cells = filled(model, &task, &[]);
    change(task, cells)
}

/// Somebody leaves a pool, for a reason by its code.
pub(super) fn leaves(model: &Model, entry: EntryId, reason: &str) -> HalfForm {
    let task = Task::Do(Doing::Plan(Planning::Leave(entry)));
    let cells = filled(model, &task, &[("removal", reason.to_owned())]);
    change(task, cells)
}

pub(super) fn key(entry: &Entry) -> RecordKey {
    RecordKey { kind: RecordKind::Entry, id: entry.id.0 }
}

/// The person under the cursor changes places with the next one up or down.
fn reorder(model: &mut Model, up: bool) {
    let at = model.screens.plan.people_list.cursor;
    let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
    let pair = model.screens.plan.people.get(at).zip(other.and_then(|o| model.screens.plan.people.get(o)));
    let Some((here, there)) = pair else { return };
    if here.mark == Mark::Removed || there.mark == Mark::Removed {
        return;
    }
    // two that have the same number part at it
    let (mut first, mut second) = (there.entry.order, here.entry.order);
    if first == second {
        (first, second) = if up { (first, second.saturating_add(1)) } else { (first.saturating_add(1), second) };
    }
    let numbered = |entry: &Entry, order: u16| {
        let task = Task::Correct { sheet: Sheet::Entry, key: key(entry), row: 0 };
        change(task, filled(model, &task, &[("number", order.to_string())]))
    };
    let changes = vec![numbered(&here.entry, first), numbered(&there.entry, second)];
    let changes = changes.into_iter().zip([(here, first), (there, second)]);
    let changes: Vec<_> = changes.filter(|(_, (line, order))| line.entry.order != *order).map(|(c, _)| c).collect();
    push(model, changes);
}

/// Those whom the rules say must go are proposed to leave, with the reason: of the selected pool, unit or group.
fn must_go(model: &mut Model) {
    let (Some(term), Some(node)) = (model.screens.plan.term, model.screens.plan.row().map(|r| r.node)) else { return };
    let board = Arc::clone(&model.screens.plan.board);
    let posts: Vec<PostId> = match node {
        Node::Post(post) => vec![post],
        Node::Unit(unit) => {
            board.homes.iter().filter(|h| h.unit == unit).flat_map(|h| &h.pools).map(|p| p.post).collect()
        }
        Node::Group(group) => {
            board.homes.iter().filter(|h| h.group == group).flat_map(|h| &h.pools).map(|p| p.post).collect()
        }
    };
    let view = model.planned_view().clone();
    let mut changes = Vec::new();
    for post in posts {
        for (entry, reason) in super::judge::must_go(&model.cx.policy, &view, post, term) {
            changes.push(leaves(model, entry, &reason));
        }
    }
    if changes.is_empty() {
        return model.cx.say("plan.nobody-must-go", &[]);
    }
    // the program proposes: who is overruled is left out before it is done
    pages::open(model, What::Preview(changes, std::collections::BTreeSet::new()));
}

/// The fields of a place as a form; what a draft has changed of it is saved first.
fn edit(model: &mut Model) {
    let Some(line) = model.screens.plan.line().cloned() else { return };
    if line.mark != Mark::Stays && line.mark != Mark::Leaving {
        return model.cx.say("plan.save-first", &[]);
    }
    let key = key(&line.entry);
    let place = Task::Correct { sheet: Sheet::Entry, key, row: 0 };
    let steps = line.entry.round.and_then(|r| model.cx.view.snapshot.rounds.get(&r)).map_or(0, |r| r.steps.len());
    if steps == 0 || model.cx.meeting {
        return form::open(model, place);
    }
    // where a round has met, its ballots for the person can be entered too
    let of = |task: Task, at: Option<usize>| {
        let intent = model.cx.words.of_group("intent", task.intent());
        let sheet = task.sheet().map(|s| model.cx.words.of_group("sheet", s.id())).unwrap_or_default();
        let detail = at.and_then(|at| line.entry.votes.get(at)).map(|v| judge::ballots(model, &line.entry, *v));
        Offered { pick: Pick::Task(task, None), text: format!("{intent}: {sheet}"), detail: detail.unwrap_or_default() }
    };
    let mut offers = vec![of(place, None)];
    offers.extend(
        (0..line.entry.votes.len()).map(|row| of(Task::Correct { sheet: Sheet::StepVotes, key, row }, Some(row))),
    );
    offers.push(of(Task::Add { sheet: Sheet::StepVotes, key }, None));
    picker::offer(model, offers);
}

/// Takes the draft's last step back, or does it again; whether there was one.
pub fn undo(model: &mut Model, back: bool) -> bool {
    let plan = &mut model.screens.plan;
    let done = if back {
        let step = plan.drafts.first_mut().and_then(|d| d.steps.pop());
        let taken = step.is_some();
        plan.redo.extend(step);
        taken
    } else {
        match (plan.redo.pop(), plan.drafts.first_mut()) {
            (Some(step), Some(draft)) => {
                draft.steps.push(step);
                true
            }
            _ => false,
        }
    };
    if done {
        saving::keep(model);
        refresh(model);
        saving::tell(model);
    }
    done
}
