//! Steps of a chain as what is filled in: who goes where, by the move that is on record or by one that is to be.

use super::NO_PAPER;
use crate::app::screens::plan::draft::PlanDraft;
use crate::app::session::Session;
use crate::app::session::draft::Draft as HalfForm;
use crate::domain::{Afterwards, CadreId, MoveKind, Phase, PostId, Purpose, Rotation, Stage};
use crate::policy::SeatFate;
use crate::register::check::Problem;
use crate::register::fields::codes::{Coded, SeatChoice};
use crate::register::fields::{Input, Moving, Operation, Records, Task};
use crate::register::{Texts, View};

/// Who goes where by one step of a scenario, and what is left.
#[derive(Debug, Clone, Copy)]
pub struct Moves {
    /// Who.
    pub cadre: CadreId,
    /// The post that is left.
    pub from: Option<PostId>,
    /// The post that is taken; none for somebody who stays.
    pub to: Option<PostId>,
}

/// Reads a step; none where what it speaks of is gone.
#[must_use]
pub fn moves(view: &View, step: &[HalfForm]) -> Option<Moves> {
    let last = step.last()?;
    let Task::Do(Operation::Move(moving)) = last.task else { return None };
    let (cadre, to) = match moving {
        Moving::Send(Some(cadre), Some(to)) => (cadre, Some(to)),
        Moving::Start(id) | Moving::Return(id) | Moving::Place(id) | Moving::Stay(id) => {
            let rotation = view.snapshot.rotations.get(&id)?;
            let named = || cell(last, "post").and_then(|t| t.parse().ok());
            let to = match moving {
                Moving::Start(_) => Some(rotation.to),
                Moving::Return(_) => rotation.from,
                Moving::Place(_) => named(),
                _ => None,
            };
            (rotation.cadre, to)
        }
        _ => return None,
    };
    Some(Moves { cadre, from: view.main(cadre).map(|(_, post, _)| post.id), to })
}

fn cell<'f>(form: &'f HalfForm, id: &str) -> Option<&'f str> {
    let at = form.task.columns().iter().position(|c| c.id == id)?;
    form.cells.get(at).map(String::as_str)
}

/// What is left to do of a move that is on record.
pub(super) fn going_on(cx: &Session, rotation: &Rotation, phase: Phase) -> Vec<HalfForm> {
    let id = rotation.id;
    let after = rotation.after.as_ref();
    let ends = match after.map(|a| a.what) {
        Some(Afterwards::Return) => Some(Moving::Return(id)),
        Some(Afterwards::Stay) => Some(Moving::Stay(id)),
        Some(_) if after.is_some_and(|a| a.post.is_some()) => Some(Moving::Place(id)),
        _ => None,
    };
    let steps: Vec<Moving> = match phase {
        Phase::Proposed => vec![Moving::Agree(id), Moving::Approve(id), Moving::Start(id)],
        Phase::Agreed => vec![Moving::Approve(id), Moving::Start(id)],
        Phase::Approved => vec![Moving::Start(id)],
        Phase::Away => ends.map(|last| vec![Moving::Finish(id), last]).unwrap_or_default(),
        Phase::Finished => ends.into_iter().collect(),
        Phase::Placed | Phase::Stayed | Phase::Returned | Phase::Cancelled => Vec::new(),
    };
    steps.into_iter().filter_map(|moving| filled(cx, moving, &[])).collect()
}

/// A step with its fields as they begin, on the day that is looked at, its decision still to come.
fn filled(cx: &Session, moving: Moving, with: &[(&str, String)]) -> Option<HalfForm> {
    let task = Task::Do(Operation::Move(moving));
    let texts = Texts::default();
    let mut cells = task.begin(Records { view: &cx.view, texts: &texts }).ok()?;
    let today = cx.view.on.to_string();
    for (column, cell) in task.columns().iter().zip(&mut cells) {
        let said = with.iter().find(|(id, _)| *id == column.id);
        match (said, column.id) {
            (Some((_, text)), _) => text.clone_into(cell),
            (None, "decision") => NO_PAPER.clone_into(cell),
            (None, "decision-date" | "from") => today.clone_into(cell),
            _ => {}
        }
    }
    keep_open_seats(cx, &task, &mut cells);
    Some(HalfForm { task, cells })
}

/// A scenario is no decision: of the seats that go with the post what the rules say is done, and what is to be decided
/// stays as it is until the step is taken.
fn keep_open_seats(cx: &Session, task: &Task, cells: &mut [String]) {
    let texts = Texts::default();
    let records = Records { view: &cx.view, texts: &texts };
    let open = task.seats(records, cells, &cx.policy).into_iter().filter(|seat| seat.fate == SeatFate::Decide);
    let kept: Vec<String> = open.map(|seat| format!("{}:{}", seat.appointment, SeatChoice::Keep.code())).collect();
    if let Some(at) = task.columns().iter().position(|c| c.input == Input::Seats)
        && let Some(cell) = cells.get_mut(at)
    {
        *cell = kept.join(",");
    }
    task.fill_seats(records, cells, &cx.policy);
}

/// Somebody goes to a post: by the move that is on record for it, else as a rotation where planned, else as a transfer.
pub(super) fn sent(cx: &Session, cadre: CadreId, to: PostId) -> Vec<HalfForm> {
    let view = &cx.view;
    let open = view
        .snapshot
        .moved(cadre)
        .find(|r| r.to == to && r.phase(view.on).is_some_and(|p| p.rank() < Phase::Away.rank()));
    if let Some((rotation, phase)) = open.and_then(|r| Some((r, r.phase(view.on)?))) {
        return going_on(cx, rotation, phase);
    }
    let planned = view.planned(cadre).iter().any(|(e, ..)| e.stage(view.on) == Some(Stage::Approved));
    let from = view.main(cadre).map(|(_, post, _)| post.id);
    let transfer = from.and_then(|from| view.transfer(from, to));
    let (kind, purpose) = match transfer {
        Some(kind) if !planned => (kind, Purpose::Need),
        _ => (MoveKind::Rotation, Purpose::Train),
    };
    let with = [("move", kind.code().to_owned()), ("purpose", purpose.code().to_owned())];
    filled(cx, Moving::Send(Some(cadre), Some(to)), &with).into_iter().collect()
}

/// Why a step cannot follow on a scenario, where it cannot.
pub(super) fn stands_in_the_way(cx: &Session, mut draft: PlanDraft, step: &[HalfForm]) -> Option<Problem> {
    let texts = Texts::default();
    for form in step {
        let laid = draft.lay(&cx.view);
        let records = Records { view: &laid.view, texts: &texts };
        if let Err(wrong) = form.task.edits(records, &form.cells) {
            return Some(wrong.problem);
        }
        draft.steps.push(vec![form.clone()]);
    }
    None
}
