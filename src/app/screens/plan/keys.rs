//! What each action does on the screen of pools.

use super::draft::{PlanDraft, change};
use super::state::{Mark, Node, Pane, Plan, What};
use super::{candidates, chosen, filter, judge, pages, refresh, rounds, rows, saving};
use crate::app::input::action::Action;
use crate::app::overlays::form;
use crate::app::overlays::form::entries;
use crate::app::overlays::picker::{self, Choice};
use crate::app::parts::list::Motion;
use crate::app::parts::page::Target;
use crate::app::screens::dossier::tab::Tab;
use crate::app::session::Session;
use crate::app::session::draft::Draft as HalfForm;
use crate::app::session::go::Go;
use crate::domain::{CadreId, Entry, EntryId, PostId, RecordKey, RecordKind, TermId};
use crate::register::fields::{Operation, Planning, Records, Sheet, Task};
use crate::register::{Texts, View};
use std::sync::Arc;

/// Does an action.
pub fn act(plan: &mut Plan, cx: &mut Session, action: Action) {
    if plan.page.is_some() {
        return on_page(plan, cx, action);
    }
    match action {
        Action::Open => open(plan, cx),
        Action::Expand => {
            let opened = rows::toggle(plan, cx, true);
            if !opened && plan.pane == Pane::Pools && plan.post().is_some() {
                plan.pane = Pane::People;
            }
        }
        Action::Collapse if plan.pane != Pane::Pools => plan.pane = Pane::Pools,
        Action::Collapse => {
            let closed = rows::toggle(plan, cx, false);
            if !closed {
                rows::to_parent(plan);
            }
        }
        Action::NextPane | Action::PreviousPane => {
            plan.pane = next_pane(plan.pane, plan.why, action == Action::NextPane);
        }
        Action::NextTerm => next_term(plan, cx),
        Action::Compare => plan.compares = !plan.compares,
        Action::Filter => filter::open(plan, cx),
        Action::VacantOnly => plan.vacant = !plan.vacant,
        Action::Why => plan.why = !plan.why,
        Action::Vacancies => pages::open(plan, cx, What::Vacancies),
        Action::Rounds => rounds::open(plan, cx),
        Action::Drafts => saving::choose(plan, cx),
        Action::SaveDraft => saving::save(plan, cx),
        Action::DropDraft => saving::drop(plan, cx),
        Action::GoToUnit => {
            if let Some(unit) = plan.unit() {
                cx.go(Go::Unit(unit));
            }
        }
        Action::Mark => mark(plan),
        Action::MarkAll => {
            let ids: Vec<EntryId> = plan.people.iter().map(|l| l.entry.id).collect();
            plan.marks.ids.extend(ids);
        }
        Action::ClearMarks => plan.marks.clear(),
        _ if cx.refuses_edits() => {}
        Action::Add => candidates::open(plan, cx),
        Action::TakeOut => chosen::ask_reason(plan, cx),
        Action::Stage => chosen::ask_stage(plan, cx),
        Action::Raise => reorder(plan, cx, true),
        Action::Lower => reorder(plan, cx, false),
        Action::CopyAcross => chosen::copy_across(plan, cx),
        Action::MustGo => must_go(plan, cx),
        Action::RepeatEdit => chosen::repeat(plan, cx),
        Action::Edit => edit(plan, cx),
        _ => {}
    }
}

