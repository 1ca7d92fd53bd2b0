//! Steps of a move from the keyboard: the next one, the others that may be taken, and what the queues are narrowed to.

use super::Narrow;
use super::Rotations;
use crate::app::input::action::Action;
use crate::app::overlays::find;
use crate::app::overlays::form;
use crate::app::overlays::form::entries;
use crate::app::overlays::picker::{self, Choice};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::words::terms;
use crate::domain::{Direction, Line, MoveKind, Phase, RecordKey, RecordKind, Rotation, Tier};
use crate::register::fields::codes::Coded;
use crate::register::fields::{Doing, Moving, Sheet, Task};
use crate::register::rotations::Asked;
use crate::search::Kind;

fn doing(moving: Moving) -> Task {
    Task::Do(Doing::Move(moving))
}

/// Does an action that is a step.
pub fn act(state: &mut Rotations, cx: &mut Session, action: Action) {
    let moved = state.selected().map(|m| (m.rotation.clone(), m.phase));
    let source = state.source().map(|s| s.cadre);
    let Some((rotation, phase)) = moved else {
        match action {
            Action::NextStep | Action::Add | Action::Steps => form::open(cx, doing(Moving::Propose(source, None))),
            _ => cx.say("rotations.choose", &[]),
        }
        return;
    };
    let id = rotation.id;
    match action {
        Action::Add => form::open(cx, doing(Moving::Propose(None, None))),
        Action::NextStep => match Moving::next(&rotation) {
            Some(moving) => form::open(cx, doing(moving)),
            None => cx.say("problem.move-over", &[]),
        },
        Action::Assess if away(phase) => form::open(cx, doing(Moving::Assess(id))),
        Action::PlanAfter if phase.rank() < Phase::Placed.rank() => form::open(cx, doing(Moving::PlanAfter(id))),
        Action::Extend if phase == Phase::Away => form::open(cx, doing(Moving::Extend(id))),
        Action::Assess | Action::PlanAfter | Action::Extend => {
            let now = cx.words.of_group(Phase::GROUP, phase.code());
            cx.say("rotations.not-now", &[now]);
        }
        Action::Edit => {
            let key = RecordKey { kind: RecordKind::Rotation, id: id.0 };
            form::open(cx, Task::Correct { sheet: Sheet::Rotation, key, row: 0 });
        }
        Action::Steps => offer(cx, &rotation, phase),
        _ => {}
    }
}

fn away(phase: Phase) -> bool {
    matches!(phase, Phase::Away | Phase::Finished)
}

/// The step that goes on from where the selected move stands, by its name in the journal.
#[must_use]
pub fn next(rotation: &Rotation) -> Option<&'static str> {
    Moving::next(rotation).map(Moving::intent)
}

/// Offers every step that may be taken now.
fn offer(cx: &mut Session, rotation: &Rotation, phase: Phase) {
    let id = rotation.id;
    let all = [
        (Phase::Agreed, Moving::Agree(id)),
        (Phase::Approved, Moving::Approve(id)),
        (Phase::Away, Moving::Start(id)),
        (Phase::Finished, Moving::Finish(id)),
        (Phase::Placed, Moving::Place(id)),
        (Phase::Stayed, Moving::Stay(id)),
        (Phase::Returned, Moving::Return(id)),
        (Phase::Cancelled, Moving::Cancel(id)),
    ];
    // of an approved transfer the beginning is the placing
    let leads = |to: Phase| phase.leads_to(to) && !(phase == Phase::Approved && to == Phase::Placed);
    let mut steps: Vec<Moving> = all.into_iter().filter(|(to, _)| leads(*to)).map(|(_, step)| step).collect();
    if away(phase) {
        steps.push(Moving::Assess(id));
    }
    if phase.rank() < Phase::Placed.rank() {
        steps.push(Moving::PlanAfter(id));
    }
    if phase == Phase::Away {
        steps.push(Moving::Extend(id));
    }
    let detail = cx.view.cadre(rotation.cadre).map(|c| c.name.clone()).unwrap_or_default();
    let offers = steps.into_iter().map(|step| {
        let text = cx.words.of_group("intent", step.intent());
        entries::task(text, doing(step), None).with(detail.clone())
    });
    let offers: Vec<Choice> = offers.collect();
    if offers.is_empty() {
        return cx.say("problem.move-over", &[]);
    }
    picker::offer(cx, offers);
}

/// Offers what the queues can be narrowed to.
pub fn filters(cx: &mut Session) {
    let words = &cx.words;
    let mut offers = Vec::new();
    let mut add = |narrow: Narrow, text: String, group: &str| {
        let then = move |state: &mut Rotations, cx: &mut Session, ()| self::narrow(state, cx, narrow);
        offers.push(Choice::new(text, Callback::to(then)).with(words.get(group)));
    };
    add(Narrow::Everything, words.get("filter.everything").to_owned(), "rotations.filter");
    add(Narrow::Query, words.get("filter.query-people").to_owned(), "rotations.of-query");
    let unit = cx.unit.or_else(|| cx.view.tops(Line::Territory).first().copied());
    if let Some(unit) = unit {
        add(Narrow::Unit(unit), cx.view.called_in_full(Line::Territory, unit), "rotations.of-unit");
    }
    for (code, direction) in Direction::ALL {
        add(Narrow::Direction(*direction), words.of_group(Direction::GROUP, code), "rotations.of-direction");
    }
    for (code, kind) in MoveKind::ALL {
        add(Narrow::Kind(*kind), words.of_group(MoveKind::GROUP, code), "rotations.of-kind");
    }
    for (_, tier) in Tier::ALL {
        add(Narrow::Tier(*tier), words.get(terms::tier(*tier)).to_owned(), "rotations.of-tier");
    }
    picker::offer(cx, offers);
}

/// Narrows the queues.
pub fn narrow(state: &mut Rotations, cx: &mut Session, narrow: Narrow) {
    if narrow == Narrow::Query {
        let typed = state.sieve.typed().unwrap_or_default().to_owned();
        let narrows = Callback::to(|state: &mut Rotations, _, typed: String| super::sift(state, &typed));
        return find::filter(cx, narrows, Kind::Cadre, &typed);
    }
    if narrow == Narrow::Everything {
        super::sift(state, "");
    }
    let asks = &mut state.asks;
    match narrow {
        Narrow::Query => {}
        Narrow::Kind(kind) => asks.kind = Some(kind),
        Narrow::Direction(direction) => asks.direction = Some(direction),
        Narrow::Tier(tier) => asks.tier = Some(tier),
        Narrow::Unit(unit) => asks.unit = Some(unit),
        Narrow::Everything => *asks = Asked::default(),
    }
    state.list.go(0);
}
