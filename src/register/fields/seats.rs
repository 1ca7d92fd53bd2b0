//! The seats that somebody still holds when the main post is left: which they are, what the rules say of each, and what is
//! to become of them. Nothing is left open unasked: what the rules do not settle must be said.

use super::acts::Operation;
use super::codes::{Coded, Leaves, SeatChoice};
use super::column::{Column, Input, Reader, Wrong, asked};
use super::moving::{Moving, sent_by};
use super::records::Records;
use super::task::Task;
use crate::domain::{Act, ActKind, Appointment, AppointmentId, CadreId, Day, Edit, MoveKind, PostId};
use crate::policy::{Departure, Policy, Seat, SeatFate};
use crate::register::fields::holding::end;
use crate::register::problem::Problem;
use crate::register::view::View;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The field, the last of its task: `a-1-5:end,a-1-6:keep`.
pub(super) const SEATS: Column = asked("seats", Input::Seats);

/// Somebody who leaves the main post: for which other, and from when.
struct Leaving {
    cadre: CadreId,
    /// What is left; none where it is whatever main post is held.
    left: Option<AppointmentId>,
    to: Option<PostId>,
    on: Day,
    act: ActKind,
}

/// Seats that are held on and after a day beside the main post: neither what is left nor what is taken.
fn held(view: &View, cadre: CadreId, on: Day) -> impl Iterator<Item = &Arc<Appointment>> {
    view.snapshot.career_of(cadre).filter(move |a| a.concurrent && a.span.holds(on) && a.span.from < on)
}

/// What is said of seats in the field.
pub(super) fn said(text: &str) -> Result<BTreeMap<AppointmentId, SeatChoice>, Problem> {
    let parts = text.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
    let read = |part: &str| {
        let (id, choice) = part.rsplit_once(':')?;
        Some((id.parse().ok()?, SeatChoice::coded(choice)?))
    };
    parts.map(|part| read(part).ok_or_else(|| Problem::NoSeatChoice(part.to_owned()))).collect()
}

/// How the field says it.
fn written(choices: &BTreeMap<AppointmentId, SeatChoice>) -> String {
    let parts = choices.iter().map(|(id, choice)| format!("{id}:{}", choice.code()));
    parts.collect::<Vec<_>>().join(",")
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

impl Task {
    /// Who leaves the main post by it, as far as its fields say so.
    fn leaving(&self, records: Records<'_>, cells: &[String]) -> Option<Leaving> {
        let Task::Do(operation) = self else { return None };
        let columns = self.columns();
        let r = Reader { columns: &columns, cells, view: records.view };
        let on = r.day_or("from").ok()??;
        let leaves_main = || r.coded_or::<Leaves>("leaves").ok().flatten() == Some(Leaves::Main);
        let named = || Some((r.cadre_or("cadre").ok()??, r.post_or("post").ok()??));
        let rotation = |id| records.view.snapshot.rotations.get(&id);
        let (cadre, left, to, act) = match *operation {
            Operation::Appoint(..) if leaves_main() && !r.flag("concurrent").ok()? => {
                let (cadre, post) = named()?;
                (cadre, None, Some(post), r.coded("act").ok()?)
            }
            Operation::End(id) => {
                let ends = records.view.snapshot.appointments.get(&id).filter(|a| !a.concurrent)?;
                (ends.cadre, Some(id), None, r.coded("act").ok()?)
            }
            Operation::Move(Moving::Send(..)) if leaves_main() => {
                let (cadre, post) = named()?;
                (cadre, None, Some(post), sent_by(r.coded::<MoveKind>("move").ok()?))
            }
            Operation::Move(Moving::Start(id)) if leaves_main() => {
                let rotation = rotation(id)?;
                (rotation.cadre, None, Some(rotation.to), sent_by(rotation.kind))
            }
            Operation::Move(Moving::Place(id)) if leaves_main() => {
                (rotation(id)?.cadre, None, r.post_or("post").ok()?, ActKind::Appointed)
            }
            Operation::Move(Moving::Return(id)) if leaves_main() => {
                let rotation = rotation(id)?;
                (rotation.cadre, None, rotation.from, ActKind::Transferred)
            }
            _ => return None,
        };
        Some(Leaving { cadre, left, to, on, act })
    }

    /// The seats that whoever leaves by it still holds, each with what the rules say of it; none where nobody leaves.
    #[must_use]
    pub fn seats<'p>(&self, records: Records<'_>, cells: &[String], policy: &'p Policy) -> Vec<Seat<'p>> {
        let Some(Leaving { cadre, left, to, on, act }) = self.leaving(records, cells) else { return Vec::new() };
        let unit = to.and_then(|post| records.view.post(post)).map(|post| post.unit);
        let departure = Departure { on, act, to: unit };
        let seats = held(records.view, cadre, on).filter(|seat| Some(seat.id) != left && Some(seat.post) != to);
        seats.map(|seat| policy.seat(records.view, seat, departure, on)).collect()
    }

    /// Says in its field of seats what the rules say of those of which nothing is said there; what is to be decided stays
    /// open.
    pub fn fill_seats(&self, records: Records<'_>, cells: &mut [String], policy: &Policy) {
        let Some(at) = self.columns().iter().position(|c| c.input == Input::Seats) else { return };
        let seats = self.seats(records, cells, policy);
        let Some(cell) = cells.get_mut(at) else { return };
        // what cannot be read is told when it is carried out
        let Ok(mut choices) = said(cell) else { return };
        for seat in seats {
            let choice = match seat.fate {
                SeatFate::Ends => SeatChoice::End,
                SeatFate::Stays => SeatChoice::Keep,
                SeatFate::Decide => continue,
            };
            choices.entry(seat.appointment).or_insert(choice);
        }
        *cell = written(&choices);
    }

    /// What its field of seats says of each.
    #[must_use]
    pub fn seat_choices(&self, cells: &[String]) -> BTreeMap<AppointmentId, SeatChoice> {
        let at = self.columns().iter().position(|c| c.input == Input::Seats);
        at.and_then(|at| said(cells.get(at)?).ok()).unwrap_or_default()
    }
}
