//! Steps of a rotation or a transfer: proposed, agreed, approved, begun, assessed, planned for afterwards, finished,
//! placed. A step that moves the person ends and begins the appointments in the same revision.

use super::codes::{Coded, Leaves};
use super::column::{Choice, Column, Input, Reader, Wrong, asked, cell, needed};
use super::holding::{NEW, Taking, new, take};
use super::records::Records;
use super::rotations::{
    AFTER, AFTER_POST, ALLOWANCE, ASSESSMENT, DIRECTION, HOUSING, KIND, MINIMUM, NOTE, PLANNED, POST, PURPOSE, UNTIL,
    after, support,
};
use super::rows::SheetRow;
use super::seats::SEATS;
use super::seats::becomes;
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{
    Act, ActKind, Afterwards, Assessment, CadreId, Dated, Day, Direction, Edit, MoveKind, Phase, PostId, Purpose,
    Record, RecordKey, RecordKind, Rotation, RotationId, Span, change_from,
};
use crate::register::problem::Problem;
use crate::register::view::View;
use serde::{Deserialize, Serialize};

/// A step of a rotation or a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moving {
    /// Somebody is proposed (đề xuất).
    Propose(Option<CadreId>, Option<PostId>),
    /// Somebody is sent by a decision that is there already: all steps up to the beginning in one.
    Send(Option<CadreId>, Option<PostId>),
    /// Both sides agree, of the armed forces and the like their sector too (thống nhất, hiệp y).
    Agree(RotationId),
    /// It is decided (quyết định).
    Approve(RotationId),
    /// It begins: the person takes the post.
    Start(RotationId),
    /// The work is assessed, for a year or for the whole time.
    Assess(RotationId),
    /// What is meant to come afterwards (phương án bố trí sau luân chuyển).
    PlanAfter(RotationId),
    /// It goes on until a day that a decision names (gia hạn).
    Extend(RotationId),
    /// Its time is over: the person waits to be placed.
    Finish(RotationId),
    /// The person is placed.
    Place(RotationId),
    /// The person stays for good, no longer counted as rotated (bố trí ổn định).
    Stay(RotationId),
    /// The person goes back to the post that was left.
    Return(RotationId),
    /// It is called off before it began.
    Cancel(RotationId),
}

const FROM: Column = needed("from", Input::Day);
const NUMBER: Column = asked("decision", Input::Line);
const DATED: Column = asked("decision-date", Input::Day);
const LEAVES: Column = needed("leaves", Input::Choice(Choice::Group(Leaves::GROUP)));

impl Moving {
    /// The step that goes on from where a rotation has come; none where it is over.
    #[must_use]
    pub fn next(rotation: &Rotation) -> Option<Moving> {
        let id = rotation.id;
        Some(match rotation.phases.last()?.value {
            Phase::Proposed => Moving::Agree(id),
            Phase::Agreed => Moving::Approve(id),
            Phase::Approved => Moving::Start(id),
            Phase::Away if rotation.after.is_none() && rotation.kind == MoveKind::Rotation => Moving::PlanAfter(id),
            Phase::Away => Moving::Finish(id),
            Phase::Finished => match rotation.after.as_ref().map(|a| a.what) {
                Some(Afterwards::Return) => Moving::Return(id),
                Some(Afterwards::Stay) => Moving::Stay(id),
                Some(Afterwards::Higher | Afterwards::Equivalent) | None => Moving::Place(id),
            },
            Phase::Placed | Phase::Stayed | Phase::Returned | Phase::Cancelled => return None,
        })
    }

    /// The rotation it is a step of; none for one that is to be.
    #[must_use]
    pub fn of(self) -> Option<RotationId> {
        match self {
            Moving::Propose(..) | Moving::Send(..) => None,
            Moving::Agree(id)
            | Moving::Approve(id)
            | Moving::Start(id)
            | Moving::Assess(id)
            | Moving::PlanAfter(id)
            | Moving::Extend(id)
            | Moving::Finish(id)
            | Moving::Place(id)
            | Moving::Stay(id)
            | Moving::Return(id)
            | Moving::Cancel(id) => Some(id),
        }
    }

