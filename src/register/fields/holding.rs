//! Coming into a post and leaving one, as edits: every act that moves a person goes this way.

pub(super) use super::alike::created as new;

use super::codes::{Coded, GOES_ON, Leaves};
use super::column::{Reader, Wrong};
use super::seats::{end, end_seats, no_seats};
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{Act, ActKind, Appointment, AppointmentId, CadreId, Day, Edit, PostId, Record, Span};
use crate::register::problem::Problem;
use crate::register::view::View;

/// The id of what is new; the writer gives the real one.
pub(super) const NEW: u64 = 1;

/// Somebody who comes into a post.
pub(super) struct Taking {
    pub(super) cadre: CadreId,
    pub(super) post: PostId,
    pub(super) span: Span,
    pub(super) act: Act,
    /// kiêm nhiệm
    pub(super) concurrent: bool,
    /// Last day of the term of appointment.
    pub(super) term_ends: Option<Day>,
    /// What becomes of what is held.
    pub(super) leaves: Leaves,
}

/// An appointment that begins. Where it is known that the post ends with a reorganisation, so does the appointment.
pub(super) fn begin(view: &View, cadre: CadreId, post: PostId, span: Span, began: Act) -> Appointment {
    let until = view.post(post).map_or(Day::MAX, |p| p.span.to);
    let (to, kind) =
        if span.from < until && until < span.to { (until, ActKind::Reorganised) } else { (span.to, ActKind::Relieved) };
    let ended = (to != Day::MAX).then_some(Act { kind, decision: None });
    let (id, span) = (AppointmentId::new(PROVISIONAL, NEW), Span::new(span.from, to));
    Appointment { ended, ..Appointment::new(id, cadre, post, span, began) }
}

/// Who takes the last free seat of a post after somebody has, by what is on file: from which day. A post that has no
/// free seat on the first day is left to the rules.
fn held_later(view: &View, post: PostId, span: Span) -> Option<(Day, CadreId)> {
    let seats = |on| view.post(post).map_or(0, |p| usize::from(p.seats(on)));
    let held = |on: Day| view.snapshot.holders_of(post).filter(|a| a.span.holds(on)).count();
    let later = view.snapshot.holders_of(post).filter(|a| span.from < a.span.from && span.holds(a.span.from));
    let full = later.filter(|a| held(a.span.from) >= seats(a.span.from)).min_by_key(|a| (a.span.from, a.id));
    full.filter(|_| held(span.from) < seats(span.from)).map(|a| (a.span.from, a.cadre))
}

/// Ends what is left and begins what is taken.
pub(super) fn take(r: &Reader<'_>, taking: Taking) -> Result<Vec<Edit>, Wrong> {
    let view = r.view;
    let Taking { cadre, post, span, act, concurrent, term_ends, leaves } = taking;
    let begins = begin(view, cadre, post, span, act.clone());
    let span = begins.span;
    if let Some((on, other)) = held_later(view, post, span) {
        let name = view.cadre(other).map(|card| card.name.clone()).unwrap_or_default();
        return Err(Wrong { column: "to", problem: Problem::HeldLater { on, cadre: other, name } });
    }
    let ended = match act.kind {
        kind @ (ActKind::Transferred | ActKind::Rotated) => kind,
        _ => ActKind::Relieved,
    };
    let mut edits = Vec::new();
    for held in view.snapshot.career_of(cadre).filter(|a| a.span.overlaps(span)) {
        if held.post == post {
            let again = GOES_ON.contains(&act.kind.code());
            let problem = if again { Problem::GoesOn(held.id) } else { Problem::HoldsAlready(held.span.from) };
            return Err(Wrong { column: "post", problem });
        }
        let goes = leaves == Leaves::All || (leaves == Leaves::Main && !held.concurrent && !concurrent);
        if goes && held.span.from < span.from {
            edits.push(end(held, span.from, Act { kind: ended, decision: act.decision.clone() })?);
        } else if !concurrent && !held.concurrent {
            // one post is the main one on any day
            return Err(Wrong { column: "leaves", problem: Problem::MainHeld(held.span.from) });
        }
    }
    // who leaves the main post takes along the seats that must go
    if leaves == Leaves::Main && !concurrent {
        edits.extend(end_seats(r, cadre, span.from, &Act { kind: ended, decision: act.decision.clone() })?);
    } else {
        no_seats(r)?;
    }
    if let Some(ends) = term_ends.filter(|ends| *ends <= span.from) {
        return Err(Wrong { column: "term-ends", problem: Problem::EndsFirst(Span::new(span.from, ends)) });
    }
    edits.push(new(span.from, Record::Appointment(Appointment { concurrent, term_ends, ..begins })));
    Ok(edits)
}
