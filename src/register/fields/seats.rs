//! The seats that somebody still holds when the main post is left: which they are, and which of them end with it. Nothing
//! is left open unasked.

use super::codes::{Coded, SeatChoice};
use super::column::{Column, Input, Reader, Wrong, asked};
use crate::domain::{Act, Appointment, AppointmentId, CadreId, Day, Edit, Nature, Record, Span};
use crate::register::problem::Problem;
use crate::register::view::View;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The field, the last of its task: `a-1-5:end,a-1-6:keep`.
pub(super) const SEATS: Column = asked("seats", Input::Seats);

/// Seats that are held on and after a day beside the main post: neither what is left nor what is taken.
pub(super) fn held(view: &View, cadre: CadreId, on: Day) -> impl Iterator<Item = &Arc<Appointment>> {
    view.snapshot.career_of(cadre).filter(move |a| a.concurrent && a.span.holds(on) && a.span.from < on)
}

/// What is said of seats in the field.
pub(super) fn said(text: &str) -> Result<BTreeMap<AppointmentId, SeatChoice>, Problem> {
    let parts = text.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
    let read = |part: &str| {
        let (id, choice) = part.rsplit_once(':')?;
        Some((id.parse().ok()?, SeatChoice::coded(choice)?))
    };
    let mut said = BTreeMap::new();
    for part in parts {
        let (id, choice) = read(part).ok_or_else(|| Problem::NoSeatChoice(part.to_owned()))?;
        if said.insert(id, choice).is_some_and(|other| other != choice) {
            return Err(Problem::SeatSaidTwice(id));
        }
    }
    Ok(said)
}

/// Nobody leaves a main post: what is said of seats all the same was meant otherwise.
pub(super) fn no_seats(r: &Reader<'_>) -> Result<(), Wrong> {
    match r.line("seats")? {
        none if none.is_empty() => Ok(()),
        said => Err(Wrong { column: "seats", problem: Problem::NoSeatChoice(said) }),
    }
}

/// Ends the seats that end with the main post, by the act and the decision that end it.
pub(super) fn end_seats(r: &Reader<'_>, cadre: CadreId, on: Day, act: &Act) -> Result<Vec<Edit>, Wrong> {
    let wrong = |problem| Wrong { column: "seats", problem };
    let mut said = said(&r.line("seats")?).map_err(wrong)?;
    let (mut edits, mut open) = (Vec::new(), Vec::new());
    for seat in held(r.view, cadre, on) {
        match said.remove(&seat.id) {
            Some(SeatChoice::End) => edits.push(end(seat, on, act.clone())?),
            Some(SeatChoice::Keep) => {}
            None => open.push(seat.id),
        }
    }
    // what ended meanwhile is settled; what is another's was never meant
    let own = |id: &AppointmentId| r.view.snapshot.appointments.get(id).is_some_and(|a| a.cadre == cadre);
    if let Some(id) = said.keys().find(|id| !own(id)) {
        return Err(wrong(Problem::NoSeatChoice(id.to_string())));
    }
    if open.is_empty() { Ok(edits) } else { Err(wrong(Problem::SeatsOpen(open))) }
}

/// One record that becomes another.
pub(super) fn becomes(on: Day, was: Record, is: Record) -> Edit {
    Edit { nature: Nature::Change(on), was: Some(was), becomes: Some(is) }
}

/// The appointment with an end.
pub(super) fn end(was: &Appointment, on: Day, act: Act) -> Result<Edit, Wrong> {
    if on <= was.span.from || was.span.to < on {
        return Err(Wrong { column: "from", problem: Problem::OutsideLife(was.span) });
    }
    let is = Appointment { span: Span::new(was.span.from, on), ended: Some(act), ..was.clone() };
    Ok(becomes(on, Record::Appointment(was.clone()), Record::Appointment(is)))
}
