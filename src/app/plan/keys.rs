//! What each action does on the screen of pools.

use super::draft::{PlanDraft, change};
use super::entries::{Line, Mark, other_term};
use super::rows::{self, Node};
use super::{Pane, candidates, filter, refresh, rounds, saving};
use crate::app::action::Action;
use crate::app::dossier::{self, Tab};
use crate::app::form;
use crate::app::form::draft::Draft as HalfForm;
use crate::app::jumps;
use crate::app::list::Motion;
use crate::app::model::Model;
use crate::app::picker::{self, Offered, Pick, Picker, Purpose};
use crate::app::places;
use crate::domain::{CadreId, Entry, EntryId, PostId, RecordKey, RecordKind, Stage, TermId};
use crate::register::catalogue::ListName;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Desk, Doing, Planning, Sheet, Task};
use crate::register::{Texts, View};
use std::sync::Arc;

/// Does an action.
pub fn act(model: &mut Model, action: Action) {
    match action {
        Action::Open => open(model),
        Action::Expand => {
            let opened = rows::toggle(model, true);
            if !opened && model.plan.pane == Pane::Pools && model.plan.post().is_some() {
                model.plan.pane = Pane::People;
            }
        }
        Action::Collapse if model.plan.pane == Pane::People => model.plan.pane = Pane::Pools,
        Action::Collapse => {
            let closed = rows::toggle(model, false);
            if !closed {
                rows::to_parent(model);
            }
        }
        Action::NextPane | Action::PreviousPane => {
            model.plan.pane = if model.plan.pane == Pane::Pools { Pane::People } else { Pane::Pools };
        }
        Action::NextTerm => next_term(model),
        Action::Compare => model.plan.compares = !model.plan.compares,
        Action::Filter => filter::open(model),
        Action::VacantOnly => model.plan.vacant = !model.plan.vacant,
        Action::Why => model.plan.why = !model.plan.why,
        Action::Rounds => rounds::open(model),
        Action::Drafts => saving::choose(model),
        Action::SaveDraft => saving::save(model),
        Action::DropDraft => saving::drop(model),
        Action::GoToUnit => {
            if let Some(unit) = model.plan.unit() {
                places::go_to_unit(model, unit);
            }
        }
        Action::Mark => {
            if let Some(id) = model.plan.line().map(|l| l.entry.id) {
                model.plan.marks.toggle(id);
                model.plan.people_list.step(Motion::Down);
            }
        }
        Action::MarkAll => {
            let ids: Vec<EntryId> = model.plan.people.iter().map(|l| l.entry.id).collect();
            model.plan.marks.ids.extend(ids);
        }
        Action::ClearMarks => model.plan.marks.clear(),
        _ if model.refuses_edits() => {}
        Action::Add => candidates::open(model),
        Action::TakeOut => ask_reason(model),
        Action::Stage => ask_stage(model),
        Action::Raise => reorder(model, true),
        Action::Lower => reorder(model, false),
        Action::CopyAcross => copy_across(model),
        Action::MustGo => must_go(model),
        Action::Edit => edit(model),
        _ => {}
    }
}

