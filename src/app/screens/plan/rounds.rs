//! Review rounds: which there are, what each proposes and what it would change, and the next step of each.

use super::pages;
use super::state::{Plan, What};
use crate::app::overlays::form::entries;
use crate::app::overlays::picker::{self, Choice};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::domain::{Line, Round, RoundId, RoundState, UnitId};
use crate::register::View;
use crate::register::fields::{Operation, Planning, Task};
use std::collections::BTreeMap;

/// What a round proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Balance {
    /// People in its pools without it.
    pub before: usize,
    /// People who come in with it.
    pub added: usize,
    /// People who leave with it.
    pub removed: usize,
}

/// What a round proposes, over the pools that it touches.
#[must_use]
fn balance(view: &View, round: &Round) -> Balance {
    let mut balance = Balance::default();
    let mut touched: BTreeMap<_, usize> = BTreeMap::new();
    for entry in view.proposed_in(round.id) {
        touched.entry((entry.post, entry.term)).or_insert_with(|| view.pool(entry.post, entry.term).len());
        if entry.round == Some(round.id) {
            balance.added += 1;
        }
        if entry.removal.as_ref().is_some_and(|r| r.round == Some(round.id)) {
            balance.removed += 1;
        }
    }
    balance.before = touched.values().sum();
    balance
}

/// Key of the locale of a state's name.
#[must_use]
fn state_key(state: RoundState) -> &'static str {
    match state {
        RoundState::Open => "plan.round-open",
        RoundState::Submitted => "plan.round-submitted",
        RoundState::Approved => "plan.round-approved",
        RoundState::Closed => "plan.round-closed",
    }
}

/// How a round is called: "rà soát, bổ sung 2024 · Huyện ủy Cao Lộc".
#[must_use]
pub fn called(cx: &Session, round: &Round) -> String {
    use crate::register::fields::codes::Coded;
    let kind = cx.words.of_group("plan-kind", round.kind.code());
    let unit = cx.view.called_in_full(Line::Party, round.unit);
    format!("{kind} {} · {unit}", round.year)
}

/// Offers the rounds of the term, the ones that wait first, and a new one for the unit.
pub fn open(plan: &mut Plan, cx: &mut Session) {
    let (view, words, on) = (&cx.view, &cx.words, cx.view.on);
    let Some(term) = plan.term else { return };
    let mut rounds: Vec<(RoundState, &Round)> =
        view.snapshot.rounds.values().filter(|r| r.term == term).filter_map(|r| Some((r.state(on)?, &**r))).collect();
    // those that speak of the unit one stands in come first
    let path: Vec<UnitId> = unit(plan, cx).map(|unit| view.path(Line::Party, unit)).unwrap_or_default();
    let far = |r: &Round| path.iter().rev().position(|u| *u == r.unit).unwrap_or(usize::MAX);
    rounds.sort_by_key(|(state, r)| (far(r) != 0, *state, far(r), std::cmp::Reverse(r.opened), r.id));
    let new = Task::Do(Operation::Plan(Planning::Open(unit(plan, cx), Some(term))));
    let mut offers = vec![entries::task(words.get("plan.round-new"), new, None)];
    offers.extend(rounds.into_iter().map(|(state, round)| offer(cx, round, state)));
    picker::offer(cx, offers);
}

/// A round to choose, with how far it has come.
fn offer(cx: &Session, round: &Round, state: RoundState) -> Choice {
    let words = &cx.words;
    let is = balance(&cx.view, round);
    let numbers = [is.before, is.added, is.removed].map(|n| words.number(n));
    let moved = words.fill("plan.round-balance", &numbers);
    let detail = format!("{} · {moved} · {}", words.get(state_key(state)), round.opened);
    let id = round.id;
    let then = Callback::to(move |plan: &mut Plan, cx: &mut Session, ()| chosen(plan, cx, id));
    Choice::new(called(cx, round), then).with(detail)
}

/// Offers these rounds alone, of whatever term, in their order.
pub fn open_only(cx: &mut Session, ids: &[RoundId]) {
    let rounds = ids.iter().filter_map(|id| cx.view.snapshot.rounds.get(id));
    let offers = rounds.filter_map(|round| Some(offer(cx, round, round.state(cx.view.on)?))).collect();
    picker::offer(cx, offers);
}

/// The unit that a new round would be of: that of the cursor.
fn unit(plan: &Plan, cx: &Session) -> Option<UnitId> {
    plan.unit().or_else(|| cx.view.tops(Line::Territory).first().copied())
}

/// A round was picked: what can be done with it now.
pub fn chosen(plan: &mut Plan, cx: &mut Session, id: RoundId) {
    let Some(round) = cx.view.snapshot.rounds.get(&id).cloned() else { return };
    let words = &cx.words;
    let task = |planning: Planning| Task::Do(Operation::Plan(planning));
    let key = |task: Task, key: &str| entries::task(words.get(key), task, None).with(called(cx, &round));
    let of_round = crate::domain::RecordKey { kind: crate::domain::RecordKind::Round, id: id.0 };
    use crate::register::fields::Sheet;
    let mut offers = Vec::new();
    let next = match round.state(cx.view.on) {
        None | Some(RoundState::Closed) => None,
        Some(RoundState::Open) => Some((Planning::Submit(id), "plan.round-submit")),
        Some(RoundState::Submitted) => Some((Planning::Approve(id), "plan.round-approve")),
        Some(RoundState::Approved) => Some((Planning::Close(id), "plan.round-close")),
    };
    let compare = move |plan: &mut Plan, cx: &mut Session, ()| pages::open(plan, cx, What::Round(id));
    let compared = Choice::new(words.get("plan.round-compare"), Callback::to(compare)).with(called(cx, &round));
    let Some((planning, label)) = next else {
        // nothing more can be done in a closed one
        return pages::open(plan, cx, What::Round(id));
    };
    offers.push(key(task(planning), label));
    offers.push(compared);
    offers.push(key(Task::Add { sheet: Sheet::Step, key: of_round }, "plan.round-step"));
    offers.push(key(Task::Correct { sheet: Sheet::Round, key: of_round, row: 0 }, "plan.round-edit"));
    if !matches!(planning, Planning::Close(_)) {
        offers.push(key(task(Planning::Close(id)), "plan.round-close"));
    }
    picker::offer(cx, offers);
}
