//! What must hold of times, of series of them, and of whatever a record points to.

use crate::domain::{CadreId, Dated, Day, Decision, Post, PostId, RecordKey, RecordKind, Span, UnitId};
use crate::register::problem::Problem;
use crate::register::snapshot::Snapshot;
use std::collections::BTreeSet;

pub(super) fn span(span: Span) -> Result<(), Problem> {
    if span.from < span.to { Ok(()) } else { Err(Problem::EndsFirst(span)) }
}

pub(super) fn exists(id: UnitId, after: &Snapshot) -> Result<(), Problem> {
    let key = RecordKey { kind: RecordKind::Unit, id: id.0 };
    if after.units.contains_key(&id) { Ok(()) } else { Err(Problem::Missing(key)) }
}

pub(super) fn exists_cadre(id: CadreId, after: &Snapshot) -> Result<(), Problem> {
    let key = RecordKey { kind: RecordKind::Cadre, id: id.0 };
    if after.cadres.contains_key(&id) { Ok(()) } else { Err(Problem::Missing(key)) }
}

pub(super) fn exists_post(id: PostId, after: &Snapshot) -> Result<&Post, Problem> {
    let key = RecordKey { kind: RecordKind::Post, id: id.0 };
    after.posts.get(&id).map(AsRef::as_ref).ok_or(Problem::Missing(key))
}

/// Values of which one holds at a time.
pub(super) fn history<T>(rows: &[Dated<T>]) -> Result<(), Problem> {
    apart(rows.iter().map(|row| row.span))
}

pub(super) fn apart(spans: impl Iterator<Item = Span>) -> Result<(), Problem> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    spans.iter().try_for_each(|s| span(*s))?;
    match spans.iter().zip(spans.iter().skip(1)).find(|(a, b)| a.overlaps(**b)) {
        Some((_, later)) => Err(Problem::TwoAtOnce(later.from)),
        None => Ok(()),
    }
}

pub(super) fn once<T: Ord>(periods: impl Iterator<Item = T>) -> Result<(), Problem> {
    let mut seen = BTreeSet::new();
    for period in periods {
        if !seen.insert(period) {
            return Err(Problem::PeriodTwice);
        }
    }
    Ok(())
}

/// The last day that may be meant by what is decided of a day, or said on it: what lies further off was mistyped.
pub(super) fn far_off(day: Day) -> Day {
    day.add_months(12)
}

/// A paper is not dated years after what it decides, nor before the person of whom it speaks was born: the year was
/// mistyped.
pub(super) fn signed(
    paper: Option<&Decision>,
    begins: Day,
    cadre: CadreId,
    after: &Snapshot,
    today: Day,
) -> Result<(), Problem> {
    let Some(paper) = paper else { return Ok(()) };
    if paper.on > far_off(begins.max(today)) {
        return Err(Problem::ToCome(paper.on, "decision-date"));
    }
    let born = after.cadres.get(&cadre).map(|card| card.born.earliest());
    if born.is_some_and(|born| paper.on <= born) {
        return Err(Problem::BeforeBirth(paper.on, "decision-date"));
    }
    Ok(())
}