fn open(model: &mut Model) {
    if model.plan.pane == Pane::People {
        if let Some(cadre) = super::cadre(model) {
            jumps::leave(model);
            dossier::open(model, cadre, Tab::Summary);
        }
        return;
    }
    let Some(row) = model.plan.row() else { return };
    match row.open {
        Some(open) => _ = rows::toggle(model, !open),
        None => model.plan.pane = Pane::People,
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
    let terms = terms(&model.view);
    let at = model.plan.term.and_then(|now| terms.iter().position(|t| *t == now));
    model.plan.term = at.and_then(|at| terms.get(at + 1)).or(terms.first()).copied();
}

/// Those whom an action speaks of: the marked, else the one under the cursor.
fn chosen(model: &Model) -> Vec<Line> {
    let plan = &model.plan;
    if plan.marks.ids.is_empty() {
        return plan.line().cloned().into_iter().collect();
    }
    plan.people.iter().filter(|l| plan.marks.ids.contains(&l.entry.id)).cloned().collect()
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
        model.said = wrong.map(|w| crate::app::refusals::problem(&w.problem));
        return;
    }
    if let Err(problem) = crate::register::check::check(&tried.edits, &tried.view.snapshot, model.today) {
        model.said = Some(crate::app::refusals::problem(&problem));
        return;
    }
    if model.plan.drafts.is_empty() {
        model.plan.drafts.push(PlanDraft::default());
    }
    if let Some(draft) = model.plan.drafts.first_mut() {
        draft.steps.push(changes);
    }
    model.plan.redo.clear();
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

fn leaves(model: &Model, entry: EntryId, reason: &str) -> HalfForm {
    let task = Task::Do(Doing::Plan(Planning::Leave(entry)));
    let cells = filled(model, &task, &[("removal", reason.to_owned())]);
    change(task, cells)
}

/// Asks why those who are chosen leave the pool.
fn ask_reason(model: &mut Model) {
    let lines: Vec<Line> = chosen(model).into_iter().filter(|l| l.mark != Mark::Removed).collect();
    if lines.is_empty() {
        return model.say("plan.nobody", &[]);
    }
    // who has only just come in goes again without a reason
    if lines.iter().all(|l| l.mark == Mark::Added) {
        let changes = lines.iter().map(|l| leaves(model, l.entry.id, "khac")).collect();
        return push(model, changes);
    }
    let reasons = model.view.catalogue.lists().all(ListName::Removal);
    let offers = reasons.iter().map(|r| picker::row(Pick::Reason(r.id), model.words.pick(&r.vi, &r.en)));
    let picker = Picker::new(Purpose::Reason, offers.collect());
    picker::show(model, picker);
}

/// The reason was picked.
pub fn reason(model: &mut Model, reason: crate::domain::ListId) {
    let code = model.view.catalogue.lists().get(ListName::Removal, reason).map(|r| r.code.clone()).unwrap_or_default();
    let lines = chosen(model).into_iter().filter(|l| l.mark != Mark::Removed);
    let changes: Vec<HalfForm> = lines.map(|l| leaves(model, l.entry.id, &code)).collect();
    push(model, changes);
    model.plan.marks.clear();
}

fn ask_stage(model: &mut Model) {
    if chosen(model).is_empty() {
        return model.say("plan.nobody", &[]);
    }
    let words = &model.words;
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
    let on = model.view.on;
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
    if changes.is_empty() {
        return model.say("problem.nothing", &[]);
    }
    push(model, changes);
}

fn key(entry: &Entry) -> RecordKey {
    RecordKey { kind: RecordKind::Entry, id: entry.id.0 }
}

/// The person under the cursor changes places with the next one up or down.
fn reorder(model: &mut Model, up: bool) {
    let at = model.plan.people_list.cursor;
    let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
    let pair = model.plan.people.get(at).zip(other.and_then(|o| model.plan.people.get(o)));
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

/// Those who are chosen come into the pool of the same post in the other term.
fn copy_across(model: &mut Model) {
    let (Some(post), Some(term)) = (model.plan.post(), model.plan.term) else { return };
    let Some(other) = other_term(&model.view, term) else { return };
    let view = model.planned_view();
    let there: Vec<CadreId> = view.pool(post, other).iter().map(|e| e.cadre).collect();
    let lines = chosen(model).into_iter().filter(|l| l.mark != Mark::Removed && !there.contains(&l.entry.cadre));
    let changes: Vec<HalfForm> = lines.map(|l| enter(model, post, other, l.entry.cadre)).collect();
    if changes.is_empty() {
        return model.say("plan.there-already", &[]);
    }
    push(model, changes);
    model.plan.marks.clear();
}

/// Those whom the rules say must go are proposed to leave, with the reason: of the selected pool, unit or group.
fn must_go(model: &mut Model) {
    let (Some(term), Some(node)) = (model.plan.term, model.plan.row().map(|r| r.node)) else { return };
    let board = Arc::clone(&model.plan.board);
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
        for (entry, reason) in super::judge::must_go(&model.policy, &view, post, term) {
            changes.push(leaves(model, entry, &reason));
        }
    }
    if changes.is_empty() {
        return model.say("plan.nobody-must-go", &[]);
    }
    push(model, changes);
}

/// The fields of a place as a form; what a draft has changed of it is saved first.
fn edit(model: &mut Model) {
    let Some(line) = model.plan.line().cloned() else { return };
    if line.mark != Mark::Stays && line.mark != Mark::Leaving {
        return model.say("plan.save-first", &[]);
    }
    form::open(model, Task::Correct { sheet: Sheet::Entry, key: key(&line.entry), row: 0 });
}

/// Takes the draft's last step back, or does it again; whether there was one.
pub fn undo(model: &mut Model, back: bool) -> bool {
    let plan = &mut model.plan;
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