    /// Its name in the journal; the locales have its words under `intent.ID`.
    #[must_use]
    pub fn intent(self) -> &'static str {
        match self {
            Moving::Propose(..) => "move-propose",
            Moving::Send(..) => "move-send",
            Moving::Agree(_) => "move-agree",
            Moving::Approve(_) => "move-approve",
            Moving::Start(_) => "move-start",
            Moving::Assess(_) => "move-assess",
            Moving::PlanAfter(_) => "move-plan-after",
            Moving::Extend(_) => "move-extend",
            Moving::Finish(_) => "move-finish",
            Moving::Place(_) => "move-place",
            Moving::Stay(_) => "move-stay",
            Moving::Return(_) => "move-return",
            Moving::Cancel(_) => "move-cancel",
        }
    }

    pub(super) fn subject(self) -> Option<RecordKey> {
        let (kind, id) = match self {
            Moving::Propose(Some(id), _) | Moving::Send(Some(id), _) => (RecordKind::Cadre, id.0),
            Moving::Propose(None, Some(id)) | Moving::Send(None, Some(id)) => (RecordKind::Post, id.0),
            _ => (RecordKind::Rotation, self.of()?.0),
        };
        Some(RecordKey { kind, id })
    }

    pub(super) fn columns(self) -> Vec<Column> {
        let direction = Column { needed: false, ..DIRECTION };
        let (number, dated) = (Column { needed: true, ..NUMBER }, Column { needed: true, ..DATED });
        let who = needed("cadre", Input::Cadre);
        match self {
            Moving::Propose(..) => {
                vec![who, POST, KIND, direction, PURPOSE, FROM, PLANNED, AFTER, AFTER_POST, NOTE]
            }
            Moving::Send(..) => vec![
                who, POST, KIND, direction, PURPOSE, FROM, number, dated, LEAVES, MINIMUM, UNTIL, HOUSING, ALLOWANCE,
                AFTER, AFTER_POST, NOTE, SEATS,
            ],
            Moving::Agree(_) => vec![FROM, asked("agreement", Input::Line), asked("agreement-date", Input::Day)],
            Moving::Approve(_) => vec![FROM, number, dated, PLANNED, MINIMUM, UNTIL, HOUSING, ALLOWANCE],
            Moving::Start(_) => vec![FROM, LEAVES, SEATS],
            Moving::Assess(_) => ASSESSMENT.to_vec(),
            Moving::PlanAfter(_) => vec![Column { needed: true, ..AFTER }, AFTER_POST, FROM],
            Moving::Extend(_) => vec![Column { needed: true, ..UNTIL }, number, dated],
            Moving::Finish(_) | Moving::Stay(_) => vec![FROM, NUMBER, DATED],
            Moving::Place(_) => vec![POST, FROM, NUMBER, DATED, LEAVES, SEATS],
            Moving::Return(_) => vec![FROM, NUMBER, DATED, LEAVES, SEATS],
            Moving::Cancel(_) => vec![FROM, Column { needed: true, ..NOTE }],
        }
    }

    pub(super) fn begin(self, view: &View) -> Vec<String> {
        let rotation = self.of().and_then(|id| view.snapshot.rotations.get(&id));
        let after = rotation.and_then(|r| r.after.as_ref());
        let known = |column: &Column| match (self, column.id) {
            (Moving::Start(_), "from") => rotation.and_then(|r| r.planned).unwrap_or(view.on).to_string(),
            (_, "from" | "on") => view.on.to_string(),
            (Moving::Propose(Some(cadre), _) | Moving::Send(Some(cadre), _), "cadre") => cadre.to_string(),
            (Moving::Propose(_, Some(post)) | Moving::Send(_, Some(post)), "post") => post.to_string(),
            (Moving::Propose(..) | Moving::Send(..), "move") => MoveKind::Rotation.code().to_owned(),
            (Moving::Propose(..) | Moving::Send(..), "purpose") => Purpose::Train.code().to_owned(),
            (_, "leaves") => Leaves::Main.code().to_owned(),
            (Moving::Assess(_), "period") => {
                rotation.and_then(|r| r.unassessed(view.on)).map_or(String::new(), |y| y.to_string())
            }
            (Moving::Approve(_), "planned") => cell(rotation.and_then(|r| r.planned)),
            (Moving::Place(_), "post") => cell(after.and_then(|a| a.post)),
            (Moving::PlanAfter(_), "afterwards") => after.map(|a| a.what.code().to_owned()).unwrap_or_default(),
            (Moving::PlanAfter(_), "after-post") => cell(after.and_then(|a| a.post)),
            _ => String::new(),
        };
        self.columns().iter().map(known).collect()
    }

    pub(super) fn edits(self, records: Records<'_>, cells: &[String]) -> Result<Vec<Edit>, Wrong> {
        let columns = self.columns();
        let r = Reader { columns: &columns, cells, view: records.view };
        match self {
            Moving::Propose(..) => {
                let on = r.day("from")?;
                let mut rotation = begun(&r, Phase::Proposed, on)?;
                rotation.planned = r.day_or("planned")?;
                not_away(records.view, rotation.cadre, on)?;
                not_waiting(records.view, rotation.cadre)?;
                Ok(vec![new(on, Record::Rotation(rotation))])
            }
            Moving::Send(..) => send(&r),
            Moving::Agree(id) => step(&r, id, Phase::Agreed, |rotation| {
                rotation.agreement = r.decision("agreement", "agreement-date")?;
                Ok(())
            }),
            Moving::Approve(id) => step(&r, id, Phase::Approved, |rotation| approve(&r, rotation)),
            Moving::Start(id) => start(&r, id),
            Moving::Assess(id) => changed(&r, id, r.day("on")?, |rotation| {
                rotation.assessments.push(Assessment::read(&r, None)?);
                rotation.assessments.sort_by_key(|a| a.on);
                Ok(())
            }),
            Moving::PlanAfter(id) => {
                let on = r.day("from")?;
                changed(&r, id, on, |rotation| {
                    rotation.after = after(&r, on)?;
                    Ok(())
                })
            }
            Moving::Extend(id) => {
                let paper = r.decision("decision", "decision-date")?;
                changed(&r, id, paper.as_ref().map_or(r.view.on, |d| d.on), |rotation| {
                    rotation.until = r.day_or("until")?;
                    rotation.extension = paper.clone();
                    Ok(())
                })
            }
            Moving::Finish(id) => step(&r, id, Phase::Finished, |rotation| ended(&r, rotation, ActKind::TermEnded)),
            Moving::Stay(id) => step(&r, id, Phase::Stayed, |rotation| ended(&r, rotation, ActKind::Designated)),
            Moving::Place(id) => {
                let post = r.post_or("post")?.ok_or(Wrong { column: "post", problem: Problem::Needed })?;
                back(&r, id, Phase::Placed, ActKind::Appointed, post)
            }
            Moving::Return(id) => {
                let left = found(&r, id)?.from.ok_or(Wrong { column: "", problem: Problem::NothingLeft })?;
                back(&r, id, Phase::Returned, ActKind::Transferred, left)
            }
            Moving::Cancel(id) => step(&r, id, Phase::Cancelled, |rotation| {
                rotation.note = r.line("note")?;
                Ok(())
            }),
        }
    }
}