/// Marks the person under the cursor, or no longer, and goes to the next.
fn mark(plan: &mut Plan) {
    if let Some(id) = plan.line().map(|l| l.entry.id) {
        plan.marks.toggle(id);
        plan.people_list.step(Motion::Down);
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
fn on_page(plan: &mut Plan, cx: &mut Session, action: Action) {
    let asks = plan.page.as_ref().is_some_and(|p| p.asks());
    match action {
        Action::Open => pages::enter(plan, cx),
        Action::SaveDraft if asks => pages::enter(plan, cx),
        Action::Mark if asks => pages::toggle(plan),
        _ if asks => cx.say("plan.preview-first", &[]),
        _ => {
            plan.page = None;
            act(plan, cx, action);
        }
    }
}

fn open(plan: &mut Plan, cx: &mut Session) {
    if plan.pane == Pane::Reasons {
        let list = plan.reasons_list.cursor;
        let target = plan.reasons.0.get(list).and_then(|row| row.target);
        if let Some(Target::Nth(at)) = target
            && let Some(finding) = plan.found.get(at).cloned()
        {
            pages::open(plan, cx, What::People(Box::new(finding)));
        }
        return;
    }
    if plan.pane == Pane::People {
        if let Some(cadre) = super::cadre(plan) {
            cx.go(Go::Dossier(cadre, Tab::Summary));
        }
        return;
    }
    let Some(row) = plan.row() else { return };
    match row.open {
        Some(open) => _ = rows::toggle(plan, cx, !open),
        None => plan.pane = Pane::People,
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

fn next_term(plan: &mut Plan, cx: &mut Session) {
    let terms = terms(&cx.view);
    let at = plan.term.and_then(|now| terms.iter().position(|t| *t == now));
    plan.term = at.and_then(|at| terms.get(at + 1)).or(terms.first()).copied();
}

/// One key's changes join the draft, if each fits.
pub(super) fn push(plan: &mut Plan, cx: &mut Session, changes: Vec<HalfForm>) {
    if changes.is_empty() {
        return;
    }
    let view = cx.planned_view().clone();
    let tried = PlanDraft { name: String::new(), steps: vec![changes.clone()] }.lay(&view);
    if tried.lost() > 0 {
        let texts = Texts::default();
        let records = Records { view: &view, texts: &texts };
        let wrong = changes.iter().find_map(|c| c.task.edits(records, &c.cells).err());
        cx.said = wrong.map(|w| crate::app::words::refusals::problem(&w.problem));
        return;
    }
    if let Err(problem) = crate::register::check::check(&tried.edits, &tried.view.snapshot, cx.today) {
        cx.said = Some(crate::app::words::refusals::problem(&problem));
        return;
    }
    if plan.drafts.is_empty() {
        plan.drafts.push(PlanDraft::default());
    }
    if let Some(draft) = plan.drafts.first_mut() {
        draft.steps.push(changes);
    }
    plan.redo.clear();
    saving::keep(plan, cx);
    refresh(plan, cx);
    saving::tell(plan, cx);
}

/// The cells of a task as it begins, with some of them set.
pub(super) fn filled(cx: &Session, task: &Task, set: &[(&str, String)]) -> Vec<String> {
    let texts = Texts::default();
    let records = Records { view: cx.planned_view(), texts: &texts };
    let mut cells = task.begin(records).unwrap_or_default();
    for (column, cell) in task.columns().iter().zip(&mut cells) {
        if let Some((_, value)) = set.iter().find(|(id, _)| *id == column.id) {
            cell.clone_from(value);
        }
    }
    cells
}

/// Somebody comes into the selected pool, or another.
pub(super) fn enter(cx: &Session, post: PostId, term: TermId, cadre: CadreId) -> HalfForm {
    let task = Task::Do(Operation::Plan(Planning::Enter(Some(post), Some(term), Some(cadre))));
    let cells = filled(cx, &task, &[]);
    change(task, cells)
}

/// Somebody leaves a pool, for a reason by its code.
pub(super) fn leaves(cx: &Session, entry: EntryId, reason: &str) -> HalfForm {
    let task = Task::Do(Operation::Plan(Planning::Leave(entry)));
    let cells = filled(cx, &task, &[("removal", reason.to_owned())]);
    change(task, cells)
}

pub(super) fn key(entry: &Entry) -> RecordKey {
    RecordKey { kind: RecordKind::Entry, id: entry.id.0 }
}

/// The person under the cursor changes places with the next one up or down.
fn reorder(plan: &mut Plan, cx: &mut Session, up: bool) {
    let at = plan.people_list.cursor;
    let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
    let pair = plan.people.get(at).zip(other.and_then(|o| plan.people.get(o)));
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
        change(task, filled(cx, &task, &[("number", order.to_string())]))
    };
    let changes = vec![numbered(&here.entry, first), numbered(&there.entry, second)];
    let changes = changes.into_iter().zip([(here, first), (there, second)]);
    let changes: Vec<_> = changes.filter(|(_, (line, order))| line.entry.order != *order).map(|(c, _)| c).collect();
    push(plan, cx, changes);
}

/// Those whom the rules say must go are proposed to leave, with the reason: of the selected pool, unit or group.
fn must_go(plan: &mut Plan, cx: &mut Session) {
    let (Some(term), Some(node)) = (plan.term, plan.row().map(|r| r.node)) else { return };
    let board = Arc::clone(&plan.board);
    let posts: Vec<PostId> = match node {
        Node::Post(post) => vec![post],
        Node::Unit(unit) => {
            board.homes.iter().filter(|h| h.unit == unit).flat_map(|h| &h.pools).map(|p| p.post).collect()
        }
        Node::Group(group) => {
            board.homes.iter().filter(|h| h.group == group).flat_map(|h| &h.pools).map(|p| p.post).collect()
        }
    };
    let view = cx.planned_view().clone();
    let mut changes = Vec::new();
    for post in posts {
        for (entry, reason) in super::judge::must_go(&cx.policy, &view, post, term) {
            changes.push(leaves(cx, entry, &reason));
        }
    }
    if changes.is_empty() {
        return cx.say("plan.nobody-must-go", &[]);
    }
    // the program proposes: who is overruled is left out before it is done
    pages::open(plan, cx, What::Preview(changes, std::collections::BTreeSet::new()));
}

/// The fields of a place as a form; what a draft has changed of it is saved first.
fn edit(plan: &mut Plan, cx: &mut Session) {
    let Some(line) = plan.line().cloned() else { return };
    if line.mark != Mark::Stays && line.mark != Mark::Leaving {
        return cx.say("plan.save-first", &[]);
    }
    let key = key(&line.entry);
    let place = Task::Correct { sheet: Sheet::Entry, key, row: 0 };
    let steps = line.entry.round.and_then(|r| cx.view.snapshot.rounds.get(&r)).map_or(0, |r| r.steps.len());
    if steps == 0 || cx.meeting {
        return form::open(cx, place);
    }
    // where a round has met, its ballots for the person can be entered too
    let of = |task: Task, at: Option<usize>| -> Choice {
        let intent = cx.words.of_group("intent", task.intent());
        let sheet = task.sheet().map(|s| cx.words.of_group("sheet", s.id())).unwrap_or_default();
        let detail = at.and_then(|at| line.entry.votes.get(at)).map(|v| judge::ballots(cx, &line.entry, *v));
        entries::task(format!("{intent}: {sheet}"), task, None).with(detail.unwrap_or_default())
    };
    let mut offers = vec![of(place, None)];
    offers.extend(
        (0..line.entry.votes.len()).map(|row| of(Task::Correct { sheet: Sheet::StepVotes, key, row }, Some(row))),
    );
    offers.push(of(Task::Add { sheet: Sheet::StepVotes, key }, None));
    picker::offer(cx, offers);
}

/// Takes the draft's last step back, or does it again; whether there was one.
pub fn undo(plan: &mut Plan, cx: &mut Session, back: bool) -> bool {
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
        saving::keep(plan, cx);
        refresh(plan, cx);
        saving::tell(plan, cx);
    }
    done
}
