//! What must hold of rotations and transfers, whatever the rules say.

use super::common::{exists_cadre, exists_post, history, once};
use crate::domain::{Day, Phase, Record, Rotation, Span};
use crate::register::problem::Problem;
use crate::register::snapshot::Snapshot;

pub(super) fn rotation(rotation: &Rotation, was: Option<&Record>, after: &Snapshot) -> Result<(), Problem> {
    exists_cadre(rotation.cadre, after)?;
    waiting(rotation, was, after)?;
    let posts = [rotation.from, rotation.after.as_ref().and_then(|a| a.post)];
    posts.into_iter().flatten().try_for_each(|post| exists_post(post, after).map(|_| ()))?;
    let to = exists_post(rotation.to, after)?;
    phases(rotation)?;
    let began = rotation.began();
    // what is only planned is held to the same order
    if let Some(begins) = began.or(rotation.planned) {
        if let Some(decision) = rotation.decision.as_ref().filter(|d| d.on > begins) {
            return Err(Problem::BeforeDecision(begins, decision.on));
        }
        if let Some(until) = rotation.until.filter(|until| *until < begins) {
            return Err(Problem::EndsFirst(Span::new(begins, until.next())));
        }
    }
    assessments(rotation, began)?;
    // what already stands there may stay; a new move asks for a post and a person that are still there
    let stood = matches!(was, Some(Record::Rotation(old)) if old.to == rotation.to && old.began() == began);
    let Some(from) = began.or_else(|| rotation.phases.first().map(|p| p.span.from)).filter(|_| !stood) else {
        return overlap(rotation, after);
    };
    if to.span.to <= from {
        return Err(Problem::PostEnded(to.span.to.prev()));
    }
    if let Some(day) = super::pools::left(rotation.cadre, from, after) {
        return Err(Problem::Gone(day));
    }
    overlap(rotation, after)
}

/// One phase follows another without a gap, each from one that leads to it.
fn phases(rotation: &Rotation) -> Result<(), Problem> {
    history(&rotation.phases)?;
    if rotation.phases.is_empty() {
        return Err(Problem::Needed);
    }
    for (earlier, later) in rotation.phases.iter().zip(rotation.phases.iter().skip(1)) {
        if earlier.span.to != later.span.from {
            return Err(Problem::OutOfOrder(later.span.from, earlier.span.to));
        }
        // a step of the same day as the one before it leaves only itself behind
        let gone_on = earlier.value.rank() < later.value.rank();
        let called_off = later.value == Phase::Cancelled && earlier.value.rank() >= Phase::Away.rank();
        if !gone_on || called_off {
            return Err(Problem::PhaseSkipped(earlier.value, later.value));
        }
    }
    let away = rotation.phases.iter().any(|p| matches!(p.value, Phase::Away | Phase::Finished));
    if away && !rotation.kind.sends_away() { Err(Problem::NotAway) } else { Ok(()) }
}

fn assessments(rotation: &Rotation, began: Option<Day>) -> Result<(), Problem> {
    once(rotation.assessments.iter().map(|a| a.of)).map_err(|_| Problem::PeriodTwice)?;
    match (rotation.assessments.first(), began) {
        (Some(_), None) => Err(Problem::NotAway),
        (Some(first), Some(began)) if first.on < began => Err(Problem::OutOfOrder(first.on, began)),
        _ => Ok(()),
    }
}

/// Nobody is proposed for a second move before the first has begun or was called off. What stood there so may be worked on.
fn waiting(rotation: &Rotation, was: Option<&Record>, after: &Snapshot) -> Result<(), Problem> {
    let waited = matches!(was, Some(Record::Rotation(old)) if old.waits().is_some());
    if waited || rotation.waits().is_none() {
        return Ok(());
    }
    let other = after.moved(rotation.cadre).filter(|r| r.id != rotation.id).find_map(|r| r.waits());
    other.map_or(Ok(()), |since| Err(Problem::ProposedAlready(since)))
}

/// Nobody is away twice at a time, and nobody who is away is proposed anew before the move is finished.
fn overlap(rotation: &Rotation, after: &Snapshot) -> Result<(), Problem> {
    let span = |r: &Rotation| r.reached(Phase::Away).map(|from| Span::new(from, r.back()));
    let others = after.moved(rotation.cadre).filter(|r| r.id != rotation.id);
    let mine = span(rotation);
    let proposed = rotation.phases.first().filter(|p| p.value == Phase::Proposed).map(|p| p.span.from);
    for other in others {
        let Some(away) = span(other) else { continue };
        let twice = mine.is_some_and(|mine| mine.overlaps(away)) || proposed.is_some_and(|day| away.holds(day));
        if twice {
            return Err(Problem::AwayAlready(away.from));
        }
    }
    Ok(())
}