/// The person leaves for the post of the move.
fn start(r: &Reader<'_>, id: RotationId) -> Result<Vec<Edit>, Wrong> {
    let rotation = found(r, id)?;
    let begun = if rotation.kind.sends_away() { Phase::Away } else { Phase::Placed };
    let mut edits = step(r, id, begun, |_| Ok(()))?;
    edits.extend(moves(r, rotation, rotation.to, sent_by(rotation.kind), rotation.decision.clone())?);
    Ok(edits)
}

/// By which act somebody comes to the post of a move.
pub(super) fn sent_by(kind: MoveKind) -> ActKind {
    match kind {
        MoveKind::Rotation => ActKind::Rotated,
        MoveKind::Secondment => ActKind::Seconded,
        _ => ActKind::Transferred,
    }
}

fn found<'v>(r: &Reader<'v>, id: RotationId) -> Result<&'v Rotation, Wrong> {
    let missing = || Problem::Missing(RecordKey { kind: RecordKind::Rotation, id: id.0 }).into();
    r.view.snapshot.rotations.get(&id).map(AsRef::as_ref).ok_or_else(missing)
}

/// Nobody is proposed while away.
fn not_away(view: &View, cadre: CadreId, on: Day) -> Result<(), Wrong> {
    let away = view.snapshot.moved(cadre).find(|m| m.phase(on) == Some(Phase::Away));
    match away.and_then(|m| m.began()) {
        Some(since) => Err(Wrong { column: "cadre", problem: Problem::AwayAlready(since) }),
        None => Ok(()),
    }
}

/// Nobody is proposed for a second move before the first has begun or was called off.
fn not_waiting(view: &View, cadre: CadreId) -> Result<(), Wrong> {
    let waits = view.snapshot.moved(cadre).find_map(|m| m.waits());
    waits.map_or(Ok(()), |since| Err(Wrong { column: "cadre", problem: Problem::ProposedAlready(since) }))
}

