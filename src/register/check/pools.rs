//! What must hold of places in pools and of review rounds.

use super::common::{exists, history, span};
use crate::domain::{CadreId, Day, Entry, Record, RecordKey, RecordKind, Round};
use crate::register::problem::Problem;
use crate::register::snapshot::Snapshot;

pub(super) fn entry(entry: &Entry, was: Option<&Record>, after: &Snapshot) -> Result<(), Problem> {
    let missing = |kind, id| Problem::Missing(RecordKey { kind, id });
    let post = after.posts.get(&entry.post).ok_or_else(|| missing(RecordKind::Post, entry.post.0))?;
    if !after.cadres.contains_key(&entry.cadre) {
        return Err(missing(RecordKind::Cadre, entry.cadre.0));
    }
    span(entry.span)?;
    history(&entry.stages)?;
    if let Some(stage) = entry.stages.iter().find(|s| s.span.from < entry.span.from) {
        return Err(Problem::OutOfOrder(stage.span.from, entry.span.from));
    }
    // what already stands there may stay; a new place asks for a post and a person that are still there
    let stood = matches!(was, Some(Record::Entry(old)) if old.span.from == entry.span.from && old.post == entry.post);
    if !stood && entry.carried.is_none() {
        if post.span.to <= entry.span.from {
            return Err(Problem::PostEnded(post.span.to.prev()));
        }
        if let Some(day) = left(entry.cadre, entry.span.from, after) {
            return Err(Problem::Gone(day));
        }
    }
    let twice =
        |e: &Entry| e.id != entry.id && e.term == entry.term && e.cadre == entry.cadre && e.span.overlaps(entry.span);
    if after.pool_of(entry.post).any(|e| twice(e)) {
        return Err(Problem::PlannedAlready);
    }
    let Some(round) = entry.round else { return Ok(()) };
    let round = after.rounds.get(&round).ok_or_else(|| missing(RecordKind::Round, round.0))?;
    match entry.votes.iter().find_map(|v| ballots(round, v.step).filter(|valid| v.votes > *valid)) {
        Some(valid) => Err(Problem::TooManyBallots(valid)),
        None => Ok(()),
    }
}

/// Ballots of a step that count.
fn ballots(round: &Round, step: u8) -> Option<u16> {
    round.steps.iter().find(|s| s.step == step).map(|s| s.valid)
}

/// The last day of somebody who no longer serves on a day and holds nothing from then on.
pub(super) fn left(cadre: CadreId, on: Day, after: &Snapshot) -> Option<Day> {
    let card = after.cadres.get(&cadre)?;
    let last = card.payroll.iter().map(|p| p.span.to).max()?;
    let holds = after.career_of(cadre).any(|a| a.span.to > on);
    (last <= on && !holds).then(|| last.prev())
}

pub(super) fn round(round: &Round, was: Option<&Record>, after: &Snapshot) -> Result<(), Problem> {
    exists(round.unit, after)?;
    let days = [Some(round.opened), round.submitted, round.approved, round.closed];
    let days: Vec<Day> = days.into_iter().flatten().collect();
    if let Some((later, earlier)) = days.iter().zip(days.iter().skip(1)).find(|(a, b)| a > b).map(|(a, b)| (*b, *a)) {
        return Err(Problem::OutOfOrder(later, earlier));
    }
    let skipped = (round.approved.is_some() && round.submitted.is_none())
        || (round.closed.is_some() && round.approved.is_none() && round.submitted.is_some());
    if skipped {
        return Err(Problem::StepSkipped);
    }
    for step in &round.steps {
        if step.held < round.opened {
            return Err(Problem::OutOfOrder(step.held, round.opened));
        }
        // each is at most the one before it
        let counts = [step.summoned, step.present, step.issued, step.returned, step.valid];
        if let Some((most, _)) = counts.iter().zip(counts.iter().skip(1)).find(|(most, next)| next > most) {
            return Err(Problem::MoreThanBefore(*most));
        }
    }
    if round.steps.iter().enumerate().any(|(at, s)| round.steps.iter().skip(at + 1).any(|o| o.step == s.step)) {
        return Err(Problem::StepTwice);
    }
    // a closed round is corrected by a new one; only its closing may be taken back
    match was {
        Some(Record::Round(old)) if old.closed.is_some() && round.closed.is_some() => Err(Problem::RoundClosed),
        _ => Ok(()),
    }
}