/// A move as its form says, in its first phase.
fn begun(r: &Reader<'_>, phase: Phase, on: Day) -> Result<Rotation, Wrong> {
    let cadre = r.cadre_or("cadre")?.ok_or(Wrong { column: "cadre", problem: Problem::Needed })?;
    let to = r.post_or("post")?.ok_or(Wrong { column: "post", problem: Problem::Needed })?;
    let view = r.view.on(on);
    let from = view.main(cadre).map(|(_, post, _)| post.id);
    if from == Some(to) {
        let since = view.main(cadre).map_or(on, |(a, _, _)| a.span.from);
        return Err(Wrong { column: "post", problem: Problem::HoldsAlready(since) });
    }
    let direction = match r.coded_or::<Direction>("direction")? {
        Some(direction) => direction,
        None => from.and_then(|from| view.direction(from, to)).unwrap_or(Direction::Across),
    };
    Ok(Rotation {
        direction,
        purpose: r.coded("purpose")?,
        from,
        phases: vec![Dated { span: Span::since(on), value: phase }],
        after: after(r, on)?,
        note: r.line("note")?,
        ..Rotation::new(RotationId::new(PROVISIONAL, NEW), cadre, r.coded("move")?, to)
    })
}

fn send(r: &Reader<'_>) -> Result<Vec<Edit>, Wrong> {
    let (on, kind) = (r.day("from")?, r.coded::<MoveKind>("move")?);
    let mut rotation = begun(r, if kind.sends_away() { Phase::Away } else { Phase::Placed }, on)?;
    not_away(r.view, rotation.cadre, on)?;
    rotation.decision = r.decision("decision", "decision-date")?;
    (rotation.minimum, rotation.until) = (r.number_or("minimum")?, r.day_or("until")?);
    rotation.support = support(r)?;
    let moved = moves(r, &rotation, rotation.to, sent_by(kind), rotation.decision.clone())?;
    Ok([new(on, Record::Rotation(rotation))].into_iter().chain(moved).collect())
}

fn approve(r: &Reader<'_>, rotation: &mut Rotation) -> Result<(), Wrong> {
    rotation.decision = r.decision("decision", "decision-date")?;
    rotation.planned = r.day_or("planned")?;
    (rotation.minimum, rotation.until) = (r.number_or("minimum")?, r.day_or("until")?);
    rotation.support = support(r)?;
    Ok(())
}

fn ended(r: &Reader<'_>, rotation: &mut Rotation, kind: ActKind) -> Result<(), Wrong> {
    rotation.ended = Some(Act { kind, decision: r.decision("decision", "decision-date")? });
    Ok(())
}

/// The rotation with a change, as an edit.
fn changed(
    r: &Reader<'_>,
    id: RotationId,
    on: Day,
    change: impl FnOnce(&mut Rotation) -> Result<(), Wrong>,
) -> Result<Vec<Edit>, Wrong> {
    let was = found(r, id)?;
    let mut is = was.clone();
    change(&mut is)?;
    if is == *was {
        return Err(Problem::Nothing.into());
    }
    Ok(vec![becomes(on, Record::Rotation(was.clone()), Record::Rotation(is))])
}

/// The rotation in its next phase.
fn step(
    r: &Reader<'_>,
    id: RotationId,
    phase: Phase,
    change: impl FnOnce(&mut Rotation) -> Result<(), Wrong>,
) -> Result<Vec<Edit>, Wrong> {
    let on = r.day("from")?;
    changed(r, id, on, |rotation| {
        let Some(now) = rotation.phases.last() else { return Err(Problem::Needed.into()) };
        if !now.value.leads_to(phase) {
            return Err(Problem::PhaseSkipped(now.value, phase).into());
        }
        if on < now.span.from {
            return Err(Wrong { column: "from", problem: Problem::OutOfOrder(on, now.span.from) });
        }
        change_from(&mut rotation.phases, on, phase);
        change(rotation)
    })
}

/// The appointments that a move ends and begins.
fn moves(
    r: &Reader<'_>,
    rotation: &Rotation,
    post: PostId,
    kind: ActKind,
    decision: Option<crate::domain::Decision>,
) -> Result<Vec<Edit>, Wrong> {
    let span = Span::since(r.day("from")?);
    let (cadre, act, leaves) = (rotation.cadre, Act { kind, decision }, r.coded("leaves")?);
    take(r, Taking { cadre, post, span, act, concurrent: false, term_ends: None, leaves })
}

/// Placed in a post after it: in another than the one that was taken, the appointments change.
fn back(r: &Reader<'_>, id: RotationId, phase: Phase, kind: ActKind, post: PostId) -> Result<Vec<Edit>, Wrong> {
    let decision = r.decision("decision", "decision-date")?;
    let mut edits = step(r, id, phase, |rotation| ended(r, rotation, kind))?;
    let rotation = found(r, id)?;
    edits.extend(moves(r, rotation, post, kind, decision)?);
    Ok(edits)
}
